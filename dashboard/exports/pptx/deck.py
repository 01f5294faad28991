"""The story as an editable PowerPoint deck: native text, charts, tables and map shapes.

`python -m dashboard.exports.pptx.deck --out story.pptx` writes it from the shell.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn

from ascn_data import EARLIEST_TIME, items_of, package_made_on, save_output, zip_files
from dashboard.content.citations import source_names
from dashboard.content.filters import scope
from dashboard.core.dataset import network
from dashboard.core.translation import _, day, mark, use_language
from dashboard.core.url_state import View
from dashboard.exports.options import of_view, view_of
from dashboard.exports.pptx import template as base
from dashboard.exports.pptx.charts import draw_chart
from dashboard.exports.pptx.map import draw_map
from dashboard.exports.pptx.scene import draw_scene
from dashboard.exports.pptx.table import draw_table
from dashboard.exports.slides.figures import map_bounds
from dashboard.exports.slides.lines import tied
from dashboard.exports.slides.slide import MAPS
from dashboard.exports.slides.story import GLYPHS, Slide, story

UNITS = {
    "growth": mark("member cities"),
    "ranges": mark("people (registered residents, each counted once)"),
    "focus": mark("listed projects"),
    "plan": mark("areas of the national programme"),
    "partners": mark("programmes"),
}
# The accent of a slide: the colour of what it is about.
ACCENTS = {
    "joined": MSO_THEME_COLOR.ACCENT_2,
    "proposed": MSO_THEME_COLOR.ACCENT_3,
    "reach": MSO_THEME_COLOR.ACCENT_3,
}
# When XlsxWriter made the sheet behind a chart.
STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def source_line(told: Slide) -> str:
    """The line under a slide: unit where a chart has one, the date of its numbers, sources."""
    if told.picture in UNITS:
        unit, names = _(UNITS[told.picture]), source_names(told.sources)
        return _(
            "Unit: {unit}. {date}. Source: {sources}.", unit=unit, date=told.date, sources=names
        )
    return told.source_line


def _words(slide: Any, told: Slide) -> None:
    """Key number and key points; beside a picture they stand in the left column."""
    alone = not told.picture
    body = slide.placeholders[1]
    lines = [tied(line) for line in told.lines]
    if alone:
        base.place(body, base.WORDS if told.headline else base.WORDS_ALONE)
    else:
        base.place(body, base.POINTS if told.headline else base.POINTS_ALONE)
    base.write(body.text_frame, lines, size=base.WORDS_PT if alone else None)
    for paragraph in body.text_frame.paragraphs:
        _colour_mark(paragraph)
    base.describe(body, _("Key points"), _("Key points"))
    if told.headline:
        box = slide.shapes.add_textbox(0, 0, 0, 0)
        base.place(box, base.BIG_NUMBER if alone else base.NUMBER)
        frame = box.text_frame
        frame.margin_left = frame.margin_right = 0
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP if alone else MSO_ANCHOR.MIDDLE
        size = base.BIG_PT if alone else base.GROWN_PT if told.before else base.NUMBER_PT
        accent = ACCENTS.get(told.key, MSO_THEME_COLOR.ACCENT_1)
        base.write(frame, [told.figure], size=size, bold=True, colour=accent)
        base.describe(box, _("Key figure"), _("Key figure"))
        body._element.addprevious(box._element)
    if not lines:
        body._element.getparent().remove(body._element)


def _colour_mark(paragraph: Any) -> None:
    """Give the mark at the head of a line of the legend the colour that it has on the map."""
    accents = {
        GLYPHS["founding"]: MSO_THEME_COLOR.ACCENT_1,
        GLYPHS["joined"]: MSO_THEME_COLOR.ACCENT_2,
        GLYPHS["proposed"]: MSO_THEME_COLOR.ACCENT_3,
    }
    for run in paragraph.runs[:1]:
        glyph, rest = run.text[:1], run.text[1:]
        if glyph in accents:
            run.text = glyph
            run.font.color.theme_color = accents[glyph]
            after = paragraph.add_run()
            after.text = rest
            base.speak_run(after._r.get_or_add_rPr())


def _add(deck: Any, told: Slide, view: View) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    base.write(slide.shapes.title.text_frame, [tied(told.title)])
    base.describe(slide.shapes.title, _("Title"), _("Title"))
    _words(slide, told)
    if told.picture == "map":
        draw_map(slide, told, told.map_view(view))
    elif told.picture in MAPS:
        draw_scene(slide, told, map_bounds(told, view))
    elif told.picture == "table":
        draw_table(slide, told, base.PICTURE)
    elif told.picture:
        draw_chart(slide, told)
    source = base.footer(slide, "ftr", _("Source line"))
    base.write(source.text_frame, [source_line(told)], size=base.SOURCE_PT)
    number = base.footer(slide, "sldNum", _("Slide number"))
    for props in number._element.iter(qn("a:rPr")):
        base.speak_run(props)
    notes = slide.notes_slide.notes_text_frame
    base.write(notes, [told.notes])


def _properties(deck: Any, view: View, made: datetime) -> None:
    package = network().contract.descriptor
    core = deck.core_properties
    named = [_("ASEAN Smart Cities Network"), scope(view), _("As of {day}", day=day(view.asof))]
    core.title = " · ".join(part for part in named if part)
    core.author = ", ".join(
        str(each.get("title", "")) for each in items_of(package, "contributors")
    )
    core.last_modified_by = core.author
    core.language = base.tag()
    core.created = core.modified = made
    core.revision = 1


def _settled(content: bytes, made: datetime) -> bytes:
    """The same file without the time of the writing in it, so that equal decks are equal bytes."""
    files = {}
    stamp = made.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".xlsx"):
                data = _settled(data, made)
            elif name == "docProps/core.xml":
                data = STAMP.sub(rb"\g<1>" + stamp, data)
            files[name] = data
    return zip_files(files)


def make_deck(view: View) -> bytes:
    """The story of a view as a .pptx file. The same view, the same bytes."""
    made = package_made_on(network()) or EARLIEST_TIME
    with use_language(view.lang):
        deck = base.blank_deck()
        for told in story(view):
            _add(deck, told, view)
        _properties(deck, view, made)
    out = io.BytesIO()
    deck.save(out)
    return _settled(out.getvalue(), made)


@click.command()
@of_view
def main(out: Path, **asked: Any) -> None:
    """Write the story of the network as an editable PowerPoint deck."""
    save_output(make_deck(view_of(**asked)), out)


if __name__ == "__main__":
    main()
