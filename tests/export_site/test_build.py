"""The static edition: its links lead somewhere, and the same dataset gives the same bytes."""

from __future__ import annotations

import json
import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from tinyhtml5.parser import HTMLParser

from dashboard.core.dataset import one_edition
from dashboard.core.navigation import PAGES
from dashboard.export_site.build import RECORD, build, listed
from dashboard.export_site.files import Site, Task, tasks
from dashboard.export_site.links import DEFAULT, page_path

XHTML = "{http://www.w3.org/1999/xhtml}"
SITE = Site("https://example.org/ascn", "https://live.example.org")
SOME = {
    "index.html", "404.html", "search.js", "search-en.js", "en/search.html", "en/index.html",
    "en/sources.html", "en/city.html", "en/city/phuket.html", "th/countries.html",
    "en/countries/THA.html", "en/countries/THA/north.html", "data/ascn.xlsx",
    "en/2026-01-31/index.html", "en/slides.html", "data/places.csv", "sitemap.xml",
}  # fmt: skip


def some(task: Task) -> bool:
    return task.path in SOME


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    build(out, SITE, only=some, jobs=1)
    return out


@pytest.fixture(scope="module")
def paths() -> set[str]:
    with one_edition():
        return {task.path for task in tasks(SITE)}


def parsed(path: Path) -> ET.Element:
    parser = HTMLParser()
    tree = parser.parse(path.read_text("utf-8"))
    assert parser.errors == [], path
    return tree


def test_every_page_language_date_and_place_has_a_file(paths: set[str]) -> None:
    assert {page_path(page.name, DEFAULT) for page in PAGES} <= paths
    assert {"th/thailand.html", "en/city/phuket.html", "en/brief.pdf", "th/slides.pptx"} <= paths
    assert {"en/countries/TLS.html", "th/2026-01-31/countries/VNM.html"} <= paths
    assert {"th/countries/THA/north.html", "en/countries/VNM/vnm-southeast.html"} <= paths
    assert {"data/ascn.xlsx", "data/ascn.zip", "data/projects.csv", "404.html"} <= paths
    assert len({path for path in paths if path.startswith("en/2026-")}) > len(PAGES)


def test_every_link_leads_to_a_file_of_the_edition(site: Path, paths: set[str]) -> None:
    pages = [path for path in listed(site) if path.suffix == ".html" and path.name != "404.html"]
    assert len(pages) >= 8
    for path in pages:
        page, here = parsed(path), path.relative_to(site).parent.as_posix()
        ids = {each.get("id") for each in page.iter()}
        links = [each.get(name) for each in page.iter() for name in ("href", "src", "data-page")]
        for link in filter(None, links):
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https", "data"), link
                continue
            if parts.path:
                assert posixpath.normpath(posixpath.join(here, unquote(parts.path))) in paths, link
            elif parts.fragment:
                assert parts.fragment in ids, link


def test_a_page_names_its_address_and_its_live_twin(site: Path) -> None:
    page = (site / "en/city/phuket.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{SITE.base_url}/en/city/phuket.html">' in page
    assert f'href="{SITE.live_url}/city?city=phuket&amp;lang=en"' in page
    assert "application/ld+json" in (site / "en/sources.html").read_text("utf-8")


def test_breadcrumbs_of_a_place_lead_to_its_country_and_all_countries(site: Path) -> None:
    page = parsed(site / "en/city/phuket.html")
    (nav,) = [each for each in page.iter(f"{XHTML}nav") if each.get("class") == "breadcrumbs"]
    links = {"".join(each.itertext()): each.get("href") for each in nav.iter(f"{XHTML}a")}
    assert links == {"Countries": "../../en/countries.html",
                     "Thailand": "../../en/countries/THA.html",
                     "South": "../../en/countries/THA/south.html"}  # fmt: skip
    here = [each for each in nav.iter() if each.get("aria-current") == "page"]
    assert ["".join(each.itertext()) for each in here] == ["Phuket"]
    said = (site / "en/countries/THA.html").read_text("utf-8")
    assert f"{SITE.base_url}/preview/en/countries/THA.png" in said
    assert "BreadcrumbList" in said


def test_places_are_found_by_name(site: Path) -> None:
    said = (site / "search-en.js").read_text("utf-8")
    rows = json.loads(said.removeprefix("const FOUND = ").rstrip().removesuffix(";"))
    hits = [row for row in rows if "chiang mai" in row[2] and row[3].endswith(".html")]
    assert [row[3] for row in hits if "/city/" in row[3]] == ["../en/city/chiang-mai.html"]


def test_what_stands_is_not_made_again_and_the_bytes_are_the_same(site: Path) -> None:
    before = {path: path.read_bytes() for path in listed(site)}
    assert build(site, SITE, only=some, jobs=1) == (len(SOME), 0)
    lost = site / "th/countries.html"
    lost.unlink()
    (site / RECORD).write_text("{}")
    assert build(site, SITE, only=lambda task: task.path == "th/countries.html", jobs=1) == (1, 1)
    assert lost.read_bytes() == before[lost]
