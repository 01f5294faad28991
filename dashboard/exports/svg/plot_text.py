"""The words of a plotly figure: its small markup taken apart, and set as SVG text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from xml.etree import ElementTree as ET

from dashboard.core import text_metrics

Run = tuple[str, bool]
Lines = list[list[Run]]
TAG = re.compile(r"(<br>|</?b>)")
# From one line to the next, in sizes of the text; plotly's.
LINE = 1.3


def lines_of(markup: str) -> Lines:
    """The lines of a text of plotly, each a list of runs with whether they are bold."""
    found: Lines = [[]]
    bold = False
    for part in TAG.split(markup):
        if part == "<br>":
            found.append([])
        elif part in ("<b>", "</b>"):
            bold = part == "<b>"
        elif part:
            found[-1].append((unescape(part), bold))
    return found


def width_of(lines: Lines, size: float) -> float:
    """The width of the widest line in pixels, never underestimated."""
    return _widest(lines, size, text_metrics.text_width)


def likely_width(lines: Lines, size: float) -> float:
    """About the width that a browser gives the widest line; `width_of` is rather too much."""
    return _widest(lines, size, text_metrics.likely_width)


def _widest(lines: Lines, size: float, width: Callable[..., float]) -> float:
    return max(sum(width(said, size, bold=bold) for said, bold in line) for line in lines)


def height_of(lines: Lines, size: float) -> float:
    """The height of all lines in pixels."""
    return len(lines) * LINE * size


def set_text(
    parent: ET.Element, lines: Lines, at: tuple[float, float], *, size: float, fill: str,
    anchor: str = "start", angle: float = 0,
) -> None:  # fmt: skip
    """Add text whose block begins at the height `at[1]`; `anchor` says which side lies there."""
    x, top = at
    text = ET.SubElement(parent, "text", {"fill": fill, "text-anchor": anchor})
    text.set("font-size", f"{size:g}")
    if any("  " in said for line in lines for said, _bold in line):
        text.set("xml:space", "preserve")  # two spaces are two, as plotly sets them
    if angle:
        text.set("transform", f"rotate({angle:g} {x:.1f} {top:.1f})")
    for number, line in enumerate(lines):
        baseline = top + (number + 0.5) * LINE * size + 0.35 * size
        for first, (said, bold) in enumerate(line):
            span = ET.SubElement(text, "tspan")
            if not first:
                span.set("x", f"{x:.1f}")
                span.set("y", f"{baseline:.1f}")
            if bold:
                span.set("font-weight", "700")
            span.text = said
