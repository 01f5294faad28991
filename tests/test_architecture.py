"""The order of the layers: app and pages -> dashboard -> ascn_data.

`ascn_data` and `dashboard` are packages, which import-linter holds to the contracts in
pyproject.toml. `app.py` and `pages/` are scripts, so their syntax trees are read here.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import ascn_data

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "pages").glob("*.py"))

ALLOWED_IN_PAGES = {"__future__", "collections", "dashboard", "streamlit", "typing"}
ALLOWED_IN_APP = {"dashboard", "starlette", "streamlit"} | sys.stdlib_module_names
COMPUTATIONS = {"agg", "aggregate", "concat", "groupby", "melt", "merge", "pivot", "pivot_table"}
LOADERS = {"__import__", "open"}
OURS = ("ascn_data", "dashboard")


def imported(tree: ast.AST) -> Iterator[str]:
    """The top-level package of every import; a relative import counts as the page's own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else (node.module or "").partition(".")[0]


def called(tree: ast.AST) -> Iterator[str]:
    """The last name of everything that is called: `frame.groupby(...)` -> `groupby`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node.func.id


def faults_of_page(source: str) -> set[str]:
    """What a page does that belongs in `dashboard` or `ascn_data`."""
    tree = ast.parse(source)
    imports = {f"imports {name}" for name in set(imported(tree)) - ALLOWED_IN_PAGES}
    calls = {
        f"calls {name}"
        for name in called(tree)
        if name in COMPUTATIONS | LOADERS or name.startswith("read_")
    }
    return imports | calls


def of_functools(decorator: str) -> bool:
    """Whether a decorator keeps values whatever the edition is, as `cached` of ours does not."""
    return "cache" in decorator and decorator.partition("(")[0] != "cached"


def asks_the_data(tree: ast.AST) -> bool:
    """Whether a module takes anything from `dashboard.core.dataset`, in any way of importing it."""
    asked = "dashboard.core.dataset"
    return any(
        asked in ({each.name for each in node.names} if isinstance(node, ast.Import) else
                  {node.module, *(f"{node.module}.{each.name}" for each in node.names)})
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    )  # fmt: skip


def asked_by_module(tree: ast.AST) -> Iterator[str]:
    """The module of everything called by way of one: `data.network()` -> `data`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield ast.unparse(node.func.value)


def kept_in_spite_of_a_new_edition(source: str) -> set[str]:
    """What a function kept by functools calls of ours, in a module that asks the data."""
    tree = ast.parse(source)
    if not asks_the_data(tree):
        return set()
    ours = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith(OURS))
        for name in node.names
        if isinstance(node, ast.ImportFrom) or name.name.startswith(OURS)
    }
    kept = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(of_functools(ast.unparse(each)) for each in node.decorator_list)
    ]
    return {
        f"{node.name} calls {name}"
        for node in kept
        for name in {*called(node), *asked_by_module(node)}
        if name in ours
    }


def test_what_rests_on_the_data_is_remembered_with_its_edition() -> None:
    sources = {path: path.read_text("utf-8") for path in (ROOT / "dashboard").rglob("*.py")}
    for path, source in sources.items():
        assert not kept_in_spite_of_a_new_edition(source), path.name
    # Were the module moved, nothing would ask it any more, and nothing would be looked at.
    asking = {path.parts[len(ROOT.parts) + 1] for path in sources if asks_the_data(
        ast.parse(sources[path]))}  # fmt: skip
    assert asking >= {"charts", "content", "exports", "maps", "ui", "web"}


@pytest.mark.parametrize(
    "source",
    [
        "from dashboard.core.dataset import network\n@cache\ndef places(): return network()",
        "from dashboard.core import dataset\n@cache\ndef places(): return dataset.network()",
        "import dashboard.core.dataset as data\n@lru_cache(9)\ndef places(): return data.network()",
    ],
)
def test_what_is_kept_in_spite_of_a_new_edition_is_found(source: str) -> None:
    assert kept_in_spite_of_a_new_edition(source)


def past_the_public_names(source: str) -> set[str]:
    """What a file takes from the data layer that is not in its `__all__`."""
    tree, public, found = ast.parse(source), {*ascn_data.__all__}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names if each.name.startswith("ascn_data.")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ascn_data."):
            found.add(str(node.module))
        elif isinstance(node, ast.ImportFrom) and node.module == "ascn_data":
            found |= {each.name for each in node.names} - public
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found |= {node.attr} - public if node.value.id == "ascn_data" else set()
    return found


USERS = sorted(
    path
    for folder in ("dashboard", "pages", "bench", "scripts")
    for path in (ROOT / folder).rglob("*.py")
)


@pytest.mark.parametrize("path", [ROOT / "app.py", *USERS], ids=lambda p: str(p.relative_to(ROOT)))
def test_the_data_layer_is_used_by_its_public_names(path: Path) -> None:
    assert not past_the_public_names(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("source", "taken"),
    [
        ("from ascn_data.places import members", "ascn_data.places"),
        ("import ascn_data.places", "ascn_data.places"),
        ("def late():\n    from ascn_data.cli import main", "ascn_data.cli"),
        ("from ascn_data import cli", "cli"),
        ("import ascn_data\nascn_data.cli.main()", "cli"),
    ],
)
def test_what_is_not_public_is_found(source: str, taken: str) -> None:
    assert past_the_public_names(source) == {taken}


def test_every_public_name_is_there_and_stands_once() -> None:
    assert len(set(ascn_data.__all__)) == len(ascn_data.__all__)
    assert [name for name in ascn_data.__all__ if not hasattr(ascn_data, name)] == []


def test_there_are_pages() -> None:
    assert PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_only_show(page: Path) -> None:
    assert not faults_of_page(page.read_text(encoding="utf-8"))


def test_app_leaves_data_and_charts_to_the_dashboard() -> None:
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    assert not set(imported(tree)) - ALLOWED_IN_APP


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("import pandas as pd", "imports pandas"),
        ("from plotly.graph_objects import Figure", "imports plotly"),
        ("def show():\n    import geopandas", "imports geopandas"),
        ("from ascn_data import load", "imports ascn_data"),
        ("from . import other", "imports ."),
        ("rows.groupby('country')", "calls groupby"),
        ("pd.read_csv('data/places.csv')", "calls read_csv"),
        ("open('data/places.csv')", "calls open"),
    ],
)
def test_the_reading_of_pages_finds(source: str, fault: str) -> None:
    assert fault in faults_of_page(source)


def test_every_room_has_its_place_in_the_order_and_nothing_lies_outside_of_one() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (order,) = (each["layers"] for each in contracts["contracts"] if each["type"] == "layers")
    named = {room.strip() for layer in order for room in layer.split("|")}
    rooms = {path.parent.name for path in (ROOT / "dashboard").glob("*/__init__.py")}
    assert {f"dashboard.{room}" for room in rooms} | {"ascn_data"} == named
    assert [path.name for path in (ROOT / "dashboard").glob("*.py")] == ["__init__.py"]


def test_every_room_says_what_it_is_for() -> None:
    rooms = sorted((ROOT / "dashboard").rglob("__init__.py"))
    assert len(rooms) > 7
    for path in rooms:
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path
    folders = {path.parent for path in (ROOT / "dashboard").rglob("*.py")}
    assert all((folder / "__init__.py").is_file() for folder in folders)


def test_packages_keep_their_contracts() -> None:
    lint = (
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    )
    run = subprocess.run(
        [sys.executable, "-c", lint],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
