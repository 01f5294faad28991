"""The map of the places of a view."""

from __future__ import annotations

from typing import Any

import pydeck as pdk

from dashboard.content.places import (
    THAILAND,
    Bounds,
    bounds_of,
    labelled,
    marks,
    places_of,
    thai_region,
)
from dashboard.content.sections.caption import caption
from dashboard.content.sections.section import Section
from dashboard.core.limits import MARKS
from dashboard.core.page_widths import Window
from dashboard.core.translation import on_day
from dashboard.core.url_state import View
from dashboard.maps import deckgl, symbols
from dashboard.maps.clusters import clusters_of
from dashboard.maps.ground import ground_of
from dashboard.maps.points import points_address

HEIGHT = 560
# The parts of the page's width that the map has, with cards above it or a card beside it.
SMALL_SHARE, SHARE = 3 / 5, 13 / 20


def deck_of(
    section: Section,
    view: View,
    size: tuple[int, int],
    palette: symbols.MapPalette,
    scale: float,
    area: Bounds | None = None,
) -> pdk.Deck:
    """The map of a view's places, for a size in pixels: symbols with names, or points of many.

    It opens on an `area` (west, south, east, north), else on what the view has chosen. On the small
    map of a `section` a place stands for its country.
    """
    places = places_of(view)
    bounds = area or bounds_of(view, places)
    options: dict[str, Any] = {
        "palette": palette, "bounds": bounds, "size": size, "scale": scale,
        "provinces": view.country == THAILAND, "ground": ground_of(view, small=section.small),
        "chooses": "country" if section.small else "city",
        "source": caption(section, view, on_day(view.asof)).source,
    }  # fmt: skip
    if len(places) > MARKS:
        crowded = clusters_of(places, bounds, size)
        return deckgl.points_map(points_address(view), crowded, **options)
    return deckgl.network_map(marks(places), region=thai_region(view), **options)


def map_size(section: Section, window: Window) -> tuple[int, int]:
    """The size in pixels that the map of a section is laid out for in a window."""
    if section.small:
        return deckgl.size_in(window.column(SMALL_SHARE), window.small_height)
    return deckgl.size_in(window.column(SHARE), HEIGHT)


def areas_of(view: View, size: tuple[int, int]) -> dict[str, Bounds]:
    """What the insets of the map show, each by the first of its places in the table."""
    places = places_of(view)
    if places.empty or len(places) > MARKS:
        return {}
    layout = deckgl.layout_of(labelled(places), bounds_of(view, places), size)
    return {inset.key: inset.area for inset in layout.insets}
