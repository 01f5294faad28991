"""Run the coroutines of the application in tests that are not coroutines themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from anyio.from_thread import start_blocking_portal


def run(function: Callable[..., Awaitable[Any]], *args: Any) -> Any:
    """The result of `await function(*args)`. Raises what the function raises.

    It runs in a thread of its own, so that an event loop which a browser left in this one does no
    harm: Playwright's synchronous interface keeps one running until its process ends.
    """
    with start_blocking_portal() as portal:
        return portal.call(function, *args)
