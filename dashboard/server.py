"""What the server does beside running pages: boundary files, security headers, warm-up."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from streamlit import get_option

from ascn_data.network import data_directory
from ascn_data.problems import DataError
from dashboard.places_map import WIDTH_COOKIE

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
DAY = 24 * 60 * 60
log = logging.getLogger("ascn.server")


async def boundary(request: Request) -> Response:
    """One boundary file of the edition; only those that the contract names."""
    from dashboard.data import network

    path = f"boundaries/{request.path_params['name']}.geojson"
    if path not in network().contract.boundaries.values():
        return PlainTextResponse("not found", status_code=404)
    return FileResponse(
        data_directory() / path,
        media_type="application/geo+json",
        headers={"Cache-Control": f"public, max-age={DAY}"},
    )


ROUTES = [Route("/data/boundaries/{name}.geojson", boundary)]


Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]


class SecurityHeaders:
    """ASGI middleware: the headers that Streamlit leaves to its host, on every response."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Any, send: Send) -> None:
        """Pass everything on; add the headers where a response starts."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(raw=message["headers"]).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class KnownBase:
    """ASGI middleware: tell Streamlit's page where its server is, and the server how wide it is.

    On a deep link such as /map the page would first look for the server below /map, and every
    visitor's console would show two requests that were not found. A map has to know its width
    before it opens; a cookie of this session tells it, and nothing else.
    """

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Any, send: Send) -> None:
        """Pass everything on; in an HTML page, put the address of the server first."""
        start: Message = {}
        body = bytearray()

        async def with_base(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if not headers.get("content-type", "").startswith("text/html"):
                    await send(message)
                else:
                    start.update(message)
                return
            if not start:
                await send(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                whole = bytes(body).replace(b"<head>", b"<head>" + base_script(), 1)
                headers = MutableHeaders(raw=start["headers"])
                if "content-length" in headers:
                    headers["content-length"] = str(len(whole))
                await send(start)
                await send({"type": "http.response.body", "body": whole})

        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        if b"text/html" in dict(scope["headers"]).get(b"accept", b""):
            # A compressed page could not be read here; it is small.
            kept = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, with_base)


@cache
def base_script() -> bytes:
    """The element that names the server's address, below `server.baseUrlPath` if it is set."""
    path = (get_option("server.baseUrlPath") or "").strip("/")
    base = f"/{path}/" if path else "/"
    script = (
        f"window.__streamlit={{BACKEND_BASE_URL:location.origin+{json.dumps(base)}}};"
        f"document.cookie='{WIDTH_COOKIE}='+innerWidth+';path=/;SameSite=Lax'"
    )
    return f"<script>{script}</script>".encode()


@asynccontextmanager
async def warm_up(app: object) -> AsyncIterator[None]:
    """Import the heavy libraries and load the data before the first visitor comes."""
    from dashboard import charts, maps, words  # noqa: F401  the import is the work
    from dashboard.data import choices

    try:
        choices()
    except DataError as error:
        # The server starts all the same: the shell says what a visitor should know.
        log.error("%s", error)
    for code in words.LANGUAGES:
        words.catalogue(code)
    yield
