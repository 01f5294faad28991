"""What a table adds up to, declared by the key of the table and the column that is added.

Only what can be added is declared here: never populations of several sources, never a running
total, never members and proposed areas together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.content.column_labels import TITLES
from dashboard.core.dataset import cached
from dashboard.core.translation import _, era, listed, n_, number


@dataclass(frozen=True, slots=True)
class Total:
    """A column to add; `by` is a column of years for each of which it is added apart."""

    column: str
    by: str = ""


# Ranges of registered residents come from one source, and every person is counted once.
RANGES = (Total("areas"), Total("low"), Total("high"))
TOTALS: Mapping[str, tuple[Total, ...]] = {
    "countries": (Total("members"),),
    "growth": (Total("joined"),),
    "matrix": (Total("joined"),),
    "regions": RANGES,
    "choropleth": RANGES,
    "groups": (Total("projects", by="report_year"),),
    "progress": (Total("projects", by="report_year"),),
    "rounds": (Total("added"),),
    "plan-regions": (Total("added"),),
    "provinces": (Total("areas"),),
}
# Tables with a row for each place, of which the two kinds are counted apart.
OF_PLACES = frozenset({"places", "ledger", "directory"})


@cached
def totals_said(key: str, frame: pd.DataFrame, *, chosen: bool = False) -> str:
    """The number of rows of the table with this key and its totals, as sentences.

    They are all of its rows, or those that a reader has `chosen`. Rows after the selected date
    (column `later`) count as rows, and are left out of totals.
    """
    said = [
        n_("{count} row chosen.", "{count} rows chosen.", len(frame)) if chosen
        else n_("{count} row.", "{count} rows.", len(frame))
    ]  # fmt: skip
    past = frame[~frame["later"].fillna(False).astype(bool)] if "later" in frame else frame
    if key in OF_PLACES:
        said.append(_kinds(past))
    said += [_total(total, past) for total in TOTALS.get(key, ()) if total.column in past]
    if len(said) > 1 and len(past) < len(frame):
        said.append(_("Rows after the selected date are not added."))
    return " ".join(filter(None, said))


def _total(total: Total, rows: pd.DataFrame) -> str:
    title = _(TITLES[total.column])
    if not total.by:
        return _(
            "{column} in total: {number}.", column=title, number=number(rows[total.column].sum())
        )
    sums = rows.groupby(total.by)[total.column].sum()
    parts = [
        _("{number} in {year}", number=number(count), year=str(int(year) + era()))
        for year, count in sums.items()
    ]
    return _(
        "{column} in total: {parts}.", column=title, parts=listed(parts) if parts else number(0)
    )


def _kinds(frame: pd.DataFrame) -> str:
    """How many places are members and how many are proposed."""
    count = frame["status"].value_counts()
    members, proposed = int(count.get("member", 0)), int(count.get("proposed", 0))
    said = [
        n_("{count} member city", "{count} member cities", members) if members else "",
        n_("{count} proposed area", "{count} proposed areas", proposed) if proposed else "",
    ]
    places = "; ".join(filter(None, said))
    return _("{places}.", places=places) if places else ""
