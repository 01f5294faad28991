"""A plotly figure as SVG that needs no script: what the charts of the pages draw with.

It knows the traces, symbols and annotations that `dashboard.charts` uses, and raises ValueError for
any other kind of trace.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import plotly.graph_objects as go

from dashboard.exports.svg.plot_axes import LABEL, Axis, axis_of, missing, values_of
from dashboard.exports.svg.plot_marks import (
    Patterns,
    dashes,
    each,
    path_of,
    polylines,
    symbol,
    visible,
)
from dashboard.exports.svg.plot_text import (
    LINE,
    Lines,
    height_of,
    likely_width,
    lines_of,
    set_text,
    width_of,
)

AXIS = re.compile(r"([xy])axis(\d*)")
LEGEND_SIGN, LEGEND_GAP, LEGEND_LINE, LEGEND_EDGE = 40.0, 5.0, 19.0, 5.0
# Between the labels of an axis and the edge of the sheet; plotly's.
EDGE = 8.0
# The diameter of a mark that states none; plotly's.
MARKER = 6.0
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


@dataclass
class Room:
    """The room of the plots on the sheet, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


def figure_svg(figure: go.Figure, width: float, *, key: str = "") -> str:
    """The figure on a sheet of `width` pixels; its height is its own.

    `key` tells its patterns apart from those of other drawings in one document.
    """
    drawn = _Drawing(figure.to_plotly_json(), width, key)
    return ET.tostring(drawn.draw(), encoding="unicode")


class _Drawing:
    def __init__(self, said: Mapping[str, Any], width: float, key: str) -> None:
        self.layout, self.traces = said["layout"], list(said["data"])
        self.width, self.height = width, float(self.layout.get("height") or 400)
        self.ink = self.layout.get("font", {}).get("color", "#000")
        self.root = ET.Element("svg", xmlns="http://www.w3.org/2000/svg")
        self.root.set("viewBox", f"0 0 {width:g} {self.height:g}")
        self.root.set("font-size", f"{LABEL:g}")
        self.root.set("aria-hidden", "true")
        self.patterns = Patterns(self.root, key)
        if unknown := {t.get("type") for t in self.traces} - {"scatter", "bar"}:
            raise ValueError(f"no drawing for traces of the type {', '.join(map(str, unknown))}")

    def draw(self) -> ET.Element:
        self.axes = self._axes()
        self.legend = self._legend_rows()
        self.room = self._room()
        for axis in self.axes.values():
            self._place(axis)
        self._keep_shape()
        for axis in self.axes.values():
            self._grid(axis)
        self._shapes()
        stacked: dict[tuple[str, Any], float] = {}
        for trace in self.traces:
            self._bars(trace, stacked) if trace["type"] == "bar" else self._scatter(trace)
        for note in self.layout.get("annotations", ()):
            self._annotation(note)
        self._legend()
        return self.root

    def _axes(self) -> dict[str, Axis]:
        names = {f"{found[1]}{found[2]}": said for name, said in self.layout.items()
                 if (found := AXIS.fullmatch(name))}  # fmt: skip
        for trace in self.traces:
            names.setdefault(_axis_key(trace, "x"), {})
            names.setdefault(_axis_key(trace, "y"), {})
        axes: dict[str, Axis] = {}
        for key, said in names.items():
            letter = key[0]
            values: list[Any] = []
            role = ""
            for trace in self.traces:
                if _axis_key(trace, letter) == key:
                    values += values_of(trace.get(letter))
                    if trace["type"] == "bar" and not all(map(missing, values_of(trace["x"]))):
                        along = (trace.get("orientation") == "h") == (letter == "x")
                        role = "lengths" if along else role or "places"
                        values += self._tops(letter) if along else []
            axes[key] = axis_of(key, said, values, bars=role)
        return axes

    def _tops(self, letter: str) -> list[float]:
        """The far ends of stacked bars, which are further than any of their values."""
        if self.layout.get("barmode") != "stack":
            return []
        other = "y" if letter == "x" else "x"
        sums: dict[Any, float] = {}
        for trace in self.traces:
            if trace["type"] == "bar":
                pairs = zip(values_of(trace.get(other)), values_of(trace.get(letter)), strict=True)
                for place, value in pairs:
                    if not missing(value) and not missing(place):
                        sums[place] = sums.get(place, 0.0) + float(value)
        return list(sums.values())

    def _taken(self) -> dict[str, float]:
        """What margins and axes take at each side."""
        margin = self.layout.get("margin", {})
        sides = {side: float(margin.get(side, 8)) for side in "ltrb"}
        needs = dict.fromkeys("ltrb", 0.0)
        for axis in self.axes.values():
            side = {"top": "t", "right": "r"}.get(
                axis.said.get("side", ""), "b" if axis.across else "l"
            )
            if axis.said.get("domain", (0, 1))[0] == 0 or axis.across:
                needs[side] = max(needs[side], axis.room())
        return {side: max(sides[side], needs[side] + EDGE if needs[side] else 0) for side in "ltrb"}

    def _room(self) -> Room:
        taken = self._taken()
        high = len(self.legend) * LEGEND_LINE + (2 * LEGEND_EDGE if self.legend else 0)
        beyond = float(self.layout.get("legend", {}).get("y", 1)) - 1
        above = beyond >= 0
        if above and high:  # so many plots above the plot
            plot = (self.height - taken["t"] - taken["b"] - high) / (1 + beyond)
            high += beyond * plot
        return Room(
            taken["l"],
            taken["t"] + (high if above else 0),
            self.width - taken["r"],
            self.height - taken["b"] - (0 if above else high),
        )

    def _place(self, axis: Axis) -> None:
        low, high = axis.said.get("domain", (0.0, 1.0))
        room = self.room
        if axis.across:
            wide = room.right - room.left
            axis.start, axis.end = room.left + wide * low, room.left + wide * high
        else:
            tall = room.bottom - room.top
            axis.start, axis.end = room.bottom - tall * low, room.bottom - tall * high

    def _keep_shape(self) -> None:
        """Widen the range of one axis where both are to have one scale."""
        for key, axis in self.axes.items():
            if "scaleanchor" not in axis.said:
                continue
            other = self.axes[axis.said["scaleanchor"]]
            ratio = float(axis.said.get("scaleratio", 1))
            mine = abs(axis.end - axis.start) / abs(axis.high - axis.low) / ratio
            theirs = abs(other.end - other.start) / abs(other.high - other.low)
            wide, factor = (axis, mine / theirs) if mine > theirs else (other, theirs / mine)
            assert key
            # Where what is left over goes: to both sides, or all to one.
            toward = {"left": 0.0, "bottom": 0.0, "right": 1.0, "top": 1.0}.get(
                str(wide.said.get("constraintoward")), 0.5
            )
            kept = wide.low + (wide.high - wide.low) * toward
            reach = (wide.high - wide.low) * factor
            wide.low, wide.high = kept - reach * toward, kept + reach * (1 - toward)

    def _crossing(self, axis: Axis) -> Axis:
        anchor = axis.said.get("anchor") or ("y" if axis.across else "x")
        return self.axes.get(anchor) or next(
            each for each in self.axes.values() if each.across != axis.across
        )

    def _grid(self, axis: Axis) -> None:
        if not axis.said.get("visible", True):
            return
        other, said = self._crossing(axis), axis.said
        ends = (other.start, other.end)
        low, high = sorted((axis.low, axis.high))
        side = said.get("side") or ("bottom" if axis.across else "left")
        for value, lines in axis.ticks():
            if not low - 1e-6 <= value <= high + 1e-6:
                continue
            at = axis.at(value)
            if said.get("showgrid", True) and not axis.categories:
                self._rule(axis, at, ends, said.get("gridcolor", "#ddd"))
            if axis.shown:
                self._tick(axis, at, lines, max(ends) if side in ("bottom", "right") else min(ends))
        if said.get("zeroline") and low <= 0 <= high:
            self._rule(axis, axis.at(0), ends, said.get("zerolinecolor", "#ddd"))
        if axis.categories and len(axis.categories[0]) > 1:
            self._groups(axis, min(ends))

    def _rule(self, axis: Axis, at: float, ends: tuple[float, float], colour: str) -> None:
        a, b = ends
        path = f"M{at:.1f} {a:.1f}V{b:.1f}" if axis.across else f"M{a:.1f} {at:.1f}H{b:.1f}"
        ET.SubElement(self.root, "path", {"d": path, "stroke": colour, "fill": "none"})

    def _tick(self, axis: Axis, at: float, lines: Lines, edge: float) -> None:
        size, font = axis.size, axis.said.get("tickfont", {})
        look: dict[str, Any] = {"size": size, "fill": font.get("color", self.ink)}
        high = height_of(lines, size)
        if not axis.across:
            left = edge - 1 - float(axis.said.get("ticklen", 0))
            set_text(self.root, lines, (left, at - high / 2), anchor="end", **look)
        elif axis.turned:
            # Slanted labels begin at the axis and rise from it; upright ones end there.
            above = edge - 5 - 0.6 * high * math.cos(math.radians(axis.turned))
            set_text(self.root, lines, (at - high / 2, above), angle=axis.turned, **look)
        elif axis.said.get("side") == "top":
            set_text(self.root, lines, (at, edge - 2 - high), anchor="middle", **look)
        else:
            set_text(self.root, lines, (at, edge + 1), anchor="middle", **look)

    def _groups(self, axis: Axis, edge: float) -> None:
        """The outer names of pairs of categories, each in the middle of its own, and dividers."""
        wide = max(likely_width([[(each[-1], False)]], axis.size) for each in axis.categories)
        colour = axis.said.get("tickfont", {}).get("color", self.ink)
        groups: dict[str, list[int]] = {}
        for at, names in enumerate(axis.categories):
            groups.setdefault(names[0], []).append(at)
        for name, places in groups.items():
            middle = (axis.at(places[0]) + axis.at(places[-1])) / 2
            set_text(
                self.root, [[(name, False)]], (edge - wide - 11, middle - 0.65 * axis.size),
                size=axis.size, fill=colour, anchor="end",
            )  # fmt: skip
            if axis.said.get("showdividers"):
                edge_at = axis.at(places[-1] + 0.5)
                line = {"d": f"M0 {edge_at:.1f}H{edge:.1f}", "fill": "none"}
                ET.SubElement(self.root, "path", line | {"stroke": axis.said["dividercolor"]})

    def _where(self, ref: str, value: Any, letter: str) -> float:
        """The pixel of a value on an axis, on the domain of one, or on the whole sheet."""
        if ref == "paper":
            room = self.room
            if letter == "x":
                return room.left + (room.right - room.left) * float(value)
            return room.bottom - (room.bottom - room.top) * float(value)
        axis = self.axes[ref.removesuffix(" domain") or letter]
        if ref.endswith(" domain"):
            return axis.start + (axis.end - axis.start) * float(value)
        return axis.at(value)

    def _shapes(self) -> None:
        for shape in self.layout.get("shapes", ()):
            ends = [
                (self._where(shape.get("xref", "x"), shape[f"x{n}"], "x"),
                 self._where(shape.get("yref", "y"), shape[f"y{n}"], "y"))
                for n in "01"
            ]  # fmt: skip
            self._line(ends, shape.get("line", {}), 1)

    def _line(
        self, part: Sequence[tuple[float, float]], line: Mapping[str, Any], opacity: float
    ) -> None:
        width = float(line.get("width", 2))
        said = {"d": path_of(part, shape=str(line.get("shape", ""))), "fill": "none"}
        said |= {"stroke": str(line.get("color", self.ink)), "stroke-width": f"{width:g}"}
        if opacity != 1:
            said["opacity"] = f"{opacity:g}"
        ET.SubElement(self.root, "path", said | dashes(str(line.get("dash", "")), width))

    def _scatter(self, trace: Mapping[str, Any]) -> None:
        across, up = self.axes[_axis_key(trace, "x")], self.axes[_axis_key(trace, "y")]
        values = list(zip(values_of(trace.get("x")), values_of(trace.get("y")), strict=True))
        points = [
            (None, None) if missing(x) or missing(y) else (across.at(x), up.at(y))
            for x, y in values
        ]
        mode, opacity = str(trace.get("mode", "lines")), float(trace.get("opacity") or 1)
        parts = list(polylines(points))
        if trace.get("fill") == "toself":
            self._area(trace, parts, opacity)
        elif "lines" in mode:
            for part in parts:
                self._line(part, trace.get("line", {}), opacity)
        known = [(at, point) for at, point in enumerate(points) if point[0] is not None]
        if "markers" in mode:
            for at, (x, y) in known:
                symbol(self.root, x, y, _one(trace.get("marker", {}), at, len(points)))
        if "text" in mode:
            self._texts(trace, known, len(points))

    def _area(
        self, trace: Mapping[str, Any], parts: Sequence[Sequence[tuple[float, float]]],
        opacity: float,
    ) -> None:  # fmt: skip
        if not parts:
            return
        line = trace.get("line", {})
        said = {"d": "".join(path_of(part, closed=True) for part in parts)}
        said |= {"fill": visible(trace.get("fillcolor")), "stroke": visible(line.get("color"))}
        said["stroke-width"] = f"{float(line.get('width', 2)):g}"
        if opacity != 1:
            said["opacity"] = f"{opacity:g}"
        ET.SubElement(self.root, "path", said | dashes(str(line.get("dash", "")), 2))

    def _texts(
        self, trace: Mapping[str, Any], known: Sequence[tuple[int, tuple[float, float]]], count: int
    ) -> None:
        font = trace.get("textfont", {})
        place = str(trace.get("textposition", "middle center"))
        marked = "markers" in str(trace.get("mode"))
        for at, (x, y) in known:
            own = _one(font, at, count)
            size = float(own.get("size") or LABEL)
            lines = lines_of(str(each(trace.get("text", ""), count)[at]))
            # As plotly does: beside a mark, and a little more, since some are larger than they say.
            marker = _one(trace.get("marker", {}), at, count) if marked else {}
            beside = float(marker.get("size") or MARKER) / 1.6 + 1 if marked else 0.0
            down, aside = place.split()
            sign = {"top": -1, "middle": 0, "bottom": 1}[down]
            high = (len(lines) - 1) * LINE * size + size
            top = y - 0.25 * size + sign * beside + (sign - 1) * high / 2
            shift = {"left": -beside, "center": 0.0, "right": beside}[aside]
            anchor = {"left": "end", "center": "middle", "right": "start"}[aside]
            fill = str(own.get("color") or self.ink)
            set_text(self.root, lines, (x + shift, top), size=size, fill=fill, anchor=anchor)

    def _bars(self, trace: Mapping[str, Any], stacked: dict[tuple[str, Any], float]) -> None:
        flat = trace.get("orientation") == "h"
        place, along = ("y", "x") if flat else ("x", "y")
        on, to = self.axes[_axis_key(trace, place)], self.axes[_axis_key(trace, along)]
        places, values = values_of(trace.get(place)), values_of(trace.get(along))
        count = len(places)
        bases = each(trace.get("base", 0), count)
        thick = float(trace.get("width") or 1 - float(self.layout.get("bargap", 0.2)))
        marker = trace.get("marker", {})
        for at, (where, value) in enumerate(zip(places, values, strict=True)):
            if missing(where) or missing(value):
                continue
            base = float(bases[at])
            if self.layout.get("barmode") == "stack":
                base = stacked.get((on.key, where), 0.0)
                stacked[on.key, where] = base + float(value)
            middle = on.number(where)
            edges = [on.at(middle - thick / 2), on.at(middle + thick / 2)]
            ends = [to.at(base), to.at(base + float(value))]
            (x0, x1), (y0, y1) = (ends, edges) if flat else (edges, ends)
            self._bar(_one(marker, at, count), (min(x0, x1), min(y0, y1)),
                      (abs(x1 - x0), abs(y1 - y0)))  # fmt: skip
            self._bar_text(trace, at, count, flat, ends, edges)

    def _bar(
        self, look: Mapping[str, Any], corner: tuple[float, float], size: tuple[float, float]
    ) -> None:
        pattern, line = look.get("pattern") or {}, look.get("line") or {}
        fill = self.patterns.fill(str(look.get("color")), pattern)
        said = {"x": f"{corner[0]:.1f}", "y": f"{corner[1]:.1f}", "width": f"{size[0]:.1f}"}
        said |= {"height": f"{size[1]:.1f}", "fill": fill}
        if line.get("width"):
            said |= {"stroke": visible(line.get("color")), "stroke-width": f"{line['width']:g}"}
        ET.SubElement(self.root, "rect", said)

    def _bar_text(
        self, trace: Mapping[str, Any], at: int, count: int, flat: bool,
        ends: Sequence[float], edges: Sequence[float],
    ) -> None:  # fmt: skip
        if not trace.get("text"):
            return
        font = _one(trace.get("insidetextfont") or trace.get("textfont") or {}, at, count)
        size, fill = float(font.get("size") or LABEL), str(font.get("color") or self.ink)
        lines = lines_of(str(each(trace["text"], count)[at]))
        high, middle = height_of(lines, size), sum(edges) / 2
        inside = each(trace.get("textposition", "auto"), count)[at] != "outside"
        if flat:
            x = sum(ends) / 2 if inside else ends[1] + 3
            anchor = "middle" if inside else "start"
            set_text(self.root, lines, (x, middle - high / 2), size=size, fill=fill, anchor=anchor)
            return
        top = sum(ends) / 2 - high / 2 if inside else min(ends) - high - 2
        set_text(self.root, lines, (middle, top), size=size, fill=fill, anchor="middle")

    def _annotation(self, note: Mapping[str, Any]) -> None:
        x = self._where(note.get("xref", "x"), note["x"], "x")
        y = self._where(note.get("yref", "y"), note["y"], "y")
        size = float(note.get("font", {}).get("size", LABEL))
        lines, pad = lines_of(note["text"]), float(note.get("borderpad", 1))
        wide, high = width_of(lines, size), height_of(lines, size)
        if note.get("showarrow", True):
            tail = (self._where(note.get("axref", "x"), note["ax"], "x"),
                    self._where(note.get("ayref", "y"), note["ay"], "y"))  # fmt: skip
            line = {"color": note.get("arrowcolor"), "width": note.get("arrowwidth", 1)}
            self._line([tail, _short_of(tail, (x, y), float(note.get("standoff", 0)))], line, 1)
            x, y = tail
        x, y = x + float(note.get("xshift", 0)), y - float(note.get("yshift", 0))
        across = note.get("xanchor", "center")
        left = {"left": x + pad, "center": x - wide / 2, "right": x - wide - pad}[across]
        top = {"top": y + pad, "middle": y - high / 2, "bottom": y - high - pad}[
            note.get("yanchor", "middle")
        ]
        if note.get("bgcolor"):
            box = {"x": f"{left - pad:.1f}", "y": f"{top - pad:.1f}", "fill": note["bgcolor"]}
            box |= {"width": f"{wide + 2 * pad:.1f}", "height": f"{high + 2 * pad:.1f}"}
            ET.SubElement(self.root, "rect", box)
        align = note.get("align", "center")
        # The true width is the browser's to know, so a block keeps the edge that it is placed by.
        align = across if len(lines) == 1 or across != "center" else align
        if left < 0:
            left, align = 0.0, "left"
        at = {"left": left, "center": left + wide / 2, "right": left + wide}[align]
        fill = note.get("font", {}).get("color", self.ink)
        set_text(self.root, lines, (at, top), size=size, fill=fill, anchor=ANCHORS[align])

    def _legend_rows(self) -> list[list[tuple[Mapping[str, Any], float]]]:
        """The entries of the legend in rows as wide as the sheet, with the place of each."""
        if not self.layout.get("showlegend"):
            return []
        told = [trace for trace in self.traces
                if trace.get("name") and trace.get("showlegend", True)]  # fmt: skip
        if self.layout.get("legend", {}).get("traceorder") != "normal" or any(
            "legendrank" in trace for trace in told
        ):
            told = sorted(told, key=lambda trace: trace.get("legendrank", 1000))
        size = float(self.layout.get("legend", {}).get("font", {}).get("size", LABEL))
        widths = [
            LEGEND_SIGN + likely_width(lines_of(trace["name"]), size) + LEGEND_GAP for trace in told
        ]
        # As plotly does: what does not fit one row stands in columns of the same width.
        taken = self._taken()
        wide_at_most = self.width - taken["l"] - taken["r"]
        if sum(widths) > wide_at_most:
            widths = [max(widths)] * len(told)
        rows: list[list[tuple[Mapping[str, Any], float]]] = []
        left = 0.0
        for trace, wide in zip(told, widths, strict=True):
            if not rows or left + wide > wide_at_most:
                rows.append([])
                left = 0.0
            rows[-1].append((trace, left))
            left += wide
        return rows

    def _legend(self) -> None:
        said = self.layout.get("legend", {})
        size = float(said.get("font", {}).get("size", LABEL))
        high = len(self.legend) * LEGEND_LINE + LEGEND_EDGE
        beyond = float(said.get("y", 1)) - 1
        below = self.room.bottom + max(
            (axis.room() for axis in self.axes.values()
             if axis.across and axis.said.get("side") != "top"), default=0,
        )  # fmt: skip
        lifted = self.room.top - beyond * (self.room.bottom - self.room.top)
        top = lifted - high if beyond >= 0 else below + LEGEND_EDGE
        for row in self.legend:
            for trace, begins in row:
                left = self.room.left + begins
                self._sign(trace, left + 20, top + LEGEND_LINE / 2)
                lines = lines_of(trace["name"])
                at = (left + LEGEND_SIGN, top + (LEGEND_LINE - height_of(lines, size)) / 2)
                set_text(self.root, lines, at, size=size, fill=self.ink)
            top += LEGEND_LINE

    def _sign(self, trace: Mapping[str, Any], x: float, y: float) -> None:
        if trace["type"] == "scatter" and "lines" in str(trace.get("mode", "")):
            self._line([(x - 14, y), (x + 14, y)], trace.get("line", {}), 1)
            return
        look = _one(trace.get("marker", {}), 0, 1)
        if trace["type"] == "bar":
            self._bar(look, (x - 6, y - 6), (12, 12))
        else:
            symbol(self.root, x, y, look)


def _axis_key(trace: Mapping[str, Any], letter: str) -> str:
    key = str(trace.get(f"{letter}axis") or letter)
    return letter if key == f"{letter}1" else key


def _one(look: Mapping[str, Any], at: int, count: int) -> dict[str, Any]:
    """The look of one of `count` marks, of what is said for all or for each."""
    found: dict[str, Any] = {}
    for key, value in look.items():
        if isinstance(value, Mapping) and "bdata" not in value:
            found[key] = _one(value, at, count)
        else:
            many = each(value, count)
            found[key] = many[at] if at < len(many) else None
    return found


def _short_of(
    start: tuple[float, float], end: tuple[float, float], by: float
) -> tuple[float, float]:
    """The point so many pixels before the end of a line."""
    length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5 or 1.0
    share = max(0.0, 1 - by / length)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
