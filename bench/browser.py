"""What a reader waits for: the headline numbers, everything drawn, and a chart after a filter.

Times are taken inside the page on animation frames. Cold is a browser that was never here, warm
the same one again. Bytes are those on the wire, headers included.
"""

from __future__ import annotations

import os
import re
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGS = [
    "--headless=new", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader", "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
WAIT_MS = 40_000
QUIET_MS = 500
# Drawn: the script has run, and nothing was added, replaced or painted by WebGL for a while.
WATCH = """(() => {
  const B = window.__bench = {last: 0};
  const now = () => { B.last = performance.now(); };
  for (const C of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) if (C)
    for (const f of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced'])
      if (C.prototype[f]) { const draw = C.prototype[f];
        C.prototype[f] = function (...a) { now(); return draw.apply(this, a); }; }
  // Numbers in the document that the server sent, or in the live page; a peer has its title.
  const NUMBERS = ':is(#first-paint, #root) .card, [data-testid="stMetricValue"]';
  const TITLE = '#first-paint h1, [data-testid="stHeading"] h1, h1, .js-plotly-plot .main-svg';
  // Panel draws in shadow trees.
  B.all = (sel) => { const out = []; const walk = (root) => {
      out.push(...root.querySelectorAll(sel));
      root.querySelectorAll('*').forEach(e => e.shadowRoot && walk(e.shadowRoot)); };
    walk(document); return out; };
  const shown = (sel) => B.all(sel).some(e => {
    const box = e.getBoundingClientRect();
    return box.height > 0 && box.top < innerHeight; });
  B.shift = 0; B.largest = 0; B.busy = 0;
  const observe = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take))
    .observe({type, buffered: true});
  observe('largest-contentful-paint', e => { B.largest = e.startTime; });
  observe('layout-shift', e => { if (!e.hadRecentInput) B.shift += e.value; });
  observe('longtask', e => { B.busy = Math.max(B.busy, e.startTime + e.duration); });
  const look = () => {
    if (!B.numbers && (shown(NUMBERS) || (!document.querySelector(NUMBERS) && shown(TITLE))))
      B.numbers = performance.now();
    if (!B.numbers || !B.live) requestAnimationFrame(look);
    if (B.numbers && !B.live && shown('[data-testid="stHeading"], .js-plotly-plot .main-svg')
        && !document.querySelector('#first-paint')) B.live = performance.now(); };
  requestAnimationFrame(look);
  const seen = new MutationObserver(now);
  const watch = () => seen.observe(document, {subtree: true, childList: true});
  watch();
  // A map of deck.gl is one canvas: there the title and the legend say what is drawn.
  B.charts = () => B.all('.js-plotly-plot .main-svg, [data-testid="stHeading"], .map-legend')
    .map(e => e.innerHTML).join('');
})();"""
READY = {
    "streamlit": """() => document.querySelector(
      '[data-testid="stApp"][data-test-script-state="notRunning"]')
      && document.querySelector('[data-testid="stMain"] [data-testid="stHeading"]')
      && !document.querySelector('[data-testid="stSkeleton"]')""",
    "dash": "() => document.querySelectorAll('.js-plotly-plot .main-svg').length > 1",
    "panel": "() => window.__bench.all('.js-plotly-plot .main-svg').length > 1",
}


@dataclass(frozen=True, slots=True)
class Load:
    """One navigation: milliseconds until something is the case, and bytes on the wire.

    `numbers_ms`: the headline numbers are on screen (the title, where there are none). `live_ms`:
    the page that answers has taken the place of the document. `largest_ms`: the largest thing on
    screen is painted. `interactive_ms`: no task of 50 ms or more keeps the page busy any more.
    `shift`: the cumulative layout shift.
    """

    drawn_ms: float
    bytes: int
    numbers_ms: float = 0.0
    live_ms: float = 0.0
    largest_ms: float = 0.0
    interactive_ms: float = 0.0
    shift: float = 0.0


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of the system, or the one that `CHROMIUM` names."""
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", CHROMIUM), args=ARGS,
            ignore_default_args=["--headless"],
        )  # fmt: skip
        yield browser
        browser.close()


def load(page: Page, url: str, kind: str) -> Load:
    """Go to an address and wait until nothing changes any more."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    sizes: list[float] = []
    cdp.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    cdp.on("Network.webSocketFrameReceived", lambda event: sizes.append(_payload(event)))
    page.goto(url, wait_until="commit", timeout=WAIT_MS)
    page.wait_for_function(READY[kind], timeout=WAIT_MS)
    page.wait_for_function(
        f"() => performance.now() - window.__bench.last > {QUIET_MS}", timeout=WAIT_MS, polling=100
    )
    met = page.evaluate(
        """() => { const B = window.__bench; return {drawn_ms: B.last, numbers_ms: B.numbers ?? 0,
          live_ms: B.live ?? 0, largest_ms: B.largest, shift: B.shift,
          interactive_ms: Math.max(B.busy, B.numbers ?? 0)}; }"""
    )
    cdp.detach()
    return Load(bytes=round(sum(sizes)), **met)


def _payload(event: dict[str, Any]) -> float:
    data = event["response"]["payloadData"]
    return float(len(data) * 3 / 4 if event["response"]["opcode"] == 2 else len(data))


def cold_and_warm(browser: Browser, url: str, kind: str) -> tuple[Load, Load, Page]:
    """A first visit and a second one by the same browser, and the page as it stands then."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="en-GB")
    context.set_default_timeout(WAIT_MS)
    context.add_init_script(WATCH)
    page = context.new_page()
    cold = load(page, url, kind)
    page.goto("about:blank")
    return cold, load(page, url, kind), page


def filter_ms(page: Page, kind: str, options: tuple[str, ...]) -> float:
    """The median of milliseconds from the choice of a region to the last change of a chart."""
    times = []
    if kind == "ours":  # the regions of the same country as in the peers
        load(page, f"{page.url}?country=THA", "streamlit")
    for option in options:
        page.mouse.move(1, 1)  # no tooltip lies over the list
        _open_list(page, kind)
        page.evaluate(
            """() => { const B = window.__bench; B.before = B.charts(); B.start = B.done = null;
              addEventListener('pointerup', () => { B.start ??= performance.now(); },
                               {capture: true, once: true});
              const f = () => { if (B.charts() !== B.before) B.done = performance.now();
                                else requestAnimationFrame(f); }; f(); }"""
        )
        _pick(page, kind, option)
        page.wait_for_function("() => window.__bench.done", timeout=WAIT_MS)
        times.append(page.evaluate("window.__bench.done - window.__bench.start"))
        page.wait_for_timeout(QUIET_MS)
    return statistics.median(times)


def _open_list(page: Page, kind: str) -> None:
    if kind == "ours":
        box = page.locator("[class*='st-key-region']").first
        if not box.is_visible():
            page.locator(".st-key-filters button").first.click()
        box.locator("input").first.click()
    elif kind == "streamlit":
        page.locator('[data-testid="stSelectbox"] input').first.click()
    elif kind == "dash":
        page.locator("#region").click()


def _pick(page: Page, kind: str, option: str) -> None:
    if kind == "panel":
        page.evaluate("window.__bench.start = performance.now()")
        page.locator("select").first.select_option(option)
        return
    wanted = re.compile(rf"^\s*{option}( \(.*\))?\s*$")
    page.get_by_role("option").filter(has_text=wanted).first.click()
