"""The pages on residents, projects and Thailand follow the date and the filters, or give way.

One walk over all countries, Thai regions, statuses and telling days; what is true is counted here
anew with `ascn_data`. Another selection never makes a statement about places outside of it false.
"""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT
from dashboard.charts.residents import MUTED, region_map
from dashboard.content import programme as plan_rows
from dashboard.content.filters import scope
from dashboard.content.places import by_name
from dashboard.content.programme import region_name
from dashboard.content.projects import found, matrix_rows, part
from dashboard.content.residents import area_rows, region_rows
from dashboard.content.sections import residents, residents_map
from dashboard.content.sections.city_populations import in_alphabetical_order
from dashboard.content.text.page_summary import opening
from dashboard.content.text.programme_text import plan_answer
from dashboard.core.dataset import network
from dashboard.core.palette import LIGHT
from dashboard.core.translation import LANGUAGES, number, use_language
from dashboard.core.url_state import View
from dashboard.ui.sections import programme, programme_areas
from tests.selections import selections

ANNOUNCED_ON = "2023-07-27"
OFFICIAL = "1.8 million"
PAGES = ("reach", "projects", "thailand")


def of_thailand(view: View) -> bool:
    """Whether the proposed areas can be a part of the selection."""
    return view.country in (None, "THA") and view.status != "member"


@cache
def counted(view: View) -> pd.DataFrame:
    """The proposed areas of the selection with their residents."""
    return ascn_data.reach_by_area(network(), view.asof, **view.where)


@cache
def with_areas() -> list[View]:
    """The selections of which the page on residents counts some."""
    return [view for view in selections() if of_thailand(view) and len(counted(view))]


def of_role(rows: pd.DataFrame, role: str) -> list[tuple[int, int]]:
    """Low and high of the rows of a chart that have a role."""
    part_of = rows[rows["role"] == role]
    return list(zip(part_of["low"], part_of["high"], strict=True))


def test_the_opening_of_residents_speaks_of_what_is_selected() -> None:
    for view in selections():
        said, areas = opening("reach", view), counted(view)
        assert ("registered" in said) == (of_thailand(view) and len(areas) > 0), view
        if not of_thailand(view):
            assert "Thai" not in said.replace(scope(view) or "-", ""), view
            assert OFFICIAL not in said, view
        if view.region and len(areas) and of_thailand(view):
            assert "together" in said, view
        if view.status != "proposed" or "registered" in said:
            assert "Proposed areas" not in said, view


@pytest.mark.parametrize("rows_of", [area_rows, region_rows], ids=["areas", "regions"])
def test_no_bar_of_the_ranges_stands_twice(rows_of) -> None:
    for view in with_areas():
        rows = rows_of(view)
        assert not rows[rows["role"] != "announced"].duplicated(["low", "high"]).any(), view


def test_the_ranges_hold_the_counts_and_the_official_figure_where_it_counts_the_same() -> None:
    for view in with_areas():
        rows, areas = area_rows(view), counted(view)
        assert of_role(rows, "area") == list(zip(areas["low"], areas["high"], strict=True))
        whole = len(areas) == len(counted(View(asof=view.asof)))
        assert bool(of_role(rows, "announced")) == (whole and view.asof >= ANNOUNCED_ON), view
        total = ascn_data.reach_range(network(), view.asof, **view.where)
        assert of_role(rows, "total") == ([tuple(total)] if len(areas) > 1 else []), view


def test_what_is_cited_for_residents_is_what_is_shown() -> None:
    claim = network().claims.set_index("claim_id").loc["proposed_benefit", "source_id"]
    for view in with_areas():
        areas = counted(view)
        cited = residents.cited_with_claim(areas, view)
        shown = bool(of_role(area_rows(view), "announced"))
        assert set(cited) == set(areas["source_id"]) | ({claim} if shown else set()), view


@pytest.mark.parametrize("region", [None, "north", "east", "west"])
def test_the_map_of_regions_mutes_what_is_not_chosen_and_denies_nothing(region: str) -> None:
    view = View(asof="2023-07-28", country="THA", region=region)
    truth = ascn_data.reach_by_region(network(), view.asof).set_index("region_id")
    shapes = residents_map.thai_regions()
    figure = region_map(shapes, residents_map.all_regions(view), LIGHT, chosen=region)
    for shape, trace in zip(shapes.itertuples(), figure.data, strict=True):
        assert ("no proposed area" in trace.text) == (shape.Index not in truth.index)
        if shape.Index in truth.index:
            row = truth.loc[shape.Index]
            assert {number(row["low"]), number(row["high"])} <= set(
                re.findall(r"[\d,]+\d", trace.text)
            )
        muted = region is not None and shape.Index != region
        assert (trace.opacity == MUTED) == muted
    rest = len(shapes) - len(truth)
    assert f"No proposed area in {rest} regions" in residents_map.region_alt(
        residents_map.all_regions(view)
    )


def test_the_title_of_the_map_counts_the_selection_and_the_whole() -> None:
    for view in with_areas():
        said = residents_map.map_title(view)
        if view.region:
            whole = len(counted(View(asof=view.asof)))
            assert f" {len(counted(view))} of Thailand's {whole} " in said, view
        else:
            assert said.startswith(str(counted(view)["region_id"].nunique())), view


def test_the_programme_of_a_region_is_not_said_to_be_all_of_it() -> None:
    net = network()
    for view in selections():
        if not of_thailand(view):
            continue
        said = opening("thailand", view)
        areas = ascn_data.plan_areas(net, view.asof)
        if view.region:
            areas = areas[areas["region_id"] == view.region]
            assert said.startswith(f"{region_name(view)}: "), view
        if len(areas):
            assert f"{len(areas)} area" in said, view


def test_thailand_under_members_tells_of_members_alone() -> None:
    net = network()
    for view in selections():
        if view.status == "member" and view.country in (None, "THA"):
            members = ascn_data.members(net, view.asof, country="THA", region=view.region)
            said = opening("thailand", view)
            assert "plan" not in said, view
            assert not len(members) or f" {len(members)} of the network's" in said, view


def test_what_was_announced_stands_only_from_its_day_on() -> None:
    for view in selections():
        cards = programme_areas.programme_cards(view.asof)
        assert bool(cards) == (view.asof >= ANNOUNCED_ON), view
        note = programme_areas.residents_note(view)
        concerned = of_thailand(view) and len(counted(view)) > 0
        assert ("beneficiaries" in note) == (concerned and view.asof >= ANNOUNCED_ON), view


def test_the_list_of_the_programme_is_narrowed_to_what_is_selected() -> None:
    for view in selections():
        rows = programme.listed_areas(view)
        assert not view.region or set(rows["region_id"]) <= {view.region}
        assert view.status != "proposed" or rows["is_proposed"].all()
        late = rows["designated_on"] > pd.Timestamp(view.asof)
        assert rows["later"].tolist() == late.tolist(), view


def test_the_projects_are_those_of_the_selection_and_later_reports_say_so() -> None:
    for view in selections():
        rows = found(view, "")
        for column, value in (("country_id", view.country), ("region_id", view.region)):
            assert not value or set(rows[column]) <= {value}, view
        assert (rows["later"] == (rows["report_year"] > int(view.asof[:4]))).all(), view
        said = opening("projects", view)
        if len(rows) and view.status != "proposed":
            assert scope(view) in said, view
            assert ("after the selected date" in said) == bool(rows["later"].all()), view
        assert part(view) == scope(view)
        cells = matrix_rows(view, 2025)
        assert not view.country or set(cells["country_id"]) <= {view.country}, view


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_selection_is_told_in_words(code: str) -> None:
    with use_language(code):
        for page in PAGES:
            assert all(opening(page, view) for view in selections())


@pytest.mark.parametrize("code", LANGUAGES)
def test_figures_that_must_not_be_ranked_stand_in_the_order_of_names(code: str) -> None:
    rows = ascn_data.city_populations(network(), ANNOUNCEMENT, "declared-2018")
    with use_language(code):
        shown = in_alphabetical_order(rows)
        assert shown["place_id"].tolist() == by_name(shown)["place_id"].tolist()
    assert len(shown) == rows["population"].notna().sum()
    assert not shown["population"].is_monotonic_decreasing


def test_the_plan_says_which_region_has_none() -> None:
    assert "West" in plan_answer(
        plan_rows.areas_of(View(country="THA", region="west")), "2026-01-31", "West"
    )
