"""Settings of the server that are ours: environment variables whose names begin with ASCN_.

Each is validated once, when the server starts. `ASCN_DATA_DIR` belongs to `ascn_data`; the README
lists them all.
"""

from __future__ import annotations

import math
import os
import re
import sys
from collections.abc import Callable
from difflib import get_close_matches
from urllib.parse import urlsplit

# Where visitors reach a dashboard that stands behind a proxy, such as https://example.org/ascn
PUBLIC_URL = "ASCN_PUBLIC_URL"
HOSTS = "ASCN_HOSTS"
FRAME_ANCESTORS = "ASCN_FRAME_ANCESTORS"
RELOAD_SECONDS = "ASCN_RELOAD_SECONDS"
DRAIN_SECONDS = "ASCN_DRAIN_SECONDS"
STOP_SECONDS = "ASCN_STOP_SECONDS"
LOG = "ASCN_LOG"
OPERATOR = "ASCN_OPERATOR"
MEMORY_MB = "ASCN_MEMORY_MB"
SECONDS = {RELOAD_SECONDS: 2.0, DRAIN_SECONDS: 0.0, STOP_SECONDS: 5.0}
LONGEST = 86_400.0
MEGABYTES, MOST_MEGABYTES = 500.0, 1_000_000.0

HOST = re.compile(r"\*|(\*\.)?[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?|\[[0-9A-Fa-f:.]+\]")
ANCESTOR = re.compile(r"\*|'self'|'none'|[a-z]+:|([a-z]+://)?[A-Za-z0-9*.:\[\]-]+")
ADDRESS = re.compile(r"https?://[^\s<>\"'\\^`{|}?#]+", re.IGNORECASE)


def seconds(name: str) -> float:
    """A time in seconds. Raises ValueError for what is no number from 0 to a day."""
    return _amount(name, SECONDS[name], LONGEST)


def memory_bytes() -> int:
    """How many bytes the cache of one dataset version may take. Raises ValueError."""
    return int(_amount(MEMORY_MB, MEGABYTES, MOST_MEGABYTES) * 2**20)


def hosts() -> list[str]:
    """The host names that `ASCN_HOSTS` lists; empty for any. Raises ValueError."""
    return _list(HOSTS, os.environ.get(HOSTS, "").split(","), HOST, "host names")


def frame_ancestors() -> list[str]:
    """Who may show the pages in a frame, as in the policy of that name. Raises ValueError."""
    said = _list(FRAME_ANCESTORS, os.environ.get(FRAME_ANCESTORS, "").split(), ANCESTOR, "origins")
    if "'none'" in said and len(said) > 1:
        raise ValueError(f"{FRAME_ANCESTORS} must list 'none' alone or not at all")
    return said or ["*"]


def public_url() -> str:
    """The public address without a slash at its end, or ``. Raises ValueError."""
    said = os.environ.get(PUBLIC_URL, "").strip()
    if said and not (ADDRESS.fullmatch(said) and _has_host(said)):
        raise ValueError(
            f"{PUBLIC_URL} must be an address such as https://example.org/ascn, not {said[:80]!r}"
        )
    return said.rstrip("/")


def is_operator() -> bool:
    """Whether everybody who looks at this server may see what is wrong with its data."""
    return _one_of(OPERATOR, ("0", "1")) == "1"


def as_json() -> bool:
    """Whether the log is for machines: one JSON object a line."""
    return _one_of(LOG, ("text", "json")) == "json"


CHECKS: dict[str, Callable[[], object]] = {
    PUBLIC_URL: public_url,
    HOSTS: hosts,
    FRAME_ANCESTORS: frame_ancestors,
    **{name: lambda name=name: seconds(name) for name in SECONDS},  # type: ignore[misc]
    MEMORY_MB: memory_bytes,
    LOG: as_json,
    OPERATOR: is_operator,
}


def problems() -> list[str]:
    """What is wrong with the settings, one line each; a misspelt name counts too."""
    found = []
    for check in CHECKS.values():
        try:
            check()
        except ValueError as error:
            found.append(str(error))
    for name in sorted(os.environ):
        # Others have such names too: Kubernetes names services to its pods like that.
        meant = get_close_matches(name, CHECKS, n=1, cutoff=0.9) if name not in CHECKS else []
        found += [f"{name} is no setting; {each} is" for each in meant]
    return found


def require_valid() -> None:
    """End the process with a line for each setting that is wrong."""
    if found := problems():
        sys.exit("\n".join(["The dashboard does not start:", *found]))


def _amount(name: str, default: float, most: float) -> float:
    said = os.environ.get(name, "")
    try:
        value = float(said) if said else default
    except ValueError:
        value = math.nan
    if not 0 <= value <= most:
        raise ValueError(f"{name} must be a number from 0 to {most:.0f}, not {said[:80]!r}")
    return value


def _list(name: str, said: list[str], pattern: re.Pattern[str], of: str) -> list[str]:
    listed = [each.strip() for each in said if each.strip()]
    if wrong := [each for each in listed if not pattern.fullmatch(each)]:
        raise ValueError(f"{name} must list {of}, not {wrong[0][:80]!r}")
    return listed


def _one_of(name: str, known: tuple[str, ...]) -> str:
    said = os.environ.get(name, "")
    if said and said not in known:
        raise ValueError(f"{name} must be {' or '.join(known)}, not {said[:80]!r}")
    return said


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
