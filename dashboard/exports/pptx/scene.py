"""The map of a slide of few as native shapes: land, quiet dots, and what the slide is about."""

from __future__ import annotations

from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu, Pt

from dashboard.content.places import Bounds
from dashboard.core.palette import LIGHT as CHARTS
from dashboard.core.translation import _
from dashboard.exports.pptx.map import (
    DPI,
    PIXEL,
    SIZE,
    add_land,
    add_line,
    add_sea,
    add_text,
    at_point,
    grouped,
    outlines,
)
from dashboard.exports.pptx.template import describe, flatten, rgb
from dashboard.exports.slides.figures import alt_of
from dashboard.exports.slides.scene import Dot, Scene, scene_of
from dashboard.exports.slides.story import Slide
from dashboard.maps.geometry import grown, shift
from dashboard.maps.symbols import LIGHT

TYPE_PT = 14
FORMS = {"founding": MSO_SHAPE.OVAL, "joined": MSO_SHAPE.DIAMOND}
ACCENTS = {"founding": MSO_THEME_COLOR.ACCENT_1, "joined": MSO_THEME_COLOR.ACCENT_2}


def draw_scene(slide: Any, told: Slide, bounds: Bounds) -> None:
    """The scene of a slide, in one group."""
    scene = scene_of(told, bounds, SIZE, TYPE_PT * DPI / 72)
    with grouped(slide, alt_of(told)):
        add_sea(slide, scene.box)
        for name, fill in (("context_land", LIGHT.context), ("asean_countries", LIGHT.land)):
            for _key, rings in outlines(name, scene.projection, scene.box):
                add_land(slide, rings, fill, "")
        for dot in scene.dots:
            _symbol(slide, dot)
        for dot in scene.dots:
            _words(slide, dot, scene)


def _symbol(slide: Any, dot: Dot) -> None:
    side = Emu(round(dot.across * PIXEL))
    corner = at_point(dot.x - dot.across / 2, dot.y - dot.across / 2)
    shape = slide.shapes.add_shape(FORMS[dot.kind], *corner, side, side)
    flatten(shape)
    shape.fill.solid()
    if dot.quiet:
        shape.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_4
    else:
        shape.fill.fore_color.theme_color = ACCENTS[dot.kind]
    shape.line.color.rgb = rgb(LIGHT.halo)
    shape.line.width = Pt(1)
    said = f"{dot.name}: {dot.said}" if dot.said else dot.name
    describe(shape, said, said or _("Point"))


def _words(slide: Any, dot: Dot, scene: Scene) -> None:
    """The number in a disc and the name beside it, with its line where it needs one."""
    size = scene.font * 72 / DPI
    if dot.said:
        area = grown((dot.x, dot.y, dot.x, dot.y), max(dot.across, 2 * scene.font) / 2)
        add_text(slide, (dot.said,), area, size, colour=CHARTS.paper)
    if dot.label is None:
        return
    if dot.label.leader:
        x0, y0, x1, y1 = shift(dot.label.leader, dot.x, dot.y)
        add_line(slide, (x0, y0), (x1, y1))
    add_text(slide, dot.label.lines, shift(dot.label.box, dot.x, dot.y), size, dot.label.align)
