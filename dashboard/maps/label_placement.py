"""Where map labels go: collision-free placement, in screen pixels.

Pure geometry, no drawing: `place_labels` takes points that are already projected to the
opening view and returns, for every label that fits, its box relative to its point.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from dashboard.core.text_metrics import is_thai, line_height, text_width, wrap
from dashboard.maps.geometry import (
    Box,
    Line,
    Point,
    box_at,
    line_hits_box,
    lines_cross,
    overlap,
    shift,
)
from dashboard.maps.land import Ground

# Who is labelled where room is short: the newer places first.
PRIORITY = {"proposed": 0, "joined": 1, "founding": 2}
MARGIN = 5.0  # free border kept between labels and the edge of the map
GAP = 2.0  # free space between two label boxes
_ADJACENT = (  # direction of the label seen from its point, with its cost: right is read best
    (1, 0, 0), (-1, 0, 3), (0, -1, 4), (0, 1, 5), (1, -1, 6), (1, 1, 7), (-1, -1, 8), (-1, 1, 9),
)  # fmt: skip
_ALIGN = {1: "start", 0: "middle", -1: "end"}
_CROWDED = 0.75  # nearer than this (in markers) two markers cannot be told apart
_FAR, _SHORT = 4.2, 2.4  # longest leader line in markers: who has priority or is crowded; others
_LEADER_ANGLES = 24
_ABROAD = 80  # what it costs to move a mark into another country
_PASSES = 60
_BESIDE_MARK = 3  # between a mark at the head of a label and its words


@dataclass(frozen=True)
class LabelRequest:
    """A label that wants a place: its point in pixels of the opening view, and its rank."""

    place_id: str
    text: str
    x: float
    y: float
    priority: int  # 0 is placed first
    country: str = ""  # on whose ground its mark belongs


def label_requests(rows: pd.DataFrame, points: Mapping[str, Point]) -> tuple[LabelRequest, ...]:
    """A request for each of the `marks`; `points` are where they fall in pixels, by place."""
    return tuple(
        LabelRequest(
            row.place_id, row.label, *points[row.place_id], PRIORITY[row.kind], row.country_id
        )
        for row in rows.itertuples()
    )


@dataclass(frozen=True)
class Placement:
    """A placed label. `box` and `leader` are relative to `point`: true at any zoom."""

    place_id: str
    lines: tuple[str, ...]
    point: tuple[float, float]
    box: Box
    align: str  # SVG text-anchor: start, middle or end
    leader: Line | None  # from the marker (or, in a crowd, the exact point) to the box
    mark: Point | None  # in a crowd: where the marker itself stands, at the head of its label

    def words(self, marker_px: float) -> tuple[float, float]:
        """Where its words begin and end: beside the marker, if that stands at their head."""
        left, _top, right, _bottom = self.box
        if not self.mark:
            return left, right
        room = marker_px + _BESIDE_MARK
        return (left + room, right) if self.align == "start" else (left, right - room)

    def baselines(self, font_px: float, marker_px: float) -> Iterator[tuple[str, float, float]]:
        """Each line with the point on its baseline where it starts, ends or has its middle."""
        left, right = self.words(marker_px)
        x = {"start": left + 2, "middle": (left + right) / 2, "end": right - 2}[self.align]
        heights = [line_height(line, font_px) for line in self.lines]
        y = (self.box[1] + self.box[3] - sum(heights)) / 2
        for line, height in zip(self.lines, heights, strict=True):
            yield line, x, y + height * (0.7 if is_thai(line) else 0.76)
            y += height


class _Option(NamedTuple):
    """A position a label could take."""

    cost: float
    box: Box
    align: str
    leader: Line | None
    mark: Point | None


def _candidates(
    request: LabelRequest,
    extent: tuple[float, float],
    near: list[Point],
    marker_px: float,
    crowded: bool,
) -> Iterator[_Option]:
    """Every position a label may take, relative to its point, with its cost."""
    width, height = extent
    if not crowded:
        reach = marker_px / 2 + 3
        for dx, dy, cost in _ADJACENT:
            slack = 0.75 if dx and dy else 1.0
            box = box_at(dx * reach * slack, dy * reach * slack, dx, dy, width, height)
            yield _Option(cost, box, _ALIGN[dx], None, None)
    # Away from the crowd the leader lines fan out instead of running over the neighbours.
    crowd_x, crowd_y = sum(x for x, _ in near), sum(y for _, y in near)
    crowd = math.hypot(crowd_x, crowd_y) or 1.0
    longest = (_FAR if crowded or request.priority < 2 else _SHORT) * marker_px
    length = 1.3 * marker_px
    while length <= longest:
        for turn in range(_LEADER_ANGLES):
            angle = 2 * math.pi * turn / _LEADER_ANGLES
            cos, sin = math.cos(angle), math.sin(angle)
            x, y = cos * length, sin * length
            steep = abs(cos) < 0.35
            side = int(math.copysign(1, cos))
            toward = (cos * crowd_x + sin * crowd_y) / crowd
            price = 15 + length * (0.5 + length / 60) + 14 * toward + 6 * abs(sin)
            if crowded:  # marks that cover each other could mean any: the mark goes along
                for dx in (side, -side) if steep else (side,):
                    edge = x - dx * (marker_px / 2 + 1)
                    box = box_at(edge, y, dx, 0, width + marker_px + 2, max(height, marker_px))
                    yield _Option(price, box, _ALIGN[dx], (0.0, 0.0, x, y), (x, y))
            else:
                dx, dy = (0, int(math.copysign(1, sin))) if steep else (side, 0)
                box = box_at(x + 2 * dx, y, dx, dy, width, height)
                start = marker_px / 2 + 1
                yield _Option(price, box, _ALIGN[dx], (cos * start, sin * start, x, y), None)
        length += 0.6 * marker_px


def _possible(
    request: LabelRequest,
    extent: tuple[float, float],
    requests: Sequence[LabelRequest],
    marker_px: float,
    frame: Box,
    crowded: set[str],
    ground: Ground | None,
) -> list[_Option]:
    """The candidates that the map's edge and the markers allow, on screen, cheapest first."""
    others = [o for o in requests if o is not request]
    gaps = [(o.x - request.x, o.y - request.y) for o in others]
    near = [gap for gap in gaps if math.hypot(*gap) < 5 * marker_px]
    mark = (-marker_px / 2, -marker_px / 2, marker_px / 2, marker_px / 2)
    own = shift(mark, request.x, request.y)
    reach = (_FAR + 2) * marker_px + extent[0]  # no candidate gets farther than this
    markers = [shift(own, x, y) for x, y in gaps if abs(x) < reach and abs(y) < reach]
    # Inside its own crowd a line may pass where a marker would be: that one moves to its label.
    alone = [
        shift(mark, o.x, o.y)
        for o in others
        if o.place_id not in crowded or math.hypot(o.x - request.x, o.y - request.y) > 2 * marker_px
    ]
    apart = [box for box in alone if not overlap(box, own)]
    options = []
    for option in _candidates(request, extent, near, marker_px, request.place_id in crowded):
        box = shift(option.box, request.x, request.y)
        line = option.leader and shift(option.leader, request.x, request.y)
        inside = box[0] >= frame[0] and box[1] >= frame[1]
        inside = inside and box[2] <= frame[2] and box[3] <= frame[3]
        if (
            inside
            and not any(overlap(box, other, 1.0) for other in (own, *markers))
            and not (line and any(line_hits_box(line, other) for other in apart))
        ):
            price = option.cost
            if ground and option.mark:
                x, y = option.mark
                price += _ABROAD * ground.abroad(request.country, request.x + x, request.y + y)
            options.append(option._replace(cost=price, box=box, leader=line))
    return sorted(options, key=lambda option: option.cost)


def _greedy(
    order: Sequence[LabelRequest], options: dict[str, list[_Option]], reserved: Sequence[Box]
) -> dict[str, _Option]:
    """One pass in the given order: each label takes its cheapest free position, or none."""
    boxes = list(reserved)
    leaders: list[Line] = []
    taken: dict[str, _Option] = {}
    for request in order:
        for option in options[request.place_id]:
            box, line = option.box, option.leader
            if any(overlap(box, other, GAP) for other in boxes):
                continue
            if any(line_hits_box(other, box) for other in leaders):
                continue
            if line:
                if any(line_hits_box(line, other) for other in boxes):
                    continue
                if any(lines_cross(line, other) for other in leaders):
                    continue
                leaders.append(line)
            boxes.append(box)
            taken[request.place_id] = option
            break
    return taken


@lru_cache(maxsize=256)
def place_labels(
    requests: tuple[LabelRequest, ...],
    size: tuple[int, int],
    *,
    font_px: float = 12.0,
    marker_px: float = 13.0,
    reserved: tuple[Box, ...] = (),
    ground: Ground | None = None,
) -> tuple[Placement, ...]:
    """Place as many labels as fit, the lowest `priority` first; the rest are left out.

    In: points in pixels of a view of `size`, `reserved` boxes that stay free (buttons), and the
    `ground` on which a mark that has to move would rather stay.
    Out: placements whose boxes lie inside the view, overlap neither each other nor any marker,
    and whose leader lines cross neither labels nor each other. Same input, same output.
    """
    frame = (MARGIN, MARGIN, size[0] - MARGIN, size[1] - MARGIN)
    shown = [r for r in requests if 0 <= r.x <= size[0] and 0 <= r.y <= size[1]]
    shown = sorted(shown, key=lambda r: (r.priority, r.place_id))
    crowded = {
        a.place_id for a in shown for b in shown
        if a is not b and math.hypot(a.x - b.x, a.y - b.y) < _CROWDED * marker_px
    }  # fmt: skip
    lines, options = {}, {}
    for request in shown:
        text = lines[request.place_id] = wrap(request.text, font_px)
        extent = (
            max(text_width(line, font_px) for line in text) + 4,
            sum(line_height(line, font_px) for line in text),
        )
        options[request.place_id] = _possible(
            request, extent, shown, marker_px, frame, crowded, ground
        )
    best: dict[str, _Option] = {}
    best_score = -math.inf
    trouble = dict.fromkeys(options, 0.0)
    for turn in range(_PASSES):
        # "Squeaky wheel": whoever fared badly chooses earlier in the next pass; in every other
        # pass only among its equals, so that priority is never bought by persistence.
        order = sorted(shown, key=lambda r: r.priority - trouble[r.place_id])
        if turn % 2:
            order.sort(key=lambda r: r.priority >= 2)
        taken = _greedy(order, options, reserved)
        score = 0.0
        for request in shown:
            option = taken.get(request.place_id)
            if option:
                score += (20000 if request.priority < 2 else 1000) - option.cost
                trouble[request.place_id] += (option.cost - options[request.place_id][0].cost) / 150
            elif options[request.place_id]:
                trouble[request.place_id] += 0.8
        if score > best_score:
            best, best_score = taken, score
    placed = []
    for request in shown:
        option = best.get(request.place_id)
        if option:
            box = shift(option.box, -request.x, -request.y)
            leader = option.leader and shift(option.leader, -request.x, -request.y)
            placed.append(
                Placement(
                    request.place_id, lines[request.place_id], (request.x, request.y),
                    box, option.align, leader, option.mark,
                )
            )  # fmt: skip
    return tuple(placed)
