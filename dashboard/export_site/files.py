"""Every file of the static edition: its path, and what makes its bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from dashboard.content.breadcrumbs import Crumb
from dashboard.content.country_page import PAGE as COUNTRIES
from dashboard.content.country_page import country_ids, is_country
from dashboard.content.filters import days_of_members
from dashboard.content.search_index import KINDS, findable
from dashboard.core.dataset import network, table
from dashboard.core.navigation import ICON, PAGES, START, site_title
from dashboard.core.translation import LANGUAGES, _, use_language
from dashboard.core.url_state import View
from dashboard.export_site.links import DEFAULT, SiteLinks, page_path
from dashboard.exports.files import content, places_content, workbook_content
from dashboard.exports.html.document import FILES, Setting, document, whole
from dashboard.exports.pdf.brief import make_brief
from dashboard.exports.pptx.deck import make_deck
from dashboard.exports.templates import templates_in
from dashboard.web.html_head import data_of
from dashboard.web.meta_tags import address
from dashboard.web.routes import presentation
from dashboard.web.routes.social_image import make_preview

HERE = Path(__file__).parent
STAGE = ("stage.css", "hand.css", "stage.js")  # what slides ask for
TAKEN_AWAY = ("brief.pdf", "slides.pptx", "slides.html")
# The links of the slides to live pages, and to their style and script.
SLIDE_LINK = re.compile(r'(href|data-page)="\./(\w*)\?[^"]*"')
templates = templates_in(HERE / "templates")


@dataclass(frozen=True, slots=True)
class Site:
    """What an edition is made for: its own address and that of its live twin, or empty."""

    base_url: str = ""
    live_url: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to make: its path, what kind it is, and the page or name and view of it."""

    path: str
    kind: str
    name: str = ""
    view: View = DEFAULT

    @property
    def group(self) -> tuple[str, ...]:
        """What files have in common that share most of their charts: all but date and language."""
        area = (self.view.country or "", self.view.region or "")
        return ("page" if self.kind == "start" else self.kind, self.name, *self.view.city, *area)


def views() -> list[View]:
    """Every language on every date on record, the default date first."""
    days = sorted(days_of_members(DEFAULT), key=lambda day: day != DEFAULT.asof)
    return [View(asof=day, lang=lang) for day in days for lang in LANGUAGES]


def tasks(site: Site) -> Iterator[Task]:
    """Every file of the edition, what takes long first."""
    for name in TAKEN_AWAY:
        for view in views():
            folder = page_path(START, view).removesuffix("index.html")
            yield Task(folder + name, name, name, view)
    yield Task("index.html", "start", START)
    yield from _pages()
    for lang in LANGUAGES:
        view = View(lang=lang)
        yield from (
            Task(preview_path(page.name, view), "preview", page.name, view) for page in PAGES
        )
        of_countries = (replace(view, country=each) for each in country_ids())
        yield from (
            Task(preview_path(COUNTRIES, each), "preview", COUNTRIES, each) for each in of_countries
        )
        yield Task(f"{lang}/search.html", "search", view=view)
        yield Task(f"search-{lang}.js", "index", view=view)
    yield from _data()
    yield from (Task(f"present/{name}", "stage", name) for name in STAGE)
    yield Task("404.html", "missing")
    yield Task("icon.svg", "icon")
    yield Task("search.js", "script")
    if site.base_url:
        yield Task("sitemap.xml", "sitemap")
        yield Task("robots.txt", "robots")


def _pages() -> Iterator[Task]:
    chosen = [(page.name, DEFAULT) for page in PAGES]
    chosen += [("city", View(city=(str(place),))) for place in table("places")["place_id"]]
    chosen += [(COUNTRIES, View(country=each)) for each in country_ids()]
    chosen += [(COUNTRIES, each) for each in _regions()]
    for name, of in chosen:
        for view in sorted(views(), key=lambda view: view.lang):
            shown = replace(of, asof=view.asof, lang=view.lang)
            if path := page_path(name, shown):
                yield Task(path, "page", name, shown)


def _regions() -> list[View]:
    """Each region as its page shows it."""
    rows = table("regions")[["country_id", "region_id"]].itertuples(index=False)
    return [View(country=str(country), region=str(region)) for country, region in rows]


def preview_path(name: str, view: View) -> str:
    """The file of the picture that stands for a page, or for that of a country."""
    of = f"/{view.country}" if is_country(name, view) else ""
    return f"preview/{view.lang}/{name}{of}.png"


def _data() -> Iterator[Task]:
    yield Task("data/ascn.xlsx", "workbook")
    whole_files = [name for name in FILES if name not in ("places.geojson", "ascn.xlsx")]
    tables = [f"{name}.csv" for name in network().contract.tables]
    for name in (*whole_files, *network().contract.boundaries.values(), *tables):
        yield Task(f"data/{name}", "data", name)
    links = SiteLinks("index.html")
    for view in views()[:: len(LANGUAGES)]:
        yield Task(links.file("places.geojson", view), "places", view=view)


def make(task: Task, site: Site) -> bytes:
    """The bytes of a file. The same dataset and the same site, the same bytes."""
    with use_language(task.view.lang):
        return MAKERS[task.kind](task, site)


def _page(task: Task, site: Site) -> bytes:
    return _document(task.path, task.name, task.view, site)


def _document(path: str, name: str, view: View, site: Site) -> bytes:
    twin = address(site.live_url, name, view, view.lang) if site.live_url else ""
    public = f"{site.base_url}/{page_path(name, view)}" if site.base_url else ""
    links = SiteLinks(path)
    folder = page_path(START, View(asof=view.asof, lang=view.lang)).removesuffix("index.html")
    more = tuple((each, f"{links.up}{folder}{each}") for each in TAKEN_AWAY)
    setting = Setting(
        links, public, twin=twin, files=more, search=f"{links.up}{view.lang}/search.html"
    )
    page = document(name, view, setting)

    def absolute(to: Crumb) -> str:
        path = page_path(to.page, to.view)
        return f"{site.base_url}/{path}" if site.base_url and path else ""

    head = templates.get_template("head.html").render(
        title=page.title, summary=page.summary, up=links.up, public=public, site=site_title(),
        image=f"{site.base_url}/{preview_path(name, view)}" if site.base_url else "",
        others=[(code, links.page(name, replace(view, lang=code))) for code in LANGUAGES],
        data=Markup(data_of(name, view, site.base_url, absolute).decode()),
    )  # fmt: skip
    return whole(page, head=head).encode()


def _start(task: Task, site: Site) -> bytes:
    return _document("index.html", START, DEFAULT, site)


def _search(task: Task, site: Site) -> bytes:
    return templates.get_template("search.html").render(
        lang=task.view.lang, title=_("Search"), site=site_title(), home="index.html",
        label=_("Name of a place, page, official figure, project or source"),
        nothing=_("Nothing found"),
        without=_("Search needs scripts."),
    ).encode()  # fmt: skip


def _index(task: Task, site: Site) -> bytes:
    """What can be found: its name, its kind in words, the text that is searched, its file."""
    rows = []
    for hit in findable():
        of_area = hit.page == COUNTRIES
        view = replace(DEFAULT, lang=task.view.lang, city=hit.view.get("city", ()),
                       country=hit.view.get("country") if of_area else None,
                       region=hit.view.get("region") if of_area else None,
                       )  # fmt: skip
        outside = hit.page.startswith("http")
        path = "" if outside else page_path(hit.page, view)
        href = hit.page if outside else f"../{path}" if path else ""
        if href:
            words = " ".join((*hit.names, *hit.others)).lower()
            rows.append([hit.label, _(KINDS[hit.kind]), words, href])
    said = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f"const FOUND = {said};\n".encode()


def _missing(task: Task, site: Site) -> bytes:
    root = "/" + site.base_url.partition("://")[2].partition("/")[2]
    with_slash = root if root.endswith("/") else f"{root}/"
    said = []
    for lang in LANGUAGES:  # nobody knows whose address it was
        with use_language(lang):
            said.append((lang, _("There is no page at this address"), site_title()))
    return templates.get_template("404.html").render(said=said, home=with_slash).encode()


def _slides(task: Task, site: Site) -> bytes:
    links = SiteLinks(task.path)
    text = presentation.document("stage.html", task.view, "", "")
    text = text.replace('"present/', f'"{links.up}present/')
    return SLIDE_LINK.sub(lambda found: f'{found[1]}="{found[2] or "index"}.html"', text).encode()


def _sitemap(task: Task, site: Site) -> bytes:
    paths = [
        page_path(page.name, View(lang=lang)) for page in PAGES for lang in LANGUAGES
    ] + [
        page_path("city", View(lang=lang, city=(str(place),)))
        for place in table("places")["place_id"]
        for lang in LANGUAGES
    ] + [
        page_path(COUNTRIES, replace(each, lang=lang))
        for each in (*(View(country=country) for country in country_ids()), *_regions())
        for lang in LANGUAGES
    ]  # fmt: skip
    return templates.get_template("sitemap.xml").render(base=site.base_url, paths=paths).encode()


def _robots(_task: Task, site: Site) -> bytes:
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.base_url}/sitemap.xml\n".encode()


MAKERS: dict[str, Callable[[Task, Site], bytes]] = {
    "page": _page,
    "start": _start,
    "search": _search,
    "index": _index,
    "missing": _missing,
    "sitemap": _sitemap,
    "slides.html": _slides,
    "brief.pdf": lambda task, site: make_brief(task.view, site.base_url),
    "slides.pptx": lambda task, _site: make_deck(task.view),
    "preview": lambda task, _site: make_preview(task.name, task.view).body,
    "data": lambda task, _site: content(task.name).body,
    "workbook": lambda task, _site: workbook_content(task.view).body,
    "places": lambda task, _site: places_content(task.view).body,
    "icon": lambda _task, _site: ICON.read_bytes(),
    "script": lambda _task, _site: (HERE / "search.js").read_bytes(),
    "stage": lambda task, _site: (presentation.FILES / task.name).read_bytes(),
    "robots": _robots,
}
