"""The chart of the programmes of partners."""

from __future__ import annotations

import textwrap

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import LABEL, escape, faded, figure, leads_to
from dashboard.content.choice import choosing
from dashboard.content.sections.partners import (
    year_said,
)
from dashboard.core.dataset import cached
from dashboard.core.page_widths import NARROW
from dashboard.core.palette import Palette
from dashboard.core.translation import _, localized, short_day

NAME_LETTERS = 15


ROOM_FOR_EVERY_YEAR = 1200


@cached
def start_years(
    rows: pd.DataFrame, colours: Palette, *, window: int, chosen: str | None = None
) -> go.Figure:
    """How many programmes each partner began in each year; unknown years in their own column.

    Takes the frame of `programme_rows`, and the width of the window in pixels. Marks of later
    years are hollow. A click on a mark chooses its partner; where one is `chosen` the others are
    muted.
    """
    narrow = window < NARROW
    names = rows.drop_duplicates("partner_id").set_index("partner_id")[localized("partner")]
    rank = {partner: at for at, partner in enumerate(names.index[::-1])}
    known = rows["year"].dropna()
    years = list(range(int(known.min()), int(known.max()) + 1)) if len(known) else []
    unknown = years[-1] + 2 if years else 0
    cells = rows.assign(
        x=rows["year"].fillna(unknown).astype(int), later=rows["later"].fillna(False).astype(bool)
    ).groupby(["partner_id", "x", "later"], sort=False)
    chart = figure(colours, 60 + (40 if narrow else 36) * len(names))
    counts = [len(cell) for _key, cell in cells]
    later = [key[2] for key, _cell in cells]
    muted = [chosen not in (None, key[0]) for key, _cell in cells]
    accents = [
        faded(colours.later if flag else colours.founding, colours, muted=other)
        for flag, other in zip(later, muted, strict=True)
    ]
    chart.add_scatter(
        x=[key[1] for key, _cell in cells],
        y=[rank[key[0]] for key, _cell in cells],
        mode="markers+text",
        meta=leads_to([choosing(partner=key[0]) for key, _cell in cells]),
        marker={
            "size": 20,
            "color": [
                colours.paper if flag else accent
                for flag, accent in zip(later, accents, strict=True)
            ],
            "line": {"width": 2, "color": accents},
        },
        text=[str(count) for count in counts],
        textfont={
            "color": [
                colours.ink if flag or other else colours.paper
                for flag, other in zip(later, muted, strict=True)
            ]
        },
        hovertext=[_cell_hover(cell) for _key, cell in cells],
        hoverinfo="text",
    )
    told = years[:: 2 if window < ROOM_FOR_EVERY_YEAR else 1]
    chart.update_xaxes(
        side="top", tickangle=0, range=[min([*years, 0][:1]) - 0.6, unknown + 0.9],
        tickvals=[*told, unknown],
        ticktext=[*(short_day(f"{year}-01-01", "year") for year in told), _("unknown")],
    )  # fmt: skip
    chart.update_yaxes(
        tickvals=list(rank.values()),
        ticktext=[_partner_name(names[partner], narrow) for partner in rank],
        tickfont={"color": colours.ink, "size": LABEL}, range=[-0.6, len(names) - 0.4],
    )  # fmt: skip
    return chart


def _partner_name(name: str, narrow: bool) -> str:
    lines = textwrap.wrap(name, NAME_LETTERS, break_long_words=False) if narrow else [name]
    return "<br>".join(map(escape, lines))


def _cell_hover(cell: pd.DataFrame) -> str:
    lines = [
        f"<b>{escape(year_said(cell.iloc[0]))}</b>",
        *map(escape, cell[localized("programme")]),
    ]
    return "<br>".join(lines)
