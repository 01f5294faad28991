"""Faults: calm words with a reference for the reader, the whole story for the log.

Streamlit's own exceptions, which stop a run or start it again, are no faults: they are not
`Exception`, and pass.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from dashboard.core.translation import _

P = ParamSpec("P")
R = TypeVar("R")
D = TypeVar("D")
log = logging.getLogger("ascn.dashboard")


def note(what: str, error: BaseException) -> str:
    """Log a fault with everything that is known of it; the id under which it stands there."""
    reference = uuid.uuid4().hex[:8]
    log.error("%s failed [%s]", what, reference, exc_info=error, extra={"reference": reference})
    return reference


@contextmanager
def boundary(what: str) -> Iterator[None]:
    """A part of a page that may fail without the rest; `what` names it in the log."""
    try:
        yield
    except Exception as error:
        _say_part(note(what, error))


def error_boundary(otherwise: D) -> Callable[[Callable[P, R]], Callable[P, R | D]]:
    """A function that shows a part of a page; where it fails, its caller gets `otherwise`."""

    def decorate(part: Callable[P, R]) -> Callable[P, R | D]:
        @wraps(part)
        def shown(*args: P.args, **values: P.kwargs) -> R | D:
            with boundary(f"{part.__module__}.{part.__qualname__}"):
                return part(*args, **values)
            return otherwise

        return shown

    return decorate


def _say_part(reference: str) -> None:
    st.error(
        _(
            "This section could not be loaded. Reference: {id}",
            id=reference,
        ),
        icon=":material/error:",
    )


def say_page(error: Exception) -> bool:
    """Say that a page failed. True, so that Streamlit adds no words of its own."""
    reference = note("page", error)
    st.error(
        _(
            "This page could not be loaded; other pages still work. Reference: {id}",
            id=reference,
        ),
        icon=":material/error:",
    )
    return True
