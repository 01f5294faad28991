"""What one slide of the story holds, whoever shows it: the stage, the deck, the speaker."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.content.citations import source_names
from dashboard.content.text.disclaimers import boundaries
from dashboard.core.translation import _, day
from dashboard.core.url_state import View


@dataclass(frozen=True, slots=True)
class Slide:
    """One idea: a finding, and what it rests on.

    `date` says of which day or year its numbers are. An `empty` slide says why the view
    leaves it without data; the story leaves it out.
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
    empty: bool = False

    @property
    def source_line(self) -> str:
        """The date of its numbers, their sources, and under a map what its boundaries mean."""
        names = source_names(self.sources)
        if not self.date:
            return _("Sources: {names}", names=names)
        line = _("{date}. Source: {sources}.", date=self.date, sources=names)
        return f"{line} {boundaries()}" if self.picture == "map" else line


def as_of(view: View) -> str:
    """The date of numbers that are of the day selected."""
    return _("As of {day}", day=day(view.asof))


def empty(key: str, title: str, why: str, page: str) -> Slide:
    """A slide that a filter or the day leaves without data: it says why."""
    return Slide(
        key, title, "", (why,), "", None, f"{title}. {why}", (), page, empty=True
    )  # fmt: skip
