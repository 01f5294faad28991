"""The map under the mouse: a place is chosen and let go, and what is said of it can be read."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import expect

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from dashboard.content.places import bounds_of, marks, places_of
from dashboard.core.page_widths import column_width
from dashboard.core.url_state import View
from dashboard.maps import deckgl
from dashboard.maps.layout import MapLayout
from tests.browser.conftest import WAIT_MS

HEIGHT, SHARE, WIDTH = 560, 13 / 20, 1440
SEA = (125.0, 18.0)
# A point of Borneo that has no symbol near it, as shares of the map of the overview.
BORNEO = (0.53, 0.7)
# A tooltip that says a name, or any, stands inside its map.
TIP = """(name) => [...document.querySelectorAll('.deck-tooltip')].some(tip => {
  const t = tip.getBoundingClientRect();
  const m = tip.closest('[data-testid="stDeckGlJsonChart"]').getBoundingClientRect();
  return t.width && tip.innerText.includes(name || '') && tip.style.translate
    && t.left >= m.left && t.right <= m.right
    && t.top >= m.top && t.bottom <= m.bottom; })"""


def at_pixel(tab: Any, x: float, y: float) -> tuple[float, float]:
    """Where a pixel of the layout lies in the window: the map is centred in what it gets."""
    box = tab.page.get_by_test_id("stDeckGlJsonChart").bounding_box()
    size = deckgl.size_in(column_width(WIDTH, SHARE), HEIGHT)
    return box["x"] + (box["width"] - size[0]) / 2 + x, box["y"] + y


def layout(asof: str = ANNOUNCEMENT) -> MapLayout:
    """The layout of the map of a date."""
    size = deckgl.size_in(column_width(WIDTH, SHARE), HEIGHT)
    view = View(asof=asof)
    places = places_of(view)
    return deckgl.layout_of(marks(places), bounds_of(view, places), size)


def spot(tab: Any, lon: float, lat: float) -> tuple[float, float]:
    """Where a point of the main map lies in the window."""
    return at_pixel(tab, *layout().main.projection.pixels(lon, lat))


def at_place(tab: Any, net: Network, place_id: str) -> tuple[float, float]:
    """Where the symbol of a place lies in the window."""
    (at,) = [panel.symbols[place_id] for panel in layout().panels if place_id in panel.symbols]
    return at_pixel(tab, *at)


def point_at(tab: Any, at: tuple[float, float], name: str) -> None:
    """Move to a point of the window until the map says a name there: it then knows the place."""
    end = time.monotonic() + WAIT_MS / 1000
    while not tab.page.evaluate(TIP, name):
        assert time.monotonic() < end, f"the map says nothing of {name}"
        for aside in (1, 0):
            tab.page.mouse.move(at[0] + aside, at[1])
        tab.page.wait_for_timeout(50)


def click_on(tab: Any, net: Network, place_id: str) -> None:
    """Click on a place once the map knows it."""
    at = at_place(tab, net, place_id)
    point_at(tab, at, net.places.set_index("place_id").loc[place_id, "name_en"])
    tab.page.mouse.click(*at)


def click_on_the_sea(tab: Any) -> None:
    """Move there as a hand does, so that the map says nothing any more, and click."""
    tab.page.mouse.move(*spot(tab, *SEA), steps=4)
    expect(tab.page.locator(".deck-tooltip")).to_be_hidden()
    tab.page.mouse.click(*spot(tab, *SEA))


def test_a_click_chooses_a_place_and_a_click_on_the_sea_lets_it_go(tab: Any, net: Network) -> None:
    tab.open("/map")
    tab.wait_for_draws()
    click_on(tab, net, "manila")
    tab.wait_for_query({"city": "manila"})
    expect(tab.widget("place-card")).to_be_visible()
    click_on_the_sea(tab)
    tab.wait_for_query({})
    expect(tab.widget("place-card")).to_have_count(0)
    assert tab.complaints == []


def test_shift_adds_a_place_and_escape_takes_it_back(tab: Any, net: Network) -> None:
    page = tab.open("/map")
    tab.wait_for_draws()
    click_on(tab, net, "manila")
    tab.wait_for_query({"city": "manila"})
    page.keyboard.down("Shift")
    click_on(tab, net, "jakarta")
    page.keyboard.up("Shift")
    page.wait_for_function("() => location.search === '?city=manila&city=jakarta'")
    page.get_by_text("Compare the 2 selected cities").wait_for()
    expect(tab.widget("place-card").get_by_role("heading")).to_contain_text(["Jakarta", "Manila"])
    tab.widget("share").get_by_role("button").first.click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    assert page.url.endswith("?city=manila&city=jakarta"), "it closes what is open first"
    page.keyboard.press("Escape")
    tab.wait_for_query({"city": "manila"})
    assert tab.complaints == []


def test_the_sea_lets_go_of_what_an_address_has_chosen_and_says_nothing(
    tab: Any, net: Network
) -> None:
    page = tab.open("/map?city=jakarta")
    tab.wait_for_draws()
    page.mouse.move(*at_place(tab, net, "makassar"))
    page.wait_for_function(TIP, arg="Makassar")
    click_on_the_sea(tab)
    tab.wait_for_query({})
    click_on(tab, net, "jakarta")
    tab.wait_for_query({"city": "jakarta"})


def test_another_day_does_not_choose_another_place(tab: Any, net: Network) -> None:
    """The row that was clicked is another place on another day."""
    tab.open("/map")
    tab.wait_for_draws()
    click_on(tab, net, "manila")
    tab.wait_for_query({"city": "manila"})
    tab.choose("asof", "2026")
    tab.wait_for_query({"city": "manila", "asof": "2026-01-31"})
    tab.widget("lang").get_by_text("ไทย").click()
    tab.wait_for_query({"city": "manila", "asof": "2026-01-31", "lang": "th"})


def test_what_is_said_of_a_place_is_never_cut(tab: Any, net: Network) -> None:
    page = tab.open("/map")
    tab.wait_for_draws()
    for place_id in ("banyuwangi", "makassar", "davao-city"):
        page.mouse.move(*at_place(tab, net, place_id))
        page.wait_for_function(TIP, arg="Member")
        page.mouse.move(*spot(tab, *SEA))
        expect(page.locator(".deck-tooltip")).to_be_hidden()


def test_the_ground_of_a_small_map_says_its_country_and_what_it_counts(
    tab: Any, net: Network
) -> None:
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


def test_a_symbol_in_an_inset_chooses_its_place_and_the_inset_opens_its_area(
    tab: Any, net: Network
) -> None:
    page = tab.open("/map")
    tab.wait_for_draws()
    click_on(tab, net, "bangkok")
    tab.wait_for_query({"city": "bangkok"})
    (inset,) = [each for each in layout().insets if "bangkok" in each.symbols]
    rows = marks(places_of(View()))
    opened = deckgl.layout_of(rows, inset.area, layout().size)
    at = at_pixel(tab, *opened.main.symbols["bangkok"])
    left, top, _right, _bottom = inset.box
    page.mouse.move(*at_pixel(tab, left + 3, top + 3), steps=4)
    page.mouse.click(*at_pixel(tab, left + 3, top + 3))
    point_at(tab, at, "Bangkok")
    tab.wait_for_query({"city": "bangkok", "area": inset.key})
    page.keyboard.press("Escape")
    tab.wait_for_query({"city": "bangkok"})
