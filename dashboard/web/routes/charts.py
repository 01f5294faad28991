"""One chart alone: `/chart/growth` to embed, `/chart/growth.svg` and other files of it."""

from __future__ import annotations

import base64
import hashlib

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.content.pages import PAGE_OF_CHART, key_of_section
from dashboard.core.navigation import NAMED
from dashboard.core.request_state import read_request
from dashboard.core.url_state import View, keys_of
from dashboard.exports.chart.files import MAKERS, NothingToShow, chart_file
from dashboard.exports.chart.page import THEMES, chart_page
from dashboard.exports.files import file_of
from dashboard.web.html_head import public_base
from dashboard.web.meta_tags import address
from dashboard.web.responses import Fault, answer, faults_of, made, refused, require_dataset
from dashboard.web.security import POLICY
from dashboard.web.workers import DRAWING_WORKERS

HTML = "text/html; charset=utf-8"


def keys_of_chart(key: str) -> tuple[str, ...]:
    """The keys of an address that a chart reads: those of its page."""
    return tuple(sorted(keys_of(NAMED[PAGE_OF_CHART[key]].path)))


def asked(request: Request, key: str) -> tuple[View, str, list[Fault]]:
    """The view and the theme that an address asks for, and what is unknown in it."""
    view, unknown = read_request(request.query_params, keys_of_chart(key))
    faults = faults_of(unknown)
    theme = request.query_params.get("theme", "")
    if theme not in ("", *THEMES):
        faults.append(Fault("theme", theme, THEMES))
    return view, theme, faults


async def chart(request: Request) -> Response:
    """A chart as a page, or as the file that the ending of the address names."""
    await require_dataset()
    key, dot, ending = request.path_params["name"].partition(".")
    if key not in PAGE_OF_CHART:
        return refused([Fault("chart", key, tuple(PAGE_OF_CHART))], 404)
    if dot and ending not in MAKERS:
        return refused([Fault("format", ending, tuple(MAKERS))], 404)
    view, theme, faults = asked(request, key)
    if faults:
        return refused(faults)
    if not dot:
        return await _page(request, key, view, theme)
    try:
        file = await made(DRAWING_WORKERS, chart_file, key, ending, view, theme or THEMES[0])
    except NothingToShow:
        said = "a selection with something to show"
        return refused([Fault("chart", key, expected=said)], 404)
    return answer(request, file)


async def _page(request: Request, key: str, view: View, theme: str) -> Response:
    link = address(public_base(request.scope) or "..", PAGE_OF_CHART[key], view, view.lang)
    page = await made(
        DRAWING_WORKERS, chart_page, key, view, theme, f"{link}#{key_of_section(key, view)}"
    )
    digest = base64.b64encode(hashlib.sha256(page.style.encode("utf-8")).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:"
    return answer(request, file_of(page.html.encode("utf-8"), HTML), {POLICY: policy})


ROUTES = [Route("/chart/{name}", chart)]
