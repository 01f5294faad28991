"""Where map labels go: collision-free placement, in screen pixels.

Pure geometry, no drawing: `place_labels` takes points that are already projected and returns, for
every label that fits, its box relative to its point. Symbols are never moved.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from dashboard.core.text_metrics import is_thai, line_height, text_width, wrap
from dashboard.maps.geometry import Box, Line

GAP = 2.0  # free space between two label boxes
MARGIN = 4.0  # free border between labels and the edge of their panel
# Direction of the label seen from its point, with its cost: right is read best.
_ADJACENT: tuple[tuple[int, int, float], ...] = (
    (1, 0, 0.0), (-1, 0, 3.0), (0, -1, 4.0), (0, 1, 5.0), (1, -1, 6.0), (1, 1, 7.0), (-1, -1, 8.0),
    (-1, 1, 9.0),
)  # fmt: skip
_ALIGN = {1: "start", 0: "middle", -1: "end"}
_LONGEST = 6.0  # longest leader line, in symbols
_LEADER_ANGLES = 16
_PASSES = 24
_ENOUGH = 6  # passes with every label placed
_STUCK = 8  # passes that find nothing better
_KEPT = 60  # positions of a label that are tried, the cheapest
_TINY = 1e-9
_NONE = (math.nan,) * 4


def _height(line: str, font_px: float) -> float:
    """Height of a line of one or two: what Thai has above and below the letters still fits."""
    return font_px * 1.55 if is_thai(line) else line_height(line, font_px)


@dataclass(frozen=True)
class LabelRequest:
    """A label that wants a place: its point in pixels, and its rank."""

    place_id: str
    text: str
    x: float
    y: float
    priority: int  # 0 is placed first


@dataclass(frozen=True)
class Placement:
    """A placed label. `box` and `leader` are relative to `point`: true at any zoom."""

    place_id: str
    lines: tuple[str, ...]
    point: tuple[float, float]
    box: Box
    align: str  # SVG text-anchor: start, middle or end
    leader: Line | None  # from the symbol to the box

    def baselines(self, font_px: float) -> Iterator[tuple[str, float, float]]:
        """Each line with the point on its baseline where it starts, ends or has its middle."""
        left, top, right, bottom = self.box
        x = {"start": left + 2, "middle": (left + right) / 2, "end": right - 2}[self.align]
        heights = [_height(line, font_px) for line in self.lines]
        y = (top + bottom - sum(heights)) / 2
        for line, height in zip(self.lines, heights, strict=True):
            yield line, x, y + height * (0.7 if is_thai(line) else 0.76)
            y += height


class _Positions(NamedTuple):
    """Every position that a label may take beside a symbol, one a row, relative to its point."""

    cost: np.ndarray
    touch: np.ndarray  # x and y where the box touches
    side: np.ndarray  # the direction of the box from there: -1, 0 or 1 across and down
    leader: np.ndarray  # x0, y0, x1, y1, or NaN without a leader line

    def boxes(self, extents: np.ndarray) -> np.ndarray:
        """The box of each extent (first axis) at each position (second)."""
        start = self.touch + (self.side - 1) / 2 * extents[:, None, :]
        return np.concatenate((start, start + extents[:, None, :]), axis=2)


@lru_cache(maxsize=32)
def _positions(marker_px: float) -> _Positions:
    reach = marker_px / 2 + 3
    rows: list[tuple[float, ...]] = []
    for dx, dy, near in _ADJACENT:
        slack = 0.75 if dx and dy else 1.0
        rows.append((near, dx * reach * slack, dy * reach * slack, dx, dy, *_NONE))
    length = 1.2 * marker_px
    while length <= _LONGEST * marker_px:
        for turn in range(_LEADER_ANGLES):
            angle = 2 * math.pi * turn / _LEADER_ANGLES
            cos, sin = math.cos(angle), math.sin(angle)
            x, y = cos * length, sin * length
            steep = abs(cos) < 0.35
            dx, dy = (0, int(math.copysign(1, sin))) if steep else (int(math.copysign(1, cos)), 0)
            cost = 15 + length * (0.5 + length / 60) + 6 * abs(sin)
            start = marker_px / 2 + 1
            rows.append((cost, x + 2 * dx, y, dx, dy, cos * start, sin * start, x, y))
        length += 0.8 * marker_px
    table = np.array(rows)
    return _Positions(table[:, 0], table[:, 1:3], table[:, 3:5], table[:, 5:])


def overlaps(boxes: np.ndarray, others: np.ndarray, gap: float) -> np.ndarray:
    """Which boxes (rows) come nearer than `gap` to which others (columns)."""
    a, b = boxes.T[:, :, None], others.T[:, None, :]
    return (
        (a[0] < b[2] + gap) & (b[0] < a[2] + gap) & (a[1] < b[3] + gap) & (b[1] < a[3] + gap)
    )  # fmt: skip


def hits(lines: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Which lines (rows) pass through which boxes (columns); a line of NaN through none."""
    low, high = np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])
    (left, top), (right, bottom) = low.T[:, :, None], high.T[:, :, None]
    # Most lines lie beside most boxes: only the others are followed from end to end.
    found = (
        (left <= boxes[:, 2]) & (right >= boxes[:, 0]) & (top <= boxes[:, 3])
        & (bottom >= boxes[:, 1])
    )  # fmt: skip
    rows, columns = np.nonzero(found)
    line, box = lines[rows], boxes[columns]
    start, step = line[:, :2], line[:, 2:] - line[:, :2]
    step = np.where(np.abs(step) < _TINY, _TINY, step)
    one, two = (box[:, :2] - start) / step, (box[:, 2:] - start) / step
    first = np.maximum(np.minimum(one, two).max(1), 0.0)
    last = np.minimum(np.maximum(one, two).min(1), 1.0)
    found[rows, columns] = first <= last
    return found


def cross(lines: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which lines (rows) cross which others (columns)."""

    def side(line: np.ndarray, at: np.ndarray) -> np.ndarray:
        return (line[..., 2] - line[..., 0]) * (at[..., 1] - line[..., 1]) - (
            line[..., 3] - line[..., 1]
        ) * (at[..., 0] - line[..., 0])

    a, b = lines[:, None, :], others[None, :, :]
    return (side(a, b[..., :2]) * side(a, b[..., 2:]) < 0) & (
        side(b, a[..., :2]) * side(b, a[..., 2:]) < 0
    )


def _table(rows: Iterable[Sequence[float]]) -> np.ndarray:
    return np.array([*rows], dtype=float).reshape(-1, 4)


class _Choice:
    """Every position that the labels of a map may take: those that clear what does not move."""

    def __init__(
        self, requests: Sequence[LabelRequest], extents: Sequence[tuple[float, float]],
        marker_px: float, room: Box, reserved: Sequence[Box], lines: Sequence[Line],
    ) -> None:  # fmt: skip
        positions, many = _positions(marker_px), len(requests)
        at = np.array([(r.x, r.y) for r in requests], dtype=float).reshape(-1, 2)
        twice, half = np.tile(at, 2), marker_px / 2
        marks = twice + (-half, -half, half, half)
        fixed, crossing = _table(reserved), _table(lines)
        each = positions.boxes(np.array(extents, dtype=float).reshape(-1, 2)) + twice[:, None, :]
        kinds = len(positions.cost)
        boxes = each.reshape(-1, 4)
        leaders = (positions.leader[None] + twice[:, None, :]).reshape(-1, 4)
        cost = (positions.cost + self._outwards(at, positions, marker_px)).ravel()
        owner = np.repeat(np.arange(many), kinds)
        # The cheap questions first: what they rule out is not asked the dear ones.
        kept = np.flatnonzero(
            (boxes[:, :2] >= room[:2]).all(1) & (boxes[:, 2:] <= room[2:]).all(1)
            & ~overlaps(boxes, fixed, GAP).any(1) & ~overlaps(boxes, marks, 1.0).any(1)
        )  # fmt: skip
        over = hits(leaders[kept], marks) & (owner[kept, None] != np.arange(many))
        free = ~over.any(1) & ~hits(leaders[kept], fixed).any(1)
        free &= ~hits(crossing, boxes[kept]).any(0) & ~cross(leaders[kept], crossing).any(1)
        kept = kept[free]
        kept = kept[np.lexsort((cost[kept], owner[kept]))]
        starts = np.searchsorted(owner[kept], np.arange(many + 1))
        kept = kept[np.arange(len(kept)) - starts[owner[kept]] < _KEPT]
        ends = np.searchsorted(owner[kept], np.arange(many + 1))
        self.of = [slice(int(a), int(b)) for a, b in itertools.pairwise(ends)]
        self.boxes, self.leaders, self.costs = boxes[kept], leaders[kept], cost[kept]
        self.kinds, self.positions, self.at = kept % kinds, positions, at
        self._conflicts: dict[int, np.ndarray] = {}

    @staticmethod
    def _outwards(at: np.ndarray, positions: _Positions, marker_px: float) -> np.ndarray:
        """What a leader line (columns) of a point (rows) costs for running over its neighbours."""
        gaps = at[None, :, :] - at[:, None, :]
        near = np.hypot(gaps[..., 0], gaps[..., 1]) < 5 * marker_px
        crowd = (gaps * near[..., None]).sum(1)
        ahead = positions.leader[:, 2:]
        length = np.hypot(ahead[:, 0], ahead[:, 1])
        size = np.maximum(np.hypot(crowd[:, 0], crowd[:, 1]), 1.0)
        toward = crowd @ ahead.T / np.maximum(size[:, None] * length, 1e-6)
        return np.where(np.isnan(toward), 0, 14 * toward)

    def conflicts(self, n: int) -> np.ndarray:
        """Which positions a label at position `n` takes away from the others."""
        found = self._conflicts.get(n)
        if found is None:
            box, leader = self.boxes[n : n + 1], self.leaders[n : n + 1]
            found = overlaps(self.boxes, box, GAP)[:, 0] | hits(self.leaders, box)[:, 0]
            if not math.isnan(leader[0, 0]):
                found |= hits(leader, self.boxes)[0] | cross(self.leaders, leader)[:, 0]
            self._conflicts[n] = found
        return found

    def greedy(self, order: Sequence[int]) -> dict[int, int]:
        """Each label in the given order takes its cheapest free position, or none."""
        blocked = np.zeros(len(self.costs), dtype=bool)
        taken = {}
        for n in order:
            where = self.of[n]
            if where.start == where.stop:
                continue
            first = where.start + int(blocked[where].argmin())
            if not blocked[first]:
                taken[n] = first
                blocked |= self.conflicts(first)
        return taken

    def placement(
        self, request: LabelRequest, lines: tuple[str, ...], at: int, n: int
    ) -> Placement:
        """The label of a request, the `n`-th, at a position."""
        x, y = self.at[n]
        left, top, right, bottom = (float(side) for side in self.boxes[at] - (x, y, x, y))
        leader: Line | None = None
        if not math.isnan(self.leaders[at, 0]):
            x0, y0, x1, y1 = (float(end) for end in self.positions.leader[self.kinds[at]])
            leader = (x0, y0, x1, y1)
        align = _ALIGN[int(self.positions.side[self.kinds[at], 0])]
        box = (left, top, right, bottom)
        return Placement(request.place_id, lines, (request.x, request.y), box, align, leader)


@lru_cache(maxsize=1024)
def place_labels(
    requests: tuple[LabelRequest, ...],
    room: Box,
    *,
    font_px: float = 12.0,
    marker_px: float = 13.0,
    reserved: tuple[Box, ...] = (),
    lines: tuple[Line, ...] = (),
    passes: int = _PASSES,
) -> tuple[Placement, ...]:
    """Place as many labels as fit, the lowest `priority` first; the rest are left out.

    In: points in pixels, the box that the labels stay in, the boxes and lines that they keep clear
    of, and how often the order in which they choose is changed at most.
    Out: placements whose boxes lie inside the room, overlap neither each other nor any symbol,
    and whose leader lines cross neither labels nor each other. Same input, same output.
    """
    inner = (room[0] + MARGIN, room[1] + MARGIN, room[2] - MARGIN, room[3] - MARGIN)
    shown = [r for r in requests if room[0] <= r.x <= room[2] and room[1] <= r.y <= room[3]]
    shown = sorted(shown, key=lambda r: (r.priority, r.place_id))
    text = [wrap(request.text, font_px) for request in shown]
    extents = [
        (
            max(text_width(line, font_px) for line in said) + 4,
            sum(_height(line, font_px) for line in said),
        )
        for said in text
    ]
    choice = _Choice(shown, extents, marker_px, inner, reserved, lines)
    best: dict[int, int] = {}
    best_score = -math.inf
    trouble = [0.0] * len(shown)
    complete = since = 0
    for turn in range(passes):
        # "Squeaky wheel": whoever fared badly chooses earlier in the next pass; in every other
        # pass only among its equals, so that priority is never bought by persistence.
        order = sorted(range(len(shown)), key=lambda n: shown[n].priority - trouble[n])
        if turn % 2:
            order.sort(key=lambda n: shown[n].priority > 0)
        taken = choice.greedy(order)
        score = 0.0
        for n, request in enumerate(shown):
            if n in taken:
                cost = float(choice.costs[taken[n]])
                score += (20000 if request.priority == 0 else 1000) - cost
                trouble[n] += (cost - float(choice.costs[choice.of[n].start])) / 150
            elif choice.of[n].start < choice.of[n].stop:
                trouble[n] += 0.8
        if score > best_score:
            best, best_score, since = taken, score, 0
        since += 1
        complete += len(taken) == len(shown)
        if complete >= _ENOUGH or since > _STUCK:
            break
    return tuple(
        choice.placement(request, text[n], best[n], n)
        for n, request in enumerate(shown)
        if n in best
    )
