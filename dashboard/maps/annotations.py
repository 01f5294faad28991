"""Names of countries and the scale bars of a map: what fills the room that the places leave."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
import shapely

from dashboard.core.dataset import cached, table
from dashboard.core.text_metrics import is_thai, text_width
from dashboard.core.translation import _, localized, number
from dashboard.maps.geometry import Box, Line, grown, overlap
from dashboard.maps.label_placement import hits
from dashboard.maps.projection import TILE, Projection, flat_areas

SPACED = 0.09  # letters of a country's name stand this much farther apart, in ems
QUIET = (0.84, 0.7)  # their size, in sizes of the names of places; the second where room is short
TICK = 0.28  # half the height of a scale bar, in sizes of its text
_EARTH_KM = 40075.017
_STEPS = (1, 2, 5)
_SEA, _CONTEXT, _FIRST = 0, 1, 2  # the cells of `ground`: countries are numbered from the last on
_OWN, _WATER, _OTHER = 1.0, 0.3, -1.0  # what a cell of its land, of sea, of others' is worth
_LEAST = 0.42  # the worth of a cell of a name, on average
_OFF_CENTRE = 0.5  # what a name loses on its way from the middle to the edge of its country


class Name(NamedTuple):
    """The name of a country around its middle."""

    country_id: str
    text: str
    x: float
    y: float
    box: Box
    font: float

    @property
    def baseline(self) -> float:
        """Where its letters stand."""
        return self.y + self.font * 0.34


class ScaleBar(NamedTuple):
    """A bar from its left end, how long it is in pixels, and which distance that is."""

    x: float
    y: float
    length: float
    text: str
    font: float

    @property
    def strokes(self) -> tuple[Line, ...]:
        """The bar and its two ends."""
        tick, right = self.font * TICK, self.x + self.length
        return (
            (self.x, self.y, right, self.y),
            (self.x, self.y - tick, self.x, self.y + tick),
            (right, self.y - tick, right, self.y + tick),
        )

    @property
    def text_at(self) -> tuple[float, float]:
        """Where its text begins, on the baseline."""
        return self.x + self.length + self.font * 0.4, self.y + self.font * 0.36

    @property
    def box(self) -> Box:
        """What bar and text take."""
        high = self.font * (0.85 if is_thai(self.text) else 0.65)
        right = self.text_at[0] + text_width(self.text, self.font)
        return self.x, self.y - high, right, self.y + high


@cached(translated=False)
def ground(view: Projection, box: Box, cells: tuple[int, int], cell: float) -> np.ndarray:
    """What lies in the middle of each cell of a sheet: sea, other land, or the n-th country."""
    x, y = np.meshgrid((np.arange(cells[0]) + 0.5) * cell, (np.arange(cells[1]) + 0.5) * cell)
    found = np.full(x.shape, _SEA, dtype=np.int16)
    for area in flat_areas("context_land", view, box).values():
        shapely.prepare(area)
        found[shapely.contains_xy(area, x, y)] = _CONTEXT
    for n, area in enumerate(flat_areas("asean_countries", view, box).values()):
        if not area.is_empty:
            shapely.prepare(area)
            found[shapely.contains_xy(area, x, y)] = _FIRST + n
    return found


def sums(grid: np.ndarray, high: int, wide: int) -> np.ndarray:
    """The sum of every box of so many cells."""
    total = np.pad(grid.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    return total[high:, wide:] - total[:-high, wide:] - total[high:, :-wide] + total[:-high, :-wide]


def country_names(
    view: Projection, box: Box, font: float, cell: float, taken: Sequence[Box],
    lines: Sequence[Line], said: Collection[str],
) -> tuple[Name, ...]:  # fmt: skip
    """The name of each country in the middle of its land, where that is free.

    In: the size of the names of places, the cells of `ground`, the boxes and lines that names keep
    clear of, and the names of places: no name stands twice.
    """
    cells = (math.ceil(box[2] / cell), math.ceil(box[3] / cell))
    land = ground(view, box, cells, cell)
    free = _free(land.shape, cell, grown(box, -font * 0.4), taken, lines)
    names = table("countries").set_index("country_id")[localized("name")]
    found = []
    for n, key in enumerate(flat_areas("asean_countries", view, box)):
        text = str(names.get(key, ""))
        if text in ("", *said) or not (land == _FIRST + n).any():
            continue
        for size in (font * part for part in QUIET):
            width = text_width(text, size) + SPACED * size * len(text)
            tall = size * (1.7 if is_thai(text) else 1.3)
            high, wide = math.ceil(tall / cell), math.ceil(width / cell)
            corner = _corner(land, _FIRST + n, free, high, wide)
            if corner:
                row, column = corner
                free[row : row + high, column : column + wide] = False
                left, top = column * cell, row * cell
                at = (left, top, left + wide * cell, top + high * cell)
                middle = left + wide * cell / 2, top + high * cell / 2
                found.append(Name(key, text, *middle, at, round(size, 1)))
                break
    return tuple(found)


def _corner(
    land: np.ndarray, own: int, free: np.ndarray, high: int, wide: int
) -> tuple[int, int] | None:
    """The row and column at which a name of so many cells lies best on its own land."""
    if high > land.shape[0] or wide > land.shape[1]:
        return None
    worth = np.select([land == own, land == _SEA], [_OWN, _WATER], default=_OTHER)
    gain = sums(worth, high, wide) / (high * wide)
    inside = np.argwhere(land == own)
    middle, spread = inside.mean(0), np.maximum(inside.std(0), 1.0)
    rows, columns = (np.arange(count) for count in gain.shape)
    off = np.hypot(
        ((rows + high / 2 - middle[0]) / spread[0])[:, None],
        ((columns + wide / 2 - middle[1]) / spread[1])[None, :],
    )
    gain[(sums(~free, high, wide) > 0) | (gain < _LEAST)] = -np.inf
    price = gain - _OFF_CENTRE * off / 3
    row, column = np.unravel_index(int(price.argmax()), price.shape)
    return (int(row), int(column)) if np.isfinite(price[row, column]) else None


def scale_bar(
    view: Projection, box: Box, font: float, longest: float, taken: Sequence[Box],
    lines: Sequence[Line],
) -> ScaleBar | None:  # fmt: skip
    """A bar of a round distance in a free place at an edge of a panel, or none.

    The distance is true at the middle of the panel.
    """
    lat = view.degrees(box[0], (box[1] + box[3]) / 2)[1]
    km = _EARTH_KM * math.cos(math.radians(lat)) / TILE / view.scale  # in a pixel
    power = 10 ** math.floor(math.log10(longest * km))
    distance = max(step * power for step in _STEPS if step * power <= longest * km)
    said = f"{distance:g}" if distance < 1 else number(int(distance))
    bar = ScaleBar(0.0, 0.0, distance / km, _("{distance} km", distance=said), font * QUIET[0])
    (_left, up, wide, down), edge = bar.box, font * 0.8
    bottom, top = box[3] - edge - down, box[1] + edge - up
    across = np.arange(box[0] + edge, box[2] - edge - wide, font)
    for y in (bottom, top):
        for x in across if len(across) else ():
            placed = bar._replace(x=round(float(x), 1), y=round(y, 1))
            around = grown(placed.box, font * 0.3)
            if not any(overlap(around, other) for other in taken) and not (
                len(lines) and hits(np.array(lines), np.array([around])).any()
            ):
                return placed
    return None


def _free(
    shape: tuple[int, ...], cell: float, inside: Box, taken: Sequence[Box], lines: Sequence[Line]
) -> np.ndarray:
    """The cells of a grid inside a box that no other box touches and no line crosses."""
    free = np.zeros(shape, dtype=bool)
    left, top, right, bottom = inside
    rows = slice(math.ceil(top / cell), math.floor(bottom / cell))
    free[rows, math.ceil(left / cell) : math.floor(right / cell)] = True
    for left, top, right, bottom in taken:
        rows = slice(max(0, math.floor(top / cell)), max(0, math.ceil(bottom / cell)))
        free[rows, max(0, math.floor(left / cell)) : max(0, math.ceil(right / cell))] = False
    if lines:
        y, x = (part.ravel() * cell for part in np.indices(shape))
        crossed = hits(np.array(lines), np.column_stack((x, y, x + cell, y + cell))).any(0)
        free &= ~crossed.reshape(shape)
    return free
