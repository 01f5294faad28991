"""Charts of listed projects: pure functions from one tidy frame and a palette to a figure."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import LABEL, escape, faded, figure, leads_to
from dashboard.content.choice import choosing
from dashboard.content.citations import year_of
from dashboard.content.column_labels import VALUES
from dashboard.content.projects import NOT_STATED
from dashboard.content.text.project_text import count_said
from dashboard.core.dataset import cached
from dashboard.core.palette import Palette
from dashboard.core.text_metrics import letters
from dashboard.core.translation import _, number

# The width of a bold letter in pixels.
LETTER = 7.6
# In bars: the gap between two groups side by side; in heights of the tallest bar: that above.
GAP = 1
STOREY = 1.75
SECOND_LINE = 0.25
YEAR_ROOM = 34


# What bars of `group_totals` choose, by the column with the ids of their groups.
KEYS = {"place_id": "city", "country_id": "country", "focus_area_id": "focus"}


@cached
def group_bars(
    rows: pd.DataFrame, colours: Palette, *, across: int, room: int, height: int,
    chosen: Collection[str] = (),
) -> go.Figure:  # fmt: skip
    """Small bars of every report for each group, all on one scale; later reports are hatched.

    Takes the frame of `group_totals`. `across` groups stand side by side in `room` pixels, each
    row of them `height` pixels tall. A click on a bar chooses its group (`KEYS`); where some are
    `chosen`, by their ids, the others are muted.
    """
    labels = list(dict.fromkeys(rows["label"]))
    years = sorted(rows["report_year"].unique())
    across = min(across, len(labels))
    storeys = math.ceil(len(labels) / across)
    wide = len(years) + GAP
    line = max(1, int(room * len(years) / (across * wide - GAP) / LETTER) - 1)
    names = [textwrap.wrap(label, line, break_long_words=False) for label in labels]
    storey = STOREY + SECOND_LINE * (max(map(len, names)) - 1)
    most = max(1, int(rows["projects"].max()))
    rank = rows["label"].map(labels.index)
    x = (rank % across) * wide + rows["report_year"].map(years.index)
    base = (storeys - 1 - rank // across) * most * storey
    chart = figure(colours, 16 + round(height * storeys * storey / STOREY), bargap=0.2)
    said = [
        f"{escape(row.label)}, {year_of(row.report_year)}: {count_said(row.projects)}"
        for row in rows.itertuples()
    ]
    column = next(each for each in KEYS if each in rows)
    choices = [choosing(**{KEYS[column]: group}) for group in rows[column]]
    among = rows[column].isin(list(chosen))
    muted = [among.any() and not one for one in among]
    chart.add_bar(
        x=x, y=rows["projects"].fillna(0).astype("int64"), base=base,
        meta=leads_to(choices),
        marker={
            "color": [
                faded(colours.later if late else colours.founding, colours, muted=other)
                for late, other in zip(rows["later"], muted, strict=True)
            ],
            "pattern": {"shape": ["/" if late else "" for late in rows["later"]], "solidity": 0.4},
        },
        hovertext=said, hoverinfo="text",
    )  # fmt: skip
    chart.add_scatter(
        x=x, y=base + rows["projects"].fillna(0).astype("int64"), mode="text",
        text=[count_said(count) for count in rows["projects"]], textposition="top center",
        textfont={
            "size": LABEL,
            "color": [
                colours.muted if late or other else colours.ink
                for late, other in zip(rows["later"], muted, strict=True)
            ],
        },
        hoverinfo="skip",
    )  # fmt: skip
    every = room / across / wide >= YEAR_ROOM
    named = rows["report_year"].isin(years if every else [years[0], years[-1]])
    chart.add_scatter(
        x=x[named], y=base[named] - most * 0.03, mode="text", textposition="bottom center",
        hoverinfo="skip",
        text=[year_of(year) for year in rows.loc[named, "report_year"]],
        textfont={"size": LABEL - 2, "color": colours.muted},
    )  # fmt: skip
    for at, name in enumerate(names):
        fits = max(map(letters, name)) <= line
        chart.add_annotation(
            x=(at % across) * wide - 0.45,
            y=(storeys - 1 - at // across) * most * storey + most * 1.28,
            text="<b>" + "<br>".join(map(escape, name)) + "</b>",
            showarrow=False, xanchor="left", yanchor="bottom", align="left",
            font={"size": LABEL if fits else LABEL - 2, "color": colours.ink},
        )  # fmt: skip
    chart.update_xaxes(visible=False, range=[-0.6, across * wide - GAP - 0.4])
    chart.update_yaxes(visible=False, range=[-most * 0.25, storeys * most * storey])
    return chart


@cached
def progress_bars(rows: pd.DataFrame, colours: Palette, chosen: str | None = None) -> go.Figure:
    """Projects of each report by progress, stacked; takes the frame of `progress_totals`.

    What a report does not state is an empty bar, later reports are hatched. A click on a part
    chooses its progress; where one is `chosen` the others are muted.
    """
    years = sorted(rows["report_year"].unique(), reverse=True)
    late = set(rows.loc[rows["later"], "report_year"])
    chart = figure(colours, 70 + 56 * len(years), barmode="stack", bargap=0.35)
    fills = {
        "completed": colours.founding,
        "ongoing_or_planning": colours.none,
        NOT_STATED: "rgba(0,0,0,0)",
    }
    for progress, fill in fills.items():
        part = rows[rows["progress"] == progress]
        if part.empty:
            continue
        ink = colours.paper if progress == "completed" else colours.ink
        edge = colours.founding if progress == "completed" else colours.later
        muted = chosen not in (None, progress)
        if muted:
            ink, edge = colours.ink, faded(edge, colours)
            fill = faded(fill, colours) if fill.startswith("#") else fill
        line = {"width": 1.5, "color": edge}
        # The legend would show the pattern of the first bar; it is to show none.
        chart.add_bar(
            x=[None], y=[None], name=_(VALUES[progress]), marker={"color": fill, "line": line}
        )
        chart.add_bar(
            x=part["projects"],
            y=[years.index(year) for year in part["report_year"]],
            orientation="h",
            showlegend=False,
            meta=leads_to(choosing(progress=progress)),
            marker={
                "color": fill,
                "line": line,
                "pattern": {
                    "shape": ["/" if flag else "" for flag in part["later"]],
                    "fillmode": "overlay", "solidity": 0.15,
                    "fgcolor": faded(colours.later, colours, muted=muted),
                },
            },
            text=[f"<b>{number(count)}</b>" for count in part["projects"]],
            textposition="inside", insidetextanchor="middle", textangle=0,
            insidetextfont={"color": ink, "size": LABEL},
            hovertext=[
                f"{year_of(row.report_year)}, {escape(_(VALUES[progress]))}: "
                f"{number(row.projects)}"
                for row in part.itertuples()
            ],
            hoverinfo="text",
        )  # fmt: skip
    chart.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal",
                "itemclick": False, "itemdoubleclick": False},
    )  # fmt: skip
    chart.update_xaxes(visible=False)
    chart.update_yaxes(
        tickvals=list(range(len(years))),
        ticktext=[
            year_of(year) + ("<br>" + escape(_("later")) if year in late else "") for year in years
        ],
        tickfont={"color": colours.ink, "size": LABEL}, showgrid=False,
        ticks="outside", ticklen=6, tickcolor="rgba(0,0,0,0)",
    )  # fmt: skip
    return chart
