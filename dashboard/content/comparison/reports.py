"""The projects that one monitoring report lists of each side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

import ascn_data
from dashboard.content.citations import plain, year_of
from dashboard.content.column_labels import VALUES
from dashboard.content.comparison.facts import Fact, of_numbers, of_values
from dashboard.content.projects import NOT_STATED, later
from dashboard.core.dataset import ask
from dashboard.core.translation import _, localized, number
from dashboard.core.url_state import View


class Report(NamedTuple):
    """A monitoring report: its year and its source."""

    year: int
    source: str


def last_report(view: View) -> Report | None:
    """The last report by the selected date; None before the first."""
    rows = ask(ascn_data.project_totals)
    rows = rows[~later(rows["report_year"], view)]
    if rows.empty:
        return None
    return Report(int(rows["report_year"].iloc[-1]), str(rows["source_id"].iloc[-1]))


def projects_of(sides: Sequence[pd.DataFrame], report: Report) -> tuple[Fact, ...]:
    """How many projects a report lists of each side, their progress, and what most are about.

    A side of which it lists none is unknown, since nothing says that it was covered.
    """
    year = year_of(report.year)
    counts = [len(rows) or None for rows in sides]
    progress = [_progress(rows) for rows in sides]
    stated = [None if (rows["progress"] == NOT_STATED).all() else said
              for rows, said in zip(sides, progress, strict=True)]  # fmt: skip
    areas = [_most(rows) for rows in sides]
    none = _("no project listed")
    told = (
        (_("Projects in the {year} report", year=year), of_numbers(counts),
         [None if count is None else number(count) for count in counts]),
        (_("Progress of these projects"), of_values(stated), progress),
        (_("Focus area of most projects"), of_values(areas), areas),
    )  # fmt: skip
    return tuple(
        Fact(name, tuple(each or none for each in cells), difference, (report.source,))
        for name, difference, cells in told
    )


def _progress(rows: pd.DataFrame) -> str | None:
    """How many projects there are of each progress that the report states."""
    counts = rows["progress"].value_counts().sort_index()
    return ", ".join(f"{_(VALUES[key])}: {number(count)}" for key, count in counts.items()) or None


def _most(rows: pd.DataFrame) -> str | None:
    """The focus areas with most projects."""
    counts = rows[localized("focus_area")].value_counts()
    return ", ".join(sorted(plain(str(name)) for name in counts.index[counts == counts.max()])) or (
        None
    )
