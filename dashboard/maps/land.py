"""Whose ground lies where on a map, so that no mark of a city is moved into another country."""

from __future__ import annotations

from collections.abc import Mapping

import shapely


class Ground:
    """Areas of countries by id, in pixels of a view; one is equal to itself alone."""

    def __init__(self, areas: Mapping[str, shapely.Geometry]) -> None:
        self.areas = dict(areas)
        for area in self.areas.values():
            shapely.prepare(area)

    def abroad(self, country: str, x: float, y: float) -> bool:
        """Whether a point lies in another country than `country`; the sea is nobody's."""
        return any(
            name != country and bool(shapely.contains_xy(area, x, y))
            for name, area in self.areas.items()
        )
