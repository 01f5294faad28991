"""Threads of their own for long work: once for all who ask, in a queue that ends."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from dashboard.core.translation import language, use_language
from dashboard.web.workers import Busy, Workers
from tests.asgi import run

WAIT_SECONDS = 60


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers("tests", threads=1, queued=3)
    yield made
    made.close()


def test_many_who_ask_for_one_thing_have_it_made_once(workers: Workers) -> None:
    made: list[int] = []

    async def ask() -> list[int]:
        go = threading.Event()

        def make() -> int:
            assert go.wait(WAIT_SECONDS)
            made.append(1)
            return len(made)

        asking = [asyncio.ensure_future(workers.run("key", make)) for _ in range(50)]
        await asyncio.sleep(0)  # each of them has asked
        go.set()
        return await asyncio.gather(*asking)

    assert run(ask) == [1] * 50


def test_a_full_queue_refuses_and_takes_again_when_it_is_shorter(workers: Workers) -> None:
    async def ask() -> None:
        go = threading.Event()
        asking = [
            asyncio.ensure_future(workers.run(number, lambda: go.wait(WAIT_SECONDS)))
            for number in range(3)
        ]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await workers.run("one more", str)
        go.set()
        assert await asyncio.gather(*asking) == [True] * 3
        assert await workers.run("one more", lambda: "made") == "made"

    run(ask)


def test_one_who_leaves_takes_nothing_from_the_others(workers: Workers) -> None:
    async def ask() -> str:
        go = threading.Event()
        make = lambda: "made" if go.wait(WAIT_SECONDS) else "late"  # noqa: E731
        leaving = asyncio.ensure_future(workers.run("key", make))
        staying = asyncio.ensure_future(workers.run("key", make))
        await asyncio.sleep(0)
        leaving.cancel()
        go.set()
        return await staying

    assert run(ask) == "made"


def test_a_fault_reaches_all_who_ask_and_the_language_goes_along(workers: Workers) -> None:
    def broken() -> str:
        raise KeyError(language())

    async def ask() -> list[BaseException | str]:
        with use_language("th"):
            return await asyncio.gather(
                *(workers.run("key", broken) for _ in range(3)), return_exceptions=True
            )

    for error in run(ask):
        assert isinstance(error, KeyError)
        assert error.args == ("th",)
