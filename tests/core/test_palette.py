"""Colours that everyone can read: contrast by WCAG 2, and marks apart under colour blindness."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path

import pytest

from dashboard.core import palette as theme
from dashboard.core.palette import Palette, palette
from dashboard.maps import symbols

ROOT = Path(__file__).parents[2]
TEXT, GRAPHICS = 4.5, 3.0
Colour = tuple[float, float, float]
Matrix = tuple[Colour, Colour, Colour]

# Viénot, Brettel and Mollon (1999), on linear RGB.
DEUTAN: Matrix = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))
PROTAN: Matrix = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))
SAME: Matrix = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
# Brettel, Viénot and Mollon (1997), which tritanopia needs: one matrix for each side of a plane.
TRITAN: tuple[Matrix, Matrix] = (
    ((1.01277, 0.13548, -0.14826), (-0.01243, 0.86812, 0.14431), (0.07589, 0.80500, 0.11911)),
    ((0.93678, 0.18979, -0.12657), (0.06154, 0.81526, 0.12320), (-0.37562, 1.12767, 0.24796)),
)
PLANE: Colour = (0.03901, -0.02788, -0.01113)
BLINDNESS = {
    "deuteranopia": (DEUTAN, DEUTAN),
    "protanopia": (PROTAN, PROTAN),
    "tritanopia": TRITAN,
    "no blindness": (SAME, SAME),
}
APART = 15.0  # CIE76; about 2.3 is the least that can be seen side by side
CHARTS = {"light": theme.LIGHT, "dark": theme.DARK}
MAPS = {"light": symbols.LIGHT, "dark": symbols.DARK}
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
each_kind = pytest.mark.parametrize("kind", ["light", "dark"])


def linear(colour: str) -> Colour:
    """A hex colour in linear light."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def over(colour: str, paper: str, alpha: float) -> str:
    """A translucent colour as it looks on paper."""
    mixed = [
        round(int(colour[i : i + 2], 16) * alpha + int(paper[i : i + 2], 16) * (1 - alpha))
        for i in (1, 3, 5)
    ]
    return "#" + "".join(f"{value:02x}" for value in mixed)


def lab(colour: Colour) -> Colour:
    """CIE L*a*b* of linear sRGB, D65."""
    red, green, blue = (min(max(c, 0.0), 1.0) for c in colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def dot(one: Colour, other: Colour) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def seen(colour: str, kind: str) -> Colour:
    """A colour in linear light as a reader with `kind` of colour vision sees it."""
    parts = linear(colour)
    above, below = BLINDNESS[kind]
    red, green, blue = above if dot(PLANE, parts) >= 0 else below
    return dot(red, parts), dot(green, parts), dot(blue, parts)


def difference(one: str, other: str, kind: str) -> float:
    """How far apart two colours are for a reader with `kind` of colour vision (CIE76)."""
    pair = zip(lab(seen(one, kind)), lab(seen(other, kind)), strict=True)
    return sum((a - b) ** 2 for a, b in pair) ** 0.5


def test_the_formulas_know_what_is_known() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert difference("#FFFFFF", "#000000", "no blindness") == pytest.approx(100, abs=0.1)
    assert difference("#FF0000", "#00C000", "no blindness") > 100
    red_green = difference("#D00000", "#6A6A00", "deuteranopia")
    assert red_green < difference("#D00000", "#6A6A00", "no blindness") / 2
    blue_green = difference("#0060A0", "#006A60", "tritanopia")
    assert blue_green < difference("#0060A0", "#006A60", "no blindness") / 2
    for grey in ("#000000", "#777777", "#FFFFFF"):
        assert seen(grey, "tritanopia") == pytest.approx(linear(grey), abs=1e-3)


@each_kind
@pytest.mark.parametrize("name", ["ink", "muted"])
def test_words_can_be_read(kind: str, name: str) -> None:
    colours = CHARTS[kind]
    assert contrast(getattr(colours, name), colours.paper) >= TEXT


@each_kind
def test_muted_words_can_be_read_in_empty_cells(kind: str) -> None:
    assert contrast(CHARTS[kind].muted, CHARTS[kind].none) >= TEXT


@each_kind
@pytest.mark.parametrize("name", ["founding", "joined", "later"])
def test_counts_can_be_read_in_filled_cells(kind: str, name: str) -> None:
    colours = CHARTS[kind]
    assert contrast(colours.paper, getattr(colours, name)) >= TEXT


@each_kind
@pytest.mark.parametrize("name", ["founding", "joined", "proposed", "later"])
def test_marks_stand_out_from_the_paper(kind: str, name: str) -> None:
    colours = CHARTS[kind]
    assert contrast(getattr(colours, name), colours.paper) >= GRAPHICS


@each_kind
def test_labels_can_be_read_on_every_shade_of_the_region_map(kind: str) -> None:
    colours = CHARTS[kind]
    for shade in (*colours.scale, colours.none):
        assert contrast(colours.ink, over(colours.paper, shade, 0.78)) >= TEXT


@each_kind
def test_the_shades_of_the_region_map_go_one_way(kind: str) -> None:
    colours = CHARTS[kind]
    steps = [luminance(shade) for shade in colours.scale]
    assert steps == sorted(steps, reverse=kind == "light")
    for one, other in itertools.pairwise(colours.scale):
        assert contrast(one, other) >= 1.25


@each_kind
@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize(
    "pair", list(itertools.combinations(["founding", "joined", "proposed"], 2)), ids="-".join
)
def test_statuses_are_told_apart_by_any_eye(
    kind: str, blindness: str, pair: tuple[str, str]
) -> None:
    one, other = (getattr(CHARTS[kind], name) for name in pair)
    assert difference(one, other, blindness) >= APART


@each_kind
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_statuses_are_told_apart_on_the_map(kind: str, blindness: str) -> None:
    colours = MAPS[kind]
    accents = (colours.member, colours.joined_2023, colours.proposed)
    for one, other in itertools.combinations(accents, 2):
        assert difference(one, other, blindness) >= APART


@each_kind
def test_the_map_can_be_read(kind: str) -> None:
    colours = MAPS[kind]
    for ground in (colours.sea, colours.land, colours.context):
        assert contrast(colours.ink, ground) >= TEXT
        for accent in (colours.member, colours.joined_2023, colours.proposed):
            assert contrast(accent, ground) >= GRAPHICS
    assert contrast(colours.ink, colours.halo) >= TEXT


@each_kind
def test_a_status_has_one_accent_on_every_page(kind: str) -> None:
    """Charts and map may tune a colour to their ground, but not so that it is another one."""
    chart, there = CHARTS[kind], MAPS[kind]
    pairs = [
        (chart.founding, there.member),
        (chart.joined, there.joined_2023),
        (chart.proposed, there.proposed),
    ]
    for one, other in pairs:
        assert difference(one, other, "no blindness") < 10


def test_slides_have_the_colours_of_charts_and_map() -> None:
    css = (ROOT / "dashboard" / "web" / "stage" / "stage.css").read_text("utf-8").lower()
    blocks = re.findall(r"--paper:.*?}", css, re.DOTALL)
    assert len(blocks) == 3, "light, dark by the browser, dark by choice"
    for block, kind in zip(blocks, ["light", "dark", "dark"], strict=True):
        found = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
        for name, colour in found.items():
            source = CHARTS[kind] if hasattr(CHARTS[kind], name) else MAPS[kind]
            assert colour == getattr(source, name).lower(), name


@each_kind
def test_charts_are_drawn_for_the_paper_they_lie_on(kind: str) -> None:
    page = THEME[kind]["backgroundColor"]
    assert difference(CHARTS[kind].paper, page, "no blindness") < 2


@each_kind
def test_the_page_can_be_read(kind: str) -> None:
    colours = THEME[kind]
    for ground in (colours["backgroundColor"], colours["secondaryBackgroundColor"]):
        assert contrast(colours["textColor"], ground) >= TEXT
        assert contrast(colours["linkColor"], ground) >= TEXT
        assert contrast(colours["primaryColor"], ground) >= GRAPHICS


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("dark", theme.DARK), ("light", theme.LIGHT), (None, theme.LIGHT), ("x", theme.LIGHT)],
)
def test_palettes_follow_the_theme(kind: str | None, expected: Palette) -> None:
    assert palette(kind) is expected
