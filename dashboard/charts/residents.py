"""Charts of people: counted ranges, Thailand's regions, and populations of cities."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import residents
from dashboard.charts.base import (
    ASPECT_OF_THAILAND,
    LABEL,
    MUTED,
    escape,
    faded,
    figure,
    leads_to,
    outline,
    round_steps,
    veil,
)
from dashboard.content.choice import choosing, choosing_region
from dashboard.content.sections.residents_map import thai_regions
from dashboard.content.text.network_text import span
from dashboard.core.dataset import cached
from dashboard.core.palette import Palette
from dashboard.core.translation import _, localized, number, rounded


@cached
def ranges(rows: pd.DataFrame, colours: Palette, *, most: float, narrow: bool = False) -> go.Figure:
    """People as ranges: one row each, with its readings as points.

    Columns: label, low, high (people), points (list of people), role (`area`, `total` or
    `announced`), note, region_id (a click on the row chooses it; empty for a total). `most` is
    the largest number the axis must hold; on a `narrow` screen notes stand in a line of their own.
    """
    chart = figure(colours, 46 + (70 if narrow else 52) * len(rows))
    accents = {"area": colours.proposed, "total": colours.ink, "announced": colours.founding}
    announced = rows.loc[rows["role"] == "announced", "high"]
    for value in announced:
        chart.add_vline(x=value, line={"color": colours.founding, "width": 1.5, "dash": "dot"})
    for at, row in enumerate(rows.iloc[::-1].itertuples()):
        chart.add_scatter(
            x=[0, most], y=[at, at], mode="lines", hoverinfo="skip",
            line={"color": colours.grid, "width": 2},
        )  # fmt: skip
        accent = accents[row.role]
        if row.high > row.low:
            chart.add_scatter(
                x=[row.low, row.high], y=[at, at], mode="lines",
                line={"color": accent, "width": 8}, opacity=0.35, hoverinfo="skip",
            )  # fmt: skip
        chart.add_scatter(
            x=row.points,
            y=[at] * len(row.points),
            mode="markers",
            meta=leads_to(choosing_region(row.region_id)),
            marker={
                "size": 13,
                "color": accent,
                "symbol": "diamond" if row.role == "announced" else "circle",
                "line": {"color": colours.paper, "width": 1.5},
            },
            hovertext=[f"{escape(row.label)}: {number(point)}" for point in row.points],
            hoverinfo="text",
        )
        chart.add_annotation(
            x=0, y=at, text=f"<b>{escape(row.label)}</b>  {span(row.low, row.high)}"
            + (f"{'<br>' if narrow else '  '}{escape(row.note)}" if row.note else ""),
            showarrow=False, xanchor="left", yanchor="bottom", align="left", yshift=9,
            font={"color": colours.ink, "size": LABEL},
        )  # fmt: skip
    chart.update_yaxes(visible=False, range=[-0.5, len(rows) - 0.2], showgrid=False)
    ticks = round_steps(most)
    chart.update_xaxes(
        range=[-most * 0.02, most * 1.04],
        tickvals=ticks,
        ticktext=["0", *(rounded(value) for value in ticks[1:])],
    )
    return chart


def region_map(
    shapes: gpd.GeoDataFrame, reach: pd.DataFrame, colours: Palette, *, chosen: str | None = None
) -> go.Figure:
    """Thailand's regions shaded by the upper count of `reach_by_region`, labelled.

    `shapes` has one area a region, indexed by region_id, with label and lon/lat of the label.
    Where a region is `chosen` the others are pale, with the same shades and numbers. A click on a
    region chooses it.
    """
    chart = figure(colours, 520)
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
        x, y = outline(shape["geometry"])
        muted = chosen not in (None, region)
        # Few words: the name and number of a region cover as little as can be of those beside it.
        count, exact = _("none"), _("no proposed areas")
        if region in high:
            count = span(low[region], high[region])
            exact = "–".join(map(number, dict.fromkeys((low[region], high[region]))))
        chart.add_scatter(
            x=x, y=y, mode="lines", fill="toself", fillcolor=shade,
            line={"color": colours.paper, "width": 1.5}, opacity=MUTED if muted else 1,
            text=f"{escape(shape['label'])}: {exact}", hoverinfo="text", hoveron="fills",
            meta=leads_to(choosing_region(region)),
        )  # fmt: skip
        chart.add_annotation(
            x=shape["lon"], y=shape["lat"], text=f"<b>{escape(shape['label'])}</b><br>{count}",
            showarrow=False, borderpad=2, bgcolor=veil(colours.paper),
            font={"size": LABEL - 1, "color": colours.muted if muted else colours.ink},
        )  # fmt: skip
    chart.update_xaxes(visible=False, range=[96.6, 106.4])
    chart.update_yaxes(visible=False, scaleanchor="x", scaleratio=ASPECT_OF_THAILAND)
    return chart


@cached
def city_bars(
    rows: pd.DataFrame, colours: Palette, *, narrow: bool = False, chosen: tuple[str, ...] = ()
) -> go.Figure:
    """Populations of places inside one series and year, grouped by country.

    Takes the rows of `ascn_data.city_populations` that have a figure. Projections are hatched.
    A click on a bar chooses its place; where some are `chosen` the others are muted. On
    a `narrow` screen the names of countries give their room to the figures beside the bars.
    """
    largest = rows.groupby("country_id")["population"].transform("max")
    rows = rows.assign(largest=largest).sort_values(["largest", "country_id", "population"])
    chart = figure(colours, 70 + 26 * len(rows), bargap=0.25)
    projected = rows["estimate_type"] == "projection"
    countries, names = (
        [escape(name) for name in rows[localized(each)]] for each in ("country", "name")
    )
    strong = rows["place_id"].isin(chosen)
    muted = ~strong if strong.any() else strong
    chart.add_bar(
        x=rows["population"].astype("int64"),
        y=rows["place_id"] if narrow else [countries, names],
        orientation="h",
        meta=leads_to([choosing(city=place) for place in rows["place_id"]]),
        marker={
            "color": [faded(colours.founding, colours, muted=other) for other in muted],
            "pattern": {"shape": ["/" if flag else "" for flag in projected], "solidity": 0.25},
        },
        text=[rounded(value) for value in rows["population"]],
        textposition="outside",
        cliponaxis=False,
        textfont={"color": [colours.muted if other else colours.ink for other in muted]},
        hovertext=[
            f"{escape(getattr(row, localized('unit')))}: {number(row.population)}"
            for row in rows.itertuples()
        ],
        hoverinfo="text",
    )
    chart.update_xaxes(
        range=[0, float(rows["population"].max()) * (2.2 if narrow else 1.32)],
        showticklabels=False,
        showgrid=False,
    )
    chart.update_yaxes(
        tickfont={"color": colours.ink, "size": LABEL - 1}, showdividers=True,
        dividercolor=colours.grid,
    )  # fmt: skip
    if narrow:
        chart.update_yaxes(type="category", tickvals=rows["place_id"], ticktext=names)
    return chart


@cached
def region_figure(regions: pd.DataFrame, colours: Palette, chosen: str | None = None) -> go.Figure:
    """The map of Thailand's regions, shaded by what is counted in each; all but one muted."""
    return residents.region_map(thai_regions(), regions, colours, chosen=chosen)
