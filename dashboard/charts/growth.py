"""Charts of how the network grew: pure functions from a frame and a palette to a figure.

Titles, sources and tables stand beside the figure, not in it; every mark is labelled directly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import LABEL, escape, faded, figure, leads_to
from dashboard.content.choice import choosing
from dashboard.content.sections.growth import axis_of
from dashboard.content.text.network_text import shortened
from dashboard.core.collation import sort_keys
from dashboard.core.dataset import cached
from dashboard.core.palette import Palette
from dashboard.core.translation import _, localized, n_, short_day

NAMES_A_LINE = 3
MOST_NAMES = 6
# From so many steps on, labels would cover each other.
MOST_STEPS = 20
FLAT, RISE = 170, 45


def _broken(names: Sequence[str]) -> str:
    """Names separated by commas, on two lines when there are more than a few."""
    a_line = -(-len(names) // 2) if len(names) > NAMES_A_LINE else NAMES_A_LINE
    lines = [", ".join(names[i : i + a_line]) for i in range(0, len(names), a_line)]
    return ",<br>".join(escape(line) for line in lines)


def height_of(steps: pd.DataFrame) -> int:
    """The pixels that a staircase needs: a line for a count that never rose, more for each member.

    Two lines of text stand over each step.
    """
    return FLAT + int(steps["members"].max() - steps["members"].min()) * RISE


def time_of(
    steps: pd.DataFrame, between: tuple[pd.Timestamp, pd.Timestamp] | None = None
) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Where the axis of time begins and ends: the last tread is seen, and two years are named."""
    first, last = between or (steps["counted_on"].min(), steps["counted_on"].max())
    start, end = first - pd.Timedelta(days=60), last + pd.Timedelta(days=120)
    if len(pd.date_range(start, end, freq="YS")) < 2:
        start = first.to_period("Y").start_time - pd.Timedelta(days=15)
        end = last.to_period("Y").end_time + pd.Timedelta(days=15)
    return start, end


# How many members higher the next step has to be, so that a narrow chart has room for two lines.
ROOM_FOR_A_LINE = 2


@cached
def growth_steps(
    steps: pd.DataFrame,
    colours: Palette,
    *,
    height: int = 420,
    detail: bool = True,
    narrow: bool = False,
    between: tuple[pd.Timestamp, pd.Timestamp] | None = None,
) -> go.Figure:
    """Members after each step, as a staircase; steps after the as-of day are dashed.

    Takes the frame of `ascn_data.growth`. The axis of time runs from the first to the last of the
    days `between`, by default those of the steps. A label stands left of its step, where a
    staircase leaves room; where that is little, names stand in a line of their own.
    """
    chart = figure(colours, height)

    def when(row: Any) -> str:
        return short_day(row.counted_on, row.counted_precision)

    start, end = time_of(steps, between)
    known, later = steps[~steps["later"]], steps[steps["later"]]
    risers = later.head(1).assign(members=known["members"].max()) if len(known) else later.head(0)
    until = later["counted_on"].iloc[0] if len(later) else end
    for rows, last, colour, dash in (
        (pd.concat([risers, later]) if len(later) else later, end, colours.later, "dot"),
        (known, until, colours.founding, "solid"),
    ):
        if rows.empty:
            continue
        chart.add_scatter(
            x=[*rows["counted_on"], last],
            y=[*rows["members"], rows["members"].iloc[-1]],
            mode="lines",
            line={"color": colour, "width": 3, "shape": "hv", "dash": dash},
            hoverinfo="skip",
        )
    marks = [
        colours.later if row.later else colours.founding if row.founding else colours.joined
        for row in steps.itertuples()
    ]
    counts = [n_("{count} member", "{count} members", int(each)) for each in steps["members"]]
    chart.add_scatter(
        x=steps["counted_on"],
        y=steps["members"],
        mode="markers",
        meta=leads_to([choosing(asof=f"{day:%Y-%m-%d}") for day in steps["counted_on"]]),
        marker={
            "size": 11,
            "color": marks,
            "symbol": ["circle-open" if later else "circle" for later in steps["later"]],
            "line": {"width": 2, "color": marks},
        },
        hovertext=[
            f"{when(row)}: {count}<br>{escape(shortened(who))}"
            for row, count, who in zip(
                steps.itertuples(), counts, steps[localized("joined")], strict=True
            )
        ],
        hoverinfo="text",
    )
    # A small chart tells the first step and the last one that the day includes.
    told = {1, len(known) - 1} if len(known) > 1 else set()
    for at, row in enumerate(steps.itertuples()):
        if len(steps) > MOST_STEPS and at not in {0, *told, len(steps) - 1}:
            continue
        who = str(getattr(row, localized("joined"))).split("; ")
        text = f"<b>{row.members}</b>"
        dated = _("{members}, {day}", day=when(row), members=f"<b>{escape(counts[at])}</b>")
        above = steps["members"].iloc[at + 1] - row.members if at + 1 < len(steps) else 0
        aside = not detail or (narrow and (not row.later or above > ROOM_FOR_A_LINE))
        if row.founding:
            founding = n_("{count} founding city", "{count} founding cities", row.joined)
            text = f"{dated}<br>{escape(founding)}"
        elif detail or at in {0, *told}:
            text = dated
            if len(who) <= MOST_NAMES:
                text += ("<br>" if aside else " · ") + _broken(who)
        # The first stands right of its step, unless that lies late in the time that is shown.
        first = at == 0 and row.counted_on - start < (end - start) / 2
        chart.add_annotation(
            x=row.counted_on,
            y=row.members,
            text=text,
            showarrow=False,
            xanchor="left" if first else "right",
            yanchor="bottom",
            align="left" if first else "right",
            xshift=0 if first else -4,
            yshift=6,
            font={"color": colours.muted if row.later else colours.ink, "size": LABEL - 1},
        )
    chart.update_yaxes(range=axis_of(steps), tickformat="d", nticks=5)
    years = pd.date_range(start, end, freq="YS")
    chart.update_xaxes(
        range=[start, end],
        showgrid=False,
        tickvals=years,
        ticktext=[short_day(year, "year") for year in years],
    )
    return chart


@cached
def rows_of_matrix(counts: pd.DataFrame) -> pd.DataFrame:
    """The countries of a matrix from its lowest row to its highest: country_id, names, members.

    The highest have the most members on the selected date, then the most after all steps;
    countries with as many read downwards by name.
    """
    keys = ["country_id", "country_en", "country_th"]
    named = counts.groupby(keys, sort=False)["members"].max().rename("last").reset_index()
    now = counts[~counts["later"]].groupby("country_id")["members"].max()
    named["members"] = named["country_id"].map(now).fillna(0).astype("int64")
    named = named.sort_values(localized("country"), key=sort_keys, ascending=False)
    return named.sort_values(["members", "last"], kind="stable", ignore_index=True)


@cached
def country_matrix(counts: pd.DataFrame, colours: Palette, chosen: str | None = None) -> go.Figure:
    """Members of each country at each step, as a matrix of numbers.

    Takes the frame of `ascn_data.members_by_country`; a cell that grew is filled. Where a country
    is `chosen` the others are muted. A click on a row chooses its country.
    """
    order = rows_of_matrix(counts)
    days = sorted(counts["counted_on"].unique())
    place = {country: row for row, country in enumerate(order["country_id"])}
    # Room for the three lines above each column, which a low chart would cut off.
    chart = figure(colours, 80 + 32 * len(order), margin={"l": 8, "r": 8, "t": 68, "b": 8})
    x = [days.index(value) for value in counts["counted_on"]]
    y = [place[country] for country in counts["country_id"]]
    muted = [chosen not in (None, country) for country in counts["country_id"]]
    fills = [
        colours.none if not row.joined else colours.later if row.later
        else colours.founding if row.counted_on == days[0] else colours.joined
        for row in counts.itertuples()
    ]  # fmt: skip
    chart.add_scatter(
        x=x,
        y=y,
        mode="markers+text",
        meta=leads_to([choosing(country=country) for country in counts["country_id"]]),
        marker={
            "symbol": "square",
            "size": 24,
            "color": [
                faded(fill, colours, muted=other) for fill, other in zip(fills, muted, strict=True)
            ],
        },
        text=[str(value) if value else "–" for value in counts["members"]],
        textfont={
            "color": [
                colours.muted if not row.joined else colours.ink if other else colours.paper
                for row, other in zip(counts.itertuples(), muted, strict=True)
            ],
            "size": LABEL,
        },
        hovertext=[
            f"{escape(getattr(row, localized('country')))}, {short_day(row.counted_on)}: "
            + escape(n_("{count} member", "{count} members", row.members))
            for row in counts.itertuples()
        ],
        hoverinfo="text",
    )
    later = counts.groupby("counted_on")["later"].first()
    chart.update_xaxes(
        side="top",
        tickvals=list(range(len(days))),
        ticktext=[
            short_day(value).replace(" ", "<br>") + ("<br>" + _("later") if later[value] else "")
            for value in days
        ],
        tickangle=0,
        range=[-0.6, len(days) - 0.4],
        showgrid=False,
    )
    chart.update_yaxes(
        tickvals=list(range(len(order))),
        ticktext=[
            f"<b>{escape(name)}</b>" if country == chosen else escape(name)
            for name, country in zip(order[localized("country")], order["country_id"], strict=True)
        ],
        range=[-0.6, len(order) - 0.4],
        showgrid=False,
    )
    return chart
