"""How load, check and reruns grow with the number of places: `python -m bench.editions measure`."""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOAD = "import ascn_data; ascn_data.load({directory!r})"
# Each page opened without a browser, then run again under another filter.
RERUN = """
import os, time
from pathlib import Path
from streamlit.testing.v1 import AppTest
os.environ["ASCN_DATA_DIR"] = {directory!r}
at = AppTest.from_file(Path("dashboard/ui/main.py").resolve(), default_timeout=600)
at.switch_page(str(Path("pages/map.py").resolve()))
at.query_params["asof"] = "2026-01-31"
at.run()
spent = []
for country in ("IDN", "THA", "VNM", "PHL", "MYS"):
    at.query_params["country"] = country
    before = time.process_time()
    at.run()
    spent.append(time.process_time() - before)
print(sorted(spent)[2])
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one size costs: processor seconds, and the highest memory in megabytes."""

    places: int
    load_s: float
    load_mb: float
    check_s: float
    check_mb: float
    rerun_s: float


def spent(*command: str) -> tuple[float, float, str]:
    """Processor seconds, peak megabytes and output of a Python process.

    Raises CalledProcessError when it fails.
    """
    with subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read().decode()
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime, megabytes(used), said


def megabytes(used: resource.struct_rusage) -> float:
    """Peak memory; the system says kilobytes, macOS bytes."""
    return used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def cost(directory: Path, places: int) -> Cost:
    """Measure one edition. Processor time, which other programs on the machine disturb least."""
    load_s, load_mb, _said = spent("-c", LOAD.format(directory=str(directory)))
    check_s, check_mb, _said = spent("-m", "ascn_data", "check", str(directory))
    _all, _mb, said = spent("-c", RERUN.format(directory=str(directory)))
    return Cost(places, load_s, load_mb, check_s, check_mb, float(said.split()[-1]))


def exponent(small: Cost, large: Cost) -> float:
    """The power of the number of places with which loading grows from one size to another."""
    return math.log(large.load_s / small.load_s) / math.log(large.places / small.places)


def report(costs: Sequence[Cost]) -> str:
    """The costs as a Markdown table."""
    lines = [
        "| Places | Load | Memory | Check | Memory | Another filter on the map page | Growth |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for before, each in zip([None, *costs], costs, strict=False):
        power = f"n^{exponent(before, each):.2f}" if before else ""
        lines.append(
            f"| {each.places:,} | {each.load_s:.1f} s | {each.load_mb:.0f} MB"
            f" | {each.check_s:.1f} s | {each.check_mb:.0f} MB | {each.rerun_s:.2f} s | {power} |"
        )
    return "\n".join(lines)
