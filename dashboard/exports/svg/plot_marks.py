"""The marks of a plotly figure as SVG: lines, areas, symbols and patterned bars."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from dashboard.exports.svg.plot_axes import missing, values_of

DASHES = {"dot": (1, 1), "dash": (3, 2), "dashdot": (3, 1)}
NO_COLOUR = re.compile(r"rgba\([^)]*,\s*0(\.0+)?\)")


def each(value: Any, count: int) -> list[Any]:
    """`count` values: a list as it is, one value repeated."""
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return [value] * count
    return values_of(value)


def visible(colour: Any) -> str:
    """A colour as SVG has it; `none` for a transparent one."""
    return "none" if not colour or NO_COLOUR.fullmatch(str(colour)) else str(colour)


def polylines(points: Sequence[tuple[Any, Any]]) -> Iterator[list[tuple[float, float]]]:
    """The parts of a line between its gaps."""
    part: list[tuple[float, float]] = []
    for x, y in points:
        if missing(x) or missing(y):
            if part:
                yield part
            part = []
        else:
            part.append((x, y))
    if part:
        yield part


def path_of(part: Sequence[tuple[float, float]], *, shape: str = "", closed: bool = False) -> str:
    """A path through points; `hv` goes across before it goes up."""
    told = [f"M{part[0][0]:.1f} {part[0][1]:.1f}"]
    for x, y in part[1:]:
        told.append(f"H{x:.1f}V{y:.1f}" if shape == "hv" else f"L{x:.1f} {y:.1f}")
    return "".join(told) + ("Z" if closed else "")


def dashes(style: str, width: float) -> dict[str, str]:
    """The attributes of a dashed line."""
    if style not in DASHES:
        return {}
    on, off = (max(part * width, part * 3) for part in DASHES[style])
    return {"stroke-dasharray": f"{on:g} {off:g}"}


def symbol(parent: ET.Element, x: float, y: float, look: Mapping[str, Any]) -> None:
    """A symbol: a circle, square, diamond or triangle, filled or `-open`."""
    kind, size = str(look.get("symbol") or "circle"), float(look.get("size") or 6)
    hollow, kind = kind.endswith("-open"), kind.removesuffix("-open")
    line = look.get("line") or {}
    colour, width = visible(look.get("color")), float(line.get("width") or 0)
    said = {
        "fill": "none" if hollow else colour,
        "stroke": colour if hollow else visible(line.get("color")),
        "stroke-width": f"{max(width, 1) if hollow else width:g}",
    }
    half = size / 2
    if kind == "circle":
        ET.SubElement(
            parent, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{half:g}"} | said
        )
        return
    if kind == "square":
        corner = {"x": f"{x - half:.1f}", "y": f"{y - half:.1f}"}
        ET.SubElement(parent, "rect", corner | {"width": f"{size:g}", "height": f"{size:g}"} | said)
        return
    if kind == "diamond":
        far = half * 1.3
        points = [(x, y - far), (x + far, y), (x, y + far), (x - far, y)]
    else:
        wide, high = half * 1.15, half
        points = [(x, y - half * 1.15), (x + wide, y + high * 0.6), (x - wide, y + high * 0.6)]
    ET.SubElement(parent, "path", {"d": path_of(points, closed=True)} | said)


class Patterns:
    """The patterns of bars in one drawing, each defined once; `key` begins their names."""

    def __init__(self, root: ET.Element, key: str) -> None:
        self._root, self._key = root, key
        self._names: dict[tuple[str, ...], str] = {}

    def fill(self, colour: str, pattern: Mapping[str, Any]) -> str:
        """The fill of a bar: its colour, or its pattern of lines or dots."""
        shape = str(pattern.get("shape") or "")
        if not shape:
            return visible(colour)
        ink = str(pattern.get("fgcolor") or colour)
        overlay = pattern.get("fillmode") == "overlay"
        ground = visible(colour if overlay else pattern.get("bgcolor"))
        look = (shape, ink, ground, str(pattern.get("solidity") or 0.3))
        if look not in self._names:
            self._names[look] = f"pattern-{self._key}-{len(self._names)}"
            self._define(self._names[look], *look)
        return f"url(#{self._names[look]})"

    def _define(self, name: str, shape: str, ink: str, ground: str, solidity: str) -> None:
        step = 8 if shape == "/" else 6
        side = {"width": f"{step}", "height": f"{step}"}
        made = ET.SubElement(
            self._root, "pattern", {"id": name, "patternUnits": "userSpaceOnUse"} | side
        )
        if ground != "none":
            ET.SubElement(made, "rect", {**side, "fill": ground})
        if shape == "/":
            wide = max(1.0, step * math.sqrt(float(solidity)) / 2)
            lines = f"M-1 1L1 -1M0 {step}L{step} 0M{step - 1} {step + 1}L{step + 1} {step - 1}"
            ET.SubElement(made, "path", {"d": lines, "stroke": ink, "stroke-width": f"{wide:.1f}"})
        else:
            middle = f"{step / 2:g}"
            ET.SubElement(made, "circle", {"cx": middle, "cy": middle, "r": "1", "fill": ink})
