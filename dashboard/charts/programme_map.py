"""Thailand's provinces on a map, shaded by the plan's areas, with the proposed ones marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import plotly.graph_objects as go
import shapely

from dashboard.charts import programme_map
from dashboard.charts.base import ASPECT_OF_THAILAND, LABEL, escape, figure, leads_to, outline, veil
from dashboard.charts.programme import LEGEND, TRIANGLE, shades
from dashboard.content.choice import choosing_region
from dashboard.content.places import Bounds
from dashboard.content.programme import (
    marks_of,
    provinces_of,
)
from dashboard.content.sections.province_map import (
    AROUND_TOLERANCE,
    TOLERANCE_SHARE,
    WINDOW,
    _province_hover,
    outlines,
    window_of,
)
from dashboard.core.dataset import cached
from dashboard.core.palette import Palette, palette
from dashboard.core.text_metrics import text_width
from dashboard.core.translation import _, localized, n_, number, use_language
from dashboard.core.url_state import View

# A label beside the map takes so many pixels of its height, and at most this share of the window.
LABEL_PIXELS = 21
SPARE_LABELS = 2
LABEL_ROOM = 0.42
# A map may turn out wider or higher than was reckoned with, by this share of its width.
SPARE = 0.25
# The legend and the margins below and above the map.
AROUND_PIXELS = 110
HIGHEST = 600


def height_for(window: Bounds, room: int, labels: int) -> int:
    """How many pixels high a map of a width is that shows a window, and so many labels beside it.

    A region that is wider than high leaves no empty ground above and below it.
    """
    west, south, east, north = window
    fitting = (north - south) * ASPECT_OF_THAILAND * room / (east - west)
    needed = max(fitting, (labels + SPARE_LABELS) * LABEL_PIXELS)
    return round(min(HIGHEST, needed + AROUND_PIXELS))


def seen(window: Bounds, room: int, height: int, *, narrow: bool) -> tuple[Bounds, float]:
    """What a map of so many pixels shows where it opens on a window, and how wide a pixel is.

    The width decides how large the map is, or the height; what is left over is seen too: at both
    sides, or at the right of a narrow map. Bounds and width are in degrees.
    """
    west, south, east, north = window
    pixel = max((east - west) / room, (north - south) * ASPECT_OF_THAILAND / height)
    tall, wide = height * pixel / ASPECT_OF_THAILAND, room * pixel
    middle, across = (south + north) / 2, max(0, wide - (east - west)) / 2
    west, east = (west, east + 2 * across) if narrow else (west - across, east + across)
    return (west, middle - tall / 2, east, middle + tall / 2), pixel


def label_side(window: Bounds, around: Bounds, widest: float) -> float:
    """The longitude where the labels begin: beside the land if the `widest` has room there."""
    beside = min(window[2], around[2] - widest)
    return max(beside, window[2] - (window[2] - window[0]) * LABEL_ROOM)


def free_slots(
    shapes: Sequence[shapely.Geometry], window: Bounds, count: int, step: float
) -> list[float]:
    """Heights in the part of a map that labels have where one covers no shape, from the top.

    `step` is the height of a label; more than `count` are found if there is room.
    """
    left, south, east, north = window
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
    room: int,
) -> go.Figure:
    """Thailand's provinces shaded by the plan's areas, the proposed ones marked.

    `shapes`: geometry, label, region_id, areas, later_areas, inside (bool: in the region chosen),
    hover, lon, lat. `marks`: label, region_id, lon, lat of the proposed areas. `most` is the
    highest count of areas, `room` the width of the map in pixels. A click on a province or a mark
    chooses its region.
    """
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
    height = HIGHEST if narrow else height_for(window, room, len(labels))
    chart = figure(colours, height, hoverdistance=1)
    scale = shades(colours, most) if most else []
    around, pixel = seen(window, room, height - AROUND_PIXELS, narrow=narrow)
    chart.add_traces(
        [
            *_around(shapes[~shapes["inside"]].geometry, around, colours),
            *(
                _province(shape, scale, colours)
                for shape in inside.sort_values("later_areas").itertuples()
            ),
        ]
    )
    first_later = bool(((inside["areas"] == 0) & (inside["later_areas"] > 0)).any())
    _legend(chart, scale, colours, marks=len(marks) > 0, later=first_later)
    chart.add_scatter(
        x=marks["lon"], y=marks["lat"], mode="markers", marker=_triangle(colours),
        text=[escape(name) for name in marks["label"]], hoverinfo="text", showlegend=False,
        meta=leads_to(map(choosing_region, marks["region_id"])),
    )  # fmt: skip
    size = LABEL - narrow
    widest = max((_wide(label[2], size) for label in labels), default=0.0) * pixel
    side = label_side(window, around, widest)
    slots = free_slots(
        list(inside.geometry), (side, around[1], side + widest, around[3]), len(labels),
        LABEL_PIXELS * pixel / ASPECT_OF_THAILAND,
    )  # fmt: skip
    _labels_beside(chart, labels, slots, side, colours, size)
    west, south, east, north = window
    # A narrow map keeps what room is left for the labels at its right.
    toward = "left" if narrow else "center"
    chart.update_xaxes(visible=False, range=[west, east], constraintoward=toward)
    chart.update_yaxes(
        visible=False, range=[south, north], scaleanchor="x", scaleratio=ASPECT_OF_THAILAND
    )
    return chart


def _around(
    shapes: Sequence[shapely.Geometry], bounds: Bounds, colours: Palette
) -> list[dict[str, Any]]:
    """The provinces outside the region as one pale shape: nothing is told of any of them.

    Only what may come into sight is sent; the map cannot be moved.
    """
    west, south, east, north = bounds
    spare = SPARE * (east - west)
    window = shapely.box(west - spare, south - spare, east + spare, north + spare)
    x, y = outline(shapely.union_all(list(shapes)).intersection(window))
    look = {"color": colours.paper, "width": 1}
    pale = {
        "type": "scatter", "x": x, "y": y, "mode": "lines", "fill": "toself",
        "fillcolor": colours.none, "opacity": 0.45, "line": look,
        "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip
    return [pale] if x else []


def _province(shape: Any, scale: Sequence[str], colours: Palette) -> dict[str, Any]:
    x, y = outline(shape.geometry)
    counted = bool(shape.areas)
    later = shape.later_areas and not shape.areas
    return {
        "type": "scatter", "x": x, "y": y, "mode": "lines", "fill": "toself",
        "fillcolor": scale[shape.areas - 1] if counted else colours.none,
        "line": {"color": colours.later if later else colours.paper,
                 "width": 2 if later else 1, "dash": "dot" if later else "solid"},
        "text": escape(shape.hover), "hoverinfo": "text", "hoveron": "fills",
        "showlegend": False, "meta": leads_to(choosing_region(shape.region_id)),
    }  # fmt: skip


def _legend(
    chart: go.Figure, scale: Sequence[str], colours: Palette, *, marks: bool, later: bool
) -> None:
    entries = [(_("no areas"), colours.none, "square")]
    entries += [
        (n_("{count} area", "{count} areas", at + 1), fill, "square")
        for at, fill in enumerate(scale)
    ]
    for name, fill, symbol in entries:
        chart.add_scatter(
            x=[None], y=[None], mode="markers", name=escape(name), showlegend=True,
            marker={"size": 12, "color": fill, "symbol": symbol,
                    "line": {"width": 1, "color": colours.muted}},
        )  # fmt: skip
    if later:
        chart.add_scatter(
            x=[None], y=[None], mode="lines",
            name=escape(_("first area after the selected date")), showlegend=True,
            line={"width": 2, "color": colours.later, "dash": "dot"},
        )  # fmt: skip
    if marks:
        chart.add_scatter(
            x=[None], y=[None], mode="markers", name=escape(_("proposed by Thailand (included)")),
            showlegend=True, marker=_triangle(colours),
        )  # fmt: skip
    chart.update_layout(
        showlegend=True,
        legend=LEGEND | {"y": 0, "yanchor": "top"},
    )


def _triangle(colours: Palette) -> dict:
    line = {"width": 2.2, "color": colours.proposed}
    return {"size": 12, "symbol": "triangle-up", "color": colours.paper, "line": line}


def _wide(label: str, size: float) -> float:
    plain = label.replace("<b>", "").replace("</b>", "")
    return text_width(plain, size, bold=True)


def _labels_beside(
    chart: go.Figure,
    labels: Sequence[tuple[float, float, str, str]],
    slots: Sequence[float],
    side: float,
    colours: Palette,
    size: float,
) -> None:
    """Labels (lat, lon, text, colour of the line) in a column at `side`, a line to each point.

    Around Bangkok no label has room beside its own point.
    """
    # More labels than lines: the first stay, and every point has its name on hover.
    labels = sorted(labels[: len(slots)], reverse=True)
    heights = slots_for([label[0] for label in labels], slots)
    chart.update_layout(
        annotations=[
            {
                "x": lon, "y": lat, "ax": side, "ay": height, "axref": "x", "ayref": "y",
                "xanchor": "left", "text": text, "arrowhead": 0, "arrowwidth": 1.2,
                "arrowcolor": accent, "standoff": 7 if accent == colours.proposed else 0,
                "font": {"size": size, "color": colours.ink},
                "bgcolor": veil(colours.paper), "borderpad": 1,
            }
            for (lat, lon, text, accent), height in zip(labels, heights, strict=True)
        ]
    )  # fmt: skip


@cached
def province_figure(
    asof: str, region: str | None, lang: str, theme: str | None, narrow: bool, room: int
) -> go.Figure:
    """The map of one view; the slowest drawing of the page, so the last few are kept."""
    view = View(asof=asof, region=region, lang=lang)
    with use_language(lang):
        provinces = provinces_of(view)
        window = WINDOW
        if region:
            window = window_of(provinces[provinces["inside"]], narrow=narrow)
        hover = [_province_hover(row) for _i, row in provinces.iterrows()]
        rows = provinces.assign(label=provinces[localized("province")], hover=hover)
        rows = rows.set_index("province_id").drop(columns="names")
        shapes = outlines(round((window[3] - window[1]) * TOLERANCE_SHARE, 3)).copy()
        if region:
            # What lies around the region is pale and told nothing of: it may be coarse.
            around = ~rows["inside"].reindex(shapes.index).to_numpy()
            shapes.loc[around, "geometry"] = outlines(AROUND_TOLERANCE).geometry[around]
        return programme_map.province_map(
            shapes.join(rows), marks_of(view), palette(theme), window=window,
            most=int(provinces["areas"].max()), zoomed=bool(region), narrow=narrow,
            room=room,
        )  # fmt: skip
