"""The opening on its page: places that it lists are links, and nothing else of it changes."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from dashboard.content.citations import plain
from dashboard.content.text import network_text
from dashboard.content.text.page_summary import OPENINGS, opening
from dashboard.content.text.summary_links import linked, linked_opening
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View

BASE = "city?city="
LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(city\?city=([^)]*)\)")


def places(**names: str) -> pd.DataFrame:
    """Places by id."""
    return pd.DataFrame(
        {"place_id": list(names), "name_en": list(names.values()), "name_th": list(names.values())}
    )


def unlinked(markdown: str) -> str:
    """Markdown with its links made words again."""
    return LINK.sub(r"\1", markdown)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_cities_that_joined_last_lead_to_their_pages(code: str) -> None:
    with use_language(code):
        told = linked_opening("overview", View(lang=code), BASE)
        assert [key for _name, key in LINK.findall(told)] == ["chiang-mai", "khon-kaen", "rayong"]
        assert unlinked(told) == plain(opening("overview", View(lang=code)))


@pytest.mark.parametrize("page", OPENINGS)
@pytest.mark.parametrize("view", [View(asof="2018-04-28"), View(asof="2026-01-31"),
                                  View(country="SGP"), View(asof="2017-01-01")])  # fmt: skip
def test_links_change_no_word(page: str, view: View) -> None:
    assert unlinked(linked_opening(page, view, BASE)) == plain(opening(page, view))


def test_founders_are_not_listed_and_lead_nowhere() -> None:
    assert LINK.findall(linked_opening("overview", View(country="SGP"), BASE)) == []


def test_a_name_inside_another_is_not_taken_for_it() -> None:
    there = places(short="Chiang", long="Chiang Mai")
    told = f"Chiang Mai grows; {network_text.names(there)} joined"
    found = linked(told, there, BASE)
    assert LINK.findall(found) == [("Chiang", "short"), ("Chiang Mai", "long")]
    assert found.startswith("Chiang Mai grows; ")


def test_those_who_are_only_counted_have_no_link() -> None:
    there = places(**{f"p{at}": f"Place {at}" for at in "ABCDEFG"})
    found = linked(f"{network_text.names(there, 3)} joined", there, BASE)
    assert len(LINK.findall(found)) == 3


@pytest.mark.parametrize("name", ["](https://example.org)", "<b>a</b>", "a](b) [c", "*x*"])
def test_a_hostile_name_stays_text(name: str) -> None:
    there = places(x=name)
    found = linked(f"1 city; {name} joined", there, BASE)
    assert LINK.findall(found) == [(plain(name), "x")]
    assert unlinked(found) == plain(f"1 city; {name} joined")


def test_an_id_cannot_end_the_link() -> None:
    assert linked("A joined", places(**{"x)y&z": "A"}), BASE) == "[A](city?city=x%29y%26z) joined"
