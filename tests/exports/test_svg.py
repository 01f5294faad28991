"""Charts drawn as SVG: what is told apart in them is what the frame tells apart."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from dashboard.content.slide_frames import round_rows
from dashboard.core.palette import LIGHT
from dashboard.core.url_state import View
from dashboard.exports.slides.figures import drawing
from dashboard.exports.slides.story import story
from dashboard.exports.svg.charts import plan_chart


@pytest.mark.parametrize("asof", ["2022-12-31", "2023-07-28", "2026-01-31"])
@pytest.mark.parametrize("region", [None, "north"])
def test_only_rounds_with_proposed_areas_are_drawn_as_proposed(
    asof: str, region: str | None
) -> None:
    rows = round_rows(View(asof=asof, country="THA", region=region))
    bars = ElementTree.fromstring(plan_chart(rows, LIGHT)).iter("{http://www.w3.org/2000/svg}rect")
    outlined = [bar for bar in bars if bar.get("stroke") == LIGHT.proposed]
    assert len(outlined) == int((rows["proposed"] > 0).sum())


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("country", ["THA", "MYS", "IDN", "LAO"])
def test_a_map_of_a_country_has_no_outline_without_a_point(country: str, phone: bool) -> None:
    view = View(country=country)
    (slide,) = [slide for slide in story(view) if slide.key == "map"]
    (svg,) = drawing(slide, view, phone=phone).layers
    paths = [each.get("d", "") for each in ElementTree.fromstring(svg).iter()]
    assert len([path for path in paths if path]) > 3
    assert [path for path in paths if "MZ" in path] == []


@pytest.mark.parametrize("country", ["MYS", "SGP", "BRN"])
def test_the_map_of_a_slide_shows_what_is_chosen(country: str) -> None:
    view = View(country=country)
    (slide,) = [slide for slide in story(view) if slide.key == "map"]
    assert drawing(slide, view).layers != drawing(slide, View()).layers
