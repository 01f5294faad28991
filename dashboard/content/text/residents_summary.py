"""The opening of the page on residents: what is counted, or what is told of members instead."""

from __future__ import annotations

from dataclasses import replace

import ascn_data
from dashboard.content.filters import scope
from dashboard.content.places import places_of
from dashboard.content.programme import region_name
from dashboard.content.residents import official
from dashboard.content.selection import (
    benefit_note,
    concerns_thailand,
    counts_members,
    why_no_place,
)
from dashboard.content.text import network_text
from dashboard.content.text.place_summary import one_text, stop
from dashboard.content.text.programme_text import scoped
from dashboard.core.dataset import ask
from dashboard.core.translation import _, n_, people
from dashboard.core.url_state import View


def residents(view: View) -> str:
    """How many residents are registered in the proposed areas, beside the official figure.

    Where the selection does not concern these areas, what is said of its members' populations.
    """
    if not concerns_thailand(view) and counts_members(view):
        return _populations(view)
    areas = ask(ascn_data.reach_by_area, view.asof, **view.where)
    if areas.empty or not concerns_thailand(view):
        return why_no_place(view, "proposed")
    counted = ask(ascn_data.reach_range, view.asof, **view.where)
    told = n_(
        "{people} residents are registered in the {count} proposed area",
        "{people} residents are registered in the {count} proposed areas",
        len(areas), people=network_text.span(counted.low, counted.high),
    )  # fmt: skip
    if len(open_units := areas[areas["high"] > areas["low"]]):
        told = _(
            "{told}, depending on what {names} stands for", told=told,
            names=network_text.names(open_units),
        )  # fmt: skip
    claim, together = official(view), benefit_note(view)
    if claim is not None:
        together = n_(
            "Official figure: about {people} for {count} area.",
            "Official figure: about {people} for all {count} areas together.",
            len(areas), people=people(claim["value"]),
        )  # fmt: skip
    return one_text(scoped(region_name(view), stop(told)), together)


def _populations(view: View) -> str:
    """The largest and the smallest population of the members selected, or that there is none."""
    known = places_of(replace(view, status="member"))
    known = known[known["population"].notna()]
    if known.empty:
        return why_no_place(replace(view, status=None), "member")
    ranked = known.sort_values("population", ascending=False, kind="stable")
    return stop(scoped(scope(view), network_text.cities_title(ranked)))
