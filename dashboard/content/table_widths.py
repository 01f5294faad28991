"""How wide the columns of a table are, so that no cell is cut.

A table of the browser measures only its first rows, and cuts what is longer in the others.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.core.text_metrics import text_width

FONT, LINE = 14.0, 20.0
# What a cell has beside its text, and a title beyond that.
EDGES, SIGN = 18, 4
# The narrowest and the widest that a column can be, and from where on its texts take more lines.
LEAST, MOST, LONG = 60, 1000, 360
# The height of a row of one line, and the least from which on cells break their lines.
ROW, TALL = 35, 66
# So many lines at the most, on a desk and on a phone, as far as `MOST` allows.
LINES, NARROW_LINES = 3, 6


@dataclass(frozen=True, slots=True)
class Widths:
    """The width of each column by its title, and the height of a row, in pixels."""

    columns: Mapping[str, int]
    row: int = ROW


def lines_of(text: str, room: float, width: Callable[[str], float]) -> int:
    """The number of lines that a text takes where each has so much room."""
    count, used = 1, 0.0
    for word in text.split(" "):
        if used and used + width(word) > room:
            count, used = count + 1, 0.0
        used += width(word + " ")
    return count


def widths_of(words: pd.DataFrame, single: Collection[str], *, narrow: bool = False) -> Widths:
    """The widths for the texts of a table in the reader's words.

    Columns whose titles are in `single`, such as links, cannot break their lines.
    """
    most_lines = NARROW_LINES if narrow else LINES
    found: dict[str, int] = {}
    lines = 1
    for title in words:
        texts = [str(each) for each in words[title].dropna().unique()]
        widest = max([_width(text) for text in texts], default=0.0)
        if title in single or widest <= LONG:
            found[title] = _column(title, widest)
            continue
        longest = sorted(texts, key=_width)[-20:]
        # A word keeps to its line: Thai, which has no spaces within a phrase, would break anywhere.
        room = max([LONG, *(_width(part) for text in longest for part in text.split(" "))])
        room = max(room, widest / most_lines)
        while room < MOST and max(lines_of(text, room, _width) for text in longest) > most_lines:
            room += 20
        room = min(room, MOST - EDGES)
        found[title] = _column(title, room)
        lines = max(lines, *(lines_of(text, room, _width) for text in longest))
    return Widths(found, ROW if lines == 1 else max(TALL, math.ceil(lines * LINE) + 6))


def _column(title: str, room: float) -> int:
    return min(MOST, max(LEAST, math.ceil(room) + EDGES, math.ceil(_width(title)) + EDGES + SIGN))


def _width(text: str) -> float:
    return text_width(text, FONT)
