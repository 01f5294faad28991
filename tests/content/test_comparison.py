"""What stands side by side has the numbers of the data, and says how far the sides differ."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

import ascn_data
from ascn_data import Network
from dashboard.content.comparison.facts import Fact
from dashboard.content.comparison.sides import cities_of, countries_of, days_of
from dashboard.content.comparison.summary import compared, comparison
from dashboard.content.filters import latest
from dashboard.content.pages import describe
from dashboard.core.translation import LANGUAGES, number, use_language
from dashboard.core.url_state import View
from dashboard.ui.sections.comparison import as_list, as_table

DATES = [
    ("2023-07-28", "2026-01-31"), ("2026-01-31", "2023-07-28"), ("2018-04-27", "2024-06-30"),
    ("2023-07-28", "2023-07-28"), ("1999-12-31", "2100-01-01"),
]  # fmt: skip
COUNTRIES = [("THA", "VNM"), ("VNM", "THA"), ("SGP", "TLS")]
CITIES = [("phuket", "da-nang"), ("lampang", "hanoi"), ("hanoi", "dili", "bangkok")]
each_language = pytest.mark.parametrize("code", LANGUAGES)


def facts(view: View) -> dict[str, Fact]:
    found = comparison(view, "city?city=")
    assert found is not None
    return {fact.name: fact for fact in found.facts}


def plain_number(said: str) -> int:
    found = re.match(r"[\d,]+", said)
    assert found, said
    return int(found[0].replace(",", ""))


def signed(said: str) -> int:
    return 0 if said == "same" else int(said.replace("−", "-").replace(",", ""))


@pytest.mark.parametrize(("first", "second"), DATES)
def test_two_dates_have_the_counts_of_each(net: Network, first: str, second: str) -> None:
    told = facts(View(asof=first, against=second))
    for name, count in {
        "Member cities": lambda day: len(ascn_data.members(net, day)),
        "Countries with member cities": lambda day: ascn_data.members(net, day)[
            "country_id"
        ].nunique(),
        "Member states of ASEAN": lambda day: len(ascn_data.asean_countries(net, day)),
        "Areas proposed by Thailand": lambda day: len(
            ascn_data.places(net, day, status="proposed")
        ),
        "Areas of Thailand's national programme": lambda day: len(ascn_data.plan_areas(net, day)),
    }.items():
        counts = [count(first), count(second)]
        assert told[name].cells == tuple(map(number, counts)), name
        assert signed(told[name].difference.text) == counts[1] - counts[0], name
        assert told[name].difference.marked is (counts[0] != counts[1])
        assert bool(told[name].sources) is any(counts)


@pytest.mark.parametrize(("first", "second"), DATES)
@each_language
def test_the_opening_of_two_dates_counts_in_order_of_time(
    net: Network, first: str, second: str, code: str
) -> None:
    with use_language(code):
        said = compared(View(asof=first, against=second, lang=code))
    counts = [len(ascn_data.members(net, day)) for day in sorted((first, second))]
    found = [said.find(f"{count} ") for count in counts]
    if first != second:
        assert -1 < found[0] < found[1], said


def test_a_filter_narrows_both_dates(net: Network) -> None:
    told = facts(View(country="THA", asof="2018-04-28", against="2023-07-28"))
    assert told["Member cities"].cells == ("3", "6")
    assert "Member states of ASEAN" not in told
    proposed = facts(View(status="proposed"))
    assert "Member cities" not in proposed
    assert "Areas proposed by Thailand" in proposed
    assert "Areas proposed by Thailand" not in facts(View(country="VNM"))


@pytest.mark.parametrize("pair", COUNTRIES)
@pytest.mark.parametrize("day", ["2018-04-27", "2023-07-28", "2026-01-31"])
def test_two_countries_have_their_members_and_projects(
    net: Network, pair: tuple[str, str], day: str
) -> None:
    view = View(asof=day, compare="countries", country=pair[0], against=pair[1])
    told = facts(view)
    members = [ascn_data.members(net, day, country=key) for key in pair]
    cells = told["Member cities"].cells
    assert [plain_number(cell) for cell in cells] == [len(rows) for rows in members]
    for cell, rows in zip(cells, members, strict=True):
        assert all(f"city?city={place}" in cell for place in rows["place_id"])
    years = [year for year in set(net.projects["report_year"]) if year <= int(day[:4])]
    if not years:
        assert not [name for name in told if name.startswith("Projects")]
        return
    row = told[f"Projects in the {max(years)} report"]
    for key, cell in zip(pair, row.cells, strict=True):
        count = len(ascn_data.projects(net, year=max(years), country=key))
        assert cell == (number(count) if count else "no project listed")


def test_what_no_report_says_is_no_difference() -> None:
    told = facts(View(asof="2026-01-31", compare="countries", country="THA", against="TLS"))
    row = told["Projects in the 2025 report"]
    assert (row.cells[1], row.difference.text) == ("no project listed", "unknown")
    assert told["Latest figures of the programme"].difference.marked is False


@pytest.mark.parametrize("cities", CITIES)
@each_language
def test_places_have_the_facts_of_their_pages(cities: tuple[str, ...], code: str) -> None:
    from dashboard.content.text.place_facts import facts as facts_of
    from dashboard.content.text.place_facts import place_of

    with use_language(code):
        view = View(compare="cities", city=cities, lang=code)
        told = facts(view)
        for at, place_id in enumerate(cities):
            for name, said in facts_of(place_of(view, place_id), view):
                assert told[name].cells[at] == said
        assert all(len(fact.cells) == len(cities) for fact in told.values())
        assert all(fact.difference.text for fact in told.values())


@pytest.mark.parametrize("cities", CITIES)
def test_populations_are_subtracted_only_where_source_and_year_are_the_same(
    net: Network, cities: tuple[str, ...]
) -> None:
    rows = ascn_data.comparable_populations(net, cities)
    rows = rows[(rows["series_id"] == "un-cities") & (rows["estimate_type"] != "projection")]
    last = rows[rows["year"] == rows["year"].max()].set_index("place_id")["population"]
    people = [int(last[city]) for city in cities]
    difference = facts(View(compare="cities", city=cities))["Population"].difference.text
    apart = number(max(people) - min(people))
    assert difference == (
        f"up to {apart}" if len(cities) > 2
        else f"+{apart}" if people[1] > people[0] else f"−{apart}"
    )  # fmt: skip


def test_densities_of_different_sources_are_not_compared() -> None:
    told = facts(View(compare="cities", city=("phuket", "da-nang")))
    assert told["Population density"].difference.text == "not comparable"
    assert not told["Population density"].difference.marked


def test_the_source_of_the_chart_adds_a_row_of_its_own_years(net: Network) -> None:
    view = View(compare="cities", city=("bangkok", "hanoi"), series="un-agglomerations")
    rows = ascn_data.comparable_populations(net, view.city)
    rows = rows[(rows["series_id"] == view.series) & (rows["estimate_type"] != "projection")]
    row = next(fact for name, fact in facts(view).items() if name.startswith("Population in"))
    assert str(rows["year"].max()) in row.name
    assert [plain_number(cell) for cell in row.cells] == rows["population"].tail(2).tolist()


def test_without_a_choice_something_telling_is_compared(net: Network) -> None:
    assert days_of(View()) == ("2023-07-28", latest())
    assert days_of(View(asof=latest())) == (latest(), "2023-07-28")
    counts = ascn_data.members(net, "2023-07-28")["country_id"].value_counts()
    assert countries_of(View(compare="countries")) == tuple(counts.index[:2])
    assert countries_of(View(country="VNM"))[0] == "VNM"
    assert countries_of(View(against="THA"))[1] == "THA"
    people = ascn_data.city_populations(net, "2023-07-28", "un-cities")
    assert cities_of(View()) == tuple(people["place_id"].head(2))
    near = ascn_data.nearest(net, "2023-07-28", "phuket")["place_id"].iloc[0]
    assert cities_of(View(city=("phuket",))) == ("phuket", near)


@pytest.mark.parametrize("kind", ["dates", "countries", "cities"])
@pytest.mark.parametrize("day", ["1999-12-31", "2023-07-28", "2100-01-01"])
@each_language
def test_every_kind_has_words_a_table_and_a_chart_on_any_day(
    kind: str, day: str, code: str
) -> None:
    with use_language(code):
        view = View(asof=day, compare=kind, lang=code)
        told = comparison(view, "city?city=")
        page = describe("compare", view)
        assert told is not None
        assert page.summary
        assert [section.key for section in page.sections] == [
            "shared" if kind == "cities" else "compared"
        ]
        rows = as_table(told, "city?city=").splitlines()
        said = as_list(told, "city?city=")
    assert len(rows) == len(told.facts) + 2
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1
    assert all(cell in said for fact in told.facts for cell in fact.cells)


def test_the_chart_of_two_countries_has_their_members_alone(net: Network) -> None:
    view = View(compare="countries", country="THA", against="VNM")
    (section,) = describe("compare", view).sections
    rows = ascn_data.members_by_country(net, view.asof)
    expected = rows[rows["country_id"].isin(["THA", "VNM"])]
    pd.testing.assert_frame_equal(pd.DataFrame(section.frame), expected)
    later = describe("compare", replace(view, asof="2026-01-31")).sections[0]
    assert "6" in later.title
