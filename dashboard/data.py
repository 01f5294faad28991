"""The edition that this server shows, and answers that are worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pandas as pd

import ascn_data
from ascn_data.network import Network
from dashboard.view import Choices


@lru_cache(maxsize=1)
def network() -> Network:
    """The edition named by `ASCN_DATA_DIR`, or the one in the repository. Raises DataError."""
    return ascn_data.load()


@lru_cache(maxsize=1)
def choices() -> Choices:
    """The ids that visitors may choose from."""
    return Choices.of(network())


@lru_cache(maxsize=1024)
def _remembered(
    question: Callable[..., Any], args: tuple[Any, ...], where: tuple[tuple[str, Any], ...]
) -> Any:
    return question(network(), *args, **dict(where))


def ask(question: Callable[..., Any], *args: Any, **where: Any) -> Any:
    """The answer of a question of `ascn_data`, which depends on nothing but its arguments.

    A frame comes as a lazy copy, so that a page can never change what the next one gets.
    """
    answer = _remembered(question, args, tuple(sorted(where.items())))
    return answer.copy(deep=False) if isinstance(answer, pd.DataFrame) else answer


def table(name: str) -> pd.DataFrame:
    """A table of the edition, by name."""
    return network().table(name)
