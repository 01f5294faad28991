"""The cache of one dataset version: bounded in bytes, least recently used first, made once."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any

from cachetools import LRUCache
from cachetools.keys import hashkey

from dashboard.core.object_size import size_of
from dashboard.core.shared_frames import Answer, Row

MISSING = object()
# What the cache itself needs for an entry: nodes of its tables and the key.
ENTRY_BYTES = 1024


class ByIdentity(weakref.ReferenceType[Answer | Row]):
    """A shared frame or row as part of a key: equal to itself alone, and not kept alive by it.

    A derived value whose frame has been evicted can never be asked for again, and is evicted in
    its turn.
    """

    __slots__ = ("number",)
    number: int

    def __init__(self, frame: Answer | Row) -> None:
        super().__init__(frame)  # type: ignore[call-arg]
        self.number = id(frame)

    def __hash__(self) -> int:
        return self.number

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(other) is not ByIdentity or self.number != other.number:
            return False
        mine = self()
        return mine is not None and mine is other()


def key_of(args: tuple[Any, ...], values: dict[str, Any], *more: Hashable) -> Hashable:
    """The key for a call: by value, but shared frames and rows, alone or in a tuple, by identity.

    Raises TypeError for what has no hash, as a list or a frame that is no `Answer`.
    """
    key = hashkey(*more, *map(_part, args), **{name: _part(each) for name, each in values.items()})
    hash(key)
    return key


def _part(value: Any) -> Any:
    if isinstance(value, Answer | Row):
        return ByIdentity(value)
    return tuple(map(_part, value)) if type(value) is tuple else value


class Cache:
    """Values by key, up to `most` bytes in sum. Safe to use from several threads.

    The bytes are those of `size_of`, so the process also has what is being made, what Python
    and the allocator need around it, and what runs still hold.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: LRUCache[Hashable, tuple[Any, int]] = LRUCache(most, lambda entry: entry[1])
        self._making: dict[Hashable, Future[Any]] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def bytes(self) -> int:
        """How much is kept."""
        return int(self._kept.currsize)

    def peek(self, key: Hashable) -> Any:
        """The value of a key if it is kept, else `MISSING`."""
        with self._lock:
            try:
                return self._kept[key][0]
            except KeyError:
                return MISSING

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The value of a key; the first caller makes it, those who come meanwhile wait for it.

        What `make` raises reaches all of them and is not kept. What is larger than the whole
        cache is handed out and not kept.
        """
        while True:
            with self._lock:
                try:
                    return self._kept[key][0]
                except KeyError:
                    pending = self._making.get(key)
                    if pending is None:
                        mine = self._making[key] = Future()
            if pending is None:
                return self._make(key, make, mine)
            # A run that was interrupted leaves the work to the next who wants it.
            if (value := pending.result()) is not MISSING:
                return value

    def _make(self, key: Hashable, make: Callable[[], Any], mine: Future[Any]) -> Any:
        try:
            value = make()
            size = ENTRY_BYTES + size_of(key) + size_of(value)
        except BaseException as error:
            with self._lock:
                del self._making[key]
            if isinstance(error, Exception):
                mine.set_exception(error)
            else:
                mine.set_result(MISSING)
            raise
        with self._lock:
            if size <= self.most:
                self._kept[key] = value, size
            del self._making[key]
        mine.set_result(value)
        return value

    def forget(self, chosen: Callable[[Hashable], bool] = lambda key: True) -> None:
        """Drop the entries whose keys are `chosen`; all of them by default."""
        with self._lock:
            for key in [key for key in self._kept if chosen(key)]:
                del self._kept[key]
