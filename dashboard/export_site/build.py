"""Write the files of the static edition: on all cores, and only what has changed."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import partial
from importlib.metadata import distributions
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

from dashboard.core.dataset import edition, one_edition
from dashboard.export_site.files import Site, Task, make, tasks

ROOT = Path(__file__).parents[2]
# What the files were made of, and their hashes: read by the next run, and no part of the edition.
RECORD = ".made.json"
CODE = ("ascn_data", "dashboard", "locales", ".streamlit")


def fingerprint(site: Site) -> str:
    """What decides all bytes: dataset, code, translations, libraries and addresses."""
    libraries = sorted(f"{each.name} {each.version}" for each in distributions())
    said = [edition().digest, asdict(site), sys.version, libraries]
    found = hashlib.sha256(json.dumps(said).encode())
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                found.update(path.relative_to(ROOT).as_posix().encode())
                found.update(path.read_bytes())
    return found.hexdigest()


def build(
    out: Path, site: Site, *, only: Callable[[Task], bool] = lambda task: True,
    jobs: int | None = None, tell: Callable[[int, int], object] = lambda done, all: None,
) -> tuple[int, int]:  # fmt: skip
    """Write the edition into the folder `out`; return how many files it has and were made now.

    `only` chooses some of the files. `tell` hears how many of how many are there.
    """
    out.mkdir(parents=True, exist_ok=True)
    with one_edition():
        wanted = [task for task in tasks(site) if only(task)]
        mark = fingerprint(site)
    before = _record(out)
    kept = before.get("files", {}) if before.get("of") == mark else {}
    known = {task.path: kept[task.path] for task in wanted if _stands(out, task.path, kept)}
    todo = [task for task in wanted if task.path not in known]
    stale = {*before.get("files", {})} - {task.path for task in wanted}
    try:
        for done, (path, digest) in enumerate(_made(todo, out, site, jobs), len(known) + 1):
            known[path] = digest
            tell(done, len(wanted))
        _clear(out, stale)
        stale = set()
    finally:  # a run that was interrupted goes on where it ended
        files = dict.fromkeys(stale, "") | known
        said = json.dumps({"of": mark, "files": dict(sorted(files.items()))}, indent=0)
        (out / RECORD).write_text(said + "\n", "utf-8")
    return len(known), len(todo)


def _made(todo: list[Task], out: Path, site: Site, jobs: int | None) -> Iterable[tuple[str, str]]:
    groups = [list(group) for _key, group in groupby(todo, key=lambda task: task.group)]
    write = partial(_write, out=out, site=site)
    if jobs == 1 or len(groups) < 2:
        for group in groups:
            yield from write(group)
        return
    # A process that is started anew holds no locks of threads; each loads the data once.
    count = min(jobs or os.cpu_count() or 1, len(groups))
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        for written in pool.map(write, groups):
            yield from written


def _write(group: list[Task], out: Path, site: Site) -> list[tuple[str, str]]:
    """Write files that share most of their charts, one after the other."""
    with one_edition():
        # What is loaded and cached stays: not to be looked through whenever there may be garbage.
        gc.freeze()
        return [_write_one(task, out, site) for task in group]


def _write_one(task: Task, out: Path, site: Site) -> tuple[str, str]:
    body = make(task, site)
    path = out / task.path
    if not path.is_file() or path.read_bytes() != body:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return task.path, hashlib.sha256(body).hexdigest()


def _record(out: Path) -> dict:
    path = out / RECORD
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _stands(out: Path, path: str, kept: dict[str, str]) -> bool:
    """Whether a file is there as it was made."""
    try:
        return hashlib.sha256((out / path).read_bytes()).hexdigest() == kept[path]
    except (KeyError, OSError):
        return False


def _clear(out: Path, paths: Iterable[str]) -> None:
    """Remove files of an earlier edition that this one has no more."""
    for path in paths:
        (out / path).unlink(missing_ok=True)


def listed(out: Path) -> Iterator[Path]:
    """The files of the edition in a folder."""
    return (path for path in out.rglob("*") if path.is_file() and path.name != RECORD)
