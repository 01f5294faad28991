"""Names of countries and places in running text are links, and nothing else of it changes."""

from __future__ import annotations

import re

import pytest

from dashboard.content.citations import plain
from dashboard.content.text.name_links import link_names, linked, own_ids
from dashboard.content.text.page_summary import OPENINGS, opening
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View

PLACES, COUNTRIES = "city?city=", "countries?country="
LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\((?:city\?city|countries\?country)=([^)]*)\)")


def links(text: str, *own: str) -> list[tuple[str, str]]:
    """The names that a text has as links, with their ids."""
    return LINK.findall(linked(text, PLACES, COUNTRIES, own))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_cities_that_joined_last_lead_to_their_pages(code: str) -> None:
    with use_language(code):
        found = links(plain(opening("overview", View(lang=code))))
    assert [key for _name, key in found][:3] == ["chiang-mai", "khon-kaen", "rayong"]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("page", OPENINGS)
@pytest.mark.parametrize("view", [View(asof="2018-04-28"), View(asof="2026-01-31"),
                                  View(country="SGP"), View(city=("phuket",))])  # fmt: skip
def test_links_change_no_word(page: str, view: View, code: str) -> None:
    with use_language(code):
        told = plain(opening(page, view))
        named = linked(told, PLACES, COUNTRIES, own_ids(page, view))
    assert LINK.sub(r"\1", named) == told


def test_the_first_mention_of_a_name_is_a_link_and_a_longer_name_is_no_other() -> None:
    text = "Viet Nam, Da Nang and Viet Nam; Bangkok Post, San Jakarta-like"
    assert links(text) == [("Viet Nam", "VNM"), ("Da Nang", "da-nang")]
    assert links("Singapore") == [("Singapore", "SGP")]


def test_a_page_does_not_lead_to_itself() -> None:
    assert links("Malaysia and Indonesia", "MYS") == [("Indonesia", "IDN")]
    assert own_ids("countries", View(country="MYS")) == ("MYS",)
    assert own_ids("growth", View(country="MYS")) == ()
    assert own_ids("city", View(city=("phuket", "da-nang"))) == ("phuket", "da-nang")


def test_what_is_a_link_already_stays_as_it_is() -> None:
    text = "[The Malaysia Star](https://x.example/Malaysia) `Malaysia` :material/Malaysia:"
    assert links(text) == []


def test_thai_names_stand_alone_or_after_a_word_that_leads_to_them() -> None:
    with use_language("th"):
        assert [key for _name, key in links("ในมาเลเซีย และประเทศไทย")] == ["MYS", "THA"]
        assert links("ภาษาไทยและพื้นที่ที่ไทยเสนอ") == []


def test_a_name_without_an_address_stays_text() -> None:
    assert link_names("Malaysia", lambda _column, _key: "") == "Malaysia"
