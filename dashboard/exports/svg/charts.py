"""Charts as plain SVG, for the stage and for print."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from dashboard.core.palette import Palette
from dashboard.core.text_metrics import shortened, text_width
from dashboard.core.translation import localized, n_, number, short_day
from dashboard.exports.svg.canvas import PRINT, Canvas, Sheet

MOST_NAMES = 4
# How much wider bold numbers are than others.
BOLDER = 1.08


def growth_chart(
    steps: pd.DataFrame, colours: Palette, sheet: Sheet = PRINT, *, most_names: int = MOST_NAMES
) -> str:
    """Members after each step as a staircase; later steps are dotted. Takes `growth`.

    More than `most_names` that joined at one step are counted instead of named.
    """
    canvas = Canvas(colours, sheet)
    if steps.empty:
        return canvas.svg()
    left, right, top, bottom = (
        30.0,
        sheet.width - 40,
        2.6 * sheet.line,
        sheet.height - 1.6 * sheet.line,
    )
    days = steps["counted_on"].map(pd.Timestamp.toordinal)
    first, last = int(days.min()), int(days.max()) + 120
    low, high = int(steps["members"].min()), int(steps["members"].max())

    def x(day: int) -> float:
        return left + (right - left) * (day - first) / max(last - first, 1)

    def y(count: int) -> float:
        return bottom - (bottom - top) * (count - low) / max(high - low, 1) - sheet.line

    rows = list(steps.itertuples())
    for at, row in enumerate(rows):
        here, until = x(days.iloc[at]), x(days.iloc[at + 1]) if at + 1 < len(rows) else x(last)
        dotted = {"stroke_dasharray": "2 14", "stroke_linecap": "round"}
        if at:
            before = y(rows[at - 1].members)
            rise = dotted if row.later else {}
            canvas.line((here, before), (here, y(row.members)), stroke=_shade(row, colours), **rise)
        # What holds until the next step is known, even where that step is later.
        canvas.line(
            (here, y(row.members)), (until, y(row.members)),
            stroke=_shade(row, colours), **(dotted if row.later else {}),
        )  # fmt: skip
    for at, row in enumerate(rows):
        here, level = x(days.iloc[at]), y(row.members)
        fill = colours.paper if row.later else _mark(row, colours)
        canvas.add(
            "circle", cx=here, cy=level, r=13.0, fill=fill, stroke=_mark(row, colours)
            if not row.later else colours.later, stroke_width=5,
        )  # fmt: skip
        _step_label(canvas, row, at, here, level, most_names)
    # No year is written over the next.
    wide = text_width("2000", sheet.font) * 1.2
    apart = math.ceil(wide * max(last - first, 1) / (365 * (right - left)))
    for year in pd.date_range(steps["counted_on"].min(), periods=40, freq="YS")[::apart]:
        if year.toordinal() < last and x(year.toordinal()) + wide / 2 < sheet.width:
            canvas.text(
                x(year.toordinal()), sheet.height - 0.3 * sheet.line, short_day(year, "year"),
                text_anchor="middle", fill=colours.muted,
            )  # fmt: skip
    return canvas.svg()


def _shade(row: object, colours: Palette) -> str:
    return colours.later if getattr(row, "later", False) else colours.founding


def _mark(row: object, colours: Palette) -> str:
    return colours.founding if getattr(row, "founding", False) else colours.joined


def _step_label(
    canvas: Canvas, row: object, at: int, here: float, level: float, most_names: int
) -> None:
    later = bool(getattr(row, "later", False))
    members = number(getattr(row, "members", 0))
    anchor, beside = ("start", 0.0) if not at else ("end", -22.0)
    fill = canvas.colours.muted if later else canvas.colours.ink
    canvas.text(here + beside, level - 24, members, text_anchor=anchor, font_weight=700, fill=fill)
    if later:
        return
    when = short_day(getattr(row, "counted_on", None), getattr(row, "counted_precision", "day"))
    names = str(getattr(row, localized("joined"), "")).split("; ")
    who = ", ".join(names)
    if getattr(row, "founding", False):
        who = n_("{count} founding city", "{count} founding cities", len(names))
    elif len(names) > most_names:
        who = n_("{count} joined", "{count} joined", len(names))
    shift = text_width(members, canvas.sheet.font) + 14
    canvas.text(
        here + beside + (shift if not at else -shift), level - 24,
        when if canvas.sheet.narrow else f"{when}: {who}",
        text_anchor=anchor, fill=fill,
    )  # fmt: skip


def bar_chart(
    rows: Sequence[tuple[str, int]], colours: Palette, sheet: Sheet = PRINT, *,
    lead: bool = False, notes: Sequence[str] = (),
) -> str:  # fmt: skip
    """Bars from left to right with their label before, their number and a note of it after them.

    With `lead` only the longest have the accent, the others are grey.
    """
    canvas = Canvas(colours, sheet)
    if not rows:
        return canvas.svg()
    said = list(notes) or [""] * len(rows)
    label = min(max(text_width(name, sheet.font) for name, _count in rows), 0.45 * sheet.width) + 30
    most = max(count for _name, count in rows) or 1
    after = max(
        room_after(count, note, sheet.font) for (_name, count), note in zip(rows, said, strict=True)
    )
    each = sheet.height / len(rows)
    thick = min(each * 0.62, 90.0)
    for at, ((name, count), note) in enumerate(zip(rows, said, strict=True)):
        middle = each * (at + 0.5)
        under = middle + sheet.font * 0.35
        canvas.text(
            label - 30, under, shortened(name, label, sheet.font), text_anchor="end"
        )  # fmt: skip
        length = max(sheet.width - label - after, 0.1 * sheet.width) * count / most
        canvas.bar(
            label, middle - thick / 2, length, thick, fill=bar_colour(count, most, colours, lead)
        )
        canvas.text(label + length + 16, under, number(count), font_weight=700)
        if note:
            beside = label + length + 16 + text_width(number(count), sheet.font) * BOLDER
            canvas.text(beside + sheet.font / 2, under, note, fill=colours.muted)
    return canvas.svg()


def room_after(count: int, note: str, font: float) -> float:
    """The room for a number and its note behind a bar."""
    wide = text_width(number(count), font) * BOLDER + 32
    return wide + (text_width(note, font) + font / 2 if note else 0)


def bar_colour(count: int, most: int, colours: Palette, lead: bool) -> str:
    """The accent, or grey for a bar that does not `lead`."""
    return colours.later if lead and count < most else colours.founding


def plan_chart(rounds: pd.DataFrame, colours: Palette, sheet: Sheet = PRINT) -> str:
    """Areas of Thailand's plan after each round: those before, and above them those added.

    Takes `round_rows`; a round that has proposed areas is outlined in their colour. What earlier
    rounds brought is grey.
    """
    canvas = Canvas(colours, sheet)
    if rounds.empty:
        return canvas.svg()
    bottom, top = sheet.height - 2.8 * sheet.line, 2.2 * sheet.line
    most = int(rounds["areas"].max()) or 1
    each = sheet.width / len(rounds)
    for at, row in enumerate(rounds.itertuples()):
        left, wide = each * (at + 0.3), each * 0.4
        whole = (bottom - top) * row.areas / most
        added = (bottom - top) * row.added / most
        proposed = row.proposed > 0
        canvas.bar(left, bottom - whole + added, wide, whole - added, fill=colours.later)
        fresh = colours.proposed if proposed else colours.founding
        canvas.bar(
            left, bottom - whole, wide, added - 4,
            fill="none" if proposed else fresh, stroke=fresh, stroke_width=5,
        )  # fmt: skip
        canvas.text(
            left + wide / 2, bottom - whole - 16, number(row.areas),
            text_anchor="middle", font_weight=700, font_size=sheet.font * 1.6,
        )  # fmt: skip
        beside = left + wide + 18
        canvas.text(beside, bottom - whole + sheet.font, f"+{number(row.added)}", fill=fresh)
        said = n_("{count} proposed", "{count} proposed", row.proposed)
        small = 0.8 * sheet.font
        if proposed and text_width(said, small) < wide - 16 and added > 1.5 * small:
            canvas.text(
                left + wide / 2, bottom - whole + (added + 0.6 * small) / 2, said,
                text_anchor="middle", fill=fresh, font_size=small,
            )  # fmt: skip
        under = sheet.height - 0.3 * sheet.line
        provinces = n_("{count} province", "{count} provinces", row.provinces)
        when = short_day(row.designated_on)
        middle = left + wide / 2
        canvas.text(middle, under - sheet.line, when, text_anchor="middle")
        canvas.text(middle, under, provinces, text_anchor="middle", fill=colours.muted)
    return canvas.svg()


def range_chart(rows: pd.DataFrame, colours: Palette, sheet: Sheet = PRINT) -> str:
    """Ranges of people; the announced number stands apart as an open mark and is never a sum.

    Takes the rows of `reach_pictures`: label, low, high, role (announced, total or area),
    and said: the range in words.
    """
    canvas = Canvas(colours, sheet)
    if rows.empty:
        return canvas.svg()
    shown = rows.reset_index(drop=True)
    label = (
        min(max(text_width(name, sheet.font) for name in shown["label"]), 0.4 * sheet.width) + 30
    )
    room = max(text_width(said, sheet.font) for said in shown["said"]) * BOLDER + 60
    most, each = float(shown["high"].max()), sheet.height / len(shown)
    whole = "total" in set(shown["role"])  # which its parts are grey beside
    for at, row in shown.iterrows():
        middle = each * (int(str(at)) + 0.5)
        start, end = (
            label + (sheet.width - label - room) * row[edge] / most for edge in ("low", "high")
        )
        bold = {"font_weight": 700} if row["role"] != "area" else {}
        canvas.text(
            label - 30, middle + sheet.font * 0.35, shortened(row["label"], label, sheet.font),
            text_anchor="end", **bold,
        )  # fmt: skip
        canvas.line((label, middle), (start, middle), stroke=colours.grid, stroke_width=3)
        colour = colours.later if row["role"] == "area" and whole else colours.proposed
        if row["role"] == "announced":
            diamond = f"M{end:.1f} {middle - 20:.1f}l20 20l-20 20l-20-20z"
            canvas.add("path", d=diamond, fill=colours.paper, stroke=colours.ink, stroke_width=5)
        else:
            canvas.bar(start - 5, middle - 15, end - start + 10, 30.0, fill=colour)
        canvas.text(end + 34, middle + sheet.font * 0.35, str(row["said"]), **bold)
    return canvas.svg()
