"""Frames and rows that all visitors share, and that stay as they are."""

from __future__ import annotations

from typing import Any, NoReturn

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


def shared(value: Any) -> Any:
    """A value as all visitors may share it: a frame becomes an `Answer`, a row a `Row`."""
    if type(value) is pd.DataFrame:
        return Answer(value)
    return Row(value) if type(value) is pd.Series else value
