"""The drawing of a section as SVG, for a width and a theme."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from dashboard.charts.drawings import DRAWINGS
from dashboard.content.places import around, bounds_of, kind_counts, kind_name, marks
from dashboard.content.sections.section import Section
from dashboard.core.page_widths import NARROW, Window
from dashboard.core.palette import palette
from dashboard.core.text_metrics import text_width
from dashboard.core.url_state import View
from dashboard.exports.svg.canvas import Canvas, Sheet
from dashboard.exports.svg.map import map_chart, mark
from dashboard.exports.svg.plot import figure_svg
from dashboard.maps import symbols

NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
# A map is drawn in half pixels: its symbols and halos are measured for the large sheets of print.
FINE = 2
MAP_FONT, LEGEND_FONT, LEGEND_LINE, SIGN = 34.0, 14.0, 26.0, 20.0
# The height of a map in parts of its width: on a wide sheet, and on a narrow one.
SHAPE, NARROW_SHAPE = 0.62, 0.95


def drawing(section: Section, view: View, theme: str, width: int) -> str:
    """The drawing on a sheet of `width` pixels; its height is its own."""
    if section.key not in DRAWINGS:
        return _map(section, view, theme, width)
    window = Window(width, theme)
    return figure_svg(
        DRAWINGS[section.key](section, view, window), width, key=f"{section.key}{width}"
    )


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of a drawing."""
    wide, high = ET.fromstring(svg).attrib["viewBox"].split()[2:]
    return float(wide), float(high)


def nested(svg: str, x: float, y: float, width: float, height: float) -> ET.Element:
    """A drawing as an element of another, in this place and size."""
    inner = ET.fromstring(svg.replace(NAMESPACE, "", 1))
    at = {"x": x, "y": y, "width": width, "height": height}
    inner.attrib.update({name: f"{value:g}" for name, value in at.items()})
    inner.attrib.pop("aria-hidden", None)
    return inner


def _map(section: Section, view: View, theme: str, width: int) -> str:
    """The map of places over the meaning of its symbols."""
    places = section.frame
    colours = palette(theme)
    land = symbols.DARK if theme == "dark" else symbols.LIGHT
    narrow = width < NARROW
    high = round(width * (NARROW_SHAPE if narrow else SHAPE))
    bounds = bounds_of(view, places) or (around(places) if narrow else None)
    sheet = Sheet(float(width * FINE), float(high * FINE), MAP_FONT)
    drawn = map_chart(marks(places), colours, land, sheet, bounds=bounds)
    counts = kind_counts(places)
    entries = [(kind, f"{kind_name(kind, places)} ({counts[kind]})") for kind in symbols.KINDS
               if kind in counts]  # fmt: skip
    placed, rows = _rows([said for _kind, said in entries], width)
    canvas = Canvas(colours, Sheet(float(width), high + 10 + rows * LEGEND_LINE, LEGEND_FONT))
    canvas.root.append(nested(drawn, 0, 0, width, high))
    for (kind, said), (x, row) in zip(entries, placed, strict=True):
        middle = high + 10 + (row + 0.5) * LEGEND_LINE
        sign = Canvas(colours, Sheet(40, 40, LEGEND_FONT))
        mark(sign, kind, 20, 20, land, 26.0)
        canvas.root.append(nested(sign.svg(), x, middle - SIGN / 2, SIGN, SIGN))
        canvas.text(x + SIGN + 4, middle + LEGEND_FONT * 0.35, said)
    return canvas.svg()


def _rows(texts: list[str], width: float) -> tuple[list[tuple[float, int]], int]:
    """Where each entry of a legend stands, as x and row, and the number of rows."""
    placed: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for said in texts:
        room = SIGN + 4 + text_width(said, LEGEND_FONT)
        if x and x + room > width:
            x, row = 0.0, row + 1
        placed.append((x, row))
        x += room + 20
    return placed, row + 1
