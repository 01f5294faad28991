"""The documentation and the code: settings, addresses, commands, tables and links agree."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

import ascn_data
from ascn_data import Network
from ascn_data.cli import main
from dashboard.content.pages import PAGE_OF_CHART
from dashboard.core.navigation import PAGES
from dashboard.core.url_state import KEYS

ROOT = Path(__file__).parents[1]
DOCS = [
    path for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("*/*.md"), *ROOT.glob("data/*/*.md")])
    if ".venv" not in path.parts
]  # fmt: skip
READMES = ("README.md", "README.th.md")
MAX_README_BYTES = 10_000
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] != "."}
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.@*-]+(?:/[\w.@*-]+)*/?")
# A file that is named without its folder; other endings are those of downloads and of tables.
NAMED_ALONE = (".py", ".md", ".toml", ".conf", ".yaml", ".service", ".js", ".css")
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


def commands_in(text: str) -> list[str]:
    """The commands of the blocks for a shell, without comments and names in angle brackets."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [re.sub("<[^>]*>", "<>", line) for line in lines if line]


def test_both_readmes_name_the_same_commands_links_and_pages() -> None:
    english, thai = (read(name) for name in READMES)
    assert len(commands_in(english)) >= 7
    assert commands_in(thai) == commands_in(english)
    assert set(CODE.findall(thai)) == set(CODE.findall(english))
    assert set(LINK.findall(thai)) - {"README.md", "docs/pictures/overview-phone-th.png"} == (
        set(LINK.findall(english)) - {"README.th.md", "docs/pictures/overview.png"}
    )
    assert "](README.th.md)" in english
    assert "](README.md)" in thai


def test_every_setting_is_in_the_table_of_operations() -> None:
    folders = ("ascn_data", "dashboard")
    code = [ROOT / "app.py", *(path for name in folders for path in (ROOT / name).rglob("*.py"))]
    assert first_cells(read("docs/operations.md"), "ASCN_[A-Z_]+") == settings_in(code)


def test_every_key_of_an_address_is_documented() -> None:
    assert first_cells(read("docs/urls.md"), "[a-z]+") == {*KEYS, *ON_SOURCES}


def test_every_question_of_the_interface_is_documented_with_its_parameters() -> None:
    rows = {row[0].strip("`"): CODE.findall(row[2]) for row in rows_below(
        read("docs/http-api.md"), "Questions") if row[0].startswith("`/api/")}  # fmt: skip
    for name, question in ascn_data.QUESTIONS.items():
        named = {each.name for each in question.parameters}
        choices = {one for each in question.parameters for one in each.choices}
        assert named <= set(rows[f"/api/{name}"]) <= named | choices | {"true"}, name


def test_every_chart_with_an_address_is_documented() -> None:
    text = read("docs/http-api.md").split("The keys are ")[1].split(". A chart")[0]
    assert CODE.findall(text) == list(PAGE_OF_CHART)


def test_every_page_is_documented() -> None:
    addresses = {f"| `/{page.path}` |" for page in PAGES}
    for name in (*READMES, "docs/urls.md"):
        assert [each for each in addresses if each not in read(name)] == [], name


@pytest.mark.parametrize("readme", READMES)
def test_tables_that_are_named_exist_and_have_as_many_rows(net: Network, readme: str) -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \| ([\d,]+) \|", read(readme), re.MULTILINE)
    assert len(rows) >= 8
    assert {name: int(count.replace(",", "")) for name, count in rows} == {
        name: len(net.table(name)) for name, _count in rows
    }


def test_the_version_of_the_data_is_the_one_that_is_cited(net: Network) -> None:
    version = str(net.contract.descriptor["version"])
    for name in (*READMES, "data/README.md", "CITATION.cff"):
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


def anchors_of(path: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@each_document
def test_links_to_a_heading_lead_to_one(path: Path) -> None:
    links = [link.split("#") for link in LINK.findall(path.read_text("utf-8"))
             if "#" in link and not re.match(r"https?:", link)]  # fmt: skip
    targets = [(path.parent / file if file else path, anchor) for file, anchor in links]
    assert [each for each in targets if each[1] not in anchors_of(each[0])] == []


def test_the_functions_that_are_shown_are_public() -> None:
    shown = {name for path in DOCS for name in re.findall(r"\bascn_data\.([a-z_]+)\(",
             path.read_text("utf-8"))}  # fmt: skip
    assert {"load", "members"} <= shown <= set(ascn_data.__all__)


def is_there(path: str, document: Path) -> bool:
    """Whether a path or pattern leads to a file or folder, from the root or beside a document."""
    return any(
        any(folder.glob(path.rstrip("/"))) if "*" in path else (folder / path).exists()
        for folder in (ROOT, document.parent)
    )


def paths_in(text: str) -> list[str]:
    """What stands as code in a document and looks like a path of the repository."""
    found = [code for code in CODE.findall(text) if PATH.fullmatch(code)]
    return [
        code for code in found
        if code.endswith(NAMED_ALONE) or ("/" in code and code.partition("/")[0] in FOLDERS)
    ]  # fmt: skip


@each_document
def test_paths_that_are_named_exist(path: Path) -> None:
    named = paths_in(path.read_text("utf-8"))
    assert [each for each in named if not is_there(each, path)] == []


def test_a_path_that_does_not_exist_is_found() -> None:
    text = (
        "`dashboard/gone.py`, `gone.py`, `/data/places.csv`, `make run`, `docs/*.md`, `net.places`"
    )
    named = paths_in(text)
    assert named == ["dashboard/gone.py", "gone.py", "docs/*.md"]
    assert [each for each in named if not is_there(each, ROOT / "README.md")] == named[:2]


@each_document
def test_modules_that_are_started_exist(path: Path) -> None:
    names = re.findall(r"-m ((?:ascn_data|bench|dashboard)[\w.]*)", path.read_text("utf-8"))
    files = [ROOT.joinpath(*name.rstrip(".").split(".")) for name in names]
    assert [file for file in files if not (file.is_dir() or file.with_suffix(".py").exists())] == []


def rows_below(text: str, heading: str) -> list[list[str]]:
    """The cells of each row of the table below a heading."""
    section = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def test_the_layers_are_drawn_as_they_are_checked() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (order,) = (each["layers"] for each in contracts if each["type"] == "layers")
    drawn = " --> ".join(each.replace("dashboard.", "").replace("|", "&") for each in order)
    assert f"    {drawn}\n" in read("docs/architecture.md").split("```mermaid\n")[1].split("```")[0]


def test_every_package_of_the_dashboard_has_a_line() -> None:
    cells = [row[0] for row in rows_below(read("docs/architecture.md"), "Packages")]
    inside = {f"`dashboard/{path.parent.name}/`" for path in ROOT.glob("dashboard/*/__init__.py")}
    assert inside == {cell for cell in cells if cell.startswith("`dashboard/")}
    outside = {each for each in FOLDERS - {"dashboard"} if is_of_the_project(each)}
    assert {cell.strip("`/") for cell in cells} >= outside


def is_of_the_project(folder: str) -> bool:
    """Whether a folder holds code, data or documents, and not what a build leaves behind."""
    return any(any((ROOT / folder).rglob(f"*.{ending}")) for ending in ("py", "csv", "po", "md"))


def test_where_to_change_something_names_files_that_have_it() -> None:
    rows = rows_below(read("docs/architecture.md"), "Where do I change ...?")
    assert len(rows) >= 20
    for change, files, note in rows:
        named = [path for path in CODE.findall(files) if (ROOT / path).is_file()]
        assert named == CODE.findall(files), change
        assert 1 <= len(named) <= 2, change
        told = CODE.findall(note)
        more = [path for path in told if "/" in path and (ROOT / path).is_file()]
        text = "".join(read(path) for path in [*named, *more])
        words = [word for word in told if word.isidentifier()]
        assert [word for word in words if word not in text] == [], change
