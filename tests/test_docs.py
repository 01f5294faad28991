"""The documentation and the code: settings, addresses, commands, tables and links agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import ascn_data
from ascn_data import Network
from ascn_data.cli import main
from dashboard.core.navigation import PAGES
from dashboard.core.url_state import KEYS

ROOT = Path(__file__).parents[1]
DOCS = [
    path for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("*/*.md"), *ROOT.glob("data/*/*.md")])
    if ".venv" not in path.parts
]  # fmt: skip
MAX_README_BYTES = 10_000
LINK = re.compile(r"\]\(([^)\s]+)\)")
# What the sources page reads beside the keys of every view.
ON_SOURCES = {"claim", "table"}
each_document = pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))


def read(name: str) -> str:
    """A document of the project."""
    return (ROOT / name).read_text("utf-8")


def first_cells(text: str, pattern: str) -> set[str]:
    """The code in the first cells of tables, where it fits a pattern."""
    return set(re.findall(rf"^\| `({pattern})`", text, re.MULTILINE))


def settings_in(paths: Iterable[Path]) -> set[str]:
    """Every setting of ours that some files name."""
    texts = [path.read_text("utf-8") for path in paths]
    return {name for text in texts for name in re.findall(r"\bASCN_[A-Z_]*[A-Z]\b", text)}


def test_the_readme_is_short() -> None:
    assert len(read("README.md").encode("utf-8")) < MAX_README_BYTES


def test_every_setting_is_in_the_table_of_operations() -> None:
    folders = ("ascn_data", "dashboard")
    code = [ROOT / "app.py", *(path for name in folders for path in (ROOT / name).rglob("*.py"))]
    assert first_cells(read("docs/operations.md"), "ASCN_[A-Z_]+") == settings_in(code)


def test_every_key_of_an_address_is_documented() -> None:
    assert first_cells(read("docs/urls.md"), "[a-z]+") == {*KEYS, *ON_SOURCES}


def test_every_page_is_documented() -> None:
    addresses = {f"| `/{page.path}` |" for page in PAGES}
    for name in ("README.md", "docs/urls.md"):
        assert [each for each in addresses if each not in read(name)] == [], name


def test_tables_that_are_named_exist_and_have_as_many_rows(net: Network) -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \| ([\d,]+) \|", read("README.md"), re.MULTILINE)
    assert len(rows) >= 8
    assert {name: int(count.replace(",", "")) for name, count in rows} == {
        name: len(net.table(name)) for name, _count in rows
    }


def test_the_version_of_the_data_is_the_one_that_is_cited(net: Network) -> None:
    version = str(net.contract.descriptor["version"])
    for name in ("README.md", "data/README.md", "CITATION.cff"):
        assert version in read(name), name


@each_document
def test_commands_that_are_named_exist(path: Path) -> None:
    named = set(re.findall(r"-m ascn_data ([a-z-]+)", path.read_text("utf-8")))
    assert named <= set(main.commands)
    targets = set(re.findall(r"`?make ([a-z-]+)", "\n".join(re.findall(
        r"`make [^`]*`|^make .*$", path.read_text("utf-8"), re.MULTILINE))))  # fmt: skip
    assert targets <= set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))


@each_document
def test_links_within_the_project_lead_somewhere(path: Path) -> None:
    links = [link for link in LINK.findall(path.read_text("utf-8"))
             if not re.match(r"https?:|mailto:|#", link)]  # fmt: skip
    assert [link for link in links if not (path.parent / link.split("#")[0]).exists()] == []


def test_the_functions_that_are_shown_are_public() -> None:
    shown = {name for path in DOCS for name in re.findall(r"\bascn_data\.([a-z_]+)\(",
             path.read_text("utf-8"))}  # fmt: skip
    assert {"load", "members"} <= shown <= set(ascn_data.__all__)
