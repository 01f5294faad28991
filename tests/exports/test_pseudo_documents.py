"""What leaves the dashboard speaks a language made by a program: slides, notes, deck and brief."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation

from dashboard.core.translation import (
    LANGUAGES,
    SOURCE,
    _,
    day,
    localized,
    n_,
    people,
    spoken,
    use_language,
)
from dashboard.core.url_state import View
from dashboard.exports.pdf.content import contents
from dashboard.exports.pptx.deck import make_deck
from dashboard.web.routes import presentation
from tests.pseudo import pseudo
from tests.vocabulary import left_over

pytestmark = pytest.mark.slow

VIEWS = [View(), View(country="THA", asof="2026-01-31"), View(asof="2018-04-27")]
each_view = pytest.mark.parametrize("view", VIEWS, ids=str)
# Labels of a drawing and titles have parts, between which a line may end.
WHOLE = {"svg", "h1", "p"}
SAID_IN_ATTRIBUTES = {"aria-label", "aria-roledescription", "title", "alt"}


class Texts(HTMLParser):
    """Every text of a document, and of the attributes that a reader hears or sees.

    Keys (`kbd`) are left out: they are printed on keyboards.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in SAID_IN_ATTRIBUTES]
        if tag in WHOLE or tag == "kbd":
            self.inside = self.inside or tag
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside == "kbd":
            return
        if self.inside:
            self.found[-1] += f" {data}" if self.inside == "svg" else data
        else:
            self.found.append(data)


def forgotten(texts: list[str]) -> dict[str, list[str]]:
    """The texts with words that neither the catalogue nor the tables have said."""
    return {text[:160]: rest for text in texts if (rest := left_over(text))}


def strings(node: Any) -> Iterator[str]:
    """Every string in plain data; the words of a drawing as one, since a label may have lines."""
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, list | tuple):
        if node and all(isinstance(one, dict) and "anchor" in one for one in node):
            node = [" ".join(one["text"] for one in node)]
        for one in node:
            yield from strings(one)
    elif isinstance(node, str):
        yield node


def test_our_words_are_told_from_others() -> None:
    assert pseudo("As of {day}").startswith("⟦Áš óf")
    assert pseudo("**{count} cities**, `asof`").count("⟦") == 1
    assert left_over(pseudo("**{count} cities**").format(count=29)) == []
    assert left_over("Chiang Mai, Phuket kaj Hanoi: 28 Julio 2023") == []
    assert left_over("⟦Móñth⟧: 3 Members in Phuket") == ["Members", "in"]


def test_a_catalogue_is_all_that_a_language_needs(pseudo_language: str) -> None:
    assert next(iter(LANGUAGES)) == SOURCE
    assert LANGUAGES[pseudo_language] == "Esperanto"
    assert spoken(f"{pseudo_language}-001") == pseudo_language
    with use_language(pseudo_language):
        assert _("Map") == pseudo("Map")
        assert n_("{count} city", "{count} cities", 1) == pseudo("{count} city").format(count=1)
        assert n_("{count} city", "{count} cities", 2) == pseudo("{count} cities").format(count=2)
        assert localized("name") == "name_en"
        assert day("2023-07-28") == "28 Julio 2023"
        assert "1,8" in people(1_800_000)


@each_view
@pytest.mark.parametrize("template", ["stage.html", "notes.html"])
def test_slides_and_notes_pass_the_catalogue(
    pseudo_language: str, view: View, template: str
) -> None:
    page = Texts()
    page.feed(presentation.document(template, replace(view, lang=pseudo_language), "", ""))
    assert len(page.found) > 10
    assert forgotten(page.found) == {}


@each_view
def test_the_deck_passes_the_catalogue(pseudo_language: str, view: View) -> None:
    deck = Presentation(io.BytesIO(make_deck(replace(view, lang=pseudo_language))))
    texts = [deck.core_properties.title, deck.core_properties.subject]
    for slide in deck.slides:
        parts = [slide.part, slide.notes_slide.part]
        parts += [link.target_part for link in slide.part.rels.values() if "/chart" in link.reltype]
        for part in parts:
            tree = etree.fromstring(part.blob)
            texts += [" ".join(box.itertext("{*}t")) for box in tree.iter("{*}txBody", "{*}rich")]
            texts += [node.text or "" for node in tree.iter("{*}v")]
            texts += [node.get("descr", "") for node in tree.iter("{*}cNvPr")]
    assert len(texts) > 30
    assert forgotten(texts) == {}


@each_view
def test_the_brief_passes_the_catalogue(pseudo_language: str, view: View) -> None:
    wanted = replace(view, lang=pseudo_language)
    with use_language(pseudo_language):
        said = {**contents(wanted, ""), "lang": ""}
    found = [text for text in strings(said) if not text.startswith(("#", "<svg"))]
    assert len(found) > 10
    assert forgotten(found) == {}
