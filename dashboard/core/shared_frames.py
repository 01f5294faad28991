"""Frames and rows that all visitors share, and that stay as they are."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, NoReturn
from weakref import WeakValueDictionary

import numpy as np
import pandas as pd

# A frame with more cells is not compared with others.
MOST_CELLS = 100_000
# Objects whose words (`repr`) say all that they hold; those of a shape or an array end early.
TOLD_WHOLE = (str, int, float, bool, type(None), type(pd.NA), list, tuple, pd.Timestamp, np.generic)


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


class SharedFrames:
    """Frames and rows of equal content are one, as long as somebody keeps it.

    What is derived from them is cached by which they are, so a chart of what did not change from
    one date to another is drawn once.
    """

    def __init__(self) -> None:
        self._kept: WeakValueDictionary[bytes, Answer | Row] = WeakValueDictionary()

    def one(self, value: Any) -> Any:
        """A value as `shared` gives it, or the frame or row of the same content given before."""
        value = shared(value)
        if type(value) not in (Answer, Row) or value.size > MOST_CELLS:
            return value
        content = _content_of(value)
        return value if content is None else self._kept.setdefault(content, value)


def _content_of(value: Answer | Row) -> bytes | None:
    """A hash of the labels, types and values of a frame or row; None where they cannot be told."""
    found = blake2b(digest_size=16)
    index, manager = value.index, value._mgr
    labels = repr(index) if isinstance(index, pd.RangeIndex) else index.tolist()
    names = [value.name] if isinstance(value, Row) else [*value.columns]
    found.update(repr((type(value), index.dtype, index.names, labels, names)).encode())
    for block in manager.blocks:
        found.update(repr((block.dtype, block.mgr_locs.as_array.tolist())).encode())
        values = np.asarray(block.values)
        if values.dtype != object:
            found.update(values.tobytes())
        elif all(issubclass(kind, TOLD_WHOLE) for kind in set(map(type, values.ravel()))):
            found.update(repr(values.tolist()).encode())
        else:
            return None
    return found.digest()
