"""The network map as plain SVG, for the stage and for print."""

from __future__ import annotations

import pandas as pd
import pydeck as pdk
import shapely

from dashboard.content.places import Bounds
from dashboard.core.dataset import cached
from dashboard.core.limits import MARKS
from dashboard.core.palette import Palette
from dashboard.exports.svg.canvas import PRINT, Canvas, Sheet
from dashboard.maps.label_placement import Placement, label_requests, place_labels
from dashboard.maps.projection import flat_areas, ground, to_pixels, view_for
from dashboard.maps.symbols import MapPalette, as_drawn

# Marks and labels beside the text of the charts.
SMALLER = 0.76
# A step of this many units cannot be seen on the stage.
TOLERANCE = 1.2


@cached
def outlines(name: str, bounds: Bounds | None, size: tuple[int, int]) -> tuple[str, ...]:
    """The areas of a boundary file as SVG paths in the units of the canvas."""
    found = []
    for area in flat_areas(name, bounds, size).values():
        path = "".join(_ring(ring) for ring in _rings(area.simplify(TOLERANCE)))
        if path:
            found.append(path)
    return tuple(found)


def _rings(area: shapely.Geometry) -> list[shapely.Geometry]:
    # Cutting and simplifying may leave polygons without a point.
    parts = [part for part in shapely.get_parts(area) if not part.is_empty]
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    return [ring for part in polygons for ring in (part.exterior, *part.interiors)]


def _ring(ring: shapely.Geometry) -> str:
    points = "L".join(f"{x:.1f} {y:.1f}" for x, y in ring.coords)
    return f"M{points}Z"


def map_chart(
    places: pd.DataFrame,
    colours: Palette,
    land: MapPalette,
    sheet: Sheet = PRINT,
    *,
    bounds: Bounds | None = None,
) -> str:
    """The places with their marks and as many labels as fit.

    Takes place_id, country_id, label, lat, lon and kind, as `place_rows.marks` gives them.
    """
    canvas = Canvas(colours, sheet)
    size = (int(sheet.width), int(sheet.height))
    small = sheet.font * SMALLER
    canvas.bar(0, 0, sheet.width, sheet.height, fill=land.sea)
    for name, fill in (("context_land", land.context), ("asean_countries", land.land)):
        for path in outlines(name, bounds, size):
            canvas.add("path", d=path, fill=fill, stroke=land.border, stroke_width=1)
    view = view_for(bounds, size)
    crowded = len(places) > MARKS
    if crowded:
        places = _apart(places, view, size, small)
    at = {
        row.place_id: to_pixels(row.lon, row.lat, view, size) for row in places.itertuples()
    }  # fmt: skip
    wanted = () if crowded else label_requests(places, at)
    moved: dict[str, tuple[float, float]] = {}
    for label in place_labels(
        wanted, size, font_px=small, marker_px=small, ground=ground(bounds, size)
    ):
        x, y = label.point
        if label.leader:
            x0, y0, x1, y1 = label.leader
            canvas.line((x + x0, y + y0), (x + x1, y + y1), stroke=land.ink, stroke_width=2)
        if label.mark:
            moved[label.place_id] = label.mark
        _label(canvas, label, land, small)
    for row in as_drawn(places).itertuples():
        x, y = at[row.place_id]
        dx, dy = moved.get(row.place_id, (0.0, 0.0))
        mark(canvas, row.kind, x + dx, y + dy, land, small)
    return canvas.svg()


def _apart(
    places: pd.DataFrame, view: pdk.ViewState, size: tuple[int, int], mark_size: float
) -> pd.DataFrame:
    """One place for each square of half a mark: the others would be drawn over each other."""
    pixels = [to_pixels(*at, view, size) for at in zip(places["lon"], places["lat"], strict=True)]
    squares = pd.DataFrame(pixels, index=places.index) // (mark_size / 2)
    return places[~squares.assign(kind=places["kind"]).duplicated()]


def _label(canvas: Canvas, label: Placement, land: MapPalette, small: float) -> None:
    x, y = label.point
    for line, across, down in label.baselines(small, small):
        canvas.text(
            x + across, y + down, line,
            text_anchor=label.align, font_size=small, fill=land.ink, stroke=land.halo,
            stroke_width=5, paint_order="stroke", stroke_linejoin="round",
        )  # fmt: skip


def mark(canvas: Canvas, kind: str, x: float, y: float, land: MapPalette, size: float) -> None:
    """The mark of a kind: a disc, a diamond or an open triangle."""
    half = size / 2
    edge = {"stroke": land.halo, "stroke_width": 3, "stroke_linejoin": "round"}
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
            "path", d=path, fill="none", stroke=land.halo, stroke_width=11, stroke_linejoin="round"
        )
        canvas.add(
            "path", d=path, fill=land.land, stroke=land.proposed, stroke_width=5.5,
            stroke_linejoin="round",
        )  # fmt: skip
