"""Every page on desks, a tablet and a phone: what is read, reached, and told to those who listen.

A page is opened once in each window, and every test looks at it there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Playwright

from ascn_data import Network
from tests.browser.axe import NONE, violations
from tests.browser.conftest import PAGES, WAIT_MS, Tab
from tests.browser.latin import foreign_words
from tests.browser.looks import PAGE, faults, left_out, missed, too_wide
from tests.browser.windows import ENDS, WINDOWS, Window
from tests.serving import Server

VIEWS = {
    **{name: f"{path}?" for name, path in PAGES.items()},
    "a place on the map": "/map?city=chiang-mai&country=THA&",
    "two places": "/city?city=khon-kaen&city=da-nang&",
}
# Streamlit's own: all expanders, opened at once.
OPEN_EXPANDERS = """() => {
  const shut = [...document.querySelectorAll('details:not([open]) > summary')];
  shut.forEach(each => each.click());
  return shut.length;
}"""
OPENED = "() => !document.querySelector('details:not([open])')"
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
LARGE = "html { font-size: 200% !important; }"
at_both_ends = pytest.mark.parametrize("window", ENDS, ids=str, indirect=True)
on_a_thai_desk = pytest.mark.parametrize("window", ENDS[:1], ids=str, indirect=True)


@pytest.fixture(scope="module", params=WINDOWS, ids=str)
def window(request: pytest.FixtureRequest) -> Window:
    """The size and the language in which pages are looked at."""
    chosen: Window = request.param
    return chosen


@pytest.fixture(scope="module")
def tab_in(
    profiles: Callable[..., BrowserContext], server: Server, playwright: Playwright
) -> Iterator[Callable[[Window], Tab]]:
    """The tab of a window, which goes from page to page."""
    tabs: dict[Window, Tab] = {}

    def opened(window: Window) -> Tab:
        if window not in tabs:
            # axe is a script that the policy of our pages refuses.
            options = {**window.options(playwright), "bypass_csp": window in ENDS}
            tabs[window] = Tab(profiles(**options).new_page(), server)
            tabs[window].listen()
        return tabs[window]

    yield opened
    for tab in tabs.values():
        tab.page.close()


@pytest.fixture(scope="module", params=VIEWS)
def view(request: pytest.FixtureRequest, window: Window, tab_in: Callable[[Window], Tab]) -> Tab:
    """A tab with one page, whole."""
    tab = tab_in(window)
    tab.complaints.clear()
    page = tab.go(f"{VIEWS[request.param]}asof={window.day}")
    if page.locator(".js-plotly-plot").count():
        tab.wait_for_charts()
    return tab


def test_no_text_overlaps_or_is_cut(view: Tab) -> None:
    assert view.page.get_by_test_id("stAlertContentError").count() == 0
    assert faults(view.page, least=20) == []


def test_nothing_is_wider_than_its_place(view: Tab) -> None:
    assert too_wide(view.page) == []


def test_a_click_in_the_middle_of_a_control_reaches_it(view: Tab) -> None:
    assert missed(view, PAGE, 10) == []


def test_no_axis_leaves_out_a_name(view: Tab) -> None:
    assert left_out(view.page) == []


def test_every_drawing_is_told(view: Tab) -> None:
    assert view.page.evaluate(UNTOLD) == []


def test_nothing_moves_where_the_reader_wants_no_motion(view: Tab) -> None:
    assert view.page.evaluate(MOVES) == 0


@at_both_ends
def test_axe_finds_nothing_in_the_dark_and_in_the_light(view: Tab) -> None:
    assert violations(view) == NONE


@on_a_thai_desk
def test_thai_pages_speak_thai(view: Tab, net: Network) -> None:
    assert foreign_words(view.page, net) == []


@on_a_thai_desk
def test_text_twice_as_large_makes_no_page_scroll_sideways(view: Tab) -> None:
    style = view.page.add_style_tag(content=LARGE)
    view.settle()
    scrolls = view.page.evaluate(SIDEWAYS)
    style.evaluate("style => style.remove()")
    view.settle()
    assert not scrolls


def test_no_text_overlaps_or_is_cut_with_all_expanders_open(view: Tab) -> None:
    if view.page.evaluate(OPEN_EXPANDERS):
        view.page.wait_for_function(OPENED, timeout=WAIT_MS)
        view.settle()
        assert faults(view.page, least=20) == []


def test_the_console_said_nothing(view: Tab) -> None:
    assert view.complaints == []
