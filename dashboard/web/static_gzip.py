"""Streamlit's own scripts, compressed once and kept in memory, for all who can unpack them.

Streamlit serves them as they are, and leaves compression to a server in front that a dashboard on
one computer does not have: 11 MB for a first visit. Compressed at every request they would cost
more time than they save; so each file is compressed when it is first asked for, in a thread of
its own, and never again. gzip is in Python, and every browser reads it.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from dashboard.core.base_path import base_path
from dashboard.exports.files import tag_of
from dashboard.web.responses import has_already

STATIC = "static/"
# Text; fonts and pictures are compressed already.
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}
LEAST_BYTES = 1000
LEVEL = 9
# What a first visitor needs before anything is drawn, by the start of the name of the file.
FIRST = ("index.", "PlotlyChart.", "DeckGlJsonChart.")
# The name of each file holds a hash of what is in it.
FOR_EVER = "public, immutable, max-age=31536000"


@lru_cache(maxsize=1)
def files() -> dict[str, Path]:
    """The files that are served compressed, by their path below the address of the dashboard."""
    root = Path(get_static_dir())
    return {
        path.relative_to(root).as_posix(): path
        for path in (root / STATIC).rglob("*")
        if path.suffix in KINDS and path.stat().st_size >= LEAST_BYTES
    }


@lru_cache(maxsize=1024)
def packed(name: str) -> tuple[bytes, str]:
    """A file compressed, and its tag. Raises KeyError for any other name."""
    body = gzip.compress(files()[name].read_bytes(), LEVEL, mtime=0)
    return body, tag_of(body)


def pack() -> None:
    """Compress the scripts that a first visitor needs; it takes a second or two."""
    for name in files():
        if name.rsplit("/", 1)[-1].startswith(FIRST):
            packed(name)


def takes_gzip(headers: Headers) -> bool:
    """Whether a reader can unpack gzip and does not ask for a part of the file."""
    if "range" in headers:
        return False
    for each in headers.get("accept-encoding", "").lower().split(","):
        coding, _, parameters = each.partition(";")
        if coding.strip() in ("gzip", "*"):
            return parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


class CompressedScripts:
    """ASGI middleware: answer for Streamlit's scripts and styles with their compressed form."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a file that is known; pass everything else on."""
        name = scope.get("path", "").removeprefix(base_path())
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not (asked and name.startswith(STATIC) and name in files()):
            await self.app(scope, receive, send)
            return
        headers = Headers(raw=scope["headers"])
        if not takes_gzip(headers):
            await self.app(scope, receive, varying(send))
            return
        body, tag = await run_in_threadpool(packed, name)
        said = {"ETag": tag, "Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
        if has_already(headers, tag):
            await Response(status_code=304, headers=said)(scope, receive, send)
            return
        said |= {"Content-Encoding": "gzip", "Content-Type": KINDS[files()[name].suffix]}
        said["Content-Length"] = str(len(body))
        content = b"" if scope["method"] == "HEAD" else body
        await Response(content, headers=said)(scope, receive, send)


def varying(send: Send) -> Send:
    """Say to caches on the way that another reader may get the file compressed."""

    async def with_vary(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], (b"vary", b"Accept-Encoding")]
        await send(message)

    return with_vary
