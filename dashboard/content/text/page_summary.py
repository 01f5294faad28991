"""The opening of each page: its question answered in a sentence or two, computed for the view.

It is shown under the title, and as the description in link previews. Plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

import ascn_data
from ascn_data import founding_day
from dashboard.content.citations import year_of
from dashboard.content.comparison.sides import side_names
from dashboard.content.comparison.summary import compared
from dashboard.content.countries import countries
from dashboard.content.country_page import is_country
from dashboard.content.filters import filter_label, names_of, scope, scope_in_text
from dashboard.content.places import THAILAND
from dashboard.content.programme import areas_of, region_name
from dashboard.content.projects import part, report_totals, where
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
from dashboard.content.text.programme_text import plan_answer, separate_programme
from dashboard.content.text.sentences import one_text, scoped, stop
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


def title(page: str, view: View) -> str:
    """What stands at the top of a page in a view: its name, or the country or region that it shows.

    Raises KeyError for a page that does not exist.
    """
    return scope_in_text(view) if is_country(page, view) else NAMED[page].heading


@cached
def heading(page: str, view: View) -> str:
    """The title of a page in a view: what it is about, the places or filters chosen, whose it is.

    Raises KeyError for a page that does not exist.
    """
    names = table("places").set_index("place_id")[localized("name")]
    chosen = [str(names[key]) for key in view.city] if page in CHOOSE_PLACES else []
    if page == "compare":
        chosen = list(side_names(view))
    filters = region_name(view) if page == "thailand" else filter_label(view)
    parts = chosen or [filters if page not in UNFILTERED else ""]
    named = "" if is_country(page, view) else NAMED[page].heading
    said = " · ".join(filter(None, [named, *parts]))
    return said if page == START else f"{said} – {site_title()}"


def _latest_count(view: View) -> str:
    """How many members the latest count has, where it is after the selected date."""
    last = ask(ascn_data.growth, view.asof, **view.where).tail(1)
    if last.empty or not last["later"].iloc[0]:
        return ""
    row = last.iloc[0]
    return _(
        "The latest count is {count} ({month}).",
        count=number(row["members"]), month=day(row["counted_on"], "month"),
    )  # fmt: skip


def overview(view: View) -> str:
    """How many belonged to the network, who joined last, and what Thailand proposed beside it."""
    members = members_of(view)
    told = _membership(members, view) if len(members) else ""
    return one_text(told, _proposed(view, also=bool(told))) or why_no_place(view)


def _proposed(view: View, *, also: bool = False) -> str:
    """The sentence on the areas proposed in the selection; empty where none is."""
    areas = len(proposed_of(view))
    if not areas:
        return ""
    told = separate_programme(areas, also=also, there=bool(view.region))
    return told if also else scoped(scope(view), told)


def last_joined(members: pd.DataFrame) -> pd.DataFrame:
    """Those of the members who joined last; none where all are founders."""
    newest = members[~members["founding"]]
    return newest[newest["counted_on"] == newest["counted_on"].max()]


def _membership(members: pd.DataFrame, view: View) -> str:
    """How many members the selection had on the day, and who joined last; at least one member."""
    newest = last_joined(members)
    told = {"day": day(view.asof), "scope": scope_in_text(view)}
    if len(newest):
        told["names"] = network_text.names(newest, MOST_LISTED)
        told["month"] = day(newest["counted_on"].iloc[0], "month")
    if view.country:
        told["all"] = number(len(ask(ascn_data.members, view.asof)))
        if newest.empty:
            return n_(
                "On {day} {scope} had {count} of the network's {all} member cities, a founding"
                " member.",
                "On {day} {scope} had {count} of the network's {all} member cities, all of them"
                " founding members.",
                len(members), **told,
            )  # fmt: skip
        return n_(
            "On {day} {scope} had {count} of the network's {all} member cities; {names} joined in"
            " {month}.",
            "On {day} {scope} had {count} of the network's {all} member cities; {names} joined in"
            " {month}.",
            len(members), **told,
        )  # fmt: skip
    countries = members["country_id"].nunique()
    told["countries"] = n_("{count} country", "{count} countries", countries)
    del told["scope"]
    if newest.empty:
        return n_(
            "On {day} the ASEAN Smart Cities Network had {count} member city in {countries}, a"
            " founding member.",
            "On {day} the ASEAN Smart Cities Network had {count} member cities in {countries}, all"
            " of them founding members.",
            len(members), **told,
        )  # fmt: skip
    return n_(
        "On {day} the ASEAN Smart Cities Network had {count} member city in {countries}; {names}"
        " joined in {month}.",
        "On {day} the ASEAN Smart Cities Network had {count} member cities in {countries}; {names}"
        " joined in {month}.",
        len(members), **told,
    )  # fmt: skip


def growth(view: View) -> str:
    """Who founded the network, how many joined by the day, and how many the latest count has."""
    steps = ask(ascn_data.growth, view.asof, **view.where)
    known = steps[~steps["later"]]
    if not counts_members(view):
        return one_text(_proposed(view), why_no_place(view, "member"))
    if known.empty:
        return why_no_place(view, "member")
    founders = int(known.loc[known["founding"], "joined"].sum())
    later = int(known["joined"].sum()) - founders
    told = {
        "month": day(founding_day(network()), "month"),
        "day": day(view.asof),
        "cities": n_("{count} city", "{count} cities", founders),
    }
    if not founders:
        said = n_(
            "{count} city had joined by {day}.", "{count} cities had joined by {day}.", later,
            day=told["day"],
        )  # fmt: skip
    elif not later:
        said = _("{cities} founded the network in {month}; no others had joined by {day}.", **told)
    else:
        said = n_(
            "{cities} founded the network in {month}; {count} more had joined by {day}.",
            "{cities} founded the network in {month}; {count} more had joined by {day}.",
            later, **told,
        )  # fmt: skip
    return scoped(scope(view), one_text(said, _latest_count(view)))


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
    told = {
        "year": year_of(year),
        "cities": n_("{count} city", "{count} cities", rows["place_id"].nunique()),
    }
    listing = n_(
        "The {year} monitoring report, from after the selected date, lists {count} project in"
        " {cities}.",
        "The {year} monitoring report, from after the selected date, lists {count} projects in"
        " {cities}.",
        int(last["projects"]), **told,
    ) if last["later"] else n_(
        "The {year} monitoring report lists {count} project in {cities}.",
        "The {year} monitoring report lists {count} projects in {cities}.",
        int(last["projects"]), **told,
    )  # fmt: skip
    areas = rows[localized("focus_area")].value_counts()
    most = [str(name) for name in areas.index[areas == areas.max()]]
    if len(areas) > 1 and len(most) == 1:
        about = _("{area} has the most ({count}).", area=most[0], count=number(areas.max()))
        listing = one_text(listing, about)
    return scoped(part(view), listing)


def thailand(view: View) -> str:
    """How large Thailand's national programme was on the day, and that it is no part of ASCN."""
    if view.country not in (None, THAILAND):
        name = names_of("countries", "country_id")[view.country]
        return _(
            "This programme covers Thailand only; the country filter is set to {country}.",
            country=name,
        )
    if view.status == "member":
        return _thai_members(view)
    return plan_answer(areas_of(view), view.asof, region_name(view))


def _thai_members(view: View) -> str:
    """How many of the network's members lie in Thailand, or in the region chosen."""
    here = replace(view, country=THAILAND)
    members = members_of(here)
    return _membership(members, here) if len(members) else why_no_place(here, "member")


def partners(view: View) -> str:
    """How many programmes had begun, and the partners' names."""
    rows = partner_rows(view)
    names = partner_names(rows)
    listing = _("The partners are {names}.", names=names) if names else ""
    return one_text(stop(partners_title(rows, view)), listing, network_note(view))


def sources(view: View) -> str:
    """How many sources there are, and how the official figures compare with the data."""
    used = n_(
        "This dashboard uses {count} source", "This dashboard uses {count} sources",
        len(table("sources")),
    )  # fmt: skip
    told = one_text(stop(used), stop(network_text.claims_title(ask(ascn_data.claims))))
    if not view.filtered:
        return told
    return one_text(
        told, _("Filters do not apply to these numbers: {filters}.", filters=filter_label(view))
    )


def country_or_all(view: View) -> str:
    """What all states or one have; of a region its places, as no national programme is of it."""
    return place_summary.where(view) if view.region else countries(view)


OPENINGS: Mapping[str, Callable[[View], str]] = {
    "overview": overview,
    "map": place_summary.where,
    "growth": growth,
    "countries": country_or_all,
    "reach": residents_summary.residents,
    "city": place_summary.chosen_or_all,
    "compare": compared,
    "projects": projects,
    "thailand": thailand,
    "partners": partners,
    "sources": sources,
}
