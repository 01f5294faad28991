"""Boundary files (GeoJSON) in, GeoDataFrames out, or every problem with them."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from ascn_data.cells import UNIQUE
from ascn_data.problems import Problem, Rule, shorten
from ascn_data.reading import read_text

CRS = "EPSG:4326"
AREAS = ("Polygon", "MultiPolygon")
# Boundaries change less often than tables: those of a dataset that is read again are kept.
FILES_KEPT, LONGEST_KEPT = 8, 1_000_000


def read_boundaries(directory: Path, path: str) -> tuple[gpd.GeoDataFrame | None, list[Problem]]:
    """Read one FeatureCollection of areas in degrees (WGS 84).

    Returns a frame with the feature's properties, indexed by its `id`, and no problems; or None
    and every problem. `row` in a problem counts features from 1. Raises nothing.
    """
    text, problems = read_text(directory / path, path)
    if problems:
        return None, problems
    read = _checked if len(text) <= LONGEST_KEPT else _checked.__wrapped__
    return read(text, path)


@lru_cache(FILES_KEPT)
def _checked(text: str, path: str) -> tuple[gpd.GeoDataFrame | None, list[Problem]]:
    try:
        document = json.loads(text)
        features = document["features"]
        if document.get("type") != "FeatureCollection":
            rule = Rule("must be a FeatureCollection of GeoJSON")
            return None, [Problem(path, 0, "type", rule, shorten(document.get("type")))]
        if not isinstance(features, list) or not features:
            return None, [Problem(path, 0, "features", Rule("at least one feature is required"))]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        return None, [Problem(path, 0, "", Rule("not readable as GeoJSON"), shorten(error))]
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for number, feature in enumerate(features, start=1):
        row, found = _read_feature(feature, number, path)
        problems += found
        rows.append(row)
    if problems:
        return None, problems
    frame = gpd.GeoDataFrame(rows, geometry="geometry", crs=CRS).set_index("id", drop=False)
    again = frame.index[frame.index.duplicated()]
    problems = [Problem(path, 0, "id", UNIQUE, value) for value in again]
    return (None, problems) if problems else (frame.rename_axis(None), [])


def _read_feature(feature: Any, number: int, path: str) -> tuple[dict[str, Any], list[Problem]]:
    try:
        properties = {**feature["properties"]}
        properties["id"] = str(properties["id"])
        geometry = shape(feature["geometry"])
    except Exception as error:  # shapely raises many kinds for the same fault: a broken geometry
        unread = Rule("the feature needs an id and a readable geometry")
        return {}, [Problem(path, number, "geometry", unread, shorten(f"{error!r}"))]
    rule: Rule | None = None
    value = ""
    if geometry.geom_type not in AREAS:
        rule, value = Rule("must be a Polygon or a MultiPolygon"), geometry.geom_type
    elif geometry.is_empty or not all(math.isfinite(edge) for edge in geometry.bounds):
        rule = Rule("the geometry is empty or not finite")
    elif not shapely.box(-180, -90, 180, 90).covers(shapely.box(*geometry.bounds)):
        rule = Rule("must lie within longitudes -180 to 180 and latitudes -90 to 90")
        value = str(geometry.bounds)
    elif longest_step(geometry) > 180:
        rule = Rule("must not cross the line where longitude 180 meets -180: cut it in two there")
        value = str(geometry.bounds)
    elif open_ring := _open_ring(feature["geometry"]["coordinates"]):
        rule, value = Rule("a ring must end at the point where it begins"), str(open_ring)
    elif not geometry.is_valid:
        rule, value = Rule("the geometry is not valid"), shapely.is_valid_reason(geometry)
    found = [Problem(path, number, "geometry", rule, shorten(value))] if rule else []
    return {**properties, "geometry": geometry}, found


def longest_step(geometry: BaseGeometry) -> float:
    """The longest way between two corners that follow each other, in degrees of longitude."""
    rings = [ring for area in shapely.get_parts(geometry) for ring in shapely.get_rings(area)]
    return max(float(np.abs(np.diff(shapely.get_coordinates(ring)[:, 0])).max()) for ring in rings)


def _open_ring(coordinates: Any) -> Any:
    """The last corner of the first ring that is not closed; None when all are.

    shapely closes a ring by itself, and would make another area of one that was cut off.
    """
    if not isinstance(coordinates[0][0], list | tuple):
        return None
    if isinstance(coordinates[0][0][0], list | tuple):
        return next((end for part in coordinates if (end := _open_ring(part))), None)
    return next((ring[-1] for ring in coordinates if ring[0] != ring[-1]), None)
