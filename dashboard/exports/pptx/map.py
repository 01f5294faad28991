"""The map of the deck: countries as freeform shapes, places as marks, names as text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
import shapely
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from dashboard.content.places import (
    Bounds,
    bounds_of,
    kind_name,
    labelled,
    stands_out,
    thai_region,
)
from dashboard.content.text.network_text import map_alt
from dashboard.core.dataset import cached, table
from dashboard.core.text_metrics import is_thai
from dashboard.core.translation import _, localized
from dashboard.core.url_state import View
from dashboard.exports.pptx.template import PICTURE, describe, flatten, rgb, write
from dashboard.exports.slides.story import Slide
from dashboard.maps.geometry import Box, shift
from dashboard.maps.label_placement import Placement
from dashboard.maps.layout import Inset, MapLayout, Panel, Style, map_layout, spots_of
from dashboard.maps.projection import Projection, flat_areas, region_areas
from dashboard.maps.symbols import LIGHT, as_drawn

DPI = 96
PIXEL = 914400 // DPI
SIZE = (round(PICTURE[2] * DPI), round(PICTURE[3] * DPI))
LABEL_PT = 11
MARK = 13.0  # pixels across
DOT = 2.6  # the radius of a place that has its symbol in an inset
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


@cached(translated=False)
def outlines(
    name: str, projection: Projection, area: Box
) -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    """The areas of a boundary file inside a box of the map, in tenths of a pixel, by id."""
    areas = flat_areas(name, projection, area).items()
    return tuple((key, rings) for key, each in areas if (rings := _rings(each)))


def _rings(area: shapely.Geometry) -> tuple[Ring, ...]:
    return tuple(
        tuple((round(x * TENTH), round(y * TENTH)) for x, y in ring.coords)
        for part in shapely.get_parts(area.simplify(TOLERANCE))
        if part.geom_type == "Polygon" and part.area >= SMALLEST
        for ring in (part.exterior, *part.interiors)
    )


@cached(translated=False)
def region_outlines(region: str, projection: Projection, area: Box) -> tuple[tuple[Ring, ...], ...]:
    """The provinces of a Thai region, and last its outline."""
    provinces = region_areas(region, projection, area)
    found = (_rings(each) for each in (*provinces, shapely.union_all(provinces)))
    return tuple(rings for rings in found if rings)


def _ring(ring: Ring, left: int, top: int) -> str:
    start, *rest = (f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in ring)
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)
    return f"<a:moveTo>{start}</a:moveTo>{lines}<a:close/>"


def add_land(slide: Any, rings: tuple[Ring, ...], fill: str, alt: str, edge: str = "") -> None:
    """Land with a thin border, or with the strong `edge` of what stands out."""
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    left, top = min(xs), min(ys)
    builder = slide.shapes.build_freeform(left, top, scale=PIXEL / TENTH)
    builder.add_line_segments([(max(xs), max(ys))])
    shape = builder.convert_to_shape(Inches(PICTURE[0]), Inches(PICTURE[1]))
    # The builder measures the whole outline anew at every point, so the points are put in here.
    path = shape._element.find(".//" + qn("a:path"))
    drawn = "".join(_ring(ring, left, top) for ring in rings)
    path[:] = parse_xml(f"<a:path {nsdecls('a')}>{drawn}</a:path>")[:]
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(fill)
    else:
        shape.fill.background()
    shape.line.color.rgb = rgb(edge or LIGHT.border)
    shape.line.width = Pt(0.75 if edge else 0.5)
    flatten(shape)
    describe(shape, alt, alt or _("Land"))


def at_point(x: float, y: float) -> tuple[Emu, Emu]:
    """A point of the map, in pixels, on the slide."""
    return (
        Emu(Inches(PICTURE[0]) + round(x * PIXEL)),
        Emu(Inches(PICTURE[1]) + round(y * PIXEL)),
    )


def add_line(slide: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A thin line between two points of the map."""
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *at_point(*start), *at_point(*end))
    line.line.color.rgb = rgb(LIGHT.ink)
    line.line.width = Pt(0.75)
    flatten(line)
    describe(line, "", _("Line"))


def _dot(slide: Any, kind: str, x: float, y: float) -> None:
    """A place on the main map that has its symbol in an inset."""
    side = Emu(round(2 * DOT * PIXEL))
    dot = slide.shapes.add_shape(MSO_SHAPE.OVAL, *at_point(x - DOT, y - DOT), side, side)
    flatten(dot)
    dot.fill.solid()
    dot.fill.fore_color.theme_color = SHAPES[kind][1]
    dot.line.color.rgb = rgb(LIGHT.halo)
    dot.line.width = Pt(0.5)
    describe(dot, "", _("Point"))


def add_sea(slide: Any, box: Box) -> Any:
    """A rectangle of the map; sea without a border."""
    left, top, right, bottom = box
    width, height = (Emu(round(side * PIXEL)) for side in (right - left, bottom - top))
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *at_point(left, top), width, height)
    flatten(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(LIGHT.sea)
    shape.line.fill.background()
    describe(shape, "", _("Sea"))
    return shape


def _border(slide: Any, box: Box) -> None:
    shape = add_sea(slide, box)
    shape.fill.background()
    shape.line.color.rgb = rgb(LIGHT.ink)
    shape.line.width = Pt(0.75)
    describe(shape, "", _("Line"))


def _label(slide: Any, label: Placement, size: float) -> None:
    x, y = label.point
    box = shift(label.box, x, y)
    add_text(slide, label.lines, box, size, label.align)


def add_text(
    slide: Any, lines: tuple[str, ...], area: Box, size: float, align: str = "middle",
    colour: str = LIGHT.ink,
) -> None:  # fmt: skip
    """Lines of text in a box of the map."""
    left, top, right, bottom = area
    width, height = (Emu(round(side * PIXEL)) for side in (right - left, bottom - top))
    box = slide.shapes.add_textbox(*at_point(left, top), width, height)
    frame = box.text_frame
    frame.word_wrap = False
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = Emu(2 * PIXEL)
    frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    spacing = size * (1.45 if is_thai(lines[0]) else 1.15)
    write(frame, lines, size=size, colour=rgb(colour), align=ALIGN[align], spacing=spacing)
    describe(box, "", " ".join(lines))  # the shape it belongs to says it already


def _mark(slide: Any, kind: str, x: float, y: float, across: float, alt: str) -> None:
    form, accent, size = SHAPES[kind]
    half = across * size / 2
    side = Emu(round(2 * half * PIXEL))
    shape = slide.shapes.add_shape(form, *at_point(x - half, y - half), side, side)
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


def layout_of(places: pd.DataFrame, bounds: Bounds) -> MapLayout:
    """Where symbols, insets and names lie in the deck."""
    return map_layout(spots_of(places), bounds, SIZE, Style(LABEL_PT * DPI / 72, MARK))


@contextmanager
def grouped(slide: Any, alt: str) -> Iterator[None]:
    """Put what is drawn in the block into one group, a map that `alt` describes.

    Drawn in a group from the start, each shape would have the box of all others measured anew.
    """
    before = len(slide.shapes)
    yield
    group = slide.shapes.add_group_shape(list(slide.shapes)[before:])
    describe(group, alt, _("Map"))


def draw_map(slide: Any, told: Slide, view: View) -> None:
    """The places of a slide on the map, in one group."""
    places = told.frame
    assert places is not None
    rows = labelled(places)
    layout = layout_of(rows, bounds_of(view, places))
    with grouped(slide, map_alt(places)):
        _map(slide, rows, places, layout, thai_region(view))


def _map(
    slide: Any, rows: pd.DataFrame, places: pd.DataFrame, layout: MapLayout, region: str | None
) -> None:
    lifted = stands_out(rows)
    _ground(slide, layout.main, lifted, region)
    points = 72 / DPI
    for name in layout.countries:
        add_text(slide, (name.text,), name.box, name.font * points, colour=LIGHT.quiet)
    for inset in layout.insets:
        _inset(slide, inset, lifted, region)
    for bar in layout.scale_bars:
        for x0, y0, x1, y1 in bar.strokes:
            add_line(slide, (x0, y0), (x1, y1))
        box = (bar.text_at[0] - 2, *bar.box[1:])
        add_text(slide, (bar.text,), box, bar.font * points, "start")
    _places(slide, rows, places, layout)


def _ground(slide: Any, panel: Panel, lifted: str | None, region: str | None) -> None:
    """Sea, and land over it; of an inset the countries are named on the main map already."""
    add_sea(slide, panel.box)
    names = table("countries").set_index("country_id")[localized("name")]
    main = not isinstance(panel, Inset)
    for _key, rings in outlines("context_land", panel.projection, panel.box):
        add_land(slide, rings, LIGHT.context, "")
    countries = outlines("asean_countries", panel.projection, panel.box)
    for key, rings in sorted(countries, key=lambda each: each[0] == lifted):
        muted = region or (lifted and key != lifted)
        edge = LIGHT.quiet if key == lifted and not region else ""
        fill = LIGHT.context if muted else LIGHT.land
        add_land(slide, rings, fill, names.get(key, key) if main else "", edge)
    if region:
        *provinces, outline = region_outlines(region, panel.projection, panel.box) or ((),)
        for rings in provinces:
            add_land(slide, rings, LIGHT.land, "")
        if outline:
            add_land(slide, outline, "", "", LIGHT.quiet)


def _inset(slide: Any, inset: Inset, lifted: str | None, region: str | None) -> None:
    add_line(slide, inset.line[:2], inset.line[2:])
    _ground(slide, inset, lifted, region)
    for box in (inset.frame, inset.box):
        _border(slide, box)


def _places(slide: Any, rows: pd.DataFrame, places: pd.DataFrame, layout: MapLayout) -> None:
    symbols = {key: at for panel in layout.panels for key, at in panel.symbols.items()}
    for label in layout.labels:
        x, y = label.point
        if label.leader:
            x0, y0, x1, y1 = label.leader
            add_line(slide, (x + x0, y + y0), (x + x1, y + y1))
        _label(slide, label, layout.style.font * 72 / DPI)
    for row in as_drawn(rows[rows["place_id"].isin(layout.dots)]).itertuples():
        _dot(slide, row.kind, *layout.dots[row.place_id])
    for row in as_drawn(rows[rows["place_id"].isin(symbols)]).itertuples():
        alt = f"{row.label}: {kind_name(row.kind, places)}"
        _mark(slide, row.kind, *symbols[row.place_id], layout.style.symbol, alt)
