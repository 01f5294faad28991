"""Uploaded tables that one session has checked, and may look at instead of the server's own.

They live in memory, for as many sessions as `MOST`: the one that was used longest ago gives way.
Nobody else sees them, and no address leads to them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ascn_data import Network, Refused, UploadReport
from dashboard.core.cache import Cache
from dashboard.core.limits import MARKS
from dashboard.core.reload import Edition, digest_of

# An upload of 20 MB takes about 60 with its frames and its report.
MOST = 4
# What is worked out from one of them. A session asks for little, and all of it soon again.
ANSWER_BYTES = 20 * 2**20


@dataclass
class Checked:
    """What a session uploaded (the ids of its files), the answer, and the edition it looks at."""

    files: list[str]
    answer: UploadReport | Refused
    shown: Edition | None = None


class Desk:
    """What the sessions have checked. Safe to use from several threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._lock = most, threading.Lock()
        self._kept: OrderedDict[str, Checked] = OrderedDict()

    def get(self, session: str) -> Checked | None:
        """What the session has checked; None when it was nothing, or gave way."""
        with self._lock:
            if session in self._kept:
                self._kept.move_to_end(session)
            return self._kept.get(session)

    def put(self, session: str, checked: Checked) -> None:
        """Keep what a session has checked; what ended, and what is used least, goes."""
        with self._lock:
            for one in [one for one in self._kept if has_ended(one)]:
                del self._kept[one]
            self._kept[session] = checked
            self._kept.move_to_end(session)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def drop(self, session: str) -> None:
        """Forget what a session has checked."""
        with self._lock:
            self._kept.pop(session, None)


DESK = Desk()


def has_ended(session: str) -> bool:
    """Whether a session is over, as far as the server knows."""
    return runtime.exists() and not runtime.get_instance().is_active_session(session)


def session_id() -> str | None:
    """The session of this run; None outside of one."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else None


def checked() -> Checked | None:
    """What this session has checked."""
    session = session_id()
    return DESK.get(session) if session else None


def own_edition() -> Edition | None:
    """The edition that this session looks at instead of the server's; None for the server's."""
    found = checked()
    return found.shown if found else None


def can_be_shown(net: Network, report: UploadReport) -> bool:
    """Whether the pages can show an uploaded edition: what they fetch by address is the server's.

    Those are the outlines, and the points of a map of very many places.
    """
    return not any(path in report.files for path in net.contract.boundaries.values()) and (
        len(net.places) <= MARKS
    )


def edition_of(net: Network) -> Edition:
    """An uploaded network as an edition."""
    return Edition(net, digest_of(net), datetime.now(UTC), Cache(ANSWER_BYTES))
