"""Around the answer to every request: its id, its line in the log, calm words on a fault."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import nullcontext
from typing import Any
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response

from ascn_data import DataError
from dashboard.core.dataset import EDITIONS, one_edition
from dashboard.core.translation import _, spoken, use_language
from dashboard.web import log_config
from dashboard.web.workers import Busy

HEADER = "X-Request-ID"
KNOWN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
# Asked for all the time, and by machines: worth a line only when they fail.
QUIET = ("/_stcore/", "/static/", "/media/", "/health", "/ready")
LONGEST_PATH = 200
RETRY_AFTER = "30"
BUSY_RETRY_AFTER = "5"
log = logging.getLogger("ascn.requests")
Message = MutableMapping[str, Any]


def id_of(headers: Headers) -> str:
    """The id that a proxy gave the request, if it is one; else a new one."""
    given = headers.get(HEADER, "")
    return given if KNOWN_ID.fullmatch(given) else uuid.uuid4().hex[:16]


def level_of(path: str, status: int) -> int:
    """How loudly an answer is logged."""
    if status >= 500:
        return logging.WARNING if status == 503 else logging.ERROR
    return logging.DEBUG if path.startswith(QUIET) else logging.INFO


class Requests:
    """ASGI middleware: one id, one edition and one line in the log for each HTTP request."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        """Pass everything on; answer ourselves where the answer fails."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(raw=scope["headers"])
        asked, began, status = id_of(headers), time.perf_counter(), 0
        token = log_config.request_id.set(asked)

        async def with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(raw=message["headers"])[HEADER] = asked
            await send(message)

        shown = EDITIONS.shown
        try:
            with one_edition(shown) if shown else nullcontext():
                await self.app(scope, receive, with_id)
        except Exception as error:
            if status:  # half of it is out: all that is left is to break off
                log.exception("an answer broke off")
                raise
            answer = calm(error, asked, headers.get("accept-language", ""))
            await answer(scope, receive, with_id)
        finally:
            log_answer(scope, status, began)
            log_config.request_id.reset(token)


def log_answer(scope: Message, status: int, began: float) -> None:
    """Write the line of a request that was answered; it `began` by `time.perf_counter`."""
    path = quote(scope["path"], safe="/-._~:@")[:LONGEST_PATH]
    taken = round((time.perf_counter() - began) * 1000, 1)
    log.log(
        level_of(scope["path"], status),
        "answered",
        extra={"method": scope["method"], "path": path, "status": status, "milliseconds": taken},
    )


def calm(error: Exception, reference: str, languages: str) -> Response:
    """What a reader is told of a fault: no more than the id under which the log has all of it."""
    headers = {"Cache-Control": "no-store"}
    with use_language(spoken(languages.split(",")[0])):
        if isinstance(error, DataError):
            said = _("The data is temporarily unavailable. Please try again in a few minutes.")
            return PlainTextResponse(said, 503, {**headers, "Retry-After": RETRY_AFTER})
        if isinstance(error, Busy):
            said = _("The server is busy. Please try again in a moment.")
            return PlainTextResponse(said, 503, {**headers, "Retry-After": BUSY_RETRY_AFTER})
        log.error("an answer failed [%s]", reference, exc_info=error)
        said = _("This request failed. Reference: {id}", id=reference)
        return PlainTextResponse(said, 500, headers)
