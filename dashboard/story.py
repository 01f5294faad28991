"""The story of the network in slides: one source for the stage, the deck and the speaker.

Everything follows the view and is computed; a slide that the view leaves without data is left out.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

import ascn_data
from ascn_data.places import filter_places
from dashboard import sentences
from dashboard.data import ask
from dashboard.filters import filter_label
from dashboard.sources import most_cited
from dashboard.story_members import GLYPHS, MOST_NAMES, about, founding, joined, on_the_map
from dashboard.story_slide import Slide
from dashboard.story_thailand import plan, proposed, reach
from dashboard.story_work import focus, partners, sources
from dashboard.view import View
from dashboard.words import _, day

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
    if view.status != "proposed":
        made += [about, founding, joined]
    made.append(on_the_map)
    if view.status != "member":
        made += [proposed, reach]
    if view.status != "proposed":
        made.append(focus)
    if view.status != "member":
        made.append(plan)
    # Programmes of the network concern those who belong to it.
    if view.status != "proposed" and len(ask(ascn_data.members, view.asof, **view.where)):
        made.append(partners)
    return made


def nothing(view: View) -> Slide:
    """The one slide of a view without data: what was asked for, and when its data starts."""
    entries = filter_places(ask(ascn_data.ledger), **view.where, status=view.status)
    later = entries[entries["counted_on"] > pd.Timestamp(view.asof)]
    first = later[later["counted_on"] == later["counted_on"].min()]
    asked = {"filters": filter_label(view) or _("the network"), "day": day(view.asof)}
    title = _("No data for {filters} on {day}", **asked)
    why = _("No place matches all of these filters")
    if len(first):
        why = _(
            "Data starts on {day}: {names}",
            day=day(first["counted_on"].iloc[0], first["counted_precision"].iloc[0]),
            names=sentences.names(first, MOST_NAMES),
        )  # fmt: skip
    rows = first if len(first) else ask(ascn_data.ledger)
    return Slide(
        "nothing", title, "", (why,), "", None, f"{title}. {why}.", most_cited(rows), "overview"
    )  # fmt: skip
