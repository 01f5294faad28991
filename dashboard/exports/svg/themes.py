"""One drawing for light and dark: the same shapes, with a variable for each pair of colours."""

from __future__ import annotations

import re
from dataclasses import astuple

from dashboard.core.palette import DARK, LIGHT, Palette, rgb

COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b|rgba\([^)]*\)")

CLEAR = "rgba(0,0,0,0)"


def _colours(palette: Palette) -> list[str]:
    *named, scale = astuple(palette)
    return [*named, *scale]


DARK_OF = dict(zip(map(str.lower, _colours(LIGHT)), _colours(DARK), strict=True))


def in_dark(light: str) -> str | None:
    """A drawing in light colours with those of the dark palette in their place.

    None where it has a colour that is none of the palette's: then only its chart knows the other,
    and what stands on it.
    """
    try:
        return COLOUR.sub(lambda found: _dark_of(found[0]), light)
    except KeyError:
        return None


def _dark_of(colour: str) -> str:
    if colour == CLEAR:
        return colour
    if colour.startswith("#"):
        return DARK_OF[colour.lower()]
    *parts, seen_through = colour.removeprefix("rgba(").removesuffix(")").split(",")
    dark = DARK_OF["#" + "".join(f"{int(part):02x}" for part in parts)]
    return f"rgba({','.join(map(str, rgb(dark)))},{seen_through})"


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
