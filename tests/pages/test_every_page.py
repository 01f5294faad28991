"""Every page draws in every language, on every kind of day and under every kind of filter."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts.drawings import DRAWINGS
from dashboard.content.citations import plain
from dashboard.content.lists import listings
from dashboard.content.pages import describe
from dashboard.content.text.name_links import linked, own_ids
from dashboard.core.navigation import NAMED
from dashboard.core.translation import LANGUAGES, use_language
from tests.pages.cards import parsed, words
from tests.pages.conftest import title_of

Open = Callable[..., AppTest]

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
ADDRESSES = {
    "default": {},
    "founding day": {"asof": "2018-04-28"},
    "before the founding": {"asof": "2018-04-27"},
    "latest": {"asof": "2026-01-31"},
    "long ago": {"asof": "0001-01-01"},
    "far away": {"asof": "9999-12-31"},
    "Thailand": {"country": "THA"},
    "north": {"region": "north"},
    "region without a place": {"region": "west"},
    "proposed": {"status": "proposed"},
    "members": {"status": "member"},
    "a country without proposals": {"country": "VNM"},
    "nothing fits": {"country": "VNM", "status": "proposed"},
    "no member yet": {"country": "TLS"},
    "new member": {"country": "TLS", "asof": "2026-01-31"},
    "everything": {
        "asof": "2026-01-31", "country": "THA", "region": "north", "status": "member",
        "series": "registration", "city": "chiang-mai",
    },
}  # fmt: skip
# The whole in every language; each other address of a page in one, in turn.
CASES = [
    (page, code, address)
    for row, page in enumerate(PAGES)
    for column, address in enumerate(ADDRESSES)
    for at, code in enumerate(LANGUAGES)
    if not ADDRESSES[address] or (row + column) % len(LANGUAGES) == at
]
# Where names lead, and how a link to the page of a place or country ends.
BASES = ("city?city=", "countries?country=")
LEADS = re.compile(r"\]\((?:city|countries)\?[^)]*?(?:city|country)=([\w-]+)\)")
LEADS_IN_HTML = re.compile(r'href="(?:city|countries)\?[^"]*?(?:city|country)=([\w-]+)"')
each_page = pytest.mark.parametrize("page", PAGES)
each_language = pytest.mark.parametrize("code", LANGUAGES)
each_case = pytest.mark.parametrize(("page", "code", "address"), CASES)


def told_as_markdown(at: AppTest) -> str:
    """The Markdown of a page."""
    kinds = ("title", "subheader", "markdown", "caption", "info", "metric")
    return "\n".join(
        f"{getattr(element, 'label', '')} {element.value}"
        for kind in kinds
        for element in at.get(kind)
    )


def told_as_html(at: AppTest) -> str:
    """The HTML of a page, without what shows no words."""
    bodies = [element.proto.body for element in at.get("html")]
    return "\n".join(body for body in bodies if not body.startswith(("<style", "<script")))


def words_of(at: AppTest) -> str:
    """All the text that a page shows, apart from what it draws."""
    return told_as_markdown(at) + words(parsed(told_as_html(at)))


def test_every_file_is_a_page_and_every_page_a_file(look: Open) -> None:
    assert PAGES
    titles = {look(page, lang="en").title[0].value for page in PAGES}
    assert len(titles) == len(PAGES)


@each_case
def test_a_page_draws(look: Open, page: str, code: str, address: str) -> None:
    at = look(page, lang=code, **ADDRESSES[address])
    assert [element.value for element in at.error] == []
    assert [element.value for element in at.exception] == []
    assert len(at.title) == 1
    assert not re.search(r"\b(nan|None|NaT|<NA>)\b", words_of(at))


@each_case
def test_a_page_shows_the_sections_that_it_is_described_with(
    look: Open, page: str, code: str, address: str
) -> None:
    at = look(page, lang=code, **ADDRESSES[address])
    with use_language(code):
        told = describe(page, at.session_state["view"]).sections
    heads = {each.anchor: title_of(each) for each in at.subheader}
    drawn = {"places", *DRAWINGS} - ({"areas"} if page == "thailand" else set())  # a list there
    known = {key: title for key, title in heads.items() if key in drawn}
    if page != "city":
        assert known == {section.key: plain(section.title) for section in told}


@each_case
def test_names_lead_to_pages_wherever_they_do_in_the_document(
    look: Open, page: str, code: str, address: str
) -> None:
    at = look(page, lang=code, **ADDRESSES[address])
    view = at.session_state["view"]
    with use_language(code):
        told = describe(page, view)
        said = [plain(told.summary), *(section.about for section in told.sections)]
        # Live, one table of the dictionary is told at a time, and the citation is to copy.
        for each in listings(page, view):
            if each.key in ("dictionary", "cite"):
                continue
            said += [each.about, *each.entries, *(fold.told for fold in each.folded)]
        own = own_ids(page, view)
        wanted = {key for text in said for key in LEADS.findall(linked(text, *BASES, own))}
    there = LEADS.findall(told_as_markdown(at)) + LEADS_IN_HTML.findall(told_as_html(at))
    assert wanted <= set(there)


@each_page
@each_language
def test_no_name_is_left_unfilled(look: Open, page: str, code: str) -> None:
    assert not re.search(r"\{\w*\}", words_of(look(page, lang=code)))


@each_page
@each_language
def test_every_drawing_has_words_for_those_who_do_not_see_it(
    look: Open, page: str, code: str
) -> None:
    at = look(page, lang=code)
    for kind in ("plotly_chart", "deck_gl_json_chart"):
        for element in at.get(kind):
            assert len(element.proto.alt) > 20


def test_pages_draw_what_they_are_about(look: Open) -> None:
    drawn = {
        page: (len(at.get("plotly_chart")), len(at.get("deck_gl_json_chart")))
        for page in PAGES
        for at in [look(page, lang="en")]
    }
    assert drawn["overview"] == (1, 1)
    assert drawn["map"] == (0, 1)
    assert drawn["growth"] == (2, 0)
    assert drawn["reach"] == (4, 0)
    assert {page for page, drawings in drawn.items() if not any(drawings)} == {
        "city", "countries", "sources"
    }  # fmt: skip


@each_page
def test_no_drawing_names_another_host(look: Open, page: str) -> None:
    at = look(page, asof="2026-01-31", country="THA")
    specs = [element.proto.spec for element in at.get("plotly_chart")]
    specs += [element.proto.json for element in at.get("deck_gl_json_chart")]
    for spec in specs:
        assert json.loads(spec)
        assert not re.search(r"https?:", spec.replace("http://www.w3.org/2000/svg", ""))


@each_page
@each_language
def test_a_page_speaks_the_language_of_the_address(look: Open, page: str, code: str) -> None:
    at = look(page, lang=code)
    assert at.segmented_control(key="lang").value == code
    with use_language(code):
        assert at.title[0].value == NAMED[page].heading
