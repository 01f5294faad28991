"""The results as tables in Markdown, and the aims that were reached and missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Results = Mapping[str, Any]
START, END = "<!-- bench -->", "<!-- /bench -->"
NAMES = {
    "empty": "*An empty Streamlit page*",
    "empty_uvloop": "*The same, with uvloop*",
    "streamlit": "*Plain Streamlit*",
    "dash": "*Dash*",
    "panel": "*Panel*",
    "": "Overview",
    "city": "Cities",
}
MOST_RERUN_BYTES = 15_000
LEAST_SPEED, MOST_WARM, MOST_COLD_BYTES = 2.0, 1.25, 0.35


def name_of(key: str) -> str:
    """A page or a peer, as the tables call it."""
    return NAMES.get(key, key.capitalize())


def lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table; all columns but the first to the right."""
    ruler = ["---", *["---:"] * (len(head) - 1)]
    return ["| " + " | ".join(row) + " |" for row in (head, ruler, *rows)]


def kilobytes(count: float) -> str:
    """Bytes as KB of 1,000."""
    return f"{count / 1000:,.1f}"


def reruns(results: Results) -> list[str]:
    """What a change of the filter costs on each page."""
    found = results["reruns"]
    base = found["empty"]["reruns_per_s"]
    head = (
        "Page", "Answers/s", "× empty", "CPU, ms", "p50, ms", "p95, ms", "First time, ms",
        "KB an answer", "unpacked", "KB to open", "MB a visitor",
    )  # fmt: skip
    return lines(
        head,
        [
            [
                name_of(key), f"{row['reruns_per_s']:.1f}", f"{row['reruns_per_s'] / base:.1f}",
                f"{row['cpu_ms']:.0f}", f"{row['p50_ms']:.0f}", f"{row['p95_ms']:.0f}",
                f"{row['first_time_ms']:.0f}",
                *(
                    kilobytes(row[each])
                    for each in ("rerun_bytes", "rerun_bytes_unpacked", "load_bytes")
                ),
                f"{results['memory'][key]:.1f}" if key in results["memory"] else "",
            ]
            for key, row in found.items()
        ],
    )  # fmt: skip


def browser(results: Results) -> list[str]:
    """What a reader waits for in a browser."""
    found, clicks = results["browser"], results["filter_ms"]
    base = found["empty"]["warm_ms"]
    head = (
        "Page", "Drawn, first visit, ms", "Drawn, again, ms", "× empty", "KB, first visit",
        "Filter to chart, ms",
    )  # fmt: skip
    return lines(
        head,
        [
            [
                name_of(key), f"{row['cold_ms']:,.0f}", f"{row['warm_ms']:,.0f}",
                f"{row['warm_ms'] / base:.2f}", f"{row['cold_bytes'] / 1000:,.0f}",
                f"{clicks[key]:,.0f}" if key in clicks else "",
            ]
            for key, row in found.items()
        ],
    )  # fmt: skip


def start(results: Results) -> list[str]:
    """From the command to the first page."""
    head = ("Server", "Answers after, s", "First page, ms", "Second page, ms")
    return lines(
        head,
        [
            [
                {"ours": "This dashboard"}.get(key, name_of(key)), f"{row['started_s']:.1f}",
                f"{1e3 * row['first_s']:.0f}", f"{1e3 * row['second_s']:.0f}",
            ]
            for key, row in results["start"].items()
        ],
    )  # fmt: skip


def aims(results: Results) -> Iterator[tuple[str, bool, str]]:
    """Each aim: what it asks for, whether it is reached, and what misses it."""
    rows = {key: row for key, row in results["reruns"].items() if key not in NAMES or key == ""}
    rows |= {key: results["reruns"][key] for key in ("city",) if key in results["reruns"]}
    empty = results["reruns"]["empty"]
    slow = {
        key: row["reruns_per_s"] / empty["reruns_per_s"]
        for key, row in rows.items()
        if row["reruns_per_s"] < LEAST_SPEED * empty["reruns_per_s"]
    }
    yield (
        f"every page answers {LEAST_SPEED:.0f} times as fast as an empty page",
        not slow,
        ", ".join(f"{name_of(key)} {value:.1f}" for key, value in slow.items()),
    )
    large = {
        key: row["rerun_bytes"]
        for key, row in rows.items()
        if row["rerun_bytes"] > MOST_RERUN_BYTES
    }
    yield (
        f"{MOST_RERUN_BYTES // 1000} KB an answer at most",
        not large,
        ", ".join(f"{name_of(key)} {kilobytes(value)} KB" for key, value in large.items()),
    )
    first = results["start"]["ours"]
    yield (
        "the first page after a start is as fast as the second",
        first["first_s"] <= 1.1 * first["second_s"],
        f"{1e3 * first['first_s']:.0f} ms, then {1e3 * first['second_s']:.0f} ms",
    )
    seen = results["browser"]
    if not {"empty", "streamlit"} <= seen.keys():
        return
    ours = {key: row for key, row in seen.items() if key in rows}
    late = {
        key: row["warm_ms"] / seen["empty"]["warm_ms"]
        for key, row in ours.items()
        if row["warm_ms"] > MOST_WARM * seen["empty"]["warm_ms"]
    }
    yield (
        f"drawn again within {MOST_WARM} times the empty page",
        not late,
        ", ".join(f"{name_of(key)} {value:.2f}" for key, value in late.items()),
    )
    heavy = {
        key: row["cold_bytes"] / seen["streamlit"]["cold_bytes"]
        for key, row in ours.items()
        if row["cold_bytes"] > MOST_COLD_BYTES * seen["streamlit"]["cold_bytes"]
    }
    yield (
        f"a first visit takes {MOST_COLD_BYTES} of what plain Streamlit sends",
        not heavy,
        ", ".join(f"{name_of(key)} {value:.2f}" for key, value in heavy.items()),
    )
    clicks = results["filter_ms"]
    others = [clicks[key] for key in ("dash", "panel") if key in clicks]
    if others:
        behind = {k: v for k, v in clicks.items() if k in rows and v > min(others)}
        yield (
            "from the filter to the chart before Dash and Panel",
            not behind,
            ", ".join(f"{name_of(key)} {value:.0f} ms" for key, value in behind.items()),
        )


def report(results: Results) -> str:
    """Everything, as docs/performance.md shows it."""
    made = results["made"]
    said = [
        f"Measured on {made['day']} with {made['cores']} cores, Python {made['python']} and"
        f" Streamlit {made['streamlit']}, all in one run of {made['minutes']:.0f} minutes"
        f" (load of the machine {made['load']:.1f}). An answer is one change of the region filter.",
        "",
        *reruns(results),
        "",
        *browser(results),
        "",
        *start(results),
        "",
    ]
    for aim, reached, missed in aims(results):
        said.append(f"- Reached: {aim}." if reached else f"- **Missed**: {aim} ({missed}).")
    return "\n".join(said) + "\n"


def put_into(path: Path, text: str) -> None:
    """Replace what stands between the two marks of a file. Raises ValueError without them."""
    old = path.read_text("utf-8")
    head, mark, rest = old.partition(START)
    _before, end, tail = rest.partition(END)
    if not (mark and end):
        raise ValueError(f"{path.name} has no place for the results: {START} … {END}")
    path.write_text(f"{head}{START}\n{text}{END}{tail}", "utf-8")
