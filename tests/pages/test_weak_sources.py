"""A figure of a weak source carries a badge that says why, and no other figure does."""

from __future__ import annotations

import pytest

from ascn_data import Network
from dashboard.content.text.weak_sources import WEAK, is_weak, weak_badge, why_weak
from dashboard.core.translation import LANGUAGES, use_language
from tests.pages.conftest import Open

each_language = pytest.mark.parametrize("code", LANGUAGES)


def badges(look: Open, page: str, **query: object) -> list[str]:
    """The help of each element of a page that carries the badge."""
    with use_language(str(query["lang"])):
        badge = weak_badge()
    return [text.help for text in look(page, **query).markdown if badge in text.value]


@each_language
def test_the_city_page_marks_figures_of_weak_sources(look: Open, net: Network, code: str) -> None:
    places = net.readings[["place_id", "unit_id"]]
    rows = net.populations.merge(places, on="unit_id")
    weak = rows[[is_weak([key]) for key in rows["source_id"]]]
    assert len(weak)
    with use_language(code):
        why = why_weak()
    for place in ("ho-chi-minh-city", "phuket"):
        found = badges(look, "city", city=place, lang=code)
        assert bool(found) == (place in set(weak["place_id"])), place
        assert set(found) <= {why}


def test_weak_are_the_press_and_secondary_sources(net: Network) -> None:
    kinds = net.sources.set_index("source_id")["kind"]
    assert {key for key in kinds.index if is_weak([key])} == set(kinds.index[kinds.isin(WEAK)])
    assert not is_weak([])
