"""Statements that stand beside figures: what the network is for, and what limits a count."""

from __future__ import annotations

import pandas as pd

from ascn_data.days import Day, to_day
from ascn_data.known import require
from ascn_data.network import Network


def statements(net: Network, as_of: Day, *, topic: str | None = None) -> pd.DataFrame:
    """The statements made by a day, in order of date, on one topic or on all.

    Columns: statement_id, topic, statement_en/th, as_of (day from which it holds), source_id.
    Raises ValueError for a topic that the contract does not list.

    >>> ascn_data.statements(net, "2023-07-28", topic="area-plan")["statement_id"].tolist()
    ['proposed-areas-plan']
    """
    require(net, topic=topic)
    rows = net.statements
    rows = rows[rows["as_of"] <= to_day(as_of)]
    if topic is not None:
        rows = rows[rows["topic"] == topic]
    return rows.sort_values("as_of", kind="stable", ignore_index=True)
