"""Circles with numbers on a map of many places."""

from __future__ import annotations

from itertools import combinations
from math import dist

import numpy as np
import pandas as pd

from dashboard.maps.clusters import RADIUS, area_of, clusters_of
from dashboard.maps.projection import opening, projection_of

BOUNDS, SIZE = (92.0, -11.0, 141.0, 28.0), (720, 560)


def many(count: int = 3000) -> pd.DataFrame:
    """Places that lie closer together near Bangkok."""
    random = np.random.default_rng(1)
    near = random.normal((100.5, 13.7), 1.5, (count, 2))
    return pd.DataFrame(near, columns=["lon", "lat"])


def test_circles_do_not_overlap_and_count_the_places_of_their_square() -> None:
    places = many()
    found = clusters_of(places, BOUNDS, SIZE)
    view = projection_of(opening(BOUNDS, SIZE), SIZE)
    middles = [tuple(map(float, view.pixels(*each.at))) for each in found]
    assert min(dist(one, other) for one, other in combinations(middles, 2)) >= 2 * RADIUS - 0.01
    for each in found:
        west, south, east, north = each.area
        inside = places["lon"].between(west, east) & places["lat"].between(south, north)
        assert each.number == inside.sum()
        assert west < each.at[0] < east
        assert south < each.at[1] < north


def test_places_apart_have_no_circle() -> None:
    apart = pd.DataFrame({"lon": [100.0, 105.0, 110.0], "lat": [0.0, 5.0, 10.0]})
    assert clusters_of(apart, BOUNDS, SIZE) == ()


def test_the_key_of_a_circle_names_its_area_where_places_are_in_it() -> None:
    places = many()
    (first, *_others) = clusters_of(places, BOUNDS, SIZE)
    assert np.allclose(area_of(first.key, places), first.area, atol=0.0001)
    for key in ("170,0,171,1", "bangkok", "", None, "1,2,3"):
        assert area_of(key, places) is None
