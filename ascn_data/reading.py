"""One CSV file in, one typed frame out, or every problem with it."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from ascn_data.contract import Field, Table
from ascn_data.days import is_day
from ascn_data.problems import Problem, shorten

# Tab and line breaks may stand inside a quoted cell; no other control character has a meaning.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# One way to write a number, so that a key cannot stand twice; and no digits of other scripts.
INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
BOOLEANS = {"true": True, "false": False}
# A broken file of some megabytes is answered in seconds, and with a list that can be read.
MAX_ROWS = 20_000
MAX_PROBLEMS_A_RULE = 100
RULES = {"not_nullable": "a value is required", "field_uniqueness": "must be unique"}


def read_text(path: Path, name: str) -> tuple[str, list[Problem]]:
    """The file as text; a leading byte order mark is accepted, as spreadsheets write one."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return "", [Problem(name, 0, "", "the file is missing")]
    except OSError as error:
        return "", [Problem(name, 0, "", "the file cannot be read", shorten(error.strerror))]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        found = repr(raw[error.start : error.start + 4])
        return "", [Problem(name, row, "", "the file must be encoded as UTF-8", found)]
    if not text.strip():
        return "", [Problem(name, 0, "", "the file is empty")]
    return text, []


def read_rows(
    text: str, name: str, columns: list[str]
) -> tuple[list[list[str]], list[int], list[Problem]]:
    """Data rows of `text` in the order of `columns`, the line each one ends on, problems.

    Reading ends with the first MAX_PROBLEMS_A_RULE problems, or after MAX_ROWS rows.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
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
            if len(rows) == MAX_ROWS:
                rule = f"the table must have at most {MAX_ROWS} rows"
                problems.append(Problem(name, line, "", rule))
                break
            if len(problems) >= MAX_PROBLEMS_A_RULE:
                break
            if len(cells) != len(header):
                rule = f"the row must have {len(header)} cells"
                problems.append(Problem(name, line, "", rule, str(len(cells))))
                continue
            marked = (
                Problem(name, line, column, "control characters are not allowed", shorten(cell))
                for column, cell in zip(header, cells, strict=True)
                if CONTROL.search(cell)
            )
            problems += islice(marked, MAX_PROBLEMS_A_RULE)
            if order:
                rows.append([cells[place] for place in order])
                lines.append(line)
    except csv.Error as error:
        problems.append(Problem(name, reader.line_num, "", f"not readable as CSV: {error}"))
    if not problems and not rows:
        problems.append(Problem(name, 0, "", "the table has a header but no rows"))
    return rows, lines, problems


def _header_problems(header: list[str], name: str, columns: list[str]) -> list[Problem]:
    if not header:
        return [Problem(name, 1, "", "the first line must name the columns")]
    missing = [Problem(name, 1, c, "the column is missing") for c in columns if c not in header]
    unknown = (
        Problem(name, 1, shorten(c), "the column is not in the contract", shorten(c))
        for c in header
        if c not in columns
    )
    twice = (
        Problem(name, 1, shorten(c), "the column stands twice")
        for c, count in Counter(header).items()
        if count > 1
    )
    return missing + [
        *islice(unknown, MAX_PROBLEMS_A_RULE),
        *islice(twice, MAX_PROBLEMS_A_RULE),
    ]


def _is_number(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None and math.isfinite(float(text))


IS_OF_TYPE: dict[str, Callable[[str], bool]] = {
    "integer": lambda text: INTEGER.fullmatch(text) is not None,
    "number": _is_number,
    "boolean": BOOLEANS.__contains__,
    "date": is_day,
}


def _within(text: str, field: Field) -> bool:
    """Whether a cell keeps the limits; one of the wrong type is reported as that alone."""
    value: Any = text
    if field.type != "date":
        if not _is_number(text):
            return True
        value = float(text)
    above = field.minimum is None or value >= field.minimum
    return above and (field.maximum is None or value <= field.maximum)


def _column(field: Field) -> pa.Column:
    """The pandera column that checks one field, as the text that stands in the file."""
    checks = []

    def check(rule: str, test: Callable[[str], bool]) -> None:
        checks.append(pa.Check(test, element_wise=True, error=rule))

    if field.required:
        check(RULES["not_nullable"], lambda text: bool(text.strip()))
    if field.type in IS_OF_TYPE:
        article = "an" if field.type[0] in "aeiou" else "a"
        check(f"must be {article} {field.type}", IS_OF_TYPE[field.type])
    if field.pattern:
        pattern = re.compile(field.pattern)
        check(f"must match {field.pattern}", lambda text: pattern.fullmatch(text) is not None)
    if field.enum:
        check(f"must be one of {', '.join(field.enum)}", field.enum.__contains__)
    limits = [("at least", field.minimum), ("at most", field.maximum)]
    said = [f"{word} {limit}" for word, limit in limits if limit is not None]
    if said:
        check(f"must be {' and '.join(said)}", lambda text: _within(text, field))
    return pa.Column(object, checks, nullable=not field.required, unique=field.unique)


def _cell_problems(texts: pd.DataFrame, lines: list[int], table: Table) -> list[Problem]:
    schema = pa.DataFrameSchema({field.name: _column(field) for field in table.fields})
    try:
        schema.validate(texts, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        cases = cases.groupby(["column", "check"], dropna=False).head(MAX_PROBLEMS_A_RULE)
        return [
            Problem(
                table.path,
                lines[int(case.index)],
                str(case.column),
                RULES.get(case.check, str(case.check)),
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
        for marks, rule in ((again, "the key stands twice"), (empty, "the key is empty"))
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


def read_table(directory: Path, table: Table) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Read and check one table of the contract.

    Returns the typed frame, whose index holds the line numbers of the file, and no problems; or
    None and every problem found. Raises nothing for whatever the file holds.
    """
    text, problems = read_text(directory / table.path, table.path)
    if problems:
        return None, problems
    columns = [field.name for field in table.fields]
    rows, lines, problems = read_rows(text, table.path, columns)
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
