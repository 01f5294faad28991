"""One CSV file in, one typed frame out, or every problem with it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa

from ascn_data.cells import BOOLEANS, REQUIRED, UNIQUE, checks_of
from ascn_data.contract import Field, Table
from ascn_data.problems import Problem, Rule, shorten

# Tab and line breaks may stand inside a quoted cell; no other control character has a meaning.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MAX_PROBLEMS_A_RULE = 100
# What pandera checks by itself, by the name that it gives to the check.
OWN_CHECKS = {"not_nullable": REQUIRED, "field_uniqueness": UNIQUE}
TWICE, KEYLESS = Rule("the key stands twice"), Rule("the key is empty")
CONTROLS = Rule("control characters are not allowed")
UNREADABLE = Rule("the file cannot be read")


def read_text(path: Path, name: str) -> tuple[str, list[Problem]]:
    """The file as text; a leading byte order mark is accepted, as spreadsheets write one."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return "", [Problem(name, 0, "", Rule("the file is missing"))]
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
    text: str, name: str, columns: list[str], max_rows: int | None = None
) -> tuple[list[tuple[str, ...]], list[int], list[Problem]]:
    """Data rows of `text` in the order of `columns`, the line each one ends on, problems.

    Reading ends with the first MAX_PROBLEMS_A_RULE problems, or after `max_rows` rows.
    """
    # Looked for once, because nearly every file has none and a large one has millions of cells.
    any_control = CONTROL.search(text) is not None
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
            if any_control:
                problems += _control_problems(header, cells, name, line)
            if order:
                # A tuple of text is soon left alone by the garbage collector, unlike a list.
                rows.append(tuple([cells[place] for place in order]))
                lines.append(line)
    except csv.Error as error:
        rule = Rule("not readable as CSV: {error}", error=error)
        problems.append(Problem(name, reader.line_num, "", rule))
    if not problems and not rows:
        problems.append(Problem(name, 0, "", Rule("the table has a header but no rows")))
    return rows, lines, problems


def _control_problems(
    header: list[str], cells: list[str], name: str, line: int
) -> Iterator[Problem]:
    marked = (
        Problem(name, line, column, CONTROLS, shorten(cell))
        for column, cell in zip(header, cells, strict=True)
        if CONTROL.search(cell)
    )
    return islice(marked, MAX_PROBLEMS_A_RULE)


def _header_problems(header: list[str], name: str, columns: list[str]) -> list[Problem]:
    if not header:
        return [Problem(name, 1, "", Rule("the first line must name the columns"))]
    absent = Rule("the column is missing")
    missing = [Problem(name, 1, c, absent) for c in columns if c not in header]
    unknown = (
        Problem(name, 1, shorten(c), Rule("the column is not in the contract"), shorten(c))
        for c in header
        if c not in columns
    )
    twice = (
        Problem(name, 1, shorten(c), Rule("the column stands twice"))
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
    schema = pa.DataFrameSchema({field.name: _column(field) for field in table.fields})
    try:
        schema.validate(texts, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        cases = cases.groupby(["column", "check"], dropna=False).head(MAX_PROBLEMS_A_RULE)
        rules = {str(rule): rule for field in table.fields for rule in checks_of(field)}
        rules |= OWN_CHECKS
        return [
            Problem(
                table.path,
                lines[int(case.index)],
                str(case.column),
                rules.get(str(case.check), Rule(str(case.check))),
                "" if pd.isna(case.failure_case) else shorten(case.failure_case),
            )
            for case in cases.itertuples(index=False)
        ]
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
    match field.type:
        case "integer":
            return pd.to_numeric(texts).astype("int64" if field.required else "Int64")
        case "number":
            return pd.to_numeric(texts).astype("float64")
        case "boolean":
            return texts.map(BOOLEANS).astype("bool" if field.required else "boolean")
        case "date":
            return pd.to_datetime(texts, format="%Y-%m-%d").astype("datetime64[s]")
    return texts.astype("str")


def read_table(
    directory: Path, table: Table, max_rows: int | None = None
) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Read and check one table of the contract, which may have `max_rows` rows (None: any number).

    Returns the typed frame, whose index holds the line numbers of the file, and no problems; or
    None and every problem found. Raises nothing for whatever the file holds.
    """
    text, problems = read_text(directory / table.path, table.path)
    if problems:
        return None, problems
    columns = [field.name for field in table.fields]
    rows, lines, problems = read_rows(text, table.path, columns, max_rows)
    if not rows or any(problem.row == 1 for problem in problems):
        return None, problems
    texts = pd.DataFrame(rows, columns=columns, dtype=object).replace({"": None})
    problems += _cell_problems(texts, lines, table)
    problems += _key_problems(texts, lines, table)
    if problems:
        return None, problems
    frame = pd.DataFrame({field.name: _typed(texts[field.name], field) for field in table.fields})
    frame.index = pd.Index(lines, name="line")
    return frame, []
