"""`make bench`, `make bench-load` and `make soak`."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

import click
from playwright.sync_api import TimeoutError

from bench.browser import Load, chromium, cold_and_warm, filter_ms
from bench.documents import documents
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
    idle: int  # visitors who only look
    crowd_minutes: float
    documents_seconds: float


FULL = Size(rounds=5, reruns=30, starts=3, visits=3, sessions=10, pages=PAGES, minutes=15,
            idle=1000, crowd_minutes=2, documents_seconds=10)  # fmt: skip
QUICK = Size(rounds=2, reruns=12, starts=1, visits=1, sessions=4, pages=("", "map", "growth"),
             minutes=4, idle=100, crowd_minutes=0.75, documents_seconds=3)  # fmt: skip


def say(text: str) -> None:
    """Tell how far it is."""
    click.echo(text, err=True)


def measure_reruns(size: Size, left: Callable[[], float]) -> tuple[dict, dict]:
    """Reruns and memory of every page, in rounds of all pages in turn."""
    with ExitStack() as stack:
        peers = {
            kind: stack.enter_context(Server(kind))
            for kind in ("floor", "empty", "empty_uvloop", "streamlit")
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


def measure_crowd(size: Size) -> dict[str, float]:
    """200 visitors of one server, in a process that gives way to it."""
    made = subprocess.run(
        [sys.executable, "-m", "bench", "load", "--minutes", str(size.crowd_minutes)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False, timeout=600,
    )  # fmt: skip
    return dict(json.loads(made.stdout))


def measure_alone(size: Size) -> tuple[dict[str, float], float]:
    """Page documents a second, and megabytes for each visitor who only looks."""
    with Server("ours") as server:
        found = documents(server.port, size.documents_seconds)
        return found, asyncio.run(memory_of_sessions(server, size.idle))


def measure_browser(size: Size, left: Callable[[], float]) -> tuple[dict, dict, dict]:
    """What a visit waits for, from the filter to the chart, and the processor that this takes."""
    seen: dict[str, list[tuple[Load, Load]]] = {}
    clicks: dict[str, list[float]] = {}
    costs: dict[str, list[float]] = {}
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
                        before = servers[kind].cpu_seconds
                        waited = filter_ms(page, kind, OPTIONS)
                        clicks.setdefault(key, []).append(waited)
                        used = (servers[kind].cpu_seconds - before) / len(OPTIONS)
                        costs.setdefault(key, []).append(1e3 * used)
                except TimeoutError:
                    say(f"  {key}: not drawn in time, left out of this round")
                for context in browser.contexts:
                    context.close()
            say(f"  visit {visit + 1} of {size.visits}")
    return (
        {key: middle_of(pairs) for key, pairs in seen.items()},
        {key: median(each) for key, each in clicks.items()},
        {key: median(each) for key, each in costs.items()},
    )


def middle_of(pairs: Sequence[tuple[Load, Load]]) -> dict[str, float]:
    """The medians of some visits, cold and warm; the bytes are those of the first."""
    rows = {
        f"{when}_{field.name}": median(getattr(pair[at], field.name) for pair in pairs)
        for at, when in enumerate(("cold", "warm"))
        for field in fields(Load)
        if field.name != "bytes"
    }
    return {
        **rows, "cold_ms": rows["cold_drawn_ms"], "warm_ms": rows["warm_drawn_ms"],
        "cold_bytes": pairs[0][0].bytes,
    }  # fmt: skip


@click.group()
def main() -> None:
    """Measure the dashboard, beside an empty page and its peers. Nothing runs without an end."""


@main.command()
@click.option("--quick", is_flag=True, help="Less of everything, in less than ten minutes.")
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
    browser, clicks, costs = measure_browser(size, left)
    say("documents, and visitors who only look")
    served, idle = measure_alone(size)
    say("200 visitors")
    met = measure_crowd(size)
    results = {
        "made": {
            "day": datetime.now(UTC).date().isoformat(), "cores": os.cpu_count(),
            "python": platform.python_version(), "streamlit": version("streamlit"),
            "minutes": (time.monotonic() - begun) / 60, "load": os.getloadavg()[2],
        },
        "reruns": reruns, "memory": memory, "browser": browser, "filter_ms": clicks,
        "filter_cpu_ms": costs, "start": start, "documents": served, "idle_mb": idle,
        "idle_visitors": size.idle, "crowd": met,
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
        os.nice(10)  # the servers, and not those who ask them, are measured
        met = asyncio.run(crowd(servers, sessions, think, minutes * 60))
    click.echo(json.dumps(met.row(), indent=1))
    for failure in sorted(set(met.failures))[:5]:
        click.echo(failure, err=True)
    raise SystemExit(bool(met.failures))


if __name__ == "__main__":
    main()
