"""A fault in a table is named: file, row, column, rule and value, in every table alike.

Where a fault is possible in every table, all of them get it at once, and `check` must name it in
each, and nothing besides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

import ascn_data
from ascn_data.contract import Field, Table, read_contract
from ascn_data.network import DIRECTORY
from ascn_data.problems import Problem
from ascn_data.reading import read_table

pytestmark = pytest.mark.slow

TABLES = read_contract(DIRECTORY).tables
every_table = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)


def columns_where(test: Callable[[Field], object]) -> list[tuple[Table, Field]]:
    """Every column of every table whose field passes `test`."""
    return [(table, one) for table in TABLES.values() for one in table.fields if test(one)]


@dataclass(frozen=True)
class Fault:
    """Where a problem must be named, a word of its rule, and what was found."""

    file: str
    row: int
    column: str
    word: str
    value: str = ""

    def is_named_by(self, problem: Problem) -> bool:
        """Whether `problem` says all of it."""
        place = (problem.file, problem.row, problem.column) == (self.file, self.row, self.column)
        return place and self.word in problem.rule and self.value in problem.value

    def is_printed_in(self, output: str) -> bool:
        """Whether a line of `check` says all of it."""
        where = f"{self.file}, row {self.row}" if self.row else self.file
        where += f", column {self.column}: " if self.column else ": "
        return any(
            line.startswith(where) and self.word in line and self.value in line
            for line in output.splitlines()
        )


def problems_of(edition, table: Table) -> list[Problem]:
    """Every problem of one table, read alone."""
    read = read_table(edition.directory, table)
    assert read.problems or (read.frame is not None and read.whole)
    return read.problems


def not_named(faults: list[Fault], edition) -> list[Fault]:
    """The faults that no problem names; each table is read alone, and only once."""
    files = {fault.file for fault in faults}
    found = {
        table.path: problems_of(edition, table) for table in TABLES.values() if table.path in files
    }
    return [fault for fault in faults if not any(map(fault.is_named_by, found[fault.file]))]


def set_everywhere(edition, columns: list[tuple[Table, Field]], row: int, value: str) -> None:
    """Put `value` into one row of all these columns."""
    assert columns
    for table, field in columns:
        edition.set_cell(table.path, row, field.name, value)


# ---- cells ----------------------------------------------------------------------------------


def is_constrained(field: Field) -> bool:
    """Whether some text is wrong in the column."""
    return field.type != "string" or bool(field.pattern or field.enum)


def word_of(field: Field) -> str:
    """A word of the rule that a nonsensical text breaks."""
    if field.type != "string":
        return field.type
    return "match" if field.pattern else "one of"


@every_table
def test_a_value_of_the_wrong_kind_is_named_in_every_constrained_column(
    edition, table: Table
) -> None:
    fields = [field for field in table.fields if is_constrained(field)]
    set_everywhere(edition, [(table, field) for field in fields], 2, "?!")
    faults = [Fault(table.path, 2, field.name, word_of(field), "?!") for field in fields]
    problems = problems_of(edition, table)
    assert [fault for fault in faults if not any(map(fault.is_named_by, problems))] == []
    assert {(one.row, one.column) for one in problems} == {(2, field.name) for field in fields}


def test_check_names_the_wrong_values_of_all_tables_at_once(edition) -> None:
    columns = columns_where(is_constrained)
    set_everywhere(edition, columns, 2, "?!")
    result = edition.check()
    assert result.exit_code == 1
    faults = [Fault(table.path, 2, one.name, word_of(one), "?!") for table, one in columns]
    assert [fault for fault in faults if not fault.is_printed_in(result.output)] == []


@every_table
def test_an_empty_cell_is_named_in_every_required_column(edition, table: Table) -> None:
    fields = [field for field in table.fields if field.required]
    set_everywhere(edition, [(table, field) for field in fields], 3, "")
    faults = [Fault(table.path, 3, field.name, "required") for field in fields]
    problems = problems_of(edition, table)
    assert [fault for fault in faults if not any(map(fault.is_named_by, problems))] == []
    assert {problem.row for problem in problems} == {3}


def test_a_column_that_may_be_empty_may_be_empty_throughout(edition) -> None:
    columns = columns_where(lambda field: not field.required)
    for table, field in columns:
        rows = edition.rows(table.path)
        place = rows[0].index(field.name)
        for cells in rows[1:]:
            cells[place] = ""
        edition.write_rows(table.path, rows)
    for table, field in columns:
        frame, problems, whole = read_table(edition.directory, table)
        assert whole
        assert not problems
        assert frame is not None
        assert frame[field.name].isna().all()


@pytest.mark.parametrize(("limit", "step"), [("minimum", -1), ("maximum", 1)])
def test_a_value_beyond_its_limit_is_named(edition, limit: str, step: int) -> None:
    faults = []
    for table, field in columns_where(lambda field: getattr(field, limit) is not None):
        edge = getattr(field, limit)
        outside = (
            str(date.fromisoformat(edge) + timedelta(days=step))
            if isinstance(edge, str)
            else f"{edge + step:.0f}"
        )
        edition.set_cell(table.path, 2, field.name, outside)
        word = "at least" if step < 0 else "at most"
        faults.append(Fault(table.path, 2, field.name, word, outside))
    assert len(faults) > 4
    assert not_named(faults, edition) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "2023-02-30"),
        ("date", "28/07/2023"),
        ("date", "20230728"),
        ("date", "2023-07-28 "),
        ("date", "2023-7-28"),
        ("number", "nan"),
        ("number", "-Infinity"),
        ("number", "1e999"),
        ("number", "1_000"),
        ("number", "1,000"),
        ("number", "-"),
        ("integer", "๒๕"),
        ("integer", "1.5"),
        ("integer", "1e3"),
        ("integer", "2021.0"),
        ("integer", "9" * 30),
        ("boolean", "yes"),
        ("boolean", "True"),
        ("date", "2023-W30-4"),
        ("number", "๑๔"),
        ("number", "１４"),
        ("number", "14\u00a0"),
    ],
)
def test_what_only_looks_like_a_value_is_named_in_every_column_of_its_type(
    edition, kind: str, text: str
) -> None:
    columns = columns_where(lambda field: field.type == kind)
    set_everywhere(edition, columns, 2, text)
    faults = [Fault(table.path, 2, field.name, "must be", text) for table, field in columns]
    assert not_named(faults, edition) == []


def test_a_line_break_after_a_value_breaks_its_pattern(edition) -> None:
    edition.set_cell("sources.csv", 2, "published_on", "2023-07-28\n")
    assert {problem.column for problem in edition.problems()} == {"published_on"}


@every_table
def test_a_value_that_must_be_unique_is_named_when_it_stands_twice(edition, table: Table) -> None:
    header, first, *_ = edition.rows(table.path)
    values = dict(zip(header, first, strict=True))
    fields = [field for field in table.fields if field.unique]
    faults = []
    for field in fields:
        edition.set_cell(table.path, 3, field.name, values[field.name])
        faults.append(Fault(table.path, 3, field.name, "unique", values[field.name]))
    assert faults or len(table.key) > 1
    if faults:
        assert not_named(faults, edition) == []


def test_the_same_number_written_differently_stands_twice_too(edition) -> None:
    edition.set_cell("thai_areas.csv", 3, "number", "01")
    assert {problem.column for problem in edition.problems()} == {"number"}


# ---- the same fault in any table ------------------------------------------------------------


def duplicate_key(edition, table: Table) -> Fault:
    """The first row again at the end, all but its key as it was."""
    rows = edition.rows(table.path)
    edition.write_rows(table.path, [*rows, rows[1]])
    key = ", ".join(rows[1][rows[0].index(column)] for column in table.key)
    return Fault(table.path, len(rows) + 1, ", ".join(table.key), "twice", key)


def missing_column(edition, table: Table) -> Fault:
    """The second column taken out."""
    rows = edition.rows(table.path)
    edition.write_rows(table.path, [cells[:1] + cells[2:] for cells in rows])
    return Fault(table.path, 1, rows[0][1], "missing")


def extra_column(edition, table: Table) -> Fault:
    """A column that the contract does not know."""
    rows = edition.rows(table.path)
    edition.write_rows(table.path, [[*rows[0], "colour"], *([*row, "red"] for row in rows[1:])])
    return Fault(table.path, 1, "colour", "schema", "colour")


def repeated_column(edition, table: Table) -> Fault:
    """The first column twice."""
    rows = edition.rows(table.path)
    edition.write_rows(table.path, [[*cells, cells[0]] for cells in rows])
    return Fault(table.path, 1, rows[0][0], "twice")


def empty_file(edition, table: Table) -> Fault:
    """Nothing in the file."""
    edition.write(table.path, "")
    return Fault(table.path, 0, "", "empty")


def header_only(edition, table: Table) -> Fault:
    """A header and no rows."""
    if table.may_be_empty:
        return extra_column(edition, table)
    edition.write_rows(table.path, edition.rows(table.path)[:1])
    return Fault(table.path, 0, "", "no rows")


def latin_1(edition, table: Table) -> Fault:
    """An accent in Latin-1 in the third row."""
    lines = edition.bytes(table.path).split(b"\n")
    lines[2] += b"\xe9"
    edition.write_bytes(table.path, b"\n".join(lines))
    return Fault(table.path, 3, "", "UTF-8", "xe9")


def utf_16(edition, table: Table) -> Fault:
    """The file as some spreadsheets save "Unicode text"."""
    edition.write_bytes(table.path, edition.bytes(table.path).decode("utf-8").encode("utf-16"))
    return Fault(table.path, 1, "", "UTF-8", "xff")


def missing_file(edition, table: Table) -> Fault:
    """No file."""
    edition.remove(table.path)
    return Fault(table.path, 0, "", "missing")


def short_row(edition, table: Table) -> Fault:
    """A cell too few in the third row."""
    rows = edition.rows(table.path)
    rows[2] = rows[2][:-1]
    edition.write_rows(table.path, rows)
    return Fault(table.path, 3, "", "cells", str(len(rows[2])))


def long_row(edition, table: Table) -> Fault:
    """A cell too many in the last row."""
    rows = edition.rows(table.path)
    rows[-1].append("more")
    edition.write_rows(table.path, rows)
    return Fault(table.path, len(rows), "", "cells", str(len(rows[-1])))


def nul_byte(edition, table: Table) -> Fault:
    """A NUL in the second row."""
    rows = edition.rows(table.path)
    edition.set_cell(table.path, 2, rows[0][1], "a\x00b")
    return Fault(table.path, 2, rows[0][1], "control", "a\\x00b")


def unclosed_quote(edition, table: Table) -> Fault:
    """A quotation mark that opens in the last row and never closes."""
    rows = edition.rows(table.path)
    text = edition.bytes(table.path).decode("utf-8").rstrip("\n") + '\n"open,'
    edition.write(table.path, text)
    return Fault(table.path, len(rows) + 1, "", "CSV")


def semicolons(edition, table: Table) -> Fault:
    """Semicolons, as spreadsheets write where the comma is the decimal sign."""
    columns = edition.rows(table.path)[0]
    header, _, rest = edition.bytes(table.path).decode("utf-8").partition("\n")
    edition.write(table.path, header.replace(",", ";") + "\n" + rest)
    return Fault(table.path, 1, columns[0], "missing")


FAULTS = [
    duplicate_key,
    missing_column,
    extra_column,
    repeated_column,
    empty_file,
    header_only,
    latin_1,
    utf_16,
    missing_file,
    short_row,
    long_row,
    nul_byte,
    unclosed_quote,
    semicolons,
]
# These name other columns or rows of the same file as well.
NOT_ALONE = {duplicate_key, nul_byte, semicolons}
every_fault = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)


@every_fault
def test_check_names_the_fault_in_every_table_at_once(edition, fault) -> None:
    expected = [fault(edition, table) for table in TABLES.values()]
    result = edition.check()
    assert result.exit_code == 1
    assert [one for one in expected if not one.is_printed_in(result.output)] == []
    if fault not in NOT_ALONE:
        assert len(result.output.splitlines()) == len(expected) + 1


def test_a_table_that_may_be_empty_needs_no_rows(edition) -> None:
    edition.write_rows("partner_programmes.csv", edition.rows("partner_programmes.csv")[:1])
    cited = [row for row in edition.rows("citations.csv") if row[0] != "partner_programmes"]
    edition.write_rows("citations.csv", cited)
    assert edition.problems() == ()
    loaded = ascn_data.load(edition.directory)
    assert ascn_data.partner_programmes(loaded).empty


# ---- between tables -------------------------------------------------------------------------

REFERENCES = [(table, key) for table in TABLES.values() for key in table.foreign_keys]
UNKNOWN = {"countries": "ZZZ", "provinces": "TH-00", "city_index_editions": "2030"}


@pytest.mark.parametrize("target", sorted({key.table for _, key in REFERENCES}))
def test_check_names_an_unknown_id_in_every_reference_to_a_table(edition, target: str) -> None:
    faults = []
    for table, key in REFERENCES:
        if key.table == target:
            value = UNKNOWN.get(target, "no-such-thing")
            edition.set_cell(table.path, 2, key.column, value)
            faults.append(Fault(table.path, 2, key.column, TABLES[target].path, value))
    result = edition.check()
    assert result.exit_code == 1
    assert [fault for fault in faults if not fault.is_printed_in(result.output)] == []


def test_an_unknown_row_in_the_citations_is_named(edition) -> None:
    edition.set_cell("citations.csv", 2, "row_id", "no-such-thing")
    fault = Fault("citations.csv", 2, "row_id", "claims.csv", "no-such-thing")
    assert list(map(fault.is_named_by, edition.problems())) == [True]


def test_a_place_without_an_entry_in_the_ledger_is_named(edition) -> None:
    rows = edition.rows("memberships.csv")
    edition.write_rows("memberships.csv", [row for row in rows if row[1] != "chiang-mai"])
    row = edition.row_of("places.csv", "place_id", "chiang-mai")
    fault = Fault("places.csv", row, "place_id", "memberships.csv", "chiang-mai")
    result = edition.check()
    assert result.exit_code == 1
    assert fault.is_printed_in(result.output)


def test_a_place_that_joins_twice_is_named(edition) -> None:
    rows = edition.rows("memberships.csv")
    first = rows[edition.row_of("memberships.csv", "place_id", "bangkok") - 1]
    edition.write_rows("memberships.csv", [*rows, ["bangkok-again", *first[1:]]])
    fault = Fault("memberships.csv", len(rows) + 1, "place_id, event", "already", "bangkok, joined")
    assert list(map(fault.is_named_by, edition.problems())) == [True]


def test_a_region_of_another_country_is_named(edition) -> None:
    row = edition.row_of("places.csv", "place_id", "jakarta")
    edition.set_cell("places.csv", row, "region_id", "mys-peninsular-malaysia")
    fault = Fault("places.csv", row, "region_id", "country", "mys-peninsular-malaysia")
    assert any(map(fault.is_named_by, edition.problems()))


@pytest.mark.parametrize("place", ["bangkok", "jakarta", "dili", "lampang"])
def test_a_place_with_latitude_and_longitude_swapped_is_named(edition, place: str) -> None:
    row = edition.row_of("places.csv", "place_id", place)
    header, cells = edition.rows("places.csv")[0], edition.rows("places.csv")[row - 1]
    lat, lon = cells[header.index("lat")], cells[header.index("lon")]
    edition.set_cell("places.csv", row, "lat", lon)
    edition.set_cell("places.csv", row, "lon", lat)
    result = edition.check()
    assert result.exit_code == 1
    assert Fault("places.csv", row, "lat", "at ", lon).is_printed_in(result.output)
    assert Fault("places.csv", row, "lon", "at ", lat).is_printed_in(result.output)


@pytest.mark.parametrize(
    ("place", "lat", "lon", "column", "area"),
    [
        ("bangkok", "-6.2", "106.8", "country_id", "THA"),
        ("singapore", "13.75", "100.5", "country_id", "SGP"),
        ("chiang-mai", "7.89", "98.39", "region_id", "north"),
        ("dili", "0", "100", "country_id", "TLS"),
    ],
)
def test_a_point_in_another_country_or_region_is_named(
    edition, place: str, lat: str, lon: str, column: str, area: str
) -> None:
    row = edition.row_of("places.csv", "place_id", place)
    edition.set_cell("places.csv", row, "lat", lat)
    edition.set_cell("places.csv", row, "lon", lon)
    fault = Fault("places.csv", row, "lat, lon", column, area)
    assert any(map(fault.is_named_by, edition.problems()))


def test_two_faults_in_two_files_are_reported_at_once(edition) -> None:
    edition.set_cell("partners.csv", 2, "name_en", "")
    edition.set_cell("claims.csv", 4, "value", "many")
    result = edition.check()
    assert result.exit_code == 1
    assert Fault("partners.csv", 2, "name_en", "required").is_printed_in(result.output)
    assert Fault("claims.csv", 4, "value", "number", "many").is_printed_in(result.output)
    assert len(edition.problems()) == 2


def test_a_fault_in_a_table_and_one_in_a_boundary_are_reported_at_once(edition) -> None:
    edition.set_cell("partners.csv", 2, "name_en", "")
    edition.write("boundaries/context_land.geojson", "")
    assert {problem.file for problem in edition.problems()} == {
        "partners.csv",
        "boundaries/context_land.geojson",
    }


# ---- what is accepted -----------------------------------------------------------------------


def with_bom(text: str) -> str:
    """As spreadsheets write UTF-8."""
    return "\ufeff" + text


def with_windows_line_ends(text: str) -> str:
    """As Windows writes lines."""
    return text.replace("\n", "\r\n")


def without_last_line_end(text: str) -> str:
    """As some editors leave a file."""
    return text.rstrip("\n")


def with_blank_lines(text: str) -> str:
    """With blank lines at the end."""
    return text + "\n\n"


ACCEPTED = [with_bom, with_windows_line_ends, without_last_line_end, with_blank_lines]


@pytest.mark.parametrize("change", ACCEPTED, ids=lambda change: change.__name__)
def test_how_a_spreadsheet_saves_a_table_is_accepted(edition, change) -> None:
    for table in TABLES.values():
        edition.write(table.path, change(edition.bytes(table.path).decode("utf-8")))
    result = edition.check()
    assert result.exit_code == 0, result.output


def test_columns_in_another_order_are_accepted(edition) -> None:
    for table in TABLES.values():
        rows = edition.rows(table.path)
        edition.write_rows(table.path, [cells[::-1] for cells in rows])
    assert edition.problems() == ()
