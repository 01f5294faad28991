"""How much memory an answer takes, near enough to bound what is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

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
        own, inside = _weighed(each)
        total += own
        left.extend(inside)
    return total


def _weighed(value: Any) -> tuple[int, Iterable[Any]]:
    """The bytes of one object alone, and what it holds."""
    if isinstance(value, str | bytes | int | float):
        return sys.getsizeof(value), ()
    if isinstance(value, list | tuple | set | frozenset):
        return sys.getsizeof(value), value
    if isinstance(value, dict):
        return sys.getsizeof(value), [*value, *value.values()]
    if isinstance(value, pd.DataFrame | pd.Series | pd.Index):
        return int(np.sum(value.memory_usage(deep=True))), ()
    if isinstance(value, np.ndarray):
        held = value.ravel().tolist() if value.dtype == object else ()
        return sys.getsizeof(value) + (value.nbytes if value.base is not None else 0), held
    if isinstance(value, pa.Table | pa.Array | pa.ChunkedArray):
        return value.nbytes, ()
    return sys.getsizeof(value), _attributes(value)


def _attributes(value: Any) -> list[Any]:
    slots = [
        name
        for kind in type(value).__mro__
        for name in (vars(kind).get("__slots__") or ())
        if isinstance(name, str)
    ]
    held = [getattr(value, name) for name in slots if not name.startswith("__")]
    return [*held, vars(value)] if hasattr(value, "__dict__") else held
