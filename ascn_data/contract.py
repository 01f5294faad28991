"""The contract of the tables: `datapackage.json`, read once and typed.

Types, keys, units, titles and licences are written there and nowhere else.
Format: Frictionless Data Package v1 with Table Schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ascn_data.problems import DataError, Problem, shorten

FILE = "datapackage.json"
# Letters, digits and dots in plain folders: nothing that could climb out of the edition.
SAFE_PATH = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
UNUSABLE = (
    OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, re.error,
)  # fmt: skip
TYPES = ("string", "integer", "number", "boolean", "date")


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type, texts (by language), unit and constraints.

    Limits of a date are ISO text, which sorts as dates do; those of a number are numbers.
    """

    name: str
    type: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    unit: str
    required: bool
    unique: bool
    pattern: str
    enum: tuple[str, ...]
    minimum: float | str | None
    maximum: float | str | None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Values of `column` are ids in `table`.`target`."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file: its columns in order, its key and the tables it points to."""

    name: str
    path: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    def field(self, name: str) -> Field:
        """The column called `name`; KeyError when the table has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no column {name}")


@dataclass(frozen=True, slots=True)
class Contract:
    """All tables by name, the boundary files by name, and the package's own words."""

    tables: Mapping[str, Table]
    boundaries: Mapping[str, str]
    descriptor: Mapping[str, Any]


def _texts(node: Mapping[str, Any], word: str) -> Mapping[str, str]:
    english = str(node.get(word, ""))
    return MappingProxyType({"en": english, "th": str(node.get(f"{word}_th", "") or english)})


def _field(node: Mapping[str, Any]) -> Field:
    if node["type"] not in TYPES:
        raise ValueError(f"type {node['type']} of {node['name']} is not one of {', '.join(TYPES)}")
    rules = node.get("constraints", {})
    re.compile(rules.get("pattern", ""))
    return Field(
        name=node["name"],
        type=node["type"],
        title=_texts(node, "title"),
        description=_texts(node, "description"),
        unit=node.get("unit", ""),
        required=bool(rules.get("required", False)),
        unique=bool(rules.get("unique", False)),
        pattern=rules.get("pattern", ""),
        enum=tuple(str(value) for value in rules.get("enum", ())),
        minimum=_limit(rules.get("minimum"), node["type"]),
        maximum=_limit(rules.get("maximum"), node["type"]),
    )


def _limit(value: Any, kind: str) -> float | str | None:
    if value is None:
        return None
    return date.fromisoformat(value).isoformat() if kind == "date" else float(value)


def _names(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _foreign_key(node: Mapping[str, Any]) -> ForeignKey:
    (column,), (target,) = _names(node["fields"]), _names(node["reference"]["fields"])
    return ForeignKey(column, node["reference"]["resource"], target)


def _table(node: Mapping[str, Any]) -> Table:
    schema = node["schema"]
    return Table(
        name=node["name"],
        path=node["path"],
        title=_texts(node, "title"),
        description=_texts(node, "description"),
        fields=tuple(_field(field) for field in schema["fields"]),
        key=_names(schema["primaryKey"]),
        foreign_keys=tuple(_foreign_key(key) for key in schema.get("foreignKeys", ())),
    )


def read_contract(directory: Path) -> Contract:
    """Read `datapackage.json` in `directory`. Raises DataError when it cannot be used."""
    try:
        descriptor = json.loads((directory / FILE).read_text("utf-8"))
        nodes = descriptor["resources"]
        tables = {node["name"]: _table(node) for node in nodes if "schema" in node}
        boundaries = {node["name"]: node["path"] for node in nodes if "schema" not in node}
    except UNUSABLE as error:
        rule = f"the contract cannot be read: {type(error).__name__}: {error}"
        raise DataError([Problem(FILE, 0, "", shorten(rule, 200))]) from error
    problems = [Problem(FILE, 0, "", rule) for rule in _contradictions(tables, boundaries)]
    if problems:
        raise DataError(problems)
    return Contract(
        MappingProxyType(tables), MappingProxyType(boundaries), MappingProxyType(descriptor)
    )


def _contradictions(tables: Mapping[str, Table], boundaries: Mapping[str, str]) -> Iterator[str]:
    """Where the contract names something that it does not have."""
    if not tables:
        yield "the contract must describe at least one table"
    for path in [*(table.path for table in tables.values()), *boundaries.values()]:
        if not isinstance(path, str) or not SAFE_PATH.fullmatch(path):
            yield f"the path {shorten(repr(path))} must name a file below the contract's folder"
    columns = {name: {field.name for field in table.fields} for name, table in tables.items()}
    for name, table in tables.items():
        for key in set(table.key) - columns[name]:
            yield f"{name}: the key {key} is not a column"
        for link in table.foreign_keys:
            if link.column not in columns[name]:
                yield f"{name}: the reference from {link.column} is not a column"
            if link.target not in columns.get(link.table, set()):
                yield f"{name}: the reference to {link.table}.{link.target} leads nowhere"
