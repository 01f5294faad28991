"""The page of Thailand's plan: its numbers, the proposed areas inside them, filters and days."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pandas as pd
import pytest
from shapely import box
from streamlit.testing.v1 import AppTest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from dashboard.charts.programme import TRIANGLE
from dashboard.charts.programme_map import (
    HIGHEST,
    free_slots,
    height_for,
    label_side,
    seen,
    slots_for,
)
from dashboard.content.programme import LAST_DAY, areas_of, parts_of, rounds_by_region, rounds_of
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View
from tests.pages.cards import cards

Open = Callable[..., AppTest]
Run = Callable[[AppTest], AppTest]

PAGE = "thailand"
DAYS = ["2018-04-28", "2021-11-07", "2022-11-09", "2023-07-26", "2023-07-28", "2026-01-31"]
REGIONS = [None, "north", "south", "west"]
WHOLE = ("rounds", "plan-regions")
each_day = pytest.mark.parametrize("asof", DAYS)
each_region = pytest.mark.parametrize("region", REGIONS)


def figures(at: AppTest) -> dict[str, dict]:
    """The drawings by the key of their picture."""
    return {
        element.proto.id.rpartition("chart-")[2]: json.loads(element.proto.spec)
        for element in at.get("plotly_chart")
    }


def bars(figure: dict) -> list[tuple[float, int, int, bool, bool]]:
    """Row, start, areas, proposed and later of every part of the bars, from the top."""
    found = [
        (row, start, areas, TRIANGLE in text, trace["marker"]["color"] == "rgba(0,0,0,0)")
        for trace in figure["data"]
        if trace["type"] == "bar"
        for row, start, areas, text in zip(
            trace["y"], trace["base"], trace["x"], trace["text"], strict=True
        )
    ]
    top = max((row for row, *_rest in found), default=0)
    return sorted((top - row, *rest) for row, *rest in found)


def shaded(figure: dict) -> dict[str, int]:
    """The provinces of the map, and the number of areas that each is said to have."""
    said = [
        trace["text"]
        for trace in figure["data"]
        if trace.get("fill") == "toself" and trace["hoverinfo"] == "text"
    ]
    pairs = [re.match(r"(.+?): (\d+) area", text) for text in said]
    return {pair[1]: int(pair[2]) for pair in pairs if pair}


def marked(figure: dict) -> set[str]:
    """The places that the map marks as proposed."""
    (trace,) = [
        trace for trace in figure["data"]
        if trace.get("mode") == "markers" and trace["marker"]["symbol"] == "triangle-up"
        and not trace.get("showlegend")
    ]  # fmt: skip
    return set(trace.get("text", []))


def wanted_areas(net: Network, asof: str, region: str | None) -> pd.DataFrame:
    """The plan's areas by a day, in a region or in all of Thailand."""
    areas = ascn_data.plan_areas(net, asof)
    return areas[areas["region_id"] == region] if region else areas


def query(asof: str, region: str | None) -> dict[str, str]:
    """An address; a region brings its country along."""
    return {"asof": asof} | ({"region": region} if region else {})


def links(at: AppTest, kind: str) -> list[str]:
    """The values of all elements of a kind."""
    return [element.value for element in at.get(kind)]


def drawn_words(at: AppTest) -> list[str]:
    """The alt texts of the page."""
    return [element.proto.alt for element in at.get("plotly_chart")]


@each_day
@each_region
def test_the_map_shades_every_province_with_its_areas(
    look: Open, net: Network, asof: str, region: str | None
) -> None:
    figure = figures(look(PAGE, **query(asof, region)))["provinces"]
    provinces = ascn_data.plan_provinces(net, asof)
    if region:
        provinces = provinces[provinces["region_id"] == region]
    assert shaded(figure) == dict(zip(provinces["province_en"], provinces["areas"], strict=True))
    proposed = ascn_data.places(net, asof, status="proposed", region=region)
    assert marked(figure) == set(proposed["name_en"])


@each_day
@each_region
def test_rounds_are_those_of_the_plan_and_hide_none(
    look: Open, net: Network, asof: str, region: str | None
) -> None:
    drawn = figures(look(PAGE, **query(asof, region))).get("rounds", {"data": []})
    known = len(wanted_areas(net, asof, region))
    every = len(wanted_areas(net, LAST_DAY, region))
    parts = pd.DataFrame(bars(drawn), columns=["row", "start", "areas", "proposed", "later"])
    totals = parts.groupby(["row", "later"])["areas"].sum().reset_index()
    assert max(totals.loc[~totals["later"], "areas"], default=0) == known
    assert max(totals["areas"], default=0) == every


@each_day
def test_running_totals_are_those_of_the_data_layer(net: Network, asof: str) -> None:
    ours = rounds_of(areas_of(View(asof=asof)))
    ours = ours[~ours["later"]]
    theirs = ascn_data.plan_rounds(net, asof)
    assert len(ours) == len(theirs)
    for column in ("round", "designated_on", "added", "areas", "provinces"):
        assert ours[column].tolist() == theirs[column].tolist()


def test_the_plan_of_july_2023(look: Open) -> None:
    """15 areas in 11 provinces, 30 in 23, 36 in 25; one bar of 36 that the six are part of."""
    rounds = rounds_of(areas_of(View()))
    known = rounds[~rounds["later"]]
    assert known["areas"].tolist() == [15, 30, 36]
    assert known["provinces"].tolist() == [11, 23, 25]
    assert known["proposed"].tolist() == [0, 0, 6]
    parts = bars(figures(look(PAGE))["rounds"])
    assert [part[1:4] for part in parts if part[0] == 2] == [
        (0, 15, False), (15, 15, False), (30, 6, True),
    ]  # fmt: skip


@each_day
def test_no_number_counts_the_proposed_twice(look: Open, net: Network, asof: str) -> None:
    """Nowhere stands a sum of plan and proposed, of plan and members, or of members and them."""
    at = look(PAGE, asof=asof)
    said = " ".join(links(at, "markdown") + links(at, "subheader") + drawn_words(at))
    # Small print names the areas' own numbers in the plan, which run through all of these.
    said = re.sub(r":small\[[^\]]*\]", "", said)
    plan, members = len(ascn_data.plan_areas(net, asof)), len(ascn_data.members(net, asof))
    six = len(ascn_data.places(net, asof, status="proposed"))
    thai = len(ascn_data.members(net, asof, country="THA"))
    numbers = set(map(int, re.findall(r"(?<![\d.,])\d+(?![\d.,])", said)))
    right = {members, thai, six, *rounds_of(areas_of(View(asof=asof)))["areas"]}
    for wrong in {plan + six, members + six, plan + thai, plan + members} - right:
        assert wrong not in numbers
    assert "+" not in said


@each_day
def test_regions_add_up_to_the_plan(look: Open, net: Network, asof: str) -> None:
    parts = bars(figures(look(PAGE, asof=asof))["plan-regions"])
    regions = ascn_data.plan_regions(net, asof)
    counted = dict.fromkeys(range(len(regions)), 0)
    proposed = dict(counted)
    for row, _start, areas, is_proposed, later in parts:
        counted[row] += 0 if later else areas
        proposed[row] += areas if is_proposed and not later else 0
    # A region without an area has no bar, and stands last.
    assert list(counted.values()) == regions["areas"].tolist()
    assert list(proposed.values()) == regions["proposed"].tolist()
    tidy = rounds_by_region(areas_of(View(asof=asof)), regions)
    assert tidy.loc[~tidy["later"], "added"].sum() == len(ascn_data.plan_areas(net, asof))


def test_parts_of_a_bar_stand_end_to_end() -> None:
    parts = parts_of(rounds_of(areas_of(View())), 0)
    ends = [part["start"] + part["areas"] for part in parts]
    assert [part["start"] for part in parts] == [0, *ends[:-1]]


@pytest.mark.parametrize("region", [None, "north", "east"])
def test_a_card_for_each_proposed_area_says_what_is_unknown(
    look: Open, net: Network, region: str | None
) -> None:
    at = look(PAGE, **query("2023-07-28", region))
    wanted = ascn_data.proposed_areas(net, ANNOUNCEMENT)
    if region:
        wanted = wanted[wanted["region_id"] == region]
    said = links(at, "markdown")
    headings = [text for text in said if text.startswith("####")]
    assert len(headings) == len(wanted)
    for place in wanted.itertuples():
        assert any(place.name_en in text and f"city={place.place_id}" in text for text in headings)
    unsettled = [text for text in said if "its boundary (not specified)" in text]
    assert len(unsettled) == int((~wanted["unit_resolved"]).sum())


@each_region
@each_day
def test_the_list_has_every_area_of_the_region(
    look: Open, net: Network, asof: str, region: str | None
) -> None:
    at = look(PAGE, **query(asof, region))
    every = wanted_areas(net, LAST_DAY, region)
    tables = [table.value for table in at.dataframe if "Programme area" in table.value]
    assert len(tables) == (1 if len(every) else 0)
    for table in tables:
        assert sorted(table["Number in the programme"]) == sorted(every["number"])
        later = table.get("After the selected date", pd.Series()) == "yes"
        assert later.sum() == len(every) - len(wanted_areas(net, asof, region))


@each_day
@each_region
def test_members_of_the_network_stand_apart(
    look: Open, net: Network, asof: str, region: str | None
) -> None:
    at = look(PAGE, **query(asof, region))
    members = ascn_data.members(net, asof, country="THA", region=region)
    column = "Programme areas in the province"
    tables = [table.value for table in at.dataframe if column in table.value]
    assert [len(table) for table in tables] == ([len(members)] if len(members) else [])
    areas = ascn_data.plan_areas(net, asof)
    both = members[members["place_id"].isin(areas["place_id"])]
    found, none = "Both a member city and a programme area", "No member city is recorded"
    told = links(at, "markdown") + links(at, "subheader")
    (said,) = [text for text in told if found in text or none in text]
    assert (found in said) == bool(len(both))


def test_what_is_announced_stays_a_claim(look: Open, net: Network) -> None:
    programmes, told = ascn_data.programmes(net), cards(look(PAGE))
    assert [card.label for card in told] == programmes["name_en"].tolist()
    assert [card.asked["claim"] for card in told] == [[claim] for claim in programmes["claim_id"]]


def test_a_place_that_a_programme_names_leads_to_its_page(look: Open) -> None:
    (cards_told,) = (
        each.proto.body for each in look(PAGE).get("html") if "data-card" in each.proto.body
    )
    assert re.search(
        r'<a (?=[^>]*href="city\?)(?=[^>]*class="page-link")[^>]*>Bangkok<', cards_told
    )


def test_seven_smarts_and_those_that_were_named(look: Open, net: Network) -> None:
    badges = (":blue-badge[", ":gray-badge[")  # an orange one is of a weak source
    groups = [text for text in links(look(PAGE), "markdown") if any(map(text.count, badges))]
    counts = [text.count("-badge[") for text in groups]
    named = int(net.smarts["named_in_announcement"].sum())
    assert counts == [named, len(net.smarts) - named]


def test_another_country_gets_the_reason_and_the_way_back(open_page: Open, run: Run) -> None:
    at = open_page(PAGE, country="VNM")
    assert not at.get("plotly_chart")
    assert not at.dataframe
    assert any("Viet" in text for text in links(at, "info"))
    at.button(key="back-plan").click()
    run(at)
    assert set(figures(at)) == {"provinces", *WHOLE}
    assert at.session_state["view"].country is None


def test_a_region_without_areas_gets_the_reason_and_the_way_back(open_page: Open, run: Run) -> None:
    at = open_page(PAGE, region="west")
    assert set(figures(at)) == {"provinces"}
    at.button(key="back-rounds").click()
    run(at)
    assert set(figures(at)) == {"provinces", *WHOLE}
    assert at.session_state["view"].region is None


def test_before_the_proposal_the_way_leads_on(open_page: Open, run: Run, net: Network) -> None:
    at = open_page(PAGE, asof="2022-11-09")
    assert not [text for text in links(at, "markdown") if text.startswith("####")]
    at.button(key="back-proposed").click()
    run(at)
    cards = [text for text in links(at, "markdown") if text.startswith("####")]
    assert len(cards) == len(ascn_data.proposed_areas(net, ANNOUNCEMENT))


@pytest.mark.parametrize(
    ("status", "cards", "members"), [("member", False, True), ("proposed", True, False)]
)
def test_a_status_keeps_its_own_block(look: Open, status: str, cards: bool, members: bool) -> None:
    at = look(PAGE, status=status)
    said = links(at, "markdown") + links(at, "subheader")
    assert any(text.startswith("####") for text in said) == cards
    assert any("No member city is recorded" in text for text in said) == members


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_area_without_a_thai_name_keeps_its_english_one(code: str, net: Network) -> None:
    with use_language(code):
        areas = areas_of(View(lang=code))
    assert areas["area"].notna().all()
    assert areas["area_th"].isna().sum() == net.thai_areas["name_th"].isna().sum()


def test_labels_keep_their_order_and_their_slots() -> None:
    slots = [10.0, 8.0, 6.0, 4.0, 2.0]
    assert slots_for([9.9, 9.8, 3.9], slots) == [10.0, 8.0, 4.0]
    assert slots_for([], slots) == []
    assert len(set(slots_for([5.0] * 5, slots))) == 5


def test_labels_avoid_the_land() -> None:
    window = (6.0, 0.0, 10.0, 10.0)
    free = free_slots([box(0, 5, 10, 10)], window, 3, 0.5)
    assert free
    assert max(free) < 5
    assert len(free_slots([box(0, 0, 10, 10)], window, 3, 0.5)) > 3


def test_labels_have_their_height_in_pixels_whatever_the_map_shows() -> None:
    window = (0.0, 0.0, 10.0, 5.0)
    small, pixel = seen(window, 300, 500, narrow=False)
    assert small[1] < 0
    assert small[3] > 5
    assert pixel == pytest.approx(seen(window, 600, 500, narrow=False)[1] * 2)


def test_labels_stand_beside_the_land_where_they_have_room() -> None:
    window = (0.0, 0.0, 10.0, 20.0)
    for narrow in (False, True):
        wide, pixel = seen(window, 900, 500, narrow=narrow)
        assert label_side(window, wide, 100 * pixel) == window[2]
        assert wide[2] - window[2] >= 100 * pixel
    small, pixel = seen(window, 250, 500, narrow=False)
    assert window[0] < label_side(window, small, 100 * pixel) < window[2]


@each_day
def test_words_of_a_drawing_tell_its_numbers(look: Open, net: Network, asof: str) -> None:
    alts = " ".join(drawn_words(look(PAGE, asof=asof)))
    for row in ascn_data.plan_provinces(net, asof).itertuples():
        assert (f"{row.province_en} {row.areas}" in alts) == bool(row.areas)
    for row in ascn_data.plan_rounds(net, asof).itertuples():
        assert f"{row.areas} areas in {row.provinces} provinces" in alts


def test_a_map_is_as_high_as_what_it_shows_and_as_its_labels_need() -> None:
    flat, square, tall = ((0.0, 0.0, 10.0, north) for north in (2.0, 8.0, 50.0))
    assert height_for(flat, 500, 2) < height_for(square, 500, 2) < height_for(tall, 500, 2)
    assert height_for(flat, 500, 12) > height_for(flat, 500, 2)
    assert height_for(tall, 500, 2) == height_for(tall, 900, 40) == HIGHEST
