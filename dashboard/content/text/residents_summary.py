"""The opening of the page on residents: those of the proposed areas, else those of members."""

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
from dashboard.content.text.sentences import one_text, scoped, stop
from dashboard.core.dataset import ask
from dashboard.core.translation import _, n_, people
from dashboard.core.url_state import View


def residents(view: View) -> str:
    """How many residents are registered in the proposed areas, beside the official figure.

    Where the selection does not concern these areas: the populations of its members.
    """
    if not concerns_thailand(view) and counts_members(view):
        return _populations(view)
    areas = ask(ascn_data.reach_by_area, view.asof, **view.where)
    if areas.empty or not concerns_thailand(view):
        return why_no_place(view, "proposed")
    counted = ask(ascn_data.reach_range, view.asof, **view.where)
    told = n_(
        "The {count} proposed area had {span} registered residents ({day}).",
        "The {count} proposed areas had {span} registered residents ({day}).",
        len(areas), span=network_text.span(counted.low, counted.high),
        day=network_text.period(areas["reference_date"]),
    )  # fmt: skip
    open_units, why = areas[areas["high"] > areas["low"]], ""
    if len(open_units):
        why = n_(
            "It is a range because the boundary of {names} is not specified.",
            "It is a range because the boundaries of {names} are not specified.",
            len(open_units), names=network_text.names(open_units),
        )  # fmt: skip
    claim, together = official(view), benefit_note(view)
    if claim is not None:
        together = _("The official figure is about {people}.", people=people(claim["value"]))
    return one_text(scoped(region_name(view), told), why, together)


def _populations(view: View) -> str:
    """The largest and the smallest population of the members selected, or that there is none."""
    known = places_of(replace(view, status="member"))
    known = known[known["population"].notna()]
    if known.empty:
        return why_no_place(replace(view, status=None), "member")
    ranked = known.sort_values("population", ascending=False, kind="stable")
    return stop(scoped(scope(view), network_text.cities_title(ranked)))
