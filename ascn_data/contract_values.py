"""Values of the contract as they must be. Each function raises Unfit for any other.

`what` and `column` say which value is meant; a `Rule` can be said in another language.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ascn_data.contract_faults import Unfit
from ascn_data.problems import Rule


def text(value: Any, what: str) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value:
        raise Unfit(Rule("{what} must be text", what=what), value)
    return value


def yes_or_no(value: Any, what: str) -> bool:
    """True or false, and nothing that Python would take for it."""
    if not isinstance(value, bool):
        raise Unfit(Rule("{what} must be true or false", what=what), value)
    return value


def pattern(value: Any, column: str) -> str:
    """A regular expression, as text."""
    try:
        re.compile(value)
    except (re.error, TypeError, RecursionError, OverflowError) as error:
        rule = Rule("the pattern of {column} must be a regular expression", column=column)
        raise Unfit(rule, value) from error
    return str(value)


def limit(value: Any, kind: str, column: str) -> float | str | None:
    """A minimum or maximum: ISO text for dates, else a number; None where there is none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat() if kind == "date" else float(value)
    except (ValueError, TypeError, OverflowError) as error:
        rule = Rule("a limit of {column} must be a number, or a date if its values are dates",
                    column=column)  # fmt: skip
        raise Unfit(rule, value) from error


def length(value: Any, column: str) -> int:
    """A number of characters."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Unfit(Rule("a length of {column} must be a whole number", column=column), value)
    return value


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Pairs as a dictionary, of which none is lost because another has its name."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Unfit(Rule("a name appears twice, and one would be lost"), name)
        found[name] = value
    return found


def names(value: Any, what: str) -> tuple[str, ...]:
    """One name or a list of them, at least one."""
    found = tuple(value) if isinstance(value, list) else (value,)
    if not found:
        raise Unfit(Rule("{what} must name a column", what=what), value)
    return tuple(text(name, what) for name in found)


def one_name(value: Any, what: str) -> str:
    """One name, alone or as the only one of a list."""
    found = names(value, what)
    if len(found) > 1:
        raise Unfit(Rule("{what} must name exactly one column", what=what), value)
    return found[0]
