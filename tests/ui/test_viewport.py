"""How much room a window has, and how everything grows with a very large screen."""

from __future__ import annotations

import re
from pathlib import Path

import plotly.graph_objects as go
import pytest

from dashboard.charts.base import enlarged
from dashboard.core import page_widths
from dashboard.maps import deckgl
from dashboard.ui import viewport

STYLE = (Path(viewport.__file__).parent / "style.css").read_text("utf-8")


def test_the_page_grows_at_the_steps_of_the_style_sheet() -> None:
    steps = re.findall(r"min-width: (\d+)px\) \{\s+html \{\s+font-size: (\d+)%", STYLE)
    assert {int(least): int(size) / 100 for least, size in steps} == dict(page_widths.LARGE)


@pytest.mark.parametrize(
    ("pixels", "scale"), [(390, 1.0), (1920, 1.0), (2399, 1.0), (2400, 1.25), (3840, 1.75)]
)
def test_only_a_very_large_window_shows_more_than_the_usual_size(pixels: int, scale: float) -> None:
    assert page_widths.scale_of(pixels) == scale


@pytest.mark.parametrize(
    "pixels", [320, 390, 639, 640, 844, 864, 999, 1000, 1024, 1199, 1200, 1440, 3840]
)
def test_a_map_is_laid_out_for_no_more_than_its_column(pixels: int) -> None:
    room = page_widths.column_width(pixels, 0.6)
    across, _height = deckgl.size_in(room, 350)
    assert across <= max(room, deckgl.PHONE[0])
    assert room <= page_widths.content_width(pixels) < max(pixels, page_widths.NARROWEST)


def test_pixels_are_enlarged_and_data_are_not() -> None:
    figure = go.Figure(
        go.Bar(x=[1, 2], y=[30, 40], width=0.5, marker={"line": {"width": 2}}),
        layout={"height": 300, "font": {"size": 12}, "margin": {"l": 8}, "xaxis": {"dtick": 1}},
    )
    large = enlarged(figure, 2)
    bar, layout = large["data"][0], large["layout"]
    assert (layout["height"], layout["font"]["size"], layout["margin"]["l"]) == (600, 24, 16)
    assert bar["marker"]["line"]["width"] == 4
    assert (list(bar["x"]), list(bar["y"]), bar["width"]) == ([1, 2], [30, 40], 0.5)
    assert layout["xaxis"]["dtick"] == 1


def test_the_tail_of_an_arrow_stays_where_the_axes_have_it() -> None:
    figure = go.Figure(layout={"annotations": [
        {"text": "in pixels", "ax": 10, "ay": -20},
        {"text": "on the axes", "ax": 104.5, "ay": 13, "axref": "x", "ayref": "y"},
    ]})  # fmt: skip
    pixels, axes = enlarged(figure, 2)["layout"]["annotations"]
    assert (pixels["ax"], pixels["ay"]) == (20, -40)
    assert (axes["ax"], axes["ay"]) == (104.5, 13)
