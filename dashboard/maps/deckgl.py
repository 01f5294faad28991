"""The network map: a pydeck deck that draws with no request to any other host.

Shapes come by URL from the dashboard's own data route, so that a rerun sends bytes and not
polygons. Markers and labels are two small SVG atlases in data URLs: the browser shapes the text,
which is what makes Thai right (deck.gl's TextLayer draws vowel and tone marks apart).
"""

from __future__ import annotations

import json
import math

import pandas as pd
import pydeck as pdk

from dashboard.content.places import Bounds
from dashboard.core.base_path import base_path
from dashboard.core.dataset import cached
from dashboard.core.palette import rgb
from dashboard.maps.label_placement import PRIORITY, LabelRequest, place_labels
from dashboard.maps.projection import ground, to_pixels, view_for
from dashboard.maps.symbols import FONT_STACK, KINDS, RATIO, MapPalette, label_atlas, marker_atlas

# What a page passes as `size`: the *narrowest* container of its class, so that one opening view
# serves every container up to the next class. From 700 px on height binds.
WIDE, PHONE = (860, 520), (350, 420)
CLASSES = (860, 700, 600, 500)
PLACES_LAYER = "places"  # the id a page finds in what was clicked
# The wheel and a finger that moves up or down belong to the page: a map must not hold a reader up.
# It zooms by its buttons, two fingers, a double click and the keyboard.
CONTROLLER = {"scrollZoom": False, "dragRotate": False, "touchRotate": False}
# What begins with it deck.gl takes for an expression or a constant.
COMMAND = "@@"
# Browsers hand an SVG over with its colours multiplied by alpha already; deck.gl would do it once
# more, and every soft edge would turn grey.
_PREMULTIPLIED = {
    "blend": True,
    "blendColorOperation": "add", "blendColorSrcFactor": "one",
    "blendColorDstFactor": "one-minus-src-alpha",
    "blendAlphaOperation": "add", "blendAlphaSrcFactor": "one",
    "blendAlphaDstFactor": "one-minus-src-alpha",
}  # fmt: skip


class _CompactDeck(pdk.Deck):
    """pydeck indents its JSON and escapes Thai, which triples what every rerun sends."""

    _json = ""

    def to_json(self) -> str:
        # A deck is made once for many readers, and said once.
        if not self._json:
            told = json.loads(super().to_json())
            self._json = json.dumps(told, separators=(",", ":"), ensure_ascii=False)
        return self._json


def size_in(room: int, height: int) -> tuple[int, int]:
    """The size that a map of a height is laid out for where it has `room` pixels across."""
    across = next((least for least in CLASSES if least <= room), PHONE[0])
    return PHONE if across == PHONE[0] else (across, height)


def _shapes(name: str, url: str, fill: str | None, line: str, width: float) -> pdk.Layer:
    # Streamlit fades `get_fill_color` of every layer once something is selected; colours given
    # to the sublayers stay as they are.
    sub = {"polygons-stroke": {"getColor": rgb(line)}}
    if fill:
        sub["polygons-fill"] = {"getFillColor": rgb(fill)}
    return pdk.Layer(
        "GeoJsonLayer", id=name, data=url, filled=fill is not None, stroked=True, pickable=False,
        line_width_units=pdk.types.String("pixels"), get_line_width=width, _sub_layer_props=sub,
    )  # fmt: skip


def icons(name: str, atlas: tuple[str, dict], rows: list[dict], **options: object) -> pdk.Layer:
    """A layer that draws a picture of an atlas at each row."""
    url, mapping = atlas
    return pdk.Layer(
        "IconLayer", id=name, data=rows, icon_atlas=pdk.types.String(url), icon_mapping=mapping,
        get_position="at", parameters=_PREMULTIPLIED, **options,
    )  # fmt: skip


@cached
def network_map(
    places: pd.DataFrame,
    *,
    palette: MapPalette,
    bounds: Bounds | None = None,
    size: tuple[int, int] = WIDE,
    scale: float = 1.0,
    provinces: bool = False,
) -> pdk.Deck:
    """The places on the map of ASEAN, labelled so that no label collides at the opening view.

    In: `places` with place_id, country_id, label, lat, lon, kind, title and line1 to line4 (ready
    to read; an optional `priority`, 0 first, decides who is labelled when room is short), the
    bounds to open on (None: all of ASEAN), the narrowest size the container takes, and how
    much larger than that everything is drawn.
    `provinces` draws Thailand's provinces too.
    Out: a deck whose pickable layer is `PLACES_LAYER`; its objects carry place_id.
    """
    view = view_for(bounds, size)
    roomy = size[0] >= 600
    marker_px = 13.0 if roomy else 11.0
    font_px = 12.0 if roomy else 11.0
    rank = places["priority"] if "priority" in places else places["kind"].map(PRIORITY)
    rows, requests = [], []
    for row, priority in zip(places.to_dict("records"), rank, strict=True):
        at = [round(row["lon"], 4), round(row["lat"], 4)]
        text = [str(row.get(key) or "") for key in ("title", "line1", "line2", "line3", "line4")]
        tip = "\n".join(line for line in text if line)
        if tip.startswith(COMMAND):  # a space in front keeps it a text
            tip = " " + tip
        rows.append({"place_id": row["place_id"], "kind": row["kind"], "at": at, "tip": tip})
        x, y = to_pixels(at[0], at[1], view, size)
        requests.append(
            LabelRequest(row["place_id"], row["label"], x, y, int(priority), row["country_id"])
        )
    # Founding members first: whatever is newer or proposed is drawn over them.
    rows.sort(key=lambda r: KINDS.index(r["kind"]))
    labels = place_labels(
        tuple(requests), size, font_px=font_px, marker_px=marker_px, ground=ground(bounds, size),
        reserved=((size[0] - 50.0, 0.0, float(size[0]), 84.0),),  # Streamlit's zoom buttons
    )  # fmt: skip
    atlas = label_atlas(labels, palette, font_px, marker_px)
    where = {row["place_id"]: row["at"] for row in rows}
    label_rows = [
        {"id": key, "at": where[key], "h": round(cell["height"] / RATIO * scale, 1)}
        for key, cell in atlas[1].items()
    ]
    moved = {label.place_id: label.mark for label in labels if label.mark}
    for row in rows:
        row["off"] = [round(value * scale) for value in moved.get(row["place_id"], (0, 0))]
    layers = _land(palette, provinces) + [
        icons("labels", atlas, label_rows, get_icon="id", get_size="h", pickable=False),
        icons(
            PLACES_LAYER, marker_atlas(palette), rows, get_icon="kind", pickable=True,
            get_size=round(marker_px * 24 / 17 * scale, 1), get_pixel_offset="off",
            alpha_cutoff=0,  # the empty corners of a mark answer too: easier to hit with a finger
        ),
    ]  # fmt: skip
    return _deck(layers, view, palette, scale)


def points_map(
    points_url: str,
    *,
    palette: MapPalette,
    bounds: Bounds | None = None,
    size: tuple[int, int] = WIDE,
    scale: float = 1.0,
    provinces: bool = False,
) -> pdk.Deck:
    """Any number of places on the map, as points without labels, fetched from `points_url`.

    The address gives a list of objects with place_id, at, kind (its number in `KINDS`) and tip.
    Everything else is as in `network_map`; what a rerun sends does not grow with the places.
    """
    colours = [palette.member, palette.joined_2023, palette.proposed]
    first, second, third = (json.dumps([*rgb(colour), 210]) for colour in colours)
    points = pdk.Layer(
        "ScatterplotLayer", id=PLACES_LAYER, data=points_url, pickable=True, get_position="at",
        get_fill_color=f"kind == 0 ? {first} : kind == 1 ? {second} : {third}",
        radius_units=pdk.types.String("common"), get_radius=0.04,
        radius_min_pixels=1.6 * scale, radius_max_pixels=8 * scale,
    )  # fmt: skip
    layers = [*_land(palette, provinces), points]
    return _deck(layers, view_for(bounds, size), palette, scale)


def _land(palette: MapPalette, provinces: bool) -> list[pdk.Layer]:
    shapes = f"{base_path()}data/boundaries"
    line = palette.border
    layers = [
        _shapes("context", f"{shapes}/context_land.geojson", palette.context, line, 0.5),
        _shapes("countries", f"{shapes}/asean_countries.geojson", palette.land, line, 1),
    ]
    if provinces:
        url = f"{shapes}/thai_provinces.geojson"
        layers.append(_shapes("provinces", url, None, line, 0.5))
    return layers


def _deck(
    layers: list[pdk.Layer], view: pdk.ViewState, palette: MapPalette, scale: float
) -> pdk.Deck:
    view.zoom = round(view.zoom + math.log2(scale), 3)
    sea = {"version": 8, "sources": {}, "layers": [
        {"id": "sea", "type": "background", "paint": {"background-color": palette.sea}},
    ]}  # fmt: skip
    style = "data:application/json," + json.dumps(sea, separators=(",", ":")).replace("#", "%23")
    return _CompactDeck(
        layers=layers, views=[pdk.View("MapView", controller=CONTROLLER)],
        initial_view_state=view, map_provider=None, map_style=style,
        # Plain text on purpose: names are never read as HTML.
        tooltip={"text": "{tip}", "style": {
            "backgroundColor": palette.ink, "color": palette.halo, "fontFamily": FONT_STACK,
            "fontSize": "13px", "lineHeight": "1.45", "padding": "8px 10px", "borderRadius": "6px",
            "maxWidth": "280px", "whiteSpace": "pre-line", "zIndex": "9",
        }},
    )  # fmt: skip
