"""Requests that only a replica that is ready should answer.

nginx knows no `/ready`. It marks such requests with a header instead, and takes the 503 of a
replica that is starting, stopping or without a dataset as the sign to ask another one.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from dashboard.core.dataset import EDITIONS
from dashboard.web.health import PROCESS, readiness

HEADER = "X-ASCN-If-Ready"
RETRY_AFTER = "5"


class OnlyIfReady:
    """ASGI middleware: 503 for a marked request while this replica is not ready."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        marked = scope["type"] in ("http", "websocket") and HEADER in Headers(scope=scope)
        if not marked or readiness(EDITIONS, PROCESS)[1] == 200:
            await self.app(scope, receive, send)
            return
        refusal = PlainTextResponse("not ready", 503, {"Retry-After": RETRY_AFTER})
        if scope["type"] == "websocket":
            await WebSocket(scope, receive, send).send_denial_response(refusal)
        else:
            await refusal(scope, receive, send)
