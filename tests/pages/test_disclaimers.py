"""Every map says what its boundaries mean; every page and document, that it is not official."""

from __future__ import annotations

import io
import json
import re

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from ascn_data import ANNOUNCEMENT, Network, package_made_on
from dashboard.content.text.disclaimers import boundaries, not_official
from dashboard.core.navigation import PAGES
from dashboard.core.translation import LANGUAGES, day, use_language
from dashboard.core.url_state import View
from dashboard.exports import social_image
from dashboard.exports.pdf.brief import make_brief
from dashboard.exports.pdf.content import contents
from dashboard.exports.pptx.deck import make_deck
from dashboard.exports.slides.story import story
from dashboard.web.meta_tags import described
from dashboard.web.routes.presentation import document
from tests.pages.conftest import Open

DAY = ANNOUNCEMENT.isoformat()
QUERIES = [
    *((page.name, {}) for page in PAGES),
    ("map", {"city": "lampang"}),
    ("city", {"city": "hanoi"}),
    ("city", {"city": ["hanoi", "phuket"]}),
]
each_language = pytest.mark.parametrize("code", LANGUAGES)


def maps_on(at: AppTest) -> int:
    """How many maps a page draws: those of deck.gl, and charts with axes of one scale."""
    specs = [json.loads(element.proto.spec) for element in at.get("plotly_chart")]
    flat = [spec["layout"] for spec in specs if "scaleanchor" in str(spec["layout"])]
    return len(at.get("deck_gl_json_chart")) + len(flat)


@each_language
@pytest.mark.parametrize(("page", "query"), QUERIES)
def test_a_page_says_so_under_each_map_and_once_for_all(
    look: Open, page: str, query: dict[str, object], code: str
) -> None:
    at = look(page, lang=code, **{key: _hashable(value) for key, value in query.items()})
    said = [line for caption in at.caption for line in caption.value.split("\n\n")]
    with use_language(code):
        assert said.count(boundaries()) == maps_on(at)
        assert sum(not_official() in each for each in said) == 1


def _hashable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def test_the_pages_with_maps_are_looked_at(look: Open) -> None:
    drawn = {page for page, query in QUERIES if not query and maps_on(look(page, lang="en"))}
    assert drawn == {"overview", "map", "reach", "thailand"}
    assert maps_on(look("city", lang="en", city="hanoi")) == 1


@each_language
def test_slides_and_deck_say_so(code: str) -> None:
    view = View(asof=DAY, lang=code)
    with use_language(code):
        told, (line, whose) = story(view), (boundaries(), not_official())
        with_map = sum(line in slide.source_line for slide in told)
    assert whose in told[-1].lines
    page = re.sub("<[^>]+>", "", document("stage.html", view, "", ""))
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    assert (page.count(line), page.count(whose)) == (with_map, 1)
    deck = Presentation(io.BytesIO(make_deck(view)))
    texts = [
        [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        for slide in deck.slides
    ]
    # Nothing else on slides is drawn in a group.
    maps = [
        any(shape.shape_type == MSO_SHAPE_TYPE.GROUP for shape in slide.shapes)
        for slide in deck.slides
    ]
    assert [any(line in text for text in said) for said in texts] == maps
    assert sum(maps) == with_map
    assert sum(whose in text for said in texts for text in said) == 1


@each_language
def test_the_brief_says_so(code: str) -> None:
    with use_language(code):
        said = contents(View(asof=DAY, lang=code))
        assert boundaries() in said["map"]["note"]
        assert said["disclaimer"] == not_official()


def test_the_brief_prints_both() -> None:
    (page,) = PdfReader(io.BytesIO(make_brief(View(asof=DAY)))).pages
    text = " ".join(page.extract_text().split())
    assert boundaries() in text
    assert not_official() in text


@pytest.mark.parametrize(
    ("page", "view"), [("map", View(asof=DAY)), ("city", View(asof=DAY, city=("hanoi",)))]
)
def test_a_link_picture_with_a_map_says_so(page: str, view: View) -> None:
    assert social_image.contents(page, view)["note"] == boundaries()
    assert social_image.contents("growth", view)["note"] == ""


@each_language
def test_a_link_preview_is_titled_as_unofficial(code: str) -> None:
    word = {"en": "unofficial dashboard", "th": "ไม่เป็นทางการ"}[code]
    head = str(described("map", View(asof=DAY, lang=code), "https://example.org", "/", code))
    title = head.split('property="og:title" content="')[1].split('"')[0]
    assert title.endswith(word)


def test_the_overview_says_when_the_data_was_reviewed(look: Open, net: Network) -> None:
    said = " ".join(caption.value for caption in look("overview", lang="en").caption)
    with use_language("en"):
        reviewed, known = package_made_on(net), net.memberships["counted_on"].max()
        assert reviewed is not None
        assert f"reviewed on {day(reviewed)}" in said
        assert f"up to {day(known)}" in said
