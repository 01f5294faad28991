"""Whole pages as they were answered before, ahead of all other work.

A page is the same for everyone who asks for one address in one language, and nothing is asked for
more often. Its headers, those of security among them, are cached with its bytes.
"""

from __future__ import annotations

import time
from collections.abc import Hashable
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.core.base_path import base_path
from dashboard.core.cache import MISSING
from dashboard.core.dataset import EDITIONS
from dashboard.core.request_state import home_language
from dashboard.web import log_config
from dashboard.web.health import PROCESS
from dashboard.web.html_head import page_of
from dashboard.web.request_log import HEADER, id_of, log_answer
from dashboard.web.responses import has_already
from dashboard.web.static_gzip import takes_gzip

DOCUMENTS = "page/"
# Bytes of a query. A longer one is no view of ours, and would only push others out.
LONGEST_QUERY = 500
ID = HEADER.lower().encode()
# What an answer without a body does not say.
OF_BODY = (b"content-length", b"content-type", b"content-encoding")


class Ready(NamedTuple):
    """An answer to send again: its tag, its headers without the id of a request, its bytes."""

    tag: str
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


class PageCache:
    """ASGI middleware, the outermost one: keep whole pages that have a tag, and send them again.

    They are kept with their dataset, within its bound. No page is kept under a host that the server
    refuses, so that check holds.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the cache; else pass on, and keep the answer if it is a whole page."""
        shown = EDITIONS.shown
        # A server that stops tells proxies to ask another one.
        if shown is None or PROCESS.stopping or not _asks_for_page(scope):
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        headers = Headers(raw=scope["headers"])
        key = _key(scope, headers)
        found = shown.cache.peek(key)
        if found is not MISSING:
            asked = id_of(headers)
            status = await _send(found, headers, asked, send)
            token = log_config.request_id.set(asked)
            log_answer(scope, status, began)
            log_config.request_id.reset(token)
            return
        start: Message = {}

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            if start:  # the first bytes of the answer say whether it is whole
                made = _ready(start, message.get("body", b""))
                if made:
                    shown.cache.get(key, lambda: made)
                    await _send(made, headers, Headers(raw=start["headers"])[HEADER], send)
                    return
                await send(dict(start))
                start.clear()
            await send(message)

        await self.app(scope, receive, keep)


def _asks_for_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    if len(scope["query_string"]) > LONGEST_QUERY:
        return False
    return scope["path"].startswith(base_path() + DOCUMENTS) or page_of(scope) is not None


def _key(scope: Scope, headers: Headers) -> Hashable:
    """All that decides the answer."""
    return (
        PageCache, scope["scheme"], headers.get("host", ""), scope["path"], scope["query_string"],
        home_language(scope), takes_gzip(headers),
    )  # fmt: skip


def _ready(start: Message, body: bytes) -> Ready | None:
    """An answer as it can be sent again; None for a part of one, or one without a tag."""
    headers = Headers(raw=start["headers"])
    if start["status"] != 200 or headers.get("content-length") != str(len(body)):
        return None
    tag, pairs = headers.get("etag"), (pair for pair in start["headers"] if pair[0] != ID)
    return Ready(tag, tuple(pairs), body) if tag else None


async def _send(ready: Ready, wanted: Headers, asked: str, send: Send) -> int:
    """Send the answer with the id of a request; its status is 304 for who has it already."""
    headers = [*ready.headers, (ID, asked.encode())]
    status, body = 200, ready.body
    if "if-none-match" in wanted and has_already(wanted, ready.tag):
        status, body = 304, b""
        headers = [pair for pair in headers if pair[0] not in OF_BODY]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
    return status
