"""What a page says besides its charts: tables, entries and sentences, described without drawing.

The live pages show the same rows in `dashboard.ui.sections`; documents take them from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

import ascn_data
from dashboard.content.citations import plain, source_links
from dashboard.content.comparison.dates import joined_of, joined_title
from dashboard.content.comparison.summary import comparison, note
from dashboard.content.comparison.summary import title as comparison_title
from dashboard.content.countries import (
    countries_notes,
    countries_title,
    country_columns,
    country_rows,
    no_state,
    programme_figures_of,
)
from dashboard.content.country_lists import country_listings
from dashboard.content.directory import blocks
from dashboard.content.governance import governance_rows, leaders_said
from dashboard.content.listing import Fold, Listing, Listings
from dashboard.content.official_figures import entries, sources_by_publisher
from dashboard.content.place_lists import all_sources, declared, plan_title, why_unknown
from dashboard.content.places import THAILAND, by_name
from dashboard.content.programme import LAST_DAY, listed_areas
from dashboard.content.programme_lists import (
    member_rows,
    programme_cards,
    proposed_rows,
    residents_note,
)
from dashboard.content.project_lists import priorities, reports_said
from dashboard.content.projects import found, part
from dashboard.content.sections.city_populations import (
    about_series,
    in_alphabetical_order,
    shown_series,
    unranked_title,
)
from dashboard.content.sections.events import event_lines
from dashboard.content.sections.growth import LEDGER, events, ledger_rows
from dashboard.content.sections.partners import partner_entries, programme_rows
from dashboard.content.sections.residents import definition
from dashboard.content.selection import (
    concerns_thailand,
    counts_members,
    why_no_place,
)
from dashboard.content.text import programme_text
from dashboard.content.text.network_text import map_title
from dashboard.content.text.overview_text import last_review
from dashboard.content.text.place_facts import facts, name_of, place_of
from dashboard.content.text.programme_text import both_lists
from dashboard.content.text.progress_text import figure_rows, progress_said
from dashboard.content.text.project_text import nothing_found
from dashboard.content.text.statements import statements_told
from dashboard.core.dataset import ask, network, table
from dashboard.core.limits import OPTIONS
from dashboard.core.navigation import START
from dashboard.core.translation import _, localized, n_, text, text_language
from dashboard.core.url_state import DATES, View

# The columns of the cities that joined between two dates.
JOINED = ("counted_on", "name", "country", "region", "basis", "source")


def _overview(view: View) -> Listings:
    if told := statements_told("network-purpose", view.asof, newest=True):
        yield Listing("purpose", about=told, small=True)
    yield Listing("review", about=last_review(), small=True)


def _growth(view: View) -> Listings:
    rows = ledger_rows(view)
    title = _("Membership record: every entry with date and source")
    about = plain(why_no_place(view)) if rows.empty else ""
    yield Listing("ledger", title, about=about, frame=rows, columns=LEDGER)
    dated = events(view)
    if len(dated):
        yield Listing("events", _("Timeline"), about=event_lines(dated, details=False))


def _countries(view: View) -> Listings:
    if view.country:
        yield from country_listings(view)
        return
    rows = country_rows(view)
    if rows.empty:
        yield Listing("countries", about=plain(no_state(view)))
        return
    yield Listing(
        "countries", countries_title(rows),
        frame=rows.assign(national=rows["programme"]),
        columns=country_columns(rows),
        about="\n\n".join(countries_notes(rows)), small=True,
    )  # fmt: skip
    stated = programme_figures_of(view)
    if len(stated):
        yield Listing(
            "national", _("Figures of national programmes by date"),
            frame=stated.assign(national=stated["programme"]),
            columns=("country", "national", "figure", "figure_unit", "qualifier", "as_of",
                     "detail", "weak", "source"),
        )  # fmt: skip


def _reach(view: View) -> Listings:
    counted = ask(ascn_data.reach_by_area, view.asof, **view.where)
    if len(counted) and concerns_thailand(view):
        yield Listing("definition", about=definition(view), first=True)
    elif concerns_thailand(view) or not counts_members(view):
        yield Listing("definition", about=plain(why_no_place(view, "proposed")), first=True)
    yield from _unranked(view)


def _unranked(view: View) -> Listings:
    """Figures of a source whose figures do not compare: a table by name instead of bars."""
    series = ask(ascn_data.series_in_use, view.asof)
    if series.empty or not counts_members(view):
        return
    chosen = shown_series(view, series)
    names = series.set_index("series_id")[localized("name")]
    rows = ask(ascn_data.city_populations, view.asof, chosen, **view.where)
    known = in_alphabetical_order(rows)
    if known.empty or chosen != network().role("series", "self_declared"):
        return
    yield Listing(
        "cities", unranked_title(known, str(names[chosen])),
        about=about_series(series, chosen, rows, view.asof), frame=known,
        columns=("name", "country", "region", "unit", "population", "source"),
    )  # fmt: skip


def _city(view: View) -> Listings:
    if not view.city:
        places = ask(ascn_data.places, view.asof, status=view.status, **view.where)
        if places.empty:
            yield Listing("directory", about=plain(why_no_place(view)))
            return
        few = len(places) <= OPTIONS
        yield Listing(
            "directory", map_title(places), first=True,
            blocks=tuple(blocks(places)) if few else (),
            frame=pd.DataFrame() if few else by_name(places),
            columns=("name", "country", "region", "status", "counted_on"),
        )  # fmt: skip
        return
    places = tuple(place_of(view, place_id) for place_id in view.city)
    for place in places:
        told = tuple(f"**{name}:** {said}" for name, said in facts(place, view))
        where = f"{plain(text(place, 'region'))}, {plain(text(place, 'country'))}"
        yield Listing(str(place["place_id"]), text(place, "name"), where, told, first=True)
    for place in places:
        yield from _plan_of(place)
    every = all_sources(places)
    count = every["source_id"].nunique()
    yield Listing(
        "page-sources",
        n_("This page uses {count} source", "This page uses {count} sources", count),
        frame=every, columns=("name", "publisher", "title", "used_for", "published_on", "url"),
    )  # fmt: skip


def _compare(view: View) -> Listings:
    facts = comparison(view)
    if facts is None:
        return
    yield Listing("comparison", comparison_title(view), first=True, comparison=facts)
    yield Listing("differences", about=plain(note(view, facts)), first=True)
    rows = joined_of(view)
    if view.compare == DATES and len(rows):
        yield Listing("joined", joined_title(), frame=rows, columns=JOINED)


def _plan_of(place: pd.Series) -> Listings:
    rows = declared(place["place_id"])
    title, key = plan_title(place, rows), f"plan-{place['place_id']}"
    if rows.empty:
        yield Listing(key, title.replace("\\", ""), about=why_unknown(place))
        return
    areas = tuple(plain(str(name)) for name in rows[localized("focus_area")].drop_duplicates())
    about = _("Source: {sources}.", sources=source_links(rows["source_id"]))
    yield Listing(key, title.replace("\\", ""), about, areas)
    projects = ask(ascn_data.priority_projects, city=place["place_id"])
    yield Listing(
        f"priority-{place['place_id']}",
        n_("{count} priority project of 2018", "{count} priority projects of 2018", len(projects)),
        about=name_of(place), frame=projects,
        columns=("project", "description", "focus_area", "source"),
    )  # fmt: skip


def _projects(view: View) -> Listings:
    rows = found(view, view.find or "") if view.status != "proposed" else pd.DataFrame()
    if len(rows):
        yield Listing("reports", about=reports_said(view), noted=True, small=True)
        if told := statements_told("project-reports", LAST_DAY):
            yield Listing("statements", about=told, noted=True, small=True)
        yield Listing(
            "list", _("All listed projects"), frame=rows,
            about=n_("{count} row. A project may appear in several reports.",
                     "{count} rows. A project may appear in several reports.", len(rows)),
            columns=("name", "project", "country", "focus_area", "progress", "report_year", "later",
                     "source"),
        )  # fmt: skip
    elif view.find:
        yield Listing("list", about=plain(nothing_found(view.find, part(view))))
    first = priorities(view)
    if len(first) and view.status != "proposed":
        yield Listing(
            "priorities",
            n_("{count} priority project of 2018", "{count} priority projects of 2018", len(first)),
            about=_("Priorities of the founding cities. Outcomes are not recorded."), frame=first,
            columns=("name", "project", "description", "focus_area", "source"),
        )  # fmt: skip


def _thailand(view: View) -> Listings:
    if view.country not in (None, THAILAND):
        return
    if concerns_thailand(view):
        yield from _programme(view)
    if view.status != "proposed":
        rows = member_rows(view)
        told = both_lists(rows, ask(ascn_data.plan_areas, view.asof))
        empty = why_no_place(replace(view, country=THAILAND), "member")
        yield Listing(
            "members", _("Members of the ASEAN network in Thailand"),
            about=told if len(rows) else f"{plain(empty)} {told}", frame=rows,
            columns=("name", "region", "counted_on", "unit_label", "province", "province_areas",
                     "source"),
        )  # fmt: skip


def _programme(view: View) -> Listings:
    rows = figure_rows(view.asof)
    yield Listing(
        "target", _("Target and progress"), plain(progress_said(view.asof)), frame=rows,
        columns=("about", "figure", "figure_unit", "qualifier", "as_of", "detail", "weak",
                 "source"),
    )  # fmt: skip
    proposed = proposed_rows(view)
    if len(proposed) and view.status != "member":
        yield Listing(
            "proposed", _("Proposed areas"), residents_note(view), frame=proposed,
            columns=("number", "name", "province", "region", "unit_label", "unit_resolved", "low",
                     "high", "reference_date", "source"),
        )  # fmt: skip
    areas = listed_areas(view)
    if len(areas):
        proposed_only = view.status == "proposed"
        yield Listing(
            "areas", programme_text.list_title(areas, view.asof, proposed=proposed_only),
            frame=areas,
            columns=("number", "area", "province", "region", "designated_on", "is_proposed",
                     "later", "note", "source"),
        )  # fmt: skip
    if cards := programme_cards(view.asof):
        title = n_(
            "{count} programme announced at the same time (figure as announced)",
            "{count} programmes announced at the same time (figures as announced)",
            len(cards),
        )
        told = tuple(f"**{plain(card.label)}:** {card.value}. {card.note}" for card in cards)
        yield Listing("programmes", title, entries=told)


def _partners(view: View) -> Listings:
    if told := statements_told("network-purpose", view.asof, newest=True):
        yield Listing("purpose", about=told, first=True, small=True)
    if len(programmes := programme_rows(view)):
        told_of = tuple(
            Fold("chevron_right", label, said)
            for _partner, label, said in partner_entries(programmes)
        )
        yield Listing("partner-list", folded=told_of, beside="partners")
    rows = governance_rows(view.asof)
    yield Listing(
        "governance", _("How the network is governed"), plain(leaders_said(view.asof)), frame=rows,
        columns=("matter", "about", "starts_on", "ends_on", "serves", "detail", "weak", "source"),
    )  # fmt: skip


def _sources(view: View) -> Listings:
    parts = (
        ("#h-claims", _("Official figures")), ("#downloads", _("Download the data")),
        ("#h-dictionary", _("Data dictionary")), ("#h-cite", _("How to cite")),
        ("", _("Check your own data")), ("#h-sources", _("Sources")),
    )  # fmt: skip
    ways = " · ".join(f"[{plain(name)}]({href})" if href else plain(name) for href, name in parts)
    yield Listing("contents", about=ways, first=True)
    figures = tuple(
        Fold("check_circle" if entry.agrees else "campaign", entry.label, entry.told)
        for entry in entries(view.asof)
    )
    yield Listing(
        "claims", _("Official figures and how well they are confirmed"), folded=figures,
        frame=ask(ascn_data.claims),
        columns=("statement", "value", "computed", "measured_in", "source"), first=True,
    )  # fmt: skip
    tables = network().contract.tables
    told = tuple(
        f"**{plain(each.title[text_language()])}** ({name}): "
        + plain(each.description[text_language()])
        for name, each in tables.items()
    )
    yield Listing("dictionary", _("Data dictionary"), entries=told)
    yield Listing("cite", _("How to cite"), about=plain(ask(ascn_data.cite)))
    rows = sources_by_publisher()
    count = len(table("sources"))
    yield Listing(
        "sources",
        n_("This dashboard uses {count} source", "This dashboard uses {count} sources", count),
        frame=rows, columns=("publisher", "title", "published_on", "kind", "licence", "url"),
    )  # fmt: skip


def _none(_view: View) -> Listings:
    yield from ()


LISTINGS: Mapping[str, Callable[[View], Listings]] = {
    START: _overview,
    "map": _none,
    "growth": _growth,
    "countries": _countries,
    "reach": _reach,
    "city": _city,
    "compare": _compare,
    "projects": _projects,
    "thailand": _thailand,
    "partners": _partners,
    "sources": _sources,
}


def listings(name: str, view: View) -> tuple[Listing, ...]:
    """The parts without a chart of the page with this name.

    Raises KeyError for any other name.
    """
    return tuple(LISTINGS[name](view))
