"""The openings of the pages that show places: where they are, and since when they count."""

from __future__ import annotations

import pandas as pd

from dashboard.content.filters import scope, scope_in_text
from dashboard.content.places import places_of, population_line, since
from dashboard.content.selection import why_no_place
from dashboard.content.text import network_text
from dashboard.content.text.place_facts import place_of, standing
from dashboard.content.text.place_text import counted_line
from dashboard.content.text.sentences import one_text, scoped, stop
from dashboard.core.collation import sort_key
from dashboard.core.translation import _, day, listed, localized, n_, number, text
from dashboard.core.url_state import View

MOST_COUNTRIES = 3


def where(view: View) -> str:
    """Where the members of the day were, most of them, and where the proposed areas."""
    found = places_of(view)
    if found.empty:
        return why_no_place(view)
    members, areas = (found[found["status"] == status] for status in ("member", "proposed"))
    told = _where_areas(areas, view)
    if members.empty:
        return scoped(scope(view), told)
    return one_text(_where_members(members, view), told)


def _where_members(members: pd.DataFrame, view: View) -> str:
    told = {
        "day": day(view.asof),
        "members": n_("{count} member city", "{count} member cities", len(members)),
    }
    if view.country:
        names = network_text.names(members)
        return _(
            "On {day} {scope} had {members}: {names}.",
            scope=scope_in_text(view), names=names, **told,
        )  # fmt: skip
    counts = members[localized("country")].value_counts()
    told["countries"] = n_("{count} country", "{count} countries", len(counts))
    most = [str(name) for name in counts.index[counts == counts.max()]]
    if len(most) > MOST_COUNTRIES or len(most) == len(counts):
        return _("On {day} the network had {members} in {countries}.", **told)
    return _(
        "On {day} the network had {members} in {countries}; {most} had the most ({count}).",
        count=number(counts.max()), most=listed(sorted(most, key=sort_key)), **told,
    )  # fmt: skip


def _where_areas(areas: pd.DataFrame, view: View) -> str:
    if areas.empty:
        return ""
    regions = listed(sorted(areas[localized("region")].unique(), key=sort_key))
    return n_(
        "Thailand had proposed {count} area for its national programme ({where}).",
        "Thailand had proposed {count} areas for its national programme ({where}).",
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
        n_("{count} area proposed by Thailand", "{count} areas proposed by Thailand", areas)
        if areas else "",
    ]  # fmt: skip
    return scoped(
        scope(view),
        _(
            "{places}. Select one to see when it joined or was proposed, its population,"
            " projects and sources.",
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
    lived = ""
    if len(figures):
        lived = _("Population: {figure}.", figure=population_line(figures.iloc[0]))
    return one_text(told, counted_line(place, view.asof) or lived)
