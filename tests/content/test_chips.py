"""The chips of a view: what is chosen, and what each takes off."""

from __future__ import annotations

from dataclasses import replace

import pytest

import ascn_data
from ascn_data import Network
from dashboard.content.chips import LABELS, chips, cleared, large_change
from dashboard.content.filters import country_options, region_options
from dashboard.core.dataset import choices
from dashboard.core.navigation import PAGES
from dashboard.core.url_state import EVERYWHERE, View, consistent, keys_of

EVERYTHING = View(
    asof="2026-01-31", country="THA", region="north", status="member", focus="safety-security",
    progress="completed", partner="japan", kind="meeting", by="city", report="2022",
    find="water", lang="th", city=("lampang",), series="registration",
)  # fmt: skip


@pytest.mark.parametrize("page", [page.path for page in PAGES])
def test_a_page_has_a_chip_for_each_choice_that_it_reads(page: str) -> None:
    assert chips(page, View()) == ()
    places = set() if page == "projects" else {"city"}  # elsewhere they have their own control
    assert [chip.key for chip in chips(page, EVERYTHING)] == [
        key for key in LABELS if key in keys_of(page) - places
    ]


@pytest.mark.parametrize("key", LABELS)
def test_a_chip_takes_its_own_choice_off_and_no_other(key: str) -> None:
    read = {page.path: [chip.key for chip in chips(page.path, EVERYTHING)] for page in PAGES}
    page = next(path for path, keys in read.items() if key in keys)
    chip = next(chip for chip in chips(page, EVERYTHING) if chip.key == key)
    left = consistent(replace(EVERYTHING, **chip.changes), choices())
    gone = {"country", "region"} if key == "country" else {key}
    kept = [chip.key for chip in chips(page, EVERYTHING) if chip.key not in gone]
    assert [chip.key for chip in chips(page, left)] == kept


def test_all_chips_go_at_once_and_what_is_no_filter_stays() -> None:
    left = replace(EVERYTHING, **cleared("projects", EVERYTHING))
    assert chips("projects", left) == ()
    assert (left.kind, left.series, left.lang) == ("meeting", "registration", "th")
    assert cleared("map", EVERYTHING).keys().isdisjoint({"city", "area"})


def test_a_chip_names_what_is_chosen_and_its_value(net: Network) -> None:
    labels = [chip.label for chip in chips("projects", replace(EVERYTHING, lang="en"))]
    assert labels[:3] == ["As of 31 January 2026", "Country: Thailand", "Region: North"]
    assert labels[-2:] == ["2022 report", "Words: “water”"]


def test_the_default_chosen_by_name_is_no_choice() -> None:
    assert chips("projects", View(by="focus_area", report="2023")) == ()


def test_a_change_is_large_where_it_hides_more_than_half_or_clears_several() -> None:
    thailand, north = View(country="THA"), View(country="THA", region="north")
    places = len(ascn_data.places(ascn_data.load(), View().asof))
    few = large_change("", View(), thailand)
    assert few == f"Now showing 12 of {places} places."
    assert large_change("", View(), View(status="member")) == ""
    assert large_change("", View(), View(asof="2018-04-28")) == ""
    assert large_change("", thailand, View()) == ""
    assert large_change("", north, View()) != ""
    assert {"asof", "country", "region", "status", "lang"} == EVERYWHERE


@pytest.mark.parametrize("asof", ["2018-04-28", "2023-07-28", "2026-01-31"])
def test_options_count_the_places_of_the_selected_date(net: Network, asof: str) -> None:
    view = View(asof=asof)
    for options, where in ((country_options, "country"), (region_options, "region")):
        for key, said in options(view).items():
            rows = ascn_data.places(net, asof, **{where: key})["status"].value_counts()
            members, proposed = rows.get("member", 0), rows.get("proposed", 0)
            counted = f"({members} + {proposed})" if proposed else f"({members})"
            assert said.endswith(f" {counted}")


def test_before_the_first_known_date_options_count_nothing() -> None:
    assert not any("(" in said for said in country_options(View(asof="2017-01-01")).values())
    assert region_options(View(country="THA"))["north"] == "North (1 + 2)"
    assert region_options(View())["north"] == "Thailand: North (1 + 2)"
