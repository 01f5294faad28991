"""The ring around a chosen place on the map, and the ground beside it, which lets it go."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

import pydeck as pdk

from dashboard.maps import deckgl
from dashboard.maps.symbols import MapPalette, ring_atlas

SEA_LAYER = "sea"  # the id a page finds in what was clicked


def ringed(
    deck: pdk.Deck,
    place_id: str,
    at: Sequence[float],
    *,
    palette: MapPalette,
    scale: float = 1.0,
    sea: bool = False,
) -> pdk.Deck:
    """A deck of places with a ring around one of them, which lies `at` (longitude, latitude).

    In an inset the ring is around its symbol there.
    With `sea` the ground answers to clicks too, as the layer `SEA_LAYER` with an object that is
    nothing: nothing is what its tooltip says.
    """
    *layers, places = deck.layers
    drawn = places.data if isinstance(places.data, list) else []
    at = next((row["at"] for row in drawn if row["place_id"] == place_id), at)
    rows = [{"kind": "ring", "at": list(at)}]
    ring = deckgl.icons(
        "chosen", ring_atlas(palette), rows, get_icon="kind", get_size=round(26 * scale),
        pickable=False,
    )  # fmt: skip
    at_label = next((n for n, layer in enumerate(layers) if layer.id == "labels"), len(layers))
    layers.insert(at_label, ring)  # no name is covered
    out = copy(deck)
    out.layers, out._json = [*([_sea()] if sea else []), *layers, places], ""
    return out


def _sea() -> pdk.Layer:
    return pdk.Layer(
        "PolygonLayer", id=SEA_LAYER, data={"length": 1}, pickable=True, stroked=False,
        get_polygon="[[0, -80], [179, -80], [179, 80], [0, 80]]",
        _sub_layer_props={"fill": {"getFillColor": [0, 0, 0, 0]}},
    )  # fmt: skip
