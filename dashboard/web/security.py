"""What browsers are told to refuse, and what the server itself refuses.

`SECURITY.md` says what each of it is for.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import get_option

from dashboard.core import config
from dashboard.core.base_path import base_path
from dashboard.web.first_paint import script
from dashboard.web.html_head import scripts

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
POLICY = "Content-Security-Policy"
# Streamlit's page as it is installed; it holds a script of its own.
SHIPPED = Path(streamlit.__file__).parent / "static" / "index.html"
INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
# Bytes of an address, with its query; nginx takes as much by itself. No path of ours is near a
# thousand, and Streamlit repeats one in a header when it ends in a slash.
LONGEST_ADDRESS, LONGEST_PATH = 8000, 1000
# The server's own health checks need no name.
AT_HOME = ("localhost", "127.0.0.1", "[::1]")
# Served by Streamlit and used by no page of ours: counters for everybody to read, a way to drive
# the pages by program, and a login. Other components than Streamlit's own there are none.
CLOSED = (
    "_stcore/agent", "_stcore/metrics", "_stcore/script-health-check", "auth", "oauth2callback",
    "component",
)  # fmt: skip


def hosts() -> list[str]:
    """The host names that the server answers to; `*` for any, unless `ASCN_HOSTS` lists some."""
    said = config.hosts()
    return [*said, *AT_HOME] if said else ["*"]


def frame_ancestors() -> str:
    """Who may show the pages in a frame: everybody, unless `ASCN_FRAME_ANCESTORS` says otherwise.

    Anyone may copy the code to embed a view; there is no login that a frame could abuse.
    """
    return "frame-ancestors " + " ".join(config.frame_ancestors())


def hashes(html: bytes) -> list[str]:
    """What allows the scripts inside an HTML text, and no other."""
    digests = (hashlib.sha256(script).digest() for script in INLINE.findall(html))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


@cache
def policy() -> str:
    """The Content-Security-Policy of Streamlit's pages: everything comes from this server."""
    allowed = " ".join(hashes(SHIPPED.read_bytes() + scripts() + script().encode()))
    return "; ".join(
        [
            "default-src 'self'",
            # No script is made from text; but protobuf and deck.gl bring WebAssembly along.
            f"script-src 'self' 'wasm-unsafe-eval' {allowed}",
            "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles while it runs
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",  # with 'self' goes the socket of the same host
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            frame_ancestors(),
        ]
    )


class SecurityHeaders:
    """ASGI middleware: the headers that Streamlit leaves to its host, on every response.

    The outermost one, so that an answer of any other has them too. A page with a policy of its
    own keeps it; who may frame it is the host's word all the same.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; add the headers where a response starts."""
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(raw=message["headers"])
                headers.update(HEADERS)
                own = headers.get(POLICY)
                headers[POLICY] = f"{own}; {frame_ancestors()}" if own else policy()
                if scope["scheme"] == "https":  # elsewhere browsers complain of it
                    headers["Cross-Origin-Opener-Policy"] = "same-origin"
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            await self.app(scope, receive, with_headers)
        except Exception:
            if not started:
                failed = PlainTextResponse("Internal Server Error", status_code=500)
                await failed(scope, receive, with_headers)
            raise  # for the log


def is_closed(path: str) -> bool:
    """Whether a path leads to what Streamlit serves and this dashboard does not."""
    inside = path.removeprefix(base_path().rstrip("/")).strip("/")
    return any(inside == door or inside.startswith(f"{door}/") for door in CLOSED)


def is_too_long(scope: Scope) -> bool:
    """Whether an address is longer than any that a page or a link of ours has."""
    path = scope.get("raw_path") or scope["path"].encode("utf-8")
    return len(path) > LONGEST_PATH or len(path) + len(scope["query_string"]) > LONGEST_ADDRESS


def is_foreign(headers: Headers, allowed: Sequence[str]) -> bool:
    """Whether a socket is opened by a page of another host than the one that it asks."""
    origin = headers.get("origin")
    if origin is None or origin in allowed:
        return False
    host = headers.get("host", "").lower()
    return not host or origin.lower().partition("://")[2] != host


class ClosedDoors:
    """ASGI middleware: what the server refuses whoever asks.

    414 for endless addresses, 404 for what no page needs, 403 for sockets of other hosts' pages.

    Streamlit would refuse such a socket too, but only after asking two other hosts for its own
    address, while every visitor waits.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] == "http" and is_too_long(scope):
            said = PlainTextResponse("the address is too long", status_code=414)
            await said(scope, receive, send)
            return
        if scope["type"] == "http" and is_closed(scope["path"]):
            await PlainTextResponse("not found", status_code=404)(scope, receive, send)
            return
        guarded = scope["type"] == "websocket" and get_option("server.enableCORS")
        if guarded and is_foreign(Headers(scope=scope), get_option("server.corsAllowedOrigins")):
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.app(scope, receive, send)
