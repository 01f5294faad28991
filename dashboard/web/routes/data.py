"""The data at stable addresses: `/data/<table>.csv`, the whole package, maps and places.

A file that is not cached is made by workers, so that it keeps nobody waiting who asks for another.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.core.request_state import read_request
from dashboard.exports.files import content, places_content, points_content
from dashboard.maps.points import FILTERS as POINT_FILTERS
from dashboard.web.responses import answer, made, require_dataset
from dashboard.web.workers import FILE_WORKERS

FILTERS = ("asof", "country", "region", "status")


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
    view, unknown = read_request(request.query_params, FILTERS)
    if unknown:
        said = ", ".join(f"{key}={value[:40]!r}" for key, value in unknown.items())
        return PlainTextResponse(f"unknown: {said}", status_code=400)
    return answer(request, await made(FILE_WORKERS, places_content, view))


async def points(request: Request) -> Response:
    """The places of a view as points of a map, with the filters and the language as query."""
    await require_dataset()
    view, unknown = read_request(request.query_params, POINT_FILTERS)
    if unknown:
        return PlainTextResponse("unknown: " + ", ".join(unknown), status_code=400)
    return answer(request, await made(FILE_WORKERS, points_content, view))


ROUTES = [
    Route("/data/points.json", points),
    Route("/data/places.geojson", places),
    Route("/data/{name:path}", one_file),
]
