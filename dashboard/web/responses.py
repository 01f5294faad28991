"""Files made of the dataset as responses: with a tag, from the cache or from workers."""

from __future__ import annotations

import gzip
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from dashboard.core.dataset import EDITIONS, Cached, choices, edition, one_edition
from dashboard.core.limits import OPTIONS
from dashboard.core.request_state import read_request
from dashboard.core.url_state import MAX_VALUE, View
from dashboard.exports.files import File
from dashboard.web.workers import Workers

Endpoint = Callable[[Request], Awaitable[Response]]
# A new edition may come at any time; asking whether it has costs the tag alone.
MINUTE = 60
LEVEL = 6
PROBLEM = "application/problem+json"
T = TypeVar("T")


class Fault(NamedTuple):
    """A parameter of an address whose value cannot be answered, and the values that can.

    Where they cannot be listed, `expected` describes them. With `is_name` there is no such
    parameter, and `known` are the names of those that there are.
    """

    parameter: str
    value: str
    known: tuple[str, ...] = ()
    expected: str = ""
    is_name: bool = False

    def __str__(self) -> str:
        if self.is_name:
            known = ", ".join(self.known) or "none"
            return f"{self.parameter[:MAX_VALUE]!r} is no parameter; expected {known}"
        expected = self.expected or "one of " + (", ".join(self.known[:OPTIONS]) or "none")
        return f"{self.parameter}: {self.value[:MAX_VALUE]!r} is unknown; expected {expected}"


def faults_of(unknown: Mapping[str, str]) -> list[Fault]:
    """The faults of a view's keys; takes what `read_request` says that nobody knows."""
    known = choices().known
    found = []
    for key, value in unknown.items():
        expected = "a day as YYYY-MM-DD" if key == "asof" else ""
        if key == "region" and value in known[key]:
            expected = "a region of the country"
        found.append(Fault(key, value, tuple(sorted(known.get(key, ()))), expected))
    return found


def _problem(title: str, status: int, detail: str, **more: Any) -> Response:
    """Problem Details (RFC 9457)."""
    body = {"title": title, "status": status, "detail": detail, **more}
    headers = {"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"}
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, status, headers, media_type=PROBLEM)


def refused(faults: Sequence[Fault], status: int = 400) -> Response:
    """The faults of an address as Problem Details, which name the known values."""
    errors = [
        {
            "parameter": each.parameter[:MAX_VALUE],
            "value": each.value[:MAX_VALUE],
            "known": list(each.known[:OPTIONS]),
            "expected": each.expected or None,
        }
        for each in faults
    ]
    detail = "; ".join(map(str, faults))
    return _problem("Unknown parameter or value", status, detail, errors=errors)


def unanswered(reason: str) -> Response:
    """Why the data has no answer to values that it knows, as Problem Details."""
    return _problem("No answer in the data", 404, reason)


def of_view(workers: Workers, make: Cached[[View], File], keys: Sequence[str]) -> Endpoint:
    """An endpoint that answers with what `make` returns for the view that the address asks for.

    It reads only `keys`; a value that nobody knows is refused.
    """

    async def respond(request: Request) -> Response:
        await require_dataset()
        view, unknown = read_request(request.query_params, keys)
        if unknown:
            return refused(faults_of(unknown))
        return answer(request, await made(workers, make, view))

    return respond


def has_already(headers: Headers, tag: str) -> bool:
    """Whether a reader with these headers has the file with this tag."""
    held = [each.strip() for each in headers.get("if-none-match", "").split(",")]
    return "*" in held or tag in [each.removeprefix("W/") for each in held]


def answer(request: Request, file: File, more: Mapping[str, str] | None = None) -> Response:
    """The file, or nothing but the tag for a reader who has it already; `more` are headers."""
    headers = {
        "ETag": file.tag,
        "Cache-Control": f"public, max-age={MINUTE}",
        "Access-Control-Allow-Origin": "*",
        **(more or {}),
    }
    if file.name:
        name = quote(file.name, safe="")
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
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


def gzipped(page: bytes) -> bytes:
    """A page compressed; the same page, the same bytes."""
    return gzip.compress(page, LEVEL, mtime=0)
