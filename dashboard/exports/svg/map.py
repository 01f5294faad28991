"""The network map as plain SVG, for the stage and for print."""

from __future__ import annotations

import pandas as pd
import shapely

from dashboard.content.places import Bounds, stands_out
from dashboard.core.dataset import cached
from dashboard.core.limits import MARKS
from dashboard.core.palette import Palette
from dashboard.exports.svg.canvas import PRINT, Canvas, Sheet
from dashboard.maps.annotations import SPACED, ScaleBar
from dashboard.maps.geometry import Box
from dashboard.maps.label_placement import Placement
from dashboard.maps.layout import Inset, MapLayout, Style, map_layout, spots_of
from dashboard.maps.projection import Projection, flat_areas, opening, projection_of, region_areas
from dashboard.maps.symbols import MapPalette, as_drawn

# Marks and labels beside the text of the charts.
SMALLER = 0.76
# A step of this many units cannot be seen on the stage.
TOLERANCE = 1.2
# The radius of a place of an inset on the main map, in sizes of its symbol.
DOT = 0.2


@cached(translated=False)
def outlines(name: str, projection: Projection, box: Box) -> tuple[tuple[str, str], ...]:
    """The areas of a boundary file by id: SVG paths in the units of the canvas, cut at a box."""
    areas = flat_areas(name, projection, box).items()
    return tuple((key, path) for key, area in areas if (path := _path(area)))


@cached(translated=False)
def region_outlines(region: str, projection: Projection, box: Box) -> tuple[str, tuple[str, ...]]:
    """The outline of a Thai region, and its provinces, as `outlines`."""
    provinces = region_areas(region, projection, box)
    return _path(shapely.union_all(provinces)), tuple(
        path for each in provinces if (path := _path(each))
    )


def _path(area: shapely.Geometry) -> str:
    return "".join(_ring(ring) for ring in _rings(area.simplify(TOLERANCE)))


def _rings(area: shapely.Geometry) -> list[shapely.Geometry]:
    # Cutting and simplifying may leave polygons without a point.
    parts = [part for part in shapely.get_parts(area) if not part.is_empty]
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    return [ring for part in polygons for ring in (part.exterior, *part.interiors)]


def _ring(ring: shapely.Geometry) -> str:
    points = "L".join(f"{x:.1f} {y:.1f}" for x, y in ring.coords)
    return f"M{points}Z"


def layout_of(places: pd.DataFrame, sheet: Sheet, bounds: Bounds) -> MapLayout:
    """Where symbols, insets and names lie on a sheet."""
    small = round(sheet.font * SMALLER, 1)
    size = (int(sheet.width), int(sheet.height))
    return map_layout(spots_of(places), bounds, size, Style(small, small))


def map_chart(
    places: pd.DataFrame,
    colours: Palette,
    land: MapPalette,
    sheet: Sheet = PRINT,
    *,
    bounds: Bounds,
    region: str | None = None,
) -> str:
    """The places with their symbols, names and insets; more than `MARKS` without names.

    Takes place_id, country_id, label, lat, lon and kind, as `labelled` gives them. The land of a
    single country stands out; with a Thai `region`, that region and its provinces.
    """
    canvas = Canvas(colours, sheet)
    size = (int(sheet.width), int(sheet.height))
    small = sheet.font * SMALLER
    if len(places) > MARKS:
        view = projection_of(opening(bounds, size), size)
        _ground(
            canvas, land, view, (0.0, 0.0, sheet.width, sheet.height), stands_out(places), region
        )
        for row in as_drawn(_apart(places, view, small)).itertuples():
            mark(canvas, row.kind, *view.pixels(row.lon, row.lat), land, small)
        return canvas.svg()
    layout = layout_of(places, sheet, bounds)
    small, type_size = layout.style.symbol, layout.style.font
    lifted = stands_out(places)
    _ground(canvas, land, layout.main.projection, layout.main.box, lifted, region)
    for name in layout.countries:
        canvas.text(
            name.x, name.baseline, name.text, text_anchor="middle", font_size=name.font,
            fill=land.quiet, letter_spacing=round(name.font * SPACED, 2),
        )  # fmt: skip
    for inset in layout.insets:
        _framed(canvas, land, inset, lifted, region)
    for bar in layout.scale_bars:
        _scale_bar(canvas, land, bar)
    symbols = {key: at for panel in layout.panels for key, at in panel.symbols.items()}
    for label in layout.labels:
        _label(canvas, label, land, type_size)
    for row in as_drawn(places[places["place_id"].isin(layout.dots)]).itertuples():
        x, y = layout.dots[row.place_id]
        canvas.add("circle", cx=x, cy=y, r=small * DOT, fill=land.of(row.kind), stroke=land.halo)
    for row in as_drawn(places[places["place_id"].isin(symbols)]).itertuples():
        mark(canvas, row.kind, *symbols[row.place_id], land, small)
    return canvas.svg()


def _ground(
    canvas: Canvas, land: MapPalette, projection: Projection, box: Box, lifted: str | None,
    region: str | None,
) -> None:  # fmt: skip
    """Sea, and land over it, in a box; what stands out of it last, with its outline clear."""
    left, top, right, bottom = box
    canvas.add("rect", x=left, y=top, width=right - left, height=bottom - top, fill=land.sea)
    edge = {"stroke": land.border, "stroke_width": 1, "stroke_linejoin": "round"}
    for _key, path in outlines("context_land", projection, box):
        canvas.add("path", d=path, fill=land.context, **edge)
    countries = outlines("asean_countries", projection, box)
    for key, path in countries:
        muted = region or (lifted and key != lifted)
        canvas.add("path", d=path, fill=land.context if muted else land.land, **edge)
    strong = {**edge, "fill": "none", "stroke": land.quiet, "stroke_width": 2.2}
    if region:
        outline, provinces = region_outlines(region, projection, box)
        for path in provinces:
            canvas.add("path", d=path, fill=land.land, **edge)
        canvas.add("path", d=outline, **strong)
    elif lifted:
        for path in (path for key, path in countries if key == lifted):
            canvas.add("path", d=path, **strong)


def _framed(
    canvas: Canvas, land: MapPalette, inset: Inset, lifted: str | None, region: str | None
) -> None:
    """An inset with its border, its frame on the main map, and the line between them."""
    edge = {"fill": "none", "stroke": land.ink, "stroke_width": 1.6}
    x0, y0, x1, y1 = inset.line
    canvas.line((x0, y0), (x1, y1), stroke=land.ink, stroke_width=1.6)
    _ground(canvas, land, inset.projection, inset.box, lifted, region)
    for left, top, right, bottom in (inset.frame, inset.box):
        canvas.add("rect", x=left, y=top, width=right - left, height=bottom - top, **edge)


def _scale_bar(canvas: Canvas, land: MapPalette, bar: ScaleBar) -> None:
    for x0, y0, x1, y1 in bar.strokes:
        canvas.line((x0, y0), (x1, y1), stroke=land.ink, stroke_width=bar.font / 10)
    canvas.text(*bar.text_at, bar.text, font_size=bar.font, fill=land.ink)


def _apart(places: pd.DataFrame, view: Projection, mark_size: float) -> pd.DataFrame:
    """One place for each square of half a mark: the others would be drawn over each other."""
    x, y = view.pixels(places["lon"].to_numpy(), places["lat"].to_numpy())
    squares = pd.DataFrame({"x": x, "y": y}, index=places.index) // (mark_size / 2)
    return places[~squares.assign(kind=places["kind"]).duplicated()]


def _label(canvas: Canvas, label: Placement, land: MapPalette, small: float) -> None:
    x, y = label.point
    if label.leader:
        x0, y0, x1, y1 = label.leader
        canvas.line((x + x0, y + y0), (x + x1, y + y1), stroke=land.ink, stroke_width=2)
    for line, across, down in label.baselines(small):
        canvas.text(
            x + across, y + down, line,
            text_anchor=label.align, font_size=small, fill=land.ink, stroke=land.halo,
            stroke_width=small / 6, paint_order="stroke", stroke_linejoin="round",
        )  # fmt: skip


def mark(canvas: Canvas, kind: str, x: float, y: float, land: MapPalette, size: float) -> None:
    """The mark of a kind: a disc, a diamond or an open triangle."""
    half, thin = size / 2, size / 31
    edge = {"stroke": land.halo, "stroke_width": 3 * thin, "stroke_linejoin": "round"}
    if kind == "founding":
        canvas.add("circle", cx=x, cy=y, r=half * 0.9, fill=land.member, **edge)
    elif kind == "joined":
        path = f"M{x:.1f} {y - half * 1.15:.1f}l{half * 1.15:.1f} {half * 1.15:.1f}"
        path += f"l{-half * 1.15:.1f} {half * 1.15:.1f}l{-half * 1.15:.1f} {-half * 1.15:.1f}Z"
        canvas.add("path", d=path, fill=land.joined_2023, **edge)
    else:
        path = f"M{x:.1f} {y - half:.1f}L{x + half * 1.1:.1f} {y + half * 0.85:.1f}"
        path += f"H{x - half * 1.1:.1f}Z"
        canvas.add(
            "path",
            d=path,
            fill="none",
            stroke=land.halo,
            stroke_width=11 * thin,
            stroke_linejoin="round",
        )
        canvas.add(
            "path", d=path, fill=land.land, stroke=land.proposed, stroke_width=5.5 * thin,
            stroke_linejoin="round",
        )  # fmt: skip
