"""A table of words and numbers as Markdown, to paste into a document or a message."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.exports.html.tables import Table


def markdown_table(table: Table) -> str:
    """Head and rows between bars; numbers to the right."""
    head = [title for title, _number in table.head]
    rule = ["---:" if is_number else "---" for _title, is_number in table.head]
    rows = [[cell.text for cell in row] for row in table.rows]
    return "".join(
        _line(cells) for cells in (map(_cell, head), rule, *(map(_cell, r) for r in rows))
    )


def _cell(text: str) -> str:
    """A text as one cell: no bar ends it and no line."""
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").split())


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
