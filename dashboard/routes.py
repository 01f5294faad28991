"""The data at stable addresses: `/data/<table>.csv`, the whole package, maps and places.

The functions are plain ones: a server runs those in threads of their own, so that making a file
keeps nobody waiting.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ascn_data.export import to_csv, to_geojson
from ascn_data.network import Network
from ascn_data.package import to_zip, workbook
from dashboard.data import choices, network, remembered
from dashboard.points import FILTERS as POINT_FILTERS
from dashboard.points import points_content
from dashboard.view import View, read_query

# A new edition may come at any time; asking whether it has costs the tag alone.
MINUTE = 60
GEOJSON = "application/geo+json"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Whole files by name. Tables and maps are those of the contract.
WHOLE: Mapping[str, tuple[Callable[[Network], bytes], str]] = {
    "ascn.zip": (to_zip, "application/zip"),
    "ascn.xlsx": (workbook, WORKBOOK),
}
FILTERS = ("asof", "country", "region", "status")


@remembered(maxsize=64)
def content(name: str) -> tuple[bytes, str]:
    """The bytes and content type of one file of the edition. Raises KeyError for any other."""
    net = network()
    if name in WHOLE:
        make, kind = WHOLE[name]
        return make(net), kind
    if name == "datapackage.json":
        return net.files[name], "application/json"
    if name in net.contract.boundaries.values():
        return net.files[name], GEOJSON
    table = name.removesuffix(".csv")
    if name == table:
        raise KeyError(name)
    return to_csv(net.table(table)).encode("utf-8"), "text/csv; charset=utf-8"


@remembered(maxsize=256)
def places_content(view: View) -> bytes:
    """The places of a view as GeoJSON."""
    found = to_geojson(network(), view.asof, status=view.status, **view.where)
    return found.encode("utf-8")


def answer(request: Request, body: bytes, kind: str) -> Response:
    """The bytes with a tag, or nothing but the tag for a reader who has them already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": f"public, max-age={MINUTE}",
        "Access-Control-Allow-Origin": "*",
    }
    held = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    if "*" in held or tag in [each.removeprefix("W/") for each in held]:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)


def one_file(request: Request) -> Response:
    """A table, a map, the contract or the whole package."""
    try:
        body, kind = content(request.path_params["name"])
    except KeyError:
        return PlainTextResponse("not found", status_code=404)
    return answer(request, body, kind)


def places(request: Request) -> Response:
    """The places of a day as GeoJSON, with the filters of the pages as query."""
    asked = {key: value for key, value in request.query_params.items() if key in FILTERS}
    view, unknown = read_query(asked, choices(), View())
    if unknown:
        said = ", ".join(f"{key}={value[:40]!r}" for key, value in unknown.items())
        return PlainTextResponse(f"unknown: {said}", status_code=400)
    return answer(request, places_content(view), GEOJSON)


def points(request: Request) -> Response:
    """The places of a view as points of a map, with the filters and the language as query."""
    asked = {key: value for key, value in request.query_params.items() if key in POINT_FILTERS}
    view, unknown = read_query(asked, choices(), View())
    if unknown:
        return PlainTextResponse("unknown: " + ", ".join(unknown), status_code=400)
    return answer(request, points_content(view), "application/json")


ROUTES = [
    Route("/data/points.json", points),
    Route("/data/places.geojson", places),
    Route("/data/{name:path}", one_file),
]
