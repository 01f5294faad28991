"""A page in a view as HTML: words, figures, charts as SVG, tables, sources and links."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from markupsafe import Markup

from dashboard.content.chips import chips, cleared
from dashboard.content.citations import plain, source_line, source_links
from dashboard.content.comparison.facts import Comparison
from dashboard.content.comparison.summary import KINDS
from dashboard.content.country_page import PAGE as COUNTRIES
from dashboard.content.directory import columns_in, heights_of, in_columns
from dashboard.content.filters import (
    STATUS_NAMES,
    country_options,
    day_label,
    days_to_choose,
    filter_label,
    latest,
    region_options,
)
from dashboard.content.headline import Card
from dashboard.content.listing import Listing, source_ids
from dashboard.content.lists import listings
from dashboard.content.pages import describe
from dashboard.content.project_lists import (
    ALL,
    focus_options,
    grouping_options,
    progress_options,
    report_card,
)
from dashboard.content.projects import grouped_by, report_totals
from dashboard.content.sections.section import Section
from dashboard.content.table_cells import shown_columns
from dashboard.content.text.disclaimers import MAPS, boundaries, not_official
from dashboard.content.text.guide import POINTS
from dashboard.content.text.name_links import link_names, own_ids
from dashboard.content.text.overview_text import since_then
from dashboard.content.text.page_summary import title
from dashboard.core.dataset import cached, choices, network, table
from dashboard.core.navigation import NAMED, PAGES, START, site_title
from dashboard.core.translation import LANGUAGES, _, day, on_day, p_, use_language
from dashboard.core.url_state import GROUPINGS, View
from dashboard.exports.html.breadcrumbs import breadcrumb_nav
from dashboard.exports.html.cards import card_html
from dashboard.exports.html.drawings import DESK, drawings_of, legend_of
from dashboard.exports.html.folds import ShownFold, folds_html
from dashboard.exports.html.icons import icon
from dashboard.exports.html.layout import (
    FIELD_ABOVE,
    FIELDS,
    LAST,
    ROWS,
    TIME_ABOVE,
    TIME_BELOW,
    in_rows,
    share_of,
)
from dashboard.exports.html.links import Links
from dashboard.exports.html.markdown import block, inline
from dashboard.exports.html.tables import Table, table_of
from dashboard.exports.svg.themes import Themes
from dashboard.exports.templates import templates_in
from dashboard.maps import symbols

HERE = Path(__file__).parent
CONFIG = HERE.parents[2] / ".streamlit" / "config.toml"
# Tables of the page of sources that everybody may want, and the whole.
FILES = ("ascn.xlsx", "ascn.zip", "places.geojson", "datapackage.json")
templates = templates_in(HERE / "templates")


@dataclass(frozen=True, slots=True)
class Document:
    """A page as HTML: its title, its style sheet, and what stands in its body."""

    lang: str
    title: str
    summary: str
    style: Markup
    body: Markup


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document is made for: its links, and what the live page would show around it.

    `public` is the address of the view for others, where one is known. An `embedded` one has
    neither navigation nor controls. `newcomer` keeps the line that leads to the guide, and `live`
    says that scripts will take over. `twin` is the
    address of the live page, `search` that of a page to search on, for a document that is a file;
    `files` are more files to take away.
    """

    links: Links
    public: str = ""
    embedded: bool = False
    newcomer: bool = False
    live: bool = False
    twin: str = ""
    search: str = ""
    files: tuple[tuple[str, str], ...] = ()


def document(name: str, view: View, setting: Setting) -> Document:
    """The page with this name in a view, in the language of the view. Raises KeyError."""
    with use_language(view.lang):
        page, themes = describe(name, view), Themes()
        lists = listings(name, view)
        sections = [_section(name, each, view, setting.links, themes) for each in page.sections]
        cards = [*page.figures, *_reports(name, view)]
        told = partial(_listing, page=name, view=view, links=setting.links)
        keys = {each.key for each in page.sections}
        parts = [
            *sections,
            *(
                Part(each.key, told(each), share_of(name, each.key), True)
                for each in lists
                if each.beside in keys
            ),
        ]
        rest = [each for each in lists if each.beside not in keys]
        last = LAST.get(name, ())
        body = templates.get_template("body.html").render(
            **_frame(name, view, setting),
            heading=title(name, view),
            crumbs=breadcrumb_nav(name, view, lambda to: setting.links.page(to.page, to.view)),
            opening=block(_linked(plain(page.summary), name, view, setting.links)),
            cards=[_card(each, view, setting.links) for each in cards],
            project_filters=_project_filters(name, view, setting.links),
            fields=name in FIELDS and not (name == "city" and view.city),
            first=[told(each) for each in rest if each.first],
            noted=[told(each) for each in rest if each.noted],
            rows=in_rows(name, [each for each in parts if each.key not in last]),
            last=in_rows(name, [each for each in parts if each.key in last]),
            lists=[told(each) for each in rest if not (each.first or each.noted)],
            time_above=TIME_ABOVE.get(name),
            field_above=FIELD_ABOVE.get(name),
            time_below=TIME_BELOW.get(name),
            sources=_sources(page.sections, cards, lists),
        )
        style = templates.get_template("style.css.jinja").render(
            theme=_theme(),
            land=_land(),
            variables=themes.variables,
            rows=ROWS,
            fields=FIELDS,
            foot=_css_string(_foot(view, setting)),
        )
        return Document(view.lang, page.heading, page.summary, Markup(style), Markup(body))


def whole(made: Document, *, head: str = "") -> str:
    """A document of its own; `head` are more elements for its head."""
    return templates.get_template("page.html").render(page=made, head=Markup(head))


@cache
def _theme() -> dict[str, dict[str, str]]:
    """The colours of the live pages in light and dark."""
    said = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]
    return {name: said[name] for name in ("light", "dark")} | {"font": said["font"]}


def _foot(view: View, setting: Setting) -> str:
    """What stands at the foot of each printed sheet."""
    return " · ".join(filter(None, [site_title(), day(view.asof), setting.public]))


def _css_string(text: str) -> str:
    """A text as a string of a style sheet can hold it, whatever is in it."""
    return "".join(each if each.isalnum() else f"\\{ord(each):x} " for each in text)


def _land() -> list[tuple[str, str, str]]:
    light, dark = asdict(symbols.LIGHT), asdict(symbols.DARK)
    return [(f"--map-{key}", light[key], dark[key]) for key in light]


def _linked(said: str, page: str, view: View, links: Links) -> str:
    """Markdown on a page, with the names in it as links."""
    return link_names(said, _lead(view, links), own_ids(page, view))


def _frame(name: str, view: View, setting: Setting) -> dict[str, Any]:
    """What stands around every page."""
    links, now = setting.links, latest()
    package = network().contract.descriptor
    return {
        "page": name, "view": view, "setting": setting, "icon": icon, "start": name == START,
        "navigation": [
            (each.title and _(each.title), each.icon, links.page(each.name, _here(view, each.name)),
             each.name == name)
            for each in PAGES
        ],
        "days": [(iso, day_label(iso), links.page(name, replace(view, asof=iso)))
                 for iso in days_to_choose(view)],
        "day": day_label(view.asof),
        "choices": [
            ("country", _("Country"), _("All countries"), country_options(view)),
            ("region", _("Region"), _("All regions"), region_options(view)),
            ("status", _("Status"), _("Members and proposed areas"),
             {key: _(said) for key, said in STATUS_NAMES.items()}),
        ] if links.filters else [],
        "chosen": _chosen(name, view, links),
        "filtered": filter_label(view),
        "kept": _kept(name, view),
        "languages": [(code, said, links.page(name, replace(view, lang=code)))
                      for code, said in LANGUAGES.items()],
        "kinds": [(_(said), links.page(name, replace(view, compare=kind, against=None)),
                   kind == view.compare)
                  for kind, said in KINDS.items()] if name == "compare" else [],
        "action": links.page(name, view).partition("?")[0],
        "latest": (since_then(view), links.page(name, replace(view, asof=now)))
                  if view.asof < now else None,
        "as_of": _("As of {day}, the latest known", day=day(view.asof)),
        "selected": day(view.asof),
        "not_official": not_official(),
        "guide": _guide(),
        "files": [*setting.files, *((each, links.file(each, view)) for each in FILES)],
        "version": str(package.get("version", "")),
        "_": _, "p_": p_,
    }  # fmt: skip


@cached
def _guide() -> list[tuple[str, Markup]]:
    """The points of the guide: a heading, and what it says."""
    return [(_(heading), inline(_(said))) for _sign, heading, said in POINTS]


def _chosen(name: str, view: View, links: Links) -> list[tuple[str, str, str]]:
    """The chips of a view: a symbol, what each says, and the page without it."""
    path = NAMED[name].path
    found = chips(path, view)
    said = [("close", chip.label, links.page(name, replace(view, **chip.changes)))
            for chip in found]  # fmt: skip
    if len(found) > 1:
        without = links.page(name, replace(view, **cleared(path, view)))
        said.append(("filter_alt_off", _("Clear all"), without))
    return [each for each in said if each[2]]


def _here(view: View, page: str) -> View:
    """The view as a link to another page takes it: date, filters and language."""
    return replace(View(), asof=view.asof, country=view.country, region=view.region,
                   status=view.status, lang=view.lang, city=view.city if page == "map" else (),
                   )  # fmt: skip


def _kept(name: str, view: View) -> list[tuple[str, str]]:
    """What the address says besides that which the form asks for."""
    asked = view.query(page=NAMED[name].path)
    others = {key: value for key, value in asked.items()
              if key not in ("asof", "country", "region", "status", "lang")}  # fmt: skip
    pairs = [(key, each) for key, value in others.items()
             for each in (value if isinstance(value, list) else [value])]  # fmt: skip
    return [*pairs, ("lang", view.lang)]


def _reports(name: str, view: View) -> list[Card]:
    if name != "projects" or view.status == "proposed":
        return []
    return [report_card(view, year) for year in report_totals(view)["report_year"]]


def _card(card: Card, view: View, links: Links) -> Markup:
    grounds = links.page("sources", _here(view, "sources"), **card.grounds)
    return card_html(card, inline(card.note), grounds, icon)


@dataclass(frozen=True, slots=True)
class Part:
    """A section, or a list beside one, as the template takes it."""

    key: str
    told: dict[str, Any]
    share: float = 1.0
    listed: bool = False


def _section(page: str, section: Section, view: View, links: Links, themes: Themes) -> Part:
    share = share_of(page, section.key)
    as_of = section.as_of or on_day(view.asof)
    return Part(
        section.key,
        {
            "key": section.key, "title": section.title,
            "heading": inline(plain(section.title)),
            "about": block(_linked(section.about, page, view, links)),
            "alt": section.alt, "share": share,
            "drawings": drawings_of(page, section, view, themes),
            "legend": legend_of(section),
            "source": inline(source_line(section.sources, unit=section.unit, as_of=as_of)),
            "boundaries": boundaries() if section.key in MAPS else "",
            "table": _table(section, view, links),
        },
        share,
    )  # fmt: skip


def _table(part: Section | Listing, view: View, links: Links) -> Table | None:
    frame = part.table if isinstance(part, Section) else part.frame
    columns = shown_columns(frame, part.columns)
    return table_of(frame, columns, _lead(view, links), part.key)


def _lead(view: View, links: Links) -> Callable[[str, str], str]:
    """Where the page of a place, region or country is, by the column of its id and the id."""
    here = _here(view, "city")

    def lead(column: str, key: str) -> str:
        if column == "place_id":
            return links.page("city", replace(here, city=(key,)))
        if column == "region_id":
            country = choices().country_of_region.get(key)
            return links.page(COUNTRIES, replace(here, country=country, region=key))
        return links.page(COUNTRIES, replace(here, country=key, region=None))

    return lead


def _listing(part: Listing, page: str, view: View, links: Links) -> dict[str, Any]:
    def named(said: str) -> str:
        return _linked(said, page, view, links)

    return {
        "key": part.key, "title": part.title, "heading": inline(plain(part.title)),
        "about": block(named(part.about)),
        "entries": [block(named(each)) for each in part.entries],
        "table": _table(part, view, links),
        "folded": folds_html(
            (ShownFold(each.icon, inline(each.heading), block(named(each.told)))
             for each in part.folded), icon),
        "columns": _columns(part, view, links), "small": part.small,
        "comparison": part.comparison and _comparison(part.comparison, view, links),
    }  # fmt: skip


def _comparison(part: Comparison, view: View, links: Links) -> dict[str, Any]:
    here = _here(view, "city")
    hrefs = [links.page("city", replace(here, city=(key,))) for key in part.places]
    return {
        "sides": list(zip_longest(part.names, hrefs, fillvalue="")),
        "sourced": part.sourced,
        "facts": [
            {
                "name": fact.name, "cells": [inline(cell) for cell in fact.cells],
                "difference": fact.difference, "sources": inline(source_links(fact.sources)),
            }
            for fact in part.facts
        ],
    }  # fmt: skip


def _columns(part: Listing, view: View, links: Links) -> list[list[Any]]:
    """Places by country in the columns of a desk: each has a symbol, a name and an address."""
    if not part.blocks:
        return []
    here, found = _here(view, "city"), list(part.blocks)
    columns: list[list[Any]] = [[] for _each in range(columns_in(DESK.content))]
    for each, at in zip(found, in_columns(heights_of(found), len(columns)), strict=True):
        shown = [
            (entry.icon, entry.label, links.page("city", replace(here, city=(entry.place_id,))))
            for entry in each.entries
        ]
        href = links.page(COUNTRIES, replace(here, country=each.area_id, region=None))
        columns[at].append((each.heading, href, shown))
    return columns


def _project_filters(name: str, view: View, links: Links) -> dict[str, Any]:
    """The filters of the page of projects as links; empty where links lead to no other view."""
    if name != "projects" or not links.filters:
        return {}
    asked = (
        ("focus", _("Focus area"), focus_options(), view.focus or ALL),
        ("progress", _("Progress"), progress_options(), view.progress or ALL),
        ("by", _("Projects by"), grouping_options(), grouped_by(view)),
    )  # fmt: skip

    def choice(key: str, each: str, now: str) -> tuple[str, bool]:
        change: dict[str, Any] = {key: None if each in (ALL, GROUPINGS[0]) else each}
        return links.page(name, replace(view, **change)), each == now

    return {
        key: (label, [(said, *choice(key, each, now)) for each, said in options.items()])
        for key, label, options, now in asked
    }


def _sources(
    sections: Iterable[Section], cards: Iterable[Card], lists: Iterable[Listing]
) -> list[dict[str, str]]:
    """Each source of the page: who published it, its title and its address."""
    rows = table("sources").set_index("source_id")
    found = rows.loc[[key for key in source_ids(sections, cards, lists) if key in rows.index]]
    return [
        {"said": f"{row.publisher}: {row.title}", "url": str(row.url)} for row in found.itertuples()
    ]
