"""The matrix of cities and focus areas: a pure function from a tidy frame to a figure."""

from __future__ import annotations

import textwrap
from collections.abc import Collection
from math import ceil, cos, radians, sin
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import LABEL, escape, faded, figure, leads_to
from dashboard.content.choice import choosing
from dashboard.content.text.project_text import count_said
from dashboard.core.collation import sort_keys
from dashboard.core.dataset import cached
from dashboard.core.palette import Palette
from dashboard.core.text_metrics import letters, text_width
from dashboard.core.translation import _, localized

NAME_ROOM = 150
ROW = 25
HEAD_SIZE = LABEL - 2
HEAD_LETTER = 5.5
BETWEEN = 0.14
# What an entry of the legend takes: its sign and the space around it, its letters, its line.
LEGEND_SIGN, LEGEND_LETTER, LEGEND_LINE = 45, 6, 20
# Plotly gives the drawing no less, and lets the legend run out of a chart that is too low.
LEAST = 64
# A single column stands beside its cities as it does among the others.
COLUMNS = 6
# Heads too long for their column are slanted where there is room, else upright.
SLANT = -35
ROOM_TO_SLANT = 60


def _rows_of(cells: pd.DataFrame) -> list[tuple[str, str]]:
    """Rows of the matrix: each country as (its name, ""), then its cities as (name, place_id)."""
    found: list[tuple[str, str]] = []
    for _country_id, own_cells in cells.sort_values(
        localized("country"), key=sort_keys, kind="stable"
    ).groupby(localized("country"), sort=False):
        found.append((own_cells[localized("country")].iloc[0], ""))
        cities = own_cells.drop_duplicates("place_id").sort_values(localized("name"), key=sort_keys)
        found += zip(cities[localized("name")], cities["place_id"], strict=True)
    return found


def _panels(rows: list[tuple[str, str]], count: int) -> list[list[tuple[str, str]]]:
    """`rows` in `count` parts of about the same length, each beginning with a country."""
    starts = [at for at, (_name, place) in enumerate(rows) if not place]
    cuts = [min(starts, key=lambda at: abs(at - len(rows) * part / count)) for part in range(count)]
    cuts = sorted(set(cuts))
    return [rows[a:b] for a, b in zip(cuts, [*cuts[1:], len(rows)], strict=True)]


def _cell_hover(cell: dict[str, Any]) -> str:
    if pd.isna(cell["declared"]):
        said = _("nothing declared in 2018")
    else:
        said = _("declared in 2018") if cell["declared"] else _("not declared in 2018")
    count = _("projects: {count}", count=count_said(cell["projects"]))
    head = f"{cell[localized('name')]}, {cell[localized('focus_area')]}"
    return f"<b>{escape(head)}</b><br>{escape(count)}<br>{escape(said)}"


def _shown(cells: pd.DataFrame) -> dict[str, pd.Series]:
    """Which cells are drawn with each look; one may have two."""
    declared, count = cells["declared"].fillna(False).astype(bool), cells["projects"].fillna(0)
    return {
        "declared": declared,
        "listed": count > 0,
        "neither": ~declared & (count == 0) & cells["projects"].notna(),
    }


def choice_of(cell: dict[str, Any]) -> str:
    """What a cell chooses: its focus area and its city.

    A cell without a project chooses nothing, as the list has none.
    """
    if not (pd.notna(cell["projects"]) and cell["projects"]):
        return ""
    return choosing(focus=cell["focus_area_id"], city=cell["place_id"])


def _is_muted(cells: pd.DataFrame, focus: str | None, chosen: Collection[str]) -> pd.Series:
    """Which cells are not chosen: those of other focus areas, or of other cities."""
    muted = cells["focus_area_id"] != focus if focus else pd.Series(False, index=cells.index)
    return muted | ~cells["place_id"].isin(list(chosen)) if chosen else muted


def _looks(colours: Palette, accent: str) -> dict[str, dict[str, Any]]:
    """The marker of each look; `accent` is the colour of the report."""
    frame = {"symbol": "square-open", "size": 22, "color": colours.ink, "line": {"width": 1.5}}
    return {
        "declared": frame,
        "listed": {"symbol": "square", "size": 17, "color": accent},
        "neither": {"symbol": "circle", "size": 3, "color": colours.muted},
    }


def _legend(
    chart: go.Figure, drawn: list[str], looks: dict[str, dict[str, Any]], room: int
) -> None:
    """An entry for each look that is drawn anywhere, below a chart that grows by their lines.

    The entries are traces of their own: plotly leaves out the entry of a trace without a point,
    and a part of the matrix may lack what another has.
    """
    names = {
        "declared": _("declared in 2018"), "listed": _("projects in the report"),
        "neither": _("neither"),
    }  # fmt: skip
    for look in drawn:
        chart.add_scatter(
            x=[None], y=[None], mode="markers", marker=looks[look], name=escape(names[look]),
            xaxis="x", yaxis="y",
        )  # fmt: skip
    wide = [letters(names[look]) * LEGEND_LETTER + LEGEND_SIGN for look in drawn]
    beside = max(1, (room - NAME_ROOM) // max(wide))
    lines = 1 if sum(wide) <= room - NAME_ROOM else ceil(len(drawn) / beside)
    chart.update_layout(
        showlegend=True, height=chart.settings["height"] + LEGEND_LINE * (lines - 1),
        legend={"orientation": "h", "x": 0, "y": 0, "yanchor": "top", "itemclick": False,
                "itemdoubleclick": False},
    )  # fmt: skip


@cached
def focus_matrix(
    cells: pd.DataFrame, colours: Palette, *, panels: int, room: int, late: bool,
    focus: str | None = None, chosen: Collection[str] = (),
) -> go.Figure:  # fmt: skip
    """Cities by focus areas: a filled square with the projects of a report, a frame if declared.

    Takes the rows of `matrix_rows`. The rows stand in `panels` parts side by side, together
    `room` pixels wide; `late` says that the report is later than the as-of day. A click on a
    filled square chooses its focus area and city; where a `focus` area or a city is `chosen`, the
    other cells are muted.
    """
    areas = cells.drop_duplicates("focus_area_id")[["focus_area_id", localized("focus_area")]]
    order = areas["focus_area_id"].tolist()
    cells = cells.assign(muted=_is_muted(cells, focus, chosen))
    parts = _panels(_rows_of(cells), panels)
    tallest = max(map(len, parts))
    across = max(len(order), COLUMNS)
    gap = BETWEEN if len(parts) > 1 else 0
    step = (room - NAME_ROOM) * (1 - gap) / len(parts) / (across + 0.2)
    names = [
        textwrap.wrap(name, 14, break_long_words=False) for name in areas[localized("focus_area")]
    ]
    longest = max(letters(line) for name in names for line in name) * HEAD_LETTER
    angle = 0 if longest <= step else SLANT if step >= ROOM_TO_SLANT else -90
    # Plotly leaves out a slanted head that would leave the chart, as the last one may.
    last = max(text_width(line, HEAD_SIZE) for line in names[-1]) * cos(radians(angle))
    beyond = last - step * (across - len(order) + 0.6) if angle == SLANT else 0
    rise = 18 * max(map(len, names)) if not angle else longest * abs(sin(radians(angle)))
    head = 24 + round(rise)
    chart = figure(colours, 40 + head + max(LEAST, ROW * tallest))
    right = chart.settings["margin"]["r"] + max(0, round(beyond))
    chart.update_layout(margin={"r": right})
    looks = _looks(colours, colours.later if late else colours.founding)
    wide = (1 - gap * (len(parts) - 1)) / len(parts)
    for at, part in enumerate(parts, 1):
        left = (at - 1) * (wide + gap)
        # Plotly leaves out the number of the first axis.
        number = at if at > 1 else ""
        line = {place: row for row, (_name, place) in enumerate(part) if place}
        here = cells[cells["place_id"].isin(line)]
        x, y = here["focus_area_id"].map(order.index), here["place_id"].map(line)
        for look, shown in _shown(here).items():
            filled = look == "listed"
            drawn, muted = here[shown].to_dict("records"), here["muted"][shown]
            own = looks[look]
            chart.add_scatter(
                x=x[shown], y=y[shown], mode="markers+text" if filled else "markers",
                marker=own | {
                    "color": [faded(own["color"], colours, muted=other) for other in muted]
                },
                showlegend=False,
                meta=leads_to([choice_of(cell) for cell in drawn]),
                text=[f"<b>{value}</b>" for value in here["projects"][shown]] if filled else None,
                textfont={
                    "color": [colours.ink if other else colours.paper for other in muted],
                    "size": LABEL - 1,
                },
                hovertext=[_cell_hover(cell) for cell in drawn],
                hoverinfo="text", xaxis=f"x{number}", yaxis=f"y{number}",
            )  # fmt: skip
        over = {
            "side": "top", "tickangle": angle, "showgrid": False, "fixedrange": True,
            "tickvals": list(range(len(order))), "range": [-0.6, across - 0.4],
            "ticktext": ["<br>".join(map(escape, name)) for name in names],
            "tickfont": {"color": colours.ink, "size": HEAD_SIZE}, "zeroline": False,
            "anchor": f"y{number}", "domain": [left, left + wide],
        }  # fmt: skip
        unsaid = set(here.loc[here["declared"].isna(), "place_id"])
        down = {
            "tickvals": list(range(len(part))), "range": [tallest - 0.4, -0.6],
            "ticktext": [
                escape(name) + (" *" if place in unsaid else "") if place
                else f"<b>{escape(name)}</b>"
                for name, place in part
            ],
            "tickfont": {"color": colours.ink, "size": LABEL - 1},
            "showgrid": False, "zeroline": False, "fixedrange": True, "automargin": True,
            "anchor": f"x{number}",
        }  # fmt: skip
        chart.update_layout({f"xaxis{number}": over, f"yaxis{number}": down})
    _legend(chart, [look for look, shown in _shown(cells).items() if shown.any()], looks, room)
    return chart
