"""The map of chosen places, each in a ring, among its neighbours."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pandas as pd
import pydeck as pdk

from dashboard.content.places import Bounds, labelled, marks, places_of
from dashboard.core.dataset import cached
from dashboard.core.palette import rgb
from dashboard.core.url_state import View
from dashboard.maps import deckgl
from dashboard.maps.symbols import MapPalette

# Half the least width and height of the map, so that a place is seen in its country.
AROUND_DEGREES = 3.0
RING_PIXELS = 8
HEIGHT = 400


@cached
def _rows(view: View, places: tuple[pd.Series, ...], others: pd.DataFrame) -> pd.DataFrame:
    """The rows of the places of the page, and of others, as `places_of` has them."""
    everywhere = replace(view, country=None, region=None, status=None)
    ids = [place["place_id"] for place in places]
    parts = [places_of(replace(everywhere, asof=f"{place['counted_on']:%Y-%m-%d}"))
             for place in places if place["later"]]  # fmt: skip
    rows = pd.concat([places_of(everywhere), *parts]).drop_duplicates("place_id")
    rows = rows[rows["place_id"].isin([*ids, *others["place_id"]])]
    # Numbered anew, rows of the same places are the same on every date.
    return rows.reset_index(drop=True)


def _ranked(rows: pd.DataFrame, places: tuple[pd.Series, ...]) -> pd.DataFrame:
    """Rows of a map in which the places of the page are the first that get a name."""
    ids = [place["place_id"] for place in places]
    return rows.assign(priority=(~rows["place_id"].isin(ids)).astype(int))


@cached
def labelled_places(
    view: View, places: tuple[pd.Series, ...], others: pd.DataFrame
) -> pd.DataFrame:
    """What a drawn map shows: the places of the page, and their neighbours."""
    return _ranked(labelled(_rows(view, places, others)), places)


@cached
def marked_places(view: View, places: tuple[pd.Series, ...], others: pd.DataFrame) -> pd.DataFrame:
    """`labelled_places` with the tooltips of the live map."""
    return _ranked(marks(_rows(view, places, others)), places)


@cached
def bounds_around(rows: pd.DataFrame) -> Bounds:
    """The bounds that hold all points, with room around them."""
    lon, lat = rows["lon"], rows["lat"]
    wide = max(AROUND_DEGREES, (lon.max() - lon.min()) * 0.65)
    high = max(AROUND_DEGREES, (lat.max() - lat.min()) * 0.65)
    across, up = (lon.max() + lon.min()) / 2, (lat.max() + lat.min()) / 2
    return (across - wide, up - high, across + wide, up + high)


@cached
def map_of(
    view: View,
    places: tuple[pd.Series, ...],
    others: pd.DataFrame,
    source: str,
    size: tuple[int, int],
    colours: MapPalette,
    scale: float,
) -> pdk.Deck:
    """The places ringed among their neighbours, for a size in pixels; tooltips end in `source`."""
    rows = marked_places(view, places, others)
    deck = deckgl.network_map(
        rows, palette=colours, bounds=bounds_around(rows), size=size, scale=scale,
        source=source,
    )  # fmt: skip
    deck = deepcopy(deck)  # the other is an answer, and stays as it is
    (symbols,) = [layer for layer in deck.layers if layer.id == deckgl.PLACES_LAYER]
    where = {row["place_id"]: row["at"] for row in symbols.data}
    rings = [where.get(place["place_id"], [place["lon"], place["lat"]]) for place in places]
    deck.layers.insert(
        -3,
        pdk.Layer(
            "ScatterplotLayer", id="chosen", pickable=False, filled=False, stroked=True,
            data=[{"at": at} for at in rings],
            get_position="at", get_line_color=list(rgb(colours.ink)), get_radius=RING_PIXELS,
            radius_units=pdk.types.String("pixels"),
            line_width_units=pdk.types.String("pixels"), get_line_width=2,
        ),
    )  # fmt: skip
    # A symbol says what a place is on this day; one that is nothing yet has the ring alone.
    yet = {place["place_id"] for place in places if place["later"]}
    symbols.data = [row for row in symbols.data if row["place_id"] not in yet]
    return deck
