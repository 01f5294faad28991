"""How much memory an answer takes, near enough to bound what is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

# Objects of these kinds are small, and hold no others.
NUMBERS = frozenset((int, float, bool, type(None)))
PLAIN = NUMBERS | {str, bytes}
# Here anyway, whatever is kept.
SHARED = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType)


def size_of(value: Any) -> int:
    """The bytes of a value and of everything that it holds, each object once.

    What it shares with others counts in full: too much rather than too little.
    """
    total, met, left = 0, set(), [value]
    while left:
        each = left.pop()
        if id(each) in met or isinstance(each, SHARED):
            continue
        met.add(id(each))
        if type(each) in PLAIN:  # nearly all that there is
            total += sys.getsizeof(each)
            continue
        own, inside = _weighed(each)
        total += own
        left.extend(inside)
    return total


def _weighed(value: Any) -> tuple[int, Iterable[Any]]:
    """The bytes of one object alone, and what it holds."""
    if isinstance(value, str | bytes | int | float):
        return sys.getsizeof(value), ()
    if isinstance(value, list | tuple | set | frozenset):
        if NUMBERS.issuperset(map(type, value)):  # the points of a line, thousands in some charts
            return sys.getsizeof(value) + sum(map(sys.getsizeof, value)), ()
        return sys.getsizeof(value), value
    if isinstance(value, dict):
        return sys.getsizeof(value), [*value, *value.values()]
    if isinstance(value, pd.MultiIndex | pd.RangeIndex):
        return int(value.memory_usage(deep=True)), ()
    if isinstance(value, pd.Series | pd.Index):
        return sys.getsizeof(vars(value)) + _bytes_of(value.array), ()
    if isinstance(value, pd.DataFrame):
        # The columns as they are kept: asked for one by one, each becomes a series of its own.
        total = sum(_bytes_of(block.values) for block in value._mgr.blocks)
        return sys.getsizeof(vars(value)) + total, (value.index, value.columns)
    if isinstance(value, np.ndarray):
        held = value.ravel().tolist() if value.dtype == object else ()
        return sys.getsizeof(value) + (value.nbytes if value.base is not None else 0), held
    if isinstance(value, pa.Table | pa.Array | pa.ChunkedArray):
        return value.nbytes, ()
    return sys.getsizeof(value), _attributes(value)


def _bytes_of(values: Any) -> int:
    """The bytes of an array of pandas or numpy, with those of the objects in it, each once."""
    by_reference = values.dtype == object or isinstance(values.dtype, pd.StringDtype)
    if not by_reference:
        return int(values.nbytes)
    held = np.asarray(values, dtype=object).ravel().tolist()
    once = dict(zip(map(id, held), held, strict=True)).values()
    return int(values.nbytes) + sum(map(sys.getsizeof, once))


@cache
def _slots(kind: type) -> tuple[str, ...]:
    """The names of what objects of a type hold without a dictionary."""
    names = [name for each in kind.__mro__ for name in (vars(each).get("__slots__") or ())]
    return tuple(name for name in names if isinstance(name, str) and not name.startswith("__"))


def _attributes(value: Any) -> list[Any]:
    held = [getattr(value, name) for name in _slots(value.__class__)]
    return [*held, vars(value)] if hasattr(value, "__dict__") else held
