"""What one slide of the story holds, whoever shows it: the stage, the deck, the speaker."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from dashboard.content.citations import source_names
from dashboard.content.text.disclaimers import boundaries
from dashboard.core.translation import _, day
from dashboard.core.url_state import View

# Pictures of places: members by country, places with their names, members that joined last.
MAPS = ("countries", "map", "joined")


@dataclass(frozen=True, slots=True)
class Slide:
    """One idea: a finding, and what it rests on.

    `headline` is its number, which grew from `before` where that is given. `date` says of which
    day or year its numbers are. The map of the slide is that of `country` where the view chooses
    none. What is in `steps` (place ids) appears one after the other when the slide is presented.
    An `empty` slide says why the view leaves it without data; the story leaves it out.
    """

    key: str
    title: str
    headline: str
    lines: tuple[str, ...]
    picture: str
    frame: pd.DataFrame | None
    notes: str
    sources: tuple[str, ...]
    page: str
    date: str = ""
    before: str = ""
    country: str | None = None
    steps: tuple[str, ...] = ()
    empty: bool = False

    @property
    def figure(self) -> str:
        """The number of the slide as one text, with what it grew from."""
        return f"{self.before} → {self.headline}" if self.before else self.headline

    def map_view(self, view: View) -> View:
        """The view whose map the slide shows."""
        return view if view.country else replace(view, country=self.country)

    @property
    def source_line(self) -> str:
        """The date of its numbers, their sources, and under a map what its boundaries mean."""
        names = source_names(self.sources)
        if not self.date:
            return _("Sources: {names}", names=names)
        line = _("{date}. Source: {sources}.", date=self.date, sources=names)
        return f"{line} {boundaries()}" if self.picture in MAPS else line


def as_of(view: View) -> str:
    """The date of numbers that are of the day selected."""
    return _("As of {day}", day=day(view.asof))


def empty(key: str, title: str, why: str, page: str) -> Slide:
    """A slide that a filter or the day leaves without data: it says why."""
    return Slide(
        key, title, "", (why,), "", None, f"{title}. {why}", (), page, empty=True
    )  # fmt: skip
