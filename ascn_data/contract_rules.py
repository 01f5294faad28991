"""Rules between the columns of a row, as the contract declares them (`rules` of a schema).

Each is an object: `rule` (one of `KINDS`), `column`, `other` (a column, or several) and `where`
(values by column: the rows that it holds for). A column may be a path along references: in the
readings `unit_id.country_id` is the country of the unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ascn_data.contract_faults import Unfit
from ascn_data.contract_values import names, text
from ascn_data.problems import Rule

KINDS = {
    "notBefore": "the date is not before that of `other`",
    "sameYear": "the year, or the year of the date, is that of `other`",
    "same": "the value is that of `other`",
    "oneFor": "rows that agree in `other` agree in the column",
    "madeOf": "the value is those of `other`, with two hyphens between",
    "asPrecise": "the date is as exact as `other` says; a month or a year by its last day",
    "required": "there is a value",
}
CONSTRAINTS = {"required", "unique", "pattern", "enum", "minimum", "maximum"}
CONSTRAINTS |= {"minLength", "maxLength"}
# How a cell is written, and the only way that is read. Anything else would be passed over.
WRITTEN: dict[str, Any] = {
    "format": ("default", "uri"),
    "trueValues": (["true"],),
    "falseValues": (["false"],),
    "missingValues": ([""],),
    "decimalChar": (".",),
    "groupChar": ("",),
    "bareNumber": (True,),
}


@dataclass(frozen=True, slots=True)
class RowRule:
    """One rule between columns: see the module."""

    kind: str
    column: str
    other: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]]


def row_rule(node: Mapping[str, Any]) -> RowRule:
    """The rule that `node` declares. Raises Unfit."""
    if node["rule"] not in KINDS:
        raise Unfit(Rule("a rule must be one of {kinds}", kinds=", ".join(KINDS)), node["rule"])
    what = Rule("a rule")
    other = names(node["other"], what) if node["rule"] != "required" else ()
    where = {column: names(values, what) for column, values in node.get("where", {}).items()}
    return RowRule(node["rule"], text(node["column"], what), other, where)


def refuse_unsupported(node: Mapping[str, Any], name: str) -> None:
    """Raise Unfit for what a column asks of its cells and nobody would check."""
    for constraint in node.get("constraints", {}):
        if constraint not in CONSTRAINTS:
            rule = Rule("{column} has an unsupported constraint; supported constraints are"
                        " {constraints}",
                        column=name, constraints=", ".join(sorted(CONSTRAINTS)))  # fmt: skip
            raise Unfit(rule, constraint)
    for word, values in WRITTEN.items():
        if word in node and node[word] not in values:
            rule = Rule("{word} of {column} must be {value}",
                        word=word, column=name, value=str(values[0]))  # fmt: skip
            raise Unfit(rule, node[word])
