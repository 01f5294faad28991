"""The start of a server: it can be stopped at once, and never fails for what it shall show."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ascn_data.network import DIRECTORY
from tests.server.conftest import FAULT
from tests.serving import ROOT, Server, until

# Far less than the warm-up takes.
AT_ONCE_SECONDS = 3


@pytest.fixture
def starting(tmp_path: Path) -> Iterator[Callable[[Path], Server]]:
    """Start the dashboard in a folder without waiting for it."""
    made: list[Server] = []

    def start(root: Path) -> Server:
        settings = {"ASCN_DATA_DIR": str(DIRECTORY), "ASCN_LOG": "json"}
        made.append(Server(tmp_path / "log", root, settings))
        made[-1].launch()
        return made[-1]

    yield start
    for each in made:
        each.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_once_while_it_warms_up(
    starting: Callable[[Path], Server], number: signal.Signals
) -> None:
    server = starting(ROOT)
    until(lambda: any(e["message"] == "starting" for e in server.events()), "it has begun")
    server.process.send_signal(number)
    assert server.process.wait(AT_ONCE_SECONDS) == -number


def test_a_dataset_that_cannot_be_drawn_is_met_calmly(
    tmp_path: Path, starting: Callable[[Path], Server], visit_on: Callable[[Server, str], Any]
) -> None:
    root = tmp_path / "project"
    for name in (".streamlit", "ascn_data", "dashboard", "data", "locales", "pages"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "app.py", root)
    chart = root / "dashboard" / "charts" / "programme.py"
    fails = f"def part_bars(*args, **options):\n    raise RuntimeError({FAULT!r})\n"
    chart.write_text(f"{chart.read_text('utf-8')}\n\n{fails}", "utf-8")
    server = starting(root)
    until(lambda: server.events() and _answers(server), "it answers")
    told = server.health()
    assert (told["status"], told["code"]) == ("down", 503)
    ((problem),) = told["trouble"]["first"]
    assert "RuntimeError" in problem["rule"]
    assert "programme.py" in problem["rule"]
    assert FAULT not in str(told)
    assert any(FAULT in event.get("traceback", "") for event in server.events())
    assert server.ask("/ready")[0] == 503
    texts = visit_on(server, "growth").look()
    assert any("temporarily unavailable" in text for text in texts)
    assert not any("Traceback" in text or FAULT in text for text in texts)
    assert server.ask("/")[0] == 200
    assert server.ask("/data/places.csv")[0] == 503


def _answers(server: Server) -> bool:
    try:
        return server.ask("/health")[0] > 0
    except OSError:
        return False
