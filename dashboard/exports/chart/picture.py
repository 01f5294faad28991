"""A chart as one picture that says what it shows: title, date, unit, sources."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from dashboard.content.sections.caption import caption
from dashboard.content.sections.section import Section
from dashboard.core.palette import palette
from dashboard.core.translation import on_day
from dashboard.core.url_state import View
from dashboard.exports.chart.drawing import drawing, nested, size_of
from dashboard.exports.chart.lines import wrapped
from dashboard.exports.svg.canvas import Canvas, Sheet

WIDTH, EDGE = 1000, 24
TITLE, TEXT, LEADING = 22.0, 13.0, 1.4
FONTS = (
    "'Noto Sans', 'Noto Sans Thai', 'Noto Sans Math', Sarabun, 'Leelawadee UI', Thonburi,"
    " sans-serif"
)


def picture(section: Section, view: View, theme: str = "light") -> str:
    """The section as one SVG, in the language set."""
    told = caption(section, view, section.as_of or on_day(view.asof))
    room = WIDTH - 2 * EDGE
    colours = palette(theme)
    drawn = drawing(section, view, theme, room)
    high = size_of(drawn)[1]
    selected, *below = told.lines
    head = wrapped(told.title, room, TITLE, bold=True)
    date = wrapped(selected, room, TEXT)
    foot = [line for said in below for line in wrapped(said, room, TEXT)]
    top = EDGE + len(head) * TITLE * LEADING + (len(date) + 1) * TEXT * LEADING
    height = top + high + (len(foot) + 1) * TEXT * LEADING + EDGE
    canvas = Canvas(colours, Sheet(float(WIDTH), round(height), TEXT))
    root = canvas.root
    root.attrib.update({"font-family": FONTS, "role": "img", "width": str(WIDTH)})
    root.attrib.update({"height": f"{height:.0f}"})
    del root.attrib["aria-hidden"]
    ET.SubElement(root, "title").text = told.title
    ET.SubElement(root, "desc").text = section.alt
    canvas.add("rect", width=float(WIDTH), height=float(round(height)), fill=colours.paper)
    y = EDGE + TITLE
    for line in head:
        canvas.text(EDGE, y, line, font_size=TITLE, font_weight=700)
        y += TITLE * LEADING
    for line in date:
        canvas.text(EDGE, y - (TITLE - TEXT) / 2, line, fill=colours.muted)
        y += TEXT * LEADING
    root.append(nested(drawn, EDGE, top, room, high))
    y = top + high + 2 * TEXT * LEADING
    for line in foot:
        canvas.text(EDGE, y, line, fill=colours.muted)
        y += TEXT * LEADING
    return canvas.svg()
