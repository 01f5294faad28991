"""Where map labels go: collision-free placement, in screen pixels.

Pure geometry, no drawing: `place_labels` takes points that are already projected and returns, for
every label that fits, its box relative to its point. Symbols are never moved.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from dashboard.core.text_metrics import is_thai, line_height, text_width, wrap
from dashboard.maps.geometry import Box, Line, box_at

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


class _Option(NamedTuple):
    """A position a label could take, relative to its point."""

    cost: float
    box: Box
    align: str
    leader: Line | None


@lru_cache(maxsize=1024)
def _candidates(extent: tuple[float, float], marker_px: float) -> tuple[_Option, ...]:
    """Every position a label of an extent may take, relative to its point, with its cost."""
    reach = marker_px / 2 + 3
    out = []
    for dx, dy, near in _ADJACENT:
        slack = 0.75 if dx and dy else 1.0
        box = box_at(dx * reach * slack, dy * reach * slack, dx, dy, *extent)
        out.append(_Option(near, box, _ALIGN[dx], None))
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
            box = box_at(x + 2 * dx, y, dx, dy, *extent)
            out.append(_Option(cost, box, _ALIGN[dx], (cos * start, sin * start, x, y)))
        length += 0.8 * marker_px
    return tuple(out)


def overlaps(boxes: np.ndarray, others: np.ndarray, gap: float) -> np.ndarray:
    """Which boxes (rows) come nearer than `gap` to which others (columns)."""
    a, b = boxes[:, None, :], others[None, :, :]
    return (
        (a[..., 0] < b[..., 2] + gap) & (b[..., 0] < a[..., 2] + gap)
        & (a[..., 1] < b[..., 3] + gap) & (b[..., 1] < a[..., 3] + gap)
    )  # fmt: skip


def hits(lines: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Which lines (rows) pass through which boxes (columns); a line of NaN through none."""
    start, step = lines[:, None, :2], (lines[:, 2:] - lines[:, :2])[:, None, :]
    step = np.where(np.abs(step) < _TINY, _TINY, step)
    ends = np.stack(((boxes[None, :, :2] - start) / step, (boxes[None, :, 2:] - start) / step))
    first, last = ends.min(0).max(-1), ends.max(0).min(-1)
    return np.maximum(first, 0) <= np.minimum(last, 1)


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
        half = marker_px / 2
        marks = _table((r.x - half, r.y - half, r.x + half, r.y + half) for r in requests)
        fixed, crossing = _table(reserved), _table(lines)
        self.options: list[_Option] = []
        self.of: list[slice] = []
        boxes, leaders = [], []
        for n, (request, extent) in enumerate(zip(requests, extents, strict=True)):
            options = _candidates(extent, marker_px)
            at = np.array([request.x, request.y] * 2)
            box = _table(option.box for option in options) + at
            leader = _table(option.leader or _NONE for option in options) + at
            cost = np.array([option.cost for option in options])
            others = np.delete(marks, n, axis=0)
            # Leader lines fan out instead of running over the neighbours.
            gaps = np.array([(o.x - request.x, o.y - request.y) for o in requests])
            crowd = gaps[np.hypot(*gaps.T) < 5 * marker_px].sum(0)
            ahead = leader[:, 2:] - at[:2]
            toward = (ahead @ crowd) / np.maximum(
                np.hypot(*ahead.T) * max(float(np.hypot(*crowd)), 1.0), 1e-6
            )
            cost = cost + np.where(np.isnan(toward), 0, 14 * toward)
            free = (box[:, :2] >= room[:2]).all(1) & (box[:, 2:] <= room[2:]).all(1)
            free &= ~overlaps(box, marks, 1.0).any(1) & ~overlaps(box, fixed, GAP).any(1)
            free &= ~hits(crossing, box).any(0)
            free &= ~hits(leader, others).any(1) & ~hits(leader, fixed).any(1)
            free &= ~cross(leader, crossing).any(1)
            kept = np.flatnonzero(free)
            kept = kept[np.argsort(cost[kept], kind="stable")][:_KEPT]
            self.of.append(slice(len(self.options), len(self.options) + len(kept)))
            self.options += [options[i]._replace(cost=float(cost[i])) for i in kept]
            boxes.append(box[kept])
            leaders.append(leader[kept])
        self.boxes, self.leaders = (
            np.vstack([*boxes, _table([])]),
            np.vstack([*leaders, _table([])]),
        )
        self._conflicts: dict[int, np.ndarray] = {}

    def conflicts(self, n: int) -> np.ndarray:
        """Which positions a label at position `n` takes away from the others."""
        found = self._conflicts.get(n)
        if found is None:
            box, leader = self.boxes[n : n + 1], self.leaders[n : n + 1]
            found = overlaps(self.boxes, box, GAP)[:, 0] | hits(self.leaders, box)[:, 0]
            if not np.isnan(leader).any():
                found |= hits(leader, self.boxes)[0] | cross(self.leaders, leader)[:, 0]
            self._conflicts[n] = found
        return found

    def greedy(self, order: Sequence[int]) -> dict[int, int]:
        """Each label in the given order takes its cheapest free position, or none."""
        blocked = np.zeros(len(self.options), dtype=bool)
        taken = {}
        for n in order:
            where = self.of[n]
            free = np.flatnonzero(~blocked[where])
            if len(free):
                taken[n] = where.start + int(free[0])
                blocked |= self.conflicts(taken[n])
        return taken


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
    complete = 0
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
                cost = choice.options[taken[n]].cost
                score += (20000 if request.priority == 0 else 1000) - cost
                trouble[n] += (cost - choice.options[choice.of[n].start].cost) / 150
            elif choice.of[n].start < choice.of[n].stop:
                trouble[n] += 0.8
        if score > best_score:
            best, best_score = taken, score
        complete += len(taken) == len(shown)
        if complete >= _ENOUGH:
            break
    return tuple(
        Placement(request.place_id, text[n], (request.x, request.y), *choice.options[best[n]][1:])
        for n, request in enumerate(shown)
        if n in best
    )
