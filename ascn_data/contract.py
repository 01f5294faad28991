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
from ascn_data.contract_roles import roles_of
from ascn_data.contract_rules import RowRule, refuse_unsupported, row_rule
from ascn_data.contract_values import (
    each_once,
    length,
    limit,
    names,
    one_name,
    pattern,
    text,
    yes_or_no,
)
from ascn_data.files import read_file
from ascn_data.problems import DataError, Problem, Rule, shorten

FILE = "datapackage.json"
# Letters, digits and dots in plain folders: nothing that could climb out of the edition.
SAFE_PATH = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
# Texts of the tables and of the contract exist in these: `name_en`, `name_th`; `title_th`.
TEXT_LANGUAGES = ("en", "th")
# Whatever a contract allows: a longer text is no name or note, and no page could show it.
LONGEST_TEXT = 1000
TYPES = ("string", "integer", "number", "boolean", "date")


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type, texts (by language), unit and constraints.

    Limits of a date are ISO text, which sorts as dates do; those of a number are numbers.
    `partial`: a text that is a year, a month or a day (`2023`, `2023-07`, `2023-07-28`).
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
    min_length: int
    max_length: int
    partial: bool


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Values of `column` are ids in `table`.`target`."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file: its columns in order, its key, the tables it points to, rules between columns.

    `unique_keys`: columns whose values, together, stand in one row alone.
    """

    name: str
    path: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    rules: tuple[RowRule, ...]
    roles: Mapping[str, str]
    """Keys of the rows that pages ask for by what they are, by role; one that is absent has
    no row."""
    may_be_empty: bool
    """Whether a header alone is a valid table."""

    def __hash__(self) -> int:
        # Mappings have no hash; tables that are equal have the same columns.
        return hash((self.path, tuple(field.name for field in self.fields)))

    def field(self, name: str) -> Field:
        """The column called `name`; KeyError when the table has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no column {name}")

    def reference(self, column: str) -> ForeignKey | None:
        """Where the values of `column` are ids; None when they are none."""
        return next((key for key in self.foreign_keys if key.column == column), None)


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
    refuse_unsupported(node, name)
    # Table Schema knows no date of which the day is unknown: such a text has its limits here.
    partial = node.get("partialDate")
    kind, limits = (node["type"], rules) if partial is None else ("date", partial)
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
        minimum=limit(limits.get("minimum"), kind, name),
        maximum=limit(limits.get("maximum"), kind, name),
        min_length=length(rules.get("minLength", 0), name),
        max_length=length(rules.get("maxLength", LONGEST_TEXT), name),
        partial=partial is not None,
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
        unique_keys=tuple(names(key, Rule("a key")) for key in schema.get("uniqueKeys", ())),
        rules=tuple(row_rule(rule) for rule in schema.get("rules", ())),
        roles=roles_of(node),
        may_be_empty=yes_or_no(node.get("mayBeEmpty", False), f"{node['name']}: mayBeEmpty"),
    )


def read_contract(directory: Path) -> Contract:
    """Read `datapackage.json` in `directory`. Raises DataError when it cannot be used."""
    try:
        descriptor = json.loads(
            read_file(directory / FILE).decode("utf-8-sig"), object_pairs_hook=each_once
        )
        nodes = descriptor["resources"]
        each_once([(text(node["name"], Rule("the name of a table")), node) for node in nodes])
        tables = {node["name"]: _table(node) for node in nodes if "schema" in node}
        boundaries = {node["name"]: node["path"] for node in nodes if "schema" not in node}
    except UNUSABLE as error:
        why, found = why_unusable(error)
        rule = Rule("the data schema cannot be read: {error}", error=why)
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
        yield Rule("the data schema must describe at least one table")
    for path in [*(table.path for table in tables.values()), *boundaries.values()]:
        if not isinstance(path, str) or not SAFE_PATH.fullmatch(path):
            yield Rule(
                "the path {path} must name a file inside the folder of the data schema",
                path=shorten(repr(path)),
            )
    columns = {name: {field.name for field in table.fields} for name, table in tables.items()}
    for name, table in tables.items():
        named = [one for rule in table.rules for one in (rule.column, *rule.other, *rule.where)]
        named += [column for key in table.unique_keys for column in key]
        for path in named:
            if not _leads_somewhere(tables, table, path):
                yield Rule("{table}: the rule names no column: {path}", table=name, path=path)
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
                    "{table}: the target {target} of the reference does not exist",
                    table=name, target=f"{link.table}.{link.target}",
                )  # fmt: skip


def _leads_somewhere(tables: Mapping[str, Table], table: Table, path: str) -> bool:
    """Whether a path of a rule ends at a column: each step but the last is a reference."""
    column, _, rest = path.partition(".")
    if not rest:
        return any(field.name == column for field in table.fields)
    link = table.reference(column)
    return (
        link is not None
        and link.table in tables
        and _leads_somewhere(tables, tables[link.table], rest)
    )
