"""The picture that messengers and social networks show beside a link: `/preview/<page>.png`."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.core.dataset import cached
from dashboard.core.navigation import ICON, NAMED
from dashboard.core.request_state import read_request
from dashboard.core.translation import use_language
from dashboard.core.url_state import View
from dashboard.exports.files import File, file_of
from dashboard.exports.pdf.typst import as_input, typeset
from dashboard.exports.social_image import contents
from dashboard.web.responses import answer, made, require_dataset
from dashboard.web.workers import DRAWING_WORKERS

# A unit of the template is a pixel of the picture.
PIXELS_PER_INCH = 72.0


@cached
def make_preview(page: str, view: View) -> File:
    """The picture of a page in a view as PNG, 1200 by 630 pixels. The same view, the same bytes.

    Raises KeyError for a page that does not exist.
    """
    with use_language(view.lang):
        said = as_input(contents(page, view))
    picture = typeset("preview", said, format="png", ppi=PIXELS_PER_INCH)
    return file_of(picture, "image/png")


async def preview(request: Request) -> Response:
    """The picture of the view that the address asks for; what nobody knows is left out."""
    page = request.path_params["page"]
    if page not in NAMED:
        return PlainTextResponse("not found", status_code=404)
    await require_dataset()
    view, _unknown = read_request(request.query_params)
    return answer(request, await made(DRAWING_WORKERS, make_preview, page, view))


def icon(request: Request) -> Response:
    """The icon of the dashboard."""
    return answer(request, file_of(ICON.read_bytes(), "image/svg+xml"))


ROUTES = [Route("/preview/{page}.png", preview), Route("/icon.svg", icon)]
