"""Many visitors at once: how long they wait, how many fail, and whether the memory stays flat."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.measure import PAGES, list_of
from bench.protocol import Visitor
from bench.servers import Server

SAMPLE_SECONDS = 5.0
# Visitors come one after another over this time; they wait for nobody.
RAMP_SECONDS = 20.0
SEED = 1


def at_most_ms(seconds: Sequence[float], share: float) -> float:
    """What a share of the answers took at most, in milliseconds."""
    return 1e3 * sorted(seconds)[int(len(seconds) * share)] if seconds else float("nan")


@dataclass
class Crowd:
    """What a crowd of visitors met.

    Seconds of each answer in the order of their arrival, failures, memory over time in megabytes,
    and the processor time of the servers, with that for the visitors' first pages.
    """

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    cpu_seconds: float = 0.0

    @property
    def growth_mb_per_hour(self) -> float:
        """How fast the memory grows in the second half, when every answer has been worked out."""
        later = self.memory[len(self.memory) // 2 :]
        if len(later) < 3:
            return 0.0
        slope, _start = statistics.linear_regression(*zip(*later, strict=True))
        return slope * 3600

    def row(self) -> dict[str, float]:
        """The numbers: milliseconds, megabytes."""
        return {
            "answers": len(self.seconds),
            "failed": len(self.failures),
            "p50_ms": at_most_ms(self.seconds, 0.5),
            "p95_ms": at_most_ms(self.seconds, 0.95),
            # When everybody is there.
            "p50_later_ms": at_most_ms(self.seconds[len(self.seconds) // 2 :], 0.5),
            "p95_later_ms": at_most_ms(self.seconds[len(self.seconds) // 2 :], 0.95),
            "cpu_ms_an_answer": 1e3 * self.cpu_seconds / max(1, len(self.seconds)),
            "memory_first_mb": self.memory[0][1] if self.memory else 0.0,
            "memory_last_mb": self.memory[-1][1] if self.memory else 0.0,
            "growth_mb_per_hour": self.growth_mb_per_hour,
        }


async def crowd(servers: Sequence[Server], sessions: int, think: float, seconds: float) -> Crowd:
    """`sessions` visitors on all pages, thinking `think` seconds between choices, for a time.

    Each stays with one of the servers, as behind a proxy that sends a visitor back to a replica.
    """
    met, end = Crowd(), time.perf_counter() + seconds

    async def one(number: int) -> None:
        chance = random.Random(SEED + number)
        await asyncio.sleep(min(RAMP_SECONDS, seconds / 3) * number / sessions)
        try:
            server, page = servers[number % len(servers)], PAGES[number % len(PAGES)]
            async with Visitor(server.url, page) as visitor:
                await visitor.load()
                name, values = await list_of(visitor)
                at = number
                while time.perf_counter() < end:
                    await asyncio.sleep(think * chance.uniform(0.5, 1.5))
                    met.seconds.append(
                        (await visitor.choose(name, values[at % len(values)])).seconds
                    )
                    at += 1
        except Exception as error:
            met.failures.append(f"{type(error).__name__}: {error}")

    async def sample() -> None:
        while True:
            met.memory.append((time.perf_counter(), sum(server.megabytes for server in servers)))
            await asyncio.sleep(SAMPLE_SECONDS)

    before = sum(server.cpu_seconds for server in servers)
    sampling = asyncio.create_task(sample())
    await asyncio.gather(*(one(number) for number in range(sessions)))
    sampling.cancel()
    met.cpu_seconds = sum(server.cpu_seconds for server in servers) - before
    return met
