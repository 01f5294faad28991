"""What a phone's charts show, and how high a chart is that has little to show."""

from __future__ import annotations

from itertools import pairwise

import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from dashboard.charts.base import LABEL
from dashboard.charts.growth import height_of
from dashboard.charts.place import panel
from dashboard.charts.residents import city_bars
from dashboard.core.palette import LIGHT
from dashboard.core.text_metrics import text_width
from dashboard.core.translation import LANGUAGES, localized, use_language

ROOM = 350


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_phone_has_room_for_the_figure_of_the_longest_bar(net: Network, code: str) -> None:
    rows = ascn_data.city_populations(net, ANNOUNCEMENT, "un-agglomerations")
    rows = rows[rows["population"].notna()]
    with use_language(code):
        chart = city_bars(rows, LIGHT, narrow=True)
        names = [max(text_width(name, LABEL - 1) for name in rows[column])
                 for column in (localized("name"), localized("country"))]  # fmt: skip
    plot = ROOM - sum(names) - 16
    (bars,) = chart.data
    longest = max(zip(bars.x, bars.text, strict=True))
    bar = plot * longest[0] / chart.layout.xaxis.range[1]
    assert bar + text_width(longest[1], LABEL) < plot


def test_figures_of_near_years_have_their_labels_apart(net: Network) -> None:
    rows = ascn_data.city_series(net, "khon-kaen")
    census = rows[rows["series_id"].str.contains("census")]
    alike = [line for _unit, line in census.groupby("unit_id") if len(line) > 1]
    assert alike
    for line in alike:
        labels = panel(line, LIGHT, between=(1990, 2035)).layout.annotations
        assert all(a.yanchor != b.yanchor for a, b in pairwise(labels))


def test_a_staircase_is_as_high_as_it_climbs(net: Network) -> None:
    heights = [
        height_of(ascn_data.growth(net, ANNOUNCEMENT, country=country))
        for country in ("SGP", "MYS", None)
    ]
    assert heights == sorted(set(heights))
    assert heights[0] < 200
