"""The document stands until the live page is drawn, and nothing moves when that takes its place."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PAGES
from tests.serving import Server

SIZES = {"desk": (1440, 900), "phone": (390, 844)}
MOST_PIXELS, MOST_SHIFT = 4.0, 0.02
COUNT_SHIFTS = """window.__shift = 0;
new PerformanceObserver((list) => { for (const each of list.getEntries())
  window.__shift += each.value; }).observe({type: 'layout-shift', buffered: true});"""
# The words on the screen with the place where each begins; names on a map are a part of it.
WORDS = """(root) => {
  const found = [], range = document.createRange();
  const walk = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest('script, style, noscript, option, .vh, .map .drawings'))
      continue;
    if (!parent.checkVisibility() || parent.offsetWidth <= 1) continue;
    range.selectNodeContents(node);
    const box = range.getClientRects()[0];
    if (box && box.width > 8 && box.left >= 0 && box.top >= 0 && box.bottom < innerHeight)
      found.push([node.data.trim(), box.left, box.top + box.height / 2]);
  }
  return found;
}"""
HIDDEN = """() => getComputedStyle(document.getElementById('root')).visibility === 'hidden'"""


@pytest.mark.parametrize("size", SIZES)
def test_the_live_page_takes_the_place_of_the_document_without_moving_anything(
    browser: Browser, server: Server, size: str
) -> None:
    server.ask("/", Accept="text/html", Accept_Language="en-GB")
    wide, high = SIZES[size]
    context = browser.new_context(viewport={"width": wide, "height": high}, locale="en-GB")
    page = context.new_page()
    page.add_init_script(COUNT_SHIFTS)
    page.goto(f"{server.url}/", wait_until="commit")
    page.wait_for_selector("#first-paint footer", state="attached")
    assert page.evaluate(HIDDEN), "screen readers hear one page only"
    before = page.evaluate(WORDS, "#first-paint")
    page.wait_for_selector("#first-paint", state="detached")
    assert not page.evaluate(HIDDEN)
    after = page.evaluate(WORDS, "#root")
    assert page.evaluate("() => window.__shift") <= MOST_SHIFT
    far = []
    for text, x, y in before:
        alike = [(abs(x - left), abs(y - middle)) for said, left, middle in after if said == text]
        if alike and max(min(alike, key=sum)) > MOST_PIXELS:
            far.append((text, x, y))
    assert far == []
    matched = [text for text, _x, _y in before if any(text == each[0] for each in after)]
    assert {"Member cities", "29", "Countries"} <= set(matched)
    context.close()


def test_without_scripts_a_page_is_read_filtered_and_accessible(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{server.url}/growth")
    page.get_by_label("As of").select_option("2026-01-31")
    page.locator("details.filters summary").click()
    page.locator("select[name=country]").select_option("THA")
    page.get_by_role("button", name="Show").click()
    assert "asof=2026-01-31" in page.url
    assert "country=THA" in page.url
    # A view that took longer than the server waits for is there when it is asked for again.
    page.wait_for_load_state()
    page.reload()
    expect(page.locator(".doc .without")).to_be_visible()
    expect(page.locator(".doc h1")).to_have_text("Growth")
    context.close()


@pytest.mark.parametrize("path", ["overview", "city?city=chiang-mai"])
def test_a_document_has_no_accessibility_violations(
    browser: Browser, server: Server, path: str
) -> None:
    context = browser.new_context(bypass_csp=True, locale="en-GB", color_scheme="dark")
    page = context.new_page()
    page.goto(f"{server.url}/page/{path}")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


def test_printing_prints_the_document(open_tab: Any, server: Server) -> None:
    tab = open_tab(server, reader="print")
    page = tab.open(PAGES["growth"])
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#paper h1").is_visible()
    assert page.locator("#paper .sources").is_visible()
    assert "/growth" in page.locator("#paper .address").inner_text()
    assert not page.locator("#root").is_visible()
    page.emulate_media(media="screen")
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper").count() == 0
