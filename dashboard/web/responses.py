"""Files made of the dataset as responses: with a tag, from the cache or from workers."""

from __future__ import annotations

from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from dashboard.core.dataset import EDITIONS, Cached, edition, one_edition
from dashboard.exports.files import File
from dashboard.web.workers import Workers

# A new edition may come at any time; asking whether it has costs the tag alone.
MINUTE = 60
T = TypeVar("T")


def has_already(headers: Headers, tag: str) -> bool:
    """Whether a reader with these headers has the file with this tag."""
    held = [each.strip() for each in headers.get("if-none-match", "").split(",")]
    return "*" in held or tag in [each.removeprefix("W/") for each in held]


def answer(request: Request, file: File) -> Response:
    """The file, or nothing but the tag for a reader who has it already."""
    headers = {
        "ETag": file.tag,
        "Cache-Control": f"public, max-age={MINUTE}",
        "Access-Control-Allow-Origin": "*",
    }
    if has_already(request.headers, file.tag):
        return Response(status_code=304, headers=headers)
    return Response(file.body, media_type=file.kind, headers=headers)


async def require_dataset() -> None:
    """Look for a dataset to show if there is none yet, off the event loop. Raises DataError."""
    if EDITIONS.shown is None:
        await run_in_threadpool(edition)


async def made(workers: Workers, make: Cached[..., T], *args: Any) -> T:
    """What `make` returns for `args`: from the cache, else made by `workers`, once for all.

    Raises Busy, and what `make` raises.
    """
    with one_edition() as dataset:
        found = make.peek(*args)
        if found is not None:
            return found
        return await workers.run((dataset, make.key(args, {})), lambda: make(*args))
