"""The addresses that answer with a file about a view, as one table."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.core.navigation import NAMED
from dashboard.exports.documents import KEYS, PDF, PPTX
from dashboard.exports.files import GEOJSON, WORKBOOK

FILTERS = ("asof", "country", "region", "status")


@dataclass(frozen=True, slots=True)
class Address:
    """A path, what it answers with, its content type and the keys of a view that it reads.

    `choices` are further parameters with their values; in the path they stand in braces.
    """

    path: str
    about: str
    kind: str
    keys: tuple[str, ...]
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()


ADDRESSES = (
    Address("/data/places.geojson", "The places of a view as points.", GEOJSON, FILTERS),
    Address(
        "/data/ascn.xlsx", "A workbook: the places of a view, then every table whole.",
        WORKBOOK, FILTERS,
    ),
    Address("/deck.pptx", "The slides of a view for PowerPoint.", PPTX, KEYS),
    Address(
        "/brief.pdf", "The one-page brief of a view, with a link to a page.", PDF, KEYS,
        choices=(("page", tuple(NAMED)),),
    ),
)  # fmt: skip
