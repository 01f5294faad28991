"""One CSV file in, one typed frame out, or every problem with it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pandera.pandas as pa

from ascn_data.cells import BOOLEANS, REQUIRED, UNIQUE, checks_of
from ascn_data.contract import Field, Table
from ascn_data.files import NoFile, read_file
from ascn_data.problems import Problem, Rule, shorten

MAX_PROBLEMS_A_RULE = 100
# Of a dataset that is read again, mostly one table has changed: the others are not checked again.
TABLES_KEPT, LONGEST_KEPT = 64, 300_000
# What pandera checks by itself, by the name that it gives to the check.
OWN_CHECKS = {"not_nullable": REQUIRED, "field_uniqueness": UNIQUE}
TWICE, KEYLESS = Rule("the key appears twice"), Rule("the key is empty")
UNREADABLE = Rule("the file cannot be read")
NO_FILE = Rule("must be a file, not a pipe, device or folder")


class Read(NamedTuple):
    """What one table holds, as far as it can be read, and every problem of it.

    `frame` is typed, and its index holds the line numbers of the file; None when it has no rows or
    other columns than it should. With problems, a cell that is not of its type is missing in it.
    `whole`: no row of the file is left out of it.
    """

    frame: pd.DataFrame | None
    problems: list[Problem]
    whole: bool


def read_text(path: Path, name: str) -> tuple[str, list[Problem]]:
    """The file as text; a leading byte order mark is accepted, as spreadsheets write one."""
    try:
        raw = read_file(path)
    except FileNotFoundError:
        return "", [Problem(name, 0, "", Rule("the file is missing"))]
    except NoFile:
        return "", [Problem(name, 0, "", NO_FILE)]
    except OSError as error:
        return "", [Problem(name, 0, "", UNREADABLE, shorten(error.strerror))]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        found = repr(raw[error.start : error.start + 4])
        return "", [Problem(name, row, "", Rule("the file must be encoded as UTF-8"), found)]
    if not text.strip():
        return "", [Problem(name, 0, "", Rule("the file is empty"))]
    return text, []


def read_rows(
    text: str,
    name: str,
    columns: list[str],
    max_rows: int | None = None,
    may_be_empty: bool = False,
) -> tuple[list[tuple[str, ...]], list[int], list[Problem]]:
    """Data rows of `text` in the order of `columns`, the line each one ends on, problems.

    No rows at all are a problem unless the table `may_be_empty`. Reading ends with the first
    MAX_PROBLEMS_A_RULE problems, or after `max_rows` rows.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    try:
        header = next(reader)
        problems += _header_problems(header, name, columns)
        order = [header.index(column) for column in columns] if not problems else []
        for cells in reader:
            line = reader.line_num
            if not cells:
                continue
            if len(rows) == max_rows:
                rule = Rule("the table must have at most {most} rows", most=max_rows)
                problems.append(Problem(name, line, "", rule))
                break
            if len(problems) >= MAX_PROBLEMS_A_RULE:
                break
            if len(cells) != len(header):
                rule = Rule("the row must have {count} cells", count=len(header))
                problems.append(Problem(name, line, "", rule, str(len(cells))))
                continue
            if order:
                # A tuple of text is soon left alone by the garbage collector, unlike a list.
                rows.append(tuple([cells[place] for place in order]))
                lines.append(line)
    except csv.Error as error:
        rule = Rule("not readable as CSV: {error}", error=error)
        problems.append(Problem(name, reader.line_num, "", rule))
    if not problems and not rows and not may_be_empty:
        problems.append(Problem(name, 0, "", Rule("the table has a header but no rows")))
    return rows, lines, problems


def _header_problems(header: list[str], name: str, columns: list[str]) -> list[Problem]:
    if not header:
        return [Problem(name, 1, "", Rule("the first line must name the columns"))]
    absent = Rule("the column is missing")
    missing = [Problem(name, 1, c, absent) for c in columns if c not in header]
    unknown = (
        Problem(name, 1, shorten(c), Rule("the column is not in the data schema"), shorten(c))
        for c in header
        if c not in columns
    )
    twice = (
        Problem(name, 1, shorten(c), Rule("the column appears twice"))
        for c, count in Counter(header).items()
        if count > 1
    )
    return missing + [
        *islice(unknown, MAX_PROBLEMS_A_RULE),
        *islice(twice, MAX_PROBLEMS_A_RULE),
    ]


def _each_once(test: Callable[[str], bool], values: pd.Series) -> pd.Series:
    """Whether each value passes; one that stands in many rows is tested once."""
    codes, distinct = pd.factorize(values)
    passed = np.fromiter(map(test, distinct), dtype=bool, count=len(distinct))
    return pd.Series(passed[codes], index=values.index)


def _column(field: Field) -> pa.Column:
    """The pandera column that checks one field."""
    checks = [
        pa.Check(partial(_each_once, test), error=str(rule))
        for rule, test in checks_of(field).items()
    ]
    return pa.Column(object, checks, nullable=not field.required, unique=field.unique)


def _cell_problems(texts: pd.DataFrame, lines: list[int], table: Table) -> list[Problem]:
    """What is wrong with cells; those that have no value of their type are emptied in `texts`."""
    schema = pa.DataFrameSchema({field.name: _column(field) for field in table.fields})
    try:
        schema.validate(texts, lazy=True)
    except pa.errors.SchemaErrors as error:
        every = error.failure_cases
        cases = every.groupby(["column", "check"], dropna=False).head(MAX_PROBLEMS_A_RULE)
        rules = {str(rule): rule for field in table.fields for rule in checks_of(field)}
        rules |= OWN_CHECKS
        found = [
            Problem(
                table.path,
                lines[int(case.index)],
                str(case.column),
                rules.get(str(case.check), Rule(str(case.check))),
                "" if pd.isna(case.failure_case) else shorten(case.failure_case),
            )
            for case in cases.itertuples(index=False)
        ]
        typed = {field.name for field in table.fields if field.type != "string"}
        wrong = every[every["column"].isin(typed) & ~every["check"].isin(list(OWN_CHECKS))]
        for column, where in wrong.groupby("column")["index"]:
            texts.loc[where.astype(int), column] = None
        return found
    return []


def _key_problems(texts: pd.DataFrame, lines: list[int], table: Table) -> list[Problem]:
    key = list(table.key)
    again = texts.duplicated(key, keep="first")
    empty = texts[key].isna().any(axis=1)
    return [
        Problem(table.path, line, ", ".join(key), rule, shorten(", ".join(map(str, values))))
        for marks, rule in ((again, TWICE), (empty, KEYLESS))
        for line, values in zip(
            pd.Series(lines)[marks.to_numpy()].head(MAX_PROBLEMS_A_RULE),
            texts.loc[marks, key].head(MAX_PROBLEMS_A_RULE).itertuples(index=False),
            strict=True,
        )
    ]


def _typed(texts: pd.Series, field: Field) -> pd.Series:
    """Checked text as values: str, int64 (Int64 where it may be empty), float64, bool, date."""
    filled = field.required and bool(texts.notna().all())
    match field.type:
        case "integer":
            return pd.to_numeric(texts).astype("int64" if filled else "Int64")
        case "number":
            return pd.to_numeric(texts).astype("float64")
        case "boolean":
            return texts.map(BOOLEANS).astype("bool" if filled else "boolean")
        case "date":
            return pd.to_datetime(texts, format="%Y-%m-%d").astype("datetime64[s]")
    return texts.astype("str")


def read_table(directory: Path, table: Table, max_rows: int | None = None) -> Read:
    """Read and check one table of the contract, which may have `max_rows` rows (None: any number).

    Raises nothing for whatever the file holds.
    """
    text, problems = read_text(directory / table.path, table.path)
    if problems:
        return Read(None, problems, False)
    read = _checked if len(text) <= LONGEST_KEPT else _checked.__wrapped__
    return read(text, table, max_rows)


@lru_cache(TABLES_KEPT)
def _checked(text: str, table: Table, max_rows: int | None) -> Read:
    columns = [field.name for field in table.fields]
    rows, lines, problems = read_rows(text, table.path, columns, max_rows, table.may_be_empty)
    if (problems and not rows) or any(problem.row == 1 for problem in problems):
        return Read(None, problems, False)
    whole = not problems
    texts = pd.DataFrame(rows, columns=columns, dtype=object).replace({"": None})
    # Keys first: a cell that is emptied below was there.
    keys = _key_problems(texts, lines, table)
    problems += _cell_problems(texts, lines, table) + keys
    frame = pd.DataFrame({field.name: _typed(texts[field.name], field) for field in table.fields})
    frame.index = pd.Index(lines, name="line")
    return Read(frame, problems, whole)
