"""The map of a slide as SVG: land, quiet symbols, and what the slide is about, step by step."""

from __future__ import annotations

from dataclasses import replace

from dashboard.core.palette import Palette
from dashboard.exports.slides.scene import Dot, Scene
from dashboard.exports.svg.canvas import Canvas, Sheet
from dashboard.exports.svg.map import mark, outlines
from dashboard.maps.symbols import MapPalette

# The number in a disc, in sizes of the type.
LARGEST_NUMBER = 1.4


def scene_layers(scene: Scene, colours: Palette, land: MapPalette) -> list[str]:
    """The drawing in layers of one size: what is there from the start, then one for each step."""
    sheet = Sheet(float(scene.size[0]), float(scene.size[1]), scene.font)
    ground = Canvas(colours, sheet)
    ground.add("rect", x=0, y=0, width=sheet.width, height=sheet.height, fill=land.sea)
    for name, fill in (("context_land", land.context), ("asean_countries", land.land)):
        for _key, path in outlines(name, scene.projection, scene.box):
            ground.add("path", d=path, fill=fill, stroke=land.border, stroke_width=1)
    layers = [ground]
    layers += [
        Canvas(colours, sheet) for _step in range(max((d.step for d in scene.dots), default=0))
    ]
    for dot in scene.dots:
        _dot(layers[dot.step], dot, land, scene.font)
    for dot in scene.dots:
        _name(layers[dot.step], dot, land, scene.font)
    return [layer.svg() for layer in layers]


def _dot(canvas: Canvas, dot: Dot, land: MapPalette, font: float) -> None:
    fill = canvas.colours.later if dot.quiet else land.of(dot.kind)
    if not dot.said:
        mark(canvas, dot.kind, dot.x, dot.y, replace(land, member=fill), dot.across)
        return
    size = min(max(dot.across / 2, font), LARGEST_NUMBER * font)
    radius = dot.across / 2
    canvas.add("circle", cx=dot.x, cy=dot.y, r=radius, fill=fill, stroke=land.halo, stroke_width=3)
    canvas.text(
        dot.x, dot.y + 0.36 * size, dot.said, text_anchor="middle", font_size=size,
        font_weight=700, fill=canvas.colours.paper,
    )  # fmt: skip


def _name(canvas: Canvas, dot: Dot, land: MapPalette, font: float) -> None:
    if dot.label is None:
        return
    if dot.label.leader:
        x0, y0, x1, y1 = dot.label.leader
        canvas.line(
            (dot.x + x0, dot.y + y0), (dot.x + x1, dot.y + y1), stroke=land.ink, stroke_width=2
        )
    bold = {} if dot.said else {"font_weight": 700}
    for line, across, down in dot.label.baselines(font):
        canvas.text(
            dot.x + across, dot.y + down, line, text_anchor=dot.label.align, font_size=font,
            fill=canvas.colours.muted if dot.quiet else land.ink, stroke=land.halo,
            stroke_width=font / 6, paint_order="stroke", stroke_linejoin="round", **bold,
        )  # fmt: skip
