"""A part of a page without a chart, described without drawing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pandas as pd

from dashboard.content.comparison.facts import Comparison
from dashboard.content.headline import Card
from dashboard.content.sections.section import Section


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """A table, entries, or a sentence.

    `title` is plain text, empty for a sentence that needs none. `about` and each of the `entries`
    are Markdown, and `sources` what they cite. Of `frame` the `columns` are shown. `first` ones
    stand above the charts. The facts of a `comparison` are a table of their own.
    """

    key: str
    title: str = ""
    about: str = ""
    entries: tuple[str, ...] = ()
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)
    columns: tuple[str, ...] = ()
    first: bool = False
    comparison: Comparison | None = None
    sources: tuple[str, ...] = ()


Listings = Iterator[Listing]


def source_ids(
    sections: Iterable[Section], cards: Iterable[Card], lists: Iterable[Listing]
) -> list[str]:
    """The sources of the parts of a page, each once, in the order of the parts."""
    ids = [key for section in sections for key in section.sources]
    ids += [key for card in cards for key in card.sources]
    for each in lists:
        ids += each.sources
        if each.comparison:
            ids += [key for fact in each.comparison.facts for key in fact.sources]
        if "source_id" in each.frame and each.key not in ("sources", "page-sources"):
            ids += each.frame["source_id"].dropna().tolist()
    return list(dict.fromkeys(ids))
