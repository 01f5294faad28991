"""What a cell must keep: type, pattern, allowed values and limits, each rule with its test."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from ascn_data.contract import LONGEST_TEXT, Field
from ascn_data.days import is_day, is_partial_day
from ascn_data.problems import Rule
from ascn_data.texts import CONTROL, CONTROLS, checks_of_text

# One way to write a number, so that a key cannot stand twice; and no digits of other scripts.
INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
# Whatever a contract allows: nothing in the tables is counted in more than hundreds of millions.
LARGEST = 1_000_000_000
BOOLEANS = {"true": True, "false": False}
REQUIRED, UNIQUE = Rule("a value is required"), Rule("must be unique")
OF_TYPE = {
    "integer": Rule("must be an integer"),
    "number": Rule("must be a number"),
    "boolean": Rule("must be a boolean"),
    "date": Rule("must be a date"),
}
PARTIAL_DATE = Rule("must be a year, a month or a day that the calendar has")


def _is_number(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None and math.isfinite(float(text))


IS_OF_TYPE: dict[str, Callable[[str], bool]] = {
    "integer": lambda text: INTEGER.fullmatch(text) is not None,
    "number": _is_number,
    "boolean": BOOLEANS.__contains__,
    "date": is_day,
}


def _bounds(field: Field) -> tuple[Any, Any]:
    """The least and the greatest value of a field: ISO text for dates; None where none is set."""
    low, high = field.minimum, field.maximum
    if field.type not in ("integer", "number"):
        return low, high
    return max(-LARGEST, -LARGEST if low is None else low), min(
        LARGEST, LARGEST if high is None else high
    )


def _within(text: str, field: Field) -> bool:
    """Whether a cell keeps the limits; one of the wrong type is reported as that alone."""
    value: Any = text
    if field.type in ("integer", "number"):
        if not _is_number(text):
            return True
        value = float(text)
    if field.partial:  # a year counts as its first day
        value += "0000-01-01"[len(text) :]
    low, high = _bounds(field)
    return (low is None or value >= low) and (high is None or value <= high)


def _limits(field: Field) -> Rule | None:
    """What the limits of a field ask for; None when it has none."""
    low, high = _bounds(field)
    if low is not None and high is not None:
        return Rule("must be at least {low} and at most {high}", low=low, high=high)
    if low is not None:
        return Rule("must be at least {low}", low=low)
    return None if high is None else Rule("must be at most {high}", high=high)


def checks_of(field: Field) -> dict[Rule, Callable[[str], bool]]:
    """The rules of one field with their tests, for the text that stands in the file."""
    checks: dict[Rule, Callable[[str], bool]] = {
        CONTROLS: lambda text: CONTROL.search(text) is None
    }
    if field.required:
        checks[REQUIRED] = lambda text: bool(text.strip())
    if field.type in IS_OF_TYPE:
        checks[OF_TYPE[field.type]] = IS_OF_TYPE[field.type]
    if field.pattern:
        pattern = re.compile(field.pattern)
        rule = Rule("must match {pattern}", pattern=field.pattern)
        checks[rule] = lambda text: pattern.fullmatch(text) is not None
    if field.enum:
        checks[Rule("must be one of {values}", values=", ".join(field.enum))] = (
            field.enum.__contains__
        )
    if field.partial:
        checks[PARTIAL_DATE] = is_partial_day
    if limits := _limits(field):
        checks[limits] = lambda text: _within(text, field)
    if field.type == "string":
        longest = min(field.max_length, LONGEST_TEXT)
        checks[Rule("must have at most {most} characters", most=longest)] = lambda text: (
            len(text) <= longest
        )
        if field.min_length:
            checks[Rule("must have at least {least} characters", least=field.min_length)] = (
                lambda text: len(text) >= field.min_length
            )
        if not field.pattern and not field.enum:
            checks |= checks_of_text(field.name)
    return checks
