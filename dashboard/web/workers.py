"""Threads of their own for what takes long to make, and a bounded queue before them.

Requests are otherwise served by one pool of threads for everything, Streamlit's pages included: a
crowd that asks for pictures would keep everybody else waiting.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class Busy(Exception):
    """The queue is full: whoever asks should come back later."""


class Workers:
    """A pool of `threads`, with at most `queued` pieces of work that wait or are under way.

    Who asks for a key that is in the queue already waits for that one piece, and holds no thread.
    """

    def __init__(self, name: str, threads: int, queued: int) -> None:
        self.queued = queued
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._pending: dict[Hashable, asyncio.Future[Any]] = {}

    async def run(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returns or raises, in the context of this call. Raises Busy."""
        pending = self._pending.get(key)
        if pending is None:
            if len(self._pending) >= self.queued:
                raise Busy
            context = contextvars.copy_context()
            pending = asyncio.get_running_loop().run_in_executor(self._pool, context.run, make)
            self._pending[key] = pending
            pending.add_done_callback(lambda _done: self._pending.pop(key, None))
        value: T = await asyncio.shield(pending)
        return value

    def close(self) -> None:
        """Begin nothing more; what is under way ends by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)


# One at a time: drawing leaves the processor to readers.
DRAWING_WORKERS = Workers("drawing", threads=1, queued=20)
# Files of the data, slides.
FILE_WORKERS = Workers("files", threads=2, queued=40)
# What a page says of itself in its head.
HEAD_WORKERS = Workers("heads", threads=2, queued=40)
# Pages as documents; a robot that asks for thousands of views waits for itself.
PAGE_WORKERS = Workers("pages", threads=1, queued=20)
ALL = (DRAWING_WORKERS, FILE_WORKERS, HEAD_WORKERS, PAGE_WORKERS)
