"""The contract of the tables: `datapackage.json`, read once and typed.

Types, keys, units, titles and licences are written there and nowhere else.
Format: Frictionless Data Package v1 with Table Schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ascn_data.contract_faults import UNUSABLE, Unfit, why_unusable
from ascn_data.contract_values import limit, names, one_name, pattern, text, yes_or_no
from ascn_data.problems import DataError, Problem, Rule, shorten

FILE = "datapackage.json"
# Letters, digits and dots in plain folders: nothing that could climb out of the edition.
SAFE_PATH = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
# Texts of the tables and of the contract exist in these: `name_en`, `name_th`; `title_th`.
TEXT_LANGUAGES = ("en", "th")
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
    return MappingProxyType(
        {code: str(node.get(f"{word}_{code}", "") or english) for code in TEXT_LANGUAGES}
    )


def _field(node: Mapping[str, Any]) -> Field:
    name = text(node["name"], Rule("the name of a column"))
    if node["type"] not in TYPES:
        rule = Rule("the type of {column} must be one of {types}", column=name,
                    types=", ".join(TYPES))  # fmt: skip
        raise Unfit(rule, node["type"])
    rules = node.get("constraints", {})
    return Field(
        name=name,
        type=node["type"],
        title=_texts(node, "title"),
        description=_texts(node, "description"),
        unit=str(node.get("unit", "")),
        required=yes_or_no(rules.get("required", False), f"{name}: required"),
        unique=yes_or_no(rules.get("unique", False), f"{name}: unique"),
        pattern=pattern(rules.get("pattern", ""), name),
        enum=tuple(str(value) for value in rules.get("enum", ())),
        minimum=limit(rules.get("minimum"), node["type"], name),
        maximum=limit(rules.get("maximum"), node["type"], name),
    )


def _foreign_key(node: Mapping[str, Any]) -> ForeignKey:
    target = node["reference"]
    return ForeignKey(
        column=one_name(node["fields"], Rule("a reference")),
        table=text(target["resource"], Rule("the table of a reference")),
        target=one_name(target["fields"], Rule("the target of a reference")),
    )


def _table(node: Mapping[str, Any]) -> Table:
    schema = node["schema"]
    return Table(
        name=text(node["name"], Rule("the name of a table")),
        path=node["path"],
        title=_texts(node, "title"),
        description=_texts(node, "description"),
        fields=tuple(_field(field) for field in schema["fields"]),
        key=names(schema["primaryKey"], Rule("a key")),
        foreign_keys=tuple(_foreign_key(key) for key in schema.get("foreignKeys", ())),
    )


def read_contract(directory: Path) -> Contract:
    """Read `datapackage.json` in `directory`. Raises DataError when it cannot be used."""
    try:
        descriptor = json.loads((directory / FILE).read_text("utf-8-sig"))
        nodes = descriptor["resources"]
        tables = {node["name"]: _table(node) for node in nodes if "schema" in node}
        boundaries = {node["name"]: node["path"] for node in nodes if "schema" not in node}
    except UNUSABLE as error:
        why, found = why_unusable(error)
        rule = Rule("the contract cannot be read: {error}", error=why)
        raise DataError([Problem(FILE, 0, "", rule, found)]) from error
    problems = [Problem(FILE, 0, "", rule) for rule in _contradictions(tables, boundaries)]
    if problems:
        raise DataError(problems)
    return Contract(
        MappingProxyType(tables), MappingProxyType(boundaries), MappingProxyType(descriptor)
    )


def _contradictions(tables: Mapping[str, Table], boundaries: Mapping[str, str]) -> Iterator[Rule]:
    """Where the contract names something that it does not have."""
    if not tables:
        yield Rule("the contract must describe at least one table")
    for path in [*(table.path for table in tables.values()), *boundaries.values()]:
        if not isinstance(path, str) or not SAFE_PATH.fullmatch(path):
            yield Rule(
                "the path {path} must name a file below the contract's folder",
                path=shorten(repr(path)),
            )
    columns = {name: {field.name for field in table.fields} for name, table in tables.items()}
    for name, table in tables.items():
        if len(columns[name]) < len(table.fields):
            yield Rule("{table}: a column is described twice", table=name)
        for key in set(table.key) - columns[name]:
            yield Rule("{table}: the key {key} is not a column", table=name, key=key)
        for link in table.foreign_keys:
            if link.column not in columns[name]:
                yield Rule(
                    "{table}: the reference from {column} is not a column",
                    table=name, column=link.column,
                )  # fmt: skip
            if link.target not in columns.get(link.table, set()):
                yield Rule(
                    "{table}: the reference to {target} leads nowhere",
                    table=name, target=f"{link.table}.{link.target}",
                )  # fmt: skip


def lacking(contract: Contract, needed: Contract) -> list[Problem]:
    """What an edition's contract lacks of the tables, columns, types and maps of `needed`."""
    lines = [
        Rule("the boundary file {name} is missing", name=name) for name in needed.boundaries
        if name not in contract.boundaries
    ]  # fmt: skip
    for name, table in needed.tables.items():
        if name not in contract.tables:
            lines.append(Rule("the table {table} is missing", table=name))
            continue
        described = {field.name: field for field in contract.tables[name].fields}
        for field in table.fields:
            if field.name not in described:
                lines.append(
                    Rule("{table}: the column {column} is missing", table=name, column=field.name)
                )
            elif described[field.name].type != field.type:
                lines.append(
                    Rule(
                        "{table}: the type of {column} must be {type}",
                        table=name, column=field.name, type=field.type,
                    )
                )  # fmt: skip
    return [Problem(FILE, 0, "", line) for line in lines]
