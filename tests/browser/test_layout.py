"""What is where: the whole answer on one screen, dark when wished, and Thai in Thai."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ascn_data import Network
from tests.browser.conftest import PAGES


@pytest.mark.parametrize("lang", ["en", "th"])
def test_the_overview_answers_on_one_screen(tab: Any, lang: str) -> None:
    tab.open(f"/?lang={lang}")
    tab.wait_for_draws()
    tab.wait_for_charts()
    places = {
        "cards": tab.widget("cards"),
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
    tops = [card.bounding_box()["y"] for card in tab.page.locator("[class*='st-key-card-']").all()]
    assert len(tops) == 5
    assert max(tops) - min(tops) < 2, "the cards stand in one row"


def light(colour: str) -> float:
    """How light a CSS colour is, 0 to 1."""
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_page_follows_the_readers_scheme(open_tab: Any, server: Any, scheme: str) -> None:
    tab = open_tab(server, color_scheme=scheme)
    page = tab.open("/")
    tab.wait_for_charts()
    style = "(e, name) => getComputedStyle(e)[name]"
    paper = light(page.get_by_test_id("stApp").evaluate("e => getComputedStyle(e).backgroundColor"))
    words = [light(page.get_by_test_id(i).first.evaluate(style, "color"))
             for i in ("stHeading", "stMetricValue", "stMarkdown")]  # fmt: skip
    words.append(light(page.locator(".js-plotly-plot .xtick text").first.evaluate(style, "fill")))
    if scheme == "dark":
        assert paper < 0.2
        assert min(words) > 0.5
    else:
        assert paper > 0.9
        assert max(words) < 0.5


# What may stand in Latin letters on a Thai page beside what the tables themselves hold.
LATIN_KEPT = {
    "ASEAN", "ASCN", "CSV", "UN", "English", "GitHub", "depa", "km", "PNG", "CC", "BY", "XLSX",
    "ZIP", "GeoJSON", "ETag", "Frictionless", "Data", "Package", "datapackage", "json",
}  # fmt: skip
# Icons are words in the page's text; they are drawn as pictures. Code is the same in every
# language, and where files are dropped the words are Streamlit's own.
VISIBLE_TEXT = """() => {
  const icons = [...document.querySelectorAll('*')].filter(
    (e) => getComputedStyle(e).fontFamily.includes('Material')
      || e.matches('code, pre, [data-testid="stFileUploader"]'));
  for (const icon of icons) icon.style.display = 'none';
  const said = [...document.querySelectorAll(
    '[data-testid="stMain"], [data-testid="stTopNavLinkContainer"]')].map(e => e.innerText);
  for (const icon of icons) icon.style.display = '';
  return said.join('\\n');
}"""


def latin(text: str) -> set[str]:
    """Words of two or more Latin letters."""
    return set(re.findall(r"[A-Za-zÀ-ɏḀ-ỹ]{2,}", text))


def test_thai_pages_speak_thai(tab: Any, net: Network) -> None:
    ours = set(LATIN_KEPT).union(*(latin(table) for table in net.tables))
    for table in net.tables:
        frame = net.table(table)
        columns = [column for column in frame if column.endswith("_th")]
        if table == "sources":
            columns += ["publisher", "title"]
        for column in columns:
            for value in frame[column].dropna():
                ours |= latin(str(value))
    foreign = {}
    for name, path in PAGES.items():
        said = tab.go(f"{path}?lang=th").evaluate(VISIBLE_TEXT)
        assert len(re.findall("[ก-๙]", said)) > 200
        foreign[name] = sorted(latin(said) - ours)
    assert {name: words for name, words in foreign.items() if words} == {}


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
