"""A language made by a program reads every page: whatever stays English did not pass the catalogue.

Every text that Streamlit sends is looked at, in whatever field of whatever element it stands. Our
own words are in the brackets of `tests.pseudo`; what is left must be found in the tables.
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.charts import growth
from dashboard.core.dataset import network
from tests.pages.cards import parsed, words
from tests.vocabulary import left_over

Open = Callable[..., AppTest]
Run = Callable[[AppTest], AppTest]

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
VIEWS = {
    "nothing fits": {"country": "VNM", "status": "proposed", "asof": "2018-04-27"},
    "Thailand lately, and something unknown": {
        "country": "THA", "asof": "2026-01-31", "series": "atlantis", "city": "lampang",
    },
}  # fmt: skip
# Fields that hold no words: ids, addresses, styles, symbols, settings.
WORDLESS = {
    "id", "tag", "anchor", "icon", "type", "language", "page", "page_script_hash", "query_string",
    "deferred_file_id", "url", "form_id", "element_id", "url_path", "autocomplete", "config", "key",
    "shortcut", "uuid", "format",
}  # fmt: skip
# Where a drawing keeps its words; the rest of it is shapes and colours.
WORDS_OF_DRAWINGS = {
    "text", "title", "name", "hovertext", "hovertemplate", "texttemplate", "ticktext", "labels",
    "customdata", "tip", "label",
}  # fmt: skip
WORDS_OF_HTML = {"aria-label", "title", "data-copied", "data-refused", "data-close"}
SVG_TEXT = re.compile(r"<(?:text|tspan)\b[^>]*>([^<]+)<")
each_page = pytest.mark.parametrize("page", PAGES)


def strings(message: Any) -> Iterator[tuple[str, str]]:
    """Every string in a message of Streamlit's protocol, with the name of its field."""
    for field, value in message.ListFields():
        values = value if field.is_repeated else [value]
        if field.type == field.TYPE_MESSAGE:
            if not field.message_type.GetOptions().map_entry:
                for inner in values:
                    yield from strings(inner)
        elif field.type == field.TYPE_STRING and field.name not in WORDLESS:
            yield from ((field.name, one) for one in values)


def drawn(node: Any, inside: bool = False) -> Iterator[str]:
    """The words in the description of a drawing, those in pictures of text too."""
    match node:
        case dict():
            for key, value in node.items():
                yield from drawn(value, inside or key in WORDS_OF_DRAWINGS)
        case list():
            for value in node:
                yield from drawn(value, inside)
        case str() if node.startswith("data:image/svg+xml"):
            yield " ".join(map(html.unescape, SVG_TEXT.findall(unquote(node))))
        case str() if inside:
            yield node.replace("<br>", " ")


def columns_of_files() -> set[str]:
    """The names of all columns: a table made of nothing else shows a file as it is."""
    return {field.name for each in network().contract.tables.values() for field in each.fields}


def texts_in(body: str) -> Iterator[str]:
    """The words in HTML of ours: its text, and what it says when asked."""
    whole = parsed(body).find("body")
    yield from told_in(whole)
    for element in whole.iter():
        yield from (text for name, text in element.items() if name in WORDS_OF_HTML)


def told_in(element: ET.Element) -> Iterator[str]:
    """The text of an element; that of a paragraph or a heading in one, with the links in it."""
    if element.tag in ("p", "summary"):
        yield words(element)
        return
    yield element.text or ""
    for child in element:
        yield from told_in(child)
        yield child.tail or ""


def texts_of(node: Any) -> Iterator[str]:
    """Every text of one element."""
    if node.type == "html" and not node.proto.body.startswith("<style"):
        yield from texts_in(node.proto.body)
    for field, text in strings(node.proto):
        if node.type == "html" or (node.type == "code" and text.startswith(("/", "<", "import "))):
            continue
        if field in ("spec", "json", "tooltip", "columns"):
            yield from drawn(json.loads(text))
        else:
            yield text
    if node.type == "dataframe" and not set(node.value.columns) <= columns_of_files():
        frame: pd.DataFrame = node.value
        yield from map(str, frame.columns)
        for name in frame.select_dtypes(exclude="number"):
            yield from map(str, frame[name].dropna().unique())


def elements(node: Any) -> Iterator[Any]:
    """A part of the page and everything in it that was sent."""
    if getattr(node, "proto", None) is not None:
        yield node
    for child in getattr(node, "children", {}).values():
        yield from elements(child)


def forgotten(at: AppTest) -> dict[str, list[str]]:
    """The words on a page that came neither through the catalogue nor from the tables."""
    found = defaultdict(list)
    for node in elements(at._tree):
        for text in texts_of(node):
            if rest := left_over(text):
                found[f"{node.type}: {text[:160]}"] = rest
    return dict(found)


def opened(at: AppTest, run: Run) -> AppTest:
    """The page with everything that a reader can open on it."""
    for node in elements(at._tree):
        if node.type == "expander" and (key := re.search(r"-(table-[\w-]+)$", node.proto.id)):
            at.session_state[key.group(1)] = True
    at.session_state["share"] = True
    return run(at)


@each_page
def test_nothing_on_a_page_goes_round_the_catalogue(
    open_page: Open, run: Run, pseudo_language: str, page: str
) -> None:
    at = opened(open_page(page, lang=pseudo_language), run)
    assert at.segmented_control(key="lang").value == pseudo_language
    assert forgotten(at) == {}


@each_page
@pytest.mark.parametrize("view", VIEWS)
def test_nor_does_what_only_some_views_show(
    open_page: Open, pseudo_language: str, page: str, view: str
) -> None:
    at = open_page(page, lang=pseudo_language, **VIEWS[view])
    asked = {*VIEWS[view], *VIEWS[view].values()}
    left = {text: set(words) - asked for text, words in forgotten(at).items()}
    assert {text: words for text, words in left.items() if words} == {}


@pytest.mark.parametrize("cities", [["lampang"], ["phuket", "da-nang"]], ids=len)
def test_nor_do_places_in_full_or_side_by_side(
    open_page: Open, run: Run, pseudo_language: str, cities: list[str]
) -> None:
    at = opened(open_page("city", lang=pseudo_language, city=cities), run)
    assert forgotten(at) == {}


def test_nor_does_the_word_on_failure(
    open_page: Open, pseudo_language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_args: object, **_values: object) -> None:
        raise RuntimeError

    st.cache_resource.clear()  # what was drawn, which would be repeated instead
    monkeypatch.setattr(growth, "country_matrix", breaks)
    at = open_page("growth", lang=pseudo_language)
    (error,) = at.error
    assert not left_over(re.sub(r"\b[0-9a-f]{8}\b", "", error.value))
