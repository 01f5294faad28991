"""How wide a phone or a tablet is, as the server hears it: opened, turned, and without a cookie."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import WAIT_MS
from devices import device, turned
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NAMES = ("iPhone 13", "iPhone 13 landscape", "Pixel 7", "iPad Mini", "iPad Mini landscape")
KEPT = "() => document.cookie.match(/viewport=(\\d+)/)?.[1]"
# What the server laid out for a width: heights, notes and ranges of every chart.
LAID_OUT = """() => [...document.querySelectorAll('.js-plotly-plot')].map(chart => {
  const {height, annotations, xaxis} = chart.layout;
  return JSON.stringify([height, xaxis.tickvals, (annotations || []).map(each => each.text)]);
})"""
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
    page = open_tab(server, **options).open("/growth")
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
