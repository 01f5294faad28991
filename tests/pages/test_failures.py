"""A part of a page or an edition that breaks is met calmly, and the rest works on."""

from __future__ import annotations

import ast
import csv
import importlib
import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, StopException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest

from ascn_data.network import DIRECTORY
from dashboard.charts import growth, residents
from dashboard.content import headline
from dashboard.core import dataset
from dashboard.core.reload import Editions
from dashboard.core.translation import LANGUAGES
from dashboard.ui.components import admin_banner, toolbar
from dashboard.ui.errors import boundary, error_boundary
from dashboard.ui.sections import official_figures, overview
from tests.pages.cards import cards

Open = Callable[..., AppTest]
Run = Callable[[AppTest], AppTest]

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "pages").glob("*.py"))
# What a page asks before it shows anything.
SHOWS_NOTHING = {"dashboard.content.selection", "dashboard.ui.session"}
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
DRAWS = ("plotly_chart", "pydeck_chart", "dataframe")
SECRET = "the secret inside of the server"
GUARDED = error_boundary(None)(print).__code__  # type: ignore[attr-defined]
TRACES = ("Traceback", "RuntimeError", "KeyError", SECRET, ".py", "line ")


def breaks(*_args: object, **_values: object) -> None:
    """Stand in for something that a page calls."""
    raise RuntimeError(SECRET)


@pytest.fixture(autouse=True)
def _nothing_drawn() -> None:
    """What was drawn before would be repeated in place of what fails."""
    st.cache_resource.clear()


@pytest.fixture
def broken_growth(monkeypatch: pytest.MonkeyPatch) -> None:
    """The growth page cannot draw its matrix."""
    monkeypatch.setattr(growth, "country_matrix", breaks)


def error_of(at: AppTest) -> str:
    """The only error that a page shows."""
    assert [element.value for element in at.exception] == []
    (error,) = at.error
    return error.value


@pytest.mark.usefixtures("broken_growth")
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_broken_page_says_so_without_its_insides(
    open_page: Open, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="ascn.dashboard"):
        said = error_of(open_page("growth", lang=code))
    assert said
    assert not any(trace in said for trace in TRACES)
    (record,) = [record for record in caplog.records if record.name == "ascn.dashboard"]
    assert record.exc_info is not None
    reference = record.getMessage().partition("[")[2].partition("]")[0]
    assert reference
    assert reference in said


@pytest.mark.usefixtures("broken_growth")
def test_controls_of_a_broken_page_still_work(open_page: Open, run: Run) -> None:
    at = open_page("growth")
    at.selectbox(key="asof").set_value("2018-04-28")
    run(at)
    assert at.query_params["asof"] == "2018-04-28"
    assert error_of(at)


@pytest.mark.usefixtures("broken_growth")
def test_other_pages_work_beside_a_broken_one(open_page: Open, run: Run) -> None:
    at = open_page("growth", region="north")
    assert error_of(at)
    for page in ("overview", "map", "reach", "sources"):
        at.switch_page(str(ROOT / "pages" / f"{page}.py"))
        run(at)
        assert [element.value for element in at.error] == []
        assert at.query_params["region"] == "north"


def test_a_page_recovers_when_its_fault_is_gone(
    open_page: Open, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(growth, "country_matrix", breaks)
        at = open_page("growth")
        assert error_of(at)
    run(at)
    assert [element.value for element in at.error] == []
    assert len(at.get("plotly_chart")) == 2


@pytest.mark.parametrize(
    ("module", "name", "page"),
    [(residents, "city_bars", "reach"), (official_figures, "show_folds", "sources")],
    ids=["reach", "sources"],
)
def test_one_fault_costs_one_part_of_one_page(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, page: str
) -> None:
    headings = {element.value for element in open_page(page).subheader}
    assert headings
    st.cache_resource.clear()  # what was drawn, which would be repeated instead
    monkeypatch.setattr(module, name, breaks)
    at = open_page(page)
    assert not any(trace in error_of(at) for trace in TRACES)
    assert headings <= {element.value for element in at.subheader}
    assert [element.value for element in open_page("overview").error] == []


@each_page
def test_a_drawing_that_fails_leaves_its_title_and_the_rest_of_the_page(
    open_page: Open,
    look: Open,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    page: Path,
) -> None:
    where = {"city": "chiang-mai"} if page.stem == "city" else {}
    whole = look(page.stem, **where)
    failed: list[str] = []

    def once(name: str) -> Callable[..., object]:
        real = getattr(st, name)

        def draw(*args: object, **values: object) -> object:
            if failed:
                return real(*args, **values)
            failed.append(name)
            return breaks()

        return draw

    st.cache_resource.clear()  # what was drawn, which would be repeated instead
    for name in DRAWS:
        monkeypatch.setattr(st, name, once(name))
    with caplog.at_level(logging.ERROR, logger="ascn.dashboard"):
        at = open_page(page.stem, **where)
    said = error_of(at)
    (record,) = [record for record in caplog.records if record.name == "ascn.dashboard"]
    assert record.reference in said  # type: ignore[attr-defined]
    assert failed
    assert not any(trace in said for trace in TRACES)
    assert [each.value for each in at.subheader] == [each.value for each in whole.subheader]


@each_page
def test_every_part_that_a_page_shows_is_guarded(page: Path) -> None:
    tree = ast.parse(page.read_text("utf-8"))
    came = {
        name.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dashboard.")
        for name in node.names
    }
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    shown = {name for name in called & came.keys() if came[name] not in SHOWS_NOTHING}
    parts = {name: came[name] for name in shown}
    assert parts
    for name, module in parts.items():
        part = getattr(importlib.import_module(module), name)
        # Every decorator of ours leaves `__wrapped__`; the code that is run tells which it was.
        assert getattr(part, "__code__", None) is GUARDED, f"{module}.{name} needs @error_boundary"


def test_a_card_that_fails_leaves_the_others(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "HEADLINE", (breaks, *headline.HEADLINE[1:]))
    at = open_page("overview")
    assert error_of(at)
    assert len(cards(at)) == len(headline.HEADLINE) - 1


def test_controls_that_fail_leave_the_page(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toolbar, "share", breaks)
    at = open_page("growth")
    assert error_of(at)
    assert len(at.get("plotly_chart")) == 2


def test_what_steers_a_run_passes_a_guard() -> None:
    for steering in (StopException(), RerunException(RerunData())):
        with pytest.raises(type(steering)), boundary("a part"):
            raise steering


def test_a_guarded_part_gives_its_caller_something_to_go_on_with() -> None:
    assert error_boundary("nothing")(breaks)() == "nothing"
    assert error_boundary("nothing")(lambda: "something")() == "something"


def forget() -> None:
    """Let the dashboard read its edition again."""
    dataset.EDITIONS.forget()


@pytest.fixture
def broken_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data with one impossible day."""
    edition = tmp_path / "edition"
    shutil.copytree(DIRECTORY, edition)
    file = edition / "memberships.csv"
    text = file.read_text("utf-8")
    assert "2018-04-28" in text
    file.write_text(text.replace("2018-04-28", "2018-04-31", 1), "utf-8")
    net, choices = dataset.network(), dataset.choices()
    monkeypatch.setenv("ASCN_DATA_DIR", str(edition))
    forget()
    yield edition
    monkeypatch.delenv("ASCN_DATA_DIR")
    forget()
    assert len(net.places) == len(dataset.network().places)
    assert choices.known == dataset.choices().known


@pytest.mark.usefixtures("broken_edition")
@pytest.mark.parametrize("page", ["overview", "sources"])
def test_a_broken_edition_is_met_calmly(
    open_page: Open, page: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="ascn.dashboard"):
        said = error_of(open_page(page, lang="th"))
    assert said
    assert not any(trace in said for trace in (*TRACES, "memberships.csv", "2018-04-31"))
    logged = " ".join(record.getMessage() for record in caplog.records)
    assert "memberships.csv" in logged
    assert "2018-04-31" in logged


def test_a_mended_edition_is_shown_again(open_page: Open, broken_edition: Path) -> None:
    assert error_of(open_page("overview"))
    shutil.copy(DIRECTORY / "memberships.csv", broken_edition / "memberships.csv")
    at = open_page("overview")
    assert [element.value for element in at.error] == []
    assert cards(at)[0].value == "29"


@pytest.fixture
def renamed(tmp_path: Path) -> Path:
    """An edition in which a place and a region have other ids."""
    shutil.copytree(DIRECTORY, tmp_path / "renamed")
    ids = {"chiang-mai": "xiang-mai", "north": "upper"}
    for path in (tmp_path / "renamed").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            # A row between two others has the ids of both in its own.
            rows = [
                ["--".join(ids.get(part, part) for part in cell.split("--")) for cell in row]
                for row in csv.reader(file)
            ]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    provinces = tmp_path / "renamed" / "boundaries" / "thai_provinces.geojson"
    provinces.write_text(provinces.read_text("utf-8").replace('"north"', '"upper"'), "utf-8")
    return tmp_path / "renamed"


@pytest.mark.parametrize(
    ("page", "gone"), [("city", {"city", "region"}), ("map", {"city"}), ("thailand", {"region"})]
)
def test_what_a_new_edition_no_longer_has_is_left_out_with_a_note(
    open_page: Open,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    renamed: Path,
    page: str,
    gone: set[str],
) -> None:
    at = open_page(page, city="chiang-mai", region="north", asof="2026-01-31")
    assert gone <= set(at.query_params)
    monkeypatch.setattr(dataset, "EDITIONS", Editions(lambda: renamed))
    run(at)
    assert [element.value for element in at.error] == []
    assert not {"city", "region"} & set(at.query_params)
    assert at.query_params["asof"] == "2026-01-31"
    assert any(f"{min(gone)} = " in element.value for element in at.info)


def test_only_an_operator_sees_what_is_wrong_with_the_data(
    open_page: Open, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(DIRECTORY, tmp_path / "data")
    editions = Editions(lambda: tmp_path / "data")
    editions.current()
    (tmp_path / "data" / "claims.csv").unlink()
    for _look in range(2):
        editions.check()
    for module in (dataset, admin_banner):
        monkeypatch.setattr(module, "EDITIONS", editions)
    at = open_page("growth")
    assert [element.value for element in (*at.error, *at.warning)] == []
    monkeypatch.setenv("ASCN_OPERATOR", "1")
    run(at)
    assert [element.value for element in at.error] == []
    assert ["claims.csv" in element.value for element in at.warning] == [True]
