"""What may stand on a page although it did not pass the catalogue: what the tables say."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from functools import cache
from typing import Any

from babel import Locale
from babel.lists import format_list

from ascn_data.citing import cite, licences, listed
from dashboard.core.dataset import network
from tests.pseudo import CODE, LETTER, outside

WORD = re.compile(r"\w+", re.UNICODE)
# Addresses, symbols, code, and what a chart fills in itself: read by machines.
ADDRESS = re.compile(
    r"https?://\S+|[\w/.-]*\?\w+=\S*|\]\([^)]*\)|`[^`]*`|%?\{[^{}]*\}"
    r"|:material/\w+:|:[a-z-]+(?=\[)"
)
TAG = re.compile(r"</?\w[^<>]*>")
LINKED_NAME = re.compile(r"\[([^\]]*)\]\((?:city|countries)\?[^)]*\)")


def squeezed(text: str) -> str:
    """A text on one line, without the marks of Markdown, HTML and addresses."""
    text = html.unescape(TAG.sub(" ", ADDRESS.sub(" ", text)))
    return re.sub(r"\s+", " ", re.sub(r"[\\*]", "", text)).strip()


def _cells() -> set[str]:
    """Names, titles, notes and ids in the tables and the contract; never a coded value."""
    net = network()
    package = net.contract.descriptor
    found = {*net.contract.tables, package["title"], cite(net), licences(package)}
    found |= {author["title"] for author in listed(package, "contributors")}
    for table in net.contract.tables.values():
        found |= {*table.title.values(), *table.description.values()}
        for field in table.fields:
            found |= {field.name, field.pattern, *field.title.values(), *field.description.values()}
            if field.type == "string" and not field.enum:
                found |= {str(cell) for cell in net.table(table.name)[field.name].dropna()}
    # The timeline names the town of an event without its province.
    events = net.table("timeline")
    for column in ("location_en", "location_th"):
        found |= {where.partition(",")[0] for where in events[column].dropna()}
    return found


def _babels() -> set[str]:
    """Names of languages, months, and the words between the items of a list."""
    names = {str(Locale.parse(code).display_name) for code in ("en", "th", CODE)}
    months = Locale.parse(CODE).months["format"]
    joined = format_list(["1", "2"], locale=CODE).replace("1", "").replace("2", "")
    names |= {name for width in months.values() for name in width.values()}
    return names | {joined.strip()}


@cache
def _known() -> dict[str, list[str]]:
    """Every text that may stand there, by its first word, the longest first."""
    by_word = defaultdict(set)
    for text in _cells() | _babels():
        said = squeezed(text)
        if first := WORD.search(said):
            by_word[first.group()].add(said[first.start() :])
    return {word: sorted(texts, key=len, reverse=True) for word, texts in by_word.items()}


def left_over(text: Any) -> list[str]:
    """The words of a text that neither the catalogue nor the tables have said."""
    # A name that leads to its page is a word of the text around it.
    rest = squeezed(outside(LINKED_NAME.sub(r"\1", str(text))))
    found, at = [], 0
    while word := WORD.search(rest, at):
        here = word.start()
        said = next(
            (one for one in _known().get(word.group(), ()) if rest.startswith(one, here)), ""
        )
        at = here + len(said) if said else word.end()
        if not said and LETTER.search(word.group()):
            found.append(word.group())
    return found
