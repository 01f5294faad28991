"""A click on a chart or map filters the page: by mouse, by touch, and its equal by keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from playwright.sync_api import expect

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from tests.browser.conftest import WAIT_MS
from tests.browser.devices import device
from tests.browser.test_map_choice import point_at

MARK = Path(__file__).with_name("mark.js").read_text("utf-8")
HAND = "([x, y]) => getComputedStyle(document.elementFromPoint(x, y)).cursor === 'pointer'"
CHOICES = """(key) => document.querySelector(`.st-key-picture-${key} .js-plotly-plot`).data
  .flatMap(trace => trace.meta?.choose ?? []).filter(Boolean)"""
# A point of Borneo that has no symbol near it, as shares of the map of the overview.
BORNEO = (0.53, 0.7)


def at_mark(tab: Any, key: str, choice: str) -> tuple[float, float]:
    """Where the mark of a chart lies that chooses something, once the chart stands."""
    tab.wait_for_charts()
    tab.page.wait_for_function(MARK, arg=[key, choice], timeout=WAIT_MS)
    tab.settle()
    x, y = tab.page.evaluate(MARK, [key, choice])
    return x, y


def click(tab: Any, key: str, choice: str, *held: str) -> None:
    """Click on a mark that shows the hand, with some keys held."""
    at = at_mark(tab, key, choice)
    tab.page.mouse.move(at[0] - 2, at[1])
    tab.page.mouse.move(*at)
    tab.page.wait_for_function(HAND, arg=list(at), timeout=WAIT_MS)
    for each in held:
        tab.page.keyboard.down(each)
    tab.page.mouse.click(*at)
    for each in held:
        tab.page.keyboard.up(each)


def heading(tab: Any, key: str) -> str:
    """The title of a chart."""
    said: str = tab.widget(f"picture-{key}").get_by_role("heading").first.inner_text()
    return said


def alternative(tab: Any, key: str) -> str:
    """What a chart says to those who hear the page."""
    drawn = tab.widget(f"picture-{key}").get_by_role("figure")
    return str(drawn.get_attribute("aria-label"))


def test_a_country_of_the_matrix_is_chosen_and_let_go(tab: Any, net: Network) -> None:
    tab.open("/growth?asof=2026-01-31")
    click(tab, "matrix", "country=MYS")
    tab.wait_for_query({"asof": "2026-01-31", "country": "MYS"})
    members = ascn_data.members(net, "2026-01-31", country="MYS")
    assert f"{len(members)} members" in heading(tab, "matrix")
    assert str(len(members)) in heading(tab, "growth")
    click(tab, "matrix", "country=MYS")
    tab.wait_for_query({"asof": "2026-01-31"})
    click(tab, "matrix", "country=VNM")
    tab.wait_for_query({"asof": "2026-01-31", "country": "VNM"})
    tab.page.keyboard.press("Escape")
    tab.wait_for_query({"asof": "2026-01-31"})
    click(tab, "growth", "asof=2018-04-28")
    tab.wait_for_query({"asof": "2018-04-28"})
    assert tab.complaints == []


def test_bars_and_cells_of_projects_lead_to_their_list(tab: Any, net: Network) -> None:
    page = tab.open("/projects?report=2025")
    click(tab, "groups", "focus=safety-security")
    tab.wait_for_query({"report": "2025", "focus": "safety-security"})
    listed = ascn_data.projects(net, focus="safety-security")
    main = page.get_by_test_id("stMain")
    main.get_by_text(f"{len(listed)} rows.").first.wait_for()
    (cell, *_rest) = [each for each in page.evaluate(CHOICES, "focus") if "city=hanoi" in each]
    click(tab, "focus", cell)
    asked = dict(parse_qsl(cell))
    tab.wait_for_query({"report": "2025", **asked})
    rows = ascn_data.projects(net, focus=asked["focus"])
    count = int((rows["place_id"] == "hanoi").sum())
    main.get_by_text(f"{count} row").first.wait_for()
    expect(tab.widget("chip-city").get_by_role("button").first).to_have_text(re.compile("Hanoi"))
    click(tab, "progress", "progress=ongoing_or_planning")
    tab.wait_for_query({"report": "2025", **asked, "progress": "ongoing_or_planning"})
    tab.widget("chip-city").get_by_role("button").first.click()
    del asked["city"]
    tab.wait_for_query({"report": "2025", **asked, "progress": "ongoing_or_planning"})


def test_cities_are_added_and_regions_are_chosen_on_their_map(tab: Any, net: Network) -> None:
    page = tab.open("/reach")
    click(tab, "cities", "city=bangkok")
    tab.wait_for_query({"city": "bangkok"})
    click(tab, "cities", "city=jakarta", "Shift")
    page.wait_for_function("() => location.search === '?city=bangkok&city=jakarta'")
    page.get_by_text("Compare the 2 selected cities").wait_for()
    click(tab, "cities", "city=manila")
    tab.wait_for_query({"city": "manila"})
    click(tab, "choropleth", "country=THA&region=north")
    tab.wait_for_query({"city": "manila", "country": "THA", "region": "north"})
    areas = ascn_data.reach_by_area(net, ANNOUNCEMENT, region="north")
    assert all(name in alternative(tab, "areas") for name in areas["name_en"])
    click(tab, "choropleth", "country=THA&region=north")
    tab.wait_for_query({"city": "manila"})


def test_rounds_provinces_partners_and_kinds_of_event_are_chosen(tab: Any, net: Network) -> None:
    page = tab.open("/thailand")
    (first_round, *_later) = sorted(set(page.evaluate(CHOICES, "rounds")))
    click(tab, "rounds", first_round)
    asof = dict(parse_qsl(first_round))
    tab.wait_for_query(asof)
    click(tab, "plan-regions", "country=THA&region=south")
    tab.wait_for_query({**asof, "country": "THA", "region": "south"})
    areas = ascn_data.plan_areas(net, asof["asof"], region="south")
    assert all(name in alternative(tab, "provinces") for name in areas["province_en"])
    tab.open("/partners")
    click(tab, "partners", "partner=japan")
    tab.wait_for_query({"partner": "japan"})
    programmes = ascn_data.partner_programmes(net)
    count = int((programmes["partner_id"] == "japan").sum())
    page.get_by_text(f"Japan · {count} programmes").wait_for()
    click(tab, "timeline", "kind=meeting")
    tab.wait_for_query({"partner": "japan", "kind": "meeting"})
    assert f"{len(ascn_data.events(net, kind='meeting'))} dated events" in heading(tab, "timeline")


def test_the_ground_of_a_map_chooses_its_country(tab: Any, net: Network) -> None:
    page = tab.open("/")
    tab.wait_for_draws()
    box = page.get_by_test_id("stDeckGlJsonChart").bounding_box()
    at = (box["x"] + BORNEO[0] * box["width"], box["y"] + BORNEO[1] * box["height"])
    point_at(tab, at, "Indonesia")
    said = page.locator(".deck-tooltip").inner_text()
    members = ascn_data.members(net, ANNOUNCEMENT, country="IDN")
    assert f"{len(members)} places" in said
    for part in ("Unit: places.", "As of 28 July 2023.", "Source: "):
        assert part in said
    page.mouse.click(*at)
    tab.wait_for_query({"country": "IDN"})
    assert page.get_by_test_id("stMetricValue").first.inner_text() == str(len(members))
    page.keyboard.press("Escape")
    tab.wait_for_query({})


def test_a_finger_taps_on_a_bar_and_scrolls_over_it_without_choosing(
    open_tab: Any, server: Any, playwright: Any, net: Network
) -> None:
    tab = open_tab(server, **device(playwright, "iPhone 13"))
    page = tab.open("/growth?lang=th")
    x, y = at_mark(tab, "matrix", "country=VNM")
    touch = page.context.new_cdp_session(page)
    scroll = {"x": x, "y": y, "yDistance": -120, "gestureSourceType": "touch"}
    touch.send("Input.synthesizeScrollGesture", scroll)
    tab.settle()
    assert "country" not in page.url
    page.touchscreen.tap(*at_mark(tab, "matrix", "country=VNM"))
    tab.wait_for_query({"lang": "th", "country": "VNM"})
    name = net.countries.set_index("country_id").loc["VNM", "name_th"]
    assert name in heading(tab, "matrix")


def test_lists_choose_by_keyboard_what_clicks_choose(tab: Any, net: Network) -> None:
    page = tab.open("/partners?lang=th")
    tab.widget("partner").locator("input").focus()
    page.keyboard.type(net.partners.set_index("partner_id").loc["japan", "name_th"])
    page.keyboard.press("Enter")
    tab.wait_for_query({"lang": "th", "partner": "japan"})
    tab.go("/reach?lang=th")
    tab.widget("city").locator("input").focus()
    page.keyboard.type(net.places.set_index("place_id").loc["bangkok", "name_th"])
    page.keyboard.press("Enter")
    tab.wait_for_query({"lang": "th", "city": "bangkok"})
    muted = page.evaluate(
        "() => new Set(document.querySelector('.st-key-picture-cities .js-plotly-plot')"
        ".data[0].marker.color).size"
    )
    assert muted == 2
