"""Charts drawn as SVG, measured: lengths are the frame's numbers, and words stay inside."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import pandas as pd
import pytest

import ascn_data
from ascn_data import Network
from dashboard.content.places import marks, places_of
from dashboard.content.residents import area_rows
from dashboard.content.slide_frames import round_rows
from dashboard.core.palette import LIGHT
from dashboard.core.text_metrics import text_width
from dashboard.core.translation import LANGUAGES, number, use_language
from dashboard.core.url_state import View
from dashboard.exports.slides.figures import drawing
from dashboard.exports.slides.story import story
from dashboard.exports.svg.canvas import Canvas, Sheet
from dashboard.exports.svg.charts import bar_chart, growth_chart, plan_chart, range_chart
from dashboard.exports.svg.map import map_chart
from dashboard.exports.svg.rows import bar_rows, plan_rows, range_rows
from dashboard.maps.symbols import LIGHT as LAND

SVG = "{http://www.w3.org/2000/svg}"
SHEET = Sheet(1600, 720, 34)
PHONE = Sheet(390, 600, 17)
NOW = "2026-01-31"
COUNTS = [("Smart energy", 40), ("Mobility", 10), ("Nothing yet", 0)]
EVIL = "</text><script>alert(1)</script> & \"x\" ]]> 'y'"
# Of a letter: the measure of text is never too small, and often a little too large.
BESIDE = 1.0
each_language = pytest.mark.parametrize("code", LANGUAGES)


def parts(svg: str, tag: str) -> list[ElementTree.Element]:
    """The elements of a drawing with a tag, in their order."""
    return list(ElementTree.fromstring(svg).iter(SVG + tag))


def at(element: ElementTree.Element, *names: str) -> list[float]:
    """Attributes as numbers."""
    return [float(element.get(name, "nan")) for name in names]


def said(svg: str) -> list[str]:
    """All texts of a drawing."""
    return [element.text or "" for element in parts(svg, "text")]


def start(path: ElementTree.Element) -> list[float]:
    """Where a path begins."""
    return [float(each) for each in re.findall(r"-?[\d.]+", path.get("d", ""))[:2]]


def assert_proportional(lengths: list[float], values: list[float]) -> None:
    """Lengths are to each other as the values are, within what is rounded away."""
    assert len(lengths) == len(values) > 1
    scale = max(lengths) / max(values)
    assert scale > 0
    assert lengths == pytest.approx([scale * value for value in values], abs=0.11)


@pytest.mark.parametrize(("draw", "sheet"), [(bar_chart, SHEET), (bar_rows, PHONE)])
def test_bars_are_as_long_as_their_counts(draw, sheet: Sheet) -> None:
    svg = draw(COUNTS, LIGHT, sheet)
    assert_proportional(
        [at(bar, "width")[0] for bar in parts(svg, "rect")], [count for _name, count in COUNTS]
    )
    assert said(svg) == [word for name, count in COUNTS for word in (name, number(count))]


def test_a_staircase_rises_with_the_members_and_runs_with_the_days(net: Network) -> None:
    steps = ascn_data.growth(net, "2023-07-28")
    assert steps["later"].any()
    svg = growth_chart(steps, LIGHT, SHEET)
    circles = parts(svg, "circle")
    heights = [-at(circle, "cy")[0] for circle in circles]
    days = [day.toordinal() for day in steps["counted_on"]]
    for drawn, meant in (
        (heights, steps["members"].tolist()),
        ([at(circle, "cx")[0] for circle in circles], days),
    ):
        assert_proportional(
            [each - drawn[0] for each in drawn], [each - meant[0] for each in meant]
        )
    hollow = [circle.get("fill") == LIGHT.paper for circle in circles]
    assert hollow == steps["later"].tolist()
    assert [text for text in said(svg) if text.isdecimal() and len(text) < 4] == [
        number(count) for count in steps["members"]
    ]


def test_columns_are_as_high_as_the_areas_before_and_those_added() -> None:
    rows = round_rows(View(asof=NOW))
    bars = parts(plan_chart(rows, LIGHT, SHEET), "rect")
    assert len(bars) == 2 * len(rows) > 2
    before = [at(bar, "height")[0] for bar in bars[::2]]
    # Four units part what was added from what was there.
    added = [at(bar, "height")[0] + 4 for bar in bars[1::2]]
    assert_proportional(before + added, [*(rows["areas"] - rows["added"]), *rows["added"]])
    feet = [sum(at(bar, "y", "height")) for bar in bars[::2]]
    assert feet == pytest.approx([feet[0]] * len(feet), abs=0.02)
    tops = [sum(at(bar, "y", "height")) + 4 for bar in bars[1::2]]
    assert tops == pytest.approx([at(bar, "y")[0] for bar in bars[::2]], abs=0.02)


def test_rows_of_the_plan_are_as_long_as_its_areas() -> None:
    rows = round_rows(View(asof=NOW))
    bars = parts(plan_rows(rows, LIGHT, PHONE), "rect")
    ends = [sum(at(bar, "x", "width")) for bar in bars[1::2]]
    before = [at(bar, "width")[0] for bar in bars[::2]]
    assert_proportional(before + ends, [*(rows["areas"] - rows["added"]), *rows["areas"]])


@pytest.mark.parametrize(("draw", "sheet"), [(range_chart, SHEET), (range_rows, PHONE)])
def test_ranges_reach_from_low_to_high(draw, sheet: Sheet) -> None:
    rows = pd.DataFrame(
        {
            "label": ["Announced", "All areas", "One", "Other"],
            "role": ["announced", "total", "area", "area"],
            "low": [1_800_000, 900_000, 300_000, 0],
            "high": [1_800_000, 1_200_000, 500_000, 400_000],
            "said": ["1.8 million", "0.9–1.2 million", "300,000–500,000", "up to 400,000"],
        }
    )
    svg = draw(rows, LIGHT, sheet)
    bars, ranges = parts(svg, "rect"), rows[rows["role"] != "announced"]
    assert len(bars) == len(ranges), "what was announced is no bar, and no part of a sum"
    # A bar reaches a little over both ends, so that a range of one number is seen.
    over = 5 if draw is range_chart else 4
    starts = [at(bar, "x")[0] + over for bar in bars]
    ends = [sum(at(bar, "x", "width")) - over for bar in bars]
    diamond = next(path for path in parts(svg, "path") if path.get("stroke") == LIGHT.ink)
    announced = float(re.match(r"M([\d.]+) ", diamond.get("d", ""))[1])
    nothing = starts[-1]  # where a range from 0 begins
    assert_proportional(
        [each - nothing for each in (*starts, *ends, announced)],
        [*ranges["low"], *ranges["high"], 1_800_000],
    )
    assert set(rows["said"]) <= set(said(svg))


@cache
def drawings(code: str, phone: bool) -> list[tuple[str, str]]:
    """Every picture of a few stories: what it shows, and the drawing."""
    views = [
        View(lang=code), View(asof=NOW, lang=code), View(country="THA", region="north", lang=code),
        View(country="MYS", lang=code),
    ]  # fmt: skip
    with use_language(code):
        return [
            (slide.key, layer)
            for v in views for slide in story(v)
            for layer in drawing(slide, v, phone=phone).layers
        ]  # fmt: skip


@pytest.mark.parametrize("phone", [False, True], ids=["stage", "phone"])
@each_language
def test_every_word_of_a_drawing_stays_inside_of_it(code: str, phone: bool) -> None:
    assert {key for key, _svg in drawings(code, phone)} >= {"map", "joined", "reach", "plan"}
    outside = []
    for key, svg in drawings(code, phone):
        root = ElementTree.fromstring(svg)
        wide, high = [float(each) for each in root.get("viewBox", "").split()][2:]
        for element in root.iter(SVG + "text"):
            font = float(element.get("font-size") or root.get("font-size", "nan"))
            x, y = at(element, "x", "y")
            width = text_width(element.text or "", font)
            left = x - width * {"end": 1, "middle": 0.5}.get(element.get("text-anchor", ""), 0)
            beside = BESIDE * font
            if not (-beside <= left and left + width <= wide + beside and font / 2 < y <= high):
                outside.append((key, element.text, round(left), round(left + width), round(y)))
    assert outside == []


HOSTILE_ROWS = pd.DataFrame(
    {"label": [EVIL, EVIL], "role": ["announced", "area"], "low": [1, 1], "high": [2, 2],
     "said": [EVIL, EVIL]}
)  # fmt: skip


@pytest.mark.parametrize(
    "draw",
    [
        lambda: bar_chart([(EVIL, 2)], LIGHT, Sheet(9000, 720, 34)),
        lambda: bar_rows([(EVIL, 2)], LIGHT, Sheet(9000, 720, 34)),
        lambda: range_chart(HOSTILE_ROWS, LIGHT, Sheet(9000, 720, 34)),
        lambda: range_rows(HOSTILE_ROWS, LIGHT, Sheet(9000, 720, 34)),
        lambda: growth_chart(
            ascn_data.growth(ascn_data.load(), NOW).assign(joined_en=EVIL), LIGHT, SHEET
        ),
        lambda: map_chart(
            marks(places_of(View())).assign(label=EVIL),
            LIGHT,
            LAND,
            SHEET,
            bounds=(92, -11, 141, 28),
        ),
    ],
    ids=["bar_chart", "bar_rows", "range_chart", "range_rows", "growth_chart", "map_chart"],
)
def test_a_hostile_name_is_text(draw) -> None:
    svg = draw()
    root = ElementTree.fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "rect", "text", "path", "circle", "g"
    }  # fmt: skip
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


@pytest.mark.parametrize(
    "draw",
    [
        lambda empty: bar_chart([], LIGHT, SHEET), lambda empty: bar_rows([], LIGHT, PHONE),
        lambda empty: growth_chart(empty, LIGHT, SHEET),
        lambda empty: plan_chart(empty, LIGHT, SHEET),
        lambda empty: range_chart(empty, LIGHT, SHEET),
    ],
    ids=["bar_chart", "bar_rows", "growth_chart", "plan_chart", "range_chart"],
)  # fmt: skip
def test_nothing_is_drawn_as_an_empty_sheet(draw) -> None:
    root = ElementTree.fromstring(draw(area_rows(View()).head(0)))
    assert list(root) == []
    assert root.get("aria-hidden") == "true"


def test_years_below_a_staircase_do_not_touch(net: Network) -> None:
    for sheet in (SHEET, PHONE):
        svg = growth_chart(ascn_data.growth(net, NOW), LIGHT, sheet)
        years = [text for text in parts(svg, "text") if re.fullmatch(r"20\d\d", text.text or "")]
        assert len(years) > 1
        for one, other in pairwise(at(text, "x")[0] for text in years):
            assert other - one > text_width("2000", sheet.font)


def test_numbers_keep_two_places_and_a_bar_is_never_less_than_nothing() -> None:
    canvas = Canvas(LIGHT, SHEET)
    canvas.bar(1.0, 2.345, -3.0, 4.0, fill="none")
    (bar,) = parts(canvas.svg(), "rect")
    assert {name: bar.get(name) for name in ("x", "y", "width", "height")} == {
        "x": "1", "y": "2.35", "width": "0", "height": "4"
    }  # fmt: skip
