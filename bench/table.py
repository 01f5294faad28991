"""The results as tables in Markdown, and the aims that were reached and missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Results = Mapping[str, Any]
START, END = "<!-- bench -->", "<!-- /bench -->"
NAMES = {
    "floor": "*An empty page, our settings*",
    "empty": "*An empty Streamlit page*",
    "empty_uvloop": "*The same, with uvloop*",
    "streamlit": "*Plain Streamlit*",
    "dash": "*Dash*",
    "panel": "*Panel*",
    "": "Overview",
    "city": "Cities",
}
MOST_RERUN_BYTES = 15_000
MOST_OF_FLOOR = 5.0  # processor an answer
MOST_OF_EMPTY = 0.3  # until the headline numbers, of the time in which the empty page is drawn
MOST_SHIFT = 0.02
MOST_CROWD_MS, MOST_IDLE_KB, LEAST_DOCUMENTS = 100, 100, 1000
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
    base, floor = found["empty"]["reruns_per_s"], found["floor"]["cpu_ms"]
    head = (
        "Page", "Answers/s", "× empty", "CPU, ms", "× floor", "p50, ms", "p95, ms",
        "First time, ms", "KB an answer", "unpacked", "KB to open", "MB a visitor",
    )  # fmt: skip
    return lines(
        head,
        [
            [
                name_of(key), f"{row['reruns_per_s']:.1f}", f"{row['reruns_per_s'] / base:.1f}",
                f"{row['cpu_ms']:.1f}", f"{row['cpu_ms'] / floor:.1f}",
                f"{row['p50_ms']:.0f}", f"{row['p95_ms']:.0f}", f"{row['first_time_ms']:.0f}",
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
    found, clicks, costs = (results[each] for each in ("browser", "filter_ms", "filter_cpu_ms"))
    head = (
        "Page", "Numbers", "again", "Largest paint", "again", "Live", "again", "Interactive",
        "again", "Drawn", "again", "Shift", "KB, first visit", "Filter to chart", "CPU of that",
    )  # fmt: skip
    kinds = ("numbers_ms", "largest_ms", "live_ms", "interactive_ms", "drawn_ms")
    return lines(
        head,
        [
            [
                name_of(key),
                *(f"{row[f'{when}_{kind}']:,.0f}" for kind in kinds for when in ("cold", "warm")),
                f"{max(row['cold_shift'], row['warm_shift']):.3f}",
                f"{row['cold_bytes'] / 1000:,.0f}",
                f"{clicks[key]:,.0f}" if key in clicks else "",
                f"{costs[key]:,.0f}" if key in costs else "",
            ]
            for key, row in found.items()
        ],
    )  # fmt: skip


def crowds(results: Results) -> list[str]:
    """What one server bears: visitors who choose, visitors who look, and documents."""
    met, served = results["crowd"], results["documents"]
    rows = [
        ["200 visitors choosing every 5 s: median wait", f"{met['p50_ms']:.0f} ms"],
        ["The same: 95 % wait at most", f"{met['p95_ms']:.0f} ms"],
        ["The same: failed", f"{met['failed']:.0f}"],
        ["The same: processor an answer", f"{met['cpu_ms_an_answer']:.1f} ms"],
        [
            f"Memory of a visitor who only looks ({results['idle_visitors']:,} of them)",
            f"{1000 * results['idle_mb']:.0f} KB",
        ],
        [
            f"Page documents of {kilobytes(served['bytes'])} KB, from the server itself",
            f"{served['own']:,.0f} a second",
        ],
    ]
    if "nginx" in served:
        rows.append(["The same through nginx", f"{served['nginx']:,.0f} a second"])
        rows.append(["Plain files of that size from nginx", f"{served['plain']:,.0f} a second"])
    return lines(("One server", "Measured"), rows)


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


Aim = tuple[str, bool, str]


def at_most(
    said: str, values: Mapping[str, float], most: float, form: str = "{:.2f}", lead: str = ""
) -> Aim:
    """The aim that no page has more than `most`; what misses it is told in a `form`."""
    missed = {key: value for key, value in values.items() if value > most}
    told = ", ".join(f"{name_of(key)} {form.format(value)}" for key, value in missed.items())
    return said, not missed, lead + told


def aims(results: Results) -> Iterator[Aim]:
    """Each aim: what it asks for, whether it is reached, and what misses it."""
    rows = {key: row for key, row in results["reruns"].items() if key not in NAMES or key == ""}
    rows |= {key: results["reruns"][key] for key in ("city",) if key in results["reruns"]}
    empty, floor = results["reruns"]["empty"], results["reruns"]["floor"]["cpu_ms"]
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
    yield at_most(
        f"an answer costs at most {MOST_OF_FLOOR:.0f} times the processor of the empty page with"
        " the same settings",
        {key: row["cpu_ms"] / floor for key, row in rows.items()}, MOST_OF_FLOOR, "{:.1f}",
    )  # fmt: skip
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
    drawn, sent = seen["empty"]["warm_ms"], seen["streamlit"]["cold_bytes"]
    yield at_most(
        f"headline numbers in {MOST_OF_EMPTY} of the time in which the empty page is drawn",
        {key: row["warm_numbers_ms"] / drawn for key, row in ours.items()}, MOST_OF_EMPTY,
    )  # fmt: skip
    for when, said in (("cold", "on a first visit"), ("warm", "on a further visit")):
        largest = f"{when}_largest_ms"
        best = min(seen[key][largest] for key in ("dash", "panel", "streamlit") if key in seen)
        yield at_most(
            f"largest contentful paint ahead of every peer {said}",
            {key: row[largest] for key, row in ours.items()}, best, "{:.0f} ms",
            lead=f"best peer {best:.0f} ms; ",
        )  # fmt: skip
    yield at_most(
        f"a layout shift of at most {MOST_SHIFT}",
        {key: max(row["cold_shift"], row["warm_shift"]) for key, row in ours.items()},
        MOST_SHIFT, "{:.3f}",
    )  # fmt: skip
    yield at_most(
        f"drawn again within {MOST_WARM} times the empty page",
        {key: row["warm_ms"] / drawn for key, row in ours.items()}, MOST_WARM,
    )  # fmt: skip
    yield at_most(
        f"a first visit takes {MOST_COLD_BYTES} of what plain Streamlit sends",
        {key: row["cold_bytes"] / sent for key, row in ours.items()}, MOST_COLD_BYTES,
    )  # fmt: skip
    clicks = results["filter_ms"]
    others = [clicks[key] for key in ("dash", "panel") if key in clicks]
    if others:
        yield at_most(
            "from the filter to the chart before Dash and Panel",
            {key: value for key, value in clicks.items() if key in rows}, min(others),
            "{:.0f} ms",
        )  # fmt: skip


def crowd_aims(results: Results) -> Iterator[Aim]:
    """The aims for one server under load, as `aims`."""
    met, served = results["crowd"], results["documents"]
    yield (
        f"200 visitors on one server wait less than {MOST_CROWD_MS} ms (95 %), and none fails",
        met["p95_ms"] < MOST_CROWD_MS and not met["failed"],
        f"{met['p95_ms']:.0f} ms, {met['failed']:.0f} failed",
    )
    idle = 1000 * results["idle_mb"]
    yield f"less than {MOST_IDLE_KB} KB a visitor who looks", idle < MOST_IDLE_KB, f"{idle:.0f} KB"
    yield (
        f"{LEAST_DOCUMENTS:,} page documents a second from the server itself",
        served["own"] >= LEAST_DOCUMENTS,
        f"{served['own']:,.0f}",
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
        "Milliseconds of a first visit, and again; the largest paint and the layout shift are those"
        " of the browser:",
        "",
        *browser(results),
        "",
        *crowds(results),
        "",
        *start(results),
        "",
    ]
    for aim, reached, missed in (*aims(results), *crowd_aims(results)):
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
