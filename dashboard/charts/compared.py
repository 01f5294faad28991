"""What two dates or two countries have in common, in one chart."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import LABEL, Chart, escape, figure
from dashboard.charts.growth import growth_steps, time_of
from dashboard.content.sections.growth import axis_of
from dashboard.core.dataset import cached
from dashboard.core.palette import Palette
from dashboard.core.translation import label_day, localized, number, short_day

HEIGHT = 380
# The height of a line of text in pixels.
LINE = 20


def _mark_day(
    chart: Chart, iso: str, span: tuple[float, float], colour: str, *, said: str, lines: int = 0
) -> None:
    """A line at a date over a part of the axis; `said` stands at its foot, so many lines higher."""
    start, end = map(pd.Timestamp, chart.settings["xaxis"]["range"])
    at = pd.Timestamp(iso)
    if not start <= at <= end:
        return
    chart.add_scatter(
        x=[at, at], y=list(span), mode="lines", hoverinfo="skip",
        line={"color": colour, "width": 2, "dash": "dash"},
    )  # fmt: skip
    late = at - start > (end - start) / 2
    chart.add_annotation(
        x=at, y=span[0], text=f"<b>{escape(said)}</b>", showarrow=False,
        xanchor="right" if late else "left", yanchor="bottom", xshift=-6 if late else 6,
        yshift=2 + lines * LINE, font={"color": colour, "size": LABEL},
    )  # fmt: skip


@cached
def dates(
    steps: pd.DataFrame, colours: Palette, *, days: tuple[str, str], narrow: bool,
    between: tuple[pd.Timestamp, pd.Timestamp], height: int,
) -> go.Figure:  # fmt: skip
    """The staircase of members with two dates marked.

    Takes the frame of `ascn_data.growth`; the axis of time is that of `growth_steps`.
    """
    steps_of = growth_steps(
        steps, colours, narrow=narrow, height=height, between=between, detail=not narrow
    )
    chart = steps_of.copied()
    low, _high = axis_of(steps)
    for lines, iso in enumerate(sorted({*days})):
        # Up to the staircase alone: above it stand the names of those who joined.
        known = steps.loc[steps["counted_on"] <= iso, "members"]
        count = float(known.iloc[-1] if len(known) else steps["members"].iloc[0])
        _mark_day(
            chart,
            iso,
            (low, count),
            colours.proposed,
            lines=lines,
            said=short_day(iso) if narrow else label_day(iso),
        )
    return chart


@cached
def countries(counts: pd.DataFrame, colours: Palette, *, order: tuple[str, ...], asof: str,
              between: tuple[pd.Timestamp, pd.Timestamp]) -> go.Figure:  # fmt: skip
    """The members of each country after each step, as lines that differ in dash and symbol too.

    Takes the frame of `ascn_data.members_by_country`. Each line is named at its end, those of two
    equal counts one over the other.
    """
    chart = figure(colours, HEIGHT)
    start, end = time_of(counts, between)
    looks = ((colours.founding, "solid", "circle"), (colours.joined, "dash", "square"))
    lines = [(key, counts[counts["country_id"] == key]) for key in order]
    ends = [int(rows["members"].iloc[-1]) for _key, rows in lines if len(rows)]
    named = 0
    for (_key, rows), (colour, dash, symbol) in zip(lines, looks, strict=False):
        if rows.empty:
            continue
        name = escape(str(rows[localized("country")].iloc[0]))
        last = int(rows["members"].iloc[-1])
        chart.add_scatter(
            x=[*rows["counted_on"], end], y=[*rows["members"], last], mode="lines",
            hoverinfo="skip", line={"color": colour, "width": 3, "shape": "hv", "dash": dash},
        )  # fmt: skip
        grown = rows[rows["joined"] > 0]
        chart.add_scatter(
            x=grown["counted_on"].tolist(), y=grown["members"].tolist(), mode="markers",
            marker={"size": 10, "symbol": symbol, "color": colour},
            hovertext=[f"{name}, {short_day(row.counted_on)}: {number(row.members)}"
                       for row in grown.itertuples()],
            hoverinfo="text",
        )  # fmt: skip
        above = last > min(ends) or (last == max(ends) and not named)
        chart.add_annotation(
            x=end, y=last, text=f"<b>{name}</b> {number(last)}", showarrow=False,
            xanchor="right", yanchor="bottom" if above else "top", yshift=5 if above else -5,
            font={"color": colour, "size": LABEL},
        )  # fmt: skip
        named += 1
    most = float(counts["members"].max())
    years = pd.date_range(start, end, freq="YS")
    chart.update_xaxes(
        range=[start, end], showgrid=False, tickvals=years,
        ticktext=[short_day(year, "year") for year in years],
    )  # fmt: skip
    chart.update_yaxes(range=[-0.8, most * 1.25 + 0.5], tickformat="d", nticks=6)
    _mark_day(chart, asof, (-0.8, most * 1.25 + 0.5), colours.proposed, said=label_day(asof))
    return chart
