"""A table of words and numbers as Markdown, to paste into a document or a message."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dashboard.exports.html.tables import Cell, Table

BRACKET, BACKSLASHED = r"[\[\]]", r"\\\g<0>"


def markdown_table(table: Table) -> str:
    """Head and rows between bars; numbers to the right, and what leads elsewhere as links."""
    head = [title for title, _number in table.head]
    rule = ["---:" if is_number else "---" for _title, is_number in table.head]
    rows = [map(_linked, row) for row in table.rows]
    return "".join(_line(cells) for cells in (map(_cell, head), rule, *rows))


def _linked(cell: Cell) -> str:
    text = _cell(cell.text)
    if not cell.href or cell.href == cell.text:
        return text
    return f"[{re.sub(BRACKET, BACKSLASHED, text)}]({_cell(cell.href)})"


def _cell(text: str) -> str:
    """A text as one cell: no bar ends it and no line."""
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").split())


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
