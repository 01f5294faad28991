"""What happens to the pages on their way out: our elements in their head."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders, QueryParams

from ascn_data import DataError
from dashboard.core.dataset import EDITIONS
from dashboard.core.navigation import START
from dashboard.core.request_state import asked_view
from dashboard.exports.files import tag_of
from dashboard.web.first_paint import NOTHING, Paint, paint
from dashboard.web.html_head import Description, describe, page_of, plain_description, with_head
from dashboard.web.responses import gzipped, made
from dashboard.web.static_gzip import takes_gzip
from dashboard.web.workers import HEAD_WORKERS, PAGE_WORKERS, Busy

# Streamlit is asked for a page whole and uncompressed, as what its file was says nothing of it.
UNASKED = {b"accept-encoding", b"range", b"if-range", b"if-none-match", b"if-modified-since"}
FILE_TAGS = ("etag", "last-modified", "accept-ranges")
# A page works without its description and without its document, and nobody waits longer for them.
PATIENCE_SECONDS = 3.0
log = logging.getLogger("ascn.server")
Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]


async def described(scope: Message) -> Description:
    """What a page says of itself; it may have to be computed, which keeps nobody else waiting."""
    try:
        made = HEAD_WORKERS.run(object(), lambda: describe(scope))
        return await asyncio.wait_for(made, PATIENCE_SECONDS)
    except (Busy, TimeoutError):
        return plain_description(scope)


async def first_paint(scope: Message) -> Paint:
    """The document of the page that a scope asks for, from the cache or made by a worker.

    `NOTHING` where there is no such page or too much to do before it.
    """
    page = page_of(scope)
    if page is None or EDITIONS.shown is None:
        return NOTHING
    try:
        query = QueryParams(scope["query_string"])
        embedded = query.get("embed", "").lower() == "true"
        # Only the first page has a word to newcomers.
        newcomer = page.name == START and not query
        document = made(PAGE_WORKERS, paint, page.name, asked_view(scope), newcomer, embedded)
        return await asyncio.wait_for(document, PATIENCE_SECONDS)
    except (Busy, TimeoutError, DataError):
        return NOTHING
    except Exception:  # an odd address must not take the page
        log.exception("no document of %s", scope["path"])
        return NOTHING


class PageHead:
    """ASGI middleware: tell Streamlit's page where its server is, and others what the page is.

    On a deep link such as /map the page would first look for the server below /map, and every
    visitor's console would show two requests that were not found. A map has to know its width
    before it opens; a cookie of this session tells it, and nothing else.
    """

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Any, send: Send) -> None:
        """Pass everything on; in an HTML page, put our elements first."""
        start: Message = {}
        body = bytearray()

        async def rewritten(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                html = headers.get("content-type", "").startswith("text/html")
                # The slides have a policy of their own, which no script of ours may break.
                if not html or "content-security-policy" in headers:
                    await send(message)
                else:
                    start.update(message)
                return
            if not start:
                await send(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                about, shown = await asyncio.gather(described(scope), first_paint(scope))
                whole = with_head(bytes(body), scope, about, shown)
                headers = MutableHeaders(raw=start["headers"])
                for name in FILE_TAGS:
                    del headers[name]
                headers.add_vary_header("Accept-Language")
                headers.add_vary_header("Accept-Encoding")
                if takes_gzip(wanted):
                    whole = await run_in_threadpool(gzipped, whole)
                    headers["content-encoding"] = "gzip"
                # What is not all that it could be is asked for again.
                if about.whole and shown.body:
                    headers["etag"] = tag_of(whole)
                if "content-length" in headers:
                    headers["content-length"] = str(len(whole))
                await send(start)
                await send({"type": "http.response.body", "body": whole})

        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        wanted = Headers(raw=scope["headers"])
        # Robots that make link previews ask for anything, and often for a part of it.
        if page_of(scope) or b"text/html" in dict(scope["headers"]).get(b"accept", b""):
            kept = [pair for pair in scope["headers"] if pair[0] not in UNASKED]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, rewritten)
