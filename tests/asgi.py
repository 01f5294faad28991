"""Run the coroutines of the application in tests that are not coroutines themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette


def run(function: Callable[..., Awaitable[Any]], *args: Any) -> Any:
    """The result of `await function(*args)`. Raises what the function raises.

    It runs in a thread of its own, so that an event loop which a browser left in this one does no
    harm: Playwright's synchronous interface keeps one running until its process ends.
    """
    with start_blocking_portal() as portal:
        return portal.call(function, *args)


def get(app: Starlette, address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by their names in small letters, and body of the answer to a GET.

    Raises what the application raises.
    """
    path, _mark, query = address.partition("?")
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    said = {"Host": "ascn.example", **headers}
    raw = [(name.replace("_", "-").lower().encode(), said[name].encode()) for name in said]
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "scheme": "http",
        "query_string": query.encode(), "root_path": "", "headers": raw,
        "server": ("127.0.0.1", 80), "http_version": "1.1",
    }  # fmt: skip
    run(app, scope, receive, send)
    start, *bodies = sent
    found = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return start["status"], found, b"".join(each.get("body", b"") for each in bodies)
