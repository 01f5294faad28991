"""Colours: one accent per status, the same on every page, light and dark.

The accents differ in lightness as well as in hue, and every mark also differs in shape or
pattern, so that nothing is told by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that charts draw with, as hex strings."""

    paper: str
    ink: str
    muted: str
    grid: str
    founding: str
    joined: str
    proposed: str
    later: str
    none: str
    scale: tuple[str, ...]


LIGHT = Palette(
    paper="#FFFFFF",
    ink="#17223A",
    muted="#56627A",
    grid="#E3E7EE",
    founding="#1B4684",
    joined="#0B7D78",
    proposed="#B8450B",
    later="#667085",
    none="#E9ECF1",
    scale=("#F6D9C6", "#E9A97F", "#D0703A", "#963607"),
)
DARK = Palette(
    paper="#0F1626",
    ink="#E9EDF5",
    muted="#A6B1C5",
    grid="#2B3650",
    founding="#74A8EE",
    joined="#74E2D0",
    proposed="#F79A5B",
    later="#8D99AF",
    none="#2A3346",
    scale=("#6B3A1C", "#9C5424", "#CF7636", "#FBB27F"),
)


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue from 0 to 255 of a hex string, as #1B4684."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def palette(kind: str | None) -> Palette:
    """The palette of a theme: `dark`, or light for anything else."""
    return DARK if kind == "dark" else LIGHT
