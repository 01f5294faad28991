"""The data dictionary: every column of every table, as the contract describes it."""

from __future__ import annotations

import pandas as pd

from ascn_data.contract import Field, Table
from ascn_data.network import Network


def dictionary(net: Network, table: str | None = None) -> pd.DataFrame:
    """One row for each column of `table`, or of all tables.

    Columns: table, table_en/th, column, title_en/th, description_en/th, type, unit (empty where
    there is none), required (bool), key (bool), refers_to (`table.column`, or empty), allowed
    (the rule that a cell must keep, or empty). Raises KeyError for an unknown table.
    Source: `datapackage.json`.

    >>> dictionary(net, "countries")["column"].tolist()[:2]
    ['country_id', 'iso_a2']
    """
    tables = net.contract.tables
    wanted = list(tables.values()) if table is None else [tables[table]]
    return pd.DataFrame([_row(one, field) for one in wanted for field in one.fields])


def _row(table: Table, field: Field) -> dict[str, object]:
    links = [key for key in table.foreign_keys if key.column == field.name]
    return {
        "table": table.name,
        "table_en": table.title["en"],
        "table_th": table.title["th"],
        "column": field.name,
        "title_en": field.title["en"],
        "title_th": field.title["th"],
        "description_en": field.description["en"],
        "description_th": field.description["th"],
        "type": field.type,
        "unit": field.unit,
        "required": field.required,
        "key": field.name in table.key,
        "refers_to": "; ".join(f"{key.table}.{key.target}" for key in links),
        "allowed": _allowed(field),
    }


def _allowed(field: Field) -> str:
    if field.enum:
        return " | ".join(field.enum)
    if field.minimum is not None or field.maximum is not None:
        return f"{_edge(field.minimum)} … {_edge(field.maximum)}".strip()
    return field.pattern


def _edge(value: float | str | None) -> str:
    """A bound in digits: a large one is never written with an exponent."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
