"""Why a contract cannot be read, as rules that can be said in any language."""

from __future__ import annotations

import errno
import json
import re
from typing import Any

from ascn_data.problems import Rule, shorten

# What reading a file and finding one's way in it may raise, whatever stands there.
UNUSABLE = (
    OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError,
    re.error,
)  # fmt: skip
MOST_FOUND = 120


class Unfit(ValueError):
    """A value of the contract breaks a rule; `found` is the value as text."""

    def __init__(self, rule: Rule, value: Any) -> None:
        super().__init__(rule)
        self.rule, self.found = rule, shorten(repr(value), MOST_FOUND)


def why_unusable(error: Exception) -> tuple[Rule, str]:
    """The reason that one of `UNUSABLE` gives, and what was found instead; `` where that is told.

    Only what nobody foresaw keeps Python's own words, as what was found.
    """
    if isinstance(error, Unfit):
        return error.rule, error.found
    if isinstance(error, FileNotFoundError):
        return Rule("the file is missing"), ""
    if isinstance(error, OSError):
        return Rule("the file cannot be opened"), errno.errorcode.get(error.errno or 0, "")
    if isinstance(error, UnicodeDecodeError):
        found = repr(error.object[error.start : error.start + 4])
        return Rule("the file must be encoded as UTF-8"), found
    if isinstance(error, json.JSONDecodeError):
        where = {"line": error.lineno, "column": error.colno}
        return Rule("not valid JSON at line {line}, column {column}", **where), ""
    if isinstance(error, RecursionError):
        return Rule("it is nested too deeply"), ""
    if isinstance(error, KeyError):
        return Rule("{name} is missing", name=shorten(error.args[0])), ""
    told = shorten(f"{type(error).__name__}: {error}", MOST_FOUND)
    return Rule("it does not have the structure of a data schema for tables"), told
