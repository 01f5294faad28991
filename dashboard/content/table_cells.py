"""Cells of tables in the reader's words: titles of columns, dates, ids."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.content.column_labels import CODED, TITLES, VALUES, YEARS
from dashboard.content.text.network_text import shortened
from dashboard.core.dataset import cached, table
from dashboard.core.translation import _, day, era, localized

MISSING = "–"


PRECISION = {
    "as_of": "precision",
    "counted_on": "counted_precision",
    "happened_on": "precision",
    "first_on": "first_precision",
    "starts_on": "precision",
    "ends_on": "precision",
}
# Which of the sources of a row a column names.
PARTS = {"cited": slice(0, 1), "further": slice(1, None)}
ISO_LENGTHS = {"day": 10, "month": 7, "year": 4}


def shown_columns(frame: pd.DataFrame, columns: Sequence[str]) -> tuple[str, ...]:
    """The columns without the one for what is later than the selected day, where nothing is."""
    if "later" in frame and not frame["later"].eq(True).any():
        return tuple(column for column in columns if column != "later")
    return tuple(columns)


def _values(frame: pd.DataFrame, column: str) -> pd.Series:
    """The values that a column of the screen shows: its own, or those in the reader's language."""
    if column == "source":
        return frame["source_id"].map(table("sources").set_index("source_id")["publisher"])
    if column == "measured_in":  # a unit of measure, no administrative area
        return frame["unit"]
    if column == "joined_names":
        return frame[localized("joined")].map(shortened)
    return frame[column if column in frame else localized(column)]


def source_of(frame: pd.DataFrame, column: str) -> pd.Series | None:
    """The source that each cell of a column names, missing where it names none or several.

    None for a column of anything else.
    """
    if column == "source":
        return frame["source_id"]
    if column not in PARTS:
        return None
    named = (ids[PARTS[column]] for ids in frame["source_ids"])
    alone = [ids[0] if len(ids) == 1 else None for ids in named]
    return pd.Series(alone, index=frame.index, dtype=object)


@cached
def readable(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The columns of a frame in the reader's language: titles, dates, ids as words."""
    out = pd.DataFrame(index=frame.index)
    for column in columns:
        values = _values(frame, column)
        if is_date(values):
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


def is_date(values: pd.Series) -> bool:
    """Whether a column holds dates."""
    return bool(pd.api.types.is_datetime64_any_dtype(values))


def precision_of(frame: pd.DataFrame, column: str) -> pd.Series:
    """How precisely each date of a column is known."""
    given: pd.Series = frame.get(
        PRECISION.get(column, ""), pd.Series("day", index=frame.index)
    ).fillna("day")
    return given


def iso_dates(frame: pd.DataFrame, column: str) -> pd.Series:
    """The dates of a column in ISO 8601, as precisely as they are known: 2023-07; none is missing.

    In the order of their letters they are in the order of time.
    """
    lengths = precision_of(frame, column).map(ISO_LENGTHS)
    days = frame[column].dt.strftime("%Y-%m-%d")
    pairs = zip(days, lengths, strict=True)
    cut = [None if pd.isna(value) else value[:length] for value, length in pairs]
    return pd.Series(cut, index=frame.index, dtype=object)


def _dates_said(frame: pd.DataFrame, column: str) -> pd.Series:
    """The dates of a column in words, as precisely as they are known; none stays missing."""
    pairs = zip(frame[column], precision_of(frame, column), strict=True)
    said = [None if pd.isna(value) else day(value, how) for value, how in pairs]
    return pd.Series(said, index=frame.index, dtype=object)
