"""Native tables of the deck, with rows as high as their text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches

from dashboard.content.citations import published_year
from dashboard.core.text_metrics import text_width
from dashboard.core.translation import _, language, n_, number
from dashboard.exports.pptx.template import BODY_PT, Box, describe, write
from dashboard.exports.slides.story import Slide

LINE, LINES = 1.25, {"th": 1.4}  # height of a line in sizes of its type
NARROW = 0.9  # Arial and Tahoma, in parts of the widest face that `text_width` reckons with
PAD = 0.04  # inches above and below the text of a cell
SIDE = 0.08


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, its share of the width, its cells, and where these lead."""

    title: str
    share: float
    cells: Sequence[str]
    numbers: bool = False
    links: Sequence[str] = ()


def _numbers(title: str, share: float, values: pd.Series) -> Column:
    return Column(title, share, [number(value) for value in values], numbers=True)


def _texts(rows: pd.DataFrame, column: str) -> list[str]:
    """The texts of a column; what is unknown stays empty."""
    return rows[column].fillna("").tolist()


def columns_of(told: Slide) -> list[Column]:
    """The columns of the table of a slide."""
    rows = told.frame
    assert rows is not None
    return [
        Column(_("Publisher"), 70, _texts(rows, "publisher"), links=_texts(rows, "url")),
        Column(_("Year"), 12, [published_year(when) for when in rows["published_on"]]),
        _numbers(_("Slides"), 18, rows["slides"]),
    ]


def line_pt() -> float:
    """The height of a line in points; Thai has marks above and below its letters."""
    return BODY_PT * LINES.get(language(), LINE)


def lines_needed(said: str, width: float) -> int:
    """How many lines a text takes in a cell of `width` inches, never too few."""
    room = (width - 2 * SIDE) * 72
    lines, used = 1, 0.0
    for word in said.split():
        wide = NARROW * text_width(word + " ", BODY_PT)
        if used and used + wide > room:
            lines, used = lines + 1, 0.0
        lines += max(0, math.ceil(wide / room) - 1)
        used += wide
    return lines


def heights(columns: Sequence[Column], width: float) -> list[float]:
    """The height of the head and of every row, in inches."""
    whole = sum(column.share for column in columns)
    rows = zip(*([column.title, *column.cells] for column in columns), strict=True)
    shares = [width * column.share / whole for column in columns]
    return [
        max(lines_needed(said, room) for said, room in zip(row, shares, strict=True))
        * line_pt()
        / 72
        + 2 * PAD
        for row in rows
    ]


def draw_table(slide: Any, told: Slide, room: Box) -> None:
    """The table of a slide inside a box; rows that find no room are counted in the last line."""
    columns = columns_of(told)
    left, top, width, tall = room
    high = heights(columns, width)
    count = len(high)
    while count > 2 and sum(high[:count]) > tall:
        count -= 1
    rest = len(high) - count
    if rest:
        count, rest = count - 1, rest + 1
        columns = [
            Column(
                column.title, column.share,
                [*column.cells[: count - 1],
                 "" if at else n_("{count} more", "{count} more", rest)],
                column.numbers, column.links[: count - 1],
            )
            for at, column in enumerate(columns)
        ]  # fmt: skip
        high = [*high[:count], line_pt() / 72 + 2 * PAD]
    box = (Inches(side) for side in (left, top, width, sum(high)))
    frame = slide.shapes.add_table(len(high), len(columns), *box)
    describe(frame, _("Table. {title}.", title=told.title), _("Table"))
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for at, height in enumerate(high):
        table.rows[at].height = Inches(height)
    whole = sum(column.share for column in columns)
    for at, column in enumerate(columns):
        table.columns[at].width = Inches(width * column.share / whole)
        for row, said in enumerate([column.title, *column.cells]):
            _cell(table.cell(row, at), said, column, row)


def _cell(cell: Any, said: str, column: Column, row: int) -> None:
    cell.margin_top = cell.margin_bottom = Inches(PAD)
    cell.margin_left = cell.margin_right = Inches(SIDE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    align = PP_ALIGN.RIGHT if column.numbers else PP_ALIGN.LEFT
    write(cell.text_frame, [said], size=BODY_PT, align=align, spacing=line_pt(), bold=not row)
    if 0 < row <= len(column.links) and column.links[row - 1]:
        cell.text_frame.paragraphs[0].runs[0].hyperlink.address = column.links[row - 1]
