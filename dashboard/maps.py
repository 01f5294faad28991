"""The network map: a pydeck deck that draws with no request to any other host.

Shapes come by URL from the dashboard's own data route, so that a rerun sends bytes and not
polygons. Markers and labels are two small SVG atlases in data URLs: the browser shapes the text,
which is what makes Thai right (deck.gl's TextLayer draws vowel and tone marks apart).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import pydeck as pdk

from dashboard.labels import Box, LabelRequest, Placement, is_thai, line_height, place_labels

Bounds = tuple[float, float, float, float]  # west, south, east, north

ASEAN_BOUNDS: Bounds = (92.2, -11.0, 141.0, 28.5)
# What a page passes as `size`: the *narrowest* container of its class. Height binds from 700 px
# on, so one opening view serves every wider container.
WIDE, PHONE = (860, 520), (350, 420)
KINDS = ("founding", "joined", "proposed")
PRIORITY = {"proposed": 0, "joined": 1, "founding": 2}
PLACES_LAYER = "places"  # the id a page finds in `event.selection`
FONT_STACK = (
    "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial,"
    "'Noto Sans Thai',Sarabun,'Leelawadee UI',Thonburi,sans-serif"
)
_TILE, _MAX_ZOOM = 512, 9.5
_RATIO = 2  # atlases are drawn twice as large, for sharp edges at device pixel ratio 2
_ATLAS_WIDTH = 1024
# Browsers hand an SVG over with its colours multiplied by alpha already; deck.gl would do it once
# more, and every soft edge would turn grey.
_PREMULTIPLIED = {
    "blend": True,
    "blendColorOperation": "add", "blendColorSrcFactor": "one",
    "blendColorDstFactor": "one-minus-src-alpha",
    "blendAlphaOperation": "add", "blendAlphaSrcFactor": "one",
    "blendAlphaDstFactor": "one-minus-src-alpha",
}  # fmt: skip


@dataclass(frozen=True)
class MapPalette:
    """Colours of the map, as hex strings."""

    sea: str
    land: str
    context: str
    border: str
    ink: str
    halo: str
    member: str
    joined_2023: str
    proposed: str


LIGHT = MapPalette(
    sea="#dbe7ee", land="#fbfaf6", context="#ecebe6", border="#b4b9bd", ink="#1b2733",
    halo="#ffffff", member="#1f4e8c", joined_2023="#0b7d74", proposed="#c2410c",
)  # fmt: skip
DARK = MapPalette(
    sea="#16233a", land="#33445a", context="#223149", border="#64788f", ink="#eef3f8",
    halo="#16233a", member="#7db4ff", joined_2023="#3ed6bd", proposed="#ffa05c",
)  # fmt: skip


class _CompactDeck(pdk.Deck):
    """pydeck indents its JSON and escapes Thai, which triples what every rerun sends."""

    def to_json(self) -> str:
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"), ensure_ascii=False)


def _rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _world(lon: float, lat: float) -> tuple[float, float]:
    """Web Mercator position at zoom 0, in pixels, y growing downwards."""
    x = (lon + 180) / 360 * _TILE
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * _TILE
    return x, y


def view_for(area: Bounds | pd.DataFrame | None, size: tuple[int, int]) -> pdk.ViewState:
    """The view that shows an area (bounds, the points of a table, or all of ASEAN) in `size`."""
    if isinstance(area, pd.DataFrame):
        area = (area["lon"].min(), area["lat"].min(), area["lon"].max(), area["lat"].max())
    west, south, east, north = area or ASEAN_BOUNDS
    left, top = _world(west, north)
    right, bottom = _world(east, south)
    pad = max(8.0, min(size) * 0.03)
    scale = min(
        (size[0] - 2 * pad) / max(right - left, 1e-6), (size[1] - 2 * pad) / max(bottom - top, 1e-6)
    )
    middle = math.pi * (1 - (top + bottom) / _TILE)
    return pdk.ViewState(
        longitude=round((west + east) / 2, 4),
        latitude=round(math.degrees(math.atan(math.sinh(middle))), 4),
        zoom=round(min(math.log2(scale), _MAX_ZOOM), 3),
    )


def to_pixels(
    lon: float, lat: float, view: pdk.ViewState, size: tuple[int, int]
) -> tuple[float, float]:
    """Where a point falls in a map of `size` that opens at `view`."""
    scale = 2**view.zoom
    x, y = _world(lon, lat)
    centre_x, centre_y = _world(view.longitude, view.latitude)
    return (x - centre_x) * scale + size[0] / 2, (y - centre_y) * scale + size[1] / 2


def _data_url(svg: str) -> str:
    # Only what ends a URL or starts an escape has to be escaped; the rest stays short.
    return "data:image/svg+xml;charset=utf-8," + svg.replace("%", "%25").replace("#", "%23")


def _marker(kind: str, palette: MapPalette) -> str:
    """The mark of a kind in a 24 by 24 box: told apart by shape first, then by colour."""
    edge = f"stroke='{palette.halo}' stroke-width='2' stroke-linejoin='round'"
    if kind == "founding":
        return f"<circle cx='12' cy='12' r='7.5' fill='{palette.member}' {edge}/>"
    if kind == "joined":
        return f"<path d='M12 2.5L21.5 12L12 21.5L2.5 12Z' fill='{palette.joined_2023}' {edge}/>"
    triangle = "d='M12 4L20.5 19H3.5Z' stroke-linejoin='round'"
    return (
        f"<path {triangle} fill='none' stroke='{palette.halo}' stroke-width='5.5'/>"
        f"<path {triangle} fill='{palette.land}' stroke='{palette.proposed}' stroke-width='2.8'/>"
    )


def _svg(width: float, height: float, body: str, view: str = "") -> str:
    box = f" viewBox='{view}'" if view else ""
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width:g}' height='{height:g}'{box}>"
        f"{body}</svg>"
    )


def legend_entries(palette: MapPalette, kinds: Sequence[str] = KINDS) -> list[tuple[str, str]]:
    """The kinds with the very icons of the map, as data URLs, for a legend beside it."""
    return [(k, _data_url(_svg(24, 24, _marker(k, palette), "0 0 24 24"))) for k in kinds]


def _marker_atlas(palette: MapPalette) -> tuple[str, dict]:
    cell = 24 * _RATIO
    body = "".join(
        f"<g transform='translate({i * cell} 0) scale({_RATIO})'>{_marker(kind, palette)}</g>"
        for i, kind in enumerate(KINDS)
    )
    mapping = {
        kind: {"x": i * cell, "y": 0, "width": cell, "height": cell} for i, kind in enumerate(KINDS)
    }
    return _data_url(_svg(cell * len(KINDS), cell, body)), mapping


def _label_svg(label: Placement, font_px: float, marker_px: float) -> tuple[str, Box]:
    """A label with its leader line around its point at (0, 0), and the box that holds both."""
    left, top, right, bottom = label.box
    heights = [line_height(line, font_px) for line in label.lines]
    x = round({"start": left + 2, "middle": (left + right) / 2, "end": right - 2}[label.align])
    if label.mark:
        x += round(marker_px + 3) * (1 if label.align == "start" else -1)
    parts, y = [], (top + bottom - sum(heights)) / 2
    if label.leader:
        x0, y0, x1, y1 = label.leader
        line = f"d='M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}'"
        parts.append(f"<path class='h' {line}/><path class='l' {line}/>")
        if label.mark:
            parts.append("<circle r='2'/>")
    anchor = "" if label.align == "start" else f" text-anchor='{label.align}'"
    for line, height in zip(label.lines, heights, strict=True):
        base = round(y + height * (0.7 if is_thai(line) else 0.76))
        parts.append(f"<text x='{x}' y='{base}'{anchor}>{escape(line)}</text>")
        y += height
    box = (left - 2, top, right + 2, bottom)
    if label.leader:  # the point itself belongs to the picture when a line starts from it
        box = (min(box[0], -4), min(box[1], -4), max(box[2], 4), max(box[3], 4))
    return "".join(parts), box


def _label_atlas(
    labels: Sequence[Placement], palette: MapPalette, font_px: float, marker_px: float
) -> tuple[str, dict]:
    """All labels in one picture (one image to load, shared style) and where each of them is."""
    pieces, mapping = [], {}
    x = y = shelf = 0
    drawn = [(label, *_label_svg(label, font_px, marker_px)) for label in labels]
    for label, body, (left, top, right, bottom) in sorted(drawn, key=lambda d: d[2][1] - d[2][3]):
        left, top = math.floor(left), math.floor(top)
        width, height = math.ceil(right) - left, math.ceil(bottom) - top
        offset_x, offset_y = (value - round(value) for value in label.point)
        if (x + width) * _RATIO > _ATLAS_WIDTH:
            x, y, shelf = 0, y + shelf + 1, 0
        # A nested svg clips: an unexpectedly wide font cannot bleed into the next label.
        pieces.append(
            f"<svg x='{x}' y='{y}' width='{width}' height='{height}' "
            f"viewBox='{left} {top} {width} {height}'>{body}</svg>"
        )
        mapping[label.place_id] = {
            "x": x * _RATIO, "y": y * _RATIO, "width": width * _RATIO, "height": height * _RATIO,
            # Whole pixels at the opening view: half a pixel off, text is blurred.
            "anchorX": round((offset_x - left) * _RATIO, 2),
            "anchorY": round((offset_y - top) * _RATIO, 2),
        }  # fmt: skip
        x, shelf = x + width + 1, max(shelf, height)
    style = (
        f"<style>text{{font:500 {font_px:g}px {FONT_STACK};fill:{palette.ink};paint-order:stroke;"
        f"stroke:{palette.halo};stroke-width:3;stroke-linejoin:round}}"
        f".h{{stroke:{palette.halo};stroke-width:2.6}}.l{{stroke:{palette.ink};stroke-width:.9}}"
        f"circle{{fill:{palette.ink};stroke:{palette.halo};stroke-width:.8}}</style>"
    )
    tall = max(y + shelf, 1)
    wide = _ATLAS_WIDTH // _RATIO
    body = style + "".join(pieces)
    svg = _svg(_ATLAS_WIDTH, tall * _RATIO, body, f"0 0 {wide} {tall}")
    return _data_url(svg), mapping


def _shapes(name: str, url: str, fill: str | None, line: str, width: float) -> pdk.Layer:
    # Streamlit fades `get_fill_color` of every layer once something is selected; colours given
    # to the sublayers stay as they are.
    sub = {"polygons-stroke": {"getColor": _rgb(line)}}
    if fill:
        sub["polygons-fill"] = {"getFillColor": _rgb(fill)}
    return pdk.Layer(
        "GeoJsonLayer", id=name, data=url, filled=fill is not None, stroked=True, pickable=False,
        line_width_units=pdk.types.String("pixels"), get_line_width=width, _sub_layer_props=sub,
    )  # fmt: skip


def _icons(name: str, atlas: tuple[str, dict], rows: list[dict], **options: object) -> pdk.Layer:
    url, mapping = atlas
    return pdk.Layer(
        "IconLayer", id=name, data=rows, icon_atlas=pdk.types.String(url), icon_mapping=mapping,
        get_position="at", parameters=_PREMULTIPLIED, **options,
    )  # fmt: skip


def network_map(
    places: pd.DataFrame,
    *,
    palette: MapPalette,
    bounds: Bounds | None = None,
    size: tuple[int, int] = WIDE,
    shapes_url: str = "/data/boundaries",
    provinces: bool = False,
    max_labels: int | None = None,
    font_px: float | None = None,
) -> pdk.Deck:
    """The places on the map of ASEAN, labelled so that no label collides at the opening view.

    In: `places` with place_id, label, lat, lon, kind, title and line1 to line4 (ready to read;
    an optional `priority`, 0 first, decides who is labelled when room is short), the bounds to
    open on (None: all of ASEAN), the narrowest size the container takes, and the address of the
    shapes on this server. `provinces` draws Thailand's provinces too.
    Out: a deck whose pickable layer is `PLACES_LAYER`; its objects carry place_id.
    """
    view = view_for(bounds, size)
    roomy = size[0] >= 600
    marker_px = 13.0 if roomy else 11.0
    font_px = font_px or (12.0 if roomy else 11.0)
    rank = places["priority"] if "priority" in places else places["kind"].map(PRIORITY)
    rows, requests = [], []
    for row, priority in zip(places.to_dict("records"), rank, strict=True):
        at = [round(row["lon"], 4), round(row["lat"], 4)]
        text = [str(row.get(key) or "") for key in ("title", "line1", "line2", "line3", "line4")]
        tip = "\n".join(line for line in text if line)
        rows.append({"place_id": row["place_id"], "kind": row["kind"], "at": at, "tip": tip})
        x, y = to_pixels(at[0], at[1], view, size)
        requests.append(LabelRequest(row["place_id"], row["label"], x, y, int(priority)))
    # Founding members first: whatever is newer or proposed is drawn over them.
    rows.sort(key=lambda r: KINDS.index(r["kind"]))
    labels = place_labels(
        tuple(requests), size, font_px=font_px, marker_px=marker_px, max_labels=max_labels,
        reserved=((size[0] - 50.0, 0.0, float(size[0]), 84.0),),  # Streamlit's zoom buttons
    )  # fmt: skip
    atlas = _label_atlas(labels, palette, font_px, marker_px)
    where = {row["place_id"]: row["at"] for row in rows}
    label_rows = [
        {"id": key, "at": where[key], "h": cell["height"] / _RATIO}
        for key, cell in atlas[1].items()
    ]
    line = palette.border
    layers = [
        _shapes("context", f"{shapes_url}/context_land.geojson", palette.context, line, 0.5),
        _shapes("countries", f"{shapes_url}/asean_countries.geojson", palette.land, line, 1),
    ]
    if provinces:
        url = f"{shapes_url}/thai_provinces.geojson"
        layers.append(_shapes("provinces", url, None, line, 0.5))
    moved = {label.place_id: label.mark for label in labels if label.mark}
    for row in rows:
        row["off"] = [round(value) for value in moved.get(row["place_id"], (0, 0))]
    layers += [
        _icons("labels", atlas, label_rows, get_icon="id", get_size="h", pickable=False),
        _icons(
            PLACES_LAYER, _marker_atlas(palette), rows, get_icon="kind", pickable=True,
            get_size=round(marker_px * 24 / 17, 1), get_pixel_offset="off",
            alpha_cutoff=0,  # the empty corners of a mark answer too: easier to hit with a finger
        ),
    ]  # fmt: skip
    sea = {"version": 8, "sources": {}, "layers": [
        {"id": "sea", "type": "background", "paint": {"background-color": palette.sea}},
    ]}  # fmt: skip
    style = "data:application/json," + json.dumps(sea, separators=(",", ":")).replace("#", "%23")
    return _CompactDeck(
        layers=layers, initial_view_state=view, map_provider=None, map_style=style,
        # Plain text on purpose: names are never read as HTML.
        tooltip={"text": "{tip}", "style": {
            "backgroundColor": palette.ink, "color": palette.halo, "fontFamily": FONT_STACK,
            "fontSize": "13px", "lineHeight": "1.45", "padding": "8px 10px", "borderRadius": "6px",
            "maxWidth": "280px", "whiteSpace": "pre-line", "zIndex": "9",
        }},
    )  # fmt: skip
