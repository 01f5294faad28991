"""The network map: a pydeck deck that draws with no request to any other host.

Shapes come by URL from the dashboard's own data route, so that a rerun sends bytes and not
polygons. Symbols and labels are two small SVG atlases in data URLs: the browser shapes the text,
which is what makes Thai right (deck.gl's TextLayer draws vowel and tone marks apart).

Insets are layers of the same deck: their land, symbols and names are drawn at a larger scale where
the layout puts them, as if that were their place on earth. So a click on a symbol in an inset
chooses its place, its tooltip appears, and an inset grows when one zooms. Several views in one deck
would need a `layerFilter`, which is a function and cannot be in JSON; a second deck costs a second
WebGL context and canvas, and its clicks would be those of another widget; a picture beside the map
has no tooltips.
"""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import pydeck as pdk
import shapely

from dashboard.content.choice import choosing
from dashboard.content.places import Bounds, stands_out
from dashboard.core.base_path import base_path
from dashboard.core.dataset import cached
from dashboard.core.palette import rgb
from dashboard.core.translation import n_, number
from dashboard.maps.annotations import SPACED
from dashboard.maps.clusters import RADIUS, Cluster
from dashboard.maps.geometry import Box, shift
from dashboard.maps.ground import ground_layer
from dashboard.maps.label_placement import Placement
from dashboard.maps.layout import MapLayout, Panel, Style, map_layout, spots_of
from dashboard.maps.plain_text import COMMAND, as_text
from dashboard.maps.projection import Projection, flat_areas, opening, region_areas
from dashboard.maps.symbols import (
    FONT_STACK,
    KINDS,
    RATIO,
    MapPalette,
    dot_atlas,
    label_atlas,
    marker_atlas,
)

# What a page passes as `size`: the *narrowest* container of its class, so that one opening view
# serves every container up to the next class. From 700 px on height binds.
WIDE, PHONE = (860, 520), (350, 600)
CLASSES = (860, 700, 600, 500)
# The layers of symbols, of the dots of places that are in an inset, and of the ground of insets.
PLACES_LAYER, DOTS_LAYER, INSETS_LAYER = "places", "dots", "insets"
# The wheel and a finger that moves up or down belong to the page: a map must not hold a reader up.
# It zooms by its buttons, two fingers, a double click and the keyboard.
CONTROLLER = {"scrollZoom": False, "dragRotate": False, "touchRotate": False}
# Pixels by which an outline inside an inset may be off: quiet lines more than coasts.
COAST, QUIET_LINES = 0.8, 1.4
STRONG = 1.4  # the width of the outline of what stands out
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


def _shapes(name: str, data: str | dict, fill: Any, line: Any, width: float | str) -> pdk.Layer:
    """Areas with a fill or none, and their borders: colours, or expressions of colours."""
    # Streamlit fades `get_fill_color` of every layer once something is selected; a colour given
    # to the sublayer stays as it is.
    sub = {"polygons-fill": {"getFillColor": fill}} if fill else {}
    return pdk.Layer(
        "GeoJsonLayer", id=name, data=data, filled=fill is not None, stroked=True, pickable=False,
        line_width_units=pdk.types.String("pixels"), get_line_width=width, get_line_color=line,
        _sub_layer_props=sub,
    )  # fmt: skip


def _countries(
    name: str, data: str | dict, palette: MapPalette, lifted: str | None, region: str | None
) -> pdk.Layer:
    """The countries of ASEAN: one that stands out, or all muted behind a region."""
    land, context, border, edge = (
        list(rgb(each)) for each in (palette.land, palette.context, palette.border, palette.quiet)
    )
    if region or not lifted:
        return _shapes(name, data, context if region else land, border, 1)
    fill, line, width = (
        f"properties.id == {json.dumps(lifted)} ? {one} : {other}"
        for one, other in ((land, context), (edge, border), (STRONG, 1))
    )
    return _shapes(name, data, f"{COMMAND}={fill}", line, width)


def icons(name: str, atlas: tuple[str, dict], rows: list[dict], **options: object) -> pdk.Layer:
    """A layer that draws a picture of an atlas at each row."""
    url, mapping = atlas
    return pdk.Layer(
        "IconLayer", id=name, data=rows, icon_atlas=pdk.types.String(url), icon_mapping=mapping,
        get_position="at", parameters=_PREMULTIPLIED, **options,
    )  # fmt: skip


def style_of(size: tuple[int, int]) -> Style:
    """The type and the symbols of a map of a size; Streamlit's zoom buttons stay free."""
    buttons: Box = (size[0] - 50.0, 0.0, float(size[0]), 84.0)
    return Style(12.0, 13.0, (buttons,)) if size[0] >= 600 else Style(11.0, 8.0, (buttons,))


def layout_of(places: pd.DataFrame, bounds: Bounds, size: tuple[int, int]) -> MapLayout:
    """Where symbols, insets and names lie on the interactive map."""
    return map_layout(spots_of(places), bounds, size, style_of(size))


@cached
def network_map(
    places: pd.DataFrame,
    *,
    palette: MapPalette,
    bounds: Bounds,
    size: tuple[int, int] = WIDE,
    scale: float = 1.0,
    provinces: bool = False,
    region: str | None = None,
    ground: pd.DataFrame | None = None,
    chooses: str = "",
    source: str = "",
) -> pdk.Deck:
    """The places on the map, each where it is; crowds in insets.

    In: `places` with place_id, country_id, label, lat, lon, kind, title and line1 to line4 (ready
    to read; an optional `priority`, 0 first, decides who is labelled when room is short), the
    bounds to open on, the narrowest size the container takes, and how much larger than that
    everything is drawn.
    `provinces` draws Thailand's provinces too. The land of a single country stands out; with a
    Thai `region`, that region. The `ground` (`ground_of`) answers to clicks, and so does each
    place where it `chooses` its `city` or `country`. What is pointed at says the `source` below.
    Out: a deck whose pickable layers are `PLACES_LAYER` and `DOTS_LAYER`, whose objects carry
    place_id and country_id, `INSETS_LAYER` and `GROUND_LAYER`, whose objects carry `choice`.
    """
    layout = layout_of(places, bounds, size)
    degrees = layout.main.projection.degrees
    symbols = {
        key: _rounded(degrees(*at)) for panel in layout.panels for key, at in panel.symbols.items()
    }
    rows, dots = [], []
    for row in places.to_dict("records"):
        key, at = row["place_id"], _rounded((row["lon"], row["lat"]))
        told = {"place_id": key, "country_id": row["country_id"], "kind": row["kind"]}
        # A place outside of the sheet is found by moving the map.
        rows.append({**told, "tip": _tip(row), "at": symbols.get(key, at)})
        if key in layout.dots:
            # The symbol in the inset says the rest.
            dots.append({**told, "at": at, "tip": as_text(row["title"])})
    # Founding members first: whatever is newer or proposed is drawn over them.
    for each in (rows, dots):
        each.sort(key=lambda r: KINDS.index(r["kind"]))
    atlas = label_atlas(layout.labels, palette, layout.style.font)
    where = {row["place_id"]: row["at"] for row in rows}
    label_rows = [
        {"id": key, "at": where[key], "h": round(cell["height"] / RATIO * scale, 1)}
        for key, cell in atlas[1].items()
    ]
    marker_px, lifted = layout.style.symbol, stands_out(places)
    land = _land(palette, provinces, lifted, region)
    if region:
        outline = _region("region", [layout.main], layout.main.projection, palette, region)
        land.insert(2, outline)
    layers = [
        *land,
        *_ground(ground),
        *_names(layout, palette, scale),
        *_insets(layout, palette, provinces, lifted, region),
        *_scale_bars(layout, palette, scale),
        icons("labels", atlas, label_rows, get_icon="id", get_size="h", pickable=False),
        icons(
            DOTS_LAYER, dot_atlas(palette), dots, get_icon="kind", pickable=True,
            get_size=round(marker_px * 24 / 20 * scale, 1), alpha_cutoff=0, **_chooses(chooses),
        ),
        icons(
            PLACES_LAYER, marker_atlas(palette), rows, get_icon="kind", pickable=True,
            get_size=round(marker_px * 24 / 17 * scale, 1),
            alpha_cutoff=0,  # the empty corners of a symbol answer too: easier to hit
            **_chooses(chooses),
        ),
    ]  # fmt: skip
    return _deck(layers, _view(layout.main.projection, size), palette, scale, source)


def _chooses(key: str) -> dict[str, pdk.types.String]:
    """What `mark_choice.js` finds in a layer of places."""
    return {"chooses": pdk.types.String(key)} if key else {}


def _ground(ground: pd.DataFrame | None) -> list[pdk.Layer]:
    return [] if ground is None else [ground_layer(ground)]


def _rounded(at: tuple[float, float], digits: int = 4) -> list[float]:
    return [round(at[0], digits), round(at[1], digits)]


def _tip(row: Mapping[Hashable, Any]) -> str:
    text = [str(row.get(key) or "") for key in ("title", "line1", "line2", "line3", "line4")]
    return as_text("\n".join(line for line in text if line))


def _view(projection: Projection, size: tuple[int, int]) -> pdk.ViewState:
    lon, lat = projection.degrees(size[0] / 2, size[1] / 2)
    zoom = round(math.log2(projection.scale), 3)
    # Farther out names would run into each other.
    return pdk.ViewState(
        longitude=round(lon, 4), latitude=round(lat, 4), zoom=zoom, min_zoom=zoom - 0.01
    )


def _ring(box: Box, main: Projection) -> list[list[float]]:
    """The corners of a box of the sheet, as degrees of the main map."""
    left, top, right, bottom = box
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    return [_rounded(main.degrees(*corner)) for corner in corners]


def _insets(
    layout: MapLayout, palette: MapPalette, provinces: bool, lifted: str | None,
    region: str | None,
) -> list[pdk.Layer]:  # fmt: skip
    """The ground of the insets, their frames on the main map and the lines between."""
    if not layout.insets:
        return []
    main = layout.main.projection
    paths = [[_rounded(main.degrees(*end)) for end in (i.line[:2], i.line[2:])]
             for i in layout.insets]  # fmt: skip
    paths += [_ring(inset.frame, main) for inset in layout.insets]
    sea = {
        "data": [
            {
                "ring": _ring(inset.box, main), "choice": choosing(area=inset.key),
                "tip": _enlarge(len(inset.symbols)),
            }
            for inset in layout.insets
        ],
        "get_polygon": "ring", "_sub_layer_props": {"fill": {"getFillColor": rgb(palette.sea)}},
    }  # fmt: skip
    border = rgb(palette.border)
    context, countries, lines = (
        _collection(
            shape for inset in layout.insets
            for shape in _features(flat_areas(name, inset.projection, inset.box), main, tolerance)
        )
        for name, tolerance in (
            ("context_land", COAST), ("asean_countries", COAST), ("thai_provinces", QUIET_LINES)
        )
    )  # fmt: skip
    layers = [
        _lines("frames", paths, palette),
        pdk.Layer("PolygonLayer", id=INSETS_LAYER, pickable=True, stroked=False, **sea),
        _shapes("inset-context", context, rgb(palette.context), border, 0.7),
        _countries("inset-countries", countries, palette, lifted, region),
    ]
    if region:
        layers.append(_region("inset-region", layout.insets, main, palette, region))
    if provinces:
        layers.append(_shapes("inset-provinces", lines, None, border, 0.7))
    layers = [layer for layer in layers if layer.type != "GeoJsonLayer" or layer.data["features"]]
    rings = [_ring(inset.box, main) for inset in layout.insets]
    return [*layers, _lines("edges", rings, palette)]


def _region(
    name: str, panels: Sequence[Panel], main: Projection, palette: MapPalette, region: str
) -> pdk.Layer:
    """A region of Thailand with its outline, on some panels."""
    outlines = _collection(
        shape for panel in panels
        for shape in _features(
            {region: shapely.union_all(region_areas(region, panel.projection, panel.box))}, main,
            COAST,
        )
    )  # fmt: skip
    return _shapes(name, outlines, rgb(palette.land), rgb(palette.quiet), STRONG)


def _lines(name: str, paths: list[list[list[float]]], palette: MapPalette) -> pdk.Layer:
    return pdk.Layer(
        "PathLayer", id=name, data=[{"path": path} for path in paths], get_path="path",
        get_color=list(rgb(palette.ink)), pickable=False, get_width=1,
        width_units=pdk.types.String("pixels"),
    )  # fmt: skip


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def _features(
    areas: Mapping[str, shapely.Geometry], main: Projection, tolerance: float
) -> Iterator[dict[str, Any]]:
    """Areas in pixels, where they lie on the main map."""
    for key, area in areas.items():
        polygons = [
            part for part in shapely.get_parts(area.simplify(tolerance))
            if part.geom_type == "Polygon" and part.area > 1
        ]  # fmt: skip
        if polygons:
            rings = [
                [
                    [_rounded(main.degrees(*at), 3) for at in ring.coords]
                    for ring in (part.exterior, *part.interiors)
                ]
                for part in polygons
            ]
            yield {
                "type": "Feature",
                "properties": {"id": key},
                "geometry": {"type": "MultiPolygon", "coordinates": rings},
            }


def _names(layout: MapLayout, palette: MapPalette, scale: float) -> list[pdk.Layer]:
    """The quiet names of countries, a layer for each size."""
    letters = f"fill:{palette.quiet};letter-spacing:{SPACED}em"
    layers = []
    for font in sorted({name.font for name in layout.countries}):
        texts = [
            Placement(
                name.country_id, (name.text,), (name.x, name.y),
                shift(name.box, -name.x, -name.y), "middle", None,
            )
            for name in layout.countries if name.font == font
        ]  # fmt: skip
        layers += _texts(f"names-{font:g}", texts, layout, palette, font, letters, scale)
    return layers


def _scale_bars(layout: MapLayout, palette: MapPalette, scale: float) -> list[pdk.Layer]:
    """Scale bars with their distances: a distance of the map, at any zoom."""
    main, bars = layout.main.projection, layout.scale_bars
    if not bars:
        return []
    strokes = [
        [_rounded(main.degrees(*end)) for end in (stroke[:2], stroke[2:])]
        for bar in bars for stroke in bar.strokes
    ]  # fmt: skip
    texts = [
        Placement(
            f"bar-{n}", (bar.text,), (bar.x + bar.length, bar.y),
            (bar.text_at[0] - bar.x - bar.length - 2, bar.box[1] - bar.y,
             bar.box[2] - bar.x - bar.length + 2, bar.box[3] - bar.y), "start", None,
        )
        for n, bar in enumerate(bars)
    ]  # fmt: skip
    letters = f"fill:{palette.ink}"
    return [
        _lines("scale", strokes, palette),
        *_texts("distances", texts, layout, palette, bars[0].font, letters, scale),
    ]


def _texts(
    name: str, texts: Sequence[Placement], layout: MapLayout, palette: MapPalette, font: float,
    letters: str, scale: float,
) -> list[pdk.Layer]:  # fmt: skip
    """Texts that are no names of places, as a layer of their own."""
    if not texts:
        return []
    main = layout.main.projection
    atlas = label_atlas(texts, palette, font, letters)
    where = {text.place_id: _rounded(main.degrees(*text.point)) for text in texts}
    rows = [
        {"id": key, "at": where[key], "h": round(cell["height"] / RATIO * scale, 1)}
        for key, cell in atlas[1].items()
    ]
    return [icons(name, atlas, rows, get_icon="id", get_size="h", pickable=False)]


def points_map(
    points_url: str,
    clusters: Sequence[Cluster] = (),
    *,
    palette: MapPalette,
    bounds: Bounds,
    size: tuple[int, int] = WIDE,
    scale: float = 1.0,
    provinces: bool = False,
    ground: pd.DataFrame | None = None,
    chooses: str = "",
    source: str = "",
) -> pdk.Deck:
    """Any number of places on the map, as points without labels, fetched from `points_url`.

    The address gives a list of objects with place_id, country_id, at, kind (its number in `KINDS`)
    and tip. Where points overlap, a circle has their number; it is an object of `INSETS_LAYER`.
    Everything else is as in `network_map`; what a rerun sends does not grow with the places.
    """
    colours = [palette.member, palette.joined_2023, palette.proposed]
    first, second, third = (json.dumps([*rgb(colour), 210]) for colour in colours)
    points = pdk.Layer(
        "ScatterplotLayer", id=PLACES_LAYER, data=points_url, pickable=True, get_position="at",
        get_fill_color=f"kind == 0 ? {first} : kind == 1 ? {second} : {third}",
        radius_units=pdk.types.String("common"), get_radius=0.04,
        radius_min_pixels=1.6 * scale, radius_max_pixels=8 * scale, **_chooses(chooses),
    )  # fmt: skip
    layers = [
        *_land(palette, provinces), *_ground(ground), points,
        *_clusters(clusters, palette, scale),
    ]  # fmt: skip
    return _deck(layers, opening(bounds, size), palette, scale, source)


def _enlarge(places: int) -> str:
    return n_("{count} place: click to enlarge", "{count} places: click to enlarge", places)


def _clusters(
    clusters: Sequence[Cluster], palette: MapPalette, scale: float
) -> Iterator[pdk.Layer]:
    """Circles with the numbers of places below them."""
    if not clusters:
        return
    rows = [
        {
            "at": _rounded(each.at), "choice": choosing(area=each.key),
            "count": number(each.number), "tip": _enlarge(each.number),
        }
        for each in clusters
    ]  # fmt: skip
    yield pdk.Layer(
        "ScatterplotLayer", id=INSETS_LAYER, data=rows, pickable=True, get_position="at",
        get_fill_color=[*rgb(palette.ink)], get_radius=RADIUS * scale,
        radius_units=pdk.types.String("pixels"),
    )  # fmt: skip
    # Digits need no marks above or below them.
    yield pdk.Layer(
        "TextLayer", id="counts", data=rows, pickable=False, get_position="at", get_text="count",
        get_color=[*rgb(palette.halo)], get_size=12 * scale,
        font_family=pdk.types.String(FONT_STACK), font_weight=700,
    )  # fmt: skip


def _land(
    palette: MapPalette, provinces: bool, lifted: str | None = None, region: str | None = None
) -> list[pdk.Layer]:
    shapes = f"{base_path()}data/boundaries"
    url, border = f"{shapes}/asean_countries.geojson", rgb(palette.border)
    layers = [
        _shapes("context", f"{shapes}/context_land.geojson", rgb(palette.context), border, 0.5),
        _countries("countries", url, palette, lifted, region),
    ]
    if provinces:
        layers.append(_shapes("provinces", f"{shapes}/thai_provinces.geojson", None, border, 0.5))
    return layers


def _deck(
    layers: list[pdk.Layer], view: pdk.ViewState, palette: MapPalette, scale: float, source: str
) -> pdk.Deck:
    more = math.log2(scale)
    view.zoom = round(view.zoom + more, 3)
    if view.min_zoom is not None:
        view.min_zoom = round(view.min_zoom + more, 3)
    sea = {"version": 8, "sources": {}, "layers": [
        {"id": "sea", "type": "background", "paint": {"background-color": palette.sea}},
    ]}  # fmt: skip
    style = "data:application/json," + json.dumps(sea, separators=(",", ":")).replace("#", "%23")
    return _CompactDeck(
        layers=layers, views=[pdk.View("MapView", controller=CONTROLLER)],
        initial_view_state=view, map_provider=None, map_style=style,
        # Plain text on purpose: names are never read as HTML.
        tooltip={"text": f"{{tip}}\n{source}".rstrip(), "style": {
            "backgroundColor": palette.ink, "color": palette.halo, "fontFamily": FONT_STACK,
            "fontSize": "13px", "lineHeight": "1.45", "padding": "8px 10px", "borderRadius": "6px",
            "maxWidth": "280px", "whiteSpace": "pre-line", "zIndex": "9",
        }},
    )  # fmt: skip
