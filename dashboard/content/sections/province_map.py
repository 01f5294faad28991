"""Thailand's provinces as shapes with labels, for the map of the national programme."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from dashboard.content.places import Bounds
from dashboard.content.text import programme_text as said
from dashboard.core.dataset import cached, network
from dashboard.core.translation import localized

# Thailand's edges with room for labels in the Gulf and in Laos.
WINDOW: Bounds = (97.1, 5.3, 106.6, 20.7)


MARGIN_DEGREES = 0.25


LABEL_SHARE = 0.75


NARROW_ASPECT = 1.35


TOLERANCE_SHARE = 0.003


AROUND_TOLERANCE = 0.05


def label_points(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The point of each area's label. Columns: lon, lat (degrees).

    It is where the file says, if that is inside of the map, else a point within the area.
    """
    within = shapes.geometry.representative_point()
    points = {"lon": within.x, "lat": within.y}
    if {"lon", "lat"} <= set(shapes):
        given = shapes[["lon", "lat"]].apply(pd.to_numeric, errors="coerce")
        inside = given["lon"].between(-180, 180) & given["lat"].between(-90, 90)
        points = {name: given[name].where(inside, points[name]) for name in points}
    return shapes[["geometry"]].assign(**points)


@cached
def outlines(tolerance: float) -> gpd.GeoDataFrame:
    """The provinces' shapes, as fine as a map of one size needs them, with a point to label."""
    shapes = network().boundary("thai_provinces")
    fine = shapes.geometry.simplify_coverage(tolerance)
    points = label_points(shapes)
    return points.set_geometry(fine.rename("geometry"))


def window_of(provinces: pd.DataFrame, *, narrow: bool) -> Bounds:
    """The part of the map that holds some provinces, and a column of labels at its right."""
    edges = outlines(0.03).loc[provinces["province_id"]].total_bounds
    west, south, east, north = (float(edge) for edge in edges)
    east += (east - west) * LABEL_SHARE
    # Labels need the whole height of a phone, where the width decides how large the map is.
    spare = (east - west) * NARROW_ASPECT - (north - south) if narrow else 0
    up = max(0, spare) / 2 + MARGIN_DEGREES
    return west - MARGIN_DEGREES, south - up, east + MARGIN_DEGREES, north + up


def _province_hover(row: pd.Series) -> str:
    return said.province_said(
        row[localized("province")], row["areas"], row["names"] if row["areas"] else [],
        row["later_areas"],
    )  # fmt: skip
