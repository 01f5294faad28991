"""Files of the dataset as bytes: tables, maps, the whole package, and the places of a view."""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

import pandas as pd

import ascn_data
from ascn_data import to_csv, to_geojson, to_zip, workbook
from dashboard.content.places import kinds_of
from dashboard.core.dataset import ask, cached, network
from dashboard.core.translation import localized, use_language
from dashboard.core.url_state import View
from dashboard.maps.symbols import KINDS

GEOJSON = "application/geo+json"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class File(NamedTuple):
    """The bytes of a file, their content type, and the tag by which readers know them again.

    A file with a `name` is saved under it; one without is shown.
    """

    body: bytes
    kind: str
    tag: str
    name: str = ""


def tag_of(body: bytes) -> str:
    """The tag of some bytes: the same bytes, the same tag."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def file_of(body: bytes, kind: str, name: str = "") -> File:
    """The bytes with their tag."""
    return File(body, kind, tag_of(body), name)


@cached
def content(name: str) -> File:
    """One file of the edition. Raises KeyError for any other."""
    net = network()
    if name == "ascn.zip":
        return file_of(to_zip(net), "application/zip")
    if name == "datapackage.json":
        return file_of(net.files[name], "application/json")
    if name in net.contract.boundaries.values():
        return file_of(net.files[name], GEOJSON)
    table = name.removesuffix(".csv")
    if name == table:
        raise KeyError(name)
    return file_of(to_csv(net.table(table)).encode("utf-8"), "text/csv; charset=utf-8")


@cached
def places_content(view: View) -> File:
    """The places of a view as GeoJSON."""
    found = to_geojson(network(), view.asof, status=view.status, **view.where)
    return file_of(found.encode("utf-8"), GEOJSON)


@cached
def workbook_content(view: View) -> File:
    """The places of a view and every table as a workbook."""
    return file_of(workbook(network(), view.asof, status=view.status, **view.where), WORKBOOK)


@cached
def points_content(view: View) -> File:
    """The points as JSON, those to be drawn last at the end.

    A list of place_id, country_id, at (longitude, latitude), kind (its number in `KINDS`) and tip
    (name and country).
    """
    places = ask(ascn_data.places, view.asof, status=view.status, **view.where)
    with use_language(view.lang):
        tips = places[localized("name")] + "\n" + places[localized("country")]
    frame = pd.DataFrame({
        "place_id": places["place_id"],
        "country_id": places["country_id"],
        "at": list(zip(places["lon"].round(4), places["lat"].round(4), strict=True)),
        "kind": kinds_of(places).map(KINDS.index),
        "tip": tips,
    }).sort_values("kind", kind="stable")  # fmt: skip
    rows = frame.to_dict("records")
    said = json.dumps(rows, separators=(",", ":"), ensure_ascii=False)
    return file_of(said.encode("utf-8"), "application/json")
