"""What a page says of itself in its head, and the picture of it."""

from __future__ import annotations

import json
import re
import struct
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from dashboard.content.citations import source_names
from dashboard.content.country_page import country_ids
from dashboard.content.text.page_summary import heading, opening
from dashboard.core.navigation import PAGES
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View
from dashboard.exports.pdf.content import cards
from dashboard.exports.slides.story import story
from dashboard.exports.social_image import contents
from dashboard.web.html_head import data_of, describe, with_head
from dashboard.web.meta_tags import described
from dashboard.web.routes.sitemap import SITEMAP, XHTML, robots_text, sitemap
from dashboard.web.routes.social_image import make_preview

NAMES = [page.name for page in PAGES]
BASE = "https://example.org/ascn"
SHIPPED = b"""<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <link rel="shortcut icon" href="./favicon.png" />
    <title>Streamlit</title>
  </head>
  <body></body>
</html>"""
WIDTH, HEIGHT, MOST_BYTES = 1200, 630, 300_000


class Head(HTMLParser):
    """The elements of a page's head."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.lang, self.titles, self._in_title = "", [], False
        self.meta: dict[str, list[str]] = {}
        self.links: list[dict[str, str]] = []
        self.tags: list[str] = []
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        self.tags.append(tag)
        self._in_title = tag == "title"
        if tag == "html":
            self.lang = said["lang"]
        elif tag == "link":
            self.links.append(said)
        elif tag == "meta" and "content" in said:
            name = said.get("name") or said.get("property", "")
            self.meta.setdefault(name, []).append(said["content"])

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.titles.append(data)
            self._in_title = False

    def one(self, name: str) -> str:
        """The only content under a name."""
        (content,) = self.meta[name]
        return content

    def link(self, rel: str, hreflang: str | None = None) -> str:
        """The only address of a kind."""
        (found,) = [
            link["href"]
            for link in self.links
            if link.get("rel") == rel and link.get("hreflang") == hreflang
        ]
        return found


def served(path: str, query: str = "", **headers: str) -> Head:
    """The head of the page at a path."""
    told = {"host": "dashboard.example", **headers}
    scope: dict[str, Any] = {
        "type": "http",
        "scheme": "https",
        "path": path,
        "query_string": query.encode(),
        "headers": [
            (key.replace("_", "-").encode(), value.encode()) for key, value in told.items()
        ],
    }
    return Head(with_head(SHIPPED, scope, describe(scope)))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_one_title_description_and_icon_of_its_own(name: str) -> None:
    head = served("/" if name == "overview" else f"/{name}")
    with use_language("en"):
        title, said = heading(name, View()), opening(name, View())
    assert head.titles == [title]
    assert head.one("description") == head.one("og:description") == said
    assert head.one("og:title") == f"{title} – unofficial dashboard"
    assert head.one("twitter:card") == "summary_large_image"
    assert (head.one("og:image:width"), head.one("og:image:height")) == ("1200", "630")
    assert head.one("og:image").startswith(f"https://dashboard.example/preview/{name}.png")
    assert head.link("icon") == "/icon.svg"
    assert not [link for link in head.links if "shortcut" in link["rel"]]


def test_the_language_is_that_of_the_address_else_of_the_browser_else_english() -> None:
    assert served("/reach").lang == "en"
    assert served("/reach", accept_language="fr").lang == "en"
    assert served("/reach", accept_language="th-TH,th;q=0.9").lang == "th"
    assert served("/reach", "lang=en", accept_language="th").lang == "en"
    head = served("/reach", "lang=th")
    assert (head.lang, head.one("og:locale")) == ("th", "th_TH")
    with use_language("th"):
        assert head.titles == [heading("reach", View(lang="th"))]


def test_the_view_of_the_address_is_described(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASCN_PUBLIC_URL", BASE)
    head = served("/reach", "region=north&lang=th&status=nobody&embed=true&utm=1")
    view = View(country="THA", region="north", lang="th")
    with use_language("th"):
        assert head.one("description") == opening("reach", view)
    query = "country=THA&region=north"
    assert head.link("canonical") == head.one("og:url") == f"{BASE}/reach?{query}&lang=th"
    assert head.link("alternate", "x-default") == f"{BASE}/reach?{query}"
    for code in LANGUAGES:
        assert head.link("alternate", code) == f"{BASE}/reach?{query}&lang={code}"
    assert head.one("og:image") == f"{BASE}/preview/reach.png?{query}&lang=th"


def test_without_a_known_host_no_address_is_made_up() -> None:
    head = served("/map", host='evil.example"><script>')
    assert "evil" not in str(vars(head))
    assert head.one("description")
    assert not {"og:url", "og:image"} & set(head.meta)
    assert "canonical" not in {link["rel"] for link in head.links}


@pytest.mark.parametrize("key", ["asof", "country", "lang", "city", "anything"])
def test_nothing_of_the_address_becomes_markup(key: str) -> None:
    hostile = '"><script>alert(1)</script><title>x'
    head = served("/city", f"{key}={hostile}")
    assert head.tags == served("/city").tags
    assert "alert(1)" not in str(vars(head))


def test_an_unknown_path_is_described_as_nothing() -> None:
    head = served("/nothing-here", "lang=th")
    assert len(head.titles) == 1
    assert head.lang == "th"
    assert not {"description", "og:url", "og:image"} & set(head.meta)


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_a_picture_of_its_own(name: str) -> None:
    pictures = {make_preview(name, View(lang=code)).body for code in LANGUAGES}
    pictures.add(make_preview(name, View(asof="2010-01-01")).body)
    assert len(pictures) == len(LANGUAGES) + 1
    for png in pictures:
        assert size_of(png) == (WIDTH, HEIGHT)
        assert len(png) < MOST_BYTES


def test_a_picture_follows_the_view() -> None:
    chosen = [{}, {"city": ("lampang",)}, {"city": ("hanoi", "dili")}, {"country": "VNM"}]
    assert len({make_preview("city", View(**each)) for each in chosen}) == len(chosen)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_head_and_the_picture_of_a_country_name_it(code: str) -> None:
    view = View(country="VNM", lang=code)
    name = {"en": "Viet Nam", "th": "เวียดนาม"}[code]
    head = described("countries", view, BASE, "/", code)
    assert f"<title>{name} –" in head
    assert name in re.findall('name="description" content="([^"]*)"', head)[0]
    with use_language(code):
        shown = contents("countries", view)
        assert shown["title"] == name
        assert shown["drawing"]
        said = data_of("countries", view, BASE, lambda to: f"{BASE}/{to.page}")
    steps = json.loads(said.decode().partition(">")[2].removesuffix("</script>"))
    assert steps["@type"] == "BreadcrumbList"
    assert [each["name"] for each in steps["itemListElement"]][1:] == [name]


def test_the_sitemap_has_every_page_in_every_language() -> None:
    root = ET.fromstring(sitemap(BASE))
    entries = root.findall(f"{{{SITEMAP}}}url")
    shown = len(PAGES) + len(country_ids()) + 1  # with the page for developers
    assert len(entries) == shown * len(LANGUAGES)
    places = {entry.findtext(f"{{{SITEMAP}}}loc") for entry in entries}
    assert len(places) == len(entries)
    assert {f"{BASE}/developers?lang={code}" for code in LANGUAGES} <= places
    for entry in entries:
        assert entry.findtext(f"{{{SITEMAP}}}lastmod", "")[:2] == "20"
        links = {
            link.get("hreflang"): link.get("href") for link in entry.findall(f"{{{XHTML}}}link")
        }
        assert set(links) == {*LANGUAGES, "x-default"}
        assert {links[code] for code in LANGUAGES} <= places
        assert str(links["x-default"]).startswith(BASE)


def test_robots_are_told_where_the_sitemap_is_if_anywhere() -> None:
    assert f"Sitemap: {BASE}/sitemap.xml" in robots_text(BASE).splitlines()
    assert "Sitemap" not in robots_text("")


@pytest.mark.parametrize("chosen", [{}, {"country": "MYS"}, {"status": "proposed"}])
def test_the_picture_of_the_first_page_cites_the_numbers_on_it(chosen: dict[str, str]) -> None:
    view = View(**chosen)
    with use_language("en"):
        said = contents("overview", view)
        shown = cards(view, story(view))[: len(said["figures"])]
        for card in shown:
            assert source_names(card["sources"]) in said["source"]
    assert [each["value"] for each in said["figures"]] == [card["value"] for card in shown]
    assert ("1.8" in str(said["figures"])) == ("country" not in chosen)
