"""The map of places as a picture, and its legend."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import pydeck as pdk
import streamlit as st

from dashboard.content.citations import most_cited, plain
from dashboard.content.network_text import map_alt, map_title
from dashboard.content.places import (
    THAILAND,
    around,
    bounds_of,
    kind_counts,
    kind_name,
    marks,
    places_of,
)
from dashboard.content.roles import outline_sources, series_with
from dashboard.core.limits import MARKS
from dashboard.core.page_widths import column_width
from dashboard.core.translation import _, text
from dashboard.core.url_state import View
from dashboard.maps import deckgl, symbols
from dashboard.maps.points import points_address
from dashboard.maps.ring import ringed
from dashboard.ui.components.chart_block import picture
from dashboard.ui.components.empty_state import no_place
from dashboard.ui.components.map_choice import adopt_click, map_key, sea_answers
from dashboard.ui.errors import guarded
from dashboard.ui.viewport import scale, scaled, window_width

HEIGHT = 560
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def map_palette() -> symbols.MapPalette:
    """The colours of the map in the reader's theme."""
    return symbols.DARK if st.context.theme.type == "dark" else symbols.LIGHT


def legend(places: pd.DataFrame, counts: dict[str, int], *, points: bool = False) -> None:
    """The marks of the map and what they mean, with their numbers; `points` have colours alone."""
    kinds = [kind for kind in symbols.KINDS if kind in counts]
    parts = []
    for kind, icon in symbols.legend_entries(map_palette(), kinds, dots=points):
        # A mark, its meaning and its number stay together where the line breaks.
        name = f"{kind_name(kind, places)} ({counts[kind]})".replace(" ", NO_BREAK_SPACE)
        parts.append(f"**![]({icon.replace(' ', '%20')}){NO_BREAK_SPACE}{name}**")
    with st.container(key="legend", gap=None):
        st.markdown("&emsp;".join(parts))
        st.caption(
            _("So many places are drawn as points; a narrower filter shows marks and names.")
            if points
            else _("Where marks would cover each other, a line leads to the place.")
        )


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


def with_chosen(deck: pdk.Deck, view: View) -> pdk.Deck:
    """The map with a ring around the place that the view has chosen, if that stands on it."""
    places = places_of(view)
    found = places[places["place_id"].isin(view.city[:1])]
    if found.empty:
        return deck
    place = found.iloc[0]
    return ringed(
        deck, place["place_id"], (place["lon"], place["lat"]), palette=map_palette(),
        scale=scale(), sea=sea_answers(place["place_id"]),
    )  # fmt: skip


def draw_map(view: View, *, height: int, share: float, select: bool) -> None:
    """Draw the map and its legend; with `select` a click chooses a place, or lets it go."""
    places = places_of(view)
    size = deckgl.size_in(column_width(window_width(), share), height)
    deck = deck_of(view, size, map_palette(), scale())
    options: dict[str, Any] = {"key": f"map-{height}"}
    if select:
        key = map_key("map")
        deck = with_chosen(deck, view)
        options = {
            "key": key, "on_select": partial(adopt_click, key), "selection_mode": "single-object",
        }  # fmt: skip
    st.pydeck_chart(deck, height=scaled(size[1]), alt=map_alt(places), **options)
    legend(places, kind_counts(places), points=len(places) > MARKS)


@guarded(None)
def map_picture(view: View, *, share: float, height: int = HEIGHT, select: bool = True) -> None:
    """The map with its filters' places and their table; with `select` a click chooses a place.

    `share` is the part of the page's width that the map has where columns stand side by side.
    """
    places = places_of(view)
    if places.empty:
        no_place(view, "places")
        return
    sources = list(most_cited(places)[:2])
    unit = _("places")
    if select:
        series = series_with("beside_places")
        if series is not None:
            unit = _("places; people ({series})", series=plain(text(series, "name")))
            sources.append(series["source_id"])
        sources += outline_sources()
    picture(
        map_title(places),
        lambda: draw_map(view, height=height, share=share, select=select),
        places,
        ["name", "country", "region", "status", "counted_on", "unit_label", "population", "year"],
        key="places",
        unit=unit,
        sources=sources,
    )
