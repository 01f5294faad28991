"""WCAG 2.2 AA as far as axe-core can see it: every page, on a desk and on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.browser.conftest import PAGES
from tests.browser.devices import device

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']});
  return {rules: found.passes.length, faults: found.violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`))};
}"""
# What a chart or a map says to those who cannot see it.
UNTOLD = """() => [...document.querySelectorAll(
    '[data-testid="stPlotlyChart"], [data-testid="stDeckGlJsonChart"]')]
  .map(drawing => drawing.closest('[aria-label]') || drawing.querySelector('[aria-label]'))
  .map(named => named ? named.getAttribute('aria-label') : '')
  .filter(said => said.split(/\\s+/).length < 4)"""
MOVES = """() => document.getAnimations().filter(each =>
    each.effect && each.effect.getComputedTiming().activeDuration > 10
    && each.playState === 'running').length"""
SIDEWAYS = """() => ['html', '[data-testid="stApp"]', '[data-testid="stMain"]']
  .map(s => document.querySelector(s)).some(e => e.scrollWidth > e.clientWidth + 1)"""
LEAST_RULES = 10
NONE: dict[str, list[str]] = {"light": [], "dark": []}
LARGE = "html { font-size: 200% !important; }"
LOCALES = {"en": "en-GB", "th": "th-TH"}
# `axe` is a script that the pages' own policy would refuse.
READER = {"bypass_csp": True, "reduced_motion": "reduce"}
each_language = pytest.mark.parametrize("lang", LOCALES)


def faults(tab: Any) -> dict[str, list[str]]:
    """What axe finds, in the light and in the dark."""
    found = {}
    tab.page.evaluate(AXE)
    for scheme in ("light", "dark"):
        tab.take(scheme)
        seen = tab.page.evaluate(RUN)
        assert seen["rules"] >= LEAST_RULES, "axe looked at the page"
        found[scheme] = seen["faults"]
    return found


def test_axe_finds_nothing_and_every_drawing_is_told(open_tab: Any, server: Any) -> None:
    tab = open_tab(server, **READER)
    found = {}
    for name, path in PAGES.items():
        page = tab.go(path)
        if page.locator(".js-plotly-plot").count():
            tab.wait_for_charts()
        found[name] = [faults(tab), page.evaluate(UNTOLD)]
        assert page.evaluate(MOVES) == 0, "the reader wants no motion"
    assert found == {name: [NONE, []] for name in PAGES}


def test_axe_and_the_console_find_nothing_on_a_thai_phone(
    open_tab: Any, server: Any, playwright: Any
) -> None:
    phone = {**device(playwright, "iPhone 13"), "locale": LOCALES["th"]}
    tab = open_tab(server, **phone, **READER)
    found = {}
    for name, path in PAGES.items():
        tab.go(path)
        found[name] = faults(tab)
    assert found == dict.fromkeys(PAGES, NONE)
    assert tab.complaints == []


def test_axe_finds_nothing_where_places_are_chosen(open_tab: Any, server: Any) -> None:
    tab = open_tab(server, **READER)
    tab.open("/city?city=khon-kaen&city=da-nang")
    assert faults(tab) == NONE


@pytest.mark.parametrize("key", ["filters", "share"])
def test_axe_finds_nothing_in_what_opens(open_tab: Any, server: Any, key: str) -> None:
    tab = open_tab(server, **READER)
    page = tab.open("/reach")
    tab.widget(key).locator("button").first.click()
    page.get_by_test_id("stPopoverBody").wait_for()
    tab.settle()
    assert faults(tab) == NONE


@each_language
def test_axe_finds_nothing_in_the_slides(open_tab: Any, server: Any, lang: str) -> None:
    tab = open_tab(server, **READER)
    tab.page.goto(f"{server.url}/present?lang={lang}")
    tab.page.wait_for_selector("body.playable")
    assert faults(tab) == NONE


def test_pages_reflow_at_320_pixels_and_with_text_twice_as_large(
    open_tab: Any, server: Any
) -> None:
    """320 CSS pixels are those of a window of 1280 at 400 %."""
    sideways = []
    for size, twice in ({"width": 320, "height": 640}, ""), ({"width": 1440, "height": 900}, LARGE):
        tab = open_tab(server, viewport=size, **READER)
        for name, path in PAGES.items():
            page = tab.go(path)
            if twice:
                page.add_style_tag(content=twice)
                tab.settle()
            if page.evaluate(SIDEWAYS):
                sideways.append((name, size["width"]))
    assert sideways == []
