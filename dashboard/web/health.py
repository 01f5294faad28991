"""How the server is: `/health` for whoever watches it, `/ready` for whoever sends visitors."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ascn_data import Problem
from dashboard.core.dataset import EDITIONS
from dashboard.core.reload import Editions

MOST_PROBLEMS = 20
HEADERS = {"Cache-Control": "no-store"}
OK, DEGRADED, DOWN = "ok", "degraded", "down"


@dataclass
class Process:
    """The state of this process: begun, warmed up, stopping."""

    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    clock: float = field(default_factory=time.monotonic)
    warm: bool = False
    stopping: bool = False


PROCESS = Process()


def said(problem: Problem) -> dict[str, str | int]:
    """A problem without the value that was found: what a cell holds is for the log."""
    found = problem.as_dict()
    del found["value"]
    return found


def health(editions: Editions, process: Process) -> tuple[dict[str, Any], int]:
    """How the server is, and the status code that says whether it can show anything at all.

    `degraded` is answered with 200: an older edition is shown, and taking the server away from
    its visitors would be worse.
    """
    shown, trouble = editions.shown, editions.trouble
    status = DOWN if shown is None else DEGRADED if trouble else OK
    told: dict[str, Any] = {
        "status": status,
        "started": process.began.isoformat(timespec="seconds"),
        "uptime_seconds": round(time.monotonic() - process.clock),
    }
    if shown is not None:
        told["edition"] = {
            "version": shown.version,
            "hash": shown.digest,
            "since": shown.since.isoformat(timespec="seconds"),
        }
    if trouble is not None:
        told["trouble"] = {
            "since": trouble.since.isoformat(timespec="seconds"),
            "problems": len(trouble.problems),
            "first": [said(problem) for problem in trouble.problems[:MOST_PROBLEMS]],
        }
    return told, 503 if shown is None else 200


def readiness(editions: Editions, process: Process) -> tuple[dict[str, Any], int]:
    """Whether visitors may be sent here, and if not, why."""
    if process.stopping:
        why = "stopping"
    elif not process.warm:
        why = "starting"
    elif editions.shown is None:
        why = "no edition to show"
    else:
        return {"ready": True}, 200
    return {"ready": False, "reason": why}, 503


async def answer_health(request: Request) -> JSONResponse:
    """`/health`."""
    told, code = health(EDITIONS, PROCESS)
    return JSONResponse(told, code, HEADERS)


async def answer_ready(request: Request) -> JSONResponse:
    """`/ready`."""
    told, code = readiness(EDITIONS, PROCESS)
    return JSONResponse(told, code, HEADERS)


ROUTES = [Route("/health", answer_health), Route("/ready", answer_ready)]
