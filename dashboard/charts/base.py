"""What every chart starts from: a plain figure in the reader's colours, and text made safe."""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import shapely
from plotly.io.json import to_json_plotly

from dashboard.core.palette import Palette, rgb

FONT = "Inter, 'Noto Sans', 'Noto Sans Thai', Sarabun, 'Leelawadee UI', Thonburi, sans-serif"
LABEL = 13
# How long a line is of what a mark says when it is pointed at.
HOVER_LETTERS = 48
HOVER_LINES = textwrap.TextWrapper(HOVER_LETTERS, break_long_words=False, break_on_hyphens=False)
# How much of its colour a mark keeps that is not chosen.
MUTED = 0.35
# A degree of longitude is shorter than one of latitude away from the equator; 13° N is Thailand.
ASPECT_OF_THAILAND = 1 / 0.974

# What plotly measures in pixels, by the name of the property.
PIXELS = frozenset(
    ("size", "height", "xshift", "yshift", "ax", "ay", "standoff", "ticklen", "entrywidth")
)

CONFIG = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
    "responsive": True,
}


class Chart(go.Figure):
    """A figure described in plain values, and put into words for the browser once.

    Plotly checks them where somebody reads `data` or `layout`, as the tests do: it takes longer
    than all that the chart needs else.
    """

    def __init__(self, layout: Mapping[str, Any]) -> None:
        self._traces: list[dict] = []
        self._settings = _plain_values(layout)
        self._plain: dict | None = None

    @property
    def _checked(self) -> go.Figure:
        return go.Figure(self.to_dict())

    @property
    def data(self) -> tuple:
        """The traces, checked."""
        return self._checked.data

    @property
    def layout(self) -> Any:
        """The layout, checked."""
        return self._checked.layout

    @property
    def settings(self) -> Mapping[str, Any]:
        """The layout as it was described."""
        return self._settings

    def add_traces(self, traces: Iterable[Mapping[str, Any]]) -> Chart:
        """Add traces, each with its `type`."""
        self._traces += map(_plain_values, traces)
        return self

    def add_scatter(self, **trace: Any) -> Chart:
        """Add points or a line."""
        return self.add_traces([{"type": "scatter", **trace}])

    def add_bar(self, **trace: Any) -> Chart:
        """Add bars."""
        return self.add_traces([{"type": "bar", **trace}])

    def add_annotation(self, **note: Any) -> Chart:
        """Add a text at a point."""
        return self._add_to("annotations", note)

    def add_vline(self, *, x: Any, line: Mapping[str, Any]) -> Chart:
        """Add an upright line through the whole plot."""
        ends = {"x0": x, "x1": x, "xref": "x", "y0": 0, "y1": 1, "yref": "y domain"}
        return self._add_to("shapes", {"type": "line", **ends, "line": line})

    def _add_to(self, name: str, value: Mapping[str, Any]) -> Chart:
        self._settings[name] = [*self._settings.get(name, ()), _plain_values(value)]
        return self

    def update_layout(self, settings: Mapping[str, Any] | None = None, **more: Any) -> Chart:
        """Change settings of the layout; a mapping changes what it names and keeps the rest."""
        self._settings = _merged(self._settings, _plain_values({**(settings or {}), **more}))
        return self

    def update_xaxes(self, **settings: Any) -> Chart:
        """Change settings of every axis from left to right."""
        return self.update_layout(dict.fromkeys(self._axes("xaxis"), settings))

    def update_yaxes(self, **settings: Any) -> Chart:
        """Change settings of every upright axis."""
        return self.update_layout(dict.fromkeys(self._axes("yaxis"), settings))

    def _axes(self, kind: str) -> list[str]:
        return [name for name in self._settings if name.startswith(kind)]

    def to_dict(self) -> dict:
        """The figure as plain lists, dicts and numbers."""
        if self._plain is None:
            said = {"data": self._traces, "layout": self._settings}
            self._plain = json.loads(to_json_plotly(said))
        return self._plain

    def copied(self) -> Chart:
        """This figure, to be added to."""
        other = Chart(self._settings)
        other._traces = list(self._traces)
        return other

    def worded(self, plain: dict) -> Chart:
        """This figure, put into other words for the browser, which nobody checks."""
        other = self.copied()
        other._plain = plain
        return other


def _plain_values(value: Any) -> Any:
    """A value with dicts and lists in place of what pandas and numpy have; None is left out."""
    if isinstance(value, Mapping):
        return {str(key): _plain_values(each) for key, each in value.items() if each is not None}
    if isinstance(value, pd.Series | pd.Index | np.ndarray):
        return value.tolist()
    if isinstance(value, list | tuple):
        of_settings = bool(value) and isinstance(value[0], Mapping)
        return [*map(_plain_values, value)] if of_settings else list(value)
    return value


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Settings with others in their place; mappings in both are merged."""
    both = {
        key: _merged(old[key], value)
        for key, value in new.items()
        if isinstance(value, Mapping) and isinstance(old.get(key), Mapping)
    }
    return {**old, **new, **both}


def sourced(figure: Chart, line: str) -> Chart:
    """A figure whose marks say, below their value, a `line` with its unit, date and sources.

    The line is sent once and not with each mark; areas, which have no template, hold it in full.
    What marks say is broken into lines: plotly breaks none, and a drawing cuts off what is wider.
    """
    told = "<br>" + _in_lines(escape(line))
    plain = figure.to_dict()
    traces = [_sourced(each, told) for each in plain["data"]]
    return figure.worded({**plain, "data": traces, "layout": {**plain["layout"], "meta": [told]}})


def _sourced(trace: dict, told: str) -> dict:
    end = "%{layout.meta[0]}<extra></extra>"
    if template := trace.get("hovertemplate"):
        return {**trace, "hovertemplate": template.removesuffix("<extra></extra>") + end}
    if trace.get("hoverinfo") != "text":
        return trace
    if trace.get("hoveron") == "fills":
        return {**trace, "text": _in_lines(trace["text"]) + told}
    said = "hovertext" if "hovertext" in trace else "text"
    texts = trace[said]
    lines = _in_lines(texts) if isinstance(texts, str) else [*map(_in_lines, texts)]
    return {**trace, said: lines, "hovertemplate": f"%{{{said}}}{end}"}


def _in_lines(markup: str) -> str:
    """What a mark says in lines of `HOVER_LETTERS` at most, where words leave a choice."""
    lines = markup.split("<br>")
    return "<br>".join(part for line in lines for part in HOVER_LINES.wrap(line) or [line])


def figure(colours: Palette, height: int, **layout: object) -> Chart:
    """An empty figure of a height in pixels: no frame, no legend, nothing to drag."""
    axis = {
        "gridcolor": colours.grid,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"color": colours.muted, "size": LABEL},
    }
    empty = Chart(
        {
            "height": height,
            "template": "none",
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": LABEL, "color": colours.ink},
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "autoexpand": True},
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {
                "font": {"family": FONT, "size": LABEL, "color": colours.paper},
                "bgcolor": colours.ink,
                "bordercolor": colours.ink,
                "align": "left",
            },
            "xaxis": axis,
            "yaxis": axis,
        }
    )
    return empty.update_layout(layout) if layout else empty


def enlarged(figure: go.Figure, factor: float) -> dict:
    """A figure with everything that is measured in pixels `factor` times as large."""

    def grown(value: Any, key: str, within: str) -> Any:
        if isinstance(value, dict):
            # The tail of an arrow may lie at a point of the axes instead of so many pixels away.
            placed = {each for each in ("ax", "ay") if value.get(f"{each}ref", "pixel") != "pixel"}
            return {
                inner: each if inner in placed else grown(each, inner, key)
                for inner, each in value.items()
            }
        if isinstance(value, list | tuple):
            return [grown(each, key, within) for each in value]
        # The width of a bar is in units of its axis, that of a line in pixels.
        in_pixels = key in PIXELS or within == "margin" or (key == "width" and within == "line")
        counts = isinstance(value, int | float) and not isinstance(value, bool)
        return value * factor if in_pixels and counts else value

    return grown(figure.to_plotly_json(), "", "")


def round_steps(most: float) -> list[int]:
    """Round numbers from 0 to at most `most`, six of them at the most."""
    power = 10 ** int(math.log10(max(most, 1)))
    sizes = (max(1, int(power * part)) for part in (0.2, 0.5, 1, 2))
    return list(range(0, int(most) + 1, next(size for size in sizes if most <= 5 * size)))


def escape(text: str) -> str:
    """`text` with the characters that plotly reads as markup made plain."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def leads_to(choices: str | Iterable[str]) -> dict[str, Any]:
    """The `meta` of a trace whose marks choose something (`choosing`), the same or each its own.

    `mark_choice.js` reads it. A mark with an empty choice chooses nothing.
    """
    return {"choose": choices if isinstance(choices, str) else list(choices)}


def mixed(low: str, high: str, part: float) -> str:
    """The colour that lies `part` of the way from one hex colour to another."""
    pairs = zip(rgb(low), rgb(high), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def faded(colour: str, colours: Palette, *, muted: bool = True) -> str:
    """A hex colour as it is, or `muted` for a mark that is not chosen where another is."""
    return mixed(colours.paper, colour, MUTED) if muted else colour


def veil(colour: str) -> str:
    """A colour that lets through what lies below it."""
    red, green, blue = rgb(colour)
    return f"rgba({red},{green},{blue},0.78)"


def outline(area: shapely.Geometry) -> tuple[list[float | None], list[float | None]]:
    """The rings of an area as x and y with gaps between.

    Points and lines, as cutting an area may leave at the edge of the cut, are no part of it.
    """
    x: list[float | None] = []
    y: list[float | None] = []
    for polygon in shapely.get_parts(area):
        if polygon.geom_type != "Polygon" or polygon.is_empty:
            continue
        across, up = polygon.exterior.coords.xy
        x += [*(round(value, 2) for value in across), None]
        y += [*(round(value, 2) for value in up), None]
    return x, y
