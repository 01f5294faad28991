"""The data at stable addresses: `/data/<table>.csv`, the whole package, maps and places.

A file that is not cached is made by workers, so that it keeps nobody waiting who asks for another.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.core.url_state import PLACE_KEYS
from dashboard.exports.files import content, places_content, points_content, workbook_content
from dashboard.maps.points import POINT_KEYS
from dashboard.web.responses import answer, made, of_view, require_dataset
from dashboard.web.workers import FILE_WORKERS


async def one_file(request: Request) -> Response:
    """A table, a map, the contract or the whole package."""
    await require_dataset()
    try:
        return answer(request, await made(FILE_WORKERS, content, request.path_params["name"]))
    except KeyError:
        return PlainTextResponse("not found", status_code=404)


ROUTES = [
    Route("/data/points.json", of_view(FILE_WORKERS, points_content, POINT_KEYS)),
    Route("/data/places.geojson", of_view(FILE_WORKERS, places_content, PLACE_KEYS)),
    Route("/data/ascn.xlsx", of_view(FILE_WORKERS, workbook_content, PLACE_KEYS)),
    Route("/data/{name:path}", one_file),
]
