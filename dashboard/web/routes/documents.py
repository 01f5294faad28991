"""Slides and brief of a view at addresses of their own: `/deck.pptx`, `/brief.pdf`.

Any server can answer, since the address says everything; nothing is kept for a visitor.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.core.navigation import NAMED, START
from dashboard.core.request_state import read_request
from dashboard.exports.documents import KEYS, brief_content, deck_content
from dashboard.web.html_head import public_base
from dashboard.web.meta_tags import address
from dashboard.web.responses import (
    Fault,
    answer,
    faults_of,
    made,
    of_view,
    refused,
    require_dataset,
)
from dashboard.web.workers import DRAWING_WORKERS


async def brief(request: Request) -> Response:
    """The brief of the view that the address asks for; it links to `page`, or to the first page."""
    await require_dataset()
    view, unknown = read_request(request.query_params, KEYS)
    page = request.query_params.get("page", START)
    faults = faults_of(unknown)
    if page not in NAMED:
        faults.append(Fault("page", page, tuple(NAMED)))
    if faults:
        return refused(faults)
    base = public_base(request.scope)
    link = address(base, page, view, view.lang) if base else ""
    return answer(request, await made(DRAWING_WORKERS, brief_content, view, link))


ROUTES = [
    Route("/deck.pptx", of_view(DRAWING_WORKERS, deck_content, KEYS)),
    Route("/brief.pdf", brief),
]
