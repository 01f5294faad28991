"""Typst templates filled with plain data, set in the fonts of the project alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent
COUNTED = re.compile("(?<=[0-9]) (?=[ก-๙])")


@cache
def fonts() -> typst.Fonts:
    """The fonts of the project alone, so that every machine gives the same page."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE.parent / "fonts"]
    )


def as_input(contents: Mapping[str, Any]) -> str:
    """Data for a template. A number stays with the Thai word that it counts."""
    return COUNTED.sub("\N{NO-BREAK SPACE}", json.dumps(contents, ensure_ascii=False))


def typeset(template: str, said: str, **options: Any) -> bytes:
    """`said` of `as_input` in the template of this name; `options` are those of `typst.compile`.

    Raises typst.TypstError.
    """
    return typst.compile(
        HERE / f"{template}.typ",
        root=HERE,
        font_paths=fonts(),
        sys_inputs={"said": said},
        **options,
    )
