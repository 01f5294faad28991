"""The drawing of a section as SVG, for a width and a theme."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from dashboard.charts import place as place_charts
from dashboard.content.place_lists import population_lines
from dashboard.content.places import around, bounds_of, kind_counts, kind_name, labelled
from dashboard.content.sections.section import Section
from dashboard.content.text.place_facts import place_of
from dashboard.content.text.place_text import panel_said, single_said
from dashboard.core.page_widths import NARROW, Window
from dashboard.core.palette import palette
from dashboard.core.text_metrics import text_width
from dashboard.core.url_state import View
from dashboard.exports.chart.lines import wrapped
from dashboard.exports.html.drawings import figure_of
from dashboard.exports.svg.canvas import Canvas, Sheet
from dashboard.exports.svg.map import map_chart, mark
from dashboard.exports.svg.plot import figure_svg
from dashboard.maps import symbols
from dashboard.maps.chosen_places import bounds_around, labelled_places

NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
# A map is drawn in half pixels: its symbols and halos are measured for the large sheets of print.
FINE = 2
MAP_FONT, LEGEND_FONT, LEGEND_LINE, SIGN = 34.0, 14.0, 26.0, 20.0
# Small charts stand so far apart, below heads of these sizes.
GAP, HEAD, SMALL, LEADING = 24, 14.0, 12.0, 1.4
# The height of a map in parts of its width: on a wide sheet, and on a narrow one.
SHAPE, NARROW_SHAPE = 0.62, 0.95


def drawing(section: Section, view: View, theme: str, width: int) -> str:
    """The drawing on a sheet of `width` pixels; its height is its own."""
    if section.key == "places":
        return _map(section, view, theme, width)
    if section.key == "where":
        return _where(section, view, theme, width)
    if section.key == "population":
        return _panels(section, theme, width)
    figure = figure_of(section, view)(Window(width, theme))
    return figure_svg(figure, width, key=f"{section.key}{width}")


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
    drawn = map_chart(labelled(places), colours, land, sheet, bounds=bounds)
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


def _where(section: Section, view: View, theme: str, width: int) -> str:
    """The map of the chosen places."""
    places = tuple(place_of(view, place_id) for place_id in view.city)
    rows = labelled_places(view, places, section.frame)
    high = round(width * (NARROW_SHAPE if width < NARROW else SHAPE))
    land = symbols.DARK if theme == "dark" else symbols.LIGHT
    sheet = Sheet(float(width * FINE), float(high * FINE), MAP_FONT)
    drawn = map_chart(rows, palette(theme), land, sheet, bounds=bounds_around(rows))
    canvas = Canvas(palette(theme), Sheet(float(width), float(high), LEGEND_FONT))
    canvas.root.append(nested(drawn, 0, 0, width, high))
    return canvas.svg()


def _panels(section: Section, theme: str, width: int) -> str:
    """A small chart for each source and area with several figures, and single figures as text."""
    colours = palette(theme)
    lines, single, between = population_lines(section.frame)
    columns = 1 if width < NARROW else 2
    wide = (width - GAP * (columns - 1)) // columns
    parts: list[tuple[list[str], list[str], str]] = []
    for at, line in enumerate(lines):
        unit, said = panel_said(line)
        drawn = figure_svg(
            place_charts.panel(line, colours, between=between), wide, key=f"panel{at}-{width}"
        )
        parts.append((wrapped(unit, wide, HEAD, bold=True), wrapped(said, wide, SMALL), drawn))
    told = [line for row in single for line in wrapped(single_said(row), width, SMALL)]
    canvas = Canvas(colours, Sheet(float(width), 1.0, SMALL))
    y = 0.0
    for begin in range(0, len(parts), columns):
        row = parts[begin : begin + columns]
        head = max(len(bold) * HEAD + len(small) * SMALL for bold, small, _drawn in row) * LEADING
        for at, (bold, small, drawn) in enumerate(row):
            x, below = at * (wide + GAP), y
            for text in bold:
                below += HEAD * LEADING
                canvas.text(x, below, text, font_size=HEAD, font_weight=700)
            for text in small:
                below += SMALL * LEADING
                canvas.text(x, below, text, fill=colours.muted)
            canvas.root.append(nested(drawn, x, y + head + SMALL, *size_of(drawn)))
        y += head + SMALL + max(size_of(drawn)[1] for *_head, drawn in row) + GAP
    for text in told:
        y += SMALL * LEADING
        canvas.text(0, y, text)
    canvas.root.set("viewBox", f"0 0 {width} {y + SMALL:.0f}")
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
