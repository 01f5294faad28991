"""Targets and figures of Thailand's national programme, in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

import ascn_data
from dashboard.content.text.weak_sources import is_weak
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _, day, localized, mark, n_, number

# The kinds of `programme_figures`, in words.
KINDS: Mapping[str, str] = {
    "target": mark("target"),
    "certified": mark("certified"),
    "investment": mark("investment"),
    "promotion-zones": mark("promotion zones"),
    "competitiveness": mark("competitiveness index"),
    "ambassadors": mark("smart city ambassadors"),
    "expo": mark("exhibitions and seminars"),
    "criteria": mark("criteria and rules"),
    "pilots": mark("pilot cities"),
    "data-platform": mark("city data platforms"),
}


@cached
def progress_said(asof: str) -> str:
    """How many were certified of how many planned, as last stated by a day, or that it is unknown.

    The target is the latest one; the two may be of different dates.
    """
    rows = ask(ascn_data.programme_progress, asof)
    if rows.empty:
        return _(
            "The number of certified smart cities and its target are not known for {day}.",
            day=day(asof),
        )
    row = rows.iloc[0]
    figures = ask(ascn_data.programme_figures, asof)
    stated = figures[figures["kind"] == "certified"].set_index("as_of")["precision"]
    return n_(
        "{count} of {target} smart cities planned by {year} was certified ({day}).",
        "{count} of {target} smart cities planned by {year} were certified ({day}).",
        int(row["certified"]),
        target=number(row["target"]),
        year=day(f"{row['target_year']}-12-31", "year"),
        day=day(row["certified_on"], str(stated.loc[[row["certified_on"]]].iloc[-1])),
    )


@cached
def stated(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of stated figures with what their table shows in the reader's language.

    Adds figure (the value), figure_unit, qualifier, detail, weak (whether the source is weak).
    """
    return rows.assign(
        figure=rows["value"],
        figure_unit=rows[localized("unit")],
        qualifier=rows[localized("qualifier")],
        detail=rows[localized("statement")],
        weak=[is_weak([source]) for source in rows["source_id"]],
    )


@cached
def figure_rows(asof: str) -> pd.DataFrame:
    """The figures of Thailand's programme by a day as `stated`, with what each is about."""
    rows = ask(ascn_data.programme_figures, asof)
    return stated(rows).assign(about=[_(KINDS.get(kind, kind)) for kind in rows["kind"]])
