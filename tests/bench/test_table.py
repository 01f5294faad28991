"""The tables of the speed measurements, and the aims they are held to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.table import END, START, aims, put_into, report


def rerun(speed: float, size: float) -> dict[str, float]:
    """The numbers of one page."""
    return {
        "reruns_per_s": speed, "cpu_ms": 1000 / speed, "p50_ms": 1, "p95_ms": 2, "messages": 9,
        "first_time_ms": 3, "rerun_bytes": size, "rerun_bytes_max": size,
        "rerun_bytes_unpacked": size * 2, "load_bytes": size * 3,
    }  # fmt: skip


def drawn(warm: float, size: float) -> dict[str, float]:
    """What a browser met on one page."""
    return {"cold_ms": warm * 3, "warm_ms": warm, "cold_bytes": size}


@pytest.fixture
def results() -> dict[str, Any]:
    """A run in which every aim is reached."""
    started = {"started_s": 2.0, "first_s": 0.1, "second_s": 0.1}
    return {
        "made": {"day": "2026-11-23", "cores": 2, "python": "3.11", "streamlit": "1.67.0",
                 "minutes": 9.0, "load": 1.0},
        "reruns": {"empty": rerun(10, 900), "streamlit": rerun(5, 90_000), "": rerun(30, 9_000),
                   "map": rerun(40, 8_000)},
        "memory": {"": 1.5},
        "browser": {"empty": drawn(1000, 1e6), "streamlit": drawn(3000, 10e6),
                    "dash": drawn(2000, 5e6), "": drawn(1200, 3e6), "map": drawn(1100, 3e6)},
        "filter_ms": {"map": 80.0, "dash": 120.0, "panel": 150.0},
        "start": {"empty": started, "ours": started},
    }  # fmt: skip


def missed(results: dict[str, Any]) -> list[str]:
    """What misses the aims, in words."""
    return [what for _aim, reached, what in aims(results) if not reached]


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
        ("start", "ours", "first_s", 0.3, "300 ms, then 100 ms"),
    ],
)
def test_a_missed_aim_is_told_by_page_and_figure(
    results: dict[str, Any], part: str, page: str, key: str, value: float, said: str
) -> None:
    results[part][page] = results[part][page] | {key: value}
    assert missed(results) == [said]
    assert said in report(results)


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
