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
# Sections beside each other, by page, with the shares of the width of the page.
COLUMNS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "overview": (("places", SMALL_SHARE), ("growth", 1 - SMALL_SHARE)),
    "map": (("places", SHARE),),
    "reach": (("regions", 0.5), ("choropleth", 0.5)),
    "projects": (("groups", GROUPS_SHARE), ("progress", 1 - GROUPS_SHARE)),
    "thailand": (("provinces", MAP_SHARE), ("rounds", 1 - MAP_SHARE)),
    "partners": (("partners", 7 / 13),),
}
# The shares of the columns in rows, in thousandths, as in the style sheet.
ROWS = sorted({
    tuple(round(1000 * share) for _key, share in each[:count])
    for each in COLUMNS.values() for count in range(1, len(each) + 1)
})  # fmt: skip


def share_of(page: str, key: str) -> float:
    """The share of the width that a section takes where columns stand side by side."""
    return dict(COLUMNS.get(page, ())).get(key, 1.0)


def in_rows(page: str, parts: Sequence[K]) -> list[list[K]]:
    """The parts of a page in rows; those of one row stand side by side."""
    beside = [key for key, _share in COLUMNS.get(page, ())]
    rows: list[list[K]] = []
    for part in parts:
        last = rows[-1][-1].key if rows else ""
        joined = last in beside and part.key in beside[beside.index(last) + 1 :]
        rows[-1].append(part) if joined else rows.append([part])
    return rows
