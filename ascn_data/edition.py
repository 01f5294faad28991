"""Check your own edition: what is wrong with changed files, or what they would change."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from ascn_data.contract import FILE, SAFE_PATH
from ascn_data.days import ANNOUNCEMENT
from ascn_data.export import plain
from ascn_data.network import Network, load
from ascn_data.places import members, places
from ascn_data.plan import plan_areas
from ascn_data.problems import DataError, Problem, Rule, shorten
from ascn_data.reach import reach_range
from ascn_data.upload import Refused

MAX_SECONDS = 20
# A check takes a process and up to some hundred megabytes: the next one waits, but not for ever.
WAIT_SECONDS = 60
_ONE_AT_A_TIME = threading.BoundedSemaphore(1)
# Somebody else's files are answered in seconds; the server's own edition has no such limit.
MAX_ROWS = 20_000
CHANGES = ["table", "key", "change", "column", "before", "after"]
COUNTS = ["question", "before", "after"]


@dataclass(frozen=True, eq=False)
class Report:
    """What an upload is and does.

    `problems`: everything wrong, in file order; with one, the frames are empty.
    `changes`: a row for each row added or removed and each cell changed: table, key (`, `
    between its columns), change (added, removed, changed), column, before, after (text; for an
    added or removed row column is empty and after or before is its English name, else its key).
    A changed boundary file or contract is one row `changed` with the file's path as table.
    `counts`: question (an id), before, after (whole numbers).
    `files`: the paths that were checked.
    `net`: the edition with them; None with a problem.
    """

    problems: tuple[Problem, ...]
    changes: pd.DataFrame
    counts: pd.DataFrame
    files: tuple[str, ...]
    net: Network | None = None


def check_upload(net: Network, files: Mapping[str, bytes]) -> Report:
    """Lay `files` (content by path, see `read_upload`) over the edition of `net`, and load that.

    Nothing is kept, and `net` stays as it is. One upload is checked at a time. Raises Refused for a
    path that is none within an edition and where others take too long, and nothing for whatever
    the files hold.
    """
    for path in files:
        if not SAFE_PATH.fullmatch(path):
            raise Refused("unsafe_path", file=shorten(path))
    if not _ONE_AT_A_TIME.acquire(timeout=WAIT_SECONDS):
        raise Refused("busy")
    try:
        return _checked(net, files)
    finally:
        _ONE_AT_A_TIME.release()


def _checked(net: Network, files: Mapping[str, bytes]) -> Report:
    changes, counts = [], []
    edition: Network | None = None
    problems: tuple[Problem, ...] = ()
    with TemporaryDirectory(prefix="edition-") as folder:
        try:
            _lay_over(net, files, Path(folder))
            problems = _endless(Path(folder), files)
            if not problems:
                edition = load(folder, max_rows=MAX_ROWS)
                after = _count(edition)
                counts = [(name, number, after[name]) for name, number in _count(net).items()]
                changes = list(_changes(net, edition))
        except DataError as error:
            problems = error.problems
        except Exception as error:  # a contract may be valid and leave a question unanswered
            rule = Rule("the figures of the dataset cannot be computed")
            problems = (Problem(FILE, 0, "", rule, shorten(f"{error!r}")),)
    return Report(
        problems,
        pd.DataFrame([] if problems else changes, columns=CHANGES, dtype="str"),
        pd.DataFrame([] if problems else counts, columns=COUNTS).astype(
            {"question": "str", "before": "int64", "after": "int64"}
        ),
        tuple(sorted(files)),
        None if problems else edition,
    )


def added(report: Report, table: str) -> pd.DataFrame:
    """Rows that the upload adds to `table`: key, label (English name, else the key)."""
    changes = report.changes
    rows = changes[(changes["table"] == table) & (changes["change"] == "added")]
    return rows[["key", "after"]].rename(columns={"after": "label"}).reset_index(drop=True)


def _lay_over(net: Network, files: Mapping[str, bytes], directory: Path) -> None:
    for path, content in {**net.files, **files}.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_bytes(content)


def _endless(directory: Path, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Problems of an edition that cannot be checked in MAX_SECONDS; none for tables alone.

    A pattern of the contract or the lines of an area can be made to take hours, and only another
    process can be stopped in the middle of either.
    """
    suspects = sorted(path for path in files if not path.endswith(".csv"))
    if not suspects:
        return ()
    command = [sys.executable, "-m", "ascn_data", "check", str(directory)]
    here, quiet = Path(__file__).parents[1], subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, cwd=here, stdin=quiet, stdout=quiet, stderr=quiet, timeout=MAX_SECONDS
        )
        ended = done.returncode in (0, 1)
    except subprocess.TimeoutExpired:
        ended = False
    rule = Rule("the dataset cannot be checked within {seconds} seconds", seconds=MAX_SECONDS)
    return () if ended else tuple(Problem(path, 0, "", rule) for path in suspects)


def _count(net: Network) -> dict[str, int]:
    """Answers by the id of their question, on the last day that the tables know."""
    latest = max(net.memberships["counted_on"].max(), net.thai_areas["designated_on"].max())
    now = members(net, latest)
    low, high = reach_range(net, latest)
    return {
        "members_latest": len(now),
        "members_announcement": len(members(net, ANNOUNCEMENT)),
        "proposed_areas": len(places(net, latest, status="proposed")),
        "countries": now["country_id"].nunique(),
        "plan_areas": len(plan_areas(net, latest)),
        "reach_low": low,
        "reach_high": high,
        "rows": sum(len(frame) for frame in net.tables.values()),
    }


def _changes(before: Network, after: Network) -> Iterator[tuple[str, ...]]:
    if before.contract.descriptor != after.contract.descriptor:
        yield FILE, "", "changed", "", "", ""
    for name in {**before.contract.tables, **after.contract.tables}:
        for change in _row_changes(_rows(before, name), _rows(after, name)):
            yield name, *change
    drawn, redrawn = before.boundaries, after.boundaries
    for name, path in {**before.contract.boundaries, **after.contract.boundaries}.items():
        if name in drawn and name in redrawn and drawn[name].equals(redrawn[name]):
            continue
        yield path, "", "changed", "", "", ""


def _rows(net: Network, name: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    """The rows of a table by their key; none where there is no such table."""
    if name not in net.contract.tables:
        return {}
    key = net.contract.tables[name].key
    rows: list[dict[Any, Any]] = plain(net.table(name)).to_dict("records")
    return {tuple(row[column] for column in key): row for row in rows}


def _row_changes(
    before: dict[tuple[Any, ...], dict[str, Any]], after: dict[tuple[Any, ...], dict[str, Any]]
) -> Iterator[tuple[str, ...]]:
    """Key, change, column, before and after of what differs: removed, added, changed."""
    for key, row in before.items():
        if key not in after:
            yield _said(key), "removed", "", str(row.get("name_en") or _said(key)), ""
    for key, row in after.items():
        if key not in before:
            yield _said(key), "added", "", "", str(row.get("name_en") or _said(key))
    for key, row in after.items():
        old = before.get(key, row)
        for column in {**old, **row}:
            if old.get(column) != row.get(column):
                was, now = _text(old.get(column)), _text(row.get(column))
                yield _said(key), "changed", column, was, now


def _said(key: tuple[Any, ...]) -> str:
    return ", ".join(map(_text, key))


def _text(value: Any) -> str:
    """A value as it stands in a table: true and false, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)
