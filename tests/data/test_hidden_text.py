"""A text that looks right and is not, or looks like nothing, is named in whatever column it is."""

from __future__ import annotations

import pytest

from ascn_data.contract import LONGEST_TEXT, Field, Table, read_contract
from ascn_data.network import DIRECTORY
from ascn_data.problems import shorten
from ascn_data.reading import read_table
from tests.data.conftest import Edition

TABLES = read_contract(DIRECTORY).tables
HIDDEN = {
    "zero-width alone": "\u200b\u200d\u2060",
    "combining alone": "\u0301\u0e48\u0300",
    "signs alone": "— ? —",
    "C0": "Bang\x07kok",
    "a tab": "Bang\tkok",
    "a line break": "Bangkok\nMetropolis",
    "C1": "Bang\x85kok",
    "a line separator": "Bang\u2028kok",
    "a paragraph separator": "Bang\u2029kok",
    "what could not be decoded": "Bang\ufffdkok",
    "turned round": "Bang\u202ekok",
    "isolated": "Bang\u2066kok",
    "a byte order mark": "Bang\ufeffkok",
    "no character": "Bang\uffffkok",
    "tags": "Bang\U000e0041kok",
    "Thai read as Western": "น่าน".encode().decode("cp1252"),
    "Thai read as Latin-1": "กรุงเทพ".encode().decode("latin-1"),
    "Thai read as Thai bytes": "น่าน".encode().decode("cp874", "replace"),
    "an accent read as Western": "São Tomé".encode().decode("cp1252"),
    "a quotation mark read as Western": "Xi’an".encode().decode("cp1252"),
    "Lao read as Western": "ວຽງຈັນ".encode().decode("cp1252"),
    "Khmer read as Latin-1": "ភ្នំពេញ".encode().decode("latin-1"),
    "too long": "Bangkok " * LONGEST_TEXT,
}
# What members are called, and what their notes may hold.
TRUE = [
    "Bangkok", "Hà Nội", "Đà Nẵng", "São Tomé", "ພະບາງ", "ភ្នំពេញ", "ရန်ကုန်", "น่าน", "เธอเธอเธอ",
    "«voilà».", "Café — où?", "Ängelholm", "2023–2026", "ក្រុង\u200bបាត់ដំបង", "=1+1", "<b>x</b>",
]  # fmt: skip


def free(field: Field) -> bool:
    """Whether a column takes any text."""
    return field.type == "string" and not field.pattern and not field.enum


COLUMNS = [(table, field) for table in TABLES.values() for field in table.fields if free(field)]
WIDEST = max(TABLES.values(), key=lambda table: sum(map(free, table.fields)))


def fill(edition: Edition, table: Table, columns: list[str], values: list[str]) -> None:
    """Put the values into the first rows, one a row, of all `columns`."""
    rows = edition.rows(table.path)
    rows += [rows[-1][:] for _ in range(len(values) + 1 - len(rows))]
    for row, value in zip(rows[1:], values, strict=False):
        for column in columns:
            row[rows[0].index(column)] = value
    edition.write_rows(table.path, rows)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_it_is_named_in_every_column_of_text(edition: Edition, table: Table) -> None:
    columns = [field.name for field in table.fields if free(field)]
    fill(edition, table, columns, list(HIDDEN.values()))
    rows = edition.rows(table.path)
    lines, line = {}, 1
    for number, row in enumerate(rows):  # the line on which a row with line breaks in it ends
        line += sum(cell.count("\n") for cell in row)
        lines[number] = line
        line += 1
    named = {(one.row, one.column) for one in read_table(edition.directory, table).problems}
    expected = {
        (lines[number], column): name
        for number, name in enumerate(HIDDEN, start=1)
        for column in columns
    }
    assert [name for where, name in expected.items() if where not in named] == []


def test_names_in_every_script_of_the_region_are_taken(edition: Edition) -> None:
    places = TABLES["places"]
    fill(edition, places, ["name_local"], TRUE)
    assert read_table(edition.directory, places).problems == []


def test_a_report_shows_what_nobody_would_see() -> None:
    assert shorten("a\u202eb\u200bc\n") == r"a\u202eb\u200bc\n"
