"""Where the parts of each page stand: the same columns as on the live pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from dashboard.charts.drawings import GROUPS_SHARE, MAP_SHARE
from dashboard.maps.places import SHARE, SMALL_SHARE


class Keyed(Protocol):
    """A part of a page."""

    @property
    def key(self) -> str:
        """Its key, by which the columns are chosen."""


K = TypeVar("K", bound=Keyed)
# Rows of sections beside each other, by page, with their shares of the width of the page.
Row = tuple[tuple[str, float], ...]
SMALL: Row = (("places", SMALL_SHARE), ("growth", 1 - SMALL_SHARE))
PROJECTS: Row = (("groups", GROUPS_SHARE), ("progress", 1 - GROUPS_SHARE))
COLUMNS: Mapping[str, tuple[Row, ...]] = {
    "overview": (SMALL,),
    "map": ((("places", SHARE),),),
    "countries": (SMALL, PROJECTS),
    "reach": ((("regions", 0.5), ("choropleth", 0.5)),),
    "projects": (PROJECTS,),
    "thailand": ((("provinces", MAP_SHARE), ("rounds", 1 - MAP_SHARE)),),
    "partners": ((("partners", 7 / 13), ("partner-list", 6 / 13)),),
}
# Sections that stand below another one in its column, and those below the lists of their page.
BELOW = {"thailand": {"plan-regions": "rounds"}}
LAST = {"partners": ("timeline",)}
# Pages whose slider of dates stands above the section with this key, or below its chart.
TIME_ABOVE, TIME_BELOW = {"map": "places"}, {"growth": "growth"}
# Parts that have a list to choose from above them on the live page.
FIELD_ABOVE = {"partners": "partner-list", "reach": "cities"}
# How much room the fields above a page's first list take, in rem: on a desk and on a phone.
FIELDS = {"city": (4.25, 10.5), "compare": (4.25, 9.5)}
# The shares of the columns in rows, in thousandths, as in the style sheet.
ROWS = sorted({
    tuple(round(1000 * share) for _key, share in row[:count])
    for rows in COLUMNS.values() for row in rows for count in range(1, len(row) + 1)
})  # fmt: skip


def share_of(page: str, key: str) -> float:
    """The share of the width that a section takes where columns stand side by side."""
    key = BELOW.get(page, {}).get(key, key)
    return dict(pair for row in COLUMNS.get(page, ()) for pair in row).get(key, 1.0)


def in_rows(page: str, parts: Sequence[K]) -> list[list[list[K]]]:
    """The parts of a page in rows of columns; in a column one stands below the other."""
    beside = [[key for key, _share in row] for row in COLUMNS.get(page, ())]
    below = BELOW.get(page, {})
    rows: list[list[list[K]]] = []
    for part in parts:
        last = rows[-1][-1][0].key if rows else ""
        if below.get(part.key) == last:
            rows[-1][-1].append(part)
        elif any(last in row and part.key in row[row.index(last) + 1 :] for row in beside):
            rows[-1].append([part])
        else:
            rows.append([[part]])
    return rows
