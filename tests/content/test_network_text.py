"""Sentences say the numbers of the frames they stand above, in both languages."""

from __future__ import annotations

import pandas as pd
import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from ascn_data.reach import Range
from dashboard.content.places import marks, places_of
from dashboard.content.residents import area_rows, region_rows
from dashboard.content.text import network_text
from dashboard.core.translation import LANGUAGES, localized, number, people, use_language
from dashboard.core.url_state import View

DAYS = ["2018-04-27", "2018-04-28", "2023-07-28", "2024-06-30", "2026-01-31"]
each_language = pytest.mark.parametrize("code", LANGUAGES)
each_day = pytest.mark.parametrize("day", DAYS)


def in_order(text: str, *parts: object) -> bool:
    """Whether every part stands in `text`, each after the one before."""
    at = 0
    for part in map(str, parts):
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


@each_language
@pytest.mark.parametrize("day", DAYS[2:])
def test_growth_title_goes_from_the_first_to_the_last_known_count(
    net: Network, code: str, day: str
) -> None:
    steps = ascn_data.growth(net, day)
    with use_language(code):
        title = network_text.growth_title(steps)
    assert in_order(title, steps["members"].iloc[0], len(ascn_data.members(net, day)))


@each_language
def test_growth_title_before_there_is_growth(net: Network, code: str) -> None:
    with use_language(code):
        only = network_text.growth_title(ascn_data.growth(net, "2018-04-28"))
        none = network_text.growth_title(ascn_data.growth(net, "2018-04-27"))
    assert "26" in only
    assert none
    assert "26" not in none


@each_language
@each_day
def test_growth_is_read_out_step_by_step(net: Network, code: str, day: str) -> None:
    steps = ascn_data.growth(net, day)
    with use_language(code):
        alt = network_text.growth_alt(steps)
    assert in_order(alt, *steps["members"])
    assert in_order(alt, *steps["joined"].iloc[1:])


@each_language
@each_day
def test_what_changed_counts_before_and_after_and_names_who(
    net: Network, code: str, day: str
) -> None:
    members = ascn_data.members(net, day)
    with use_language(code):
        said = network_text.changed(members)
        late = members[~members["founding"]]
        if late.empty:
            assert said == ""
            return
        last = late[late["counted_on"] == late["counted_on"].max()]
        assert in_order(said, len(members) - len(last), len(members))
        assert all(name in said for name in last[localized("name")])


@each_language
@each_day
def test_the_matrix_names_a_country_with_the_most_members(
    net: Network, code: str, day: str
) -> None:
    counts = ascn_data.members_by_country(net, day)
    members = ascn_data.members(net, day)
    with use_language(code):
        title, alt = network_text.matrix_title(counts), network_text.matrix_alt(counts)
        if members.empty:
            assert title
            return
        most = members[localized("country")].value_counts()
        assert str(most.max()) in title
        ties = most.index[most == most.max()]
        assert all(country in title for country in ties) or len(ties) > network_text.MOST_TIED
        for country, count in most.items():
            assert f"{country} {count}" in alt


@each_language
@each_day
@pytest.mark.parametrize("filters", [{}, {"country": "THA"}, {"status": "proposed"}])
def test_the_map_says_how_many_places_it_draws(
    code: str, day: str, filters: dict[str, str]
) -> None:
    places = places_of(View(asof=day, lang=code, **filters))
    members = places[places["status"] == "member"]
    with use_language(code):
        title, alt = network_text.map_title(places), network_text.map_alt(places)
        drawn = marks(places)
    assert len(drawn) == len(places)
    counts = [len(members), members["country_id"].nunique(), len(places) - len(members)]
    assert in_order(title, *[count for count in counts if count])
    assert title in alt
    if len(places) <= 12:
        assert all(label in alt for label in drawn["label"])


@each_language
def test_long_lists_of_names_count_the_rest(net: Network, code: str) -> None:
    members = ascn_data.members(net, ANNOUNCEMENT)
    with use_language(code):
        said = network_text.names(members, 6)
        names = members[localized("name")]
    assert all(name in said for name in names[:6])
    assert str(len(names) - 6) in said
    assert names.iloc[-1] not in said


@each_language
def test_a_list_never_counts_a_single_other(net: Network, code: str) -> None:
    members = ascn_data.members(net, ANNOUNCEMENT).head(7)
    with use_language(code):
        said = network_text.names(members, 6)
        assert all(name in said for name in members[localized("name")])


@each_language
@pytest.mark.parametrize(
    ("low", "high"),
    [(8_604, 8_604), (50_131, 59_049), (716_410, 1_356_449), (1_614_000, 2_299_000)],
)
def test_a_span_says_both_ends(code: str, low: int, high: int) -> None:
    with use_language(code):
        said = network_text.span(low, high)
        if low == high:
            assert said == people(low)
        else:
            assert in_order(said, people(low).split()[0], people(high).split()[0])


@each_language
def test_reach_says_the_counted_range_and_never_the_announced_number(
    net: Network, code: str
) -> None:
    counted = ascn_data.reach_range(net, ANNOUNCEMENT)
    announced = ascn_data.claim_value(net, "proposed_benefit")
    with use_language(code):
        title = network_text.reach_title(counted)
        assert network_text.span(*counted) in title
        assert people(announced).split()[0] not in title.split()


@each_language
def test_regions_title_names_the_region_with_the_highest_count(net: Network, code: str) -> None:
    regions = ascn_data.reach_by_region(net, ANNOUNCEMENT)
    most = regions.sort_values("high").iloc[-1]
    with use_language(code):
        title = network_text.regions_title(regions)
        assert most[localized("region")] in title
        assert network_text.span(most["low"], most["high"]) in title
        assert network_text.regions_title(regions.head(0))


@each_language
@pytest.mark.parametrize("rows_of", [area_rows, region_rows])
def test_ranges_are_read_out_row_by_row(code: str, rows_of: object) -> None:
    with use_language(code):
        rows = rows_of(View(lang=code))
        alt = network_text.ranges_alt(rows)
        for row in rows.itertuples():
            assert f"{row.label}: {network_text.span(row.low, row.high)}" in alt


def test_rows_of_ranges_hold_the_claim_the_total_and_every_area(net: Network) -> None:
    rows = area_rows(View())
    announced = ascn_data.claim_value(net, "proposed_benefit")
    areas = ascn_data.reach_by_area(net, ANNOUNCEMENT)
    assert rows["role"].tolist() == ["announced", "total", *["area"] * len(areas)]
    assert rows.loc[0, ["low", "high"]].tolist() == [announced, announced]
    assert tuple(rows.loc[1, ["low", "high"]]) == ascn_data.reach_range(net, ANNOUNCEMENT)
    assert rows["low"].iloc[2:].tolist() == areas["low"].tolist()
    assert rows["high"].iloc[2:].tolist() == areas["high"].tolist()
    readings = ascn_data.reach_readings(net, ANNOUNCEMENT)
    counted = readings[readings["in_range"]].groupby("place_id")["population"].apply(sorted)
    for place, points in zip(areas["place_id"], rows["points"].iloc[2:], strict=True):
        assert sorted(points) == counted[place]


def test_rows_of_regions_add_up_to_the_total(net: Network) -> None:
    rows = region_rows(View())
    areas = rows[rows["role"] == "area"]
    assert Range(int(areas["low"].sum()), int(areas["high"].sum())) == ascn_data.reach_range(
        net, ANNOUNCEMENT
    )
    total = rows[rows["role"] == "total"].iloc[0]
    assert (total["low"], total["high"]) == ascn_data.reach_range(net, ANNOUNCEMENT)


@each_language
def test_cities_go_from_the_smallest_to_the_largest(net: Network, code: str) -> None:
    rows = ascn_data.city_populations(net, ANNOUNCEMENT, "un-agglomerations")
    known = rows[rows["population"].notna()]
    small = known.loc[known["population"].astype(int).idxmin()]
    large = known.loc[known["population"].astype(int).idxmax()]
    with use_language(code):
        title, alt = network_text.cities_title(known), network_text.cities_alt(known)
        assert small[localized("name")] in title
        assert large[localized("name")] in title
        assert people(small["population"]) in title
        assert people(large["population"]) in title
        assert network_text.cities_title(known.head(0))
        for row in known.itertuples():
            assert f"{getattr(row, localized('name'))} {people(row.population)}" in alt


@each_language
def test_nothing_is_said_of_missing_values(net: Network, code: str) -> None:
    """Frames with unknown values, in words: no `nan`, no `None`, no empty braces."""
    with use_language(code):
        places = marks(places_of(View(asof="2026-01-31", lang=code)))
        said = pd.concat([places[f"line{n}"] for n in (1, 2, 3, 4)])
        assert number(29) == "29"
    assert said.notna().all()
    assert not said.str.contains(r"\bnan\b|None|NaT|<NA>|\{", regex=True).any()
