"""Editions while the server runs: one is shown, the next takes its place when it is valid.

`Editions.check` looks at the directory once. Nothing here sleeps or knows of threads that do:
`dashboard.web.lifespan` calls it every few seconds, tests call it by hand.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ascn_data import UNREADABLE_FILE, DataError, Network, Problem, Rule, load
from dashboard.core.cache import Cache
from dashboard.core.config import memory_bytes
from dashboard.core.shared_frames import SharedFrames

log = logging.getLogger("ascn.editions")

ENDINGS = (".csv", ".json", ".geojson")
DEEPEST = 4
# A file that could not be read may be readable again without any change that we could see.
RETRY_SECONDS = 60.0
Signature = tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, eq=False)
class Edition:
    """A valid edition, and what was worked out from it; both go together when it is replaced."""

    net: Network
    digest: str
    since: datetime
    cache: Cache = field(default_factory=lambda: Cache(memory_bytes()), repr=False)
    frames: SharedFrames = field(default_factory=SharedFrames, repr=False)

    @property
    def version(self) -> str:
        """The version that its contract states; empty when it states none."""
        return str(self.net.contract.descriptor.get("version", ""))


@dataclass(frozen=True)
class Trouble:
    """Why what lies in the directory is not shown, since when, and where it was found."""

    problems: tuple[Problem, ...]
    signature: Signature
    since: datetime
    at: float

    @property
    def passing(self) -> bool:
        """Whether it may end without any file being changed, as a fault of a disk may."""
        return any(problem.rule == UNREADABLE_FILE for problem in self.problems)


def signature(directory: Path) -> Signature:
    """What tells one state of a directory from another without reading any file.

    The time of change of each file counts (ctime): it moves when rights are given or taken, and
    when a copy keeps the time of its original.
    """
    return (str(directory),), *_entries(directory, "", DEEPEST)


def _entries(directory: Path, prefix: str, depth: int) -> Iterator[tuple[str | int, ...]]:
    try:
        paths = sorted(directory.iterdir())
    except OSError as error:
        yield prefix, "unreadable", error.errno or 0
        return
    for path in paths:
        name = path.name
        if name.startswith("."):
            continue
        if name.endswith(ENDINGS):
            try:
                seen = path.stat()
            except OSError as error:
                yield prefix + name, "unreadable", error.errno or 0
            else:
                yield (
                    prefix + name, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino
                )  # fmt: skip
        elif depth and path.is_dir():
            yield from _entries(path, f"{prefix}{name}/", depth - 1)


def digest_of(net: Network) -> str:
    """A short hash of everything in an edition: the same files, the same hash."""
    whole = hashlib.sha256()
    for name, content in sorted(net.files.items()):
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()[:16]


def unusable(error: Exception) -> Rule:
    """That an edition without a known problem could not be shown, and where the code failed."""
    *_frames, last = traceback.extract_tb(error.__traceback__) or [None]
    where = f"{Path(last.filename).name}:{last.lineno}" if last else "?"
    return Rule(
        "the dataset cannot be shown ({fault} at {where}); the log has the reason",
        fault=type(error).__name__, where=where,
    )  # fmt: skip


class Editions:
    """The edition shown, and the watch over the directory that the next one comes from.

    `load` reads an edition, `prepare` does with it what has to work before it is shown; `clock`
    counts seconds. Safe to use from several threads.
    """

    def __init__(
        self,
        directory: Callable[[], Path],
        prepare: Callable[[Edition], object] = lambda edition: None,
        load: Callable[[Path], Network] = load,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.prepare = prepare
        self._directory = directory
        self._load, self._clock = load, clock
        self._lock = threading.Lock()
        self._seen: Signature | None = None
        self._taken: Signature | None = None
        self.shown: Edition | None = None
        self.trouble: Trouble | None = None

    def current(self) -> Edition:
        """The edition shown; the first question loads it. Raises DataError when there is none."""
        if self.shown is None:
            with self._lock:
                if self.shown is None:
                    self._take_if_new(signature(self._directory()))
        if self.shown is None:
            assert self.trouble is not None
            raise DataError(self.trouble.problems)
        return self.shown

    def check(self) -> bool:
        """Look at the directory once; True when a new edition has taken the place of the old.

        A change is taken when the directory is the same at two looks in a row, so that a copy in
        progress is let finish, and when all of it is valid. What was refused is not read again
        until something changes.
        """
        with self._lock:
            now = signature(self._directory())
            quiet, self._seen = now == self._seen, now
            return self._take_if_new(now) if quiet else False

    def forget(self) -> None:
        """Begin anew: the next question loads the edition."""
        with self._lock:
            self._seen = self._taken = self.shown = self.trouble = None

    def _take_if_new(self, now: Signature) -> bool:
        if self.shown is not None and now == self._taken:
            self._recovered()
            return False
        return False if self._refused_already(now) else self._take(now)

    def _refused_already(self, now: Signature) -> bool:
        trouble = self.trouble
        if trouble is None or now != trouble.signature:
            return False
        return not trouble.passing or self._clock() < trouble.at + RETRY_SECONDS

    def _take(self, now: Signature) -> bool:
        directory = self._directory()
        try:
            net = self._load(directory)
            new = Edition(net, digest_of(net), datetime.now(UTC))
            same = self.shown is not None and self.shown.digest == new.digest
            if not same:
                self.prepare(new)
        except DataError as error:
            self._refuse(error.problems, now)
            return False
        except Exception as error:  # whatever it is, the server goes on, with the old edition
            log.exception("the edition cannot be used")
            self._refuse((Problem("", 0, "", unusable(error)),), now)
            return False
        if self.shown is not None and signature(directory) != now:
            return False  # it changed while it was read; another look will tell
        self._taken = now
        if same:
            self._recovered()
            return False
        self.shown, self.trouble = new, None
        log.info("edition %s (%s) is shown", new.version or "without a version", new.digest)
        return True

    def _refuse(self, problems: tuple[Problem, ...], now: Signature) -> None:
        before = self.trouble
        since = before.since if before else datetime.now(UTC)
        self.trouble = Trouble(problems, now, since, self._clock())
        if before is None or before.problems != problems:
            kept = "the one before stays" if self.shown else "there is none to show"
            log.error("the edition in the directory is refused, %s: %s", kept, DataError(problems))

    def _recovered(self) -> None:
        if self.trouble is not None:
            self.trouble = None
            log.info("the directory holds the edition shown again")
