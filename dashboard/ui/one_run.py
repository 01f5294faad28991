"""What stays the same while a page runs, read once in a run.

Each look into Streamlit's session or at its context takes a lock and some checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

R = TypeVar("R")
_known: ContextVar[dict[Callable[[], Any], Any] | None] = ContextVar("known", default=None)


@contextmanager
def one_run() -> Iterator[None]:
    """Inside the block what is read `once` does not change."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def once(read: Callable[[], R]) -> Callable[[], R]:
    """A function that calls `read` once inside `one_run`, and outside of it each time.

    Callbacks, and fragments that run alone, are outside.
    """

    @wraps(read)
    def found() -> R:
        known = _known.get()
        if known is None:
            return read()
        if read not in known:
            known[read] = read()
        value: R = known[read]
        return value

    return found
