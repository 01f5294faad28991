"""Boxes and segments in a plane whose y grows downwards."""

from __future__ import annotations

Box = tuple[float, float, float, float]  # left, top, right, bottom; y grows downwards
Point = tuple[float, float]
Line = tuple[float, float, float, float]  # x0, y0, x1, y1


def overlap(a: Box, b: Box, gap: float = 0.0) -> bool:
    """Whether two boxes come nearer than `gap`."""
    return a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap


def line_hits_box(line: Line, box: Box) -> bool:
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


def lines_cross(a: Line, b: Line) -> bool:
    """Whether two segments cross inside both."""

    def side(line: Line, x: float, y: float) -> float:
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    return (
        side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0
        and side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0
    )


def box_at(x: float, y: float, dx: float, dy: float, width: float, height: float) -> Box:
    """The box whose edge or corner facing back along (dx, dy) touches (x, y)."""
    left = x if dx > 0 else x - width if dx < 0 else x - width / 2
    top = y if dy > 0 else y - height if dy < 0 else y - height / 2
    return (left, top, left + width, top + height)


def shift(box: Box, x: float, y: float) -> Box:
    """The box, or the line, moved."""
    return (box[0] + x, box[1] + y, box[2] + x, box[3] + y)
