"""The opening of each page: its question answered in a sentence or two, computed for the view.

It stands under the title, and describes the page to those who only see a link to it. Plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

import ascn_data
from ascn_data import founding_day
from dashboard.content.citations import year_of
from dashboard.content.column_labels import VALUES
from dashboard.content.filters import filter_label, names_of, scope
from dashboard.content.places import THAILAND
from dashboard.content.programme import areas_of, region_name
from dashboard.content.projects import report_totals, where
from dashboard.content.selection import (
    counts_members,
    members_of,
    network_note,
    proposed_of,
    why_no_place,
)
from dashboard.content.slide_frames import partner_rows
from dashboard.content.text import network_text, place_summary, residents_summary
from dashboard.content.text.partner_text import partner_names, partners_title
from dashboard.content.text.place_summary import one_text, stop
from dashboard.content.text.programme_text import plan_answer, scoped
from dashboard.core.dataset import ask, cached, network, table
from dashboard.core.navigation import NAMED, START, site_title
from dashboard.core.translation import _, day, localized, n_, number
from dashboard.core.url_state import View

MOST_LISTED = 3
CHOOSE_PLACES = ("map", "city")
# These show the same whatever country, region or status is chosen.
UNFILTERED = ("partners", "sources")


@cached
def opening(page: str, view: View) -> str:
    """The answer of the page with this name in a view, in the language being spoken.

    Raises KeyError for a page that does not exist.
    """
    return OPENINGS[page](view)


@cached
def heading(page: str, view: View) -> str:
    """The title of a page in a view: what it is about, the places or filters chosen, whose it is.

    Raises KeyError for a page that does not exist.
    """
    names = table("places").set_index("place_id")[localized("name")]
    chosen = [str(names[key]) for key in view.city] if page in CHOOSE_PLACES else []
    filters = region_name(view) if page == "thailand" else filter_label(view)
    parts = chosen or [filters if page not in UNFILTERED else ""]
    said = " · ".join(filter(None, [NAMED[page].heading, *parts]))
    return said if page == START else f"{said} – {site_title()}"


def _now_listed(view: View) -> str:
    """How many ASEAN lists today, where the day shown is earlier and they are more."""
    last = ask(ascn_data.growth, view.asof, **view.where).tail(1)
    if last.empty or not last["later"].iloc[0]:
        return ""
    row = last.iloc[0]
    return n_(
        "ASEAN lists {count} by {month}.", "ASEAN lists {count} by {month}.",
        int(row["members"]), month=day(row["counted_on"], "month"),
    )  # fmt: skip


def overview(view: View) -> str:
    """How many belong to the network, who joined last, and what is proposed beside it."""
    members, areas = members_of(view), proposed_of(view)
    told = stop(_membership(members, view)) if len(members) else ""
    return one_text(told, _proposed(len(areas), view)) or why_no_place(view)


def _proposed(areas: int, view: View) -> str:
    """How many areas are proposed in the selection; empty where none is."""
    if not areas:
        return ""
    said = n_(
        "{count} area is proposed for Thailand's own plan.",
        "{count} areas are proposed for Thailand's own plan.",
        areas,
    )
    return scoped(scope(view), said) if members_of(view).empty else said


def last_joined(members: pd.DataFrame) -> pd.DataFrame:
    """Those of the members who joined last; none where all are founders."""
    newest = members[~members["founding"]]
    return newest[newest["counted_on"] == newest["counted_on"].max()]


def _membership(members: pd.DataFrame, view: View) -> str:
    if view.country:
        told = n_(
            "{scope} has {count} of the network's {all} member cities",
            "{scope} has {count} of the network's {all} member cities",
            len(members), scope=scope(view), all=number(len(ask(ascn_data.members, view.asof))),
        )  # fmt: skip
    else:
        countries = n_("{count} country", "{count} countries", members["country_id"].nunique())
        told = n_(
            "{count} city in {countries} forms the ASEAN Smart Cities Network",
            "{count} cities in {countries} form the ASEAN Smart Cities Network",
            len(members), countries=countries,
        )  # fmt: skip
    newest = last_joined(members)
    if newest.empty:
        return _("{told}; all are founding members", told=told)
    return _(
        "{told}; {names} joined in {month}", told=told,
        names=network_text.names(newest, MOST_LISTED),
        month=day(newest["counted_on"].iloc[0], "month"),
    )  # fmt: skip


def growth(view: View) -> str:
    """Who founded the network, how many joined by the day, and how many are listed today."""
    steps = ask(ascn_data.growth, view.asof, **view.where)
    known = steps[~steps["later"]]
    if not counts_members(view):
        return one_text(_proposed(len(proposed_of(view)), view), why_no_place(view, "member"))
    if known.empty:
        return why_no_place(view, "member")
    founders = int(known.loc[known["founding"], "joined"].sum())
    later = int(known["joined"].sum()) - founders
    told = {"month": day(founding_day(network()), "month"), "day": day(view.asof)}
    began = n_(
        "{count} city founded the network in {month}",
        "{count} cities founded the network in {month}",
        founders, **told,
    )  # fmt: skip
    if not founders:
        said = n_("{count} city joined by {day}.", "{count} cities joined by {day}.", later, **told)
    elif not later:
        said = _("{began}; none had joined by {day}.", began=began, **told)
    else:
        said = n_(
            "{began}, and {count} more joined by {day}.",
            "{began}, and {count} more joined by {day}.",
            later, began=began, **told,
        )  # fmt: skip
    return scoped(scope(view), one_text(said, _now_listed(view)))


def projects(view: View) -> str:
    """How many projects the latest report lists, of how many cities, and what most are about."""
    counts = report_totals(view).dropna(subset="projects")
    counts = counts[counts["projects"] > 0]
    if counts.empty or view.status == "proposed":
        return _("No monitoring report lists a project that fits these filters.")
    known = counts[~counts["later"]]
    last = known.iloc[-1] if len(known) else counts.iloc[0]
    year = int(last["report_year"])
    rows = ask(ascn_data.projects, year=year, **where(view))
    told = n_(
        "The monitoring report of {year} lists {count} project of {cities}",
        "The monitoring report of {year} lists {count} projects of {cities}",
        int(last["projects"]), year=year_of(year),
        cities=n_("{count} city", "{count} cities", rows["place_id"].nunique()),
    )  # fmt: skip
    areas = rows[localized("focus_area")].value_counts()
    most = [str(name) for name in areas.index[areas == areas.max()]]
    if len(areas) > 1 and len(most) == 1:
        told = _(
            "{told}, the most in {area}: {count}", told=told, area=most[0],
            count=number(areas.max()),
        )  # fmt: skip
    if last["later"]:
        told = _("{note}; later than the as-of day", note=told)
    return scoped(_selected(view), stop(told))


def _selected(view: View) -> str:
    """Country, region, focus area and progress that the projects are narrowed to."""
    areas = table("focus_areas").set_index("focus_area_id")[localized("name")]
    parts = [
        scope(view),
        str(areas[view.focus]) if view.focus else "",
        _(VALUES[view.progress]) if view.progress else "",
    ]
    return " · ".join(filter(None, parts))


def thailand(view: View) -> str:
    """What Thailand's plan holds on the day, and that the proposed areas are a part of it."""
    if view.country not in (None, THAILAND):
        name = names_of("countries", "country_id")[view.country]
        return _("This plan is Thailand's alone, and the filter asks for {country}.", country=name)
    if view.status == "member":
        return _thai_members(view)
    return plan_answer(areas_of(view), view.asof, region_name(view))


def _thai_members(view: View) -> str:
    """How many of the network's members lie in Thailand, or in the region chosen."""
    here = replace(view, country=THAILAND)
    members = members_of(here)
    return stop(_membership(members, here)) if len(members) else why_no_place(here, "member")


def partners(view: View) -> str:
    """How many programmes had begun, and the partners' names."""
    rows = partner_rows(view)
    told = ": ".join(filter(None, [partners_title(rows, view), partner_names(rows)]))
    return one_text(stop(told), network_note(view))


def sources(view: View) -> str:
    """What everything rests on, and how the announced numbers compare with the tables."""
    rest = n_(
        "Everything here rests on {count} source", "Everything here rests on {count} sources",
        len(table("sources")),
    )  # fmt: skip
    told = one_text(stop(rest), stop(network_text.claims_title(ask(ascn_data.claims))))
    if not view.filtered:
        return told
    return one_text(told, _("Neither is narrowed to {filters}.", filters=filter_label(view)))


OPENINGS: Mapping[str, Callable[[View], str]] = {
    "overview": overview,
    "map": place_summary.where,
    "growth": growth,
    "reach": residents_summary.residents,
    "city": place_summary.chosen_or_all,
    "projects": projects,
    "thailand": thailand,
    "partners": partners,
    "sources": sources,
}
