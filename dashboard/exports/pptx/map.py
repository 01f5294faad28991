"""The map of the deck: countries as freeform shapes, places as marks, names as text boxes."""

from __future__ import annotations

from typing import Any

import pandas as pd
import shapely
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from dashboard.content.places import Bounds, bounds_of, kind_name, marks
from dashboard.content.text.network_text import map_alt
from dashboard.core.dataset import cached, table
from dashboard.core.text_metrics import is_thai
from dashboard.core.translation import _, localized
from dashboard.core.url_state import View
from dashboard.exports.pptx.template import PICTURE, describe, flatten, rgb, write
from dashboard.exports.slides.story import Slide
from dashboard.maps.label_placement import (
    PRIORITY,
    LabelRequest,
    Placement,
    label_requests,
    place_labels,
)
from dashboard.maps.projection import flat_areas, ground, to_pixels, view_for
from dashboard.maps.symbols import LIGHT, as_drawn

DPI = 96
PIXEL = 914400 // DPI
SIZE = (round(PICTURE[2] * DPI), round(PICTURE[3] * DPI))
LABEL_PT = (12, 11, 10.5, 10)  # the largest at which the newer places have their names
MARK = 13.0  # pixels across
MARGIN = 1.2  # degrees
DOT = 2
TENTH = 10  # outlines are drawn in tenths of a pixel
TOLERANCE = 0.6
SMALLEST = 1.5  # square pixels; what is smaller cannot be seen
SHAPES = {
    "founding": (MSO_SHAPE.OVAL, MSO_THEME_COLOR.ACCENT_1, 0.92),
    "joined": (MSO_SHAPE.DIAMOND, MSO_THEME_COLOR.ACCENT_2, 1.15),
    "proposed": (MSO_SHAPE.ISOSCELES_TRIANGLE, MSO_THEME_COLOR.ACCENT_3, 1.0),
}
ALIGN = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}
Ring = tuple[tuple[int, int], ...]


@cached
def outlines(name: str, bounds: Bounds | None) -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    """The areas of a boundary file inside the map, as rings in tenths of a pixel, by id."""
    found = []
    for key, area in flat_areas(name, bounds, SIZE).items():
        seen = area.simplify(TOLERANCE)
        rings = tuple(
            tuple((round(x * TENTH), round(y * TENTH)) for x, y in ring.coords)
            for part in shapely.get_parts(seen)
            if part.geom_type == "Polygon" and part.area >= SMALLEST
            for ring in (part.exterior, *part.interiors)
        )
        if rings:
            found.append((str(key), rings))
    return tuple(found)


def _ring(ring: Ring, left: int, top: int) -> str:
    start, *rest = (f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in ring)
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)
    return f"<a:moveTo>{start}</a:moveTo>{lines}<a:close/>"


def _land(group: Any, rings: tuple[Ring, ...], fill: str, alt: str) -> None:
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    left, top = min(xs), min(ys)
    builder = group.shapes.build_freeform(left, top, scale=PIXEL / TENTH)
    builder.add_line_segments([(max(xs), max(ys))])
    shape = builder.convert_to_shape(Inches(PICTURE[0]), Inches(PICTURE[1]))
    # The builder measures the whole outline anew at every point, so the points are put in here.
    path = shape._element.find(".//" + qn("a:path"))
    drawn = "".join(_ring(ring, left, top) for ring in rings)
    path[:] = parse_xml(f"<a:path {nsdecls('a')}>{drawn}</a:path>")[:]
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(fill)
    shape.line.color.rgb = rgb(LIGHT.border)
    shape.line.width = Pt(0.5)
    flatten(shape)
    describe(shape, alt, alt or _("Land"))


def _at(x: float, y: float) -> tuple[Emu, Emu]:
    """A point of the map, in pixels, on the slide."""
    return (
        Emu(Inches(PICTURE[0]) + round(x * PIXEL)),
        Emu(Inches(PICTURE[1]) + round(y * PIXEL)),
    )


def _leader(group: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    line = group.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *_at(*start), *_at(*end))
    line.line.color.rgb = rgb(LIGHT.ink)
    line.line.width = Pt(0.75)
    flatten(line)
    describe(line, "", _("Line"))


def _dot(group: Any, x: float, y: float) -> None:
    """The point that a line leads to, where the mark itself stands at its label."""
    dot = group.shapes.add_shape(
        MSO_SHAPE.OVAL, *_at(x - DOT, y - DOT), *[Emu(2 * DOT * PIXEL)] * 2
    )
    flatten(dot)
    dot.fill.solid()
    dot.fill.fore_color.rgb = rgb(LIGHT.ink)
    dot.line.fill.background()
    describe(dot, "", _("Point"))


def _label(group: Any, label: Placement, size: float) -> None:
    _left, top, _right, bottom = label.box
    left, right = label.words(MARK)
    x, y = label.point
    width, height = (Emu(round(side * PIXEL)) for side in (right - left, bottom - top))
    box = group.shapes.add_textbox(*_at(x + left, y + top), width, height)
    frame = box.text_frame
    frame.word_wrap = False
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = Emu(2 * PIXEL)
    frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    spacing = size * (1.45 if is_thai(label.lines[0]) else 1.15)
    write(
        frame, label.lines, size=size, colour=rgb(LIGHT.ink), align=ALIGN[label.align],
        spacing=spacing,
    )  # fmt: skip
    describe(box, "", " ".join(label.lines))  # its mark says the name already


def _mark(group: Any, kind: str, x: float, y: float, alt: str) -> None:
    form, accent, size = SHAPES[kind]
    half = MARK * size / 2
    side = Emu(round(2 * half * PIXEL))
    shape = group.shapes.add_shape(form, *_at(x - half, y - half), side, side)
    flatten(shape)
    shape.fill.solid()
    if kind == "proposed":
        shape.fill.fore_color.rgb = rgb(LIGHT.land)
        shape.line.color.theme_color = accent
        shape.line.width = Pt(2)
    else:
        shape.fill.fore_color.theme_color = accent
        shape.line.color.rgb = rgb(LIGHT.halo)
        shape.line.width = Pt(1)
    describe(shape, alt, alt)


def _extent(places: pd.DataFrame) -> Bounds:
    """What the map shows without a filter: no more than it needs, so that names find room."""
    return (
        places["lon"].min() - MARGIN, places["lat"].min() - MARGIN,
        places["lon"].max() + MARGIN, places["lat"].max() + MARGIN,
    )  # fmt: skip


def draw_map(slide: Any, told: Slide, view: View) -> None:
    """The places of a slide on the map, in one group."""
    places = told.frame
    assert places is not None
    rows = marks(places)
    bounds = bounds_of(view, places) or _extent(places)
    group = slide.shapes.add_group_shape()
    left, top, width, height = (Inches(side) for side in PICTURE)
    sea = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, width, height)
    sea.fill.solid()
    sea.fill.fore_color.rgb = rgb(LIGHT.sea)
    sea.line.fill.background()
    flatten(sea)
    describe(sea, "", _("Sea"))
    names = table("countries").set_index("country_id")[localized("name")]
    for _key, rings in outlines("context_land", bounds):
        _land(group, rings, LIGHT.context, "")
    for key, rings in outlines("asean_countries", bounds):
        _land(group, rings, LIGHT.land, names.get(key, key))
    _places(group, rows, places, bounds)
    describe(group, map_alt(places), _("Map"))


def _placed(
    wanted: tuple[LabelRequest, ...], bounds: Bounds | None
) -> tuple[tuple[Placement, ...], float]:
    """The names that fit, and their size in points: no newer place shall go without one."""
    best: tuple[tuple[int, ...], tuple[Placement, ...], float] | None = None
    for size in LABEL_PT:
        labels = place_labels(
            wanted, SIZE, font_px=size * DPI / 72, marker_px=MARK, ground=ground(bounds, SIZE)
        )
        named = {label.place_id for label in labels}
        # Who joined comes before who is proposed, and both before the founders.
        missing = tuple(
            sum(each.priority == PRIORITY[kind] and each.place_id not in named for each in wanted)
            for kind in ("joined", "proposed", "founding")
        )
        if best is None or missing < best[0]:
            best = missing, labels, size
        if not any(missing[:2]):
            break
    assert best is not None
    return best[1:]


def _places(group: Any, rows: pd.DataFrame, places: pd.DataFrame, bounds: Bounds | None) -> None:
    view = view_for(bounds, SIZE)
    at = {row.place_id: to_pixels(row.lon, row.lat, view, SIZE) for row in rows.itertuples()}
    moved: dict[str, tuple[float, float]] = {}
    labels, size = _placed(label_requests(rows, at), bounds)
    for label in labels:
        x, y = label.point
        if label.leader:
            x0, y0, x1, y1 = label.leader
            _leader(group, (x + x0, y + y0), (x + x1, y + y1))
        if label.mark:
            _dot(group, x, y)
            moved[label.place_id] = label.mark
    for label in labels:
        _label(group, label, size)
    for row in as_drawn(rows).itertuples():
        x, y = at[row.place_id]
        dx, dy = moved.get(row.place_id, (0.0, 0.0))
        alt = f"{row.label}: {kind_name(row.kind, places)}"
        _mark(group, row.kind, x + dx, y + dy, alt)
