"""Every style sheet is whole: what a browser would skip in silence is told here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tinycss2

ROOT = Path(__file__).parents[1]
SHEETS = sorted((ROOT / "dashboard").rglob("*.css"))
# Inside their blocks stand rules; inside those of others, declarations.
OF_RULES = {"container", "layer", "media", "supports"}


def faults(rules: list[Any]) -> Iterator[str]:
    """What cannot be read, and declarations that stand twice in a rule."""
    for rule in rules:
        if rule.type == "error":
            yield f"line {rule.source_line}: {rule.message}"
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in OF_RULES:
            yield from faults(tinycss2.parse_rule_list(rule.content, True, True))
        elif rule.type == "qualified-rule":
            inside = tinycss2.parse_blocks_contents(rule.content, True, True)
            said = [each.lower_name for each in inside if each.type == "declaration"]
            yield from faults([each for each in inside if each.type != "declaration"])
            if not inside:
                yield f"line {rule.source_line}: an empty rule"
            values = {(each.lower_name, tinycss2.serialize(each.value).strip()) for each in inside
                      if each.type == "declaration"}  # fmt: skip
            if len(values) < len(said):
                yield f"line {rule.source_line}: a declaration stands twice"


def test_there_are_style_sheets() -> None:
    assert len(SHEETS) >= 3


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_is_read_whole(path: Path) -> None:
    assert list(faults(tinycss2.parse_stylesheet(path.read_text("utf-8"), True, True))) == []


@pytest.mark.parametrize(
    "text",
    ["a { color red }", "a { } }", "a { }", "a { color: red; color: red }",
     "@media print { a { color } }"],
)  # fmt: skip
def test_what_is_broken_is_found(text: str) -> None:
    assert list(faults(tinycss2.parse_stylesheet(text, True, True)))
