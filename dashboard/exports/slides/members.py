"""The slides on the members: how many, who founded, who joined, and where they are."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

import ascn_data
from ascn_data import founding_day
from dashboard.content.citations import most_cited
from dashboard.content.filters import scope
from dashboard.content.places import kind_name, kind_of, places_of
from dashboard.content.roles import key_of, map_sources
from dashboard.content.slide_frames import declared_rows, founding_rows
from dashboard.content.text import network_text
from dashboard.content.text.sentences import scoped
from dashboard.core.dataset import ask, network, table
from dashboard.core.translation import _, day, listed, localized, n_, number, text
from dashboard.core.url_state import View
from dashboard.exports.slides.slide import Slide, as_of, empty
from dashboard.maps import symbols

# The marks of the map as characters, where a legend is made of text.
GLYPHS = {"founding": "●", "joined": "◆", "proposed": "△"}
MOST_NAMES = 7


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
    lines = [n_("member city, as of {day}", "member cities, as of {day}", len(members), **told)]
    if scope(view):
        lines.append(network_text.names(members, MOST_NAMES))
    else:
        states = len(ask(ascn_data.asean_countries, view.asof))
        lines.append(
            _("{having} of ASEAN's {states} member states have member cities",
              having=number(everyone["country_id"].nunique()), states=number(states))
        )  # fmt: skip
    declared = declared_rows(view)
    if len(declared):
        lines.append(_declared(declared))
    notes = [
        _event_said(key_of("timeline", "founding")),
        _("Members are the cities in the network on the selected date, counted from the dated"
          " membership record."),
    ]  # fmt: skip
    last = ask(ascn_data.growth, view.asof, **view.where).iloc[-1]
    if last["later"]:
        grown = n_(
            "Latest count: {count} member city ({month})",
            "Latest count: {count} member cities ({month})", int(last["members"]),
            month=day(last["counted_on"], "month"),
        )  # fmt: skip
        lines.append(scoped(scope(view), grown))
        notes.append(
            _(
                "The network has grown since the selected date; the last line gives the"
                " latest count."
            )
        )
    return Slide(
        "about", title, number(len(members)), tuple(lines), "", None,
        " ".join(filter(None, notes)), most_cited(members, *declared["source_id"].unique()),
        "overview", as_of(view),
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
    """The founding cities by country."""
    rows = founding_rows(view)
    if rows.empty:
        if ask(ascn_data.members, view.asof, **view.where).empty:
            return _none_yet("founding", "growth", view)
        return empty(
            "founding", scoped(scope(view), _("No founding cities")),
            _("The members in this selection joined after the founding in {month}.",
              month=_founded()),
            "growth",
        )  # fmt: skip
    count = int(rows["cities"].sum())
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
            countries=n_("{count} country", "{count} countries", len(rows)),
        )  # fmt: skip
    lines = [
        scoped(
            n_("{count} city", "{count} cities", int(str(cities))),
            listed(group[localized("country")].tolist()),
        )
        for cities, group in rows.groupby("cities", sort=False)
    ]
    if len(rows) == 1:  # of one country, which the title names
        lines = rows[localized("names")].tolist()
    notes = [
        scoped(row[localized("country")], row[localized("names")]) + "."
        for _i, row in rows.iterrows()
    ]  # fmt: skip
    return Slide(
        "founding", title, number(count), tuple(lines[:4]), "table", rows,
        _("The founding cities by country.") + " " + " ".join(notes), most_cited(rows), "growth",
        as_of(view),
    )  # fmt: skip


def joined(view: View) -> Slide:
    """Who joined last, and the steps of the network."""
    steps = ask(ascn_data.growth, view.asof, **view.where)
    known = steps[~steps["later"]]
    if known.empty:
        return _none_yet("joined", "growth", view)
    members = ask(ascn_data.members, view.asof, **view.where)
    title = network_text.changed(members, scope(view)).removesuffix(".")
    last = known.iloc[-1]
    since = members[~members["founding"]]
    headline, lines, notes = "", [], [network_text.growth_title(steps, scope(view)) + "."]
    if since.empty:
        told = {"scope": scope(view), "day": day(view.asof)}
        title = _("By {day} no city had joined since the founding", **told)
        if scope(view):
            title = _("{scope}: by {day} no city had joined since the founding", **told)
    else:
        headline = f"+{number(last['joined'])}"
        lines.append(_("joined in {month}", month=day(last["counted_on"], "month")))
        notes.append(
            _("A city is counted from the first date on which a source lists it as a member.")
        )
    rest = steps[steps["later"]]
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
    slide = Slide(
        "joined", title, headline, tuple(lines), "growth", steps, " ".join(notes),
        most_cited(steps), "growth", as_of(view), empty=not lines,
    )  # fmt: skip
    # One step is a point, which needs no picture.
    return slide if len(steps) > 1 else replace(slide, picture="", frame=None)


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
        "map", scoped(scope(view), network_text.map_title(places)), "", tuple(lines), "map", places,
        " ".join(notes), most_cited(places, *map_sources(places)), "map", as_of(view),
    )  # fmt: skip
