"""Where the earth falls on a map of ours: Web Mercator, at a scale and a shift in pixels."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import pydeck as pdk
import shapely

from dashboard.content.places import Bounds
from dashboard.core.dataset import cached, network
from dashboard.maps.geometry import Box, Point

TILE, MAX_ZOOM = 512, 9.5
MIDDLE: Point = (0.5, 0.5)


def _world(lon: Any, lat: Any) -> tuple[Any, Any]:
    """Web Mercator position at zoom 0, in pixels, y growing downwards; of numbers or arrays."""
    x = (lon + 180) / 360 * TILE
    y = (1 - np.arcsinh(np.tan(np.radians(lat))) / math.pi) / 2 * TILE
    return x, y


class Projection(NamedTuple):
    """Pixels for each pixel of zoom 0, and where the corner of the world then lies."""

    scale: float
    left: float
    top: float

    def pixels(self, lon: Any, lat: Any) -> tuple[Any, Any]:
        """Where a point of the earth falls on the map; numbers or arrays."""
        x, y = _world(lon, lat)
        return x * self.scale + self.left, y * self.scale + self.top

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a point of the map."""
        lon = (x - self.left) / self.scale / TILE * 360 - 180
        up = math.pi * (1 - 2 * (y - self.top) / self.scale / TILE)
        return lon, math.degrees(math.atan(math.sinh(up)))

    def bounds(self, box: Box) -> Bounds:
        """West, south, east and north of a box of the map."""
        west, north = self.degrees(box[0], box[1])
        east, south = self.degrees(box[2], box[3])
        return west, south, east, north

    def shows(self, bounds: Bounds) -> Box:
        """The box of the map that holds these bounds."""
        left, top = self.pixels(bounds[0], bounds[3])
        right, bottom = self.pixels(bounds[2], bounds[1])
        return float(left), float(top), float(right), float(bottom)


def fit(bounds: Bounds, box: Box, anchor: Point = MIDDLE) -> Projection:
    """The largest map of some bounds in a box; `anchor` says where in it, in parts of the rest."""
    west, south, east, north = bounds
    left, top = _world(west, north)
    right, bottom = _world(east, south)
    wide, high = max(right - left, 1e-6), max(bottom - top, 1e-6)
    across, down = box[2] - box[0], box[3] - box[1]
    scale = min(across / wide, down / high, 2**MAX_ZOOM)
    return Projection(
        float(scale),
        float(box[0] + (across - wide * scale) * anchor[0] - left * scale),
        float(box[1] + (down - high * scale) * anchor[1] - top * scale),
    )


def opening(bounds: Bounds, size: tuple[int, int], anchor: Point = MIDDLE) -> pdk.ViewState:
    """The view of deck.gl that shows bounds in a map of `size`."""
    pad = max(8.0, min(size) * 0.03)
    projection = fit(bounds, (pad, pad, size[0] - pad, size[1] - pad), anchor)
    lon, lat = projection.degrees(size[0] / 2, size[1] / 2)
    zoom = round(math.log2(projection.scale), 3)
    return pdk.ViewState(longitude=round(lon, 4), latitude=round(lat, 4), zoom=zoom)


def projection_of(view: pdk.ViewState, size: tuple[int, int]) -> Projection:
    """Where a view of deck.gl draws the earth in a map of `size`."""
    scale = 2**view.zoom
    x, y = _world(view.longitude, view.latitude)
    return Projection(scale, float(size[0] / 2 - x * scale), float(size[1] / 2 - y * scale))


def height_to_width(bounds: Bounds) -> float:
    """How high bounds are drawn for each unit of their width."""
    west, south, east, north = bounds
    left, top = _world(west, north)
    right, bottom = _world(east, south)
    return float((bottom - top) / max(right - left, 1e-6))


@cached(translated=False)
def flat_areas(name: str, projection: Projection, box: Box) -> dict[str, shapely.Geometry]:
    """The areas of a boundary file by id, in pixels of a map, cut at the edges of a box."""
    frame = shapely.box(*box)
    west, south, east, north = projection.bounds(box)
    near = shapely.box(west - 1, south - 1, east + 1, north + 1)

    def flat(area: shapely.Geometry) -> shapely.Geometry:
        cut = area.intersection(near)
        moved = shapely.transform(
            cut, lambda at: np.column_stack(projection.pixels(at[:, 0], at[:, 1]))
        )
        return shapely.make_valid(moved).intersection(frame)

    return {key: flat(area) for key, area in _valid_areas(name).items()}


@cached(translated=False)
def _valid_areas(name: str) -> dict[str, shapely.Geometry]:
    """The areas of a boundary file by id, as the operations on shapes ask for them."""
    areas = network().boundary(name).geometry
    return {str(key): shapely.make_valid(area) for key, area in areas.items()}


@cached(translated=False)
def region_areas(region: str, projection: Projection, box: Box) -> tuple[shapely.Geometry, ...]:
    """The provinces of a Thai region, as `flat_areas`."""
    regions = network().boundary("thai_provinces")["region_id"]
    areas = flat_areas("thai_provinces", projection, box)
    found = (areas[str(key)] for key in regions.index[regions == region])
    return tuple(area for area in found if not area.is_empty)
