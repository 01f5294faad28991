"""Charts: pure functions from one tidy frame and a palette to a plotly figure.

Titles, sources and tables stand beside the figure, not in it; every mark is labelled directly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import plotly.graph_objects as go
import shapely

from dashboard.sentences import span
from dashboard.theme import Palette
from dashboard.words import _, n_, number, own, people, short_day

FONT = "Inter, 'Noto Sans', 'Noto Sans Thai', Sarabun, 'Leelawadee UI', Thonburi, sans-serif"
LABEL = 13
NAMES_A_LINE = 3
MOST_NAMES = 6
# A degree of longitude is shorter than one of latitude away from the equator; 13° N is Thailand.
ASPECT_OF_THAILAND = 1 / 0.974

CONFIG = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
    "responsive": True,
}


def _figure(colours: Palette, height: int, **layout: object) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        height=height,
        template="none",
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": LABEL, "color": colours.ink},
        margin={"l": 8, "r": 8, "t": 8, "b": 8, "autoexpand": True},
        showlegend=False,
        dragmode=False,
        hoverlabel={"font": {"family": FONT, "size": LABEL}, "align": "left"},
    )
    axis = {
        "gridcolor": colours.grid,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"color": colours.muted, "size": LABEL},
    }
    figure.update_xaxes(axis).update_yaxes(axis).update_layout(layout)
    return figure


def _broken(names: Sequence[str], a_line: int = NAMES_A_LINE) -> str:
    """Names separated by commas, on two lines when there are more than a few."""
    if len(names) > a_line:
        a_line = -(-len(names) // 2)
    lines = [", ".join(names[i : i + a_line]) for i in range(0, len(names), a_line)]
    return ",<br>".join(escape(line) for line in lines)


def escape(text: str) -> str:
    """`text` with the characters that plotly reads as markup made plain."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def growth_steps(
    steps: pd.DataFrame, colours: Palette, *, height: int = 420, detail: bool = True
) -> go.Figure:
    """Members after each step, as a staircase; steps after the as-of day are dashed.

    Takes the frame of `ascn_data.growth`. A label stands left of its step, where a staircase
    leaves room.
    """
    figure = _figure(colours, height)

    def when(row: Any) -> str:
        return short_day(row.counted_on, row.counted_precision)

    # The day of the last step, held a little, so that the last tread can be seen.
    end = steps["counted_on"].max() + pd.Timedelta(days=120)
    known, later = steps[~steps["later"]], steps[steps["later"]]
    risers = later.head(1).assign(members=known["members"].max()) if len(known) else later.head(0)
    for rows, colour, dash in (
        (pd.concat([risers, later]) if len(later) else later, colours.later, "dot"),
        (known, colours.founding, "solid"),
    ):
        if rows.empty:
            continue
        last = end if rows is not known or later.empty else later["counted_on"].iloc[0]
        figure.add_scatter(
            x=[*rows["counted_on"], last],
            y=[*rows["members"], rows["members"].iloc[-1]],
            mode="lines",
            line={"color": colour, "width": 3, "shape": "hv", "dash": dash},
            hoverinfo="skip",
        )
    marks = [
        colours.later if row.later else colours.founding if not at else colours.joined
        for at, row in enumerate(steps.itertuples())
    ]
    figure.add_scatter(
        x=steps["counted_on"],
        y=steps["members"],
        mode="markers",
        marker={
            "size": 11,
            "color": marks,
            "symbol": ["circle-open" if later else "circle" for later in steps["later"]],
            "line": {"width": 2, "color": marks},
        },
        customdata=[
            [when(row), escape(who)]
            for row, who in zip(steps.itertuples(), steps[own("joined")], strict=True)
        ],
        hovertemplate="%{customdata[0]}: %{y} " + _("members") + "<br>%{customdata[1]}"
        "<extra></extra>",
    )
    # A small chart tells the first step and the last one that the day includes.
    told = {1, len(known) - 1} if len(known) > 1 else set()
    for at, row in enumerate(steps.itertuples()):
        who = str(getattr(row, own("joined"))).split("; ")
        text = f"<b>{row.members}</b>"
        if at == 0:
            founding = n_("{count} founding city", "{count} founding cities", row.joined)
            text += f" {when(row)}<br>{escape(founding)}"
        elif detail or at in told:
            text += f" {when(row)}"
            if len(who) <= MOST_NAMES:
                text += f" · {_broken(who)}" if detail else f"<br>{_broken(who)}"
        figure.add_annotation(
            x=row.counted_on,
            y=row.members,
            text=text,
            showarrow=False,
            xanchor="left" if at == 0 else "right",
            yanchor="bottom",
            align="left" if at == 0 else "right",
            xshift=0 if at == 0 else -4,
            yshift=6,
            font={"color": colours.muted if row.later else colours.ink, "size": LABEL - 1},
        )
    low, high = int(steps["members"].min()), int(steps["members"].max())
    figure.update_yaxes(
        range=[low - max(1, (high - low) * 0.12), high + max(1.5, (high - low) * 0.3)],
        tickformat="d",
        nticks=5,
    )
    start = steps["counted_on"].min() - pd.Timedelta(days=60)
    years = pd.date_range(start, end, freq="YS")
    figure.update_xaxes(
        range=[start, end],
        showgrid=False,
        tickvals=years,
        ticktext=[short_day(year, "year") for year in years],
    )
    return figure


def country_matrix(counts: pd.DataFrame, colours: Palette) -> go.Figure:
    """Members of each country at each step, as a matrix of numbers.

    Takes the frame of `ascn_data.members_by_country`; a cell that grew is filled.
    """
    countries = counts.groupby(["country_id", own("country")], sort=False)["members"].max()
    order = countries.sort_values(kind="stable").reset_index()
    days = sorted(counts["counted_on"].unique())
    place = {country: row for row, country in enumerate(order["country_id"])}
    # Room for the three lines above each column, which a low chart would cut off.
    figure = _figure(colours, 80 + 32 * len(order), margin={"l": 8, "r": 8, "t": 68, "b": 8})
    x = [days.index(value) for value in counts["counted_on"]]
    y = [place[country] for country in counts["country_id"]]
    fills = [
        colours.none if not row.joined else colours.later if row.later
        else colours.founding if row.counted_on == days[0] else colours.joined
        for row in counts.itertuples()
    ]  # fmt: skip
    figure.add_scatter(
        x=x,
        y=y,
        mode="markers+text",
        marker={"symbol": "square", "size": 24, "color": fills},
        text=[str(value) if value else "–" for value in counts["members"]],
        textfont={
            "color": [
                colours.paper if row.joined else colours.muted for row in counts.itertuples()
            ],
            "size": LABEL,
        },
        hovertext=[
            f"{escape(getattr(row, own('country')))}, {short_day(row.counted_on)}: "
            + escape(n_("{count} member", "{count} members", row.members))
            for row in counts.itertuples()
        ],
        hoverinfo="text",
    )
    later = counts.groupby("counted_on")["later"].first()
    figure.update_xaxes(
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
    figure.update_yaxes(
        tickvals=list(range(len(order))),
        ticktext=[escape(name) for name in order[own("country")]],
        range=[-0.6, len(order) - 0.4],
        showgrid=False,
    )
    return figure


def ranges(rows: pd.DataFrame, colours: Palette, *, most: float) -> go.Figure:
    """People as ranges: one row each, with its readings as points.

    Columns: label, low, high (people), points (list of people), role (`area`, `total` or
    `announced`), note. `most` is the largest number the axis must hold.
    """
    figure = _figure(colours, 46 + 52 * len(rows))
    accents = {"area": colours.proposed, "total": colours.ink, "announced": colours.founding}
    announced = rows.loc[rows["role"] == "announced", "high"]
    for value in announced:
        figure.add_vline(x=value, line={"color": colours.founding, "width": 1.5, "dash": "dot"})
    for at, row in enumerate(rows.iloc[::-1].itertuples()):
        figure.add_scatter(
            x=[0, most], y=[at, at], mode="lines", hoverinfo="skip",
            line={"color": colours.grid, "width": 2},
        )  # fmt: skip
        accent = accents[row.role]
        if row.high > row.low:
            figure.add_scatter(
                x=[row.low, row.high], y=[at, at], mode="lines",
                line={"color": accent, "width": 8}, opacity=0.35, hoverinfo="skip",
            )  # fmt: skip
        figure.add_scatter(
            x=row.points,
            y=[at] * len(row.points),
            mode="markers",
            marker={
                "size": 13,
                "color": accent,
                "symbol": "diamond" if row.role == "announced" else "circle",
                "line": {"color": colours.paper, "width": 1.5},
            },
            hovertemplate=f"{escape(row.label)}: %{{x:,.0f}}<extra></extra>",
        )
        figure.add_annotation(
            x=0, y=at, text=f"<b>{escape(row.label)}</b>  {span(row.low, row.high)}"
            + (f"  <span>{escape(row.note)}</span>" if row.note else ""),
            showarrow=False, xanchor="left", yanchor="bottom", align="left", yshift=9,
            font={"color": colours.ink, "size": LABEL},
        )  # fmt: skip
    figure.update_yaxes(visible=False, range=[-0.5, len(rows) - 0.2], showgrid=False)
    ticks = list(range(0, int(most) + 1, 500_000))
    figure.update_xaxes(
        range=[-most * 0.02, most * 1.04],
        tickvals=ticks,
        ticktext=["0", *(people(value) for value in ticks[1:])],
    )
    return figure


def region_map(shapes: gpd.GeoDataFrame, reach: pd.DataFrame, colours: Palette) -> go.Figure:
    """Thailand's regions shaded by the upper count of `reach_by_region`, labelled.

    `shapes` has one area a region, indexed by region_id, with label and lon/lat of the label.
    """
    figure = _figure(colours, 520)
    high = reach.set_index("region_id")["high"]
    low = reach.set_index("region_id")["low"]
    order = high.sort_values().index.tolist()
    for region, shape in shapes.iterrows():
        steps = len(colours.scale)
        shade = (
            colours.scale[min(steps - 1, order.index(region) * steps // len(order))]
            if region in high
            else colours.none
        )
        x, y = _outline(shape["geometry"])
        count = span(low[region], high[region]) if region in high else _("no proposed area")
        figure.add_scatter(
            x=x, y=y, mode="lines", fill="toself", fillcolor=shade,
            line={"color": colours.paper, "width": 1.5},
            text=f"{escape(shape['label'])}: {count}", hoverinfo="text", hoveron="fills",
        )  # fmt: skip
        figure.add_annotation(
            x=shape["lon"], y=shape["lat"], text=f"<b>{escape(shape['label'])}</b><br>{count}",
            showarrow=False, font={"size": LABEL - 1, "color": colours.ink},
            bgcolor=_veil(colours.paper), borderpad=2,
        )  # fmt: skip
    figure.update_xaxes(visible=False, range=[96.6, 106.4])
    figure.update_yaxes(visible=False, scaleanchor="x", scaleratio=ASPECT_OF_THAILAND)
    return figure


def _veil(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.78)"


def _outline(area: shapely.Geometry) -> tuple[list[float | None], list[float | None]]:
    """The rings of an area as x and y with gaps between."""
    x: list[float | None] = []
    y: list[float | None] = []
    for polygon in shapely.get_parts(area):
        across, up = polygon.exterior.coords.xy
        x += [*(round(value, 2) for value in across), None]
        y += [*(round(value, 2) for value in up), None]
    return x, y


def city_bars(rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Populations of places inside one series and year, grouped by country.

    Takes the rows of `ascn_data.city_populations` that have a figure. Projections are hatched.
    """
    largest = rows.groupby("country_id")["population"].transform("max")
    rows = rows.assign(largest=largest).sort_values(["largest", "country_id", "population"])
    figure = _figure(colours, 70 + 26 * len(rows), bargap=0.25)
    projected = rows["estimate_type"] == "projection"
    figure.add_bar(
        x=rows["population"].astype("int64"),
        y=[
            [escape(name) for name in rows[own("country")]],
            [escape(name) for name in rows[own("name")]],
        ],
        orientation="h",
        marker={
            "color": colours.founding,
            "pattern": {"shape": ["/" if flag else "" for flag in projected], "solidity": 0.25},
        },
        text=[people(value) for value in rows["population"]],
        textposition="outside",
        cliponaxis=False,
        textfont={"color": colours.ink},
        hovertext=[
            f"{escape(getattr(row, own('unit')))}: {number(row.population)}"
            for row in rows.itertuples()
        ],
        hoverinfo="text",
    )
    figure.update_xaxes(
        range=[0, float(rows["population"].max()) * 1.32], showticklabels=False, showgrid=False
    )
    figure.update_yaxes(
        tickfont={"color": colours.ink, "size": LABEL - 1}, showdividers=True,
        dividercolor=colours.grid,
    )  # fmt: skip
    return figure
