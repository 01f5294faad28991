"""A crowd at one server: what is refused, what is made once, and who need not wait."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ascn_data.network import DIRECTORY, load
from bench.editions import make_edition
from tests.serving import ROOT, Server

PREVIEWS = 100
PLACES = 2000
BOUND_MB = 25
VIEWS = 100


def timed(server: Any, path: str) -> tuple[int, dict[str, str], float]:
    """The status and headers of an answer, and the seconds that it took."""
    begun = time.monotonic()
    status, headers, _body = server.ask(path)
    return status, headers, time.monotonic() - begun


def test_pages_do_not_wait_behind_a_crowd_that_wants_pictures(server: Any) -> None:
    """A picture takes the processor some tenths of a second, and one is drawn at a time."""
    server.ask("/map")
    paths = [f"/preview/map.png?asof=2025-{m:02}-{d:02}" for m in range(1, 5) for d in range(1, 26)]
    assert len(set(paths)) == PREVIEWS
    with ThreadPoolExecutor(PREVIEWS) as crowd:
        waiting = [crowd.submit(timed, server, path) for path in paths]
        while not any(each.done() for each in waiting):
            time.sleep(0.01)
        status, _headers, seconds = timed(server, "/map")
        left = sum(not each.done() for each in waiting)
        answers = [each.result() for each in waiting]
    assert status == 200
    refused = [headers for code, headers, _seconds in answers if code == 503]
    assert len(refused) + sum(code == 200 for code, *_rest in answers) == PREVIEWS
    assert refused, "the queue ends"
    assert all(int(headers["retry-after"]) > 0 for headers in refused)
    assert left > 0, "the page was answered while pictures were waited for"
    longest = max(seconds for code, _headers, seconds in answers if code == 200)
    assert seconds < longest / 2
    assert server.ask(paths[-1])[0] == 200, "and later there is room again"


@pytest.mark.parametrize("path", ["/data/ascn.xlsx", "/present?asof=2025-06-07"])
def test_a_crowd_that_wants_one_cold_file_has_it_made_once(server: Any, path: str) -> None:
    """The processor's time of the server tells: fifty makings would take fifty times as long."""
    other = path.replace("06-07", "06-08")
    before = cpu_seconds(server)
    if other != path:
        server.ask(other)
        one = cpu_seconds(server) - before
    else:
        server.ask("/data/ascn.zip")
        one = max(cpu_seconds(server) - before, 1.0)
    before = cpu_seconds(server)
    with ThreadPoolExecutor(50) as crowd:
        answers = list(crowd.map(lambda _number: server.ask(path), range(50)))
    assert {status for status, _headers, _body in answers} == {200}
    assert len({body for _status, _headers, body in answers}) == 1
    assert cpu_seconds(server) - before < 10 * one


def cpu_seconds(server: Any) -> float:
    """The processor's time that the server has taken so far."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def resident_mb(server: Any) -> float:
    """The memory that the server occupies."""
    (line,) = [
        line
        for line in Path(f"/proc/{server.process.pid}/status").read_text().splitlines()
        if line.startswith("VmRSS:")
    ]
    return int(line.split()[1]) / 1024


def test_memory_stays_within_its_bound_whatever_is_asked_for(tmp_path: Path) -> None:
    data = tmp_path / "data"
    make_edition(load(DIRECTORY), PLACES, data)
    settings = {
        "ASCN_DATA_DIR": str(data), "ASCN_MEMORY_MB": str(BOUND_MB), "MALLOC_ARENA_MAX": "2"
    }  # fmt: skip
    server = Server(tmp_path / "log", settings=settings)
    try:
        server.start()
        paths = [
            f"/data/places.geojson?asof=20{20 + n // 28:02}-05-{1 + n % 28:02}"
            for n in range(VIEWS)
        ]
        sent = 0
        for path in paths[:10]:
            sent += len(server.ask(path)[2])
        before = resident_mb(server)
        for path in paths[10:]:
            sent += len(server.ask(path)[2])
        grown = resident_mb(server) - before
        print(f"{sent / 2**20:.0f} MB sent, {before:.0f} MB before, {grown:+.0f} MB")
        assert sent > 3 * BOUND_MB * 2**20, "kept whole, it would be far above the bound"
        assert grown < 2 * BOUND_MB
    finally:
        server.kill()


def test_a_setting_that_is_wrong_stops_the_start_with_a_clear_line() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0"]
    wrong = {"ASCN_FRAME_ANCESTORS": "nobody;", "ASCN_MEMORY_MB": "2GB"}
    ended = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **wrong}, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert ended.returncode not in (0, None)
    for name in wrong:
        assert name in ended.stderr
    assert "Traceback" not in ended.stderr
