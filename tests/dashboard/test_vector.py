"""Charts drawn as SVG: what is told apart in them is what the frame tells apart."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from dashboard.story_rows import round_rows
from dashboard.theme import LIGHT
from dashboard.vector import plan_chart
from dashboard.view import View


@pytest.mark.parametrize("asof", ["2022-12-31", "2023-07-28", "2026-01-31"])
@pytest.mark.parametrize("region", [None, "north"])
def test_only_rounds_with_proposed_areas_are_drawn_as_proposed(
    asof: str, region: str | None
) -> None:
    rows = round_rows(View(asof=asof, country="THA", region=region))
    bars = ElementTree.fromstring(plan_chart(rows, LIGHT)).iter("{http://www.w3.org/2000/svg}rect")
    outlined = [bar for bar in bars if bar.get("stroke") == LIGHT.proposed]
    assert len(outlined) == int((rows["proposed"] > 0).sum())
