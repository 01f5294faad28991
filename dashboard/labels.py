"""Where map labels go: text measuring and collision-free placement, in screen pixels.

Pure geometry, no drawing: `place_labels` takes points that are already projected to the
opening view and returns, for every label that fits, its box relative to its point.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

Box = tuple[float, float, float, float]  # left, top, right, bottom; y grows downwards
Point = tuple[float, float]
Line = tuple[float, float, float, float]  # x0, y0, x1, y1

MARGIN = 5.0  # free border kept between labels and the edge of the map
GAP = 2.0  # free space between two label boxes
_WRAP_EM = 10.0  # a longer label with a space in it is set in two lines
_ADJACENT = (  # direction of the label seen from its point, with its cost: right is read best
    (1, 0, 0), (-1, 0, 3), (0, -1, 4), (0, 1, 5), (1, -1, 6), (1, 1, 7), (-1, -1, 8), (-1, 1, 9),
)  # fmt: skip
_ALIGN = {1: "start", 0: "middle", -1: "end"}
_CROWDED = 0.75  # nearer than this (in markers) two markers cannot be told apart
_FAR, _SHORT = 4.2, 2.4  # longest leader line in markers: who has priority or is crowded; others
_LEADER_ANGLES = 24
_PASSES = 60
# Advance widths in em, rounded up from the widest of the faces in the font stack (Noto Sans),
# because the server cannot know which of them the reader's browser will pick.
_WIDTHS = dict.fromkeys("iljI|.,:;'!", 0.34) | dict.fromkeys('frt()-/[]"', 0.43)
_WIDTHS |= dict.fromkeys("mwMW@%", 0.95) | dict.fromkeys("ACDGHKNOQRUVXYZ&<>", 0.76)
_WIDTHS |= {" ": 0.27}
_LATIN_EM, _THAI_EM, _OTHER_EM = 0.62, 0.68, 1.0


@dataclass(frozen=True)
class LabelRequest:
    """A label that wants a place: its point in pixels of the opening view, and its rank."""

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
    leader: Line | None  # from the marker (or, in a crowd, the exact point) to the box
    mark: Point | None  # in a crowd: where the marker itself stands, at the head of its label


class _Option(NamedTuple):
    """A position a label could take."""

    cost: float
    box: Box
    align: str
    leader: Line | None
    mark: Point | None


def is_thai(text: str) -> bool:
    """Whether the text holds Thai letters, which need a taller line for their marks."""
    return any("\u0e00" <= char <= "\u0e7f" for char in text)


def text_width(text: str, font_px: float) -> float:
    """Width in pixels, never underestimated for the font stack in use."""
    em = 0.0
    for char in text:
        if unicodedata.category(char) in ("Mn", "Me", "Cf"):
            continue  # Thai vowels and tones above and below the line take no width
        if "\u0e00" <= char <= "\u0e7f":
            em += _THAI_EM
        elif ord(char) < 0x2000:
            base = unicodedata.normalize("NFD", char)[0]
            em += _WIDTHS.get(base, _LATIN_EM)
        else:
            em += _OTHER_EM
    return em * font_px


def line_height(text: str, font_px: float) -> float:
    """Height in pixels of one line with everything that stands above and below it."""
    return font_px * (1.75 if is_thai(text) else 1.3)


def wrap(text: str, font_px: float) -> tuple[str, ...]:
    """The label in one line, or in the two most even lines when it is long."""
    words = text.split()
    if len(words) < 2 or text_width(text, font_px) <= _WRAP_EM * font_px:
        return (" ".join(words),)
    cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return min(cuts, key=lambda cut: max(text_width(line, font_px) for line in cut))


def _overlap(a: Box, b: Box, gap: float = 0.0) -> bool:
    return a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap


def _line_hits_box(line: Line, box: Box) -> bool:
    """Liang-Barsky, after a cheap look at the extents: does the segment pass through the box?"""
    if max(line[0], line[2]) < box[0] or min(line[0], line[2]) > box[2]:
        return False
    if max(line[1], line[3]) < box[1] or min(line[1], line[3]) > box[3]:
        return False
    x, y, dx, dy = line[0], line[1], line[2] - line[0], line[3] - line[1]
    low, high = 0.0, 1.0
    for step, near, far in ((dx, box[0] - x, box[2] - x), (dy, box[1] - y, box[3] - y)):
        if abs(step) < 1e-9:
            if near > 0 or far < 0:
                return False
            continue
        first, last = sorted((near / step, far / step))
        low, high = max(low, first), min(high, last)
    return low <= high


def _lines_cross(a: Line, b: Line) -> bool:
    def side(line: Line, x: float, y: float) -> float:
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    return (
        side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0
        and side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0
    )


def _box_at(x: float, y: float, dx: float, dy: float, width: float, height: float) -> Box:
    """The box whose edge or corner facing back along (dx, dy) touches (x, y)."""
    left = x if dx > 0 else x - width if dx < 0 else x - width / 2
    top = y if dy > 0 else y - height if dy < 0 else y - height / 2
    return (left, top, left + width, top + height)


def _shift(box: Box, x: float, y: float) -> Box:
    return (box[0] + x, box[1] + y, box[2] + x, box[3] + y)


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
            box = _box_at(dx * reach * slack, dy * reach * slack, dx, dy, width, height)
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
                    box = _box_at(edge, y, dx, 0, width + marker_px + 2, max(height, marker_px))
                    yield _Option(price, box, _ALIGN[dx], (0.0, 0.0, x, y), (x, y))
            else:
                dx, dy = (0, int(math.copysign(1, sin))) if steep else (side, 0)
                box = _box_at(x + 2 * dx, y, dx, dy, width, height)
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
) -> list[_Option]:
    """The candidates that the map's edge and the markers allow, on screen, cheapest first."""
    others = [o for o in requests if o is not request]
    gaps = [(o.x - request.x, o.y - request.y) for o in others]
    near = [gap for gap in gaps if math.hypot(*gap) < 5 * marker_px]
    mark = (-marker_px / 2, -marker_px / 2, marker_px / 2, marker_px / 2)
    own = _shift(mark, request.x, request.y)
    reach = (_FAR + 2) * marker_px + extent[0]  # no candidate gets farther than this
    markers = [_shift(own, x, y) for x, y in gaps if abs(x) < reach and abs(y) < reach]
    # Inside its own crowd a line may pass where a marker would be: that one moves to its label.
    alone = [
        _shift(mark, o.x, o.y)
        for o in others
        if o.place_id not in crowded or math.hypot(o.x - request.x, o.y - request.y) > 2 * marker_px
    ]
    apart = [box for box in alone if not _overlap(box, own)]
    options = []
    for option in _candidates(request, extent, near, marker_px, request.place_id in crowded):
        box = _shift(option.box, request.x, request.y)
        line = option.leader and _shift(option.leader, request.x, request.y)
        inside = box[0] >= frame[0] and box[1] >= frame[1]
        inside = inside and box[2] <= frame[2] and box[3] <= frame[3]
        if (
            inside
            and not any(_overlap(box, other, 1.0) for other in (own, *markers))
            and not (line and any(_line_hits_box(line, other) for other in apart))
        ):
            options.append(option._replace(box=box, leader=line))
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
            if any(_overlap(box, other, GAP) for other in boxes):
                continue
            if any(_line_hits_box(other, box) for other in leaders):
                continue
            if line:
                if any(_line_hits_box(line, other) for other in boxes):
                    continue
                if any(_lines_cross(line, other) for other in leaders):
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
    max_labels: int | None = None,
) -> tuple[Placement, ...]:
    """Place as many labels as fit, the lowest `priority` first; the rest are left out.

    In: points in pixels of a view of `size`, and `reserved` boxes that stay free (buttons).
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
        options[request.place_id] = _possible(request, extent, shown, marker_px, frame, crowded)
    shown = shown[:max_labels]
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
            box = _shift(option.box, -request.x, -request.y)
            leader = option.leader and _shift(option.leader, -request.x, -request.y)
            placed.append(
                Placement(
                    request.place_id, lines[request.place_id], (request.x, request.y),
                    box, option.align, leader, option.mark,
                )
            )  # fmt: skip
    return tuple(placed)
