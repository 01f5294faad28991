"""`make bench`, `make bench-load` and `make soak`."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import TimeoutError

from bench.browser import chromium, cold_and_warm, filter_ms
from bench.load import crowd
from bench.measure import PAGES, Reruns, first_and_second, memory_of_sessions, round_of
from bench.servers import FIRST_PATH, ROOT, Server
from bench.table import put_into, report

FILTERED = ("map", "growth", "reach")
OPTIONS = ("Central", "East", "North", "Central", "East")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured. Rounds end early when `minutes` are over."""

    rounds: int
    reruns: int
    starts: int
    visits: int
    sessions: int
    pages: tuple[str, ...]
    minutes: float


FULL = Size(rounds=5, reruns=30, starts=3, visits=3, sessions=10, pages=PAGES, minutes=13)
QUICK = Size(rounds=2, reruns=12, starts=1, visits=1, sessions=4, pages=("", "map", "growth"),
             minutes=2.5)  # fmt: skip


def say(text: str) -> None:
    """Tell how far it is."""
    click.echo(text, err=True)


def measure_reruns(size: Size, left: Callable[[], float]) -> tuple[dict, dict]:
    """Reruns and memory of every page, in rounds of all pages in turn."""
    with ExitStack() as stack:
        peers = {
            kind: stack.enter_context(Server(kind))
            for kind in ("empty", "empty_uvloop", "streamlit")
        }
        ours = stack.enter_context(Server("ours"))
        where = peers | dict.fromkeys(PAGES, ours)
        found = {key: Reruns(key if server is ours else "") for key, server in where.items()}
        for number in range(size.rounds):
            if number and left() < 0.5:
                say("  time is up for rounds")
                break
            for key, server in where.items():
                asyncio.run(round_of(server, found[key], size.reruns))
            say(f"  round {number + 1} of {size.rounds}")
        memory = {
            key: asyncio.run(memory_of_sessions(server, size.sessions, found[key].page))
            for key, server in where.items()
            if left() > 0.3
        }
    return {key: each.row() for key, each in found.items()}, memory


def measure_start(size: Size) -> dict:
    """From the command to the first and the second page, the best of a few starts."""
    found: dict[str, list[dict[str, float]]] = {"empty": [], "ours": []}
    for _start in range(size.starts):
        for kind, rows in found.items():
            with Server(kind) as server:
                first, second = asyncio.run(first_and_second(server))
                rows.append({"started_s": server.started, "first_s": first, "second_s": second})
    return {
        kind: {key: min(row[key] for row in rows) for key in rows[0]}
        for kind, rows in found.items()
    }


def measure_browser(size: Size, left: Callable[[], float]) -> tuple[dict, dict]:
    """Time to drawn, bytes of a first visit, and the way from the filter to the chart."""
    seen: dict[str, list[tuple[Any, Any]]] = {}
    clicks: dict[str, list[float]] = {}
    kinds = ("empty", "streamlit", "dash", "panel", "ours")
    with ExitStack() as stack:
        servers = {kind: stack.enter_context(Server(kind)) for kind in kinds}
        browser = stack.enter_context(chromium())
        places = [(kind, kind, FIRST_PATH[kind]) for kind in kinds[:-1]]
        places += [(page, "ours", f"/{page}") for page in size.pages]
        # The first visit of all also warms Chromium itself: it does not count.
        cold_and_warm(browser, servers["empty"].url, "streamlit")[2].context.close()
        for visit in range(size.visits):
            for key, kind, path in places:
                if visit and left() < 0.5:
                    break
                script = kind if kind in ("dash", "panel") else "streamlit"
                try:
                    cold, warm, page = cold_and_warm(browser, servers[kind].url + path, script)
                    seen.setdefault(key, []).append((cold, warm))
                    if key in (*FILTERED, "streamlit", "dash", "panel"):
                        clicks.setdefault(key, []).append(filter_ms(page, kind, OPTIONS))
                except TimeoutError:
                    say(f"  {key}: not drawn in time, left out of this round")
                for context in browser.contexts:
                    context.close()
            say(f"  visit {visit + 1} of {size.visits}")
    middle = {
        key: {
            "cold_ms": sorted(cold.drawn_ms for cold, _warm in pairs)[len(pairs) // 2],
            "warm_ms": sorted(warm.drawn_ms for _cold, warm in pairs)[len(pairs) // 2],
            "cold_bytes": pairs[0][0].bytes,
        }
        for key, pairs in seen.items()
    }
    return middle, {key: sorted(each)[len(each) // 2] for key, each in clicks.items() if each}


@click.group()
def main() -> None:
    """Measure the dashboard, beside an empty page and its peers. Nothing runs without an end."""


@main.command()
@click.option("--quick", is_flag=True, help="Less of everything, in three minutes.")
@click.option("--page", type=click.Path(path_type=Path), help="Put the tables into this file.")
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "bench" / "results.md")
def run(quick: bool, page: Path | None, out: Path) -> None:
    """Everything in one run: a table in Markdown, and the same as JSON."""
    size, begun = QUICK if quick else FULL, time.monotonic()

    def left() -> float:
        return size.minutes - (time.monotonic() - begun) / 60

    say("server starts")
    start = measure_start(size)
    say("reruns")
    reruns, memory = measure_reruns(size, left)
    say("browser")
    browser, clicks = measure_browser(size, left)
    results = {
        "made": {
            "day": datetime.now(UTC).date().isoformat(), "cores": os.cpu_count(),
            "python": platform.python_version(), "streamlit": version("streamlit"),
            "minutes": (time.monotonic() - begun) / 60, "load": os.getloadavg()[2],
        },
        "reruns": reruns, "memory": memory, "browser": browser, "filter_ms": clicks,
        "start": start,
    }  # fmt: skip
    out.write_text(report(results), "utf-8")
    out.with_suffix(".json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    if page:
        put_into(page, report(results))
    click.echo(report(results))


@main.command()
@click.option("--sessions", default=200, show_default=True)
@click.option("--think", default=5.0, show_default=True, help="Seconds between two choices.")
@click.option("--minutes", default=2.0, show_default=True)
@click.option("--replicas", default=1, show_default=True, help="Servers that share the visitors.")
def load(sessions: int, think: float, minutes: float, replicas: int) -> None:
    """Many visitors at once, for some minutes; a failure of one is a failure of the run."""
    with ExitStack() as stack:
        servers = [stack.enter_context(Server("ours")) for _number in range(replicas)]
        # Everyone's first visit works out what is remembered from then on.
        for server in servers:
            asyncio.run(crowd([server], len(PAGES), 0.2, 20))
        met = asyncio.run(crowd(servers, sessions, think, minutes * 60))
    click.echo(json.dumps(met.row(), indent=1))
    for failure in sorted(set(met.failures))[:5]:
        click.echo(failure, err=True)
    raise SystemExit(bool(met.failures))


if __name__ == "__main__":
    main()
