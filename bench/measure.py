"""What is measured without a browser: reruns, bytes, the first page after a start, memory.

The machine may be busy with other work. So the pages take turns in short rounds, medians are
kept, and the processor time of the server stands beside the clock.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, field

from bench.protocol import Run, Visitor
from bench.servers import Server

PAGES = (
    "",
    "map",
    "growth",
    "countries",
    "reach",
    "city",
    "projects",
    "thailand",
    "partners",
    "sources",
)
REGIONS = ("North", "Northeast", "Central", "East", "South", "West")
COUNTRY = "Thailand"
SECONDS_A_ROUND = 20.0


@dataclass
class Reruns:
    """The reruns of one page; seconds, bytes, and processor time of the server for each."""

    page: str
    load: list[Run] = field(default_factory=list)
    new: list[Run] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    walls: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)

    def row(self) -> dict[str, float]:
        """The numbers of the table: milliseconds, bytes, runs a second."""
        times = sorted(run.seconds for run in self.runs)
        return {
            "reruns_per_s": 1 / statistics.median(self.walls),
            "cpu_ms": 1e3 * statistics.median(self.cpus),
            "p50_ms": 1e3 * statistics.median(times),
            "p95_ms": 1e3 * times[min(len(times) - 1, int(len(times) * 0.95))],
            "first_time_ms": 1e3 * statistics.median(run.seconds for run in self.new),
            "rerun_bytes": statistics.median(run.wire for run in self.runs),
            "rerun_bytes_max": max(run.wire for run in self.runs),
            "rerun_bytes_unpacked": statistics.median(run.bytes for run in self.runs),
            "load_bytes": self.load[0].wire,
            "messages": statistics.median(run.messages for run in self.runs),
        }


async def list_of(visitor: Visitor) -> tuple[str, list[str]]:
    """The list that a visitor changes, and what is chosen in turn: regions of Thailand.

    A page on which no filter changes anything has none; there it is the day.
    """
    if "country" in visitor.widgets:
        await visitor.choose("country", COUNTRY)
        return "region", list(REGIONS)
    if "asof" in visitor.widgets:
        return "asof", visitor.widgets["asof"].options
    return "Region", list(REGIONS)


async def round_of(server: Server, result: Reruns, reruns: int) -> None:
    """One round: open the page, choose every region once, and then measure `reruns` choices."""
    async with Visitor(server.url, result.page) as visitor:
        result.load.append(await visitor.load())
        name, values = await list_of(visitor)
        first = [await visitor.choose(name, value) for value in values]
        if not result.new:
            result.new = first
        cpu, start, done = server.cpu_seconds, time.perf_counter(), 0
        while done < reruns and time.perf_counter() - start < SECONDS_A_ROUND:
            result.runs.append(await visitor.choose(name, values[done % len(values)]))
            done += 1
        result.walls.append((time.perf_counter() - start) / done)
        result.cpus.append((server.cpu_seconds - cpu) / done)


async def first_and_second(server: Server) -> tuple[float, float]:
    """Seconds of the first page after a start, and of the second visitor's."""
    times = []
    for _visit in range(2):
        async with Visitor(server.url) as visitor:
            times.append((await visitor.load()).seconds)
    return times[0], times[1]


async def memory_of_sessions(server: Server, count: int, page: str = "") -> float:
    """Megabytes that each further open session takes."""
    visitors = []
    try:
        for at in range(count + 2):
            visitor = await Visitor(server.url, page).__aenter__()
            visitors.append(visitor)
            await visitor.load()
            if at == 1:
                before = server.megabytes
        return max(0.0, (server.megabytes - before) / count)
    finally:
        for visitor in visitors:
            await visitor.__aexit__()
