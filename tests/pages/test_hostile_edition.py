"""Whatever stands in the tables is shown as text, in every page, slide, deck and brief."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from markdown_it import MarkdownIt

from dashboard.content.citations import JOINER, plain, web_address
from tests.hostile import TRICKS, make_hostile

ROOT = Path(__file__).parents[2]
PAGES = {path.stem for path in (ROOT / "pages").glob("*.py")}
READER = MarkdownIt("js-default", {"html": True}).enable(["table", "strikethrough"])
# The address of a link is no text; what may stand in one has a test of its own.
TARGET = re.compile(r"\]\((?:https?://|[a-z]+\?)[^)\s]*\)")
LEADS = re.compile(r"https?://\S+$|[a-z]*(\?\S*)?(#\S*)?$|data/\S+$|data:image/svg")
# Only at the start of a line are these more than text.
AT_START = ("- item", "1. one", "# head", "> quote", "#let x = 1")
NOWHERE_MARKUP = ("=HYPERLINK(1)", "@@=alert(1)", "%s %(x)s", "%{customdata[0]}")
# Plotly obeys these tags and no others.
TAG = re.compile(r"</?(?:a|b|i|em|strong|sub|sup|br|span)\b[^>]*>", re.IGNORECASE)
# HTML of ours on live pages: how it begins, words that are in it, and all its elements.
OF_OURS = (
    ("<nav", "Thailand", {"nav", "ol", "li", "a", "span"}),
    ('<div class="cards"', "Counted from: ",
     {"div", "section", "p", "a", "button", "span", "strong"}),
    ('<details class="fold"', "Announced by",
     {"details", "summary", "span", "div", "p", "a", "strong", "em"}),
    ('<div class="map-legend"', "Crowded areas", {"div", "p", "span", "img"}),
)  # fmt: skip

Found = list[tuple[str, str, str]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Everything that a hostile edition becomes."""
    folder = tmp_path_factory.mktemp("hostile")
    make_hostile(folder / "edition")
    environment = {**os.environ, "ASCN_DATA_DIR": str(folder / "edition")}
    command = [sys.executable, str(ROOT / "tests/pages/everything.py"), str(folder / "all.json")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2_000:]
    return [tuple(each) for each in json.loads((folder / "all.json").read_text("utf-8"))]


def of(found: Found, *kinds: str) -> list[tuple[str, str]]:
    """What there is of some kinds, and where; never nothing."""
    some = [(where, text) for where, kind, text in found if kind in kinds]
    assert some
    return some


def strings(node: Any) -> Iterator[str]:
    """Every text in a JSON document."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from strings(each)


def obeyed(text: str) -> list[str]:
    """The tricks in a Markdown text that would be more than text."""
    bare = TARGET.sub("]()", text)
    raw = [trick for trick in TRICKS if trick not in (*AT_START, *NOWHERE_MARKUP)]
    found = [trick for trick in raw if re.search(rf"(?<!\\){re.escape(trick)}", bare)]
    lines = [re.sub(r"^\s*(?:[-*] )*", "", line) for line in bare.splitlines()]
    return found + [trick for trick in AT_START for line in lines if line.startswith(trick)]


def test_every_page_draws(found: Found) -> None:
    assert [each for each in found if each[1] == "error"] == []
    assert {where.split()[0] for where, _text in of(found, "markdown")} == PAGES


def test_no_text_of_the_tables_becomes_an_element(found: Found) -> None:
    for begin, words, tags in OF_OURS:
        texts = [text for _where, text in of(found, "html") if text.startswith(begin)]
        assert any(words in text for text in texts)
        for text in texts:
            assert set(re.findall(r"<\s*/?\s*([^\s>]+)", text)) <= tags, text
            assert not re.search(r"<[^>]*\son\w+\s*=", text), text
            leads = re.findall(r'\shref="([^"]*)"', text)
            assert {urlsplit(href).scheme for href in leads} <= {"", "http", "https"}, text


def test_no_text_of_the_tables_is_read_as_markdown(found: Found) -> None:
    texts = of(found, "markdown")
    assert any("\\*\\*bold\\*\\*" in text for _where, text in texts)
    faults = {(where, trick): text for where, text in texts for trick in obeyed(text)}
    assert faults == {}


def test_no_link_leads_where_no_web_page_is(found: Found) -> None:
    for where, text in of(found, "markdown"):
        for target in re.findall(r"(?<!\\)\]\(([^)]*)\)", text):
            assert LEADS.match(target), (where, text)


def test_charts_have_no_markup_and_no_template_of_the_tables(found: Found) -> None:
    for where, spec in of(found, "chart"):
        for text in strings(json.loads(spec)):
            rest = TAG.sub("", text)
            assert "<" not in rest.replace("<extra></extra>", ""), (where, text)
            assert "<a href" not in text, (where, text)
            assert "<b>b</b>" not in text, (where, text)
        for trace in json.loads(spec)["data"]:
            for key in ("hovertemplate", "texttemplate"):
                for template in strings(trace.get(key)):
                    assert not re.search(r"%\{customdata\[0\]\} \w+ *:? *%\{x", template), where
                    assert not any(trick in template for trick in TRICKS if "%" not in trick), where


def test_maps_have_no_command_of_the_tables(found: Found) -> None:
    for where, tooltip in of(found, "tooltip"):
        assert set(json.loads(tooltip)) <= {"text", "style"}, f"HTML in {where}"
    for where, spec in of(found, "map"):
        deck = json.loads(spec)
        for layer in deck["layers"]:
            if isinstance(layer["data"], list):
                for text in strings(layer["data"]):
                    assert not text.startswith("@@"), (where, text)


def test_slides_and_pages_escape_what_is_html(found: Found) -> None:
    for _where, text in of(found, "slides", "head"):
        for trick in ("<img src=x", "<script>alert", "<a href='http://evil", "<b>b</b>"):
            assert trick not in text
    ((_where, described),) = of(found, "head")
    assert described.count("</script>") == 1
    for _where, slides in of(found, "slides"):
        assert html.escape("<img src=x onerror=alert(1)>") in slides


def test_deck_and_brief_say_it_letter_by_letter(found: Found) -> None:
    for kind in ("deck", "brief"):
        said = " ".join(" ".join(text.split()) for _where, text in of(found, kind))
        literal = {trick for trick in TRICKS if trick in said}
        # Neither names every place.
        assert len(literal) > len(TRICKS) / 3, (kind, set(TRICKS) - literal)


@pytest.mark.parametrize(
    "text",
    [
        *TRICKS, "    code", "a\n\n# b", "+ x", "* x", "12. x", "12) x", "--- ", "===",
        "1.8 million", "a\\\nb", "[a]: http://x", "a  \nb", "\\", "(x): y – z", "<!-- c -->",
        "&#42;x&#42;", "|-|",
    ],
)  # fmt: skip
def test_plain_text_stays_as_it_is(text: str) -> None:
    shown = READER.render(plain(text)).strip()
    assert shown.startswith("<p>")
    assert shown.count("<") == 2
    said = html.unescape(shown.removeprefix("<p>").removesuffix("</p>"))
    assert said.replace(JOINER, "") == " ".join(text.split())


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a_(b)?c=d#e", "https://example.org/a_%28b%29?c=d#e"),
        ("http://ตัวอย่าง.example/", "http://ตัวอย่าง.example/"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt://x%0aalert(1)", ""),
        ("data:text/html,x", ""),
        ("//evil.example", ""),
        ("http://x) [y](http://evil.example", ""),
        ("http://x<script>", ""),
        ("", ""),
    ],
)
def test_a_link_is_one_of_the_web(url: str, address: str) -> None:
    assert web_address(url) == address
