"""One fact for every side of a comparison, and how far the sides differ in it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from dashboard.core.translation import _, number, p_


@dataclass(frozen=True, slots=True)
class Difference:
    """How sides differ, in words; `marked` where they do."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its name, what each side says as Markdown, the difference and the sources."""

    name: str
    cells: tuple[str, ...]
    difference: Difference
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The names of the sides as plain text, and the facts in order.

    `places` are the ids of the sides where they are places.
    """

    names: tuple[str, ...]
    facts: tuple[Fact, ...]
    places: tuple[str, ...] = ()

    @property
    def sourced(self) -> bool:
        """Whether sources stand beside the facts; facts of places have theirs in their cells."""
        return any(fact.sources for fact in self.facts)


def unknown() -> Difference:
    """A side does not say."""
    return Difference(_("unknown"))


def not_comparable() -> Difference:
    """The sides say something that does not compare: of other sources, years or definitions."""
    return Difference(p_("difference", "not comparable"))


def of_values(values: Sequence[Hashable]) -> Difference:
    """Whether all sides have the same value; None is not known."""
    if None in values:
        return unknown()
    if len(set(values)) == 1:
        return Difference(p_("difference", "same"))
    return Difference(p_("difference", "different"), marked=True)


def of_numbers(values: Sequence[float | None]) -> Difference:
    """By how much the second side is above the first, or how far several lie apart."""
    known = [value for value in values if value is not None]
    if len(known) < len(values) or len(set(known)) == 1:
        return of_values(values)
    if len(known) > 2:
        apart = number(max(known) - min(known))
        return Difference(p_("difference", "up to {number}", number=apart), marked=True)
    apart = number(abs(known[1] - known[0]))
    return Difference(f"+{apart}" if known[1] > known[0] else f"−{apart}", marked=True)
