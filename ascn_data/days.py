"""Days: the one that everything holds for, and how sure a date is."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeAlias

import pandas as pd

# The day of the press reports on the announcement.
ANNOUNCEMENT = date(2023, 7, 28)
Day: TypeAlias = str | date | pd.Timestamp


# Written out, because Python also takes ISO week dates, single digits and other scripts' digits.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_day(text: str) -> bool:
    """Whether `text` is a day of the calendar, written YYYY-MM-DD."""
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def is_partial_day(text: str) -> bool:
    """Whether `text` is a year, a month or a day of the calendar: YYYY, YYYY-MM or YYYY-MM-DD."""
    return len(text) in (4, 7, 10) and is_day(text + "0000-01-01"[len(text) :])


def to_day(day: Day) -> pd.Timestamp:
    """`day` as a timestamp. Takes YYYY-MM-DD or a date; raises ValueError for anything else."""
    if isinstance(day, str):
        if not is_day(day):
            raise ValueError(f"{day!r} is not a day written YYYY-MM-DD")
        return pd.Timestamp(day)
    if not isinstance(day, date) or pd.isna(day) or getattr(day, "tzinfo", None):
        raise ValueError(f"{day!r} is not a day")
    return pd.Timestamp(day).normalize()
