"""The axes of a plotly figure: where values fall on the sheet, their grid and their labels."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.core.translation import number
from dashboard.exports.svg.plot_text import Lines, height_of, likely_width, lines_of

LABEL = 13.0
# Around the outer names of an axis; plotly's.
PADDING = 5.0


@dataclass
class Axis:
    """One axis of a figure. `start` and `end` are the pixels of the first and last value."""

    key: str
    said: Mapping[str, Any]
    low: float
    high: float
    categories: tuple[tuple[str, ...], ...] = ()
    start: float = 0.0
    end: float = 1.0

    @property
    def across(self) -> bool:
        """Whether it runs from left to right."""
        return self.key.startswith("x")

    @property
    def shown(self) -> bool:
        """Whether it has labels."""
        return bool(self.said.get("visible", True) and self.said.get("showticklabels", True))

    @property
    def size(self) -> float:
        """The height of the text of its labels."""
        return float(self.said.get("tickfont", {}).get("size", LABEL))

    @property
    def turned(self) -> float:
        """The angle of its labels in degrees."""
        return float(self.said.get("tickangle", 0) or 0)

    def at(self, value: Any) -> float:
        """The pixel of a value."""
        share = (self.number(value) - self.low) / ((self.high - self.low) or 1)
        return self.start + (self.end - self.start) * share

    def number(self, value: Any) -> float:
        """A value as a number: a date as days, a category as its place."""
        if self.categories and isinstance(value, str):
            value = (value,)
        if isinstance(value, tuple):
            return float(self.categories.index(value))
        return as_number(value)

    def ticks(self) -> list[tuple[float, Lines]]:
        """Values with their labels."""
        values = self.said.get("tickvals")
        if values is not None:
            told = self.said.get("ticktext")
            pairs = zip(values, values if told is None else told, strict=True)
            return [(self.number(value), lines_of(str(text))) for value, text in pairs]
        if self.categories:
            return [(float(at), [[(names[-1], False)]]) for at, names in enumerate(self.categories)]
        low, high = sorted((self.low, self.high))
        step = _round_step((high - low) / max(self.said.get("nticks", 6) - 1, 1))
        first = math.ceil(low / step)
        return [
            (at * step, [[(number(at * step), False)]])
            for at in range(first, math.floor(high / step) + 1)
        ]

    def room(self) -> float:
        """The pixels that its labels need beside the plot."""
        if not self.shown:
            return 0.0
        labels = [lines for _value, lines in self.ticks()]
        if not labels:
            return 0.0
        wide = max(likely_width(lines, self.size) for lines in labels)
        high = max(height_of(lines, self.size) for lines in labels)
        if not self.across:
            groups = [likely_width([[(each[0], False)]], self.size) + 2 * PADDING
                      for each in self.categories if len(each) > 1]  # fmt: skip
            return wide + 1 + float(self.said.get("ticklen", 0)) + max(groups, default=0)
        turned = math.radians(abs(self.turned))
        return 1.5 + high * math.cos(turned) + wide * math.sin(turned)


def as_number(value: Any) -> float:
    """A number, or a date as days since 1970."""
    if isinstance(value, str | pd.Timestamp) or hasattr(value, "isoformat"):
        return pd.Timestamp(value).timestamp() / 86_400
    return float(value)


def values_of(values: Any) -> list[Any]:
    """The values of a trace as a list; two lists of categories as pairs."""
    if values is None:
        return []
    if isinstance(values, Mapping):  # an array, as plotly writes it
        packed = np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"])
        return packed.tolist()
    found = list(values)
    if found and isinstance(found[0], list | tuple) and not isinstance(found[0], str):
        return list(zip(*found, strict=True))
    return found


def missing(value: Any) -> bool:
    """Whether a value is none."""
    return not isinstance(value, tuple) and pd.isna(value)


def axis_of(key: str, said: Mapping[str, Any], values: Sequence[Any], *, bars: str = "") -> Axis:
    """An axis that shows its own range, or else all values.

    `bars` says what it holds of bars: their `lengths`, which begin at zero, or their `places`.
    """
    if said.get("type") == "category":
        values = [value if isinstance(value, tuple) else (value,) for value in values]
    categories = tuple(dict.fromkeys(value for value in values if isinstance(value, tuple)))
    if categories:
        return Axis(key, said, -0.5, len(categories) - 0.5, categories)
    if said.get("range") is not None:
        low, high = map(as_number, said["range"])
        return Axis(key, said, low, high)
    numbers = [as_number(value) for value in values if not missing(value)] or [0.0, 1.0]
    low, high = min(numbers), max(numbers)
    if bars == "places":
        return Axis(key, said, low - 0.5, high + 0.5)
    low = min(low, 0.0) if bars else low
    more = 0.05 * (high - low) or 0.5
    return Axis(key, said, low if bars else low - more, high + more)


def _round_step(least: float) -> float:
    power = 10 ** math.floor(math.log10(max(least, 1e-9)))
    return next(power * part for part in (1, 2, 5, 10) if power * part >= least)
