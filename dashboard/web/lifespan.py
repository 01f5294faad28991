"""The life of the server: warm before the first visitor, watching its data, calm at the end."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import Context
from types import FrameType
from typing import Any

from ascn_data import DataError
from dashboard.core.config import DRAIN_SECONDS, RELOAD_SECONDS, STOP_SECONDS, seconds
from dashboard.core.reload import Editions
from dashboard.web import log_config, workers
from dashboard.web.connections import linger
from dashboard.web.health import PROCESS
from dashboard.web.static_gzip import pack

log = logging.getLogger("ascn.server")


@asynccontextmanager
async def serving(app: object) -> AsyncIterator[None]:
    """The lifespan of the application."""
    log_config.set_up()
    log.info("starting")
    # Beside the warm-up, which keeps one core busy: the first visitor shall meet neither.
    packing = asyncio.get_running_loop().run_in_executor(None, pack)
    with ending_at_once():
        warm_up()
    from dashboard.core.dataset import EDITIONS
    from dashboard.web.warmup import keep_documents

    with watching(EDITIONS, seconds(RELOAD_SECONDS)), draining(asyncio.get_running_loop()):
        log_config.set_up()  # loggers of what was imported meanwhile
        PROCESS.warm = True
        documents = asyncio.create_task(keep_documents(EDITIONS))
        yield
        PROCESS.stopping = True
        documents.cancel()
        for each in workers.ALL:
            each.close()
        await packing
    log.info("stopped")


def warm_up() -> None:
    """Load the data, and draw what visitors see first, before the first of them comes.

    An edition that comes later is drawn too before it is shown: what a start would refuse, a
    running server refuses as well. What stands in memory then stays there: the collector of
    garbage need not look at it again.
    """
    from dashboard.core.dataset import EDITIONS
    from dashboard.web.warmup import fill, use_elements

    EDITIONS.prepare = fill
    try:
        use_elements()
        EDITIONS.current()
    except DataError:
        # The server starts all the same: log and health have the reason, visitors a calm word.
        log.warning("there is no edition to show")
    except Exception:
        log.exception("the warm-up failed")
    gc.collect()
    gc.freeze()


@contextmanager
def ending_at_once() -> Iterator[None]:
    """Inside the block a signal to stop ends the process: nobody is connected who must be let end.

    The server would hear it only when the block is over, and the warm-up takes seconds.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    for each in before:
        signal.signal(each, stop)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def watching(editions: Editions, every: float) -> Iterator[None]:
    """Look for a new edition every so many seconds, in a thread of its own; 0 never looks."""
    end = threading.Event()

    def watch() -> None:
        while not end.wait(every):
            try:
                editions.check()
            except Exception:  # the next look may be luckier
                log.exception("the directory of the data could not be looked at")

    if every:
        threading.Thread(target=watch, name="editions", daemon=True).start()
    try:
        yield
    finally:
        end.set()


@contextmanager
def draining(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """On SIGTERM say `not ready` first, and pass the signal on after `ASCN_DRAIN_SECONDS`.

    The server then takes no new connection, closes those of the pages, and lets answers that are
    under way end, for `ASCN_STOP_SECONDS` at most.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    server: Any = signal.getsignal(signal.SIGTERM)
    if not callable(server):  # nobody to pass it on to
        yield
        return
    # uvicorn would wait for a slow reader for ever, and Streamlit has no option for that.
    config: Any = getattr(getattr(server, "__self__", None), "config", None)
    linger(config)
    if hasattr(config, "timeout_graceful_shutdown"):
        config.timeout_graceful_shutdown = max(1, round(seconds(STOP_SECONDS)))

    wait = seconds(DRAIN_SECONDS)

    def stop(number: int, frame: FrameType | None) -> None:
        if PROCESS.stopping or not wait:
            server(number, frame)
        else:
            loop.call_soon_threadsafe(loop.call_later, wait, server, number, frame)
        PROCESS.stopping = True
        # A line written in the middle of another would fail.
        loop.call_soon_threadsafe(log.info, "stopping", context=Context())

    signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, server)
