"""The edition that this server shows, and answers that are worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

import pandas as pd

from ascn_data.network import Network, data_directory
from dashboard.answers import Asked, shared
from dashboard.editions import Edition, Editions
from dashboard.view import Choices
from dashboard.words import language

P = ParamSpec("P")
R = TypeVar("R")

_held: ContextVar[Edition | None] = ContextVar("edition", default=None)


def edition() -> Edition:
    """The edition that this run, request or call holds, else the one shown now.

    Raises DataError when none can be shown.
    """
    return _held.get() or EDITIONS.current()


@contextmanager
def one_edition(asked: Edition | None = None) -> Iterator[Edition]:
    """Inside the block every answer comes from one edition, whatever is put in place meanwhile.

    It is `asked`, else the one held already, else the one shown now. Raises DataError.
    """
    taken = asked or edition()
    token = _held.set(taken)
    try:
        yield taken
    finally:
        _held.reset(token)


def held(make: Callable[[], R]) -> Callable[[], R]:
    """`make`, which is called after this run, in the edition that this run holds."""
    taken = edition()

    def made() -> R:
        with one_edition(taken):
            return make()

    return made


class Remembered(Generic[P, R]):
    """A function whose answers are kept as long as the edition that they were taken from."""

    def __init__(self, make: Callable[P, R], maxsize: int, speaks: bool) -> None:
        self.make, self.maxsize, self.speaks = make, maxsize, speaks
        update_wrapper(self, make)

    def __call__(self, *args: P.args, **values: P.kwargs) -> R:
        """The answer in the edition held; worked out if it is not known yet."""
        now = _held.get()
        if now is None:
            with one_edition():
                return self(*args, **values)
        try:
            asked = Asked(args, values, language() if self.speaks else "")
        except TypeError:  # a list, or a frame that was made for this call alone
            return self.make(*args, **values)
        known = now.memory.get(self)
        if known is None:
            known = now.memory.setdefault(self, lru_cache(self.maxsize)(self._work_out))
        answer: R = known(asked)
        return answer

    def _work_out(self, asked: Asked) -> Any:
        made = self.make(*asked.args, **asked.values)
        answer = shared(made)
        if answer is not made:  # else it is small, or another function keeps it already
            edition().memory.count(answer)
        return answer

    def cache_clear(self) -> None:
        """Forget the answers in the edition shown."""
        if (shown := _held.get() or EDITIONS.shown) is not None:
            shown.memory.pop(self, None)


def remembered(
    maxsize: int, *, speaks: bool = True
) -> Callable[[Callable[P, R]], Remembered[P, R]]:
    """Keep the last `maxsize` answers of a function of the edition, the language, its arguments.

    A function that does not speak has one answer for every language.

    Like functools.lru_cache, for whatever asks the data: the answers live and go with their
    edition, and a run that began in one edition gets no answer of the next. A frame comes back
    as an `Answer`, and only such a frame counts as known where it is an argument.
    """
    return lambda make: Remembered(make, maxsize, speaks)


def network() -> Network:
    """The edition named by `ASCN_DATA_DIR`, or the one in the repository. Raises DataError."""
    return edition().net


@remembered(maxsize=1, speaks=False)
def choices() -> Choices:
    """The ids that visitors may choose from."""
    return Choices.of(network())


@remembered(maxsize=1024, speaks=False)
def ask(question: Callable[..., Any], *args: Any, **where: Any) -> Any:
    """The answer of a question of `ascn_data`, which depends on nothing but its arguments."""
    return question(network(), *args, **where)


def prepare(new: Edition) -> None:
    """What has to work before an edition is shown."""
    with one_edition(new):
        choices()


EDITIONS = Editions(data_directory, prepare)


@remembered(maxsize=64, speaks=False)
def table(name: str) -> pd.DataFrame:
    """A table of the edition, by name."""
    return network().table(name)


@remembered(maxsize=256, speaks=False)
def first(rows: pd.DataFrame, count: int) -> pd.DataFrame:
    """The first rows of an answer, itself an answer."""
    return rows if len(rows) <= count else rows.head(count)
