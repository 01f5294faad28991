"""Nothing is drawn blank: where a view has nothing, a sentence says why and a button leads out."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.content.selection import first_day
from dashboard.core.url_state import View
from dashboard.ui.components.empty_state import KEY

Open = Callable[..., AppTest]
Run = Callable[[AppTest], AppTest]

EARLY, LATEST = "2018-04-27", "2026-01-31"
# Filters of all kinds that leave nothing, or nothing yet, somewhere on the page.
EMPTY: dict[str, list[dict[str, str]]] = {
    "overview": [{"asof": EARLY}, {"region": "west", "asof": LATEST}],
    "map": [
        {"asof": EARLY}, {"country": "VNM", "status": "proposed"}, {"region": "west"},
        {"country": "TLS", "city": "dili"},
    ],
    "growth": [{"region": "west"}, {"country": "VNM", "status": "proposed"}],
    "reach": [
        {"asof": EARLY}, {"country": "TLS"}, {"country": "TLS", "asof": LATEST},
    ],
    "city": [{"asof": EARLY}, {"country": "VNM", "status": "proposed"}],
    "compare": [{"country": "VNM", "status": "proposed"}],
    "projects": [
        {"country": "TLS"}, {"region": "west"}, {"status": "proposed"}, {"find": "qqqq"},
        {"country": "THA", "report": "2022", "region": "north"},
        {"country": "MMR", "focus": "safety-security", "progress": "completed"},
    ],
    "thailand": [{"country": "VNM"}, {"region": "west"}, {"asof": EARLY}, {"region": "east"}],
    "partners": [{"kind": "count"}, {"asof": EARLY}],
}  # fmt: skip
views = pytest.mark.parametrize(
    ("page", "query"), [(page, query) for page, asked in EMPTY.items() for query in asked], ids=str
)


def ways(at: AppTest) -> list[str]:
    """The ways out that the page offers."""
    return [str(button.key) for button in at.button if str(button.key).startswith(KEY)]


def blank(at: AppTest) -> list[str]:
    """The charts, maps and tables of a page that show nothing."""
    charts = [element.proto for element in at.get("plotly_chart")]
    found = [c.alt for c in charts if not any(map(drawn, json.loads(c.spec)["data"]))]
    maps = [element.proto for element in at.get("deck_gl_json_chart")]
    found += [m.alt for m in maps if not any(map(places, json.loads(m.json)["layers"]))]
    return found + [f"table {t.key}" for t in at.dataframe if t.value.empty]


def drawn(trace: dict) -> bool:
    """Whether a trace of a chart has a point."""
    values = [trace.get(axis) for axis in ("x", "y")]
    return any(value and value != [None] for value in values)


def places(layer: dict) -> bool:
    """Whether a layer of a map has a place."""
    return isinstance(layer.get("data"), list) and bool(layer["data"])


@views
def test_nothing_is_drawn_blank_and_every_gap_has_a_sentence_and_a_way_out(
    open_page: Open, run: Run, page: str, query: dict[str, str]
) -> None:
    at = open_page(page, **query)
    assert blank(at) == []
    reasons = [note.value for note in at.info]
    assert len(reasons) >= len(ways(at))
    for number, key in enumerate(ways(at)):
        again = open_page(page, **query) if number else at
        again.button(key=key).click()
        run(again)
        assert [element.value for element in again.error] == []
        assert key not in ways(again)
        assert blank(again) == []


@pytest.mark.parametrize(
    ("page", "query", "named"),
    [
        ("map", {"country": "VNM", "status": "proposed"}, ["Viet", "Proposed areas"]),
        ("map", {"country": "TLS"}, ["Timor-Leste", "28 July 2023", "31 January 2026"]),
        ("growth", {"region": "west"}, ["Thailand", "West"]),
        ("city", {"asof": EARLY}, ["27 April 2018", "28 April 2018"]),
        ("reach", {"asof": EARLY}, ["Thailand", "27 July 2023"]),
        ("projects", {"country": "MMR", "focus": "safety-security", "progress": "completed"},
         ["Myanmar", "Safety and security", "completed"]),
        ("thailand", {"region": "west"}, ["West"]),
    ],
    ids=str,
)  # fmt: skip
def test_the_sentence_names_the_filter_or_the_day(
    look: Open, page: str, query: dict[str, str], named: list[str]
) -> None:
    at = look(page, **query)
    assert ways(at)
    assert any(all(word in note.value for word in named) for note in at.info)


def test_the_way_leads_to_the_first_day_that_has_something() -> None:
    assert first_day(View(asof=EARLY)) == "2018-04-28"
    assert first_day(View(asof=EARLY, status="proposed")) == "2023-07-27"
    assert first_day(View(country="TLS")) == "2026-01-31"
    assert first_day(View(country="VNM", status="proposed")) is None
    assert first_day(View(asof=LATEST)) is None


def test_the_way_out_gives_the_filters_new_widgets(open_page: Open, run: Run) -> None:
    """The browser would send the old value of a hidden list back, and with it the filter."""
    at = open_page("map", country="VNM", status="proposed")
    before = {box.key for box in at.selectbox}
    at.button(key="back-places").click()
    run(at)
    assert not {key for key in before if key.startswith("country")} & {b.key for b in at.selectbox}
    assert at.session_state["view"].country is None
