"""Tables below the charts: the drawn data, with the reader's words, and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
import streamlit as st
from pandas.io.formats.style import Styler

from ascn_data import to_csv
from dashboard.content.column_labels import TITLES, YEARS
from dashboard.content.file_names import file_name
from dashboard.content.table_cells import (
    MISSING,
    is_date,
    precision_of,
    readable,
)
from dashboard.core.dataset import cached, first
from dashboard.core.limits import ROWS
from dashboard.core.translation import _, day, language, number
from dashboard.core.url_state import View, place_address
from dashboard.ui.components.repeat import repeated
from dashboard.ui.page_links import country_base, place_base
from dashboard.ui.viewport import scaled

NAME_IN_ADDRESS = "#(.+)$"


def _dates(frame: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    """Those of the columns that hold dates."""
    return [column for column in columns if column in frame and is_date(frame[column])]


def _is_number(values: pd.Series) -> bool:
    kind = pd.api.types
    return bool(kind.is_numeric_dtype(values) and not kind.is_bool_dtype(values))


@cached
def _cells(
    frame: pd.DataFrame, columns: Sequence[str], base: str, countries: str = ""
) -> pd.DataFrame:
    """`readable` with dates left as dates.

    After `place_base` places become addresses, and after `country_base` countries.
    """
    shown = readable(frame, columns)
    shown = shown.assign(**{_(TITLES[key]): frame[key] for key in _dates(frame, columns)})
    for start, column, key in ((base, "name", "place_id"), (countries, "country", "country_id")):
        if start:
            title = shown.columns[columns.index(column)]
            rows = zip(frame[key], shown[title], strict=True)
            shown = shown.assign(**{title: [place_address(start, *row) for row in rows]})
    return shown.reset_index(drop=True)


@cached
def _on_screen(frame: pd.DataFrame, columns: Sequence[str], base: str, countries: str) -> pa.Table:
    """`_cells` as the browser gets it."""
    return pa.Table.from_pandas(_cells(frame, columns, base, countries), preserve_index=False)


def dated(
    frame: pd.DataFrame, columns: Sequence[str], base: str, countries: str = ""
) -> Styler | None:
    """`_cells` with every date in words over its value, by which the browser sorts.

    None where no column holds dates. No format of the browser's knows the Buddhist era, or months
    and years of which no day is known.
    """
    dates = _dates(frame, columns)
    if not dates:
        return None
    styler = _cells(frame, columns, base, countries).style.format(na_rep=MISSING)
    for column in dates:
        how = precision_of(frame, column).reset_index(drop=True)
        for precision in how.unique():
            styler = styler.format(
                partial(day, precision=precision), na_rep=MISSING,
                subset=(how.index[how == precision], [_(TITLES[column])]),
            )  # fmt: skip
    return styler


@cached
def _column_config(frame: pd.DataFrame, columns: Sequence[str]) -> dict[str, Any]:
    config: dict[str, Any] = {}
    for column in columns:
        title = _(TITLES[column])
        if column in frame and is_date(frame[column]):
            config[title] = st.column_config.DateColumn(title)
        elif column == "country" and _of_countries(frame, columns):
            config[title] = st.column_config.LinkColumn(title, display_text=NAME_IN_ADDRESS)
        elif column == "url":
            config[title] = st.column_config.LinkColumn(title)
        elif column == "name" and "place_id" in frame:
            config[title] = st.column_config.LinkColumn(title, display_text=NAME_IN_ADDRESS)
        elif column in frame and _is_number(frame[column]) and column not in YEARS:
            config[title] = st.column_config.NumberColumn(title, format="localized")
    return config


def _of_countries(frame: pd.DataFrame, columns: Sequence[str]) -> bool:
    """Whether the cells of the column of countries lead to their pages."""
    return (
        "country" in columns and "country_id" in frame and bool(frame["country_id"].notna().all())
    )


def show_table(frame: pd.DataFrame, columns: Sequence[str], *, key: str) -> None:
    """A table without an index: exact numbers, grouped.

    Names of places and countries lead to their pages.
    """
    rows, asked = first(frame, ROWS), tuple(columns)
    base = place_base() if "name" in asked and "place_id" in rows else ""
    countries = country_base() if _of_countries(rows, asked) else ""
    height: int | Literal["content"] = "content" if len(rows) <= 12 else scaled(460)
    draw = partial(_draw, rows, asked, base, countries, key, height)
    # A table with dates costs more than the rest of a page.
    repeated(draw, "table", rows, asked, base, countries, key, height)
    count = len(frame)
    say_beyond(count, ROWS)


def _draw(
    frame: pd.DataFrame, columns: Sequence[str], base: str, countries: str, key: str,
    height: int | Literal["content"],
) -> None:  # fmt: skip
    with_dates = dated(frame, columns, base, countries)
    st.dataframe(
        _on_screen(frame, columns, base, countries) if with_dates is None else with_dates,
        hide_index=True,
        column_config=_column_config(frame, columns),
        key=key,
        placeholder=MISSING,
        height=height,
    )


def say_beyond(count: int, limit: int) -> None:
    """Say that of `count` rows or entries only the first are shown, where a page has a limit."""
    if count > limit:
        st.caption(
            _(
                "The first {count} of {all} are shown. Use the filters to narrow the list, or"
                " download it for all of them.",
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
        help=_("All rows of this table, with ids, both languages and exact numbers."),
    )
