"""The data at stable addresses: `/data/<table>.csv`, the whole package, maps and places.

A file that is not cached is made by workers, so that it keeps nobody waiting who asks for another.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.core.dataset import Cached
from dashboard.core.request_state import read_request
from dashboard.core.url_state import View
from dashboard.exports.addresses import FILTERS
from dashboard.exports.files import File, content, places_content, points_content, workbook_content
from dashboard.maps.points import FILTERS as POINT_FILTERS
from dashboard.web.responses import answer, faults_of, made, refused, require_dataset
from dashboard.web.workers import FILE_WORKERS

Endpoint = Callable[[Request], Awaitable[Response]]


async def one_file(request: Request) -> Response:
    """A table, a map, the contract or the whole package."""
    await require_dataset()
    try:
        return answer(request, await made(FILE_WORKERS, content, request.path_params["name"]))
    except KeyError:
        return PlainTextResponse("not found", status_code=404)


def of_view(make: Cached[[View], File], keys: Sequence[str]) -> Endpoint:
    """An endpoint that answers with what `make` returns for the view that the address asks for.

    It reads only `keys`; a value that nobody knows is refused.
    """

    async def respond(request: Request) -> Response:
        await require_dataset()
        view, unknown = read_request(request.query_params, keys)
        if unknown:
            return refused(faults_of(unknown))
        return answer(request, await made(FILE_WORKERS, make, view))

    return respond


ROUTES = [
    Route("/data/points.json", of_view(points_content, POINT_FILTERS)),
    Route("/data/places.geojson", of_view(places_content, FILTERS)),
    Route("/data/ascn.xlsx", of_view(workbook_content, FILTERS)),
    Route("/data/{name:path}", one_file),
]
