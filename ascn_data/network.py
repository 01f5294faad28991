"""Load an edition of the data: validated tables and boundaries in one frozen object."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from threading import RLock
from types import MappingProxyType
from weakref import WeakKeyDictionary

import geopandas as gpd
import pandas as pd

from ascn_data.boundaries import read_boundaries
from ascn_data.checks import find_problems
from ascn_data.contract import FILE, Contract, read_contract
from ascn_data.contract_needs import lacking, with_rules
from ascn_data.contract_roles import ROLES
from ascn_data.files import read_file
from ascn_data.problems import DataError, Problem, shorten
from ascn_data.reading import UNREADABLE, read_table
from ascn_data.tables import Tables

# Answers of each question that are kept: of a large edition, where each is large, the first number.
LEAST_KEPT, MOST_KEPT = 4, 64
ROWS_KEPT = 20_000
# In an installed package the tables are inside it; in the repository they are beside it.
INSTALLED = Path(__file__).with_name("data")
DIRECTORY = INSTALLED if INSTALLED.is_dir() else Path(__file__).parents[1] / "data"


@dataclass(frozen=True, eq=False)
class Network(Tables):
    """One validated edition of the ASCN data.

    `net.places`, `net.memberships` ... are the tables of the contract as typed frames, and
    `net.boundary("thai_provinces")` is a GeoDataFrame (WGS 84). What is handed out is a lazy
    copy: changing it never changes the network.
    """

    directory: Path
    contract: Contract
    _tables: Mapping[str, pd.DataFrame]
    _boundaries: Mapping[str, gpd.GeoDataFrame]
    files: Mapping[str, bytes] = field(repr=False)
    """Contract, tables and boundaries by their path, byte for byte as they were loaded."""

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Every table by name."""
        return MappingProxyType({name: self.table(name) for name in self._tables})

    @property
    def boundaries(self) -> Mapping[str, gpd.GeoDataFrame]:
        """Every boundary file by name."""
        return MappingProxyType({name: self.boundary(name) for name in self._boundaries})

    def table(self, name: str) -> pd.DataFrame:
        """The table called `name`, indexed from 0. Raises KeyError when there is none."""
        return self._tables[name].copy(deep=False)

    def role(self, table: str, role: str) -> str:
        """The key of the row of `table` that the contract gives a role, or `` when none has it.

        Raises ValueError for a role that the contract cannot give.
        """
        if role not in ROLES.get(table, ()):
            raise ValueError(f"the table {table!r} has no role {role!r}")
        return self.contract.tables[table].roles.get(role, "")

    def boundary(self, name: str) -> gpd.GeoDataFrame:
        """The areas called `name`, indexed by id. Raises KeyError when there are none."""
        return self._boundaries[name].copy()


def once_a_network(answer: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    """Work the answer out once for each network and arguments; hand out lazy copies.

    For what several questions start from. Answers end with their network; of each question those
    used last are kept, up to MOST_KEPT with ROWS_KEPT rows in sum, and LEAST_KEPT in any case.
    """
    kept: WeakKeyDictionary[Network, dict[tuple[Hashable, ...], pd.DataFrame]] = WeakKeyDictionary()
    lock = RLock()

    @wraps(answer)
    def remembering(net: Network, *args: Hashable) -> pd.DataFrame:
        with lock:
            known = kept.setdefault(net, {})
            found = known.pop(args) if args in known else answer(net, *args)
            known[args] = found
            while len(known) > LEAST_KEPT and (
                len(known) > MOST_KEPT or sum(map(len, known.values())) > ROWS_KEPT
            ):
                known.pop(next(iter(known)))
            return found.copy(deep=False)

    return remembering


def data_directory(directory: str | os.PathLike[str] | None = None) -> Path:
    """The directory asked for, else `ASCN_DATA_DIR`, else the edition that comes with the code."""
    return Path(directory or os.environ.get("ASCN_DATA_DIR") or DIRECTORY).resolve()


def load(
    directory: str | os.PathLike[str] | None = None,
    *,
    max_rows: int | None = None,
    on_read: Callable[[str], None] = lambda path: None,
) -> Network:
    """Read and validate every table and boundary file of an edition.

    The directory is the argument, else the environment variable `ASCN_DATA_DIR`, else the edition
    that comes with the code.
    The tables are checked by the `datapackage.json` beside them, which must describe at least what
    the functions rely on: the tables, columns, types and rules of the edition that comes with the
    code. A table with more than `max_rows` rows is a problem; None sets no limit. `on_read` is
    called with the path of each table once it is read, for those who wait for a large edition.
    Raises DataError with every problem found; a network that is returned has none.

    >>> import ascn_data
    >>> net = ascn_data.load()
    >>> len(ascn_data.members(net, "2023-07-28"))
    29
    """
    path = data_directory(directory)
    contract = read_contract(path)
    shipped = path != DIRECTORY and (DIRECTORY / FILE).is_file()
    needed = read_contract(DIRECTORY) if shipped else contract
    missing = lacking(contract, needed)
    problems = [*missing]
    tables: dict[str, pd.DataFrame] = {}
    whole: set[str] = set()
    for name, table in contract.tables.items():
        read = read_table(path, table, max_rows)
        problems += read.problems
        on_read(table.path)
        if read.frame is not None:
            tables[name] = read.frame
            whole |= {name} if read.whole else set()
    shapes: dict[str, gpd.GeoDataFrame] = {}
    for name, file in contract.boundaries.items():
        areas, found = read_boundaries(path, file)
        problems += found
        if areas is not None:
            shapes[name] = areas
    if not missing:
        rules = with_rules(contract, needed)
        problems += find_problems(rules, tables, shapes, frozenset(whole))
    if problems:
        raise DataError(problems)
    frozen = {name: frame.reset_index(drop=True) for name, frame in tables.items()}
    return Network(
        path, contract, MappingProxyType(frozen), MappingProxyType(shapes), _files(path, contract)
    )


def _files(directory: Path, contract: Contract) -> Mapping[str, bytes]:
    """What is handed out as it is; kept, because the directory may hold the next edition soon."""
    names = [FILE, *(table.path for table in contract.tables.values())]
    names += contract.boundaries.values()
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            files[name] = read_file(directory / name)
        except OSError as error:
            problems.append(Problem(name, 0, "", UNREADABLE, shorten(error.strerror)))
    if problems:
        raise DataError(problems)
    return MappingProxyType(files)
