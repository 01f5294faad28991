"""Charts of one place: its figures in one series, places inside one series, its projects."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import LABEL, escape, figure, round_steps
from dashboard.content.column_labels import VALUES
from dashboard.core.dataset import cached
from dashboard.core.palette import Palette
from dashboard.core.translation import _, localized, number, rounded, short_day

PANEL = 190
# Beside a panel: half of the last label, which stands in the middle of its mark.
END_ROOM = 28
SHARED = 400
BARS = 250
# Nearer than these shares of the years and of the height two labels cover each other.
CLOSE, LEVEL = 0.45, 0.2
# The mark says what kind of figure it is; a hollow one is a projection.
SYMBOLS = {
    "registered": "circle",
    "census": "square",
    "estimate": "circle",
    "survey": "diamond",
    "declared": "triangle-up",
    "approximate": "diamond-open",
    "projection": "circle-open",
}
PROGRESS = ("completed", "ongoing_or_planning", "not_stated")
PATTERNS = {"completed": "", "ongoing_or_planning": "/", "not_stated": "."}


def _year(year: float) -> str:
    return short_day(f"{int(year)}-01-01", "year")


def _lines(rows: pd.DataFrame) -> list[tuple[pd.DataFrame, bool]]:
    """The figures to join: one kind each; projections go on from the last estimate."""
    kinds = rows.groupby("estimate_type", sort=False)
    known = [line for kind, line in kinds if kind != "projection"]
    found = [(line, False) for line in known if len(line) > 1]
    projected = rows[rows["estimate_type"] == "projection"]
    if len(projected):
        start = rows[rows["estimate_type"] == "estimate"].tail(1)
        found.append((pd.concat([start, projected]), True))
    return found


def _draw(chart: go.Figure, rows: pd.DataFrame, colour: str, paper: str, symbol: str = "") -> None:
    """The figures of one unit in one series, as lines and marks."""
    for line, projected in _lines(rows):
        chart.add_scatter(
            x=line["year"].tolist(), y=line["population"].tolist(), mode="lines",
            hoverinfo="skip",
            line={"color": colour, "width": 2.5, "dash": "dot" if projected else "solid"},
        )  # fmt: skip
    projected = rows["estimate_type"] == "projection"
    kinds = rows["estimate_type"].map(SYMBOLS)
    if symbol:
        kinds = projected.map({True: f"{symbol}-open", False: symbol})
    chart.add_scatter(
        x=rows["year"].tolist(),
        y=rows["population"].tolist(),
        mode="markers",
        marker={
            "size": 9,
            "symbol": kinds.tolist(),
            "color": colour,
            "line": {"width": [2 if flag else 1 for flag in projected],
                     "color": [colour if flag else paper for flag in projected]},
        },
        hovertext=[
            f"{escape(getattr(row, localized('unit')))}, {_year(row.year)}:"
            f" {number(row.population)}"
            f" ({escape(_(VALUES[row.estimate_type]))})"
            for row in rows.itertuples()
        ],
        hoverinfo="text",
    )  # fmt: skip


def _projected(row: Any) -> bool:
    return bool(row.estimate_type == "projection")


def _figure(row: Any) -> str:
    """The people of a labelled mark; of a projection, in a line below, that it is one."""
    said = rounded(row.population)
    if not _projected(row):
        return said
    projected = _("projected")
    return f"{said}<br>{escape(projected)}"


def _years(chart: go.Figure, start: float, end: float, *, left: float, right: float) -> None:
    """An axis of round years with room beside it for labels, as shares of the time shown."""
    time = max(end - start, 10)
    step = 10 if time > 12 else 5
    ticks = [year for year in range(1980, 2041, step) if start - 1 <= year <= end + 1]
    chart.update_xaxes(
        range=[start - time * left, end + time * right], showgrid=False,
        tickvals=ticks, ticktext=[_year(year) for year in ticks],
    )  # fmt: skip


def _beside_each_other(known: pd.DataFrame, between: tuple[int, int]) -> bool:
    """Whether the labels of the first figure and of the last would stand one over the other."""
    years, people = known["year"], known["population"]
    near = years.max() - years.min() < CLOSE * max(between[1] - between[0], 10)
    level = abs(people.iloc[-1] - people.iloc[0]) < LEVEL * people.max() if len(known) else False
    return bool(near and level)


@cached
def panel(
    rows: pd.DataFrame, colours: Palette, *, between: tuple[int, int]
) -> go.Figure:  # fmt: skip
    """The figures of one unit in one series over the years `between` which all panels show.

    Takes rows of `ascn_data.city_series`. The first figure, the last and the last projection are
    labelled.
    """
    chart = figure(colours, PANEL)
    _draw(chart, rows, colours.founding, colours.paper)
    known = rows[rows["estimate_type"] != "projection"]
    told = pd.concat([known.head(1), known.tail(1), rows.tail(1)]).drop_duplicates()
    below = _beside_each_other(known, between)
    for at, row in enumerate(told.itertuples()):
        # Left of its mark, so that the line of the projections does not run through it; below it
        # where the first label would be in its way.
        last = at > 0 and row.Index == known.index[-1]
        lowered = last and below
        before = at > 0 and row.Index != rows.index[-1] and not lowered
        chart.add_annotation(
            x=row.year, y=row.population, text=_figure(row), showarrow=False,
            yanchor="top" if lowered else "bottom", yshift=-7 if lowered else 7,
            font={"size": LABEL, "color": colours.ink}, xanchor="right" if before else "center",
        )  # fmt: skip
    _years(chart, *between, left=0.1, right=0.12)
    chart.update_layout(margin={"r": END_ROOM})
    chart.update_yaxes(
        range=[0, float(rows["population"].max()) * 1.3], showticklabels=False, showgrid=False,
        zeroline=True, zerolinecolor=colours.grid,
    )  # fmt: skip
    return chart


@cached
def shared(rows: pd.DataFrame, colours: Palette, *, room: float) -> go.Figure:
    """Places inside one series, each labelled at its end; the marks differ in shape too.

    Takes place_id, name, unit, year, population and estimate_type, in order of year. `room` is the
    share of the time that is kept free for the labels.
    """
    chart = figure(colours, SHARED)
    looks = ((colours.founding, "circle"), (colours.ink, "square"), (colours.later, "diamond"))
    ends = []
    most = float(rows["population"].max())
    places = [line for _key, line in rows.groupby("place_id", sort=False)]
    for line, (colour, symbol) in zip(places, looks, strict=False):
        _draw(chart, line, colour, colours.paper, symbol)
        ends.append((float(line["population"].iloc[-1]), colour, line.iloc[-1]))
    # Each line of text needs about a fifteenth of the height.
    lowest = -most
    for level, colour, row in sorted(ends, key=lambda end: end[0]):
        lowest = max(level, lowest + most * (0.2 if _projected(row) else 0.13))
        chart.add_annotation(
            x=row["year"], y=lowest, xanchor="left", xshift=10, showarrow=False, align="left",
            text=f"<b>{escape(row[localized('name')])}</b><br>{_figure(row)}",
            font={"size": LABEL, "color": colour},
        )  # fmt: skip
    _years(chart, rows["year"].min(), rows["year"].max(), left=0.03, right=room)
    ticks = round_steps(most)
    chart.update_yaxes(
        range=[0, max(most, lowest) * 1.12],
        tickvals=ticks, ticktext=["", *(rounded(value) for value in ticks[1:])],
    )  # fmt: skip
    return chart


@cached
def project_bars(counts: pd.DataFrame, years: tuple[int, ...], colours: Palette, *, asof: str,
                 most: int) -> go.Figure:  # fmt: skip
    """Projects of one place in each report, by progress; reports of later years say so.

    Takes report_year, progress and projects; `years` are all reports, `most` is the highest bar
    of the places side by side.
    """
    chart = figure(colours, BARS, barmode="stack", bargap=0.35)
    for kind in [kind for kind in PROGRESS if kind in set(counts["progress"])]:
        rows = counts[counts["progress"] == kind]
        chart.add_bar(
            x=[years.index(year) for year in rows["report_year"]],
            y=rows["projects"].tolist(),
            name=escape(_(VALUES[kind])),
            showlegend=True,
            marker={
                "color": colours.founding,
                "line": {"color": colours.founding, "width": 1.5},
                "pattern": {
                    "shape": PATTERNS[kind], "solidity": 0.3, "bgcolor": colours.paper,
                },
            },
            hovertemplate="%{y} · " + escape(_(VALUES[kind])) + "<extra></extra>",
        )  # fmt: skip
    totals = counts.groupby("report_year")["projects"].sum()
    for at, year in enumerate(years):
        chart.add_annotation(
            x=at, y=int(totals.get(year, 0)), showarrow=False, yanchor="bottom", yshift=2,
            text=f"<b>{totals[year]}</b>" if year in totals else _("none"),
            font={"size": LABEL, "color": colours.ink if year in totals else colours.muted},
        )  # fmt: skip
    later = int(asof[:4])
    chart.update_xaxes(
        tickvals=list(range(len(years))), showgrid=False, range=[-0.6, len(years) - 0.4],
        ticktext=[
            _year(year) + ("<br>" + escape(_("later")) if year > later else "") for year in years
        ],
    )  # fmt: skip
    chart.update_yaxes(visible=False, range=[0, most * 1.2])
    chart.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom",
                "itemclick": False, "itemdoubleclick": False},
    )  # fmt: skip
    return chart
