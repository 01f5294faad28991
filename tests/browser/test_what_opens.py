"""What opens over a page, on a desk, a tablet and a phone: nothing overlaps or is cut."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import WAIT_MS
from tests.browser.looks import DIALOG, POPOVER, faults, missed
from tests.browser.windows import WINDOWS, Window

# How many steps each slide has; in the hand it is there at once.
STEPS = """slides => slides.map(slide => +slide.dataset.steps * (
  getComputedStyle(document.documentElement).getPropertyValue('--steps').trim() !== 'none'))"""
SLIDE_AT = "number => document.querySelectorAll('.slide')[number]?.classList.contains('on')"
# The bar of controls is the same on every page.
POPOVERS = ("filters", "share")
DIALOGS = ("guide", "find-anything")
# What has a tooltip, but for the tools of tables and charts, which wait for the mouse.
EXPLAINED = '[data-testid="stTooltipHoverTarget"]:not([data-testid="stElementToolbar"] *)'


@pytest.fixture(params=WINDOWS, ids=str)
def window(request: pytest.FixtureRequest, open_tab: Any, server: Any, playwright: Any) -> Any:
    """A tab of one size in one language; nothing on it moves."""
    chosen: Window = request.param
    return open_tab(server, **chosen.options(playwright))


def tooltip(page: Page) -> Locator:
    """What explains the control under the mouse."""
    return page.get_by_role("tooltip").or_(page.get_by_test_id("stTooltipContent")).first


def point_nowhere(page: Page) -> None:
    """Put away the tooltip of a control that has the mouse or the keyboard."""
    page.mouse.move(1, 1)
    if tooltip(page).count():
        page.keyboard.press("Escape")
    tooltip(page).wait_for(state="detached")


def test_all_that_opens_stands_clear(window: Any) -> None:
    """The line for newcomers, what the bar of controls opens, and the line of a card."""
    page = window.open("/")
    wrong = {"newcomer": faults(page)}
    for key in POPOVERS:
        if not window.widget(key).count():  # the filters stand open in a wide window
            continue
        window.widget(key).get_by_role("button").first.click()
        page.get_by_test_id("stPopoverBody").wait_for()
        window.settle()
        wrong[key] = [*faults(page), *missed(window, POPOVER, 3)]
        page.keyboard.press("Escape")
        page.get_by_test_id("stPopoverBody").wait_for(state="detached")
        point_nowhere(page)
    for key in DIALOGS:
        window.widget(key).get_by_role("button").first.click()
        dialog = page.get_by_role("dialog")
        dialog.wait_for()
        if key == "find-anything":
            page.get_by_role("searchbox").fill("chiang")
            dialog.get_by_role("link").first.wait_for()
        window.settle()
        wrong[key] = [*faults(page), *missed(window, DIALOG, 1)]
        page.keyboard.press("Escape")
        dialog.wait_for(state="detached")
        point_nowhere(page)
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.locator("#root .card .copy").first.click()
    page.locator("dialog").wait_for()
    wrong["line to copy"] = [*faults(page, 2), *missed(window, "dialog", 2)]
    page.keyboard.press("Escape")
    assert {name: said for name, said in wrong.items() if said} == {}


def test_the_text_of_every_tooltip_stands_clear(window: Any) -> None:
    """Told to a pointer, and to whoever moves there by keyboard or finger."""
    page = window.open("/projects?country=THA&region=north&status=member")
    wrong = {"three filters": faults(page)}
    for at, control in enumerate(page.locator(EXPLAINED).all()):
        if not control.is_visible():  # it is for wider or narrower windows
            continue
        control.hover()
        tooltip(page).wait_for()
        wrong[f"tooltip {at}"] = faults(page)
        point_nowhere(page)
    assert len(wrong) > 3
    assert {name: said for name, said in wrong.items() if said} == {}


def test_the_text_of_every_slide_stands_clear(window: Any) -> None:
    page = window.page
    page.goto(f"{window.server.url}/present")
    page.wait_for_selector("body.playable")
    wrong = {}
    for number, steps in enumerate(page.locator(".slide").evaluate_all(STEPS)):
        page.wait_for_function(SLIDE_AT, arg=number, timeout=WAIT_MS)
        for _step in range(steps + 1):
            wrong[number + 1] = faults(page)
            page.keyboard.press("ArrowRight")
    assert {number: said for number, said in wrong.items() if said} == {}
