"""The openings of the pages that show places: where they are, and since when they are listed."""

from __future__ import annotations

import pandas as pd

from dashboard.content.filters import scope
from dashboard.content.places import places_of, population_line, since
from dashboard.content.selection import why_no_place
from dashboard.content.text import network_text
from dashboard.content.text.place_facts import place_of, standing
from dashboard.content.text.place_text import counted_line
from dashboard.content.text.programme_text import scoped
from dashboard.core.collation import sort_key
from dashboard.core.translation import _, listed, localized, n_, number, text
from dashboard.core.url_state import View

MOST_COUNTRIES = 3


def one_text(*said: str) -> str:
    """Sentences as one text; empty ones are left out."""
    return " ".join(filter(None, said))


def stop(said: str) -> str:
    """A sentence with the mark at its end that the language being spoken uses, if any."""
    return _("{sentence}.", sentence=said)


def where(view: View) -> str:
    """Where members are, most of them, and where the proposed areas."""
    found = places_of(view)
    if found.empty:
        return why_no_place(view)
    members, areas = (found[found["status"] == status] for status in ("member", "proposed"))
    told = _where_areas(areas, view)
    if members.empty:
        return scoped(scope(view), told)
    return one_text(_where_members(members, view), told)


def _where_members(members: pd.DataFrame, view: View) -> str:
    if members.empty:
        return ""
    cities = n_("{count} member city", "{count} member cities", len(members))
    if view.country:
        return scoped(scope(view), stop(f"{cities} ({network_text.names(members)})"))
    counts = members[localized("country")].value_counts()
    most = [str(name) for name in counts.index[counts == counts.max()]]
    told = {"members": cities,
            "countries": n_("{count} country", "{count} countries", len(counts))}  # fmt: skip
    if len(most) > MOST_COUNTRIES or len(most) == len(counts):
        return stop(_("{members} in {countries}", **told))
    return _(
        "{members} in {countries}, the most ({count}) in {most}.",
        count=number(counts.max()), most=listed(sorted(most, key=sort_key)), **told,
    )  # fmt: skip


def _where_areas(areas: pd.DataFrame, view: View) -> str:
    if areas.empty:
        return ""
    regions = listed(sorted(areas[localized("region")].unique(), key=sort_key))
    return n_(
        "{count} area is proposed in Thailand ({where}).",
        "{count} areas are proposed in Thailand ({where}).",
        len(areas), where=network_text.names(areas) if view.region else regions,
    )  # fmt: skip


def chosen_or_all(view: View) -> str:
    """Since when the places chosen are members or proposed; else how many there are to choose."""
    chosen = [place_of(view, key) for key in view.city]
    if len(chosen) > 1:
        return one_text(*(scoped(text(row, "name"), stop(since(row))) for row in chosen))
    if chosen:
        return _one_place(chosen[0], view)
    found = places_of(view)
    if found.empty:
        return why_no_place(view)
    members = int((found["status"] == "member").sum())
    areas = len(found) - members
    kinds = [
        n_("{count} member city", "{count} member cities", members) if members else "",
        n_("{count} proposed Thai area", "{count} proposed Thai areas", areas) if areas else "",
    ]
    return scoped(
        scope(view),
        _(
            "{places}: for each since when, how many people, which projects, and on whose word.",
            places=listed(list(filter(None, kinds))),
        ),
    )


def _one_place(place: pd.Series, view: View) -> str:
    told = _(
        "{name}, {country}: {standing}", name=text(place, "name"), country=text(place, "country"),
        standing=standing(place, view) if place["later"] else stop(since(place)),
    )  # fmt: skip
    figures = places_of(View(asof=view.asof, country=place["country_id"]))
    figures = figures[figures["place_id"] == place["place_id"]].dropna(subset="population")
    lived = stop(population_line(figures.iloc[0])) if len(figures) else ""
    return one_text(told, counted_line(place, view.asof) or lived)
