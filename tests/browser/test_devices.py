"""How wide a phone or a tablet is, as the server hears it: opened, turned, and without a cookie."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from dashboard.content.places import bounds_of, marks, places_of
from dashboard.core.url_state import View
from dashboard.maps import deckgl
from tests.browser.conftest import WAIT_MS
from tests.browser.devices import device, turned

NAMES = ("iPhone 13", "iPhone 13 landscape", "Pixel 7", "iPad Mini", "iPad Mini landscape")
KEPT = "() => document.cookie.match(/viewport=(\\d+)/)?.[1]"
# What the server laid out for a width: heights, notes and ranges of every chart.
LAID_OUT = """() => [...document.querySelectorAll('.js-plotly-plot')].map(chart => {
  const {height, annotations, xaxis} = chart.layout;
  return JSON.stringify([height, xaxis.tickvals, (annotations || []).map(each => each.text)]);
})"""
# Buttons over a chart that cover its words, or that a finger does not hit; and words cut below.
COVERED = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => {
  const button = chart.querySelector('.modebar-btn');
  button.scrollIntoView({block: 'center'});
  const box = button.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const drawn = chart.querySelector('.main-svg').getBoundingClientRect();
  const room = chart.closest('[data-testid="stElementContainer"]');
  const faults = [];
  if (!button.contains(hit)) faults.push('not hit');
  if (box.bottom > drawn.top + 1) faults.push('on the chart');
  if (room.scrollHeight > room.clientHeight + 1 && getComputedStyle(room).overflowY !== 'visible')
    faults.push('scrolls');
  return faults;
})"""
IN_SIGHT = """(selector) => {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  return box && box.top >= 0 && box.bottom <= innerHeight && box.height > 0;
}"""
NO_COOKIES = "Object.defineProperty(Document.prototype, 'cookie', {get: () => '', set: () => {}})"


def wait_until_laid_out_as(page: Page, wanted: list[str]) -> None:
    """Wait until the charts are those of another window."""
    page.wait_for_function(
        f"(wanted) => JSON.stringify(({LAID_OUT})()) === wanted",
        arg=page.evaluate("wanted => JSON.stringify(wanted)", wanted),
        timeout=WAIT_MS,
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_server_hears_the_width_of_a_device(
    open_tab: Any, server: Any, playwright: Any, name: str
) -> None:
    options = device(playwright, name)
    page = open_tab(server, **options).open("/countries")
    assert page.evaluate(KEPT) == str(options["viewport"]["width"])


def test_a_turned_phone_gets_the_charts_of_its_new_width(
    open_tab: Any, server: Any, playwright: Any
) -> None:
    upright = device(playwright, "iPhone 13")
    tab = open_tab(server, **upright)
    page = tab.open("/partners")
    tab.wait_for_charts()
    narrow = page.evaluate(LAID_OUT)
    page.set_viewport_size(turned(upright))
    page.wait_for_function(f"(old) => JSON.stringify(({LAID_OUT})()) !== old",
                           arg=page.evaluate("old => JSON.stringify(old)", narrow))  # fmt: skip
    tab.settle()
    wide = page.evaluate(LAID_OUT)
    assert page.evaluate(KEPT) == str(upright["viewport"]["height"])
    page.reload()
    tab.settle()
    wait_until_laid_out_as(page, wide)
    page.set_viewport_size(upright["viewport"])
    wait_until_laid_out_as(page, narrow)


def test_a_window_that_keeps_no_cookie_is_laid_out_for_its_width(
    open_tab: Any, server: Any, playwright: Any
) -> None:
    phone = device(playwright, "Pixel 7")
    tab = open_tab(server, **phone)
    tab.open("/partners")
    tab.wait_for_charts()
    wanted = tab.page.evaluate(LAID_OUT)
    tab.page.context.clear_cookies()
    tab.page.add_init_script(NO_COOKIES)
    tab.open("/partners")
    wait_until_laid_out_as(tab.page, wanted)


def test_a_finger_saves_a_chart_without_covering_it(
    open_tab: Any, server: Any, playwright: Any
) -> None:
    tab = open_tab(server, **device(playwright, "iPhone 13"))
    page = tab.open("/projects")
    tab.wait_for_charts()
    assert page.evaluate(COVERED) == []


def test_a_tap_on_the_map_leads_to_the_card_below(
    open_tab: Any, server: Any, playwright: Any
) -> None:
    tab = open_tab(server, **device(playwright, "iPhone 13"))
    page = tab.open("/map")
    tab.wait_for_draws()
    view = View()
    places = places_of(view)
    manila = places.set_index("place_id").loc["manila"]
    main = deckgl.layout_of(marks(places), bounds_of(view, places), deckgl.PHONE).main
    x, y = main.projection.pixels(manila["lon"], manila["lat"])
    drawn = page.get_by_test_id("stDeckGlJsonChart")
    drawn.scroll_into_view_if_needed()
    box = drawn.bounding_box()
    assert box is not None
    beside = (box["width"] - deckgl.PHONE[0]) / 2
    page.touchscreen.tap(box["x"] + beside + x, box["y"] + y)
    link = page.get_by_test_id("stToast").get_by_role("link")
    link.wait_for()
    assert not page.evaluate(IN_SIGHT, ".st-key-place-card h3")
    link.tap()
    page.wait_for_function(IN_SIGHT, arg=".st-key-place-card h3", timeout=WAIT_MS)
    assert "Manila" in page.locator(".st-key-place-card h3").inner_text()
