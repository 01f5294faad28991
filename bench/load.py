"""Many visitors at once: how long they wait, how many fail, and whether the memory stays flat."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from dataclasses import dataclass, field

from bench.measure import PAGES, list_of
from bench.protocol import Visitor
from bench.servers import Server

SAMPLE_SECONDS = 5.0
# Visitors come one after another over this time; they wait for nobody.
RAMP_SECONDS = 20.0
SEED = 1


@dataclass
class Crowd:
    """What a crowd of visitors met: seconds of each answer, failures, and memory over time."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)

    @property
    def p95_ms(self) -> float:
        """What 95 of 100 answers took at most."""
        times = sorted(self.seconds)
        return 1e3 * times[int(len(times) * 0.95)] if times else float("nan")

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
            "p50_ms": 1e3 * statistics.median(self.seconds) if self.seconds else float("nan"),
            "p95_ms": self.p95_ms,
            "memory_first_mb": self.memory[0][1] if self.memory else 0.0,
            "memory_last_mb": self.memory[-1][1] if self.memory else 0.0,
            "growth_mb_per_hour": self.growth_mb_per_hour,
        }


async def crowd(server: Server, sessions: int, think: float, seconds: float) -> Crowd:
    """`sessions` visitors on all pages, thinking `think` seconds between choices, for a time."""
    met, end = Crowd(), time.perf_counter() + seconds

    async def one(number: int) -> None:
        chance = random.Random(SEED + number)
        await asyncio.sleep(min(RAMP_SECONDS, seconds / 3) * number / sessions)
        try:
            async with Visitor(server.url, PAGES[number % len(PAGES)]) as visitor:
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
            met.memory.append((time.perf_counter(), server.megabytes))
            await asyncio.sleep(SAMPLE_SECONDS)

    sampling = asyncio.create_task(sample())
    await asyncio.gather(*(one(number) for number in range(sessions)))
    sampling.cancel()
    return met
