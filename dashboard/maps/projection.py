"""Where the earth falls on a map of ours: Web Mercator at the view that the map opens with."""

from __future__ import annotations

import math

import pandas as pd
import pydeck as pdk
import shapely

from dashboard.content.places import Bounds
from dashboard.core.dataset import cached, network
from dashboard.maps.land import Ground

ASEAN_BOUNDS: Bounds = (92.2, -11.0, 141.0, 28.5)
_TILE, _MAX_ZOOM = 512, 9.5


def _world(lon: float, lat: float) -> tuple[float, float]:
    """Web Mercator position at zoom 0, in pixels, y growing downwards."""
    x = (lon + 180) / 360 * _TILE
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * _TILE
    return x, y


def view_for(area: Bounds | pd.DataFrame | None, size: tuple[int, int]) -> pdk.ViewState:
    """The view that shows an area (bounds, the points of a table, or all of ASEAN) in `size`."""
    if isinstance(area, pd.DataFrame):
        area = (area["lon"].min(), area["lat"].min(), area["lon"].max(), area["lat"].max())
    west, south, east, north = area or ASEAN_BOUNDS
    left, top = _world(west, north)
    right, bottom = _world(east, south)
    pad = max(8.0, min(size) * 0.03)
    scale = min(
        (size[0] - 2 * pad) / max(right - left, 1e-6), (size[1] - 2 * pad) / max(bottom - top, 1e-6)
    )
    middle = math.pi * (1 - (top + bottom) / _TILE)
    return pdk.ViewState(
        longitude=round((west + east) / 2, 4),
        latitude=round(math.degrees(math.atan(math.sinh(middle))), 4),
        zoom=round(min(math.log2(scale), _MAX_ZOOM), 3),
    )


def height_to_width(area: Bounds | None) -> float:
    """How high bounds, or all of ASEAN, are drawn for each unit of their width."""
    west, south, east, north = area or ASEAN_BOUNDS
    left, top = _world(west, north)
    right, bottom = _world(east, south)
    return (bottom - top) / max(right - left, 1e-6)


def to_pixels(
    lon: float, lat: float, view: pdk.ViewState, size: tuple[int, int]
) -> tuple[float, float]:
    """Where a point falls in a map of `size` that opens at `view`."""
    scale = 2**view.zoom
    x, y = _world(lon, lat)
    centre_x, centre_y = _world(view.longitude, view.latitude)
    return (x - centre_x) * scale + size[0] / 2, (y - centre_y) * scale + size[1] / 2


@cached
def flat_areas(
    name: str, bounds: Bounds | None, size: tuple[int, int]
) -> dict[str, shapely.Geometry]:
    """The areas of a boundary file by id, in pixels of a map of `size`, cut at its edges."""
    view, frame = view_for(bounds, size), shapely.box(0, 0, *size)

    def flat(area: shapely.Geometry) -> shapely.Geometry:
        moved = shapely.transform(
            area, lambda points: [to_pixels(lon, lat, view, size) for lon, lat in points]
        )
        return shapely.make_valid(moved).intersection(frame)

    return {key: flat(area) for key, area in network().boundary(name).geometry.items()}


@cached
def ground(bounds: Bounds | None, size: tuple[int, int]) -> Ground:
    """Whose ground lies where in a map of `size` that opens on `bounds`."""
    areas = [flat_areas(name, bounds, size) for name in ("context_land", "asean_countries")]
    return Ground({key: area for each in areas for key, area in each.items()})
