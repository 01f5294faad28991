"""The story: slides for any view that all say something, every number the tables' own."""

from __future__ import annotations

import itertools
import math
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pandas as pd
import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from dashboard.content.residents import region_rows
from dashboard.content.slide_frames import partner_rows, report_year, round_rows
from dashboard.content.text.network_text import span
from dashboard.core.translation import LANGUAGES, localized, number, people, use_language
from dashboard.core.url_state import View
from dashboard.exports.slides.figures import NAMES, TITLE, drawing, map_bounds
from dashboard.exports.slides.lines import phrases
from dashboard.exports.slides.scene import scene_of
from dashboard.exports.slides.slide import MAPS
from dashboard.exports.slides.story import Slide, story

KEYS = [
    "nothing", "about", "founding", "joined", "growth", "map", "proposed", "reach", "focus", "plan",
    "partners", "sources",
]  # fmt: skip
PICTURES = {"", "growth", "ranges", "focus", "plan", "partners", "table", *MAPS}
# Slides of words alone: sources, and why there is nothing to show.
WORDS = {"sources", "nothing"}
PAGES = {
    "overview", "map", "growth", "countries", "reach", "city", "projects", "thailand",
    "partners", "sources",
}  # fmt: skip
VIEWS = [
    View(),
    View(asof="2018-04-27"),
    View(asof="2018-04-28"),
    View(asof="2021-12-31"),
    View(asof="2026-01-31"),
    View(country="THA"),
    View(country="THA", region="north"),
    View(country="THA", region="west"),
    View(country="VNM"),
    View(country="TLS"),
    View(country="TLS", asof="2026-01-31"),
    View(status="proposed"),
    View(status="member", country="THA"),
]
each_view = pytest.mark.parametrize("view", VIEWS, ids=str)
each_language = pytest.mark.parametrize("code", LANGUAGES)


@cache
def told(view: View) -> dict[str, Slide]:
    """The slides of a view by key."""
    with use_language(view.lang):
        return {slide.key: slide for slide in story(view)}


@each_view
@each_language
def test_every_slide_has_something_to_say(net: Network, view: View, code: str) -> None:
    slides = told(replace(view, lang=code))
    assert [key for key in KEYS if key in slides] == list(slides)
    assert list(slides)[-1] == "sources"
    assert len(slides) > 1
    known = set(net.sources["source_id"])
    for slide in slides.values():
        assert not slide.empty
        assert slide.title
        assert slide.notes
        assert slide.lines or slide.picture
        assert len(slide.lines) <= 4
        assert slide.picture in PICTURES
        assert slide.picture or slide.key in WORDS
        assert slide.page in PAGES
        assert (slide.frame is not None) == bool(slide.picture)
        assert slide.frame is None or len(slide.frame)
        assert slide.sources
        assert set(slide.sources) <= known
        assert slide.source_line
        assert "nan" not in f"{slide.title} {slide.lines} {slide.notes}".lower().split()


@each_view
def test_members_are_the_members_of_the_tables(net: Network, view: View) -> None:
    slides = told(view)
    members = ascn_data.members(net, view.asof, **view.where)
    founding = int(members["founding"].sum())
    if members.empty or view.status == "proposed":
        assert not {"about", "founding", "joined", "partners"} & set(slides)
        return
    assert slides["about"].headline == number(len(members))
    assert ("founding" in slides) == bool(founding)
    if founding:
        assert slides["founding"].headline == number(founding)
        frame = slides["founding"].frame
        assert frame is not None
        assert len(frame) == founding
    steps = ascn_data.growth(net, view.asof, **view.where)
    assert ("growth" in slides) == (len(steps) > 1)
    if len(steps) > 1:
        pd.testing.assert_frame_equal(slides["growth"].frame, steps)
    assert ("joined" in slides) == (founding < len(members))


@pytest.mark.parametrize(
    ("chosen", "figure", "names"),
    [
        ({}, "26 → 29", ["Chiang Mai", "Khon Kaen", "Rayong"]),
        ({"asof": "2026-01-31"}, "37 → 38", ["Dili"]),
        ({"country": "THA", "region": "north"}, "0 → 1", ["Chiang Mai"]),
    ],
    ids=["2023", "2026", "north"],
)
def test_the_cities_that_joined_last_come_one_after_the_other(
    net: Network, chosen: dict[str, str], figure: str, names: list[str]
) -> None:
    view = View(**chosen)
    slide = told(view)["joined"]
    assert slide.figure == figure
    named = net.places.set_index("place_id")["name_en"]
    assert [named[key] for key in slide.steps] == names
    first, *later = drawing(slide, view).layers
    assert len(later) == len(names)
    for layer, name in zip(later, names, strict=True):
        assert name in layer
        assert name not in first


@each_language
def test_a_title_may_break_between_clauses_and_never_before_a_number(code: str) -> None:
    title = told(View(lang=code))["joined"].title
    with use_language(code):
        parts = phrases(title)
    assert " ".join(parts).replace("\N{NO-BREAK SPACE}", " ") == title
    assert len(parts) > 1
    assert not any(part[0].isdigit() for part in parts)


@pytest.mark.parametrize("asof", ["2023-07-28", "2026-01-31"])
@pytest.mark.parametrize("country", [None, "MYS"])
def test_no_number_of_a_country_covers_another(asof: str, country: str | None) -> None:
    view = View(asof=asof, country=country)
    slide = told(view)["about"]
    size = (int(TITLE.width), int(TITLE.height))
    dots = scene_of(slide, map_bounds(slide, view), size, TITLE.font * NAMES).dots
    assert len(dots) == len({dot.name for dot in dots if dot.label})
    for one, other in itertools.combinations(dots, 2):
        apart = math.dist((one.x, one.y), (other.x, other.y))
        assert apart > max(one.across, other.across) / 2, (one.name, other.name)


@pytest.mark.parametrize("phone", [False, True], ids=["stage", "phone"])
@pytest.mark.parametrize("view", VIEWS[:1] + VIEWS[6:8], ids=str)
def test_all_but_sources_have_a_picture_that_is_described(view: View, phone: bool) -> None:
    for key, slide in told(view).items():
        picture = drawing(slide, view, phone=phone)
        assert bool(picture.layers) == bool(picture.alt) == (key not in WORDS)
        boxes = {ElementTree.fromstring(layer).get("viewBox") for layer in picture.layers}
        assert len(boxes) == bool(picture.layers)


@each_view
def test_thailand_is_told_for_thailand_alone(net: Network, view: View) -> None:
    slides = told(view)
    areas = ascn_data.places(net, view.asof, status="proposed", **view.where)
    counted = ascn_data.reach_range(net, view.asof, **view.where)
    if areas.empty or view.status == "member":
        assert not {"proposed", "reach"} & set(slides)
        return
    frame = slides["proposed"].frame
    assert frame is not None
    assert sorted(frame["place_id"]) == sorted(areas["place_id"])
    assert slides["proposed"].headline == number(len(areas))
    assert span(counted.low, counted.high) in slides["reach"].title
    pd.testing.assert_frame_equal(slides["reach"].frame, region_rows(view))


def test_the_announced_number_is_whole_and_beside() -> None:
    slide = told(View())["reach"]
    assert slide.frame is not None
    announced = slide.frame[slide.frame["role"] == "announced"]
    assert len(announced) == 1
    assert people(announced["high"].iloc[0]) in slide.lines[-1]
    part = told(View(country="THA", region="north"))["reach"].frame
    assert part is not None
    assert "announced" not in set(part["role"])


@pytest.mark.parametrize("asof", ["2021-12-31", "2022-12-31", "2023-07-28", "2026-01-31"])
def test_rounds_are_those_of_the_plan(net: Network, asof: str) -> None:
    rows = round_rows(View(asof=asof))
    plan = ascn_data.plan_rounds(net, asof)
    pd.testing.assert_frame_equal(rows[plan.columns], plan, check_dtype=False)
    proposed = ascn_data.places(net, asof, status="proposed")
    assert int(rows["proposed"].sum()) == len(proposed)


def test_rounds_of_the_regions_add_up_to_the_plan(net: Network) -> None:
    regions = ascn_data.plan_regions(net, ANNOUNCEMENT)
    for row in regions.itertuples():
        rows = round_rows(View(country="THA", region=row.region_id))
        assert int(rows["added"].sum()) == row.areas
        assert int(rows["proposed"].sum()) == row.proposed
        if len(rows):
            assert rows["provinces"].iloc[-1] == row.provinces


@pytest.mark.parametrize(
    ("asof", "year"), [("2022-01-01", 2022), ("2023-07-28", 2023), ("2030-01-01", 2025)]
)
def test_projects_are_of_the_last_report_known(net: Network, asof: str, year: int) -> None:
    view = View(asof=asof)
    assert report_year(view) == year
    slide = told(view)["focus"]
    assert slide.frame is not None
    assert set(slide.frame["report_year"]) == {year}
    total = ascn_data.project_totals(net, year=year)["projects"].iloc[0]
    assert int(slide.frame["projects"].sum()) == total
    assert number(total) in slide.lines[0]
    assert str(year) in slide.title


def test_a_later_report_is_not_told_of_an_earlier_day() -> None:
    assert report_year(View(asof="2018-04-28")) is None
    assert "focus" not in told(View(asof="2018-04-28"))


@pytest.mark.parametrize("asof", ["2018-01-01", "2020-06-30", "2023-07-28", "2026-01-31"])
def test_programmes_without_a_start_year_stay_unknown(net: Network, asof: str) -> None:
    rows = partner_rows(View(asof=asof))
    programmes = ascn_data.partner_programmes(net)
    assert int(rows["unknown"].sum()) == int(programmes["year"].isna().sum())
    counted = rows[["begun", "unknown", "later"]].sum().sum()
    assert counted == len(programmes)
    assert set(rows["partner_id"]) == set(programmes["partner_id"])
    begun = programmes[programmes["year"] <= int(asof[:4])]
    assert int(rows["begun"].sum()) == len(begun)


@each_view
def test_the_last_slide_counts_the_sources_of_the_others(view: View) -> None:
    slides = told(view)
    cited = {key for slide in slides.values() if slide.key != "sources" for key in slide.sources}
    frame = slides["sources"].frame
    assert frame is not None
    assert set(frame["source_id"]) == cited
    assert slides["sources"].headline == number(len(cited))


@each_language
@pytest.mark.parametrize("asof", ["2023-07-28", "2026-01-31"])
def test_no_slide_says_a_sum_that_must_not_be_made(net: Network, asof: str, code: str) -> None:
    proposed = len(ascn_data.places(net, asof, status="proposed"))
    for count in (len(ascn_data.members(net, asof)), len(ascn_data.plan_areas(net, asof))):
        for slide in told(View(asof=asof, lang=code)).values():
            words = " ".join([slide.title, slide.headline, *slide.lines, slide.notes])
            assert str(count + proposed) not in re.findall(r"\d+", words)


def test_names_follow_the_language() -> None:
    with use_language("th"):
        thai = {slide.key: slide for slide in story(View(lang="th"))}
        frame = thai["proposed"].frame
        assert frame is not None
        assert all(frame[localized("name")].iloc[0] not in line for line in thai["about"].lines)
        assert frame[localized("name")].iloc[0] in thai["proposed"].notes


def test_the_story_needs_no_streamlit() -> None:
    code = "import sys, dashboard.exports.slides.story; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
