"""One drawing for light and dark: the same shapes, with a variable for each pair of colours."""

from __future__ import annotations

import re

COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b|rgba\([^)]*\)")


class Themes:
    """The pairs of colours of the drawings in one document, as variables of its style sheet."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[str, str], str] = {}

    def merged(self, light: str, dark: str) -> str:
        """The drawing in both themes, as one.

        Raises ValueError where the two differ in more than their colours.
        """
        if COLOUR.split(light) != COLOUR.split(dark):
            raise ValueError("the drawings of the two themes differ in more than their colours")
        others = iter(COLOUR.findall(dark))
        return COLOUR.sub(lambda found: self._variable(found[0], next(others)), light)

    def _variable(self, light: str, dark: str) -> str:
        pair = light.lower(), dark.lower()
        return f"var({self._pairs.setdefault(pair, f'--c{len(self._pairs)}')})"

    @property
    def variables(self) -> tuple[tuple[str, str, str], ...]:
        """Each variable with its light and its dark colour."""
        return tuple((name, light, dark) for (light, dark), name in self._pairs.items())
