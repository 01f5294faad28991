"""A chart as one picture that says what it shows: title, date, unit, sources."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from dashboard.content.sections.caption import caption
from dashboard.content.sections.section import Section
from dashboard.core.palette import palette
from dashboard.core.text_metrics import text_width
from dashboard.core.translation import on_day
from dashboard.core.url_state import View
from dashboard.exports.chart.drawing import drawing, nested, size_of
from dashboard.exports.svg.canvas import Canvas, Sheet

WIDTH, EDGE = 1000, 24
TITLE, TEXT, LEADING = 22.0, 13.0, 1.4
FONTS = (
    "'Noto Sans', 'Noto Sans Thai', 'Noto Sans Math', Sarabun, 'Leelawadee UI', Thonburi,"
    " sans-serif"
)
# A line breaks after a space; where there is none, between two letters with their marks.
WORD = re.compile(r"\S+\s*")
SIGN = re.compile(r"\S[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f]*")


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """`text` in lines of at most `room` pixels."""
    lines = [""]
    for word in WORD.findall(text):
        fits = text_width(lines[-1] + word.rstrip(), size, bold=bold) <= room
        whole = text_width(word.rstrip(), size, bold=bold) <= room
        for part in [word] if fits or whole else SIGN.findall(word):
            if text_width(lines[-1] + part.rstrip(), size, bold=bold) <= room:
                lines[-1] += part
            else:
                lines.append(part)
    return [line.rstrip() for line in lines if line]


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
