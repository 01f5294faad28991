"""Marks and labels of the map as SVG in data URLs, and their colours.

The browser shapes the text, which is what makes Thai right: deck.gl's own text layer draws vowel
and tone marks apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from dashboard.maps.geometry import Box
from dashboard.maps.label_placement import Placement

KINDS = ("founding", "joined", "proposed")
FONT_STACK = (
    "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial,"
    "'Noto Sans Thai',Sarabun,'Leelawadee UI',Thonburi,sans-serif"
)
RATIO = 2  # atlases are drawn twice as large, for sharp edges at device pixel ratio 2
_ATLAS_WIDTH = 1024


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
    quiet: str = "#5d6974"  # names of countries

    def of(self, kind: str) -> str:
        """The colour of a kind of place."""
        colours = (self.member, self.joined_2023, self.proposed)
        return colours[KINDS.index(kind)]


LIGHT = MapPalette(
    sea="#dbe7ee", land="#fbfaf6", context="#ecebe6", border="#b4b9bd", ink="#1b2733",
    halo="#ffffff", member="#1b4684", joined_2023="#0b7d78", proposed="#c2410c",
)  # fmt: skip
DARK = MapPalette(
    sea="#16233a", land="#33445a", context="#223149", border="#64788f", ink="#eef3f8",
    halo="#16233a", member="#74a8ee", joined_2023="#74e2d0", proposed="#ffa05c",
    quiet="#a9b8c9",
)  # fmt: skip


def as_drawn(places: pd.DataFrame) -> pd.DataFrame:
    """Places in the order of drawing: whatever is newer or proposed is drawn over the founders."""
    rank = places["kind"].map(KINDS.index)
    return places.loc[rank.sort_values(kind="stable").index]


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


def _dot(kind: str, palette: MapPalette) -> str:
    """The point of a kind where there are too many for marks."""
    edge = f"stroke='{palette.halo}' stroke-width='1'"
    return f"<circle cx='12' cy='12' r='5' fill='{palette.of(kind)}' {edge}/>"


def _svg(width: float, height: float, body: str, view: str = "") -> str:
    box = f" viewBox='{view}'" if view else ""
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width:g}' height='{height:g}'{box}>"
        f"{body}</svg>"
    )


def legend_entries(
    palette: MapPalette, kinds: Sequence[str] = KINDS, *, dots: bool = False
) -> list[tuple[str, str]]:
    """The kinds with the very icons of the map, or with `dots`, as data URLs, for a legend."""
    draw = _dot if dots else _marker
    return [(k, _data_url(_svg(24, 24, draw(k, palette), "0 0 24 24"))) for k in kinds]


def marker_atlas(palette: MapPalette) -> tuple[str, dict]:
    """All symbols in one picture, and where each of them is."""
    return _atlas(_marker, palette)


def dot_atlas(palette: MapPalette) -> tuple[str, dict]:
    """The same for the dots of places that have their symbols in an inset."""
    return _atlas(_dot, palette)


def _atlas(draw: Callable[[str, MapPalette], str], palette: MapPalette) -> tuple[str, dict]:
    cell = 24 * RATIO
    body = "".join(
        f"<g transform='translate({i * cell} 0) scale({RATIO})'>{draw(kind, palette)}</g>"
        for i, kind in enumerate(KINDS)
    )
    mapping = {
        kind: {"x": i * cell, "y": 0, "width": cell, "height": cell} for i, kind in enumerate(KINDS)
    }
    return _data_url(_svg(cell * len(KINDS), cell, body)), mapping


def ring_atlas(palette: MapPalette) -> tuple[str, dict]:
    """The ring around a chosen place, and where it is in its picture."""
    cell = 30 * RATIO
    ring = "<circle cx='15' cy='15' r='12' fill='none' stroke="
    body = f"{ring}'{palette.halo}' stroke-width='5'/>{ring}'{palette.ink}' stroke-width='2.5'/>"
    where = {"ring": {"x": 0, "y": 0, "width": cell, "height": cell}}
    return _data_url(_svg(cell, cell, body, "0 0 30 30")), where


def _label_svg(label: Placement, font_px: float) -> tuple[str, Box]:
    """A label with its leader line around its point at (0, 0), and the box that holds both."""
    left, top, right, bottom = label.box
    parts = []
    if label.leader:
        x0, y0, x1, y1 = label.leader
        line = f"d='M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}'"
        parts.append(f"<path class='h' {line}/><path class='l' {line}/>")
    anchor = "" if label.align == "start" else f" text-anchor='{label.align}'"
    for line, x, y in label.baselines(font_px):
        parts.append(f"<text x='{round(x)}' y='{round(y)}'{anchor}>{escape(line)}</text>")
    box = (left - 2, top, right + 2, bottom)
    if label.leader:  # the point itself belongs to the picture when a line starts from it
        box = (min(box[0], -4), min(box[1], -4), max(box[2], 4), max(box[3], 4))
    return "".join(parts), box


def label_atlas(
    labels: Sequence[Placement], palette: MapPalette, font_px: float, style: str = ""
) -> tuple[str, dict]:
    """All labels in one picture (one image to load, shared style) and where each of them is.

    Those of places have a halo; `style` is another style of their letters.
    """
    pieces, mapping = [], {}
    x = y = shelf = 0
    drawn = [(label, *_label_svg(label, font_px)) for label in labels]
    for label, body, (left, top, right, bottom) in sorted(drawn, key=lambda d: d[2][1] - d[2][3]):
        left, top = math.floor(left), math.floor(top)
        width, height = math.ceil(right) - left, math.ceil(bottom) - top
        offset_x, offset_y = (value - round(value) for value in label.point)
        if (x + width) * RATIO > _ATLAS_WIDTH:
            x, y, shelf = 0, y + shelf + 1, 0
        # A nested svg clips: an unexpectedly wide font cannot bleed into the next label.
        pieces.append(
            f"<svg x='{x}' y='{y}' width='{width}' height='{height}' "
            f"viewBox='{left} {top} {width} {height}'>{body}</svg>"
        )
        mapping[label.place_id] = {
            "x": x * RATIO, "y": y * RATIO, "width": width * RATIO, "height": height * RATIO,
            # Whole pixels at the opening view: half a pixel off, text is blurred.
            "anchorX": round((offset_x - left) * RATIO, 2),
            "anchorY": round((offset_y - top) * RATIO, 2),
        }  # fmt: skip
        x, shelf = x + width + 1, max(shelf, height)
    letters = style or (
        f"font-weight:500;fill:{palette.ink};paint-order:stroke;"
        f"stroke:{palette.halo};stroke-width:3;stroke-linejoin:round"
    )
    style = (
        f"<style>text{{font:{font_px:g}px {FONT_STACK};{letters}}}"
        f".h{{stroke:{palette.halo};stroke-width:2.6}}.l{{stroke:{palette.ink};stroke-width:.9}}"
        "</style>"
    )
    tall = max(y + shelf, 1)
    wide = _ATLAS_WIDTH // RATIO
    body = style + "".join(pieces)
    svg = _svg(_ATLAS_WIDTH, tall * RATIO, body, f"0 0 {wide} {tall}")
    return _data_url(svg), mapping
