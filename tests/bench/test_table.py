"""The tables of the speed measurements, and the aims they are held to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.table import END, START, aims, crowd_aims, put_into, report


def rerun(speed: float, size: float) -> dict[str, float]:
    """The numbers of one page."""
    return {
        "reruns_per_s": speed, "cpu_ms": 1000 / speed, "p50_ms": 1, "p95_ms": 2, "messages": 9,
        "first_time_ms": 3, "rerun_bytes": size, "rerun_bytes_max": size,
        "rerun_bytes_unpacked": size * 2, "load_bytes": size * 3,
    }  # fmt: skip


def drawn(warm: float, size: float) -> dict[str, float]:
    """What a browser met on one page."""
    kinds = ("drawn_ms", "numbers_ms", "live_ms", "largest_ms", "interactive_ms", "shift")
    parts = {"drawn_ms": 1.0, "numbers_ms": 0.2, "largest_ms": 0.25, "shift": 0.0}
    return {
        "cold_ms": warm * 3, "warm_ms": warm, "cold_bytes": size,
        **{f"warm_{kind}": warm * parts.get(kind, 0.5) for kind in kinds},
        **{f"cold_{kind}": warm * 3 * parts.get(kind, 0.5) for kind in kinds},
    }  # fmt: skip


@pytest.fixture
def results() -> dict[str, Any]:
    """A run in which every aim is reached."""
    started = {"started_s": 2.0, "first_s": 0.1, "second_s": 0.1}
    return {
        "made": {"day": "2026-11-23", "cores": 2, "python": "3.11", "streamlit": "1.67.0",
                 "minutes": 9.0, "load": 1.0},
        "reruns": {"floor": rerun(150, 900), "empty": rerun(10, 900),
                   "streamlit": rerun(5, 90_000), "": rerun(30, 9_000),
                   "map": rerun(40, 8_000)},
        "memory": {"": 1.5},
        "browser": {"empty": drawn(1000, 1e6), "streamlit": drawn(3000, 10e6),
                    "dash": drawn(2000, 5e6), "": drawn(1200, 3e6), "map": drawn(1100, 3e6)},
        "filter_ms": {"map": 80.0, "dash": 120.0, "panel": 150.0},
        "filter_cpu_ms": {"map": 20.0, "dash": 30.0},
        "start": {"empty": started, "ours": started},
        "documents": {"bytes": 20e3, "own": 1500.0, "nginx": 2000.0, "plain": 2500.0},
        "idle_mb": 0.05, "idle_visitors": 1000,
        "crowd": {"p50_ms": 20.0, "p95_ms": 90.0, "failed": 0, "cpu_ms_an_answer": 6.0},
    }  # fmt: skip


def missed(results: dict[str, Any]) -> list[str]:
    """What misses the aims, in words."""
    told = (*aims(results), *crowd_aims(results))
    return [what for _aim, reached, what in told if not reached]


def test_every_aim_can_be_reached(results: dict[str, Any]) -> None:
    assert missed(results) == []
    assert "Missed" not in report(results)


@pytest.mark.parametrize(
    ("part", "page", "key", "value", "said"),
    [
        ("reruns", "map", "reruns_per_s", 19.0, "Map 1.9"),
        ("reruns", "", "rerun_bytes", 15_100.0, "Overview 15.1 KB"),
        ("browser", "map", "warm_ms", 1300.0, "Map 1.30"),
        ("browser", "", "cold_bytes", 4e6, "Overview 0.40"),
        ("reruns", "map", "cpu_ms", 34.0, "Map 5.1"),
        ("browser", "", "warm_numbers_ms", 320.0, "Overview 0.32"),
        ("browser", "map", "warm_shift", 0.03, "Map 0.030"),
        ("start", "ours", "first_s", 0.3, "300 ms, then 100 ms"),
    ],
)
def test_a_missed_aim_is_told_by_page_and_figure(
    results: dict[str, Any], part: str, page: str, key: str, value: float, said: str
) -> None:
    results[part][page] = results[part][page] | {key: value}
    assert missed(results) == [said]
    assert said in report(results)


@pytest.mark.parametrize(
    ("part", "key", "value", "said"),
    [
        ("crowd", "p95_ms", 140.0, "140 ms, 0 failed"),
        ("crowd", "failed", 2, "90 ms, 2 failed"),
        ("documents", "own", 600.0, "600"),
    ],
)
def test_a_server_that_bears_too_little_is_told(
    results: dict[str, Any], part: str, key: str, value: float, said: str
) -> None:
    results[part][key] = value
    assert missed(results) == [said]


def test_a_slower_filter_than_elsewhere_is_told(results: dict[str, Any]) -> None:
    results["filter_ms"]["map"] = 121.0
    assert missed(results) == ["Map 121 ms"]


def test_a_table_has_a_row_for_each_page_and_peer(results: dict[str, Any]) -> None:
    rows = [line.split(" | ")[0] for line in report(results).splitlines() if line.startswith("| ")]
    assert rows.count("| Map") == rows.count("| *Plain Streamlit*") == 2
    widths = {line.count("|") for line in report(results).splitlines()[2:7]}
    assert len(widths) == 1


def test_only_the_place_between_the_marks_is_renewed(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text(f"before\n{START}\nold\n{END}\nafter\n", "utf-8")
    for text in ("new\n", "newer\n"):
        put_into(file, text)
        assert file.read_text("utf-8") == f"before\n{START}\n{text}{END}\nafter\n"
    file.write_text("no marks", "utf-8")
    with pytest.raises(ValueError, match=r"README\.md"):
        put_into(file, "new")
