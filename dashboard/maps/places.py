"""The map of the places of a view."""

from __future__ import annotations

from typing import Any

import pydeck as pdk

from dashboard.content.places import (
    THAILAND,
    around,
    bounds_of,
    marks,
    places_of,
)
from dashboard.content.sections.section import Section
from dashboard.core.limits import MARKS
from dashboard.core.page_widths import Window
from dashboard.core.url_state import View
from dashboard.maps import deckgl, symbols
from dashboard.maps.points import points_address

HEIGHT = 560
# The parts of the page's width that the map has, with cards above it or a card beside it.
SMALL_SHARE, SHARE = 3 / 5, 13 / 20


def deck_of(
    view: View, size: tuple[int, int], palette: symbols.MapPalette, scale: float
) -> pdk.Deck:
    """The map of a view's places, for a size in pixels: marks with names, or points of many.

    On a phone it opens on the places alone, which leaves room for half as many names again.
    """
    places = places_of(view)
    bounds = bounds_of(view, places) or (around(places) if size == deckgl.PHONE else None)
    options: dict[str, Any] = {
        "palette": palette, "bounds": bounds, "size": size, "scale": scale,
        "provinces": view.country == THAILAND,
    }  # fmt: skip
    if len(places) > MARKS:
        return deckgl.points_map(points_address(view), **options)
    return deckgl.network_map(marks(places), **options)


def map_size(section: Section, window: Window) -> tuple[int, int]:
    """The size in pixels that the map of a section is laid out for in a window."""
    if section.small:
        return deckgl.size_in(window.column(SMALL_SHARE), window.small_height)
    return deckgl.size_in(window.column(SHARE), HEIGHT)
