"""The static edition: its links lead somewhere, and the same dataset gives the same bytes."""

from __future__ import annotations

import json
import os
import posixpath
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from tinyhtml5.parser import HTMLParser

from dashboard.core.dataset import one_edition
from dashboard.core.navigation import PAGES, site_title
from dashboard.core.translation import LANGUAGES, _, use_language
from dashboard.export_site.build import RECORD, build, listed
from dashboard.export_site.files import MAKERS, Site, Task, tasks
from dashboard.export_site.links import DEFAULT, page_path

XHTML = "{http://www.w3.org/1999/xhtml}"
SITE = Site("https://example.org/ascn", "https://live.example.org")
SOME = {
    "index.html", "404.html", "search.js", "search-en.js", "en/search.html", "en/index.html",
    "en/sources.html", "en/city.html", "en/city/phuket.html", "th/countries.html",
    "en/countries/THA.html", "en/countries/THA/north.html", "data/ascn.xlsx",
    "en/2026-01-31/growth.html", "en/2018-04-28/slides.html", "data/places.csv", "sitemap.xml",
    "en/2018-04-28/slides.pptx", "en/2018-04-28/brief.pdf", "preview/th/city.png", "robots.txt",
    "icon.svg", "data/places-2026-01-31.geojson", "present/stage.css",
}  # fmt: skip
# What another process runs: the folder, the addresses and the files to make.
ANOTHER = """
import json, sys
from pathlib import Path
from dashboard.export_site.build import build
from dashboard.export_site.files import Site
out, site, paths = sys.argv[1], Site(*json.loads(sys.argv[2])), json.loads(sys.argv[3])
build(Path(out), site, only=lambda task: task.path in paths, jobs=1)
"""


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


def test_an_unknown_address_is_answered_in_every_language_from_the_root(
    site: Path, paths: set[str]
) -> None:
    page = parsed(site / "404.html")
    parts = {each.get("lang"): each for each in page.iter(f"{XHTML}div")}
    assert [*parts] == [*LANGUAGES]
    for lang, part in parts.items():
        (link,) = part.iter(f"{XHTML}a")
        with use_language(lang):
            assert _("There is no page at this address") in "".join(part.itertext())
            assert link.text == site_title()
        root = urlsplit(SITE.base_url).path
        assert link.get("href", "").removeprefix(f"{root}/") in paths


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


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in listed(folder)}


def test_another_process_writes_the_same_bytes(site: Path, tmp_path: Path) -> None:
    with one_edition():
        assert {task.kind for task in tasks(SITE) if some(task)} == {*MAKERS}, "each kind of file"
    said = json.dumps([SITE.base_url, SITE.live_url]), json.dumps(sorted(SOME))
    # Sets in another order than here.
    other = {**os.environ, "PYTHONHASHSEED": "1"}
    command = [sys.executable, "-c", ANOTHER, str(tmp_path / "site"), *said]
    subprocess.run(command, check=True, env=other)
    assert contents(tmp_path / "site") == contents(site)


def test_a_second_run_writes_no_file(site: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in listed(site)}
    assert build(site, SITE, only=some, jobs=1) == (len(SOME), 0)
    assert {path: path.stat().st_mtime_ns for path in listed(site)} == before


def test_an_interrupted_run_goes_on_where_it_ended(tmp_path: Path) -> None:
    def stop(done: int, _count: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    def small(task: Task) -> bool:
        return task.kind == "stage"

    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, SITE, only=small, jobs=1, tell=stop)
    assert build(tmp_path, SITE, only=small, jobs=1) == (3, 1)


def test_a_lost_file_is_made_again_with_the_same_bytes(site: Path) -> None:
    before = {path: path.read_bytes() for path in listed(site)}
    lost = site / "th/countries.html"
    lost.unlink()
    (site / RECORD).write_text("{}")
    assert build(site, SITE, only=lambda task: task.path == "th/countries.html", jobs=1) == (1, 1)
    assert lost.read_bytes() == before[lost]
