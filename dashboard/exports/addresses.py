"""The addresses that answer with a file about a view, as one table."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.content.pages import PAGE_OF_CHART
from dashboard.core.navigation import NAMED
from dashboard.core.url_state import KEYS as VIEW_KEYS
from dashboard.core.url_state import PLACE_KEYS
from dashboard.exports.chart.files import MAKERS
from dashboard.exports.chart.page import THEMES
from dashboard.exports.documents import KEYS, PDF, PPTX
from dashboard.exports.files import GEOJSON, WORKBOOK


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


CHART = (("chart", tuple(PAGE_OF_CHART)), ("theme", THEMES))
OF_CHART = {
    "svg": "One chart as SVG, with title, date and source",
    "png": "One chart as PNG, with title, date and source",
    "csv": "The rows of a chart as CSV",
    "json": "The rows of a chart as JSON",
    "xlsx": "The rows of a chart as a workbook",
}
ADDRESSES = (
    Address("/data/places.geojson", "The places of a view as points.", GEOJSON, PLACE_KEYS),
    Address(
        "/data/ascn.xlsx", "A workbook: the places of a view, then every table whole.",
        WORKBOOK, PLACE_KEYS,
    ),
    Address("/deck.pptx", "The slides of a view for PowerPoint.", PPTX, KEYS),
    Address(
        "/chart/{chart}", "One chart as a page to embed.", "text/html", VIEW_KEYS, choices=CHART
    ),
    *(
        Address(
            f"/chart/{{chart}}.{ending}", f"{about}. A chart reads the keys of its page.",
            MAKERS[ending][1], VIEW_KEYS, choices=CHART,
        )
        for ending, about in OF_CHART.items()
    ),
    Address(
        "/brief.pdf", "The one-page brief of a view, with a link to a page.", PDF, KEYS,
        choices=(("page", tuple(NAMED)),),
    ),
)  # fmt: skip
