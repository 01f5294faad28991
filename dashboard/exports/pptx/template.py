"""The empty deck: size, theme, one layout with placeholders, and text in the right language."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global
from jinja2 import StrictUndefined, Template
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Inches, Pt

from dashboard.core.palette import LIGHT
from dashboard.core.palette import rgb as channels
from dashboard.core.translation import SOURCE as SOURCE_LANGUAGE
from dashboard.core.translation import language

Box = tuple[float, float, float, float]  # left, top, width, height in inches

WIDTH, HEIGHT = 13.333, 7.5
TITLE: Box = (0.6, 0.45, 12.13, 1.1)
# Key number and key points beside a picture, and the room of the picture itself.
NUMBER: Box = (0.6, 1.65, 3.45, 1.35)
POINTS: Box = (0.6, 3.1, 3.3, 3.4)
POINTS_ALONE: Box = (0.6, 1.65, 3.3, 4.85)
PICTURE: Box = (4.15, 1.65, 8.58, 4.9)
# A slide of words alone.
BIG_NUMBER: Box = (0.6, 1.9, 4.2, 2.2)
WORDS: Box = (4.9, 1.9, 7.83, 4.4)
WORDS_ALONE: Box = (0.6, 1.9, 12.13, 4.4)
SOURCE: Box = (0.6, 6.68, 11.2, 0.58)
SLIDE_NUMBER: Box = (12.0, 6.68, 0.73, 0.58)
BAR: Box = (0.6, 0.32, 1.07, 0.07)

THEME = Path(__file__).with_name("theme.xml")
LATIN, THAI = "Arial", "Tahoma"  # on every computer with PowerPoint; Tahoma has Thai
ENGLISH = "en-GB"
LAYOUT = 1
TITLE_PT, BODY_PT, WORDS_PT, NUMBER_PT, BIG_PT, SOURCE_PT = 28, 18, 28, 72, 115, 12
GROWN_PT = 60  # a number with what it grew from
# What PowerPoint writes for "mark as decorative".
DECORATION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def rgb(colour: str) -> RGBColor:
    """A colour of the theme, written #RRGGBB."""
    return RGBColor(*channels(colour))


def tag() -> str:
    """The language of the text, as Office names it: with a country."""
    if language() == SOURCE_LANGUAGE:
        return ENGLISH
    likely = Locale.parse(get_global("likely_subtags").get(language(), language()))
    return "-".join(filter(None, [likely.language, likely.territory]))


def place(shape: Any, box: Box) -> None:
    """Put a shape where a box is."""
    shape.left, shape.top, shape.width, shape.height = (Inches(side) for side in box)


def describe(shape: Any, alt: str, name: str = "") -> None:
    """Give a shape its alternative text; without one it is marked as decoration."""
    props = shape._element._nvXxPr.cNvPr
    props.set("descr", alt)
    if name:
        props.set("name", name)
    if not alt:
        props.append(parse_xml(DECORATION))


def element(tag: str, **attributes: str) -> Any:
    """An XML element such as `a:latin` with its attributes."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(key, value)
    return made


def flatten(shape: Any) -> None:
    """Take the theme's style from a shape, and with it its shadow."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def speak_run(props: Any) -> None:
    """Language and fonts of a run (a:rPr) or of the text of a chart (a:defRPr)."""
    props.set("lang", tag())
    for kind, face in (("a:latin", "+mn-lt"), ("a:cs", "+mn-cs")):
        old = props.find(qn(kind))
        if old is not None:
            props.remove(old)
        font = element(kind, typeface=face)
        link = props.find(qn("a:hlinkClick"))
        if link is None:
            props.append(font)
        else:
            link.addprevious(font)


def write(
    frame: Any,
    lines: Sequence[str],
    *,
    size: float | None = None,
    bold: bool | None = None,
    colour: MSO_THEME_COLOR | RGBColor | None = None,
    align: PP_ALIGN | None = None,
    spacing: float | None = None,
) -> None:
    """Fill a text frame, a paragraph for each line; what is not given comes from the layout.

    `spacing` is the height of a line in points.
    """
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        if size is not None:
            run.font.size = Pt(size)
        if bold is not None:
            run.font.bold = bold
        if isinstance(colour, RGBColor):
            run.font.color.rgb = colour
        elif colour is not None:
            run.font.color.theme_color = colour
        if align is not None:
            paragraph.alignment = align
        if spacing is not None:
            paragraph.line_spacing = Pt(spacing)
        speak_run(run._r.get_or_add_rPr())


def _theme() -> bytes:
    """The theme with the colours and fonts of the dashboard: `theme.xml`."""
    colours = {
        "dk1": LIGHT.ink, "lt1": LIGHT.paper, "dk2": LIGHT.muted, "lt2": LIGHT.none,
        "accent1": LIGHT.founding, "accent2": LIGHT.joined, "accent3": LIGHT.proposed,
        "accent4": LIGHT.later, "accent5": LIGHT.scale[2], "accent6": LIGHT.scale[1],
        "hlink": LIGHT.founding, "folHlink": LIGHT.founding,
    }  # fmt: skip
    template = Template(
        THEME.read_text("utf-8"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return template.render(colours=colours, latin=LATIN, thai=THAI).encode("utf-8")


def _style(styles: Any, kind: str, size: int, *, bold: bool) -> None:
    """The first level of the master's titles or body: left, no bullet, one size."""
    level = styles.find(qn(f"p:{kind}")).find(qn("a:lvl1pPr"))
    for key, value in (("algn", "l"), ("marL", "0"), ("indent", "0")):
        level.set(key, value)
    for bullet in ("a:buFont", "a:buChar", "a:buNone"):
        for found in level.findall(qn(bullet)):
            level.remove(found)
    props = level.find(qn("a:defRPr"))
    props.addprevious(element("a:buNone"))
    before = level.find(qn("a:spcBef"))
    before[:] = [element("a:spcPts", val="0" if bold else "900")]
    props.set("sz", str(size * 100))
    props.set("b", str(int(bold)))


def _boxes(sheet: Any) -> None:
    """Put the placeholders of the master or the layout in place; the date goes."""
    for shape in list(sheet.placeholders):
        kind = shape._element.nvSpPr.nvPr.find(qn("p:ph")).get("type", "body")
        if kind == "dt":
            sheet.shapes._spTree.remove(shape._element)
            continue
        place(shape, {"title": TITLE, "ftr": SOURCE, "sldNum": SLIDE_NUMBER}.get(kind, POINTS))
        body = shape._element.txBody.bodyPr
        body.set("lIns", "0")
        body.set("rIns", "0")
        body.set("anchor", {"title": "t", "body": "t"}.get(kind, "b"))
        for props in shape._element.iter(qn("a:lvl1pPr")):
            props.set("algn", "r" if kind == "sldNum" else "l")
        for colour in shape._element.iter(qn("a:schemeClr")):
            colour.set("val", "tx2")
            colour[:] = []


def blank_deck() -> Any:
    """A 16:9 presentation without slides, with one layout: title, points, source, number."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(12192000), Inches(HEIGHT)
    for kind, part in ((RT.PRINTER_SETTINGS, deck.part), (RT.THUMBNAIL, deck.part.package)):
        relations = part._rels
        for key in [key for key, each in relations.items() if each.reltype == kind]:
            relations.pop(key)
    layouts = deck.slide_layouts
    for layout in [each for at, each in enumerate(layouts) if at != LAYOUT]:
        layouts.remove(layout)
    master, layout = deck.slide_master, layouts[0]
    layout._element.cSld.set("name", "Finding")
    master.part.part_related_by(RT.THEME)._blob = _theme()
    styles = master._element.find(qn("p:txStyles"))
    _style(styles, "titleStyle", TITLE_PT, bold=True)
    _style(styles, "bodyStyle", BODY_PT, bold=False)
    _boxes(master)
    _boxes(layout)
    _accent(master)
    return deck


def _accent(master: Any) -> None:
    """The bar over every title; a master has no method that draws."""
    left, top, width, height = (Inches(side) for side in BAR)
    bar = parse_xml(
        '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<p:nvSpPr><p:cNvPr id="90" name="Bar" descr=""/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        '</a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></p:spPr></p:sp>'
    )
    master.shapes._spTree.insert(2, bar)


def footer(slide: Any, kind: str, name: str) -> Any:
    """The layout's footer (`ftr`) or slide number (`sldNum`) on a slide of its own."""
    for shape in slide.slide_layout.placeholders:
        if shape._element.nvSpPr.nvPr.find(qn("p:ph")).get("type") == kind:
            copy = deepcopy(shape._element)
            copy.nvSpPr.cNvPr.set("id", str(slide.shapes._next_shape_id))
            slide.shapes._spTree.append(copy)
            found = slide.shapes[-1]
            describe(found, name, name)
            return found
    raise LookupError(kind)
