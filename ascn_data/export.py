"""Frames as text that other programs read safely."""

from __future__ import annotations

import json

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def defuse(value: object) -> object:
    """Text that a spreadsheet would run as a formula, made harmless by an apostrophe.

    A carriage return becomes a line feed, because readers differ on whether it ends a row.
    """
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if value.startswith(FORMULA_STARTS) else text


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` with dates as YYYY-MM-DD and missing values as None; numbers stay exact."""
    out = frame.copy(deep=False)
    for column in out.columns:
        if pd.api.types.is_datetime64_any_dtype(out[column]):
            out[column] = out[column].dt.strftime("%Y-%m-%d")
        elif pd.api.types.is_float_dtype(out[column]):
            values = out[column].dropna()
            if (values == values.round()).all():
                out[column] = out[column].astype("Int64")
    return out.astype(object).where(out.notna(), None)


def to_csv(frame: pd.DataFrame) -> str:
    """CSV with a header, LF line ends, empty cells for what is unknown, formulas defused."""
    cells = plain(frame)
    # Column by column: mapping a whole frame turns whole numbers beside the unknown into floats.
    safe = {name: pd.Series(map(defuse, cells[name]), dtype=object) for name in cells}
    return str(pd.DataFrame(safe, columns=cells.columns).to_csv(index=False, lineterminator="\n"))


def to_json(frame: pd.DataFrame) -> str:
    """A JSON array with one object a row; unknown is null."""
    return json.dumps(plain(frame).to_dict("records"), ensure_ascii=False, indent=2)


def to_table(frame: pd.DataFrame) -> str:
    """Aligned columns for a terminal."""
    return str(plain(frame).fillna("").to_string(index=False, max_colwidth=60))
