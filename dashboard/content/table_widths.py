"""How wide the columns of a table are, so that no cell is cut.

A table of the browser measures only its first rows, and cuts what is longer in the others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from dashboard.core.text_metrics import shortened, text_width

FONT, LINE = 14.0, 20.0
# What a cell has beside its text, and a title beyond that.
EDGES, SIGN = 18, 4
# The narrowest and the widest that a column can be.
LEAST, MOST = 60, 1000
# From where on the texts of a column take more lines: the first with which a table fits its place.
LONG = (360, 300, 240, 200, 160)
# The box before each row with which it is chosen, and the room of a source's name.
CHOOSE, SOURCE = 40, 240
NAME_AND_YEAR = re.compile(r"(.*?)( \d{4})?")
# The height of a row of one line, and the least from which on cells break their lines.
ROW, TALL = 35, 66
# So many lines at the most, on a desk and on a phone, as far as `MOST` allows.
LINES, NARROW_LINES = 3, 6
# So many on a desk, where a table fits its place with them, and not with fewer.
MORE_LINES = (LINES, 4)


@dataclass(frozen=True, slots=True)
class Widths:
    """The width of each column by its title, and the height of a row, in pixels."""

    columns: Mapping[str, int]
    row: int = ROW

    @property
    def total(self) -> int:
        """The width of the whole table."""
        return CHOOSE + sum(self.columns.values())


def source_within(name: str) -> str:
    """The name of a source as its cell shows it: a long one is cut, and keeps its year."""
    found = NAME_AND_YEAR.fullmatch(name)
    publisher, year = found.groups("") if found else (name, "")
    return shortened(publisher, SOURCE - _width(year), FONT) + year


def lines_of(text: str, room: float, width: Callable[[str], float]) -> int:
    """The number of lines that a text takes where each has so much room."""
    count, used = 1, 0.0
    for word in text.split(" "):
        if used and used + width(word) > room:
            count, used = count + 1, 0.0
        used += width(word + " ")
    return count


def widths_of(
    words: pd.DataFrame, single: Collection[str], *, narrow: bool = False, room: int | None = None
) -> Widths:
    """The widths for the texts of a table in the reader's words.

    Columns whose titles are in `single`, such as links, cannot break their lines. With a `room` in
    pixels the texts of the others break sooner, as far as the table needs to fit.
    """
    width = cache(_width)  # the steps ask for the same words again and again
    texts = {str(title): _texts(words[title]) for title in words}
    if room is None:
        return _widths(texts, single, LONG[0], NARROW_LINES if narrow else LINES, width)
    steps = (
        _widths(texts, single, longest, lines, width) for lines in MORE_LINES for longest in LONG
    )
    fits = next((widths for widths in steps if widths.total <= room), None)
    return fits or _widths(texts, single, LONG[-1], LINES, width)


def _texts(column: pd.Series) -> list[str]:
    """The texts of a column, the widest last."""
    return sorted(map(str, column.dropna().unique()), key=_width)


def _widths(
    texts: Mapping[str, list[str]],
    single: Collection[str],
    most: int,
    most_lines: int,
    width: Callable[[str], float],
) -> Widths:
    """The widths where a text wider than `most` takes more lines, `most_lines` of them at most."""
    found: dict[str, int] = {}
    lines = 1
    for title, every in texts.items():
        widest = width(every[-1]) if every else 0.0
        if title in single or widest <= most:
            found[title] = _column(title, widest)
            continue
        longest = every[-20:]
        # A word keeps to its line: Thai, which has no spaces within a phrase, would break anywhere.
        room = max([most, *(width(part) for text in longest for part in text.split(" "))])
        room = max(room, widest / most_lines)
        while room < MOST and max(lines_of(text, room, width) for text in longest) > most_lines:
            room += 20
        room = min(room, MOST - EDGES)
        found[title] = _column(title, room)
        lines = max(lines, *(lines_of(text, room, width) for text in longest))
    return Widths(found, ROW if lines == 1 else max(TALL, math.ceil(lines * LINE) + 6))


def _column(title: str, room: float) -> int:
    return min(MOST, max(LEAST, math.ceil(room) + EDGES, math.ceil(_width(title)) + EDGES + SIGN))


def _width(text: str) -> float:
    return text_width(text, FONT)
