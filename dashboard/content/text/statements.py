"""Statements of the tables as a reader meets them, each with its source."""

from __future__ import annotations

import ascn_data
from dashboard.content.citations import plain, source_links
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _, text


@cached
def statements_told(topic: str, asof: str, *, newest: bool = False) -> str:
    """What was stated on a topic by a day and its sources, as Markdown; empty when nothing was.

    `newest` keeps the last statement only, where a later one replaces an earlier one.
    """
    rows = ask(ascn_data.statements, asof, topic=topic)
    rows = rows.tail(1) if newest else rows
    if rows.empty:
        return ""
    told = [plain(text(row, "statement")) for _index, row in rows.iterrows()]
    return " ".join([*told, _("Source: {sources}.", sources=source_links(rows["source_id"]))])
