"""One chart or map of a page, described without drawing it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """What a chart or map says, and what it is drawn from.

    `key` names the section in addresses, file names and the table of drawings. `title` and `alt`
    are plain text, `about` is Markdown. `frame` is drawn; `table` holds the rows of the table
    below, of which `columns` are shown. `as_of` is a date in words; empty for the selected date. A
    `small` one shares its page with headline figures.
    """

    key: str
    title: str
    alt: str
    frame: pd.DataFrame
    table: pd.DataFrame
    columns: tuple[str, ...]
    unit: str
    sources: tuple[str, ...]
    as_of: str = ""
    about: str = ""
    small: bool = False
