"""Debian's Chromium on a server of our own; no other host, and nothing left running."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Download,
    Locator,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.serving import ROOT, Server

PAGES = {
    path.stem: "/" if path.stem == "overview" else f"/{path.stem}"
    for path in sorted((ROOT / "pages").glob("*.py"))
}
CHROMIUM = "/usr/bin/chromium"
ARGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # A graphics card in software is for maps alone: without, pages are put together faster.
    "--disable-gpu-compositing",
    # No other host has an address. (Playwright's routing would do too, but it turns the cache off.)
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-proxy-server",
]
WAIT_MS = 60_000
expect.set_options(timeout=WAIT_MS)
# Counts what WebGL draws and says when, so that a blank map and a finished one are noticed.
COUNT_DRAWS = """(() => {
  window.__draws = 0;
  for (const C of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) if (C)
    for (const f of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced',
                     'drawRangeElements'])
      if (C.prototype[f]) { const draw = C.prototype[f];
        C.prototype[f] = function (...a) {
          window.__draws++; window.__drawn = performance.now(); return draw.apply(this, a); }; }
})();"""
# The console does not show everything that a page's policy stopped.
TELL_VIOLATIONS = """document.addEventListener('securitypolicyviolation', (each) => console.error(
  `Content-Security-Policy: ${each.violatedDirective} stopped ${each.blockedURI}`));"""
# When anything in the page last changed, to tell a page that stands from one that is still drawn.
NOTE_CHANGES = """(() => {
  window.__changed = 0;
  new MutationObserver(() => { window.__changed = performance.now(); }).observe(document,
    {attributes: true, characterData: true, childList: true, subtree: true});
})();"""
# A choice reaches the server and comes back within this time, or nothing was to happen.
QUIET_MS = 300
SETTLED = """(quiet) => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testScriptState === 'notRunning'
    && document.querySelector('[data-testid="stMain"] [data-testid="stHeading"]')
    && !document.querySelector('[data-stale="true"]')
    && !document.querySelector('[data-testid="stSkeleton"]')
    && !document.getElementById('first-paint')
    && performance.now() - window.__changed > quiet;
}"""
# The page has the colours that the reader wishes for: dark paper or light, and nothing changes.
TAKEN = """(scheme) => {
  const paper = getComputedStyle(document.querySelector('[data-testid="stApp"]') || document.body)
    .backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
  return paper < 384 === (scheme === 'dark') && performance.now() - window.__changed > 300;
}"""
# What a link of Streamlit's navigation does: another page comes, and no script is loaded anew.
GO = """(to) => { window.__changed = performance.now();
  history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')); }"""
# No style is on its way from one value to another.
STILL = """() => document.getAnimations().every(each =>
  each.playState !== 'running' || each.effect?.getComputedTiming().iterations === Infinity)"""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright without a browser of its own."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The Chromium of the system: a missing one is a failure, never a skip."""
    path = os.environ.get("CHROMIUM", CHROMIUM)
    if not Path(path).is_file():
        pytest.fail(
            f"No Chromium at {path}: install Debian's package chromium, or name the program in the"
            " environment variable CHROMIUM.",
            pytrace=False,
        )
    started = playwright.chromium.launch(
        executable_path=path, args=ARGS, ignore_default_args=["--headless"]
    )
    yield started
    started.close()


@dataclass
class Tab:
    """A page on one server, and what it asked of others.

    To wait for something, give the page a function, `() => …`: a bare expression is evaluated
    again and again, which the policy of our pages does not allow.
    """

    page: Page
    server: Server
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def remember(self, url: str) -> None:
        """Remember a request to another host."""
        parts = urlsplit(url)
        if (
            parts.scheme not in ("data", "blob")
            and parts.netloc != urlsplit(self.server.url).netloc
        ):
            self.outside.append(url)

    def listen(self) -> None:
        """Remember other hosts, and whatever the browser's console would show in red."""
        self.page.on("request", lambda request: self.remember(request.url))
        self.page.on("websocket", lambda socket: self.remember(socket.url))
        self.page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "response",
            lambda got: (
                self.complaints.append(f"{got.status} {got.url}") if got.status >= 400 else None
            ),
        )

    def open(self, address: str) -> Page:
        """Go to a path of the server and wait until the page stands."""
        self.page.goto(self.server.url + address, wait_until="commit")
        self.settle()
        return self.page

    def go(self, address: str) -> Page:
        """Go on to a page with another title, as a link of the dashboard does; open the first.

        It takes half the time of `open`, since no script of Streamlit's is loaded and read again.
        """
        if not self.page.url.startswith(self.server.url):
            return self.open(address)
        title = self.page.title()
        self.page.evaluate(GO, self.server.url + address)
        self.page.wait_for_function("(old) => document.title !== old", arg=title, timeout=WAIT_MS)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the page has run and nothing on it is old."""
        self.page.wait_for_function(SETTLED, arg=QUIET_MS, timeout=WAIT_MS)

    def take(self, scheme: str) -> None:
        """Wish for a light or a dark page, and wait until it has taken the colours."""
        self.page.emulate_media(color_scheme=scheme)
        self.page.wait_for_function(TAKEN, arg=scheme, timeout=WAIT_MS)
        self.page.wait_for_function(STILL, timeout=WAIT_MS)

    def wait_for_query(self, wanted: dict[str, str]) -> None:
        """Wait until the address says exactly `wanted`."""
        self.page.wait_for_function(
            """(wanted) => JSON.stringify(Object.entries(wanted).sort()) ===
              JSON.stringify([...new URLSearchParams(location.search)].sort())""",
            arg=wanted,
            timeout=WAIT_MS,
        )
        self.settle()

    def download(self, button: Locator) -> Download:
        """What a button gives once the page stands: while it runs, a file is on its way out."""
        self.settle()
        with self.page.expect_download() as download:
            button.click()
        return download.value

    def wait_for_files(self) -> None:
        """Wait until no file has come for a while; a request is remembered as it starts."""
        self.page.wait_for_function(
            """(quiet) => performance.now() - Math.max(0, ...performance
              .getEntriesByType('resource').map(each => each.responseEnd)) > quiet""",
            arg=QUIET_MS,
            timeout=WAIT_MS,
        )

    def widget(self, key: str) -> Locator:
        """What stands on the page under a key."""
        return self.page.locator(f".st-key-{key}")

    def value(self, key: str) -> str:
        """What a list shows as chosen."""
        box = self.widget(key)
        return (box.locator("input").first.input_value() or box.inner_text()).strip()

    def choose(self, key: str, option: str) -> None:
        """Choose in a list by what its option says."""
        self.widget(key).locator("input").first.click()
        self.page.get_by_role("option").filter(has_text=option).first.click()

    def wait_for_draws(self, least: int = 3) -> None:
        """Wait until WebGL has drawn, and has nothing more to draw."""
        self.page.wait_for_function(
            "([least, quiet]) => __draws >= least && performance.now() - __drawn > quiet",
            arg=[least, QUIET_MS],
            timeout=WAIT_MS,
        )

    def wait_for_charts(self) -> None:
        """Wait until every chart has its traces."""
        self.page.wait_for_function(
            """() => { const all = [...document.querySelectorAll('.js-plotly-plot')];
              return all.length && all.every(c => c.querySelector('.main-svg .trace')); }""",
            timeout=WAIT_MS,
        )


OpenTab = Callable[..., Tab]


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browser profiles by their options, kept so that Streamlit's own scripts stay in the cache.

    A `reader` with a name of his own has a profile of his own.
    """
    kept: dict[str, BrowserContext] = {}

    def profile(reader: str = "", **options: Any) -> BrowserContext:
        options = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", **options}
        key = repr([reader, *sorted(options.items())])
        if key not in kept:
            kept[key] = browser.new_context(**options)
            kept[key].set_default_timeout(WAIT_MS)
            kept[key].add_init_script(COUNT_DRAWS)
            kept[key].add_init_script(TELL_VIOLATIONS)
            kept[key].add_init_script(NOTE_CHANGES)
        return kept[key]

    yield profile
    for context in kept.values():
        context.close()


@pytest.fixture
def open_tab(profiles: Callable[..., BrowserContext]) -> Iterator[OpenTab]:
    """Open a tab on a server; options are those of a Playwright context.

    Whatever a test does there, nothing that our pages need may be stopped by their policy.
    """
    tabs: list[Tab] = []

    def opened(on: Server, **options: Any) -> Tab:
        tab = Tab(profiles(**options).new_page(), on)
        tab.listen()
        tabs.append(tab)
        return tab

    yield opened
    for each in tabs:
        each.page.close()
    stopped = [said for each in tabs for said in each.complaints if "Security-Policy" in said]
    assert stopped == []


@pytest.fixture
def tab(open_tab: OpenTab, server: Server) -> Tab:
    """A tab at 1440 by 900 on the shared server."""
    return open_tab(server)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `name` and `path` runs for every page."""
    if {"name", "path"} <= set(metafunc.fixturenames):
        metafunc.parametrize(("name", "path"), list(PAGES.items()), ids=list(PAGES))
