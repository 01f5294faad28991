"""A page or an edition that breaks is met calmly, and the rest works on."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from ascn_data.network import DIRECTORY
from dashboard import claim_list, data, growth_charts, reach_charts
from dashboard.words import LANGUAGES

Open = Callable[..., AppTest]
Run = Callable[[AppTest], AppTest]

ROOT = Path(__file__).parents[2]
SECRET = "the secret inside of the server"
TRACES = ("Traceback", "RuntimeError", "KeyError", SECRET, ".py", "line ")


def breaks(*_args: object, **_values: object) -> None:
    """Stand in for something that a page calls."""
    raise RuntimeError(SECRET)


@pytest.fixture
def broken_growth(monkeypatch: pytest.MonkeyPatch) -> None:
    """The growth page cannot draw its matrix."""
    monkeypatch.setattr(growth_charts, "country_matrix", breaks)


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
        patch.setattr(growth_charts, "country_matrix", breaks)
        at = open_page("growth")
        assert error_of(at)
    run(at)
    assert [element.value for element in at.error] == []
    assert len(at.get("plotly_chart")) == 2


@pytest.mark.parametrize(
    ("module", "name", "page"),
    [(reach_charts, "city_bars", "reach"), (claim_list, "announced", "sources")],
    ids=["reach", "sources"],
)
def test_one_fault_costs_one_page(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, page: str
) -> None:
    monkeypatch.setattr(module, name, breaks)
    assert not any(trace in error_of(open_page(page)) for trace in TRACES)
    assert [element.value for element in open_page("overview").error] == []


def forget() -> None:
    """Let the dashboard read its edition again."""
    data.EDITIONS.forget()


@pytest.fixture
def broken_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data with one impossible day."""
    edition = tmp_path / "edition"
    shutil.copytree(DIRECTORY, edition)
    file = edition / "memberships.csv"
    text = file.read_text("utf-8")
    assert "2018-04-28" in text
    file.write_text(text.replace("2018-04-28", "2018-04-31", 1), "utf-8")
    net, choices = data.network(), data.choices()
    monkeypatch.setenv("ASCN_DATA_DIR", str(edition))
    forget()
    yield edition
    monkeypatch.delenv("ASCN_DATA_DIR")
    forget()
    assert len(net.places) == len(data.network().places)
    assert choices.known == data.choices().known


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
    assert at.metric[0].value == "29"
