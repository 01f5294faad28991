"""Answers that all visitors share: frames that stay as they are, and what each was given for."""

from __future__ import annotations

from typing import Any, NoReturn

import pandas as pd

from dashboard.words import language


class Answer(pd.DataFrame):
    """A frame that was worked out once and stays as it is; what is derived from it is ordinary.

    It stands for itself: one answer is equal to another only if it is the same one.
    """

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise TypeError("an answer is shared by all visitors: derive a frame, or copy this one")

    __setitem__ = __delitem__ = insert = pop = _refuse


class Asked:
    """What an answer is given for: the language, and the arguments of a function.

    Frames count by identity, anything else by value. Raises TypeError for what has no hash, as
    a list or a frame that is no `Answer`.
    """

    __slots__ = ("args", "hashed", "language", "values")

    def __init__(self, args: tuple[Any, ...], values: dict[str, Any]) -> None:
        self.args, self.values, self.language = args, values, language()
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


def shared(value: Any) -> Any:
    """A value as all visitors may share it: a frame becomes an `Answer`."""
    return Answer(value) if type(value) is pd.DataFrame else value


def _hashed(value: Any) -> int:
    return id(value) if isinstance(value, Answer) else hash(value)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Answer) or isinstance(other, Answer):
        return one is other
    return bool(one == other)
