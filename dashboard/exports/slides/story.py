"""The story of the network in slides: one source for the stage, the deck and the speaker.

Everything follows the view and is computed; a slide that the view leaves without data is left out.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

import ascn_data
from ascn_data import filter_places
from dashboard.content.citations import most_cited
from dashboard.content.selection import counts_members, members_of, why_no_place
from dashboard.content.text import network_text
from dashboard.core.dataset import ask
from dashboard.core.url_state import View
from dashboard.exports.slides.members import (
    GLYPHS,
    MOST_NAMES,
    about,
    founding,
    growth,
    joined,
    on_the_map,
)
from dashboard.exports.slides.projects import focus, partners, sources
from dashboard.exports.slides.slide import Slide, as_of
from dashboard.exports.slides.thailand import plan, proposed, reach

__all__ = ["GLYPHS", "Slide", "story"]


def story(view: View) -> list[Slide]:
    """The slides of a view, in order, in the language that is being spoken.

    A slide about members is left out where only proposed areas are chosen, one about proposed
    areas where only members are, and one that has nothing to say in any case. The last slide
    names the sources of the others; where nothing else is left, the first says since when there
    is something.
    """
    made = [make(view) for make in _concerned(view)]
    told = [slide for slide in made if not slide.empty] or [nothing(view)]
    return [*told, sources(told)]


def _concerned(view: View) -> list[Callable[[View], Slide]]:
    """What makes the slides that concern what is chosen."""
    made: list[Callable[[View], Slide]] = []
    if counts_members(view):
        made += [about, founding, joined, growth]
    made.append(on_the_map)
    if view.status != "member":
        made += [proposed, reach]
    if counts_members(view):
        made.append(focus)
    if view.status != "member":
        made.append(plan)
    # Programmes of the network concern those who belong to it.
    if len(members_of(view)):
        made.append(partners)
    return made


def nothing(view: View) -> Slide:
    """The one slide of a view without data.

    It says why there is none, and whose data starts the day on which there is some.
    """
    why = why_no_place(view).removesuffix(".")
    entries = filter_places(ask(ascn_data.ledger), **view.where, status=view.status)
    later = entries[entries["counted_on"] > pd.Timestamp(view.asof)]
    first = later[later["counted_on"] == later["counted_on"].min()]
    lines = (network_text.names(first, MOST_NAMES),) if len(first) else (as_of(view),)
    rows = first if len(first) else ask(ascn_data.ledger)
    return Slide(
        "nothing", why, "", lines, "", None, f"{why}.", most_cited(rows), "overview", as_of(view)
    )  # fmt: skip
