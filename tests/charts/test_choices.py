"""What a click on a mark chooses is known to the data and to the page, and leaves the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl

import plotly.graph_objects as go
import pytest

from dashboard.charts.drawings import DRAWINGS
from dashboard.content.filters import days_to_choose
from dashboard.content.pages import SECTIONS, section_of_chart
from dashboard.core.dataset import choices
from dashboard.core.navigation import NAMED
from dashboard.core.page_widths import Window
from dashboard.core.url_state import View, keys_of, read_query
from dashboard.maps.ground import ground_of

WINDOW = Window(1440)
BY = ("focus_area", "country", "city")
# Charts that show what is not chosen too, and a view in which each is whole.
COMPARED = {
    **dict.fromkeys(("matrix", "cities", "progress", "focus", "timeline", "partners"), View()),
    "choropleth": View(),
}


def chosen_by(figure: go.Figure) -> list[str]:
    """What the marks of a figure choose, in order."""
    found: list[str] = []
    for trace in figure.data:
        said = (trace.meta or {}).get("choose", [])
        found += [said] if isinstance(said, str) else said
        if not isinstance(said, str) and said:
            assert len(said) == len(trace.x), trace
    return [each for each in found if each]


def drawn(key: str, view: View) -> go.Figure:
    """The chart of a section in a view."""
    section = section_of_chart(key, view)
    assert section is not None, (key, view)
    return DRAWINGS[key](section, view, WINDOW)


def all_charts() -> Iterator[tuple[str, str, View]]:
    """The page, the key and the view of every chart, grouped in every way."""
    for page, sections in SECTIONS.items():
        for by in BY if page == "projects" else (None,):
            view = View(by=by)
            keys = [section.key for section in sections(view) if section is not None]
            yield from ((page, key, view) for key in keys if key in DRAWINGS)


def test_every_chart_of_a_page_chooses_what_the_data_and_its_page_know() -> None:
    met = set()
    for page, key, view in all_charts():
        section = next(each for each in SECTIONS[page](view) if each and each.key == key)
        said = chosen_by(DRAWINGS[key](section, view, WINDOW))
        assert said, (page, key)
        for choice in dict.fromkeys(said):
            asked = dict(parse_qsl(choice))
            after, unknown = read_query(asked, choices(), view)
            assert unknown == {}, choice
            assert asked.keys() <= keys_of(NAMED[page].path), choice
            for name, value in asked.items():
                held = getattr(after, name)
                assert held == ((value,) if isinstance(held, tuple) else value), choice
            if "asof" in asked:
                assert asked["asof"] in days_to_choose(view), "the list has it for the keyboard"
        met.add(key)
    assert met == set(DRAWINGS)


@pytest.mark.parametrize("key", COMPARED)
def test_what_is_not_chosen_stays_in_the_chart_and_looks_other(key: str) -> None:
    view = COMPARED[key]
    before = drawn(key, view)
    choice = chosen_by(before)[0]
    after = drawn(key, read_query(dict(parse_qsl(choice)), choices(), view)[0])
    assert set(chosen_by(after)) == set(chosen_by(before))
    assert after.to_json() != before.to_json()


@pytest.mark.parametrize("by", BY)
def test_a_group_of_projects_stays_beside_the_one_chosen(by: str) -> None:
    view = View(by=by)
    before = chosen_by(drawn("groups", view))
    after, _unknown = read_query(dict(parse_qsl(before[0])), choices(), view)
    assert set(chosen_by(drawn("groups", after))) == set(before)


def test_the_table_holds_what_is_chosen() -> None:
    for key, column, chosen in (
        ("matrix", "country_id", {"country": "MYS"}),
        ("groups", "focus_area_id", {"focus": "safety-security"}),
        ("timeline", "kind", {"kind": "meeting"}),
        ("partners", "partner_id", {"partner": "japan"}),
    ):
        section = section_of_chart(key, replace(View(), **chosen))  # type: ignore[arg-type]
        assert section is not None
        assert set(section.table[column]) == set(chosen.values()), key
        assert set(section.frame[column]) > set(chosen.values()), key


def test_the_ground_of_a_map_chooses_countries_and_in_thailand_regions() -> None:
    known = choices().known
    countries = {f"country={each}" for each in known["country"]}
    assert set(ground_of(View(), small=True)["choice"]) == countries
    goes = {f"{each}&city=&area=" for each in countries}
    assert set(ground_of(View())["choice"]) == goes, "places and an area chosen go with it"
    regions = {key for key, of in choices().country_of_region.items() if of == "THA"}
    here = set(ground_of(View(country="THA"), small=True)["choice"])
    assert here == countries - {"country=THA"} | {f"region={key}" for key in regions}
