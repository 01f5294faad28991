"""Every page and all that opens at seven sizes.

No text overlaps, is cut or leaves the page, nothing is too wide, and a click in the middle of a
control reaches that control.
"""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.browser.conftest import PAGES, WAIT_MS
from tests.browser.devices import DESKS, DEVICES, profile
from tests.browser.looks import DIALOG, PAGE, POPOVER, faults, left_out, missed, too_wide

LOCALES = {"en": "en-GB", "th": "th-TH"}
# What changes with a size (places of things) hardly changes with a language (lengths of words), so
# that each size has one language here. `make windows` tries every size in both.
EVERY = [(size, lang) for size in (*DEVICES, *DESKS) for lang in LOCALES]
SOME = [
    ("390x844", "th"), ("844x390", "en"), ("768x1024", "th"), ("1024x768", "en"),
    ("1440x900", "en"), ("1920x1080", "th"), ("3840x2160", "en"),
]  # fmt: skip
# What opens over the page has a phone's form, a tablet's and a desk's.
FEW = [("390x844", "en"), ("768x1024", "th"), ("1440x900", "th"), ("1920x1080", "en")]
WHOLE = bool(os.environ.get("EVERY_WINDOW"))
DAYS = {"en": "2023-07-28", "th": "2026-01-31"}
each_window = pytest.mark.parametrize(("size", "lang"), EVERY if WHOLE else SOME)
few_windows = pytest.mark.parametrize(("size", "lang"), EVERY if WHOLE else FEW)
# Streamlit's own: all expanders, opened at once.
OPEN_EXPANDERS = """() => {
  const shut = [...document.querySelectorAll('details:not([open]) > summary')];
  shut.forEach(each => each.click());
  return shut.length;
}"""
OPENED = "() => !document.querySelector('details:not([open])')"
SLIDE_AT = "number => document.querySelectorAll('.slide')[number]?.classList.contains('on')"
# The bar of controls is the same on every page; so is the button that copies a number.
POPOVERS = ("filters", "share")
DIALOGS = ("guide", "find-anything")
# What has a tooltip, but for the tools of tables and charts, which wait for the mouse.
EXPLAINED = '[data-testid="stTooltipHoverTarget"]:not([data-testid="stElementToolbar"] *)'


@pytest.fixture
def window(open_tab: Any, server: Any, playwright: Any, size: str, lang: str) -> Any:
    """A tab of one size in one language; nothing on it moves."""
    return open_tab(
        server, **profile(playwright, size), locale=LOCALES[lang], reduced_motion="reduce"
    )


@each_window
def test_every_page_stands_clear(window: Any, lang: str) -> None:
    """Nothing is too wide, a click reaches its control; then again with every expander open."""
    wrong = {}
    chosen = {"a place": "/map?city=chiang-mai&country=THA&", "a city": "/city?city=chiang-mai&"}
    for name, path in {**{key: f"{path}?" for key, path in PAGES.items()}, **chosen}.items():
        page = window.go(f"{path}asof={DAYS[lang]}")
        if page.locator(".js-plotly-plot").count():
            window.wait_for_charts()
        assert page.get_by_test_id("stAlertContentError").count() == 0, name
        wrong[name] = [*faults(page, least=20), *too_wide(page), *missed(window, PAGE, 10),
                       *left_out(page)]  # fmt: skip
        if page.evaluate(OPEN_EXPANDERS):
            page.wait_for_function(OPENED, timeout=WAIT_MS)
            window.settle()
            wrong[f"{name}, open"] = faults(page, least=20)
    assert {name: said for name, said in wrong.items() if said} == {}


@few_windows
def test_all_that_opens_stands_clear(window: Any) -> None:
    """The line for newcomers, what the bar of controls opens, and the note of a number."""
    page = window.open("/")
    wrong = {"newcomer": faults(page)}
    for key in POPOVERS:
        window.widget(key).get_by_role("button").first.click()
        page.get_by_test_id("stPopoverBody").wait_for()
        window.settle()
        wrong[key] = [*faults(page), *missed(window, POPOVER, 3)]
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
        wrong[key] = [*faults(page), *missed(window, DIALOG, 1)]
        page.keyboard.press("Escape")
        dialog.wait_for(state="detached")
    page.locator("[class*='st-key-cite-'] button").filter(visible=True).first.click()
    page.get_by_test_id("stPopoverBody").wait_for()
    wrong["cite"] = [*faults(page), *missed(window, POPOVER, 1)]
    page.keyboard.press("Escape")
    assert {name: said for name, said in wrong.items() if said} == {}


@few_windows
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
