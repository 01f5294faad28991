"""One network for the whole run, and editions of the data that a test may break."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import ascn_data
from ascn_data import network
from ascn_data.cli import main
from ascn_data.contract import FILE, read_contract
from ascn_data.network import DIRECTORY
from ascn_data.problems import Problem

ORIGINAL = read_contract(DIRECTORY)
FILES = (
    FILE,
    *(table.path for table in ORIGINAL.tables.values()),
    *ORIGINAL.boundaries.values(),
)


# Public functions that are no questions about the network: what the dashboard is made of besides.
HELPERS = frozenset(
    {
        "AS_OF_OPTION", "COUNTRY_OPTION", "REGION_OPTION", "among", "check_option", "check_upload",
        "cite", "items_of", "data_dictionary", "data_directory", "day_of_option",
        "filter_places", "fold_name", "founding_day", "further_sources", "has_figures", "is_day",
        "known_ids", "licence_names", "names_by_id", "package_made_on", "plain_values",
        "population_figures", "problems_frame",
        "quote_number", "read_upload", "replace_file", "rounds_among", "save_output",
        "schema_org_dataset", "to_csv", "to_day", "to_geojson", "to_xlsx", "to_zip", "workbook",
        "zip_files",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Edition:
    """An edition in which every file is a link to the original until a test writes its own."""

    directory: Path

    def write_bytes(self, path: str, content: bytes) -> None:
        """Replace one file."""
        self.remove(path)
        (self.directory / path).write_bytes(content)

    def write(self, path: str, text: str) -> None:
        """Replace one file by UTF-8 text, without touching its line ends."""
        self.write_bytes(path, text.encode("utf-8"))

    def remove(self, path: str) -> None:
        """Take one file away."""
        (self.directory / path).unlink(missing_ok=True)

    def restore(self, path: str) -> None:
        """Link one file to the original again."""
        self.remove(path)
        (self.directory / path).symlink_to(DIRECTORY / path)

    def bytes(self, path: str) -> bytes:
        """One file as it stands now."""
        return (self.directory / path).read_bytes()

    def rows(self, path: str) -> list[list[str]]:
        """The rows of a table, header first: row 1 of the file is item 0."""
        text = self.bytes(path).decode("utf-8")
        return list(csv.reader(io.StringIO(text, newline="")))

    def write_rows(self, path: str, rows: list[list[str]]) -> None:
        """Replace one table."""
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
        self.write(path, out.getvalue())

    def set_cell(self, path: str, row: int, column: str, value: str) -> None:
        """Replace one cell; `row` is the line an editor sees."""
        rows = self.rows(path)
        rows[row - 1][rows[0].index(column)] = value
        self.write_rows(path, rows)

    def row_of(self, path: str, column: str, value: str) -> int:
        """The line on which `column` holds `value` first."""
        rows = self.rows(path)
        place = rows[0].index(column)
        return next(line for line, cells in enumerate(rows, 1) if cells[place] == value)

    def change_json(self, path: str, change: Callable[[Any], Any]) -> None:
        """Let `change` alter a JSON document in place, and write it back."""
        document = json.loads(self.bytes(path))
        change(document)
        self.write(path, json.dumps(document, ensure_ascii=False))

    def problems(self) -> tuple[Problem, ...]:
        """Everything that `load` finds; nothing when the edition is valid."""
        try:
            ascn_data.load(self.directory)
        except ascn_data.DataError as error:
            return error.problems
        return ()

    def check(self) -> Result:
        """`python -m ascn_data check <edition>`, in this process."""
        return CliRunner().invoke(main, ["check", str(self.directory)])


def remembered(read: Callable[..., Any]) -> Callable[..., Any]:
    """`read`, which reads each file of the original edition only once."""
    known: dict[str, tuple[Any, Any]] = {}

    def quick(directory: Path, what: Any, *limit: Any) -> Any:
        path = what if isinstance(what, str) else what.path
        if not (directory / path).is_symlink() and directory != DIRECTORY:
            return read(directory, what, *limit)
        if path not in known:
            known[path] = (what, read(directory, what))
        described, answer = known[path]
        return answer if described == what else read(directory, what, *limit)

    return quick


quick_table, quick_boundaries = remembered(network.read_table), remembered(network.read_boundaries)


@pytest.fixture
def quick_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that a test leaves alone are read once in the whole run; checks run as ever."""
    monkeypatch.setattr(network, "read_table", quick_table)
    monkeypatch.setattr(network, "read_boundaries", quick_boundaries)


def link_edition(directory: Path) -> Edition:
    """An edition of links in `directory`."""
    (directory / "boundaries").mkdir(parents=True)
    edition = Edition(directory)
    for path in FILES:
        edition.restore(path)
    return edition


@pytest.fixture
def loaded_once(
    net: ascn_data.Network, quick_reading: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The edition in the repository is not read again; every other one is, as ever."""
    load = ascn_data.load

    def quick(directory: str | Path | None = None, **options: Any) -> ascn_data.Network:
        here = network.data_directory(directory) == net.directory
        return net if here else load(directory, **options)

    monkeypatch.delenv("ASCN_DATA_DIR", raising=False)
    monkeypatch.setattr(ascn_data, "load", quick)


@pytest.fixture
def edition(tmp_path: Path, quick_reading: None) -> Edition:
    """A valid edition to break."""
    return link_edition(tmp_path / "edition")


@pytest.fixture(scope="module")
def lasting_edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    """A valid edition for a test that puts each file back itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "read_table", quick_table)
        patch.setattr(network, "read_boundaries", quick_boundaries)
        yield link_edition(tmp_path_factory.mktemp("lasting") / "edition")


@pytest.fixture(scope="session")
def net() -> ascn_data.Network:
    """The edition in the repository."""
    return ascn_data.load(DIRECTORY)
