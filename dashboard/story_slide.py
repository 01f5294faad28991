"""What one slide of the story holds, whoever shows it: the stage, the deck, the speaker."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Slide:
    """One idea: a finding, and what it rests on."""

    key: str
    title: str
    headline: str
    lines: tuple[str, ...]
    picture: str
    frame: pd.DataFrame | None
    notes: str
    sources: tuple[str, ...]
    page: str


def empty(key: str, title: str, why: str, page: str, sources: tuple[str, ...] = ()) -> Slide:
    """A slide that a filter or the day leaves without data: it says why."""
    return Slide(key, title, "", (why,), "", None, f"{title}. {why}", sources, page)
