"""All visible text at seven sizes in both languages: none overlaps, is cut or leaves the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PAGES, WAIT_MS
from tests.browser.devices import DESKS, DEVICES, profile

BOXES = Path(__file__).with_name("text_boxes.js").read_text("utf-8")
LOCALES = {"en": "en-GB", "th": "th-TH"}
each_window = pytest.mark.parametrize(
    ("size", "lang"), [(size, lang) for size in (*DEVICES, *DESKS) for lang in LOCALES]
)
# Streamlit's own: all expanders, opened at once.
OPEN_EXPANDERS = """() => {
  const shut = [...document.querySelectorAll('details:not([open]) > summary')];
  shut.forEach(each => each.click());
  return shut.length;
}"""
OPENED = "() => !document.querySelector('details:not([open])')"
# Nothing moves, and every chart has taken the width of its column.
STILL = """() => document.getAnimations().every(each =>
    each.playState !== 'running' || each.effect.getComputedTiming().iterations === Infinity)
  && [...document.querySelectorAll('.js-plotly-plot')].every(chart => {
    const drawn = chart.querySelector('.main-svg');
    return drawn && Math.abs(drawn.clientWidth - chart.parentElement.clientWidth) < 2; })"""
SLIDE_AT = "number => document.querySelectorAll('.slide')[number]?.classList.contains('on')"
# The bar of controls is the same on every page; so is the button that copies a number.
POPOVERS = ("filters", "share")
# A fault is one that stays: as often, and so far apart, is looked.
LOOKS, BETWEEN_MS = 8, 250
DIALOGS = ("guide", "find-anything")
# What has a tooltip, but for the tools of tables and charts, which wait for the mouse.
EXPLAINED = '[data-testid="stTooltipHoverTarget"]:not([data-testid="stElementToolbar"] *)'


def faults(page: Page, least: int = 3) -> list[str]:
    """What is wrong with the text that can be seen now; there are `least` boxes of it."""
    page.wait_for_function(STILL, timeout=WAIT_MS)
    for _look in range(LOOKS):
        found = page.evaluate(BOXES)
        if found["count"] >= least and not found["faults"]:
            return []
        page.wait_for_timeout(BETWEEN_MS)  # what opens may still be on its way
    assert found["count"] >= least, "there is text"
    return list(found["faults"])


@pytest.fixture
def window(open_tab: Any, server: Any, playwright: Any, size: str, lang: str) -> Any:
    """A tab of one size in one language; nothing on it moves."""
    return open_tab(
        server, **profile(playwright, size), locale=LOCALES[lang], reduced_motion="reduce"
    )


@pytest.mark.parametrize(
    ("size", "lang", "day"),
    [
        *((size, "en", "2023-07-28") for size in (*DEVICES, *DESKS)),
        *((size, "th", "2026-01-31") for size in (*DEVICES, *DESKS)),
        ("390x844", "en", "2026-01-31"), ("390x844", "th", "2023-07-28"),
    ],
)  # fmt: skip
def test_the_text_of_every_page_stands_clear(window: Any, day: str) -> None:
    """As it opens, then with every expander open."""
    wrong = {}
    for name, path in PAGES.items():
        page = window.open(f"{path}?asof={day}")
        if page.locator(".js-plotly-plot").count():
            window.wait_for_charts()
        wrong[name] = faults(page, least=20)
        if page.evaluate(OPEN_EXPANDERS):
            page.wait_for_function(OPENED, timeout=WAIT_MS)
            window.settle()
            wrong[f"{name}, open"] = faults(page, least=20)
    assert {name: said for name, said in wrong.items() if said} == {}


@each_window
def test_the_text_of_all_that_opens_stands_clear(window: Any) -> None:
    """The line for newcomers, what the bar of controls opens, and the note of a number."""
    page = window.open("/")
    wrong = {"newcomer": faults(page)}
    for key in POPOVERS:
        window.widget(key).get_by_role("button").first.click()
        page.get_by_test_id("stPopoverBody").wait_for()
        window.settle()
        wrong[key] = faults(page)
        page.keyboard.press("Escape")
        page.get_by_test_id("stPopoverBody").wait_for(state="detached")
    for key in DIALOGS:
        window.widget(key).get_by_role("button").first.click()
        dialog = page.get_by_role("dialog")
        dialog.wait_for()
        if key == "find-anything":
            page.get_by_role("searchbox").fill("chiang")
            dialog.get_by_role("link").first.wait_for()
        window.settle()
        wrong[key] = faults(page)
        page.keyboard.press("Escape")
        dialog.wait_for(state="detached")
    page.locator("[class*='st-key-cite-'] button").filter(visible=True).first.click()
    page.get_by_test_id("stPopoverBody").wait_for()
    wrong["cite"] = faults(page)
    page.keyboard.press("Escape")
    assert {name: said for name, said in wrong.items() if said} == {}


@each_window
def test_the_text_of_every_tooltip_stands_clear(window: Any) -> None:
    """Told to a pointer, and to whoever moves there by keyboard or finger."""
    page = window.open("/projects?country=THA&region=north&status=member")
    wrong = {"three filters": faults(page)}
    for at, control in enumerate(page.locator(EXPLAINED).all()):
        if not control.is_visible():  # it is for wider or narrower windows
            continue
        control.hover()
        shown = page.get_by_role("tooltip").or_(page.get_by_test_id("stTooltipContent")).first
        shown.wait_for()
        wrong[f"tooltip {at}"] = faults(page)
        page.mouse.move(1, 1)
        shown.wait_for(state="detached")
    assert len(wrong) > 3
    assert {name: said for name, said in wrong.items() if said} == {}


@each_window
def test_the_text_of_every_slide_stands_clear(window: Any) -> None:
    page = window.page
    page.goto(f"{window.server.url}/present")
    page.wait_for_selector("body.playable")
    wrong = {}
    for number in range(page.locator(".slide").count()):
        page.wait_for_function(SLIDE_AT, arg=number, timeout=WAIT_MS)
        wrong[number + 1] = faults(page)
        page.keyboard.press("ArrowRight")
    assert {number: said for number, said in wrong.items() if said} == {}
