"""Ids that a question is asked with: one that the data does not know is refused."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ascn_data.network import Network
from ascn_data.problems import shorten

# How many known ids an error lists; a large edition has thousands of places.
MOST_LISTED = 20
# Where the ids of a filter stand, by its name.
FILTERS = {
    "city": ("places", "place_id"),
    "country": ("countries", "country_id"),
    "focus": ("focus_areas", "focus_area_id"),
    "kind": ("timeline", "kind"),
    "partner": ("partners", "partner_id"),
    "progress": ("projects", "status"),
    "region": ("regions", "region_id"),
    "series": ("series", "series_id"),
    "topic": ("statements", "topic"),
    "year": ("projects", "report_year"),
}


def refuse(name: str, value: object, known: Iterable[object]) -> None:
    """Raise ValueError that names a value of a filter and the ids that it may be."""
    ids = sorted(set(known), key=str)
    listed = ", ".join(map(str, ids[:MOST_LISTED])) or "none"
    more = f" and {len(ids) - MOST_LISTED} more" if len(ids) > MOST_LISTED else ""
    raise ValueError(f"unknown {name}: {shorten(repr(value))}; known are {listed}{more}")


def known_ids(net: Network, name: str) -> pd.Series:
    """The ids that a filter knows, which may stand more than once.

    A column whose values the contract lists knows all of them, whether or not a row has them.
    """
    table, column = FILTERS[name]
    allowed = net.contract.tables[table].field(column).enum
    return pd.Series(allowed) if allowed else net.table(table)[column]


def require(net: Network, **filters: str | int | tuple[str, ...] | None) -> None:
    """Raise ValueError for the first filter whose value, or one of them, the data does not know.

    None filters nothing.
    """
    for name, value in filters.items():
        if value is None:
            continue
        known = known_ids(net, name)
        for each in value if isinstance(value, tuple) else (value,):
            if not (known == each).any():
                refuse(name, each, known)
