"""Answers that all visitors share: frames and rows that stay as they are, and what was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np
import pandas as pd


def _refuse(_self: object, *_args: object, **_kwargs: object) -> NoReturn:
    raise TypeError("an answer is shared by all visitors: derive a frame, or copy this one")


class Answer(pd.DataFrame):
    """A frame that was worked out once and stays as it is; what is derived from it is ordinary.

    It stands for itself: one answer is equal to another only if it is the same one.
    """

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame

    __setitem__ = __delitem__ = insert = pop = _refuse


class Row(pd.Series):
    """A row that was worked out once: what `Answer` is for a frame."""

    @property
    def _constructor(self) -> type[pd.Series]:
        return pd.Series

    __setitem__ = __delitem__ = pop = _refuse


class Asked:
    """What an answer is given for: the arguments of a function, and the language if it speaks one.

    Answers count by identity, alone or in a tuple, anything else by value. Raises TypeError for
    what has no hash, as a list or a frame that is no `Answer`.
    """

    __slots__ = ("args", "hashed", "language", "values")

    def __init__(self, args: tuple[Any, ...], values: dict[str, Any], language: str = "") -> None:
        self.args, self.values, self.language = args, values, language
        parts = [*args, *(part for pair in sorted(values.items()) for part in pair)]
        self.hashed = hash((self.language, *map(_hashed, parts)))

    def __hash__(self) -> int:
        return self.hashed

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Asked)
            and self.language == other.language
            and len(self.args) == len(other.args)
            and self.values.keys() == other.values.keys()
            and all(map(_same, self.args, other.args))
            and all(_same(value, other.values[name]) for name, value in self.values.items())
        )


class Memory(dict[Any, Callable[..., Any]]):
    """The functions whose answers are kept, each with its cache.

    All is forgotten when the frames and rows that came in take more than `most` bytes, as those of
    some views of a very large edition do. What a cache has dropped since counts too: too much
    rather than too little. Other answers are small (`dashboard.limits`).
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most, self.bytes = most, 0

    def count(self, answer: Answer | Row) -> None:
        """Take note of a new answer, before it is kept. Threads may miscount by one or two."""
        self.bytes += int(np.sum(answer.memory_usage()))
        if self.bytes > self.most:
            self.clear()
            self.bytes = 0


def shared(value: Any) -> Any:
    """A value as all visitors may share it: a frame becomes an `Answer`, a row a `Row`."""
    if type(value) is pd.DataFrame:
        return Answer(value)
    return Row(value) if type(value) is pd.Series else value


def _hashed(value: Any) -> int:
    if isinstance(value, Answer | Row):
        return id(value)
    return hash(tuple(map(_hashed, value))) if type(value) is tuple else hash(value)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Answer | Row) or isinstance(other, Answer | Row):
        return one is other
    if type(one) is tuple and type(other) is tuple:
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)
