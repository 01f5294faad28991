"""A page as a document that needs no script: `/page/<name>`.

The live pages hold the same document until they are drawn, and print it.
"""

from __future__ import annotations

import gzip

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.core.base_path import base_path
from dashboard.core.dataset import cached
from dashboard.core.navigation import NAMED
from dashboard.core.request_state import home_language, read_request
from dashboard.core.url_state import View
from dashboard.exports.files import File, file_of
from dashboard.exports.html.document import Setting, document, whole
from dashboard.exports.html.links import ServerLinks
from dashboard.web.html_head import public_base
from dashboard.web.meta_tags import address, described
from dashboard.web.responses import answer, gzipped, made, require_dataset
from dashboard.web.static_gzip import takes_gzip
from dashboard.web.workers import PAGE_WORKERS

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self';"
    " base-uri 'none'"
)
HTML = "text/html; charset=utf-8"


@cached
def page_file(name: str, view: View, base: str, root: str) -> File:
    """The page in a view as a document, compressed. Raises KeyError for a page that does not exist.

    It is kept as nearly everyone takes it.
    """
    public = address(base, name, view, view.lang) if base else ""
    page = document(name, view, Setting(ServerLinks("../"), public))
    head = described(name, view, base, root, view.lang)
    return file_of(gzipped(whole(page, head=head).encode("utf-8")), HTML)


async def page(request: Request) -> Response:
    """The page in the view that the address asks for; 400 for a value that nobody knows."""
    name = request.path_params["name"]
    if name not in NAMED:
        return PlainTextResponse("not found", status_code=404)
    await require_dataset()
    view, unknown = read_request(request.query_params, base=View(lang=home_language(request.scope)))
    if unknown:
        said = ", ".join(f"{key}={value[:40]!r}" for key, value in unknown.items())
        return PlainTextResponse(f"unknown: {said}", status_code=400)
    base = public_base(request.scope)
    file = await made(PAGE_WORKERS, page_file, name, view, base, base_path())
    headers = {"Content-Security-Policy": POLICY, "Vary": "Accept-Language, Accept-Encoding"}
    if takes_gzip(request.headers):
        headers["Content-Encoding"] = "gzip"
    else:
        file = file_of(gzip.decompress(file.body), HTML)
    return answer(request, file, headers)


ROUTES = [Route("/page/{name}", page)]
