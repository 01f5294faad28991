"""Boxes and segments in a plane whose y grows downwards."""

from __future__ import annotations

from collections.abc import Iterable

Box = tuple[float, float, float, float]  # left, top, right, bottom; y grows downwards
Point = tuple[float, float]
Line = tuple[float, float, float, float]  # x0, y0, x1, y1


def overlap(a: Box, b: Box, gap: float = 0.0) -> bool:
    """Whether two boxes come nearer than `gap`."""
    return a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap


def shift(box: Box, x: float, y: float) -> Box:
    """The box, or the line, moved."""
    return (box[0] + x, box[1] + y, box[2] + x, box[3] + y)


def grown(box: Box, by: float) -> Box:
    """The box with a margin around it."""
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def hull(points: Iterable[Point]) -> Box:
    """The smallest box that holds all points."""
    x, y = zip(*points, strict=True)
    return (min(x), min(y), max(x), max(y))
