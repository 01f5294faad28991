"""A frame as a table of words and numbers, for a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from ascn_data import plain_values
from dashboard.content.citations import source_address, web_address
from dashboard.content.column_labels import TITLES, YEARS
from dashboard.content.table_cells import MISSING, readable, source_of
from dashboard.content.table_totals import totals_said
from dashboard.core.dataset import first
from dashboard.core.limits import ROWS
from dashboard.core.translation import _, exact_number, number

# Columns whose cells lead to a page, with the column of the ids.
LINKED = {"name": "place_id", "country": "country_id", "region": "region_id"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and where it leads; empty for nowhere."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Titles of columns with whether they hold numbers, rows, and totals as sentences.

    `beyond` counts all rows where only the first are here.
    """

    head: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: str = ""
    beyond: str = ""


def table_of(
    frame: pd.DataFrame, columns: Sequence[str], lead: Callable[[str, str], str], key: str = ""
) -> Table | None:
    """The columns of a frame in the reader's language; None without rows.

    `lead` gives the address of a place, country or region by the name of its id's column and the
    id, or an empty text. A cell that names a source leads to it. `key` names the table, whose
    totals are those of `dashboard.content.table_totals`.
    """
    if frame.empty:
        return None
    shown = first(frame, ROWS)
    words = readable(shown, tuple(columns))
    numeric = [_numeric(words[title]) for title in words]
    head = tuple(zip(words.columns, numeric, strict=True))
    series = [
        [_cell(column, value, is_number) for value in words[_(TITLES[column])].tolist()]
        for column, is_number in zip(columns, numeric, strict=True)
    ]
    for at, column in enumerate(columns):
        id_column = LINKED.get(column, "")
        if id_column in shown:
            series[at] = [
                cell if pd.isna(of) else Cell(cell.text, lead(id_column, str(of)))
                for cell, of in zip(series[at], shown[id_column].tolist(), strict=True)
            ]
        elif (sources := source_of(shown, column)) is not None:
            series[at] = [
                cell if pd.isna(of) else Cell(cell.text, source_address(of))
                for cell, of in zip(series[at], sources.tolist(), strict=True)
            ]
    told = {"count": number(ROWS), "all": number(len(frame))}
    more = (
        _(
            "The first {count} of {all} are shown. Use the filters to narrow the list, or"
            " download it for all of them.",
            **told,
        )
        if len(frame) > ROWS
        else ""
    )
    return Table(head, tuple(zip(*series, strict=True)), totals_said(key, frame), more)


def raw_table(frame: pd.DataFrame) -> Table:
    """A frame with its own columns and values, as in a file."""
    head = tuple((str(column), _numeric(frame[column])) for column in frame)
    rows = plain_values(frame).itertuples(index=False)
    return Table(head, tuple(tuple(Cell("" if v is None else str(v)) for v in row) for row in rows))


def _numeric(values: pd.Series) -> bool:
    kind = pd.api.types
    return bool(kind.is_numeric_dtype(values) and not kind.is_bool_dtype(values))


def _cell(column: str, value: object, is_number: bool) -> Cell:
    if value is None or pd.isna(value) or value == "":
        return Cell(MISSING)
    if column == "url":
        address = web_address(str(value))
        return Cell(address or str(value), address)
    if is_number and column in YEARS:
        return Cell(str(int(float(str(value)))))
    return Cell(exact_number(float(str(value))) if is_number else str(value))
