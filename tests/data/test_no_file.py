"""What stands where a file should be and is none is named at once; nothing waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ascn_data.contract import FILE
from ascn_data.reading import NO_FILE
from tests.data.conftest import Edition

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("paths", [["places.csv", "boundaries/thai_provinces.geojson"], [FILE]])
def test_a_named_pipe_is_named_and_not_waited_for(edition: Edition, paths: list[str]) -> None:
    """In a process of its own, because one that waits for a pipe can only be stopped."""
    for path in paths:
        edition.remove(path)
        os.mkfifo(edition.directory / path)
    command = [sys.executable, "-m", "ascn_data", "check", str(edition.directory)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert [path for path in paths if f"{path}: " not in done.stdout] == []


def test_a_folder_is_no_table(edition: Edition) -> None:
    edition.remove("places.csv")
    (edition.directory / "places.csv").mkdir()
    (problem,) = edition.problems()
    assert (problem.file, problem.row, problem.rule) == ("places.csv", 0, NO_FILE)
