"""Where the points of many places would overlap on a map: how many there are, and a closer look."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.content.places import Bounds
from dashboard.core.dataset import cached
from dashboard.core.url_state import edges_of
from dashboard.maps.geometry import Point
from dashboard.maps.projection import opening, projection_of

# The side of a square of the map, the radius of its circle and the width of a point, in pixels.
SQUARE, RADIUS, POINT = 44.0, 15.0, 3.2


class Cluster(NamedTuple):
    """The places of one square of a map: where their circle is drawn, and what the square shows."""

    at: Point
    number: int
    area: Bounds

    @property
    def key(self) -> str:
        """The area as a text, which `area_of` reads."""
        return ",".join(f"{edge:.4f}" for edge in self.area)


@cached(translated=False)
def clusters_of(places: pd.DataFrame, bounds: Bounds, size: tuple[int, int]) -> tuple[Cluster, ...]:
    """The squares of a map, opened on `bounds` in `size` pixels, in which points overlap.

    In: places with lon and lat. Out: a circle is drawn in the middle of its places, as far as it
    stays inside its square, so that no two circles overlap.
    """
    view = projection_of(opening(bounds, size), size)
    x, y = view.pixels(places["lon"].to_numpy(float), places["lat"].to_numpy(float))
    points = pd.DataFrame({"x": x, "y": y})
    points = points[points["x"].between(0, size[0]) & points["y"].between(0, size[1])]
    squares = points // SQUARE
    overlapping = (points // POINT).duplicated(keep=False)
    found = []
    for corner, inside in points.groupby([squares["x"], squares["y"]]):
        if not overlapping[inside.index].any():
            continue
        left, top = np.array(corner) * SQUARE
        middle = inside.mean()
        at = view.degrees(
            float(np.clip(middle["x"], left + RADIUS, left + SQUARE - RADIUS)),
            float(np.clip(middle["y"], top + RADIUS, top + SQUARE - RADIUS)),
        )
        area = view.bounds((left, top, left + SQUARE, top + SQUARE))
        found.append(Cluster(at, len(inside), area))
    return tuple(found)


def area_of(key: str | None, places: pd.DataFrame) -> Bounds | None:
    """The area that `Cluster.key` names; None where it names none, or none of `places` is in it."""
    edges = edges_of(key or "")
    if edges is None:
        return None
    west, south, east, north = edges
    inside = places["lon"].between(west, east) & places["lat"].between(south, north)
    return edges if inside.any() else None
