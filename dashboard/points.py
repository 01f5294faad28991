"""The places of a view as points of a large map, which the browser fetches by their address."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pandas as pd

import ascn_data
from dashboard.base_path import base_path
from dashboard.data import ask, remembered
from dashboard.map_icons import KINDS
from dashboard.place_rows import kinds_of
from dashboard.responses import File, file_of
from dashboard.view import View
from dashboard.words import own, speaking

FILTERS = ("asof", "country", "region", "status", "lang")


def points_address(view: View) -> str:
    """The address of the points on this server."""
    asked = {key: getattr(view, key) for key in FILTERS if getattr(view, key)}
    return f"{base_path()}data/points.json?" + urlencode(asked)


@remembered(maxsize=8)
def points_content(view: View) -> File:
    """The points as JSON: a list of place_id, at (longitude, latitude), kind (its number in
    `KINDS`) and tip (name and country), those to be drawn last at the end.
    """
    places = ask(ascn_data.places, view.asof, status=view.status, **view.where)
    with speaking(view.lang):
        tips = places[own("name")] + "\n" + places[own("country")]
    frame = pd.DataFrame({
        "place_id": places["place_id"],
        "at": list(zip(places["lon"].round(4), places["lat"].round(4), strict=True)),
        "kind": kinds_of(places).map(KINDS.index),
        "tip": tips,
    }).sort_values("kind", kind="stable")  # fmt: skip
    rows = frame.to_dict("records")
    said = json.dumps(rows, separators=(",", ":"), ensure_ascii=False)
    return file_of(said.encode("utf-8"), "application/json")
