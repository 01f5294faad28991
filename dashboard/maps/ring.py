"""The rings around chosen places on the map, beside which a click lets them go."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

import pandas as pd
import pydeck as pdk

from dashboard.content.choice import choosing
from dashboard.maps import deckgl
from dashboard.maps.symbols import MapPalette, ring_atlas


def ringed(
    deck: pdk.Deck, chosen: pd.DataFrame, *, palette: MapPalette, scale: float = 1.0
) -> pdk.Deck:
    """A deck of places with a ring around each chosen one: a row with place_id, lon and lat.

    In an inset the ring is around its symbol there. A click beside all that is drawn lets the
    places go: so says the layer of the rings.
    """
    *layers, places = deck.layers
    drawn = {row["place_id"]: row["at"] for row in _rows(places.data)}
    rows = [
        {"kind": "ring", "at": list(drawn.get(place["place_id"], (place["lon"], place["lat"])))}
        for place in chosen.to_dict("records")
    ]
    rings = deckgl.icons(
        "chosen", ring_atlas(palette), rows, get_icon="kind", get_size=round(26 * scale),
        pickable=False, beside=pdk.types.String(choosing(city="")),
    )  # fmt: skip
    at_label = next((n for n, layer in enumerate(layers) if layer.id == "labels"), len(layers))
    layers.insert(at_label, rings)  # no name is covered
    out = copy(deck)
    out.layers, out._json = [*layers, places], ""
    return out


def _rows(data: object) -> Iterable[dict]:
    """The rows of a layer, unless the browser fetches them."""
    return data if isinstance(data, list) else ()
