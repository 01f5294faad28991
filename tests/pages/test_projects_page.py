"""The projects page: its numbers are those of the tables, and every filter narrows them."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from urllib.parse import unquote

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import ascn_data
from ascn_data import Network
from dashboard.content.citations import plain
from dashboard.content.projects import found
from dashboard.content.table_cells import readable
from dashboard.core.translation import LANGUAGES
from tests.pages.cards import cards

Open = Callable[..., AppTest]
Run = Callable[[AppTest], AppTest]

YEARS = [2022, 2023, 2024, 2025]
LATEST = "2026-01-31"
UNKNOWN = "–"
WHERE: list[dict[str, str]] = [
    {},
    {"country": "THA"},
    {"country": "THA", "region": "south"},
    {"focus": "safety-security"},
    {"progress": "ongoing_or_planning"},
    {"country": "MYS", "focus": "civic-social", "progress": "completed"},
]
each_language = pytest.mark.parametrize("code", LANGUAGES)
each_filter = pytest.mark.parametrize("where", WHERE, ids=str)


def numbers(at: AppTest) -> list[str]:
    """The numbers of the reports, in order."""
    return [card.value for card in cards(at)]


def figure(at: AppTest, alt: str) -> list[dict]:
    """The traces of the figure whose words begin with `alt`."""
    (chart,) = [c.proto for c in at.get("plotly_chart") if c.proto.alt.startswith(alt)]
    return json.loads(chart.spec)["data"]


def values(packed: list | dict) -> list[float]:
    """Numbers of a trace; plotly packs longer arrays."""
    if isinstance(packed, dict):
        return np.frombuffer(b64decode(packed["bdata"]), dtype=packed["dtype"]).tolist()
    return packed


def project_list(at: AppTest) -> pd.DataFrame:
    """The table of listed projects: the last table of the page."""
    return at.dataframe[-1].value


def listed(at: AppTest, net: Network) -> list[tuple[str, str]]:
    """Project and city of every row of the list."""
    project, city = readable(ascn_data.projects(net).head(1), ["project", "name"]).columns
    shown = project_list(at)
    cities = [unquote(value.rpartition("#")[2]) for value in shown[city]]
    return sorted(zip(shown[project], cities, strict=True))


def pairs(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Project and city of every row of a frame."""
    return sorted(zip(rows["project"], rows["name_en"], strict=True))


@each_language
@pytest.mark.parametrize("asof", ["2018-04-28", "2023-07-28", LATEST])
def test_the_reports_list_77_86_108_and_134_projects(look: Open, code: str, asof: str) -> None:
    assert numbers(look("projects", lang=code, asof=asof)) == ["77", "86", "108", "134"]


@each_filter
def test_the_headline_counts_what_the_filters_leave(
    look: Open, net: Network, where: dict[str, str]
) -> None:
    totals = ascn_data.project_totals(net, **where).set_index("report_year")["projects"]
    for year, shown in zip(YEARS, numbers(look("projects", **where)), strict=True):
        if shown in (UNKNOWN, "0"):
            assert year not in totals.index
        else:
            assert shown == str(totals[year])


@each_filter
def test_the_list_has_exactly_the_projects_of_the_filters(
    look: Open, net: Network, where: dict[str, str]
) -> None:
    assert listed(look("projects", **where), net) == pairs(ascn_data.projects(net, **where))


def test_progress_that_a_report_does_not_state_is_unknown_not_zero(look: Open) -> None:
    assert numbers(look("projects", progress="completed")) == [UNKNOWN, UNKNOWN, "11", "18"]


def test_what_a_report_states_of_all_is_zero_for_none(look: Open) -> None:
    assert numbers(look("projects", progress="not_stated")) == ["77", "86", "0", "0"]


def test_cities_that_a_report_leaves_out_are_unknown(look: Open) -> None:
    """Chiang Mai joined in 2023 and is first listed in 2024."""
    assert numbers(look("projects", region="north")) == [UNKNOWN, UNKNOWN, "4", "4"]


@each_filter
def test_the_bars_are_the_totals_by_focus_area(
    look: Open, net: Network, where: dict[str, str]
) -> None:
    totals = ascn_data.project_totals(net, "focus_area", **where)
    bars, *_rest = figure(look("projects", asof=LATEST, **where), "Bars")
    # The bars of the other focus areas are muted, and stand beside those of the chosen one.
    own = [
        count
        for count, choice in zip(values(bars["y"]), bars["meta"]["choose"], strict=True)
        if where.get("focus") in (None, choice.removeprefix("focus="))
    ]
    assert sum(own) == totals["projects"].sum()
    assert max(own) == totals["projects"].max()


@pytest.mark.parametrize(("asof", "reports"), [("2018-04-28", 4), ("2023-07-28", 2), (LATEST, 0)])
def test_reports_of_later_years_are_hatched_not_hidden(
    look: Open, net: Network, asof: str, reports: int
) -> None:
    bars, *_rest = figure(look("projects", asof=asof), "Bars")
    assert len(values(bars["y"])) == len(YEARS) * len(net.focus_areas)
    assert sum(map(bool, bars["marker"]["pattern"]["shape"])) == reports * len(net.focus_areas)


@pytest.mark.parametrize(("by", "groups"), [("country", 10), ("city", 35)])
def test_projects_are_drawn_by_country_and_city(
    open_page: Open, run: Run, by: str, groups: int
) -> None:
    at = open_page("projects", asof=LATEST)
    at.segmented_control(key="projects-by").set_value(by)
    run(at)
    bars, *_rest = figure(at, "Bars")
    assert len(values(bars["y"])) == groups * len(YEARS)
    assert sum(values(bars["y"])) == 77 + 86 + 108 + 134  # every bar once, and no other


def test_the_stacks_are_the_totals_by_progress(look: Open, net: Network) -> None:
    traces = figure(look("projects"), "Stacked")
    drawn = sorted(value for trace in traces for value in values(trace["x"]) if value is not None)
    assert drawn == sorted(ascn_data.project_totals(net, "progress")["projects"])


@pytest.mark.parametrize("year", YEARS)
def test_the_matrix_has_a_mark_for_every_declared_and_every_listed_focus_area(
    open_page: Open, run: Run, net: Network, year: int
) -> None:
    at = open_page("projects")
    at.segmented_control(key="report").set_value(str(year))
    run(at)
    # Beside the cells, the figure has a trace without a point for each entry of its legend.
    traces = [trace for trace in figure(at, "Matrix") if trace["x"] != [None]]
    cells = ascn_data.focus_matrix(net, year=year)
    frames = [trace for trace in traces if trace["marker"]["symbol"] == "square-open"]
    filled = [trace for trace in traces if trace["marker"]["symbol"] == "square"]
    assert sum(len(values(trace["x"])) for trace in frames) == cells["declared"].sum()
    counts = [int(text.strip("</b>")) for trace in filled for text in trace["text"]]
    assert sorted(counts) == sorted(cells.loc[cells["projects"].fillna(0) > 0, "projects"])
    dots = [trace for trace in traces if trace["marker"]["symbol"] == "circle"]
    neither = ~cells["declared"].fillna(False) & (cells["projects"] == 0).fillna(False)
    assert sum(len(values(trace["x"])) for trace in dots) == neither.sum()


def test_the_matrix_begins_with_the_last_report_of_the_day(look: Open) -> None:
    assert look("projects").segmented_control(key="report").value == "2023"
    assert look("projects", asof=LATEST).segmented_control(key="report").value == "2025"


@pytest.mark.parametrize("text", ["hanoi", "  HANOI ", "Hà Nội", "ฮานอย"])
def test_a_city_is_found_without_case_and_accents(
    open_page: Open, run: Run, net: Network, text: str
) -> None:
    at = open_page("projects")
    at.text_input(key="search").set_value(text)
    run(at)
    assert listed(at, net) == pairs(ascn_data.projects(net, city="hanoi"))


def test_the_search_and_the_filters_hold_together(open_page: Open, run: Run, net: Network) -> None:
    at = open_page("projects", country="THA")
    at.text_input(key="search").set_value("Smart")
    run(at)
    thai = ascn_data.projects(net, country="THA")
    wanted = thai[thai["project"].str.contains("smart", case=False)]
    assert 0 < len(wanted) < len(thai)
    assert listed(at, net) == pairs(wanted)


@pytest.mark.parametrize("text", ["qqqq", ".*", "<b>", "**x**", "((", "{name}"])
def test_a_search_without_a_match_says_so_and_can_be_undone(
    open_page: Open, run: Run, net: Network, text: str
) -> None:
    at = open_page("projects")
    at.text_input(key="search").set_value(text)
    run(at)
    assert not at.error
    assert at.info
    at.button(key="back-search").click()
    run(at)
    assert len(listed(at, net)) == len(ascn_data.projects(net))


def test_an_empty_search_names_the_other_filters_that_are_on(look: Open, net: Network) -> None:
    query = {"country": "LAO", "progress": "ongoing_or_planning", "find": "monitoring"}
    assert ascn_data.projects(net)["project"].str.contains("monitoring", case=False).any()
    (said,) = [note.value for note in look("projects", **query).info if "monitoring" in note.value]
    assert all(name in said for name in ("Lao PDR", "ongoing or planned"))


@pytest.mark.parametrize(
    ("key", "value"), [("focus", "quality-environment"), ("progress", "completed")]
)
def test_a_filter_of_the_page_comes_from_the_address_and_goes_into_it(
    open_page: Open, run: Run, net: Network, key: str, value: str
) -> None:
    at = open_page("projects", **{key: value})
    pills = at.pills(key=key)
    assert pills.value == value
    pills.set_value("")
    run(at)
    assert key not in at.query_params
    assert numbers(at) == ["77", "86", "108", "134"]
    at.pills(key=key).set_value(value)
    run(at)
    assert at.query_params[key] == value
    assert len(listed(at, net)) == len(ascn_data.projects(net, **{key: value}))


@pytest.mark.parametrize(
    ("key", "widget", "value"),
    [("by", "projects-by", "city"), ("report", "report", "2022"), ("find", "search", "water")],
)
def test_what_is_drawn_and_searched_comes_from_the_address_and_goes_into_it(
    open_page: Open, run: Run, key: str, widget: str, value: str
) -> None:
    linked = open_page("projects", **{key: value})
    kind = "text_input" if key == "find" else "segmented_control"
    assert getattr(linked, kind)(key=widget).value == value
    at = open_page("projects")
    assert key not in at.query_params
    drawn = words_of(at)
    getattr(at, kind)(key=widget).set_value(value)
    run(at)
    assert at.query_params[key] == value
    assert words_of(at) == words_of(linked) != drawn


def words_of(at: AppTest) -> list[str]:
    """What the pictures are said to show, and how long the list is."""
    return [c.proto.alt for c in at.get("plotly_chart")] + [str(len(project_list(at)))]


@pytest.mark.parametrize(
    "where", [{"country": "TLS"}, {"region": "west"}, {"status": "proposed"}], ids=str
)
def test_a_selection_without_projects_says_why_and_leads_back(
    open_page: Open, run: Run, where: dict[str, str]
) -> None:
    at = open_page("projects", **where)
    assert at.info
    assert not cards(at)
    at.button(key="back-projects").click()
    run(at)
    assert numbers(at) == ["77", "86", "108", "134"]


@each_language
def test_every_priority_project_is_told_with_a_link_to_its_city(
    look: Open, net: Network, code: str
) -> None:
    first = ascn_data.priority_projects(net, country="THA")
    said = "\n".join(
        element.value for element in look("projects", country="THA", lang=code).markdown
    )
    for row in first.itertuples():
        assert plain(row.project) in said
        assert f"city={row.place_id}" in said


def test_what_grew_most_is_computed_from_the_reports_of_the_day(look: Open) -> None:
    first, _progress, matrix, *_rest = [h.value for h in look("projects", asof=LATEST).subheader]
    assert all(part in first for part in ("Built infrastructure", "19", "32", "2022", "2025"))
    assert matrix.startswith("51 of 76")
    first = look("projects").subheader[0].value
    assert all(part in first for part in ("Industry and innovation", "4", "8", "2022", "2023"))


def test_the_title_of_a_part_names_the_part(look: Open) -> None:
    where = {"country": "MYS", "focus": "safety-security", "asof": LATEST}
    title = look("projects", **where).subheader[0].value.replace("\\", "")
    assert title.startswith("Malaysia · Safety and security: 1 ")
    assert title.count("Safety and security") == 1


def test_a_picture_of_later_reports_alone_says_so(look: Open) -> None:
    assert "after the selected date" in look("projects", asof="2018-04-28").subheader[0].value
    assert "2024" in look("projects", region="north").subheader[0].value


def test_cities_narrow_the_page_and_stand_beside_the_others_in_its_charts(
    open_page: Open, net: Network
) -> None:
    at = open_page("projects", city=["hanoi", "phuket"], by="city")
    for year in YEARS:
        listed = ascn_data.projects(net, year=year)
        wanted = int(listed["place_id"].isin(["hanoi", "phuket"]).sum())
        totals = ascn_data.project_totals(net, year=year, city=("hanoi", "phuket"))
        assert int(totals["projects"].sum()) == wanted
    assert at.multiselect(key="city").value == ["hanoi", "phuket"]
    listed = ascn_data.projects(net, city=("hanoi", "phuket"))
    assert set(found(at.session_state["view"], "")["place_id"]) == {"hanoi", "phuket"}
    assert len(found(at.session_state["view"], "")) == len(listed)
    unknown = open_page("projects", city="atlantis")
    assert any("city = atlantis" in element.value for element in unknown.info)
