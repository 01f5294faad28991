"""The Markdown of the texts as HTML; nothing in it can become an element of its own."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from dashboard.content.citations import JOINER

# Streamlit's directives: small type, badges and icons, which a document shows as plain text.
DIRECTIVE = re.compile(r":(?:small|[a-z]+-badge)\[((?:\\.|[^\]\\])*)\]")
ICON = re.compile(r":material/\w+:\s*")


@cache
def _parser() -> MarkdownIt:
    # Links lead to addresses of the web alone: the parser refuses `javascript:` and the like.
    return MarkdownIt("commonmark", {"html": False})


def _plain(text: str) -> str:
    return ICON.sub("", DIRECTIVE.sub(r"\1", text))


def block(text: str) -> Markup:
    """Paragraphs and lists."""
    return Markup(_parser().render(_plain(text)))


def live_block(text: str) -> Markup:
    """Paragraphs and lists of a live page: links of ours lead on in it, others open beside it."""
    return _live(_parser().parse(_plain(text)))


def live_inline(text: str) -> Markup:
    """Running text of a live page, with links as in `live_block`."""
    return _live(_parser().parseInline(_plain(text)))


def _live(tokens: list[Token]) -> Markup:
    for token in chain.from_iterable(each.children or () for each in tokens):
        if token.type == "link_open":
            outside = urlsplit(str(token.attrGet("href"))).netloc
            token.attrSet(*(("target", "_blank") if outside else ("class", "page-link")))
    return Markup(_parser().renderer.render(tokens, _parser().options, {}))


def words(text: str) -> str:
    """What running text says, without its links and emphasis."""
    (whole,) = _parser().parseInline(_plain(text))
    return "".join(each.content for each in whole.children or ()).replace(JOINER, "")


def inline(text: str) -> Markup:
    """Running text with its links and emphasis."""
    return Markup(_parser().renderInline(_plain(text)))
