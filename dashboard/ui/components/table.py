"""Tables: one component for all. The rows in the reader's words, and what to take away of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote, unquote

import pandas as pd
import pyarrow as pa
import streamlit as st

from ascn_data import to_csv
from dashboard.content.citations import source_address
from dashboard.content.column_labels import TITLES, YEARS
from dashboard.content.file_names import file_name, is_named
from dashboard.content.table_cells import (
    MISSING,
    is_date,
    iso_dates,
    precision_of,
    readable,
    shown_columns,
    source_of,
)
from dashboard.content.table_totals import totals_said
from dashboard.content.table_widths import ROW, Widths, source_within, widths_of
from dashboard.content.text.sentences import one_text
from dashboard.core.dataset import cached, first
from dashboard.core.limits import ROWS
from dashboard.core.translation import _, day, language, number, set_language
from dashboard.core.url_state import place_address
from dashboard.exports.html.tables import raw_table, table_of
from dashboard.exports.markdown_table import markdown_table
from dashboard.ui.errors import boundary
from dashboard.ui.page_links import country_base, place_base
from dashboard.ui.session import current_view
from dashboard.ui.viewport import scaled, window

NAME_IN_ADDRESS = "#(.+)$"
# Other hosts get nothing of a name after this: browsers take it off (fragment directives).
DIRECTIVE = "#:~:"
NAME_OF_SOURCE = f"{DIRECTIVE}(.+)$"
HOST_IN_ADDRESS = r"^https?://(?:www\.)?([^/?#]+)"
# A table grows to this height; a longer one scrolls inside it.
TALLEST = 460
# Windows that differ by fewer pixels have tables of the same widths.
ROOM_STEP = 40


def _dates(frame: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    """Those of the columns that hold dates."""
    return [column for column in columns if column in frame and is_date(frame[column])]


def _words_of_dates(frame: pd.DataFrame, column: str) -> dict[Any, str]:
    """What stands for each date of a column on screen, by the date in ISO 8601."""
    pairs = zip(frame[column], precision_of(frame, column), iso_dates(frame, column), strict=True)
    return {iso: day(value, how) for value, how, iso in pairs if iso is not None}


def _is_number(values: pd.Series) -> bool:
    kind = pd.api.types
    return bool(kind.is_numeric_dtype(values) and not kind.is_bool_dtype(values))


def _leading(source_id: str | None, name: str) -> str:
    """The address of a source, with what a table shows of it at its end; else its name."""
    address = "" if pd.isna(source_id) else source_address(str(source_id))
    said = source_within(name)
    return f"{address}{DIRECTIVE}{quote(said)}" if address else said


@cached
def _cells(
    frame: pd.DataFrame, columns: Sequence[str], base: str, countries: str = ""
) -> pd.DataFrame:
    """`readable` with dates in ISO 8601: the browser sorts by them and shows them in words.

    No format of the browser's knows the Buddhist era, or months and years of which no day is known.
    After `place_base` places become addresses, and after `country_base` countries. Sources become
    their own.
    """
    shown = readable(frame, columns)
    shown = shown.assign(
        **{_(TITLES[key]): iso_dates(frame, key) for key in _dates(frame, columns)}
    )
    for start, column, key in ((base, "name", "place_id"), (countries, "country", "country_id")):
        if start:
            title = shown.columns[columns.index(column)]
            rows = zip(frame[key], shown[title], strict=True)
            shown = shown.assign(**{title: [place_address(start, *row) for row in rows]})
    for column in columns:
        sources = source_of(frame, column)
        if sources is not None:
            title = _(TITLES[column])
            leads = map(_leading, sources, shown[title])
            # Each address is sent once, and for each row its number.
            shown = shown.assign(**{title: pd.Categorical(leads)})
    return shown.reset_index(drop=True)


@cached
def _on_screen(frame: pd.DataFrame, columns: Sequence[str], base: str, countries: str) -> pa.Table:
    """`_cells` as the browser gets it."""
    return pa.Table.from_pandas(_cells(frame, columns, base, countries), preserve_index=False)


@cached
def _widths(frame: pd.DataFrame, columns: Sequence[str], room: int | None) -> Widths:
    """The widths of a table in so many pixels; None on a phone, where it is moved sideways."""
    words = readable(frame, columns)
    named = [_(TITLES[each]) for each in columns if source_of(frame, each) is not None]
    words = words.assign(**{title: words[title].map(source_within) for title in named})
    # What a link shows is a part of its address.
    for address in {"url"}.intersection(columns):
        hosts = frame[address].str.extract(HOST_IN_ADDRESS, expand=False)
        words = words.assign(**{_(TITLES[address]): hosts.map(unquote, na_action="ignore")})
    # What leads somewhere breaks no lines.
    leading = [_(TITLES[each]) for each in columns if each == "url" or _leads(each, frame, columns)]
    return widths_of(words, [*named, *leading], narrow=room is None, room=room)


def _room() -> int | None:
    """The width that a table has on the page, in steps; None on a phone."""
    return None if window().narrow else window().content // ROOM_STEP * ROOM_STEP


class _Settings(dict[str, Any]):
    """The settings of a column.

    Streamlit copies them in each answer, as it changes some of their keys. It changes nothing that
    is inside, such as a list of all dates, which need not be copied.
    """

    def __deepcopy__(self, _memo: object) -> _Settings:
        return _Settings(self)


@cached
def _column_config(
    frame: pd.DataFrame, columns: Sequence[str], room: int | None, scale: float
) -> dict[str, Any]:
    config: dict[str, Any] = {}
    widths = _widths(frame, columns, room).columns
    for at, column in enumerate(columns):
        title = _(TITLES[column])
        look: dict[str, Any] = {"width": round(widths[title] * scale), "pinned": at == 0}
        if column in frame and is_date(frame[column]):
            words = _words_of_dates(frame, column)
            config[title] = st.column_config.SelectboxColumn(
                title, options=list(words), format_func=words.__getitem__, **look
            )
        elif _leads(column, frame, columns):
            config[title] = st.column_config.LinkColumn(title, display_text=NAME_IN_ADDRESS, **look)
        elif source_of(frame, column) is not None:
            config[title] = st.column_config.LinkColumn(title, display_text=NAME_OF_SOURCE, **look)
        elif column == "url":
            config[title] = st.column_config.LinkColumn(title, display_text=HOST_IN_ADDRESS, **look)
        elif column in frame and _is_number(frame[column]) and column not in YEARS:
            config[title] = st.column_config.NumberColumn(title, format="localized", **look)
        else:
            config[title] = st.column_config.Column(title, **look)
    return {title: _Settings(settings) for title, settings in config.items()}


def _of_countries(frame: pd.DataFrame, columns: Sequence[str]) -> bool:
    """Whether the cells of the column of countries lead to their pages."""
    return (
        "country" in columns and "country_id" in frame and bool(frame["country_id"].notna().all())
    )


def _leads(column: str, frame: pd.DataFrame, columns: Sequence[str]) -> bool:
    """Whether the names of a column lead to pages."""
    if column == "country":
        return _of_countries(frame, columns)
    return column == "name" and "place_id" in frame


@cached
def _identity(frame: pd.DataFrame, columns: Sequence[str]) -> str:
    """A short name for these rows: those chosen in others are not chosen in them."""
    text = readable(frame, columns).to_csv(index=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def show_table(
    frame: pd.DataFrame, columns: Sequence[str], *, key: str, raw: pd.DataFrame | None = None
) -> None:
    """A table without an index: exact numbers, grouped.

    Names of places and countries lead to their pages. Below it stand its totals, and what to take
    away: all rows, or those that the reader chooses. `raw` are the same rows in the same order, as
    they are downloaded, where `frame` holds words. `key` is one of those that files are named
    after.
    """
    _choose_rows(frame, shown_columns(frame, columns), key, frame if raw is None else raw)


@st.fragment
def _choose_rows(
    frame: pd.DataFrame, columns: tuple[str, ...], key: str, files: pd.DataFrame
) -> None:
    """The table and what stands below it: whoever chooses rows runs nothing else again."""
    set_language(current_view().lang)
    with boundary(f"table {key}"):
        rows = first(frame, ROWS)
        base = place_base() if "name" in columns and "place_id" in rows else ""
        countries = country_base() if _of_countries(rows, columns) else ""
        room = _room()
        widths = _widths(rows, columns, room)
        height = widths.row
        grid = st.dataframe(
            _on_screen(rows, columns, base, countries),
            hide_index=True,
            column_config=_column_config(rows, columns, room, scaled(100) / 100),
            key=f"rows-{key}-{_identity(rows, columns)}",
            placeholder=MISSING,
            row_height=None if height == ROW else scaled(height),
            height="content" if ROW + len(rows) * height <= TALLEST else scaled(TALLEST),
            on_select="rerun",
            selection_mode="multi-row",
        )
        say_beyond(len(frame), ROWS)
        if chosen := _chosen(grid, rows):
            frame, files = frame.iloc[chosen], files.iloc[chosen]
        beyond = widths.total > window().content
        told = one_text(
            totals_said(key, frame, chosen=bool(chosen)),
            _("More columns to the right.") if beyond else "",
        )
        take_away(key, files, partial(_as_markdown, frame, columns), said=told, chosen=bool(chosen))


def _chosen(grid: Any, rows: pd.DataFrame) -> list[int]:
    """The positions of the rows that the reader chose in a grid that shows `rows`."""
    return [at for at in grid.selection.rows if at < len(rows)]


def _as_markdown(frame: pd.DataFrame, columns: tuple[str, ...]) -> str:
    table = table_of(frame, columns, lambda _column, _id: "")
    return markdown_table(table) if table else ""


@cached
def _raw(frame: pd.DataFrame) -> tuple[pa.Table, Widths]:
    """A frame as the browser gets it, with its own columns and values, and its widths."""
    words = frame.astype(object).astype(str)
    return pa.Table.from_pandas(frame, preserve_index=False), widths_of(words, tuple(words))


@st.fragment
def show_raw(frame: pd.DataFrame, *, key: str, most: int) -> None:
    """The first rows of a table of the dataset as in its file, `most` at most, and all to copy."""
    set_language(current_view().lang)
    with boundary(f"table {key}"):
        shown = first(frame, most)
        rows, widths = _raw(shown)
        config = {
            name: st.column_config.Column(width=scaled(wide), pinned=at == 0)
            for at, (name, wide) in enumerate(widths.columns.items())
        }
        grid = st.dataframe(
            rows, hide_index=True, height=scaled(280), key=f"rows-{key}", column_config=config,
            on_select="rerun", selection_mode="multi-row",
        )  # fmt: skip
        chosen = _chosen(grid, shown)
        taken = frame.iloc[chosen] if chosen else frame
        take_away(
            key, taken, lambda: markdown_table(raw_table(taken)),
            said=totals_said(key, taken, chosen=bool(chosen)), chosen=bool(chosen),
        )  # fmt: skip


def take_away(
    key: str,
    rows: pd.DataFrame,
    markdown: Callable[[], str],
    *,
    said: str = "",
    about_csv: str = "",
    chosen: bool = False,
) -> None:
    """The rows of a table as a file, and to copy as Markdown or CSV; `said` stands beside that.

    A key that no file is named after has no file. `chosen` says that the reader chose these rows
    among others.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"take-{key}"):
        if is_named(key):
            download(rows, key=key, chosen=chosen)
        with st.popover(
            _("Copy"), icon=":material/content_copy:", key=f"copy-{key}", on_change="rerun",
            help=_("The rows as CSV or Markdown, to paste elsewhere"),
        ) as opened:  # fmt: skip
            if opened.open:  # nothing is sent before it is asked for
                st.markdown(_("**Markdown**, as in the table"))
                st.code(markdown(), language=None, height=scaled(150))
                st.markdown(about_csv or _("**CSV**, as in the file: with ids and both languages"))
                st.code(to_csv(rows), language=None, height=scaled(150))
        if said:
            st.caption(said, width="stretch")


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


def download(frame: pd.DataFrame, *, key: str, chosen: bool = False) -> None:
    """A button that gives the frame as CSV with its ids and both languages."""
    st.download_button(
        _("Download as CSV"),
        data=lambda: to_csv(frame).encode("utf-8-sig"),  # Excel takes it for UTF-8 by its mark
        file_name=file_name(key, current_view()),
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"download-{key}-{language()}",
        help=_("The chosen rows, with ids, both languages and exact numbers.") if chosen
        else _("All rows of this table, with ids, both languages and exact numbers."),
    )  # fmt: skip
