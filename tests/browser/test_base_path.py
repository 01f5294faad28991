"""The dashboard below a base path, as a host that serves more than it does; and unknown addresses.

Below a path, an address that begins at the root of the host leads out of the dashboard.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from PIL import Image, ImageColor
from playwright.sync_api import Page

from dashboard.core.translation import LANGUAGES
from dashboard.maps.symbols import LIGHT
from tests.browser.conftest import PAGES, OpenTab
from tests.serving import Server

BASE = "/ascn"
# Of the sheet of the map; land takes about a quarter of it.
LEAST_LAND = 0.05
UNKNOWN = (
    "/static/js/nothing.js", "/.git/config", "/nothing", "/map/nothing", "/overview/x", "/.env",
    "/wp-login.php", "/static/", "/index.html/x", "/NOTHING?lang=th",
)  # fmt: skip


class Below(Server):
    """A server below a base path; paths are those below it."""

    @property
    def url(self) -> str:
        """Its address with the base path."""
        return f"http://127.0.0.1:{self.port}{BASE}"


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Below]:
    """A server of its own."""
    made = Below(
        tmp_path_factory.mktemp("below") / "log", settings={"STREAMLIT_SERVER_BASE_URL_PATH": BASE}
    )
    made.start()
    yield made
    made.stop()


def land(page: Page) -> float:
    """The share of the first map that has the colour of land."""
    shot = page.locator("canvas#deckgl-overlay, .deckgl-wrapper canvas, canvas").first.screenshot()
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    wanted = ImageColor.getrgb(LIGHT.land)
    colours = image.getcolors(maxcolors=image.width * image.height) or []
    near = sum(
        count
        for count, colour in colours
        if max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) <= 3
    )
    return near / (image.width * image.height)


@pytest.mark.parametrize("path", ["/", "/map"])
def test_land_is_drawn_below_a_base_path(below: Below, open_tab: OpenTab, path: str) -> None:
    tab = open_tab(below)
    page = tab.open(path)
    tab.wait_for_draws()
    page.wait_for_function(
        """() => ['context_land', 'asean_countries'].every(name =>
          performance.getEntriesByType('resource').some(each => each.name.includes(name)
            && each.responseEnd))"""
    )
    tab.settle()
    assert land(page) > LEAST_LAND
    assert tab.complaints == []
    asked = page.evaluate("() => performance.getEntriesByType('resource').map(each => each.name)")
    outside = [each for each in asked if not urlsplit(each).path.startswith(f"{BASE}/")]
    assert [each for each in outside if each.startswith("http")] == []


def test_every_link_and_file_leads_below_the_base_path(below: Below, open_tab: OpenTab) -> None:
    tab = open_tab(below)
    found = {}
    for path in PAGES.values():
        page = tab.go(path)
        for link in page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)"):
            found[link.partition("#")[0]] = path
    own = [link for link in found if urlsplit(link).port == below.port]
    assert len(own) > len(PAGES)
    for link in own:
        parts = urlsplit(link)
        assert parts.path.startswith(BASE), (link, found[link])
        status = below.ask(f"{parts.path}?{parts.query}", Accept="text/html")[0]
        assert status == 200, (link, found[link])


@pytest.mark.parametrize("path", ["/present", "/present/notes", "/preview/map.png", "/icon.svg",
                                  "/data/ascn.zip", "/data/points.json", "/sitemap.xml",
                                  "/health", "/ready"])  # fmt: skip
def test_what_is_no_page_stands_below_the_base_path_alone(below: Below, path: str) -> None:
    assert below.ask(f"{BASE}{path}")[0] == 200
    assert below.ask(path)[0] == 404


def test_slides_find_their_script_and_style_below_the_base_path(
    below: Below, open_tab: OpenTab
) -> None:
    tab = open_tab(below)
    page = tab.page
    page.goto(f"{below.url}/present", wait_until="load")
    files = page.eval_on_selector_all(
        "script[src], link[rel=stylesheet]", "all => all.map(each => each.src || each.href)"
    )
    assert files
    assert all(urlsplit(urljoin(page.url, each)).path.startswith(f"{BASE}/") for each in files)
    assert tab.complaints == []


@pytest.mark.parametrize("path", UNKNOWN)
@pytest.mark.parametrize("base", ["", BASE])
def test_an_unknown_address_is_not_found(
    request: pytest.FixtureRequest, base: str, path: str
) -> None:
    server: Any = request.getfixturevalue("below" if base else "server")
    for method in ("GET", "HEAD"):
        status, headers, body = server.ask(f"{base}{path}", method)
        assert (status, method) == (404 if not path.endswith("/") else 301, method)
        assert b"<script" not in body
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("base", ["", BASE])
def test_a_reader_is_told_in_the_own_language_and_led_back(
    request: pytest.FixtureRequest, open_tab: OpenTab, base: str
) -> None:
    server: Any = request.getfixturevalue("below" if base else "server")
    told = set()
    for lang in LANGUAGES:
        tab = open_tab(server)
        page = tab.page
        answer = page.goto(f"{server.url}/nothing?lang={lang}")
        assert answer is not None
        assert answer.status == 404
        assert page.get_attribute("html", "lang") == lang
        told.add(page.locator("h1").inner_text())
        page.locator("a").click()
        page.wait_for_url(
            lambda url: urlsplit(url).path.rstrip("/") == base, wait_until="domcontentloaded"
        )
        assert page.locator("h1").count() > 0, "the dashboard, before its live page draws"
    assert len(told) == len(LANGUAGES)


@pytest.mark.parametrize("base", ["", BASE])
def test_every_page_is_found(request: pytest.FixtureRequest, base: str) -> None:
    server: Any = request.getfixturevalue("below" if base else "server")
    for path in PAGES.values():
        for query in ("", "?lang=th&country=THA", "?nonsense=1"):
            assert server.ask(f"{base}{path}{query}")[0] == 200, path
