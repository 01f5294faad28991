"""The cache of a dataset: what it holds is bounded in bytes, made once, and evicted in order."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pyarrow as pa
import pytest

from dashboard.core.cache import ENTRY_BYTES, MISSING, Cache, key_of
from dashboard.core.object_size import size_of
from dashboard.core.shared_frames import Answer, shared

MB = 2**20
THREADS = 50
WAIT_SECONDS = 60


def frame(megabytes: float) -> pd.DataFrame:
    return pd.DataFrame({"filled": np.ones(int(megabytes * MB / 8))})


HELD = {
    "bytes": lambda: b"x" * MB,
    "text": lambda: "ก" * (MB // 2),
    "frame": lambda: shared(frame(1)),
    "frame of text": lambda: pd.DataFrame({"text": ["x" * 1000] * 1100}, dtype=object).map(
        lambda text: text + "y"
    ),
    "row": lambda: shared(frame(1)["filled"]),
    "list of frames": lambda: [shared(frame(0.5)), shared(frame(0.5))],
    "tuple": lambda: ("text/csv", b"x" * MB),
    "dict": lambda: {"a": {"b": ["x" * MB]}},
    "arrow table": lambda: pa.table({"filled": np.ones(MB // 8)}),
    "figure": lambda: go.Figure(go.Scatter(x=np.ones(MB // 16), y=np.ones(MB // 16))),
}


@pytest.mark.parametrize("kind", HELD)
def test_whatever_is_kept_counts_by_its_bytes(kind: str) -> None:
    cache = Cache(20 * MB)
    for number in range(60):
        cache.get((kind, number), HELD[kind])
        assert cache.bytes <= 20 * MB
    assert 10 <= len(cache) <= 20, "some twenty of a megabyte each"


def test_a_size_counts_each_object_once_and_follows_cycles() -> None:
    text = "x" * MB
    held: list[Any] = [text, text, {"again": text}]
    held.append(held)
    assert MB < size_of(held) < 1.1 * MB


def test_what_was_used_last_is_kept_longest() -> None:
    cache = Cache(10 * MB)
    for name in "abc":
        cache.get(name, lambda: b"x" * (3 * MB))
    cache.get("a", lambda: pytest.fail("a is kept"))
    cache.get("d", lambda: b"x" * (3 * MB))
    assert [cache.peek(name) is MISSING for name in "abcd"] == [False, True, False, False]


def test_what_is_too_large_is_handed_out_and_drives_nothing_out() -> None:
    cache = Cache(2 * MB)
    cache.get("small", lambda: b"x")
    assert len(cache.get("large", lambda: b"x" * (3 * MB))) == 3 * MB
    assert cache.peek("large") is MISSING
    assert cache.peek("small") == b"x"


def test_small_values_are_bounded_too() -> None:
    cache = Cache(100 * ENTRY_BYTES)
    for number in range(1000):
        cache.get(number, lambda: None)
    assert len(cache) < 100


class Wanted(str):
    """A key that tells when a number of threads have looked it up."""

    def __new__(cls, threads: int) -> Wanted:
        made = super().__new__(cls, "key")
        made.threads, made.seen, made.all_here = threads, set(), threading.Event()
        return made

    def __hash__(self) -> int:
        self.seen.add(threading.get_ident())
        if len(self.seen) >= self.threads:
            self.all_here.set()
        return super().__hash__()


def test_a_crowd_that_asks_for_one_cold_key_has_it_made_once() -> None:
    cache, made, key = Cache(MB), [], Wanted(THREADS)

    def make() -> str:
        made.append(threading.get_ident())
        assert key.all_here.wait(WAIT_SECONDS)
        return "value"

    with ThreadPoolExecutor(THREADS) as crowd:
        asking = [crowd.submit(cache.get, key, make) for _ in range(THREADS)]
        assert [each.result(WAIT_SECONDS) for each in asking] == ["value"] * THREADS
    assert len(made) == 1


def test_other_keys_do_not_wait() -> None:
    cache, begun, done = Cache(MB), threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        assert done.wait(WAIT_SECONDS)
        return "slow"

    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(cache.get, "slow", slow)
        assert begun.wait(WAIT_SECONDS)
        assert cache.get("quick", lambda: "quick") == "quick"
        done.set()
        assert waiting.result(WAIT_SECONDS) == "slow"


def crowd_of_two(cache: Cache, error: BaseException) -> tuple[Any, Any]:
    """A maker that fails with `error`, and one who asks meanwhile: what each gets."""
    key, begun = Wanted(2), threading.Event()

    def broken() -> str:
        begun.set()
        assert key.all_here.wait(WAIT_SECONDS)
        raise error

    with ThreadPoolExecutor(2) as two:
        first = two.submit(cache.get, key, broken)
        assert begun.wait(WAIT_SECONDS)
        second = two.submit(cache.get, key, lambda: "made by the second")
        return first.exception(WAIT_SECONDS), second.exception(WAIT_SECONDS) or second.result()


def test_a_fault_reaches_all_who_wait_and_is_not_kept() -> None:
    cache, fault = Cache(MB), KeyError("no such file")
    assert crowd_of_two(cache, fault) == (fault, fault)
    assert cache.get("key", lambda: "next time") == "next time"


class Interrupted(BaseException):
    """As Streamlit ends a run whose reader has chosen something else."""


def test_a_run_that_is_interrupted_takes_nobody_with_it() -> None:
    stopped = Interrupted()
    assert crowd_of_two(Cache(MB), stopped) == (stopped, "made by the second")


def test_threads_that_fill_and_forget_at_once_stay_within_the_bound() -> None:
    cache = Cache(MB)

    def work(seed: int) -> None:
        for number in range(300):
            key = seed * number % 70
            assert cache.get(key, lambda key=key: bytes([key]) * 50_000)[0] == key
            if number % 90 == 0:
                cache.forget(lambda each: isinstance(each, int) and each % 2 == 0)
            assert cache.bytes <= MB

    with ThreadPoolExecutor(8) as crowd:
        for each in [crowd.submit(work, seed) for seed in range(1, 9)]:
            each.result(WAIT_SECONDS)
    assert cache.bytes == sum(
        ENTRY_BYTES + size_of(key) + size_of(cache.peek(key)) for key in list(cache._kept)
    )


def test_frames_are_keys_by_identity_and_are_not_kept_alive_by_them() -> None:
    one, same = Answer({"a": [1]}), Answer({"a": [1]})
    assert key_of((one, (one, 1)), {}) == key_of((one, (one, 1)), {})
    assert key_of((one,), {}) != key_of((same,), {})
    assert key_of((1,), {"b": one}) == key_of((1,), {"b": one}) != key_of((1,), {"b": same})
    cache, there = Cache(MB), weakref.ref(same)
    cache.get(key_of((same,), {}), lambda: "derived")
    del same
    gc.collect()
    assert there() is None
    other = Answer({"a": [2]})
    assert cache.peek(key_of((other,), {})) is MISSING


@pytest.mark.parametrize(
    "asked", [[1], pd.DataFrame({"a": [1]}), {}], ids=["list", "frame", "dict"]
)
def test_what_may_change_is_no_key(asked: Any) -> None:
    with pytest.raises(TypeError):
        key_of((asked,), {})


def test_many_threads_that_ask_for_many_keys_have_each_made_once() -> None:
    cache, made, line = Cache(MB), Counter[int](), threading.Barrier(THREADS)

    def ask(first: int) -> list[int]:
        line.wait(WAIT_SECONDS)
        return [cache.get(key, lambda key=key: make(key)) for key in turned(range(20), first)]

    def make(key: int) -> int:
        made[key] += 1
        time.sleep(0.001)
        return key

    with ThreadPoolExecutor(THREADS) as crowd:
        asking = [crowd.submit(ask, first) for first in range(THREADS)]
        answers = [each.result(WAIT_SECONDS) for each in asking]
    assert all(sorted(answer) == list(range(20)) for answer in answers)
    assert made == Counter(range(20))


def turned(keys: Sequence[int], first: int) -> list[int]:
    """The keys, begun at another."""
    at = first % len(keys)
    return [*keys[at:], *keys[:at]]


def test_what_fails_for_a_crowd_is_tried_anew_by_the_next_and_leaves_nothing() -> None:
    cache, tries = Cache(MB), []

    def fails() -> None:
        tries.append(1)
        raise OSError("no disk")

    def ask(_number: int) -> str:
        try:
            return cache.get("key", fails)
        except OSError as error:
            return str(error)

    with ThreadPoolExecutor(THREADS) as crowd:
        assert set(crowd.map(ask, range(THREADS))) == {"no disk"}
    before = len(tries)
    assert 1 <= before <= THREADS
    assert ask(0) == "no disk"
    assert len(tries) == before + 1
    assert (len(cache), cache.bytes, cache._making) == (0, 0, {})
    assert cache.get("key", lambda: "mended") == "mended"


def test_readers_get_whole_values_while_others_drive_them_out_and_the_bound_holds() -> None:
    cache, end = Cache(MB), threading.Event()
    over: list[int] = []

    def watch() -> None:
        while not end.is_set():
            over.extend([held] if (held := cache.bytes) > cache.most else [])

    def read(seed: int) -> int:
        for turn in range(400):
            key = (seed + turn * 7) % 60
            value = cache.get(key, lambda key=key: bytes([key]) * 40_000)
            assert value == bytes([key]) * 40_000
        return len(cache)

    with ThreadPoolExecutor(9) as crowd:
        watching = crowd.submit(watch)
        left = [each.result(WAIT_SECONDS) for each in [crowd.submit(read, n) for n in range(8)]]
        end.set()
        watching.result(WAIT_SECONDS)
    assert over == []
    assert max(left) < 60, "sixty of these have no room, so some were driven out"
