"""The package as others install it: the wheel, in an environment without this repository.

That environment holds the wheel and the packages that the wheel asks for, and nothing else, so
what the dashboard needs besides cannot be imported there.
"""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import ascn_data
from ascn_data.network import DIRECTORY

ROOT = Path(__file__).parents[2]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
OF_THE_DASHBOARD = ("streamlit", "plotly", "pydeck", "typst", "pptx", "uvloop", "cachetools")
EXAMPLE = re.compile(r"^```python\n(>>> .*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, and a folder that is no checkout to run in."""

    folder: Path
    elsewhere: Path

    def run(self, program: str, *args: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment, which finds nothing but what is installed there."""
        told = {name: value for name, value in os.environ.items()
                if not name.startswith(("PYTHON", "ASCN_"))}  # fmt: skip
        return subprocess.run(
            [self.folder / "bin" / program, *args],
            cwd=self.elsewhere,
            env={**told, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def python(self, code: str) -> str:
        """What a program in Python prints."""
        done = self.run("python", "-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def required(metadata: Distribution, known: dict[str, Distribution]) -> None:
    """Collect what a distribution needs in order to run, and what that needs in turn."""
    for text in metadata.requires or ():
        need = Requirement(text)
        name = re.sub(r"[-_.]+", "-", need.name).lower()
        if name not in known and (need.marker is None or need.marker.evaluate({"extra": ""})):
            known[name] = distribution(need.name)
            required(known[name], known)


def lend(packages: dict[str, Distribution], target: Path) -> None:
    """Link packages of the environment of the tests into another one."""
    for each in packages.values():
        tops = {Path(file).parts[0] for file in each.files or ()} - {"..", "__pycache__"}
        for top in tops:
            if not (target / top).exists():
                (target / top).symlink_to(Path(str(each.locate_file(top))).resolve())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that `pip` builds from this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    command = [*PIP, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(ROOT)]
    done = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """A fresh environment outside the repository, into which `pip` has installed the wheel."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    command = [*PIP, "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    done = subprocess.run([*command, str(wheel)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (site,) = folder.glob("lib/python*/site-packages")
    (metadata,) = site.glob("ascn_dashboard-*.dist-info")
    needed: dict[str, Distribution] = {}
    required(Distribution.at(metadata), needed)
    lend(needed, site)
    return Installed(folder, tmp_path_factory.mktemp("elsewhere"))


def test_the_wheel_holds_the_data_layer_with_its_tables_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"ascn_data"}
    assert "ascn_data/py.typed" in names
    tables = {path.relative_to(DIRECTORY) for path in DIRECTORY.rglob("*") if path.is_file()}
    assert {f"ascn_data/data/{path.as_posix()}" for path in tables} <= names


def test_the_installed_package_is_the_one_that_is_imported(installed: Installed) -> None:
    path = Path(installed.python("import ascn_data; print(ascn_data.__file__)"))
    assert installed.folder.resolve() in path.resolve().parents
    assert ROOT not in path.resolve().parents
    assert installed.python("import ascn_data; print(ascn_data.__version__)") == (
        ascn_data.__version__
    )


def test_it_needs_nothing_of_the_dashboard(installed: Installed) -> None:
    for name in OF_THE_DASHBOARD:
        assert distribution("python-pptx" if name == "pptx" else name)
        code = f"import importlib.util; print(importlib.util.find_spec({name!r}))"
        assert installed.python(code) == "None", name
    assert installed.python("import ascn_data; print(len(ascn_data.load().places))") == "44"


def test_the_command_line_lists_the_members(installed: Installed) -> None:
    done = installed.run("ascn", "members", "--as-of", "2023-07-28", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) == 29


def test_the_command_line_finds_the_tables_valid(installed: Installed) -> None:
    done = installed.run("ascn", "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "valid" in done.stdout
    assert str(installed.folder.resolve()) in done.stdout


def test_a_workbook_can_be_written(installed: Installed) -> None:
    args = ("export", "--as-of", "2023-07-28", "--format", "xlsx", "--out", "places.xlsx")
    done = installed.run("ascn", *args)
    assert done.returncode == 0, done.stderr
    assert zipfile.is_zipfile(installed.elsewhere / "places.xlsx")


def test_the_example_of_the_readme_is_true(installed: Installed) -> None:
    (example,) = EXAMPLE.findall((ROOT / "README.md").read_text("utf-8"))
    (installed.elsewhere / "example.txt").write_text(example, encoding="utf-8")
    done = installed.run("python", "-m", "doctest", "example.txt")
    assert done.returncode == 0, done.stdout + done.stderr
