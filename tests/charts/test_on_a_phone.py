"""What a phone's charts and maps show, and how high a chart is that has little to show."""

from __future__ import annotations

from itertools import pairwise

import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from dashboard.charts.base import LABEL
from dashboard.charts.growth import height_of
from dashboard.charts.place import panel
from dashboard.charts.residents import city_bars
from dashboard.content.places import around, marks, places_of
from dashboard.core.palette import LIGHT
from dashboard.core.text_metrics import text_width
from dashboard.core.translation import LANGUAGES, localized, use_language
from dashboard.core.url_state import View
from dashboard.maps import deckgl, symbols
from dashboard.maps.places import deck_of
from dashboard.maps.projection import to_pixels, view_for

ROOM = 350


@pytest.mark.parametrize("asof", ["2018-04-28", "2023-07-28", "2026-01-31"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_phones_map_holds_its_places_and_names_most_of_them(code: str, asof: str) -> None:
    with use_language(code):
        view = View(asof=asof, lang=code)
        places = marks(places_of(view))
        deck = deck_of(view, deckgl.PHONE, symbols.LIGHT, 1.0)
    width, height = deckgl.PHONE
    opened = view_for(around(places), deckgl.PHONE)
    assert (deck.initial_view_state.zoom, deck.initial_view_state.latitude) == (
        opened.zoom, opened.latitude,
    )  # fmt: skip
    for place in places.itertuples():
        x, y = to_pixels(place.lon, place.lat, opened, deckgl.PHONE)
        assert 0 < x < width, place.place_id
        assert 0 < y < height, place.place_id
    (labels,) = [layer for layer in deck.layers if layer.id == "labels"]
    assert len(labels.data) >= 0.6 * len(places)


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
