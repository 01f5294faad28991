"""A map with its insets: what stands where on the sheet, in pixels. One model for every map drawn.

A symbol stands on the projected point of its place; nothing moves it. Where symbols would cover
each other, or a name finds no room, an inset shows that area at a larger scale. There its places
have their symbols and names; on the main map they are dots inside a frame, joined to the inset by a
line.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.content.places import Bounds
from dashboard.core.dataset import cached
from dashboard.maps.annotations import Name, ScaleBar, country_names, ground, scale_bar, sums
from dashboard.maps.geometry import (
    Box,
    Line,
    Point,
    grown,
    hull,
    overlap,
    shift,
)
from dashboard.maps.label_placement import LabelRequest, Placement, cross, hits, place_labels
from dashboard.maps.projection import MIDDLE, Projection, flat_areas, opening, projection_of

PRIORITY = {"joined": 0, "founding": 1, "proposed": 1}  # who is named first where room is short
COVERED = 1 / 3  # two symbols may share as much of their width
_TURNS = 5  # how often insets are chosen anew because a name found no room
_HOPELESS = 3  # with more names without room than these, type and symbols are made smaller at once
_SMALLER = (1.0, 0.92, 0.85, 0.78)  # type and symbols, while names find no room
_NEIGHBOURS = 3  # with how many of its neighbours a place without a name is tried in an inset
# Insets to try, in heights of the type: widths and heights.
_WIDTHS, _HEIGHTS = (8, 9.5, 11, 13, 15, 18, 21, 25), (5, 6, 7.5, 9, 11, 13, 16, 19)
_LARGEST = 0.6, 0.95  # of the sheet, along its longer and its shorter side
_LEAST = 1.6  # how much larger an inset is than the main map
_CLEAR, _APART = 1.2, 3.0  # how many symbols apart its places have to be, and may be
_EDGE, _AWAY = 6.0, 7.0  # from an inset to the edge, and to another inset or symbol
_CHOICE = 120  # positions of an inset whose line is looked at
_LABEL, _LAND, _OTHER_LAND, _CONTEXT = 5.0, 1.0, 0.45, 0.12  # what it costs to cover a cell
_NEAR = 0.0012  # what it costs to lie a pixel farther from the frame
_ASIDE = 0.7  # what it costs not to show the bounds in the middle
_CROSSED = 0.8  # what a line costs for each thing that it crosses


class Spot(NamedTuple):
    """A place on its way to a map: 0 is the `priority` that is named first."""

    place_id: str
    country_id: str
    text: str
    lon: float
    lat: float
    priority: int


@cached
def spots_of(rows: pd.DataFrame) -> tuple[Spot, ...]:
    """Rows of `labelled` on their way to a map; `priority`, if there, ranks them."""
    rank = rows["priority"] if "priority" in rows else rows["kind"].map(PRIORITY)
    return tuple(
        Spot(row.place_id, row.country_id, row.label, float(row.lon), float(row.lat), int(first))
        for row, first in zip(rows.itertuples(), rank, strict=True)
    )


class Style(NamedTuple):
    """The size of a map's type and symbols in pixels, and boxes that nothing may cover."""

    font: float
    symbol: float
    reserved: tuple[Box, ...] = ()

    def scaled(self, by: float) -> Style:
        """Type and symbols a little smaller."""
        return self._replace(font=round(self.font * by, 1), symbol=round(self.symbol * by, 1))


@dataclass(frozen=True)
class Panel:
    """A part of the sheet with its projection; symbols by place, and the labels placed."""

    box: Box
    projection: Projection
    symbols: dict[str, Point]
    labels: tuple[Placement, ...]


@dataclass(frozen=True)
class Inset(Panel):
    """A panel at a larger scale: its frame on the main map, and the line to it."""

    frame: Box
    line: Line

    @property
    def key(self) -> str:
        """What tells it from the other insets of a map: the first of its places."""
        return next(iter(self.symbols))

    @property
    def area(self) -> Bounds:
        """West, south, east and north of what it shows."""
        return self.projection.bounds(self.box)


@dataclass(frozen=True)
class MapLayout:
    """The main map and its insets; `dots` are the places of insets where they lie on the former."""

    size: tuple[int, int]
    style: Style
    main: Panel
    insets: tuple[Inset, ...]
    dots: dict[str, Point]
    cost: float = 0.0
    crowded: int = 0  # places for whose inset there was no room
    countries: tuple[Name, ...] = ()
    scale_bars: tuple[ScaleBar, ...] = ()

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The main map first."""
        return (self.main, *self.insets)

    @property
    def labels(self) -> tuple[Placement, ...]:
        """Every label, of the main map and of insets."""
        return tuple(label for panel in self.panels for label in panel.labels)

    @property
    def unnamed(self) -> tuple[str, ...]:
        """The places on the sheet that found no room for their name."""
        named = {label.place_id for label in self.labels}
        return tuple(key for panel in self.panels for key in panel.symbols if key not in named)

    @property
    def rank(self) -> tuple[int, float]:
        """The lower, the better: places without name or inset, then what the insets cover."""
        return len(self.unnamed) + self.crowded, self.cost


@cached
def map_layout(
    spots: tuple[Spot, ...], bounds: Bounds, size: tuple[int, int], style: Style
) -> MapLayout:
    """Lay out places on a sheet of `size` pixels that opens on `bounds`.

    Of the positions of these on the sheet (in the middle, at either end) the one is taken that
    leaves no place without a name and covers the least with insets. If none does, type and symbols
    are made smaller.
    """
    best: MapLayout | None = None
    for smaller in _SMALLER:
        found = _laid_out(spots, bounds, size, style.scaled(smaller))
        if best is None or found.rank[0] < best.rank[0]:
            best = found
        if not best.rank[0]:
            break
    assert best is not None
    return _annotated(best)


def _annotated(layout: MapLayout) -> MapLayout:
    """The map with the names of countries, and a scale bar in each panel that has room for one."""
    font, symbol, main = layout.style.font, layout.style.symbol, layout.main
    labels = [shift(label.box, *label.point) for label in layout.labels]
    symbols = [at for panel in layout.panels for at in panel.symbols.values()]
    marks = [grown((x, y, x, y), symbol / 2) for x, y in symbols]
    boxes = [box for inset in layout.insets for box in (inset.box, inset.frame)]
    lines = [inset.line for inset in layout.insets] + [
        shift(label.leader, *label.point) for label in layout.labels if label.leader
    ]  # fmt: skip
    taken = [*labels, *marks]
    bars = [
        scale_bar(each.projection, each.box, font, (each.box[2] - each.box[0]) * 0.3, taken, lines)
        for each in layout.insets
    ]
    taken += [grown(box, 2) for box in boxes] + list(layout.style.reserved)
    longest = min(layout.size[0] * 0.2, font * 9)
    bars.insert(0, scale_bar(main.projection, main.box, font, longest, taken, lines))
    shown = tuple(bar for bar in bars if bar)
    taken = [grown(box, font * 0.2) for box in [*taken, *(bar.box for bar in shown)]]
    said = {" ".join(label.lines) for label in layout.labels}
    names = country_names(main.projection, main.box, font, symbol / 2, taken, lines, said)
    return replace(layout, countries=names, scale_bars=shown)


def _laid_out(
    spots: tuple[Spot, ...], bounds: Bounds, size: tuple[int, int], style: Style
) -> MapLayout:
    """The best map with type and symbols of one size."""
    sheets = [_Sheet(spots, bounds, size, style, anchor) for anchor in (MIDDLE, (0, 0), (1, 1))]
    sheets.sort(key=lambda sheet: sheet.best.rank)
    for sheet in sheets[:2]:
        if sheet.best.rank[0] > _HOPELESS or not sheet.improved().rank[0]:
            break
    return min((sheet.best for sheet in sheets), key=lambda layout: layout.rank)


class _Draft(NamedTuple):
    """An inset whose place on the sheet is not chosen yet: drawn with its corner at 0, 0."""

    extent: tuple[float, float]
    scale: float  # of the main map
    frame: Box
    labels: tuple[Placement, ...]
    points: dict[str, Point]


class _Sheet:
    """A sheet while it is laid out."""

    def __init__(
        self, spots: Sequence[Spot], bounds: Bounds, size: tuple[int, int], style: Style,
        anchor: Point,
    ) -> None:  # fmt: skip
        self.size, self.style, self.aside = size, style, 0.0 if anchor == MIDDLE else _ASIDE
        self.view = projection_of(opening(bounds, size, anchor), size)
        self.box: Box = (0.0, 0.0, float(size[0]), float(size[1]))
        everywhere = {s.place_id: self._pixels(s) for s in spots}
        self.spots = {
            s.place_id: s for s in spots if _inside(everywhere[s.place_id], self.box)
        }  # fmt: skip
        self.points = {key: everywhere[key] for key in self.spots}
        self.countries = {s.country_id for s in spots}
        self.groups = self._crowds()
        self.drawn: dict[frozenset[str], _Draft | None] = {}
        self.best = self._with_insets(self.groups)

    def _pixels(self, spot: Spot) -> Point:
        x, y = self.view.pixels(spot.lon, spot.lat)
        return float(x), float(y)

    def improved(self) -> MapLayout:
        """The best map found: a place without room for its name gets an inset with a neighbour."""
        tried = {frozenset(self.groups)}
        turns = _TURNS
        while self.best.rank[0] and turns:
            for more in self._grown(self.groups, self.best.unnamed):
                if not turns or frozenset(more) in tried:
                    continue
                tried.add(frozenset(more))
                turns -= 1
                found = self._with_insets(more)
                if found.rank < self.best.rank:
                    self.best, self.groups = found, more
                    break
            else:
                break
        return self.best

    # Which places belong together.

    def _crowds(self) -> list[frozenset[str]]:
        """Groups of places whose symbols would cover each other by more than a third."""
        nearest = self.style.symbol * (1 - COVERED)
        pairs = [
            frozenset((a, b)) for a in self.points for b in self.points
            if a < b and math.dist(self.points[a], self.points[b]) < nearest
        ]  # fmt: skip
        return _merged(pairs)

    def _grown(
        self, groups: list[frozenset[str]], missing: Iterable[str]
    ) -> Iterator[list[frozenset[str]]]:
        """The groups with one of the missing places beside one of those nearest to it."""
        for rank in range(_NEIGHBOURS):
            for key in missing:
                others = sorted(
                    (other for other in self.points if other != key),
                    key=lambda other: math.dist(self.points[key], self.points[other]),
                )
                if rank < len(others):
                    yield _merged([*groups, frozenset((key, others[rank]))])

    # Insets.

    def _drafts(self, groups: list[frozenset[str]]) -> list[_Draft]:
        """An inset for each group; a group takes in whatever its frame would touch."""
        while True:
            drafts = [draft for draft in map(self._draft, groups) if draft]
            joined = [frozenset(draft.points) for draft in drafts]
            for n, draft in enumerate(drafts):
                reach = grown(draft.frame, self.style.symbol / 2)
                joined[n] |= {key for key, at in self.points.items() if _inside(at, reach)}
                for other in drafts[:n]:
                    if overlap(draft.frame, other.frame):
                        joined[n] |= frozenset(other.points)
            merged = _merged(joined)
            if set(merged) <= set(groups):
                return drafts
            groups = merged

    def _draft(self, group: frozenset[str]) -> _Draft | None:
        """The smallest inset that names all of a group with its symbols apart."""
        if group in self.drawn:
            return self.drawn[group]
        points = {key: at for key, at in self.points.items() if key in group}
        spots = tuple(self.spots[key] for key in points)
        most = _LARGEST if self.size[0] > self.size[1] else _LARGEST[::-1]
        extents = [
            (wide * self.style.font, high * self.style.font)
            for wide in _WIDTHS for high in _HEIGHTS
            if wide * self.style.font <= most[0] * self.size[0]
            and high * self.style.font <= most[1] * self.size[1]
        ]  # fmt: skip
        best: tuple[float, _Draft] | None = None
        for extent in sorted(extents, key=lambda each: each[0] * each[1]):
            area = extent[0] * extent[1]
            if best and area > best[0]:
                break
            draft = _drawn(extent, points, spots, self.style, self.view.scale)
            if draft is None:
                continue
            led = sum(label.leader is not None for label in draft.labels)
            price = area * (1 + 0.12 * led + 50 * (len(points) - len(draft.labels)))
            if best is None or price < best[0]:
                best = price, draft
        self.drawn[group] = best and best[1]
        return self.drawn[group]

    def _with_insets(self, groups: list[frozenset[str]]) -> MapLayout:
        """The map with an inset for each group for which there is room."""
        drafts = sorted(self._drafts(groups), key=lambda d: -d.extent[0] * d.extent[1])
        inside = {key for draft in drafts for key in draft.points}
        labels = self._labels(inside, [draft.frame for draft in drafts], [], passes=6)
        found: list[tuple[Box, Line, float] | None] = []
        for _again in drafts:
            free = _Room(self, drafts, labels)
            found = [free.place(draft) for draft in drafts]
            if None not in found or found[0] is None:
                break
            # What found no room is the first to be placed.
            drafts.insert(0, drafts.pop(found.index(None)))
        insets = [
            self._inset(draft, *place[:2])
            for draft, place in zip(drafts, found, strict=True) if place
        ]  # fmt: skip
        cost = self.aside + sum(place[2] for place in found if place)
        wanted = inside.union(*groups)
        inside = {key for inset in insets for key in inset.symbols}
        boxes = [box for inset in insets for box in (inset.box, inset.frame)]
        labels = self._labels(inside, boxes, [inset.line for inset in insets])
        symbols = {key: at for key, at in self.points.items() if key not in inside}
        cost += 0.05 * sum(label.leader is not None for label in labels)
        dots = {key: self.points[key] for key in sorted(inside)}
        main = Panel(self.box, self.view, symbols, labels)
        return MapLayout(
            self.size, self.style, main, tuple(insets), dots, cost, len(wanted - inside)
        )

    def _labels(
        self,
        inside: Collection[str],
        boxes: Sequence[Box],
        lines: Sequence[Line],
        **options: int,
    ) -> tuple[Placement, ...]:
        """The labels of the main map, where some places are inside insets."""
        requests = tuple(
            LabelRequest(key, self.spots[key].text, *at, self.spots[key].priority)
            for key, at in self.points.items() if key not in inside
        )  # fmt: skip
        return place_labels(
            requests, self.box, font_px=self.style.font, marker_px=self.style.symbol,
            reserved=(*self.style.reserved, *boxes), lines=tuple(lines), **options,
        )  # fmt: skip

    def _inset(self, draft: _Draft, box: Box, line: Line) -> Inset:
        """The inset of a draft at its box."""
        x, y, scale = box[0], box[1], draft.scale
        # The corner of the frame falls on the corner of the box.
        projection = Projection(
            self.view.scale * scale,
            (self.view.left - draft.frame[0]) * scale + x,
            (self.view.top - draft.frame[1]) * scale + y,
        )
        symbols = {key: (a + x, b + y) for key, (a, b) in draft.points.items()}
        labels = tuple(
            replace(label, point=(label.point[0] + x, label.point[1] + y)) for label in draft.labels
        )
        return Inset(box, projection, symbols, labels, draft.frame, line)


def _drawn(
    extent: tuple[float, float], points: dict[str, Point], spots: Sequence[Spot], style: Style,
    zoom: float,
) -> _Draft | None:  # fmt: skip
    """A group in an inset of a size; None where its symbols do not come apart."""
    left, top, right, bottom = hull(points.values())
    pad = style.symbol * 1.1
    across, down = max(right - left, 1e-6), max(bottom - top, 1e-6)
    gap = min(math.dist(a, b) for a in points.values() for b in points.values() if a is not b)
    scale = min(
        (extent[0] - 2 * pad) / across,
        (extent[1] - 2 * pad) / down,
        max(_APART * style.symbol / max(gap, 1e-6), 2.5),
        2**9.5 / zoom,
    )
    if scale < _LEAST or (gap > 1e-3 and gap * scale < _CLEAR * style.symbol):
        return None
    middle = ((left + right) / 2, (top + bottom) / 2)
    wide, high = extent[0] / scale, extent[1] / scale
    corner = (middle[0] - wide / 2, middle[1] - high / 2)
    frame = (*corner, corner[0] + wide, corner[1] + high)
    at = {
        key: (round((x - corner[0]) * scale, 2), round((y - corner[1]) * scale, 2))
        for key, (x, y) in points.items()
    }  # fmt: skip
    requests = tuple(LabelRequest(s.place_id, s.text, *at[s.place_id], s.priority) for s in spots)
    labels = place_labels(
        requests, (0.0, 0.0, *extent), font_px=style.font, marker_px=style.symbol
    )  # fmt: skip
    return _Draft(extent, scale, frame, labels, at)


class _Room:
    """Where insets may lie: a grid over the sheet that says what a box would cover."""

    def __init__(
        self, sheet: _Sheet, drafts: Sequence[_Draft], labels: Sequence[Placement]
    ) -> None:
        self.sheet, self.cell = sheet, sheet.style.symbol / 2
        self.inside = {key for draft in drafts for key in draft.points}
        symbol = sheet.style.symbol
        self.symbols = [
            grown((x, y, x, y), symbol / 2)
            for key, (x, y) in sheet.points.items() if key not in self.inside
        ]  # fmt: skip
        self.frames = [draft.frame for draft in drafts]
        self.boxes: list[Box] = []
        self.lines: list[Line] = []
        self.rows = math.ceil(sheet.size[1] / self.cell)
        self.columns = math.ceil(sheet.size[0] / self.cell)
        self.cost = _land(sheet.view, sheet.box, (self.columns, self.rows), self.cell,
                          frozenset(sheet.countries)).copy()  # fmt: skip
        self.taken = np.zeros((self.rows, self.columns))
        for box in (*self.symbols, *self.frames, *sheet.style.reserved):
            self._mark(self.taken, grown(box, _AWAY), 1.0)
        self.labels = [shift(label.box, *label.point) for label in labels]
        for box in self.labels:
            self._mark(self.cost, grown(box, 2), _LABEL)

    def _mark(self, grid: np.ndarray, box: Box, value: float) -> None:
        left, top = (max(0, math.floor(side / self.cell)) for side in box[:2])
        right, bottom = (max(0, math.ceil(side / self.cell)) for side in box[2:])
        part = grid[top:bottom, left:right]
        np.maximum(part, value, out=part)

    def place(self, draft: _Draft) -> tuple[Box, Line, float] | None:
        """The cheapest box for an inset, with its line; None without room."""
        edge = math.ceil(_EDGE / self.cell)
        wide, high = (math.ceil(side / self.cell) for side in draft.extent)
        rows, columns = self.rows - high - 2 * edge + 1, self.columns - wide - 2 * edge + 1
        if rows < 1 or columns < 1:
            return None
        blocked = sums(self.taken, high, wide)[edge : edge + rows, edge : edge + columns]
        cost = sums(self.cost, high, wide)[edge : edge + rows, edge : edge + columns]
        left = (np.arange(columns) + edge) * self.cell
        top = (np.arange(rows) + edge) * self.cell
        x, y = (draft.frame[0] + draft.frame[2]) / 2, (draft.frame[1] + draft.frame[3]) / 2
        across = np.maximum(np.maximum(left - x, x - left - draft.extent[0]), 0)
        down = np.maximum(np.maximum(top - y, y - top - draft.extent[1]), 0)
        far = np.hypot(across[None, :], down[:, None]) / self.sheet.style.symbol * 13
        price = cost / (wide * high) + far * _NEAR
        price[blocked > 0] = np.inf
        order = np.argsort(price, axis=None, kind="stable")[: int(np.isfinite(price).sum())]
        if not len(order):
            return None
        order = order[:: max(1, len(order) // _CHOICE)]
        row, column = np.unravel_index(order, price.shape)
        corner = np.column_stack((left[column], top[row]))
        boxes = np.hstack((corner, corner + draft.extent))
        lines = _between(draft.frame, boxes)
        total = price.ravel()[order] + self._crossed(draft, lines, boxes)
        n = int(np.argmin(total))
        box, line = _sides(boxes[n]), _sides(lines[n])
        self.boxes.append(box)
        self.lines.append(line)
        self._mark(self.taken, grown(box, _AWAY), 1.0)
        return box, line, float(total[n])

    def _crossed(self, draft: _Draft, lines: np.ndarray, boxes: np.ndarray) -> np.ndarray:
        """What each of some lines costs where it runs over symbols, names, insets or lines."""
        frames = [frame for frame in self.frames if frame is not draft.frame]
        marks = [*self.symbols, *self.labels, *frames]
        others, around = _table(self.lines), boxes + (-_AWAY, -_AWAY, _AWAY, _AWAY)
        small = hits(lines, _table(marks)).sum(1)
        small += 2 * hits(lines, _table(self.symbols)).sum(1)
        large = hits(lines, _table(self.boxes)).sum(1)
        return _CROSSED * (
            small + 3 * large + cross(lines, others).sum(1) + 3 * hits(others, around).sum(0)
        )


def _table(rows: Sequence[Box]) -> np.ndarray:
    return np.array(rows, dtype=float).reshape(-1, 4)


def _sides(row: np.ndarray) -> Box:
    left, top, right, bottom = (float(side) for side in row)
    return left, top, right, bottom


@cached(translated=False)
def _land(
    view: Projection, box: Box, cells: tuple[int, int], cell: float, countries: frozenset[str]
) -> np.ndarray:
    """What it costs to cover each cell of the sheet: land costs most where places are."""
    owners = [_LAND if key in countries else _OTHER_LAND
              for key in flat_areas("asean_countries", view, box)]  # fmt: skip
    return np.array([0.0, _CONTEXT, *owners])[ground(view, box, cells, cell)]


def _merged(groups: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Groups that share a place become one; in a steady order."""
    out: list[frozenset[str]] = []
    for group in groups:
        touching = [other for other in out if other & group]
        out = [other for other in out if not other & group]
        out.append(frozenset().union(group, *touching))
    return sorted(out, key=sorted)


def _inside(at: Point, box: Box) -> bool:
    return box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]


def _between(frame: Box, boxes: np.ndarray) -> np.ndarray:
    """The shortest line from a frame to each box that points from middle to middle."""
    low, high = boxes[:, :2], boxes[:, 2:]
    half = np.array(((frame[2] - frame[0]) / 2, (frame[3] - frame[1]) / 2))
    start = np.array((frame[0], frame[1])) + half
    end = np.clip(start, low, high)
    # A line to the very corner looks like a slip.
    slack = np.minimum(12.0, (high - low) / 4)
    at_edge = ((end == low) | (end == high))[:, ::-1]
    end = np.where(at_edge, np.clip(end, low + slack, high - slack), end)
    step = end - start
    reach = np.maximum((np.abs(step) / half).max(1), 1.0)
    return np.hstack((start + step / reach[:, None], end))
