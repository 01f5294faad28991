"""The opening of each page: one answer, with the numbers of the tables, in every view."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from dashboard.content.filters import scope, scope_in_text
from dashboard.content.text.network_text import span
from dashboard.content.text.page_summary import OPENINGS, heading, opening
from dashboard.content.text.sentences import scoped
from dashboard.core.navigation import PAGES, START
from dashboard.core.translation import LANGUAGES, day, use_language
from dashboard.core.url_state import View

ROOT = Path(__file__).parents[2]
NAMES = [page.name for page in PAGES]
NOW = "2026-01-31"
# Two lines of text on a wide screen.
LONGEST = 265
VIEWS = {
    "default": {},
    "before the founding": {"asof": "2018-04-27"},
    "founding": {"asof": "2018-04-28"},
    "long ago": {"asof": "0001-01-01"},
    "latest": {"asof": NOW},
    "far away": {"asof": "9999-12-31"},
    "Thailand": {"country": "THA"},
    "north": {"country": "THA", "region": "north"},
    "region without a place": {"country": "THA", "region": "west"},
    "no proposals": {"country": "VNM"},
    "nothing fits": {"country": "VNM", "status": "proposed"},
    "no member yet": {"country": "TLS"},
    "proposed": {"status": "proposed"},
    "one member": {"city": ("chiang-mai",)},
    "one proposed": {"city": ("lampang",)},
    "one to come": {"city": ("dili",)},
    "three": {"city": ("chiang-mai", "lampang", "dili")},
    "projects": {"focus": "safety-security", "progress": "completed"},
}
each_page = pytest.mark.parametrize("page", NAMES)
each_language = pytest.mark.parametrize("code", LANGUAGES)


def numbers(said: str) -> set[str]:
    """The numbers in a text."""
    return set(re.findall(r"[0-9][0-9.,]*[0-9]|[0-9]", said))


def said(page: str, code: str = "en", **chosen: object) -> str:
    """The opening of a page in a view."""
    with use_language(code):
        return opening(page, View(lang=code, **chosen))


def test_every_file_is_a_page_with_an_opening() -> None:
    files = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert set(NAMES) == files == set(OPENINGS)
    assert [page.name for page in PAGES if page.path == ""] == [START]


@each_page
@each_language
def test_a_page_answers_in_every_view(page: str, code: str) -> None:
    for name, chosen in VIEWS.items():
        answer = said(page, code, **chosen)
        assert 20 < len(answer) <= LONGEST, (name, answer)
        assert not re.search(r"[{}*]|\b(nan|None|NaT|<NA>)\b", answer), (name, answer)


@each_language
@pytest.mark.parametrize("asof", ["2023-07-28", NOW])
def test_the_numbers_are_those_of_the_tables(net: Network, code: str, asof: str) -> None:
    members, plan = ascn_data.members(net, asof), ascn_data.plan_areas(net, asof)
    proposed = len(ascn_data.places(net, asof, status="proposed"))
    countries = members["country_id"].nunique()
    assert {str(len(members)), str(countries), str(proposed)} <= numbers(
        said("overview", code, asof=asof)
    )
    assert {str(len(members)), str(countries), str(proposed)} <= numbers(
        said("map", code, asof=asof)
    )
    assert {str(len(members)), str(proposed)} <= numbers(said("city", code, asof=asof))
    assert {str(len(plan)), str(plan["province_id"].nunique())} <= numbers(
        said("thailand", code, asof=asof)
    )
    counted = ascn_data.reach_range(net, asof)
    with use_language(code):
        assert span(counted.low, counted.high) in said("reach", code, asof=asof)
    year = int(asof[:4]) if asof != NOW else 2025
    listed = ascn_data.projects(net, year=year)
    assert {str(len(listed)), str(listed["place_id"].nunique())} <= numbers(
        said("projects", code, asof=asof)
    )


@pytest.mark.parametrize("asof", ["2018-04-28", "2023-07-28", NOW])
def test_the_overview_is_dated_and_in_the_past(asof: str) -> None:
    """Also under filters: what it says holds for the selected date only."""
    for chosen in ({}, {"country": "THA"}, {"country": "THA", "region": "north"}):
        text = said("overview", asof=asof, **chosen)
        if asof == "2018-04-28" and "region" in chosen:
            continue  # no place yet
        with use_language("en"):
            assert text.startswith(f"On {day(asof)} ")
        assert " had " in text
        assert ("separate from the network" in text) == (asof >= "2023-07-27")


def test_growth_says_how_many_are_listed_today(net: Network) -> None:
    steps = ascn_data.growth(net, ANNOUNCEMENT)
    last = str(steps["members"].iloc[-1])
    assert last in numbers(said("growth"))
    assert {str(steps["members"].iloc[0]), str(steps["joined"].iloc[1:].sum())} <= numbers(
        said("growth", asof=NOW)
    )


def test_a_filter_narrows_the_answer(net: Network) -> None:
    for page in ("overview", "map"):
        assert "Chiang Mai" in said(page, country="THA", region="north")
        assert "Chiang Mai" not in said(page, country="VNM")
    for name in ascn_data.members(net, ANNOUNCEMENT, country="VNM")["name_en"]:
        assert name in said("map", country="VNM")


def test_the_announced_number_is_never_split() -> None:
    part = said("reach", country="THA", region="north")
    assert "1.8 million" in part
    assert "all 6 proposed areas together" in part


@each_language
def test_a_place_chosen_is_named(net: Network, code: str) -> None:
    names = net.places.set_index("place_id")[f"name_{code}"]
    for place in ("chiang-mai", "lampang", "dili"):
        assert names[place] in said("city", code, city=(place,))
        with use_language(code):
            assert names[place] in heading("city", View(lang=code, city=(place,)))


@each_language
def test_headings_tell_pages_apart(code: str) -> None:
    with use_language(code):
        assert len({heading(page, View(lang=code)) for page in NAMES}) == len(NAMES)
        assert heading("reach", View(lang=code)) != heading("reach", View(lang=code, country="THA"))


@each_language
def test_a_name_is_not_said_twice(code: str) -> None:
    """The only region of a city state has its name, and so has its city."""
    view = View(lang=code, country="SGP", region="sgp-singapore")
    with use_language(code):
        name = scope(replace(view, region=None))
        assert scope(view) == scope_in_text(view) == name
        assert scoped(name, f"{name} has one") == f"{name} has one"
        assert scoped(name, "There is one") != "There is one"
        assert scoped("North", "Northern cities") != "Northern cities"
