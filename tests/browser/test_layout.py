"""The whole answer on one screen, in the colours and the language that the reader wants."""

from __future__ import annotations

import re
from typing import Any

import pytest


@pytest.mark.parametrize("lang", ["en", "th"])
def test_the_overview_answers_on_one_screen(tab: Any, lang: str) -> None:
    tab.open(f"/?lang={lang}")
    tab.wait_for_draws()
    tab.wait_for_charts()
    places = {
        "cards": tab.page.locator("#root .cards"),
        "map": tab.page.get_by_test_id("stDeckGlJsonChart"),
        "growth": tab.page.locator(".js-plotly-plot"),
        "as of": tab.widget("scope"),
    }
    for name, place in places.items():
        box = place.first.bounding_box()
        assert box is not None, name
        assert box["height"] > 10, name
        assert box["y"] >= 0, name
        assert box["y"] + box["height"] <= 900, f"{name} ends at {box['y'] + box['height']}"
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= 1440, name
    tops = [card.bounding_box()["y"] for card in tab.page.locator("#root .card").all()]
    assert len(tops) == 5
    assert max(tops) - min(tops) < 2, "the cards stand in one row"


def light(colour: str) -> float:
    """How light a CSS colour is, 0 to 1."""
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_page_follows_the_readers_scheme(open_tab: Any, server: Any, scheme: str) -> None:
    tab = open_tab(server, color_scheme=scheme)
    page = tab.open("/projects")
    tab.wait_for_charts()
    style = "(e, name) => getComputedStyle(e)[name]"
    paper = light(page.get_by_test_id("stApp").evaluate("e => getComputedStyle(e).backgroundColor"))
    words = [light(page.get_by_test_id(i).first.evaluate(style, "color"))
             for i in ("stHeading", "stMarkdown")]  # fmt: skip
    words.append(light(page.locator("#root .card .value").first.evaluate(style, "color")))
    words.append(light(page.locator(".js-plotly-plot .xtick text").first.evaluate(style, "fill")))
    if scheme == "dark":
        assert paper < 0.2
        assert min(words) > 0.5
    else:
        assert paper > 0.9
        assert max(words) < 0.5


def test_the_page_says_its_language_and_its_title_wherever_the_reader_goes(tab: Any) -> None:
    page = tab.open("/reach?lang=en")
    lang = "document.documentElement.lang"
    before = page.title()
    assert page.evaluate(lang) == "en"
    tab.widget("lang").get_by_text("ไทย").click()
    page.wait_for_function(f"() => {lang} === 'th'")
    tab.settle()
    assert page.title() != before
    page.get_by_test_id("stTopNavLink").filter(has_text="แผนที่").first.click()
    page.wait_for_url("**/map?**")
    tab.settle()
    assert "แผนที่" in page.title()
    assert page.evaluate(lang) == "th"
    assert page.locator("link[rel~=icon]").count() == 1
