"""What a cell must keep: type, pattern, allowed values and limits, each rule with its test."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from ascn_data.contract import Field
from ascn_data.days import is_day
from ascn_data.problems import Rule

# One way to write a number, so that a key cannot stand twice; and no digits of other scripts.
INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
BOOLEANS = {"true": True, "false": False}
REQUIRED, UNIQUE = Rule("a value is required"), Rule("must be unique")
OF_TYPE = {
    "integer": Rule("must be an integer"),
    "number": Rule("must be a number"),
    "boolean": Rule("must be a boolean"),
    "date": Rule("must be a date"),
}


def _is_number(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None and math.isfinite(float(text))


IS_OF_TYPE: dict[str, Callable[[str], bool]] = {
    "integer": lambda text: INTEGER.fullmatch(text) is not None,
    "number": _is_number,
    "boolean": BOOLEANS.__contains__,
    "date": is_day,
}


def _within(text: str, field: Field) -> bool:
    """Whether a cell keeps the limits; one of the wrong type is reported as that alone."""
    value: Any = text
    if field.type != "date":
        if not _is_number(text):
            return True
        value = float(text)
    above = field.minimum is None or value >= field.minimum
    return above and (field.maximum is None or value <= field.maximum)


def _limits(field: Field) -> Rule | None:
    """What the limits of a field ask for; None when it has none."""
    low, high = field.minimum, field.maximum
    if low is not None and high is not None:
        return Rule("must be at least {low} and at most {high}", low=low, high=high)
    if low is not None:
        return Rule("must be at least {low}", low=low)
    return None if high is None else Rule("must be at most {high}", high=high)


def checks_of(field: Field) -> dict[Rule, Callable[[str], bool]]:
    """The rules of one field with their tests, for the text that stands in the file."""
    checks: dict[Rule, Callable[[str], bool]] = {}
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
    if limits := _limits(field):
        checks[limits] = lambda text: _within(text, field)
    return checks
