"""Settings of the server that are ours: environment variables whose names begin with ASCN_.

`ASCN_DATA_DIR` belongs to `ascn_data`, `ASCN_PUBLIC_URL` to `dashboard.links`; the README lists
them all.
"""

from __future__ import annotations

import logging
import math
import os

RELOAD_SECONDS = "ASCN_RELOAD_SECONDS"
DRAIN_SECONDS = "ASCN_DRAIN_SECONDS"
STOP_SECONDS = "ASCN_STOP_SECONDS"
LOG = "ASCN_LOG"
OPERATOR = "ASCN_OPERATOR"
SECONDS = {RELOAD_SECONDS: 2.0, DRAIN_SECONDS: 0.0, STOP_SECONDS: 5.0}
LONGEST = 86_400.0
MEMORY_MB = "ASCN_MEMORY_MB"
MEGABYTES, MOST_MEGABYTES = 500.0, 1_000_000.0
log = logging.getLogger("ascn.server")


def seconds(name: str) -> float:
    """A time in seconds, 0 to a day; what cannot be read is logged, and the default holds."""
    return _amount(name, SECONDS[name], LONGEST)


def memory_bytes() -> int:
    """How many bytes the cache of one dataset version may take."""
    return int(_amount(MEMORY_MB, MEGABYTES, MOST_MEGABYTES) * 2**20)


def _amount(name: str, default: float, most: float) -> float:
    said = os.environ.get(name, "")
    if not said:
        return default
    try:
        value = float(said)
    except ValueError:
        value = math.nan
    if 0 <= value <= most:
        return value
    log.warning("%s must be a number from 0 to %d; %g is used", name, most, default)
    return default


def is_operator() -> bool:
    """Whether everybody who looks at this server may see what is wrong with its data."""
    return os.environ.get(OPERATOR, "") == "1"


def as_json() -> bool:
    """Whether the log is for machines: one JSON object a line."""
    return os.environ.get(LOG, "text") == "json"
