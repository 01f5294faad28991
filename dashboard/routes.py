"""The data at stable addresses: `/data/<table>.csv`, the whole package, maps and places.

A file that is not cached is made by workers, so that it keeps nobody waiting who asks for another.
"""

from __future__ import annotations

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
from dashboard.responses import File, answer, file_of, made, require_dataset
from dashboard.view import View, read_query
from dashboard.workers import FILE_WORKERS

GEOJSON = "application/geo+json"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Whole files by name. Tables and maps are those of the contract.
WHOLE: Mapping[str, tuple[Callable[[Network], bytes], str]] = {
    "ascn.zip": (to_zip, "application/zip"),
    "ascn.xlsx": (workbook, WORKBOOK),
}
FILTERS = ("asof", "country", "region", "status")


@remembered(maxsize=64)
def content(name: str) -> File:
    """One file of the edition. Raises KeyError for any other."""
    net = network()
    if name in WHOLE:
        make, kind = WHOLE[name]
        return file_of(make(net), kind)
    if name == "datapackage.json":
        return file_of(net.files[name], "application/json")
    if name in net.contract.boundaries.values():
        return file_of(net.files[name], GEOJSON)
    table = name.removesuffix(".csv")
    if name == table:
        raise KeyError(name)
    return file_of(to_csv(net.table(table)).encode("utf-8"), "text/csv; charset=utf-8")


@remembered(maxsize=256)
def places_content(view: View) -> File:
    """The places of a view as GeoJSON."""
    found = to_geojson(network(), view.asof, status=view.status, **view.where)
    return file_of(found.encode("utf-8"), GEOJSON)


async def one_file(request: Request) -> Response:
    """A table, a map, the contract or the whole package."""
    await require_dataset()
    try:
        return answer(request, await made(FILE_WORKERS, content, request.path_params["name"]))
    except KeyError:
        return PlainTextResponse("not found", status_code=404)


async def places(request: Request) -> Response:
    """The places of a day as GeoJSON, with the filters of the pages as query."""
    await require_dataset()
    asked = {key: value for key, value in request.query_params.items() if key in FILTERS}
    view, unknown = read_query(asked, choices(), View())
    if unknown:
        said = ", ".join(f"{key}={value[:40]!r}" for key, value in unknown.items())
        return PlainTextResponse(f"unknown: {said}", status_code=400)
    return answer(request, await made(FILE_WORKERS, places_content, view))


async def points(request: Request) -> Response:
    """The places of a view as points of a map, with the filters and the language as query."""
    await require_dataset()
    asked = {key: value for key, value in request.query_params.items() if key in POINT_FILTERS}
    view, unknown = read_query(asked, choices(), View())
    if unknown:
        return PlainTextResponse("unknown: " + ", ".join(unknown), status_code=400)
    return answer(request, await made(FILE_WORKERS, points_content, view))


ROUTES = [
    Route("/data/points.json", points),
    Route("/data/places.geojson", places),
    Route("/data/{name:path}", one_file),
]
