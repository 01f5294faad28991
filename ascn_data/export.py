"""Frames as text and files that other programs read safely."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from ascn_data.days import Day
from ascn_data.network import Network
from ascn_data.places import places

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# The earliest time that an entry of a zip can carry.
EARLIEST = datetime(1980, 1, 1)
README = "README"
# Limits of the file format.
SHEET_NAME = 31
CELL_TEXT = 32_767
FIRST_YEAR = 1900
WIDEST = 60


def defuse(value: object) -> object:
    """Text that a spreadsheet would run as a formula, made harmless by an apostrophe.

    A carriage return becomes a line feed, because readers differ on whether it ends a row.
    """
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if value.startswith(FORMULA_STARTS) else text


def plain(frame: pd.DataFrame, *, dates_as_text: bool = True) -> pd.DataFrame:
    """`frame` with dates as YYYY-MM-DD and missing values as None; numbers stay exact.

    Without `dates_as_text` a date is a `datetime.date`.
    """
    out = frame.copy(deep=False)
    for column in out.columns:
        if pd.api.types.is_datetime64_any_dtype(out[column]):
            days = out[column].dt
            out[column] = days.strftime("%Y-%m-%d") if dates_as_text else days.date
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


def to_geojson(
    net: Network,
    as_of: Day,
    *,
    country: str | None = None,
    region: str | None = None,
    status: str | None = None,
) -> str:
    """Places on a day as a FeatureCollection of points in degrees (WGS 84, RFC 7946).

    A feature's `id` is its place_id and its properties are the columns of `places`: dates are
    text, unknown is null. Raises ValueError for what is no day.
    """
    rows = places(net, as_of, country=country, region=region, status=status)
    points = gpd.points_from_xy(rows["lon"], rows["lat"])
    features = gpd.GeoDataFrame(plain(rows), geometry=points).set_index("place_id", drop=False)
    return str(features.to_json(ensure_ascii=False))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of files by their path, in that order; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, EARLIEST.timetuple()[:6])
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def replace_file(path: Path, content: bytes) -> None:
    """Write a file in one step, so that nobody reads half of it. Raises OSError."""
    if path.exists() and not path.is_file():
        # A device or a pipe: there is nothing to replace.
        path.write_bytes(content)
        return
    path = path.resolve()
    part = path.with_name(f".{os.getpid()}.part")
    try:
        part.write_bytes(content)
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def sheet_names(names: Iterable[str]) -> dict[str, str]:
    """A name for a sheet from each of `names`: allowed, at most 31 characters, never twice."""
    # A workbook compares names without case, and keeps History for itself.
    taken = {README.casefold(), "history"}
    sheets: dict[str, str] = {}
    for name in dict.fromkeys(names):
        allowed = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '") or "sheet"
        sheet, number = allowed[:SHEET_NAME], 1
        while sheet.casefold() in taken:
            number += 1
            sheet = f"{allowed[: SHEET_NAME - len(str(number)) - 1]} {number}"
        taken.add(sheet.casefold())
        sheets[name] = sheet
    return sheets


def to_xlsx(
    sheets: Mapping[str, pd.DataFrame],
    readme: Sequence[Sequence[str]],
    made: datetime | None = None,
) -> bytes:
    """A workbook: the rows of `readme` in its first sheet, README, then a sheet for each frame.

    The sheets are called as `sheet_names` says. Dates are dates, numbers are numbers, unknown is
    an empty cell and no text can run as a formula. Text is cut at 32,767 characters, and a date
    before 1900 is text: the format holds no more. `made` is the time the file says it was made;
    the same arguments give the same bytes.
    """
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = made or EARLIEST
    _write_readme(book.create_sheet(README), readme)
    names = sheet_names(sheets)
    for name, frame in sheets.items():
        _write_frame(book.create_sheet(names[name]), frame)
    saved = io.BytesIO()
    # Not book.save(), which writes the time of the day into the file.
    ExcelWriter(book, zipfile.ZipFile(saved, "w")).save()
    with zipfile.ZipFile(saved) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def _write_readme(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    for letter, width in zip("ABC", (28, 80, 80), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in rows:
        cells = list(_cells(sheet, row))
        for number, cell in enumerate(cells):
            cell.font = Font(bold=number == 0)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append(cells)


def _write_frame(sheet: Any, frame: pd.DataFrame) -> None:
    cells = plain(frame, dates_as_text=False)
    for number, name in enumerate(cells, start=1):
        longest = max(len(str(value)) for value in [name, *cells[name]] if value is not None)
        # Two more for the arrow of the filter.
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, WIDEST)
    sheet.freeze_panes = "A2"
    if len(cells.columns):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(cells.columns))}{len(cells) + 1}"
    header = list(_cells(sheet, map(str, cells.columns)))
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for row in cells.itertuples(index=False, name=None):
        sheet.append(_cells(sheet, row))


def _cells(sheet: Any, values: Iterable[object]) -> Iterator[WriteOnlyCell]:
    for value in values:
        if isinstance(value, date) and value.year < FIRST_YEAR:
            value = value.isoformat()
        text = defuse(value)
        if not isinstance(text, str):
            cell = WriteOnlyCell(sheet, text)
            if isinstance(text, date):
                cell.number_format = "yyyy-mm-dd"
        else:
            text = ILLEGAL_CHARACTERS_RE.sub("", text)
            cell = WriteOnlyCell(sheet, text[:CELL_TEXT])
            # Also for text such as #N/A, which would become an error of a calculation.
            cell.data_type = "s"
        yield cell
