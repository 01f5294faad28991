"""What the code relies on: tables, columns, types, maps and rules that every edition needs."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from ascn_data.contract import FILE, Contract
from ascn_data.problems import Problem, Rule


def with_rules(contract: Contract, needed: Contract) -> Contract:
    """`contract` with the rules between columns of `needed` too: the code relies on them."""
    tables = dict(contract.tables)
    for name, table in needed.tables.items():
        own = tables[name]
        rules = (*table.rules, *(rule for rule in own.rules if rule not in table.rules))
        keys = (*table.unique_keys, *(k for k in own.unique_keys if k not in table.unique_keys))
        tables[name] = replace(own, rules=rules, unique_keys=keys)
    return replace(contract, tables=MappingProxyType(tables))


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
        if contract.tables[name].may_be_empty and not table.may_be_empty:
            lines.append(Rule("{table}: at least one row is required", table=name))
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
