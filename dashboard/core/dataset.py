"""The edition that this server shows, and answers that are worked out once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar, overload

import pandas as pd

from ascn_data import Network, data_directory
from dashboard.core.cache import MISSING, key_of
from dashboard.core.reload import Edition, Editions
from dashboard.core.translation import language
from dashboard.core.url_state import Choices

# Tables are small: their texts are taken and compared sooner as objects of Python than in Arrow.
pd.set_option("mode.string_storage", "python")

P = ParamSpec("P")
R = TypeVar("R")

_held: ContextVar[Edition | None] = ContextVar("edition", default=None)
_of_session: Callable[[], Edition | None] = lambda: None  # noqa: E731


def let_sessions_choose(chosen: Callable[[], Edition | None]) -> None:
    """Ask `chosen` which dataset the session of this thread looks at; None for the server's."""
    global _of_session
    _of_session = chosen


def edition() -> Edition:
    """The edition that this run, request or call holds, else the one shown to its session.

    Raises DataError when none can be shown.
    """
    return _held.get() or _of_session() or EDITIONS.current()


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


class Cached(Generic[P, R]):
    """A function whose values are cached as long as the dataset that they were taken from."""

    def __init__(self, make: Callable[P, R], translated: bool) -> None:
        self.make, self.translated = make, translated
        update_wrapper(self, make)

    def __call__(self, *args: P.args, **values: P.kwargs) -> R:
        """The value in the dataset held; worked out if it is not cached."""
        now = _held.get()
        if now is None:
            with one_edition():
                return self(*args, **values)
        try:
            key = self.key(args, values)
        except TypeError:  # a list, or a frame that was made for this call alone
            return self.make_for(args, values)
        answer: R = now.cache.get(key, lambda: now.frames.one(self.make_for(args, values)))
        return answer

    def key(self, args: tuple[Any, ...], values: dict[str, Any]) -> Hashable:
        """The key of a call in the language of this run. Raises TypeError as `key_of` does."""
        return key_of(args, values, self, language() if self.translated else "")

    def peek(self, *args: P.args, **values: P.kwargs) -> R | None:
        """The value in the dataset held if it is cached, else None."""
        found = edition().cache.peek(self.key(args, values))
        return None if found is MISSING else found

    def make_for(self, args: tuple[Any, ...], values: dict[str, Any]) -> Any:
        """The value, worked out."""
        return self.make(*args, **values)

    def cache_clear(self) -> None:
        """Drop the values in the dataset shown."""
        if (shown := _held.get() or EDITIONS.shown) is not None:
            shown.cache.forget(lambda key: isinstance(key, tuple) and key[0] is self)


@overload
def cached(make: Callable[P, R], /) -> Cached[P, R]: ...


@overload
def cached(*, translated: bool) -> Callable[[Callable[P, R]], Cached[P, R]]: ...


def cached(make: Callable[..., Any] | None = None, /, *, translated: bool = True) -> Any:
    """Cache what a function of the dataset, the language and its arguments returns.

    A function that is not `translated` has one value for every language. All values share the
    cache of their dataset, which is bounded in bytes and goes with it, so a run that began in one
    dataset gets no value of the next. A frame comes back as an `Answer`, and only such a frame
    counts as known where it is an argument.
    """
    if make is None:
        return lambda each: Cached(each, translated)
    return Cached(make, translated)


def network() -> Network:
    """The edition named by `ASCN_DATA_DIR`, or the one in the repository. Raises DataError."""
    return edition().net


@cached(translated=False)
def choices() -> Choices:
    """The ids that visitors may choose from."""
    return Choices.of(network())


@cached(translated=False)
def ask(question: Callable[..., Any], *args: Any, **where: Any) -> Any:
    """The answer of a question of `ascn_data`, which depends on nothing but its arguments."""
    return question(network(), *args, **where)


def prepare(new: Edition) -> None:
    """What has to work before an edition is shown."""
    with one_edition(new):
        choices()


EDITIONS = Editions(data_directory, prepare)


@cached(translated=False)
def table(name: str) -> pd.DataFrame:
    """A table of the edition, by name."""
    return network().table(name)


@cached(translated=False)
def first(rows: pd.DataFrame, count: int) -> pd.DataFrame:
    """The first rows of an answer, itself an answer."""
    return rows if len(rows) <= count else rows.head(count)
