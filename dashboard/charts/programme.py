"""Charts of Thailand's plan: its areas as bars, by round and by region.

Slate shades stand for the plan; orange and a triangle tell the proposed areas apart inside it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import LABEL, escape, figure, leads_to, mixed
from dashboard.core.dataset import cached
from dashboard.core.palette import Palette, rgb
from dashboard.core.translation import _, number

TRIANGLE = "△"
ROW = 48
LEGEND = {
    "orientation": "h", "x": 0, "itemclick": False, "itemdoubleclick": False,
    "font": {"size": LABEL - 1}, "bgcolor": "rgba(0,0,0,0)",
}  # fmt: skip


def shades(colours: Palette, count: int) -> list[str]:
    """`count` slate shades of the plan, from light to strong."""
    steps = [1.0] if count == 1 else [0.3 + 0.7 * at / (count - 1) for at in range(count)]
    return [mixed(colours.none, colours.muted, step) for step in steps]


def _luminance(colour: str) -> float:
    red, green, blue = ((each / 255) ** 2.2 for each in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink_on(fill: str, colours: Palette) -> str:
    """Ink or paper: whichever reads better on a fill."""
    here = _luminance(fill) + 0.05

    def contrast(colour: str) -> float:
        there = _luminance(colour) + 0.05
        return max(here, there) / min(here, there)

    return max((colours.ink, colours.paper), key=contrast)


@cached
def part_bars(
    rows: pd.DataFrame, parts: pd.DataFrame, colours: Palette, *, legend: bool,
    choices: Sequence[str],
) -> go.Figure:  # fmt: skip
    """One bar a row, made of the areas of each round; the proposed ones are a part of the bar.

    `rows`: label and note, from the top. `parts`: row (position in
    `rows`), round, name (of the round), start, areas, proposed (bool), later (bool) and hover.
    Parts that are later than the day are hollow. A click on a bar chooses what `choices` name for
    its row (`choosing`).
    """
    chart = figure(colours, (44 if legend else 20) + ROW * len(rows), bargap=0, barmode="overlay")
    plain_rounds = list(dict.fromkeys(parts.loc[~parts["proposed"] & ~parts["later"], "round"]))
    fills = dict(zip(plain_rounds, shades(colours, len(plain_rounds)), strict=True))
    for (name, proposed, later), alike in parts.groupby(["name", "proposed", "later"], sort=False):
        accent = colours.proposed if proposed else colours.later
        fill = accent if proposed else fills.get(alike["round"].iloc[0], accent)
        sign, told = (
            (f"{TRIANGLE} ", _("{round}, proposed", round=name)) if proposed else ("", name)
        )
        if later and not proposed:
            told = _("{round} (after the selected date)", round=name)
        chart.add_bar(
            x=alike["areas"].tolist(), base=alike["start"].tolist(),
            y=(len(rows) - 1 - alike["row"]).tolist(), width=0.44, orientation="h",
            meta=leads_to([choices[row] for row in alike["row"]]),
            marker={
                "color": "rgba(0,0,0,0)" if later else fill,
                "line": {"width": 1.5, "color": accent if later else colours.paper},
            },
            text=[f"{sign}{number(count)}" for count in alike["areas"]], textposition="inside",
            insidetextanchor="middle", textangle=0, constraintext="none",
            textfont={"color": colours.ink if later else ink_on(fill, colours)},
            hovertext=[escape(hover) for hover in alike["hover"]], hoverinfo="text",
            name=escape(sign + told), legendrank=int(alike["round"].iloc[0]),
        )  # fmt: skip
    chart.update_layout(
        annotations=[
            {
                "x": 0, "y": len(rows) - 1 - at, "yshift": 12, "yanchor": "bottom",
                "xanchor": "left", "align": "left", "showarrow": False,
                "text": f"<b>{escape(label)}</b>  {escape(note)}",
                "font": {"color": colours.ink, "size": LABEL},
            }
            for at, (label, note) in enumerate(zip(rows["label"], rows["note"], strict=True))
        ]
    )  # fmt: skip
    most = max(1, int((parts["start"] + parts["areas"]).max())) if len(parts) else 1
    chart.update_xaxes(visible=False, range=[-most * 0.005, most * 1.01])
    chart.update_yaxes(visible=False, range=[-0.35, len(rows) - 0.15])
    chart.update_layout(showlegend=legend, legend=LEGEND | {"y": 1, "yanchor": "bottom"})
    return chart
