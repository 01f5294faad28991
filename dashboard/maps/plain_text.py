"""Text on maps that deck.gl shows as it is."""

from __future__ import annotations

# What begins with it deck.gl takes for an expression or a constant.
COMMAND = "@@"


def as_text(tip: str) -> str:
    """A tip with a space in front where it would be a command."""
    return " " + tip if tip.startswith(COMMAND) else tip
