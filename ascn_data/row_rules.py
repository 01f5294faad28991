"""Rules between the columns of a row, and keys that stand in one row alone, held to the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from ascn_data.contract import Contract, Table
from ascn_data.contract_rules import RowRule
from ascn_data.problems import Problem, Rule, shorten
from ascn_data.texts import folded

Tables = Mapping[str, pd.DataFrame]
Found = Iterator[tuple[int, Rule]]
LENGTHS = {"year": 4, "month": 7, "day": 10}
MAX_PROBLEMS_A_RULE = 100


def broken_rules(contract: Contract, tables: Tables, whole: frozenset[str]) -> Iterator[Problem]:
    """Every row that breaks a rule or a key which the contract declares for its table.

    What refers to a row that could not be read is left out: `whole` names the tables without any.
    """
    for name, table in contract.tables.items():
        if name not in tables:
            continue
        for key in table.unique_keys:
            yield from _told(table, ", ".join(key), tables[name], _twice(table, tables[name], key))
        for rule in table.rules:
            columns = [
                follow(contract, tables, whole, name, path) for path in (rule.column, *rule.other)
            ]
            rows = _where(tables[name], rule)
            at = rule.column.partition(".")[0]
            yield from _told(table, at, rows, BROKEN[rule.kind](rule, *_rows(columns, rows)))


def follow(
    contract: Contract, tables: Tables, whole: frozenset[str], name: str, path: str
) -> pd.Series:
    """The values of a column, or of one that a path of references leads to.

    One for each row of `name`; missing where the path is broken.
    """
    column, _, rest = path.partition(".")
    values = tables[name][column]
    if not rest:
        return values
    link = contract.tables[name].reference(column)
    if link is None or link.table not in whole:
        return pd.Series(pd.NA, index=values.index, dtype="object")
    found = follow(contract, tables, whole, link.table, rest)
    found.index = pd.Index(tables[link.table][link.target])
    return values.map(found[~found.index.duplicated()])


def _rows(columns: list[pd.Series], rows: pd.DataFrame) -> Iterator[pd.Series]:
    return (column.loc[rows.index] for column in columns)


def _where(rows: pd.DataFrame, rule: RowRule) -> pd.DataFrame:
    for column, values in rule.where.items():
        rows = rows[rows[column].isin(values)]
    return rows


def _told(table: Table, at: str, rows: pd.DataFrame, found: Found) -> Iterator[Problem]:
    """The first problems of a rule, at the columns `at`, with what stands there."""
    for count, (line, rule) in enumerate(found):
        if count == MAX_PROBLEMS_A_RULE:
            return
        cells = [rows.at[line, column] for column in at.split(", ")]
        value = ", ".join(_cell(cell) for cell in cells if not pd.isna(cell))
        yield Problem(table.path, int(line), at, rule, shorten(value))


def _cell(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def _twice(table: Table, rows: pd.DataFrame, key: tuple[str, ...]) -> Found:
    texts = [
        one for one in key if table.field(one).type == "string" and not table.field(one).pattern
    ]
    seen = rows[list(key)].dropna()
    seen = seen.assign(**{column: seen[column].map(folded) for column in texts})
    for line in seen.index[seen.duplicated()]:
        same = seen.index[(seen == seen.loc[line]).all(axis=1)][0]
        yield line, Rule("already in row {row}", row=int(same))


def _year(values: pd.Series) -> pd.Series:
    return values.dt.year if pd.api.types.is_datetime64_any_dtype(values) else values


def _differ(column: pd.Series, other: pd.Series) -> pd.Index:
    known = column.notna() & other.notna()
    return column.index[known][(column[known] != other[known]).to_numpy(bool)]


def _not_before(rule: RowRule, column: pd.Series, other: pd.Series) -> Found:
    known = column.notna() & other.notna()
    early = column.index[known][(column[known] < other[known]).to_numpy(bool)]
    for line in early:
        yield (
            line,
            Rule(
                "must not be before {other} ({value})",
                other=rule.other[0],
                value=_cell(other[line]),
            ),
        )


def _same_year(rule: RowRule, column: pd.Series, other: pd.Series) -> Found:
    expected = _year(other)
    for line in _differ(_year(column), expected):
        yield line, Rule(
            "must be in the same year as {other} ({value})",
            other=rule.other[0], value=str(int(expected[line])),
        )  # fmt: skip


def _same(rule: RowRule, column: pd.Series, other: pd.Series) -> Found:
    for line in _differ(column, other):
        yield line, Rule(
            "{column} must match that of {other}: {found} is not {value}",
            column=rule.column, other=rule.other[0], found=_cell(column[line]),
            value=_cell(other[line]),
        )  # fmt: skip


def _one_for(rule: RowRule, column: pd.Series, *others: pd.Series) -> Found:
    frame = pd.concat(others, axis=1)
    first = column.groupby([frame[name] for name in frame]).transform("first")
    for line in _differ(column, first):
        yield line, Rule(
            "must be {value}, as in the first row of the same {other}",
            value=_cell(first[line]), other=", ".join(rule.other),
        )  # fmt: skip


def _made_of(rule: RowRule, column: pd.Series, *others: pd.Series) -> Found:
    expected = others[0].str.cat(others[1:], sep="--")
    for line in _differ(column, expected):
        yield line, Rule("must be {value}", value=shorten(expected[line]))


def _as_precise(rule: RowRule, column: pd.Series, other: pd.Series) -> Found:
    """Dates by their last day; texts (a year, a month, a day) by their length."""
    if pd.api.types.is_datetime64_any_dtype(column):
        ends = {
            "month": (column.dt.is_month_end, Rule("must be the last day of its month")),
            "year": (column.dt.is_year_end, Rule("must be the last day of its year")),
        }
        for precision, (kept, said) in ends.items():
            for line in column.index[column.notna() & (other == precision) & ~kept]:
                yield line, said
    else:
        expected = other.map(LENGTHS)
        for line in _differ(column.str.len(), expected):
            yield line, Rule(
                "must be as precise as {other} states: {precision}",
                other=rule.other[0], precision=other[line],
            )  # fmt: skip


def _required(rule: RowRule, column: pd.Series) -> Found:
    where = "; ".join(f"{name} = {', '.join(values)}" for name, values in rule.where.items())
    for line in column.index[column.isna()]:
        yield line, Rule("a value is required where {where}", where=where)


BROKEN: dict[str, Callable[..., Found]] = {
    "notBefore": _not_before,
    "sameYear": _same_year,
    "same": _same,
    "oneFor": _one_for,
    "madeOf": _made_of,
    "asPrecise": _as_precise,
    "required": _required,
}
