"""The slides on the members: how many, who founded, who joined, and where they are."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

import ascn_data
from ascn_data import founding_day
from dashboard.content.citations import most_cited
from dashboard.content.filters import scope
from dashboard.content.places import kind_name, kind_of, places_of
from dashboard.content.roles import key_of, map_sources, outline_sources
from dashboard.content.slide_frames import country_rows, declared_rows
from dashboard.content.text import network_text
from dashboard.content.text.sentences import scoped
from dashboard.core.dataset import ask, network, table
from dashboard.core.translation import _, day, localized, n_, number, text
from dashboard.core.url_state import View
from dashboard.exports.slides.slide import Slide, as_of, empty
from dashboard.maps import symbols

# The marks of the map as characters, where a legend is made of text.
GLYPHS = {"founding": "●", "joined": "◆", "proposed": "△"}
MOST_NAMES = 7
# More cities that joined at once appear together.
MOST_STEPS = 6


def _founded() -> str:
    return day(founding_day(network()), "month")


def _none_yet(key: str, page: str, view: View) -> Slide:
    return empty(
        key,
        scoped(scope(view), _("No members on the selected date")),
        _("ASEAN leaders founded the network in {month}, after the selected date of {day}.",
          month=_founded(), day=day(view.asof))
        if pd.Timestamp(view.asof) < founding_day(network())
        else _("No city in this country or region was a member on {day}.", day=day(view.asof)),
        page,
    )  # fmt: skip


def about(view: View) -> Slide:
    """What the network is, and how many members it has."""
    members = ask(ascn_data.members, view.asof, **view.where)
    if members.empty:
        return _none_yet("about", "overview", view)
    everyone = ask(ascn_data.members, view.asof)
    told = {"month": _founded(), "day": day(view.asof), "all": number(len(everyone))}
    if scope(view):
        title = n_(
            "On {day} {scope} had {count} of the network's {all} member cities",
            "On {day} {scope} had {count} of the network's {all} member cities",
            len(members), scope=scope(view), **told,
        )  # fmt: skip
    else:
        title = n_(
            "ASEAN leaders founded the network in {month}; on {day} it had {count} member city",
            "ASEAN leaders founded the network in {month}; on {day} it had {count} member cities",
            len(members), **told,
        )  # fmt: skip
    lines = [_member_cities(len(members), view)]
    if not scope(view):
        states = len(ask(ascn_data.asean_countries, view.asof))
        lines = [
            n_("member city in {having} of ASEAN's {states} member states",
               "member cities in {having} of ASEAN's {states} member states", len(members),
               having=number(everyone["country_id"].nunique()), states=number(states))
        ]  # fmt: skip
    notes = [
        _event_said(key_of("timeline", "founding")),
        _("Members are the cities in the network on the selected date, counted from the dated"
          " membership record."),
    ]  # fmt: skip
    declared = declared_rows(view)
    if len(declared):
        notes.append(_("{sentence}.", sentence=_declared(declared)))
    last = ask(ascn_data.growth, view.asof, **view.where).iloc[-1]
    if last["later"]:
        grown = _(
            "Latest count: {count} ({month})", count=number(last["members"]),
            month=day(last["counted_on"], "month"),
        )  # fmt: skip
        lines.append(scoped(scope(view), grown))
        notes.append(
            _(
                "The network has grown since the selected date; the last line gives the"
                " latest count."
            )
        )
    # A region has no place among countries: its cities themselves are shown.
    picture, rows = ("map", _members(view)) if view.region else ("countries", country_rows(view))
    return Slide(
        "about", title, number(len(members)), tuple(lines), picture, rows,
        " ".join(filter(None, notes)),
        most_cited(members, *declared["source_id"].unique(), *outline_sources()),
        "overview", as_of(view),
    )  # fmt: skip


def _members(view: View) -> pd.DataFrame:
    """The members chosen, as the map takes places."""
    return places_of(replace(view, status="member"))


def _member_cities(count: int, view: View) -> str:
    """What a number counts, and when."""
    return n_(
        "member city, as of {day}", "member cities, as of {day}", count, day=day(view.asof)
    )  # fmt: skip


def _declared(rows: pd.DataFrame) -> str:
    """How many focus areas the action plans of how many of the members name."""
    return n_(
        "The action plans of {cities} name {count} focus area",
        "The action plans of {cities} name {count} focus areas",
        rows["focus_area_id"].nunique(),
        cities=n_("{count} city", "{count} cities", rows["place_id"].nunique()),
    )  # fmt: skip


def _event_said(event_id: str) -> str:
    """An event of the timeline with its day; empty where the timeline does not have it."""
    events = table("timeline")
    found = events[events["event_id"] == event_id]
    if found.empty:
        return ""
    return text(found.iloc[0], "event") + f" ({day(found['happened_on'].iloc[0])})."


def founding(view: View) -> Slide:
    """The founding cities on the map."""
    members = _members(view)
    rows = members[members["founding"].astype(bool)]
    if rows.empty:
        if members.empty:
            return _none_yet("founding", "growth", view)
        return empty(
            "founding", scoped(scope(view), _("No founding cities")),
            _("The members in this selection joined after the founding in {month}.",
              month=_founded()),
            "growth",
        )  # fmt: skip
    count = len(rows)
    if scope(view):
        title = n_(
            "{scope}: {count} city was among the founders in {month}",
            "{scope}: {count} cities were among the founders in {month}",
            count, scope=scope(view), month=_founded(),
        )  # fmt: skip
    else:
        title = n_(
            "{count} city in {countries} founded the network in {month}",
            "{count} cities in {countries} founded the network in {month}",
            count, month=_founded(),
            countries=n_("{count} country", "{count} countries", rows["country_id"].nunique()),
        )  # fmt: skip
    notes = [
        scoped(str(country), ", ".join(group[localized("name")])) + "."
        for country, group in rows.groupby(localized("country"))
    ]
    return Slide(
        "founding", title, number(count), (n_("founding city", "founding cities", count),), "map",
        rows, _("The founding cities by country.") + " " + " ".join(notes),
        most_cited(rows, *map_sources(rows)), "growth", as_of(view),
    )  # fmt: skip


def joined(view: View) -> Slide:
    """The cities that joined last, one after the other on the map.

    All of them joined on one day, so 27 or 28 members there never were: the names come one by one,
    and the number changes once, with the last of them.
    """
    members = _members(view)
    since = members[~members["founding"].astype(bool)]
    if since.empty:
        return _none_yet("joined", "growth", view)
    last = since["counted_on"].max()
    newest = since.loc[since["counted_on"] == last, "place_id"].tolist()
    before = len(members) - len(newest)
    rows = members.assign(newest=members["place_id"].isin(newest))
    return Slide(
        "joined", network_text.changed(members, scope(view)).removesuffix("."),
        number(len(members)), (n_("member city", "member cities", len(members)),), "joined", rows,
        _("A city is counted from the first date on which a source lists it as a member."),
        most_cited(since, *map_sources(rows)), "growth", as_of(view),
        before=number(before),
        steps=tuple(newest) if len(newest) <= MOST_STEPS else (),
    )  # fmt: skip


def growth(view: View) -> Slide:
    """The members after each step, also of the steps after the selected date."""
    steps = ask(ascn_data.growth, view.asof, **view.where)
    known, rest = steps[~steps["later"]], steps[steps["later"]]
    if known.empty:
        return _none_yet("growth", "growth", view)
    if len(steps) == 1:  # a point, which needs no picture
        return empty("growth", network_text.growth_title(steps, scope(view)),
                     _("No city has joined since."), "growth")  # fmt: skip
    lines, notes = [], []
    title = network_text.growth_title(steps, scope(view))
    if len(known) == 1:
        title = scoped(
            scope(view),
            _("By {day} no city had joined since the founding", day=day(view.asof)),
        )
    if len(rest):
        end = rest.iloc[-1]
        lines.append(
            n_("Since then: {count} member by {month} (dotted or hatched)",
               "Since then: {count} members by {month} (dotted or hatched)",
               int(end["members"]), month=day(end["counted_on"], "month"))
        )  # fmt: skip
        notes.append(
            _("Changes after {day} are dotted or hatched and not counted.", day=day(view.asof))
        )
    notes.append(_("A city is counted from the first date on which a source lists it as a member."))
    return Slide(
        "growth", title, "", tuple(lines), "growth", steps, " ".join(notes), most_cited(steps),
        "growth", as_of(view),
    )  # fmt: skip


def on_the_map(view: View) -> Slide:
    """Where the members are, and the proposed areas by another mark."""
    places = places_of(view)
    if places.empty:
        return empty(
            "map", _("No places match these filters"),
            _("On {day} there were no members or proposed areas in this selection.",
              day=day(view.asof)),
            "map",
        )  # fmt: skip
    kinds = places.apply(kind_of, axis=1).value_counts()
    lines = [
        f"{GLYPHS[kind]} {kind_name(kind, places)} ({number(kinds[kind])})"
        for kind in symbols.KINDS
        if kind in kinds
    ]
    notes = [_("Each symbol marks one point in a place.")]
    if "proposed" in kinds:
        notes.append(
            _("The triangles are areas that Thailand proposed for its national smart city"
              " programme.")
        )  # fmt: skip
    notes.append(_("Crowded areas are enlarged in insets."))
    return Slide(
        "map", _map_title(view, places), "", tuple(lines), "map", places,
        " ".join(notes), most_cited(places, *map_sources(places)), "map", as_of(view),
    )  # fmt: skip


def _map_title(view: View, places: pd.DataFrame) -> str:
    members = int((places["status"] == "member").sum())
    if scope(view) or not members or members == len(places):
        return scoped(scope(view), network_text.map_title(places))
    return _(
        "The network had {members}; Thailand had proposed {areas} for its own programme",
        members=n_("{count} member city", "{count} member cities", members),
        areas=n_("{count} area", "{count} areas", len(places) - members),
    )
