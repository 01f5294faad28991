"""The headline cards of a page, read from its HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

from streamlit.testing.v1 import AppTest
from tinyhtml5.parser import HTMLParser


@dataclass(frozen=True)
class ShownCard:
    """What a card says, where its link leads, and the line that its button copies."""

    key: str
    label: str
    value: str
    note: str
    page: str
    asked: dict[str, list[str]]
    line: str


def parsed(html: str) -> ET.Element:
    """An element of a page; it must be without faults."""
    parser = HTMLParser(namespace_html_elements=False)
    tree = parser.parse(f"<!doctype html><title>An element</title>{html}")
    assert parser.errors == [], html
    return tree


def words(element: ET.Element) -> str:
    """The text of an element."""
    return "".join(element.itertext())


def cards_in(html: str) -> Iterator[ShownCard]:
    """The cards of an element."""
    for card in parsed(html).iter("section"):
        of = {each.get("class"): each for each in card.iter()}
        link = urlsplit(of["page-link"].get("href"))
        yield ShownCard(
            card.get("data-card", ""), words(of["label"]), words(of["value"]), words(of["told"]),
            link.path, parse_qs(link.query), words(of["quotation"]),
        )  # fmt: skip


def cards(at: AppTest) -> list[ShownCard]:
    """The cards of a page, in order."""
    bodies = [element.proto.body for element in at.get("html")]
    return [card for body in bodies if '<div class="cards"' in body for card in cards_in(body)]
