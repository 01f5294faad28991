"""A part of a page without a chart, described without drawing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from dashboard.content.comparison.facts import Comparison
from dashboard.content.directory import Block
from dashboard.content.headline import Card
from dashboard.content.sections.section import Section


class Fold(NamedTuple):
    """An entry that opens: the name of the symbol before it, its heading, and what it holds."""

    icon: str
    heading: str
    told: str


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """A table, entries, or a sentence.

    `title` is plain text, empty for a sentence that needs none. `about`, each of the `entries`, and
    the heading and text of each of the `folded` ones, which open, are Markdown, and `sources` what
    they cite. Of `frame` the `columns` are shown. `blocks` are places by country. The facts of a
    `comparison` are a table of their own. `first` ones stand above the charts, `noted` ones below
    the headline figures, and `beside` names the chart that one stands beside. `small` is set as
    small as a caption, and below the table.
    """

    key: str
    title: str = ""
    about: str = ""
    entries: tuple[str, ...] = ()
    folded: tuple[Fold, ...] = ()
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)
    columns: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    first: bool = False
    noted: bool = False
    beside: str = ""
    small: bool = False
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
