"""The document stands until the live page is drawn, and nothing moves when that takes its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import inf
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Playwright, expect

from tests.browser.conftest import PAGES, WAIT_MS
from tests.browser.devices import profile
from tests.browser.windows import LOCALES
from tests.serving import Server

SIZES = {"desk": "1440x900", "phone": "390x844"}
# The words of the navigation, the controls and the answer, at least.
LEAST_MATCHED = 5
MOST_PIXELS, MOST_SHIFT = 4.0, 0.02
# Without a paint the live page begins all the same, after this time.
LONGEST_WAIT_MS = 1000
# A device that is slow to paint: whoever waits for the paint hears of it later.
PAINT_SLOWLY = """PerformanceObserver = class extends PerformanceObserver {
  constructor(told) {
    super((list, watch) => list.getEntriesByType('paint').length
      ? setTimeout(() => { window.__painted ??= performance.now(); told(list, watch); }, 400)
      : told(list, watch));
  }
};"""
COUNT_SHIFTS = """window.__shift = 0;
new PerformanceObserver((list) => { for (const each of list.getEntries())
  window.__shift += each.value; }).observe({type: 'layout-shift', buffered: true});"""
# The words on the screen with the place where each begins; names on a map are a part of it, and
# cells of a table are painted on the live page.
WORDS = """(root) => {
  const found = [], range = document.createRange();
  const walk = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest(
      'script, style, noscript, option, .vh, .table, .map .drawings')) continue;
    if (!parent.checkVisibility() || parent.offsetWidth <= 1) continue;
    range.selectNodeContents(node);
    const box = range.getClientRects()[0];
    if (box && box.width > 8 && box.left >= 0 && box.top >= 0 && box.bottom < innerHeight)
      found.push([node.data.trim(), box.left, box.top + box.height / 2]);
  }
  return found;
}"""
# Charts and maps, each with its frame, the middle of each label, and the frames of bars and shapes.
# The live page paints those of a map, and has its frame alone.
DRAWINGS = """(root) => {
  const frame = (each) => { const { left, top, right, bottom } = each.getBoundingClientRect();
    return [left, top, right, bottom]; };
  const middle = (each) => { const [left, top, right, bottom] = frame(each);
    return [(left + right) / 2, (top + bottom) / 2]; };
  const live = root === '#root';
  const found = [...document.querySelector(root).querySelectorAll(live
    ? ':is([data-testid="stPlotlyChart"] .svg-container, #deckgl-wrapper)'
    : '.drawing svg')].filter((each) => each.getBoundingClientRect().width);
  return found.map((each) => ({
    frame: frame(each),
    labels: [...each.querySelectorAll('text')].map((text) => [text.textContent, middle(text)]),
    shapes: [...each.querySelectorAll(live ? '.bars .point path, .js-fill' : 'path, rect')]
      .filter((each) => each.getBoundingClientRect().width).map(frame),
  }));
}"""
EVERY_CHART = """() => [...document.querySelectorAll('#root [data-testid="stPlotlyChart"]')]
  .every((chart) => chart.querySelector('.main-svg'))"""
Drawing = dict[str, Any]
HIDDEN = """() => getComputedStyle(document.getElementById('root')).visibility === 'hidden'"""


# Each page in one of the windows in turn.
TURNS = list(product(SIZES, LOCALES, ("light", "dark")))
SHOWN = [(name, *TURNS[3 * at % len(TURNS)]) for at, name in enumerate(PAGES)]
SHOWN += [("overview", "desk", "en", "light"), ("overview", "phone", "th", "light")]
SHOWN += [("thailand", "phone", "en", "light"), ("projects", "desk", "en", "light")]


@pytest.mark.parametrize(("page", "size", "lang", "scheme"), SHOWN)
def test_the_live_page_takes_the_place_of_the_document_without_moving_anything(
    browser: Browser, playwright: Playwright, server: Server, page: str, size: str, lang: str,
    scheme: str,
) -> None:  # fmt: skip
    path = PAGES[page]
    server.ask(path, Accept="text/html", Accept_Language=LOCALES[lang])
    options = {**profile(playwright, SIZES[size]), "locale": LOCALES[lang], "color_scheme": scheme}
    context = browser.new_context(**options)
    tab = context.new_page()
    tab.add_init_script(COUNT_SHIFTS)
    tab.goto(f"{server.url}{path}", wait_until="commit")
    # It comes after the document, which is whole then.
    tab.wait_for_selector("#first-paint ~ #root", state="attached")
    assert tab.evaluate(HIDDEN), "screen readers hear one page only"
    before, drawn = (tab.evaluate(each, "#first-paint") for each in (WORDS, DRAWINGS))
    tab.wait_for_selector("#first-paint", state="detached", timeout=WAIT_MS)
    assert not tab.evaluate(HIDDEN)
    after = tab.evaluate(WORDS, "#root")
    shift = tab.evaluate("() => window.__shift")
    tab.wait_for_function(EVERY_CHART)
    live = tab.evaluate(DRAWINGS, "#root")
    height = options["viewport"]["height"]
    context.close()
    assert shift <= MOST_SHIFT
    far, matched = [], 0
    for text, x, y in before:
        alike = [(abs(x - left), abs(y - middle)) for said, left, middle in after if said == text]
        matched += bool(alike)
        if alike and max(min(alike, key=sum)) > MOST_PIXELS:
            far.append((text, x, y))
    assert far == []
    assert matched >= LEAST_MATCHED
    assert len(drawn) == len(live)
    moved = [each for pair in zip(drawn, live, strict=True) for each in moves(*pair, height)]
    assert moved == []


def moves(drawn: Drawing, live: Drawing, height: float) -> list[Any]:
    """What of a drawing stands elsewhere on the live page.

    Lists above it may be longer there, so below the first screen its parts are looked for inside
    its frame.
    """
    first, then = drawn["frame"], live["frame"]
    down = then[1] - first[1] if first[1] >= height else 0.0
    shifts: list[Any] = [("frame", apart(first, then, down))]
    for text, middle in live["labels"]:
        alike = [apart(other, middle, down) for said, other in drawn["labels"] if said == text]
        shifts.append((text, min(alike, default=inf)))
    for shape in live["shapes"]:
        near = min((apart(other, shape, down) for other in drawn["shapes"]), default=inf)
        shifts.append(("shape", near))
    return [each for each in shifts if each[1] > MOST_PIXELS]


def apart(first: Sequence[float], then: Sequence[float], down: float) -> float:
    """The most that one of some coordinates, x and y in turn, differs, but for a way down."""
    return max(
        abs(now - was - down * (at % 2))
        for at, (was, now) in enumerate(zip(first, then, strict=True))
    )


def test_words_are_painted_before_the_live_page_takes_the_processor(tab: Any) -> None:
    tab.page.add_init_script(PAINT_SLOWLY)
    page = tab.open("/growth")
    painted, begun = page.evaluate(
        """() => [window.__painted ?? Infinity, Math.min(...performance.getEntriesByType('resource')
          .filter((each) => each.name.endsWith('.js')).map((each) => each.startTime))]"""
    )
    assert begun >= min(painted, LONGEST_WAIT_MS)


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


# What is wider than the sheet, and words of tables that are broken inside.
SPOILT = """() => {
  const sheet = document.querySelector('.doc main').getBoundingClientRect().right + 1;
  const wide = [...document.querySelectorAll('.doc :is(table, .drawings, p, h2)')]
    .filter((each) => each.getBoundingClientRect().right > sheet);
  const broken = [...document.querySelectorAll('.doc td')].filter((cell) => {
    const text = cell.firstChild;
    if (text?.nodeType !== Node.TEXT_NODE || !/^[A-Za-z]+$/.test(text.data)) return false;
    const word = document.createRange();
    word.selectNodeContents(text);
    return word.getClientRects().length > 1;
  });
  return [...wide, ...broken].map((each) => each.textContent.slice(0, 60));
}"""
SHEET = {"width": 703, "height": 1000}


@pytest.mark.parametrize("lang", ["en", "th"])
def test_on_paper_nothing_is_cut_folded_or_dark(
    browser: Browser, server: Server, lang: str
) -> None:
    context = browser.new_context(bypass_csp=True, viewport=SHEET, color_scheme="dark")
    page = context.new_page()
    page.emulate_media(media="print")
    spoilt = {}
    for name in [*PAGES, "city?city=chiang-mai"]:
        page.goto(f"{server.url}/page/{name}{'&' if '?' in name else '?'}lang={lang}")
        spoilt[name] = page.evaluate(SPOILT)
        paper = page.locator(".doc").evaluate("(it) => getComputedStyle(it).backgroundColor")
        assert paper == "rgb(255, 255, 255)"
        if name == "partners":
            folds = page.locator(".fold > .prose").evaluate_all(
                "(all) => all.map((each) => each.checkVisibility())"
            )
            assert folds
            assert all(folds)
    context.close()
    assert {name: found for name, found in spoilt.items() if found} == {}
