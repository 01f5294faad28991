"""The page of each of the eleven countries says what the tables have on the day, and no more."""

from __future__ import annotations

import pytest

import ascn_data
from ascn_data import Network
from dashboard.content.breadcrumbs import breadcrumbs
from dashboard.content.country_lists import REGIONS, country_listings
from dashboard.content.country_page import (
    country_figures,
    country_ids,
    partner_rows_of,
    populations_of,
)
from dashboard.content.listing import Listing
from dashboard.content.text.page_summary import heading, opening, title
from dashboard.core.dataset import table
from dashboard.core.translation import LANGUAGES, localized, number, use_language
from dashboard.core.url_state import View

BEFORE, ANNOUNCED, LATEST = "2018-04-27", "2023-07-28", "2026-01-31"
DAYS = (BEFORE, ANNOUNCED, LATEST)


def parts(view: View) -> dict[str, Listing]:
    """The parts of the page by their keys."""
    return {each.key: each for each in country_listings(view)}


@pytest.mark.slow
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("asof", DAYS)
def test_the_numbers_of_every_country_are_those_of_the_data(
    net: Network, asof: str, code: str
) -> None:
    assert len(country_ids()) == 11
    names = table("countries").set_index("country_id")
    for country in country_ids():
        view = View(asof=asof, country=country, lang=code)
        with use_language(code):
            told = parts(view)
            cards = {card.key: card.value for card in country_figures(view)}
            assert names.loc[country, localized("name")] in title("countries", view)
            assert names.loc[country, localized("name")] in heading("countries", view)
            assert opening("countries", view)
        members = ascn_data.members(net, asof, country=country)
        assert cards["members"] == number(len(members))
        places = ascn_data.places(net, asof, country=country)
        listed = told[REGIONS].frame["place_id"].tolist() if REGIONS in told else []
        assert sorted(listed) == sorted(places["place_id"])
        assert ("country-places" in told) == places.empty
        record = ascn_data.ledger(net)
        assert len(told["ledger"].frame) == (record["country_id"] == country).sum()
        if country != "THA":
            stated = ascn_data.national_programmes(net, asof, country=country)
            assert len(told["national"].frame) == len(stated)
        for each in told.values():
            assert each.about or each.entries or len(each.frame), (country, each.key)


@pytest.mark.parametrize("asof", DAYS)
def test_the_card_of_projects_is_of_the_latest_report_by_the_day(net: Network, asof: str) -> None:
    for country in country_ids():
        cards = [card for card in country_figures(View(asof=asof, country=country))
                 if card.key.startswith("report-")]  # fmt: skip
        totals = ascn_data.project_totals(net, country=country)
        totals = totals[totals["report_year"] <= int(asof[:4])]
        assert [card.value for card in cards] == [
            number(count) for count in totals["projects"].tail(1)
        ], country


def test_populations_are_told_source_by_source_and_never_summed(net: Network) -> None:
    for country in ("THA", "KHM"):
        rows = populations_of(View(asof=LATEST, country=country))
        assert not rows.duplicated(["place_id", "series_id"]).any()
        for key, of in rows.groupby("series_id"):
            there = ascn_data.city_populations(net, LATEST, str(key), country=country, status=None)
            known = there.dropna(subset="population").set_index("place_id")["population"]
            assert of.set_index("place_id")["population"].to_dict() == known.to_dict()


def test_a_country_that_has_not_joined_asean_says_so() -> None:
    told = parts(View(asof=ANNOUNCED, country="TLS"))
    assert (
        "joined ASEAN on 26 October 2025, after the selected date"
        in (told["country-role"].entries[0])
    )
    assert opening("countries", View(asof=ANNOUNCED, country="TLS")) == (
        "Timor-Leste was not a member state of ASEAN on 28 July 2023."
    )
    later = parts(View(asof=LATEST, country="TLS"))["country-role"].entries[0]
    assert "has been a member state of ASEAN since 26 October 2025" in later


@pytest.mark.parametrize(
    ("country", "programmes"),
    [
        ("KHM", ["japan-5", "asian-development-bank-1", "germany-1"]),
        ("MYS", ["united-states-2"]),
        ("PHL", ["asian-development-bank-1"]),
        ("THA", []),
    ],
)
def test_partner_programmes_are_those_that_name_the_country_or_a_place_in_it(
    country: str, programmes: list[str]
) -> None:
    rows = partner_rows_of(View(asof=LATEST, country=country))
    assert rows["programme_id"].tolist() == programmes


def test_a_region_narrows_its_country_to_its_places(net: Network) -> None:
    view = View(asof=LATEST, country="THA", region="north")
    told = parts(view)
    there = ascn_data.places(net, LATEST, country="THA", region="north")
    assert sorted(told[REGIONS].frame["place_id"]) == sorted(there["place_id"])
    assert not {"national", "country-role"} & set(told)  # they are of the whole country
    assert title("countries", view) == "Thailand (North)"


def test_breadcrumbs_lead_from_all_countries_to_a_city_and_keep_date_and_language() -> None:
    view = View(asof=LATEST, lang="th", city=("lampang",), country="VNM")
    with use_language("th"):
        steps = breadcrumbs("city", view)
        assert steps[:3] == breadcrumbs("countries", steps[2].view)
    assert [step.label for step in steps] == ["ประเทศ", "ไทย", "ภาคเหนือ", "ลำปาง"]
    assert [(step.page, step.view.country, step.view.region) for step in steps[:3]] == [
        ("countries", None, None), ("countries", "THA", None), ("countries", "THA", "north"),
    ]  # fmt: skip
    assert {(step.view.asof, step.view.lang) for step in steps} == {(LATEST, "th")}


@pytest.mark.parametrize(
    ("page", "view"),
    [
        ("overview", View(country="THA")),
        ("countries", View()),
        ("city", View()),
        ("city", View(city=("lampang", "phuket"))),
    ],
)
def test_other_pages_have_no_breadcrumbs(page: str, view: View) -> None:
    assert breadcrumbs(page, view) == ()
