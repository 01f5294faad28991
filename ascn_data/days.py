"""Days: the one that everything holds for, and how sure a date is."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

import pandas as pd

ANNOUNCEMENT = date(2023, 7, 28)
Day: TypeAlias = str | date | pd.Timestamp


def to_day(day: Day | None) -> pd.Timestamp:
    """`day` as a timestamp; the day of the announcement's press reports when None.

    Takes YYYY-MM-DD or a date. Raises ValueError for anything else.
    """
    if day is None:
        return pd.Timestamp(ANNOUNCEMENT)
    if isinstance(day, str):
        return pd.Timestamp(datetime.strptime(day, "%Y-%m-%d"))
    return pd.Timestamp(day).normalize()
