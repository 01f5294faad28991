"""Charts of Thailand's plan: its areas by round and region, and its provinces on a map.

Slate shades stand for the plan; orange and a triangle tell the proposed areas apart inside it.
"""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import plotly.graph_objects as go
import shapely

from dashboard.charts import ASPECT_OF_THAILAND, LABEL, _figure, _outline, _veil, escape
from dashboard.maps import Bounds
from dashboard.theme import Palette
from dashboard.words import _, n_, number

TRIANGLE = "△"
ROW = 48
# A label beside the map takes this much of the map's height; those with the most room need it.
LABEL_SHARE = 0.045
LABEL_ROOM = 0.37
_LEGEND = {
    "orientation": "h", "x": 0, "itemclick": False, "itemdoubleclick": False,
    "font": {"size": LABEL - 1}, "bgcolor": "rgba(0,0,0,0)",
}  # fmt: skip


def mixed(low: str, high: str, part: float) -> str:
    """The colour that lies `part` of the way from one hex colour to another."""
    pairs = ((int(low[i : i + 2], 16), int(high[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def shades(colours: Palette, count: int) -> list[str]:
    """`count` slate shades of the plan, from light to strong."""
    steps = [1.0] if count == 1 else [0.3 + 0.7 * at / (count - 1) for at in range(count)]
    return [mixed(colours.none, colours.muted, step) for step in steps]


def _luminance(colour: str) -> float:
    red, green, blue = ((int(colour[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink_on(fill: str, colours: Palette) -> str:
    """Ink or paper: whichever reads better on a fill."""
    here = _luminance(fill) + 0.05

    def contrast(colour: str) -> float:
        there = _luminance(colour) + 0.05
        return max(here, there) / min(here, there)

    return max((colours.ink, colours.paper), key=contrast)


def part_bars(
    rows: pd.DataFrame, parts: pd.DataFrame, colours: Palette, *, narrow: bool, legend: bool
) -> go.Figure:
    """One bar a row, made of the areas of each round; the proposed ones are a part of the bar.

    `rows`: label, note and short (for narrow screens), from the top. `parts`: row (position in
    `rows`), round, name (of the round), start, areas, proposed (bool), later (bool) and hover.
    Parts that are later than the day are hollow.
    """
    figure = _figure(colours, (44 if legend else 20) + ROW * len(rows), bargap=0, barmode="overlay")
    plain_rounds = list(dict.fromkeys(parts.loc[~parts["proposed"] & ~parts["later"], "round"]))
    fills = dict(zip(plain_rounds, shades(colours, len(plain_rounds)), strict=True))
    named: set[str] = set()
    for part in parts.rename(columns={"name": "round_name"}).itertuples():
        accent = colours.proposed if part.proposed else colours.later
        fill = accent if part.proposed else fills.get(part.round, accent)
        sign = f"{TRIANGLE} " if part.proposed else ""
        name = _("{round}, later", round=part.round_name) if part.later else part.round_name
        name = _("{round}, proposed", round=part.round_name) if part.proposed else name
        figure.add_bar(
            x=[part.areas], base=[part.start], y=[len(rows) - 1 - part.row], width=0.44,
            orientation="h",
            marker={
                "color": "rgba(0,0,0,0)" if part.later else fill,
                "line": {"width": 1.5, "color": accent if part.later else colours.paper},
            },
            text=[f"{sign}{number(part.areas)}"], textposition="inside", insidetextanchor="middle",
            textangle=0, constraintext="none",
            textfont={"color": colours.ink if part.later else ink_on(fill, colours)},
            hovertext=[escape(part.hover)], hoverinfo="text", name=escape(sign + name),
            legendgroup=name, showlegend=legend and name not in named, legendrank=part.round,
        )  # fmt: skip
        named.add(name)
    note = "short" if narrow else "note"
    for at, row in enumerate(rows.itertuples()):
        figure.add_annotation(
            x=0, y=len(rows) - 1 - at, yshift=12, yanchor="bottom", xanchor="left", align="left",
            text=f"<b>{escape(row.label)}</b>  {escape(getattr(row, note))}", showarrow=False,
            font={"color": colours.ink, "size": LABEL},
        )  # fmt: skip
    most = max(1, int((parts["start"] + parts["areas"]).max())) if len(parts) else 1
    figure.update_xaxes(visible=False, range=[-most * 0.005, most * 1.01])
    figure.update_yaxes(visible=False, range=[-0.35, len(rows) - 0.15])
    figure.update_layout(showlegend=legend, legend=_LEGEND | {"y": 1, "yanchor": "bottom"})
    return figure


def free_slots(shapes: Sequence[shapely.Geometry], window: Bounds, count: int) -> list[float]:
    """Heights at the right edge of a map where a label covers none of the shapes, from the top."""
    west, south, east, north = window
    step = (north - south) * LABEL_SHARE
    left = east - (east - west) * LABEL_ROOM
    rows = [north - step * (at + 0.5) for at in range(int((north - south) / step))]
    land = shapely.union_all(list(shapes))
    free = [
        y for y in rows if not land.intersects(shapely.box(left, y - step / 2, east, y + step / 2))
    ]
    return free if len(free) >= count else rows


def slots_for(heights: Sequence[float], slots: Sequence[float]) -> list[float]:
    """A slot for each of some heights, both from the top: in order, as near as all together can."""
    best: dict[int, tuple[float, list[float]]] = {-1: (0.0, [])}
    for height in heights:
        reached = {}
        for at, slot in enumerate(slots):
            before = [found for last, found in best.items() if last < at]
            if before:
                cost, chosen = min(before)
                reached[at] = (cost + abs(slot - height), [*chosen, slot])
        best = reached
    return min(best.values())[1]


def province_map(
    shapes: gpd.GeoDataFrame,
    marks: pd.DataFrame,
    colours: Palette,
    *,
    window: Bounds,
    most: int,
    zoomed: bool,
    narrow: bool,
    height: int = 600,
) -> go.Figure:
    """Thailand's provinces shaded by the plan's areas, the proposed ones marked.

    `shapes`: geometry, label, areas, later_areas, inside (bool: in the region chosen), hover, lon,
    lat. `marks`: label, lon, lat of the proposed areas. `most` is the highest count of areas.
    """
    figure = _figure(colours, height, hoverdistance=1)
    scale = shades(colours, most) if most else []
    for shape in shapes.sort_values("later_areas").itertuples():
        x, y = _outline(shape.geometry)
        counted = shape.inside and shape.areas
        later = shape.inside and shape.later_areas and not shape.areas
        figure.add_scatter(
            x=x, y=y, mode="lines", fill="toself",
            fillcolor=scale[shape.areas - 1] if counted else colours.none,
            opacity=1 if shape.inside else 0.45,
            line={"color": colours.later if later else colours.paper,
                  "width": 2 if later else 1, "dash": "dot" if later else "solid"},
            text=escape(shape.hover), hoverinfo="text" if shape.inside else "skip",
            hoveron="fills", showlegend=False,
        )  # fmt: skip
    _legend(figure, scale, len(marks), colours)
    figure.add_scatter(
        x=marks["lon"], y=marks["lat"], mode="markers", marker=_triangle(colours),
        text=[escape(name) for name in marks["label"]], hoverinfo="text", showlegend=False,
    )  # fmt: skip
    inside = shapes[shapes["inside"]]
    labels = [
        (mark.lat, mark.lon, f"{TRIANGLE} <b>{escape(mark.label)}</b>", colours.proposed)
        for mark in marks.itertuples()
    ]
    if zoomed:
        labels += [
            (row.lat, row.lon, f"{escape(row.label)} <b>{number(row.areas)}</b>", colours.muted)
            for row in inside[inside["areas"] > 0].itertuples()
        ]
    _labels_beside(figure, labels, list(inside.geometry), window, colours)
    west, south, east, north = window
    # A narrow map keeps what room is left for the labels at its right.
    toward = "left" if narrow else "center"
    figure.update_xaxes(visible=False, range=[west, east], constraintoward=toward)
    figure.update_yaxes(
        visible=False, range=[south, north], scaleanchor="x", scaleratio=ASPECT_OF_THAILAND
    )
    return figure


def _legend(figure: go.Figure, scale: Sequence[str], marks: int, colours: Palette) -> None:
    entries = [(_("no area"), colours.none, "square")]
    entries += [
        (n_("{count} area", "{count} areas", at + 1), fill, "square")
        for at, fill in enumerate(scale)
    ]
    for name, fill, symbol in entries:
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name=escape(name), showlegend=True,
            marker={"size": 12, "color": fill, "symbol": symbol,
                    "line": {"width": 1, "color": colours.muted}},
        )  # fmt: skip
    if marks:
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name=escape(_("proposed, counted in")),
            showlegend=True, marker=_triangle(colours),
        )  # fmt: skip
    figure.update_layout(
        showlegend=True,
        legend=_LEGEND | {"y": 0, "yanchor": "top"},
    )


def _triangle(colours: Palette) -> dict:
    line = {"width": 2.2, "color": colours.proposed}
    return {"size": 12, "symbol": "triangle-up", "color": colours.paper, "line": line}


def _labels_beside(
    figure: go.Figure,
    labels: Sequence[tuple[float, float, str, str]],
    land: Sequence[shapely.Geometry],
    window: Bounds,
    colours: Palette,
) -> None:
    """Labels (lat, lon, text, colour of the line) in a column at the right, a line to each point.

    Around Bangkok no label has room beside its own point.
    """
    labels = sorted(labels, reverse=True)
    heights = slots_for([label[0] for label in labels], free_slots(land, window, len(labels)))
    side = window[2] - (window[2] - window[0]) * LABEL_ROOM
    for (lat, lon, text, accent), height in zip(labels, heights, strict=True):
        figure.add_annotation(
            x=lon, y=lat, ax=side, ay=height, axref="x", ayref="y", xanchor="left", text=text,
            arrowhead=0, arrowwidth=1.2, arrowcolor=accent,
            standoff=7 if accent == colours.proposed else 0,
            font={"size": LABEL, "color": colours.ink}, bgcolor=_veil(colours.paper), borderpad=1,
        )  # fmt: skip
