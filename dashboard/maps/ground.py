"""The ground of a map that answers to a click: countries, and the regions of a Thailand chosen.

The outlines that are drawn come by URL and know no names; the ground is a layer of its own, of
coarse outlines that nobody sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd
import pydeck as pdk
import shapely

from dashboard.content.choice import choosing
from dashboard.content.filters import names_of, region_names
from dashboard.content.places import THAILAND, places_of
from dashboard.content.sections.residents_map import thai_regions
from dashboard.core.dataset import cached, network
from dashboard.core.translation import n_
from dashboard.core.url_state import View
from dashboard.maps.plain_text import as_text

# Its objects carry `choice`, which `mark_choice.js` reads.
GROUND_LAYER = "ground"
# In degrees: what an outline may be off, and from how many square degrees on an island answers,
# unless it is the largest of its country.
TOLERANCE, LEAST = 0.4, 0.6
# A small country is off by less: by this part of the length of its outline.
FINEST = 1 / 60


@cached
def ground_of(view: View, *, small: bool = False) -> pd.DataFrame:
    """The areas that a click chooses: choice, ring (longitude and latitude in turn) and tip.

    A part of an area has a row of its own. In the country of the regions there are only these.
    Unless the map is `small`, it may have places chosen or a part enlarged, which then goes.
    """
    goes = {} if small else {"city": "", "area": ""}
    countries = network().boundary("asean_countries").geometry
    places = places_of(replace(view, country=None, region=None))
    rows = list(_rows("country", countries, names_of("countries", "country_id"), places, goes))
    if view.country == THAILAND:
        here = choosing(country=THAILAND, **goes)
        rows = [row for row in rows if row["choice"] != here]
        regions, names = thai_regions().geometry, region_names(THAILAND)
        rows += _rows("region", regions, names, places, goes)
    return pd.DataFrame(rows)


def _rows(
    key: str, areas: Mapping[str, shapely.Geometry], names: Mapping[str, str],
    places: pd.DataFrame, goes: Mapping[str, str],
) -> Iterator[dict]:  # fmt: skip
    """The parts of areas by id, each of which chooses its id for a key; `goes` go with it."""
    counts = places[f"{key}_id"].value_counts()
    for area_id, area in areas.items():
        count = n_("{count} place", "{count} places", int(counts.get(area_id, 0)))
        tip = as_text(f"{names.get(area_id, area_id)}\n{count}")
        told = {"choice": choosing(**{key: area_id}, **goes), "tip": tip}
        parts = sorted(shapely.get_parts(area), key=shapely.area, reverse=True)
        for at, part in enumerate(parts):
            if at and part.area < LEAST:
                break
            fine = min(TOLERANCE, part.length * FINEST)
            ring = shapely.get_parts(part.simplify(fine))[0].exterior
            digits = 1 if fine == TOLERANCE else 2
            yield {**told, "ring": [round(each, digits) for at in ring.coords for each in at[:2]]}


def ground_layer(ground: pd.DataFrame) -> pdk.Layer:
    """The layer of `ground_of`, which draws nothing."""
    return pdk.Layer(
        "PolygonLayer", id=GROUND_LAYER, data=ground.to_dict("records"), pickable=True,
        stroked=False, get_polygon="ring", position_format=pdk.types.String("XY"),
        _sub_layer_props={"fill": {"getFillColor": [0, 0, 0, 0]}},
    )  # fmt: skip
