"""Tables beside the pictures: the drawn data, with the reader's words, and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st
from pandas.io.formats.style import Styler

from ascn_data.export import to_csv
from dashboard.data import first, remembered, table
from dashboard.file_names import file_name
from dashboard.limits import ROWS
from dashboard.links import place_address, place_base
from dashboard.sentences import shortened
from dashboard.view import View
from dashboard.window import scaled
from dashboard.words import _, day, era, language, mark, number, own

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
    "column": mark("Column"),
    "column_title": mark("Name"),
    "description": mark("Description"),
    "type": mark("Type"),
    "field_unit": mark("Unit of the column"),
    "required": mark("Always filled in"),
    "refers_to": mark("Refers to"),
    "allowed": mark("Allowed"),
    "file": mark("File"),
    "row": mark("Row"),
    "rule": mark("Rule"),
    "found": mark("Found"),
    "table": mark("Table"),
    "key": mark("Key"),
    "change": mark("Change"),
    "before": mark("Before"),
    "after": mark("After"),
    "question": mark("Question"),
    "happened_on": mark("When"),
    "location": mark("Where"),
    "plan_areas": mark("Areas in Thailand's plan"),
    "partner": mark("Partner"),
    "programme": mark("Programme"),
    "detail": mark("Detail"),
    "note": mark("Note"),
    "project": mark("Project"),
    "focus_area": mark("Focus area"),
    "progress": mark("Progress"),
    "report_year": mark("Report of"),
    "projects": mark("Listed projects"),
    "declared": mark("Declared in 2018"),
    "distance_km": mark("Distance (km)"),
    "series": mark("Series"),
    "from": mark("From"),
    "used_for": mark("Used for"),
    "rounded": mark("Rounded by the source"),
    "area": mark("Area of the plan"),
    "number": mark("Number in the plan"),
    "province": mark("Province"),
    "provinces": mark("Provinces so far"),
    "added": mark("Areas added"),
    "designated_on": mark("Designated on"),
    "proposed": mark("Proposed among them"),
    "is_proposed": mark("Proposed in July 2023"),
    "later_areas": mark("Areas added later"),
    "province_areas": mark("The plan's areas in the province"),
    "unit_resolved": mark("Unit settled"),
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
    "identifier": mark("identifier"),
    "square kilometres": mark("square kilometres"),
    "degrees": mark("degrees"),
    "see the column unit": mark("see the column unit"),
    "count (cities, or areas for thai-round)": mark("count (cities, or areas for thai-round)"),
    "string": mark("text"),
    "integer": mark("whole number"),
    "number": mark("number"),
    "boolean": mark("yes or no"),
    "date": mark("date"),
    "added": mark("added"),
    "removed": mark("removed"),
    "changed": mark("changed"),
    "milestone": mark("Milestones"),
    "meeting": mark("Annual meetings"),
    "join": mark("New members"),
    "count": mark("Press counts"),
    "workshop": mark("Workshops"),
    "chairmanship": mark("Chair"),
    "programme": mark("Programmes"),
    "partner": mark("Partner meetings"),
    "thai-round": mark("Thailand's plan"),
    "thai-event": mark("Thai events"),
    "context": mark("around or inside the place"),
    "completed": mark("completed"),
    "ongoing_or_planning": mark("ongoing or planned"),
    "not_stated": mark("progress not stated"),
}
CODED = (
    "status", "event", "standing", "estimate_type", "kind", "unit", "type", "change", "progress",
)  # fmt: skip
YEARS = ("year", "report_year")
MISSING = "–"
NAME_IN_ADDRESS = "#(.+)$"
PRECISION = {
    "counted_on": "counted_precision",
    "happened_on": "precision",
}


def _values(frame: pd.DataFrame, column: str) -> pd.Series:
    """The values that a column of the screen shows: its own, or those in the reader's language."""
    if column == "source":
        return frame["source_id"].map(table("sources").set_index("source_id")["publisher"])
    if column == "joined_names":
        return frame[own("joined")].map(shortened)
    return frame[column if column in frame else own(column)]


@remembered(256)
def readable(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The columns of a frame in the reader's language: titles, dates, ids as words."""
    out = pd.DataFrame(index=frame.index)
    for column in columns:
        values = _values(frame, column)
        if _is_date(values):
            values = _dates_said(frame, column)
        elif column in YEARS:
            values = values + era()
        elif pd.api.types.is_bool_dtype(values):
            values = values.map({True: _("yes"), False: _("no")})
        elif pd.api.types.is_string_dtype(values):
            values = values.fillna("")
        if column in CODED:
            values = values.map(lambda value: _(VALUES[value]) if value in VALUES else value)
        out[_(TITLES[column])] = values
    return out


def _is_date(values: pd.Series) -> bool:
    return bool(pd.api.types.is_datetime64_any_dtype(values))


def _dates(frame: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    """Those of the columns that hold dates."""
    return [column for column in columns if column in frame and _is_date(frame[column])]


def _precision(frame: pd.DataFrame, column: str) -> pd.Series:
    """How precisely each date of a column is known."""
    given: pd.Series = frame.get(
        PRECISION.get(column, ""), pd.Series("day", index=frame.index)
    ).fillna("day")
    return given


def _dates_said(frame: pd.DataFrame, column: str) -> pd.Series:
    """The dates of a column in words, as precisely as they are known; none stays missing."""
    pairs = zip(frame[column], _precision(frame, column), strict=True)
    said = [None if pd.isna(value) else day(value, how) for value, how in pairs]
    return pd.Series(said, index=frame.index, dtype=object)


def _is_number(values: pd.Series) -> bool:
    kind = pd.api.types
    return bool(kind.is_numeric_dtype(values) and not kind.is_bool_dtype(values))


@remembered(256)
def _cells(frame: pd.DataFrame, columns: Sequence[str], base: str) -> pd.DataFrame:
    """`readable` with dates left as dates; after `place_base` places become addresses."""
    shown = readable(frame, columns)
    shown = shown.assign(**{_(TITLES[key]): frame[key] for key in _dates(frame, columns)})
    if base:
        title = shown.columns[columns.index("name")]
        rows = zip(frame["place_id"], shown[title], strict=True)
        shown = shown.assign(**{title: [place_address(base, *row) for row in rows]})
    return shown.reset_index(drop=True)


@remembered(256)
def _on_screen(frame: pd.DataFrame, columns: Sequence[str], base: str) -> pa.Table:
    """`_cells` as the browser gets it."""
    return pa.Table.from_pandas(_cells(frame, columns, base), preserve_index=False)


def dated(frame: pd.DataFrame, columns: Sequence[str], base: str) -> Styler | None:
    """`_cells` with every date in words over its value, by which the browser sorts.

    None where no column holds dates. No format of the browser's knows the Buddhist era, or months
    and years of which no day is known.
    """
    dates = _dates(frame, columns)
    if not dates:
        return None
    styler = _cells(frame, columns, base).style.format(na_rep=MISSING)
    for column in dates:
        how = _precision(frame, column).reset_index(drop=True)
        for precision in how.unique():
            styler = styler.format(
                partial(day, precision=precision), na_rep=MISSING,
                subset=(how.index[how == precision], [_(TITLES[column])]),
            )  # fmt: skip
    return styler


@remembered(256)
def _column_config(frame: pd.DataFrame, columns: Sequence[str]) -> dict[str, Any]:
    config: dict[str, Any] = {}
    for column in columns:
        title = _(TITLES[column])
        if column in frame and _is_date(frame[column]):
            config[title] = st.column_config.DateColumn(title)
        elif column == "url":
            config[title] = st.column_config.LinkColumn(title)
        elif column == "name" and "place_id" in frame:
            config[title] = st.column_config.LinkColumn(title, display_text=NAME_IN_ADDRESS)
        elif column in frame and _is_number(frame[column]) and column not in YEARS:
            config[title] = st.column_config.NumberColumn(title, format="localized")
    return config


def show_table(frame: pd.DataFrame, columns: Sequence[str], *, key: str) -> None:
    """A table without an index: exact numbers, grouped; names of places lead to their pages."""
    rows, asked = first(frame, ROWS), tuple(columns)
    base = place_base() if "name" in asked and "place_id" in rows else ""
    with_dates = dated(rows, asked, base)
    st.dataframe(
        _on_screen(rows, asked, base) if with_dates is None else with_dates,
        hide_index=True,
        column_config=_column_config(rows, asked),
        key=key,
        placeholder=MISSING,
        height="content" if len(rows) <= 12 else scaled(460),
    )
    count = len(frame)
    say_beyond(count, ROWS)


def say_beyond(count: int, limit: int) -> None:
    """Say that of `count` rows or entries only the first are shown, where a page has a limit."""
    if count > limit:
        st.caption(
            _(
                "The first {count} of {all}; filters narrow them, and downloads have all.",
                count=number(limit), all=number(count),
            )
        )  # fmt: skip


def download(frame: pd.DataFrame, *, key: str, view: View) -> None:
    """A button that gives the frame as CSV with its ids and both languages."""
    st.download_button(
        _("Download as CSV"),
        data=lambda: to_csv(frame).encode("utf-8-sig"),  # Excel takes it for UTF-8 by its mark
        file_name=file_name(key, view),
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"download-{key}-{language()}",
        help=_("The rows of this table with their ids, in both languages, exact numbers."),
    )
