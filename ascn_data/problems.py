"""What can be wrong with an edition of the data, said so that an editor can mend it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

import pandas as pd

# Kinds of characters that a report shows by their number: they have no form, or change others'.
HIDDEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


class Rule(str):
    """A rule as an English sentence, which remembers what it was made of.

    `template` is the sentence with `{name}` places, `values` what fills them (a value may be a
    rule too): enough to say the same in another language. A text without values stays as it is.
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, **values: Any) -> Rule:
        """The sentence with the values in their places."""
        said = super().__new__(cls, template.format(**values) if values else template)
        said.template, said.values = template, values
        return said


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one file.

    `row` is the line an editor sees (the header is line 1; 0 means the file as a whole),
    `column` is empty when the row or file as a whole is meant. `rule` and `value` are
    English; where they are a `Rule` they can be said in another language.
    """

    file: str
    row: int
    column: str
    rule: str
    value: str = ""

    def __str__(self) -> str:
        where = self.file + (f", row {self.row}" if self.row else "")
        where += f", column {self.column}" if self.column else ""
        return f"{where}: {self.rule}" + (f" (found: {self.value})" if self.value else "")

    def as_dict(self) -> dict[str, str | int]:
        """The problem as plain values, for tables and JSON."""
        return {**asdict(self), "rule": str(self.rule), "value": str(self.value)}


class DataError(ValueError):
    """The edition is not valid. `problems` lists everything found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{len(self.problems)} problem(s) in the data:\n{lines}")


def problems_frame(problems: Iterable[Problem]) -> pd.DataFrame:
    """One row per problem, in the order given.

    Columns: file, row (line, 0 for the file), column, rule, value (what was found); empty text
    where there is none.
    """
    columns = [field.name for field in fields(Problem)]
    frame = pd.DataFrame([problem.as_dict() for problem in problems], columns=columns)
    return frame.astype({name: "int64" if name == "row" else "str" for name in columns})


def shorten(value: object, limit: int = 80) -> str:
    """`value` as text that fits on one line of a report."""
    text = "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in HIDDEN else c
        for c in str(value)[: limit + 1]
    )
    return text if len(text) <= limit else text[: limit - 1] + "…"
