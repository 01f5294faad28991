"""Tables beside the pictures: the drawn data, with the reader's words, and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ascn_data.export import to_csv
from dashboard.data import table
from dashboard.view import View
from dashboard.words import _, day, language, mark, own

# One title for each column that a table on screen may show.
TITLES = {
    "name": mark("Place"),
    "country": mark("Country"),
    "region": mark("Region"),
    "status": mark("Status"),
    "counted_on": mark("Since"),
    "joined": mark("Joined"),
    "joined_names": mark("Who joined"),
    "members": mark("Members"),
    "countries": mark("Countries"),
    "unit_label": mark("Unit"),
    "unit": mark("Unit measured"),
    "population": mark("People"),
    "low": mark("Lowest count"),
    "high": mark("Highest count"),
    "areas": mark("Areas"),
    "readings": mark("Readings"),
    "standing": mark("Standing"),
    "reference_date": mark("Counted on"),
    "estimate_type": mark("Kind of figure"),
    "event": mark("Event"),
    "basis": mark("Basis"),
    "later": mark("Later than the as-of day"),
    "year": mark("Year"),
    "statement": mark("Claim"),
    "value": mark("Announced"),
    "computed": mark("Computed"),
    "title": mark("Title"),
    "publisher": mark("Publisher"),
    "published_on": mark("Published"),
    "kind": mark("Kind"),
    "licence": mark("Licence"),
    "url": mark("Link"),
    "source": mark("Source"),
}
# Ids that stand in cells, in words.
VALUES = {
    "member": mark("member"),
    "proposed": mark("proposed"),
    "joined": mark("joined"),
    "named": mark("named in the announcement"),
    "possible": mark("possible"),
    "alternative": mark("shown, not counted"),
    "registered": mark("registered residents"),
    "estimate": mark("estimate"),
    "projection": mark("projection"),
    "census": mark("census"),
    "declared": mark("declared by the city"),
    "survey": mark("survey"),
    "approximate": mark("approximate"),
    "press": mark("press"),
    "official": mark("official"),
    "official via compiler": mark("official, via a compiler"),
    "secondary": mark("secondary"),
    "analysis": mark("analysis"),
    "academic": mark("academic"),
    "cities": mark("cities"),
    "areas": mark("areas"),
    "people": mark("people"),
    "provinces": mark("provinces"),
    "countries": mark("countries"),
    "dimensions": mark("dimensions"),
    "ordinal": mark("meeting number"),
    "year": mark("year"),
    "month": mark("month"),
}
CODED = ("status", "event", "standing", "estimate_type", "kind", "unit")
PRECISION = {"counted_on": "counted_precision"}


def _values(frame: pd.DataFrame, column: str) -> pd.Series:
    """The values that a column of the screen shows: its own, or those in the reader's language."""
    if column == "source":
        return frame["source_id"].map(table("sources").set_index("source_id")["publisher"])
    if column == "joined_names":
        return frame[own("joined")]
    return frame[column if column in frame else own(column)]


def readable(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The columns of a frame in the reader's language: titles, dates, ids as words."""
    out = pd.DataFrame(index=frame.index)
    for column in columns:
        values = _values(frame, column)
        if pd.api.types.is_datetime64_any_dtype(values):
            precision = frame.get(PRECISION.get(column, ""), pd.Series("day", index=frame.index))
            values = pd.Series(
                [day(value, how) for value, how in zip(values, precision, strict=True)],
                index=frame.index,
            )
        elif pd.api.types.is_bool_dtype(values):
            values = values.map({True: _("yes"), False: _("no")})
        elif pd.api.types.is_string_dtype(values):
            values = values.fillna("")
        if column in CODED:
            values = values.map(lambda value: _(VALUES[value]) if value in VALUES else value)
        out[_(TITLES[column])] = values
    return out


def _is_number(values: pd.Series) -> bool:
    kind = pd.api.types
    return bool(kind.is_numeric_dtype(values) and not kind.is_bool_dtype(values))


def show_table(frame: pd.DataFrame, columns: Sequence[str], *, key: str) -> None:
    """A table without an index; numbers are exact and grouped, links can be followed."""
    config: dict[str, Any] = {}
    for column in columns:
        title = _(TITLES[column])
        if column == "url":
            config[title] = st.column_config.LinkColumn(title)
        elif column in frame and _is_number(frame[column]) and column != "year":
            config[title] = st.column_config.NumberColumn(title, format="localized")
    st.dataframe(
        readable(frame, columns),
        hide_index=True,
        column_config=config,
        key=key,
        height="content" if len(frame) <= 12 else 460,
    )


def file_name(key: str, view: View) -> str:
    """A name that says what is inside: picture, day and filters."""
    parts = ["ascn", key, view.asof, view.country, view.region, view.status]
    return "-".join(part for part in parts if part) + ".csv"


def download(frame: pd.DataFrame, *, key: str, view: View) -> None:
    """A button that gives the frame as CSV with its ids and both languages."""
    st.download_button(
        _("Download as CSV"),
        data=lambda: to_csv(frame).encode("utf-8"),
        file_name=file_name(key, view),
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"download-{key}-{language()}",
    )
