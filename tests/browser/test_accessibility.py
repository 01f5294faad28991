"""WCAG 2.2 AA in what opens, on the slides, and on a page that is much enlarged."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.axe import NONE, READER, violations
from tests.browser.conftest import PAGES

SIDEWAYS = """() => ['html', '[data-testid="stApp"]', '[data-testid="stMain"]']
  .map(s => document.querySelector(s)).some(e => e.scrollWidth > e.clientWidth + 1)"""


@pytest.mark.parametrize("key", ["filters", "share"])
def test_axe_finds_nothing_in_what_opens(open_tab: Any, server: Any, key: str) -> None:
    # Too narrow for the filters to stand open.
    tab = open_tab(server, **READER, viewport={"width": 1280, "height": 900})
    page = tab.open("/reach?country=THA")
    tab.widget(key).locator("button").first.click()
    page.get_by_test_id("stPopoverBody").wait_for()
    tab.settle()
    assert violations(tab) == NONE


@pytest.mark.parametrize("lang", ["en", "th"])
def test_axe_finds_nothing_in_the_slides(open_tab: Any, server: Any, lang: str) -> None:
    tab = open_tab(server, **READER)
    tab.page.goto(f"{server.url}/present?lang={lang}")
    tab.page.wait_for_selector("body.playable")
    assert violations(tab) == NONE


def test_pages_reflow_at_320_pixels(open_tab: Any, server: Any) -> None:
    """320 CSS pixels are those of a window of 1280 at 400 %."""
    tab = open_tab(server, viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    sideways = [name for name, path in PAGES.items() if tab.go(path).evaluate(SIDEWAYS)]
    assert sideways == []
