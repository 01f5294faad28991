"""Every slide, and the deck and brief made of the same view, follow the filters and the date."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

import pandas as pd
import pytest

import ascn_data
from ascn_data import Network
from ascn_data.claims import claim_value
from ascn_data.network import load
from dashboard.content.citations import year_of
from dashboard.content.roles import outline_sources
from dashboard.core.translation import day, number, people, use_language
from dashboard.core.url_state import View
from dashboard.exports.pdf.content import contents
from dashboard.exports.pdf.tables import MOST_ROWS
from dashboard.exports.slides.story import Slide, story

pytestmark = pytest.mark.slow

BEFORE = "2010-01-01"
DAYS = (BEFORE, "2018-04-28", "2022-12-31", "2023-07-28", "2026-01-31")
STATUSES = (None, "member", "proposed")
THAILAND = "THA"
ANNOUNCED = "proposed_benefit"
# The slides that concern members, and those that concern the proposed areas.
OF_MEMBERS = {"about", "founding", "joined", "growth", "focus", "partners"}
OF_AREAS = {"proposed", "reach", "plan"}


def places_chosen() -> list[tuple[str | None, str | None]]:
    """No filter, every country, and every region of Thailand."""
    net = load()
    thai = net.regions[net.regions["country_id"] == THAILAND]["region_id"]
    return [
        (None, None),
        *((country, None) for country in net.countries["country_id"]),
        *((THAILAND, region) for region in thai),
    ]


@cache
def told(view: View) -> dict[str, Slide]:
    """The slides of a view by key, in English."""
    with use_language("en"):
        return {slide.key: slide for slide in story(view)}


def words(slide: Slide) -> str:
    """All that a slide says, shown or spoken."""
    return " ".join([slide.title, slide.headline, *slide.lines, slide.notes, slide.source_line])


def counts(said: str) -> list[int]:
    """The whole numbers in a text."""
    return [int(found.replace(",", "")) for found in re.findall(r"\b\d[\d,]*\b", said)]


@pytest.fixture(params=places_chosen(), ids=lambda at: "-".join(filter(None, at)) or "all")
def views(request: pytest.FixtureRequest) -> list[View]:
    """The views of a country or region: all days and statuses."""
    country, region = request.param
    return [
        View(asof=asof, country=country, region=region, status=status)
        for asof, status in itertools.product(DAYS, STATUSES)
    ]


def slides_of(views: list[View], *keys: str) -> Iterator[tuple[View, Slide]]:
    """The slides with these keys, wherever a view has them; all slides without a key."""
    for view in views:
        for slide in told(view).values():
            if slide.key in keys or not keys:
                yield view, slide


def test_the_views_meet_every_slide(net: Network) -> None:
    views = [View(asof=asof, country=country) for asof in DAYS for country in (None, THAILAND)]
    met = {slide.key for _view, slide in slides_of(views)}
    assert met >= OF_MEMBERS | OF_AREAS | {"map", "nothing", "sources"}
    said = people(ascn_data.claims(net).set_index("claim_id").loc[ANNOUNCED, "value"])
    assert any(said in words(slide) for _view, slide in slides_of(views, "reach"))


def test_no_slide_is_empty_and_none_is_about_what_is_not_chosen(
    net: Network, views: list[View]
) -> None:
    for view in views:
        slides = told(view)
        left = set(slides)
        assert not any(slide.empty for slide in slides.values())
        assert all(slide.lines or slide.picture for slide in slides.values())
        if view.status == "proposed":
            assert not left & OF_MEMBERS, view
        if view.status == "member" or view.country not in (None, THAILAND):
            assert not left & OF_AREAS, view
        found = ascn_data.places(net, view.asof, status=view.status, **view.where)
        assert ("map" in left) == bool(len(found)), view
        if "map" in left:
            frame = slides["map"].frame
            assert frame is not None
            assert sorted(frame["place_id"]) == sorted(found["place_id"]), view


def test_the_numbers_shown_are_counted_from_the_selection(net: Network, views: list[View]) -> None:
    for view, slide in slides_of(views, "about", "founding", "joined", "proposed"):
        members = ascn_data.members(net, view.asof, **view.where)
        expected = {
            "about": number(len(members)),
            "founding": number(members["founding"].sum()),
            "proposed": number(
                len(ascn_data.places(net, view.asof, status="proposed", **view.where))
            ),
        }
        if slide.key in expected:
            assert slide.headline == expected[slide.key], view
            continue
        newest = members[~members["founding"]]["counted_on"]
        newest = newest[newest == newest.max()]
        before = len(members) - len(newest)
        assert (slide.before, slide.headline) == (number(before), number(len(members))), view


def test_focus_areas_are_those_of_the_plans_chosen_and_published(
    net: Network, views: list[View]
) -> None:
    published = net.sources.set_index("source_id")["published_on"]
    for view, slide in slides_of(views, "about"):
        members = ascn_data.members(net, view.asof, **view.where)
        plans = net.place_focus_areas
        plans = plans[plans["place_id"].isin(members["place_id"])]
        plans = plans[plans["source_id"].map(published).astype(str) <= view.asof]
        said = slide.notes.split(". ")
        (line,) = [line for line in said if "action plan" in line] or [""]
        if plans.empty:
            assert line == "", view
        else:
            areas, cities = plans["focus_area_id"].nunique(), plans["place_id"].nunique()
            assert sorted(counts(line)) == sorted([areas, cities]), view


def test_projects_are_those_of_the_cities_chosen(net: Network, views: list[View]) -> None:
    for view, slide in slides_of(views, "focus"):
        reports = ascn_data.project_totals(net)
        year = reports.loc[reports["report_year"] <= int(view.asof[:4]), "report_year"].max()
        here = ascn_data.project_totals(net, year=year, **view.where)
        everywhere = ascn_data.project_totals(net, year=year)
        total, whole = int(here["projects"].sum()), int(everywhere["projects"].sum())
        narrowed = view.country is not None
        assert counts(slide.lines[0]) == [total, *([whole] if narrowed else []), year], view
        assert set(slide.sources) == set(here["source_id"]), view
        assert year_of(year) in slide.source_line, view
        assert slide.frame is not None
        assert int(slide.frame["projects"].sum()) == total, view


def test_the_official_figure_is_shown_whole_and_only_once_it_was_announced(
    net: Network, views: list[View]
) -> None:
    claim = ascn_data.claims(net).set_index("claim_id").loc[ANNOUNCED]
    said = people(claim["value"])
    for view, slide in slides_of(views):
        if said not in words(slide):
            continue
        assert slide.key == "reach", view
        assert pd.Timestamp(view.asof) >= claim["as_of"], view
        (line,) = [line for line in slide.lines if said in line]
        assert day(claim["as_of"]) in line
        assert number(claim_value(net, "proposed_thai_areas")) in line
        assert claim["source_id"] in slide.sources


def test_residents_are_dated_as_they_were_counted(net: Network, views: list[View]) -> None:
    for view, slide in slides_of(views, "reach"):
        regions = ascn_data.reach_by_region(net, view.asof, **view.where)
        for counted_on in (regions["reference_date"].min(), regions["reference_date"].max()):
            assert day(counted_on) in slide.source_line, view
            assert day(counted_on) in slide.lines[0], view
        assert day(view.asof) not in slide.source_line, view


def test_areas_of_the_national_programme_are_those_of_the_selection(
    net: Network, views: list[View]
) -> None:
    for view, slide in slides_of(views, "plan"):
        areas = ascn_data.plan_areas(net, view.asof)
        areas = areas[areas["region_id"] == view.region] if view.region else areas
        assert len(areas) in counts(slide.lines[-1]), view
        assert set(slide.sources) <= set(areas["source_id"]), view


def test_a_source_is_cited_for_rows_of_the_selection(net: Network, views: list[View]) -> None:
    for view, slide in slides_of(views, "about", "founding", "proposed"):
        rows = ascn_data.places(net, view.asof, **view.where)
        plans = net.place_focus_areas["source_id"]
        ground = {*outline_sources(), *net.places["source_id"]}
        assert set(slide.sources) <= {*rows["source_id"], *plans, *ground}, view


def test_partners_of_the_whole_network_say_so(views: list[View]) -> None:
    for view, slide in slides_of(views, "partners"):
        whole = [line for line in slide.lines if "whole network" in line]
        assert len(whole) == (1 if view.country else 0), view


def test_a_view_without_data_says_since_when_there_is_some(net: Network, views: list[View]) -> None:
    for view in views:
        slides = told(view)
        if "nothing" not in slides:
            continue
        assert list(slides) == ["nothing", "sources"]
        assert ascn_data.places(net, view.asof, status=view.status, **view.where).empty
        entries = ascn_data.ledger(net)
        for column, wanted in (
            ("country_id", view.country), ("region_id", view.region), ("status", view.status),
        ):  # fmt: skip
            entries = entries[entries[column] == wanted] if wanted else entries
        said = words(slides["nothing"])
        assert day(view.asof) in said
        if len(entries):
            assert f"{entries['counted_on'].min().year}" in said, view


def test_the_brief_says_what_the_slides_say(net: Network, views: list[View]) -> None:
    for view in (view for view in views if view.asof in ("2022-12-31", "2026-01-31")):
        slides = told(view)
        with use_language("en"):
            page = contents(view)
        values = {card["label"]: card["value"] for card in page["cards"]}
        for key, label in (("about", "Member cities"), ("proposed", "Areas proposed by Thailand")):
            shown = slides[key].headline if key in slides else None
            assert values.get(label) == shown, view
        official = people(net.claims.set_index("claim_id").loc[ANNOUNCED, "value"])
        said = " ".join([*page["care"], *(f"{c['value']} {c['note']}" for c in page["cards"])])
        assert (official in said) == ("reach" in slides), view
        assert ("plan" in slides) >= any("Thailand" in line for line in page["care"]), view
        listed = [row[0] for part in page["tables"] for row in part["rows"]]
        places = ascn_data.places(net, view.asof, status=view.status, **view.where)
        shown = view.filtered and len(places) <= MOST_ROWS
        assert sorted(listed) == (sorted(places["name_en"]) if shown else []), view
