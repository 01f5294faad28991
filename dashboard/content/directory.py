"""Places under the names of their areas, in columns of about the same height."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from dashboard.content.places import by_name, kind_of
from dashboard.core.collation import sort_key
from dashboard.core.dataset import cached
from dashboard.core.translation import _, localized, short_day, text

COLUMNS, COLUMN_PIXELS = 4, 280
# A heading takes about as much height as a link and a half.
HEADING = 1.5
SHAPES = {"founding": "circle", "joined": "stat_0", "proposed": "change_history"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the list: its id, what the link says, and the name of the icon before it."""

    place_id: str
    label: str
    icon: str


class Block(NamedTuple):
    """The places of a country or region, by its id, under its name."""

    area_id: str
    heading: str
    entries: list[Entry]


def _entry(row: pd.Series) -> Entry:
    kind, label = kind_of(row), text(row, "name")
    if kind == "joined":
        month = short_day(row["counted_on"], row["counted_precision"])
        label = _("{name}, since {month}", name=label, month=month)
    return Entry(str(row["place_id"]), label, SHAPES[kind])


@cached
def blocks(places: pd.DataFrame) -> list[Block]:
    """Places by country under the country's name; Thailand's proposed areas on their own."""
    found = []
    for (_status, country), rows in places.groupby(["status", localized("country")]):
        proposed = rows["status"].iloc[0] == "proposed"
        heading = _("{country}: proposed areas", country=country) if proposed else str(country)
        entries = [_entry(row) for _i, row in by_name(rows).iterrows()]
        found.append(Block(str(rows["country_id"].iloc[0]), heading, entries))
    return sorted(found, key=lambda block: sort_key(block.heading))


def heights_of(found: list[Block]) -> list[float]:
    """About how high each block is, in links."""
    return [len(each.entries) + HEADING for each in found]


def columns_in(room: int) -> int:
    """How many columns have room for their longest entries in so many pixels."""
    return min(COLUMNS, max(1, room // COLUMN_PIXELS))


def in_columns(heights: list[float], columns: int = COLUMNS) -> list[int]:
    """The column of each block, in order, so that columns are about equally high.

    The first block stands in the first column, and no column between two blocks is empty.
    """
    whole, above, found = sum(heights), 0.0, []
    for height in heights:
        found.append(min(columns - 1, int((above + height / 2) * columns / whole)))
        above += height
    used = sorted(set(found))
    return [used.index(column) for column in found]
