"""Charts as SVG for a narrow sheet, such as a phone held upright: each label over its bar.

A sheet grows with the number of its rows; its own height is not used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from dashboard.core.palette import Palette
from dashboard.core.text_metrics import shortened, text_width
from dashboard.core.translation import _, n_, number, short_day
from dashboard.exports.svg.canvas import Canvas, Sheet
from dashboard.exports.svg.charts import bar_colour, room_after

# In lines of text: the height of a row, and of the bar in it.
ROW, BAR = 2.5, 0.75


def _rows(count: int, colours: Palette, sheet: Sheet) -> tuple[Canvas, list[float]]:
    """A canvas with room for so many rows, and the top of each."""
    canvas = Canvas(colours, replace(sheet, height=max(count, 1) * ROW * sheet.line))
    return canvas, [at * ROW * sheet.line for at in range(count)]


def _label(canvas: Canvas, top: float, said: str, room: float, **look: object) -> None:
    font = canvas.sheet.font
    canvas.text(0, top + font, shortened(said, room, font), **look)


def bar_rows(
    rows: Sequence[tuple[str, int]], colours: Palette, sheet: Sheet, *,
    lead: bool = False, notes: Sequence[str] = (),
) -> str:  # fmt: skip
    """Bars with their label above, their number and a note of it after them.

    With `lead` only the longest have the accent, the others are grey.
    """
    canvas, tops = _rows(len(rows), colours, sheet)
    most = max((count for _name, count in rows), default=0) or 1
    said = list(notes) or [""] * len(rows)
    pairs = list(zip((count for _name, count in rows), said, strict=True))
    after = max((room_after(count, note, sheet.font) for count, note in pairs), default=0.0)
    room = max(sheet.width - after, 0.1 * sheet.width)
    for (name, count), note, top in zip(rows, said, tops, strict=True):
        _label(canvas, top, name, sheet.width)
        under = top + 1.2 * sheet.line
        base = under + BAR * sheet.line * 0.8
        length = room * count / most
        fill = bar_colour(count, most, colours, lead)
        canvas.bar(0, under, length, BAR * sheet.line, fill=fill)
        beside = length + sheet.font / 3
        canvas.text(beside, base, number(count), font_weight=700)
        if note:
            beside += text_width(number(count), sheet.font, bold=True) + sheet.font / 2
            canvas.text(beside, base, note, fill=colours.muted)
    return canvas.svg()


def range_rows(rows: pd.DataFrame, colours: Palette, sheet: Sheet) -> str:
    """Ranges of people under their names; the official figure is an open mark and never a sum.

    Takes label, low, high, role (announced, total or area) and said: the range in words.
    """
    canvas, tops = _rows(len(rows), colours, sheet)
    most = float(rows["high"].max()) or 1.0
    whole = "total" in set(rows["role"])  # which its parts are grey beside
    thick = sheet.line / 3
    reach = sheet.width - 2 * thick
    for row, top in zip(rows.itertuples(), tops, strict=True):
        bold = {"font_weight": 700} if row.role != "area" else {}
        said = text_width(row.said, sheet.font, bold=True)
        _label(canvas, top, row.label, sheet.width - said - sheet.font, **bold)
        canvas.text(sheet.width, top + sheet.font, row.said, text_anchor="end", **bold)
        middle = top + 1.6 * sheet.line
        start, end = (thick + reach * edge / most for edge in (row.low, row.high))
        canvas.line((0, middle), (start, middle), stroke=colours.grid, stroke_width=3)
        if row.role == "announced":
            shape = f"M{end:.1f} {middle - thick:.1f}l{thick:.1f} {thick:.1f}"
            shape += f"l{-thick:.1f} {thick:.1f}l{-thick:.1f} {-thick:.1f}z"
            canvas.add("path", d=shape, fill=colours.paper, stroke=colours.ink, stroke_width=4)
        else:
            colour = colours.later if row.role == "area" and whole else colours.proposed
            canvas.bar(start - 4, middle - thick / 2, end - start + 8, thick, fill=colour)
    return canvas.svg()


def plan_rows(rounds: pd.DataFrame, colours: Palette, sheet: Sheet) -> str:
    """Areas of Thailand's national programme after each round: those before, and those added.

    Takes `round_rows`; a round that has proposed areas is outlined in their colour.
    """
    canvas, tops = _rows(len(rounds), colours, sheet)
    most = int(rounds["areas"].max()) or 1
    after = [
        _("{areas} (+{added})", areas=number(row.areas), added=number(row.added))
        for row in rounds.itertuples()
    ]
    room = sheet.width - max(text_width(said, sheet.font) for said in after) - sheet.font
    thick = BAR * sheet.line
    for row, said, top in zip(rounds.itertuples(), after, tops, strict=True):
        provinces = n_("{count} province", "{count} provinces", row.provinces)
        _label(canvas, top, f"{short_day(row.designated_on)} · {provinces}", sheet.width)
        under, whole = top + 1.2 * sheet.line, room * row.areas / most
        before = whole * (row.areas - row.added) / max(row.areas, 1)
        fresh = colours.proposed if row.proposed else colours.founding
        canvas.bar(0, under, before, thick, fill=colours.later)
        canvas.bar(
            before + 3, under, whole - before - 3, thick, stroke=fresh, stroke_width=4,
            fill="none" if row.proposed else fresh,
        )  # fmt: skip
        canvas.text(whole + sheet.font / 2, under + thick * 0.8, said, font_weight=700)
    return canvas.svg()
