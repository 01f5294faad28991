"""Headline figures on a page: cards side by side, each with its source and a line to copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st
from markupsafe import Markup

from ascn_data import quote_number
from dashboard.content.headline import Card, cited
from dashboard.core.dataset import cached
from dashboard.core.translation import _, day
from dashboard.core.url_state import View
from dashboard.exports.html.cards import card_html
from dashboard.exports.html.icons import font_icon
from dashboard.exports.html.markdown import live_inline
from dashboard.ui.errors import boundary
from dashboard.ui.page_links import address, public_address, reader

# `copy_line.js` says these words.
CARDS = Markup('<div class="cards" data-copied="{}" data-refused="{}" data-close="{}">{}</div>')


def quotation(card: Card) -> str:
    """The number with its day, source and link, as one line to paste."""
    label = card.label
    if card.scope:
        label = _("{label} ({scope})", label=label, scope=card.scope)
    return quote_number(
        label,
        card.value,
        _("as of {day}", day=day(card.as_of)),
        cited(card),
        public_address("sources", **card.grounds),
    )


def made(card: Card) -> Callable[[], Card]:
    """What makes a card that is there already."""
    return lambda: card


def show_cards(makers: Iterable[Callable[[], Card | None]]) -> None:
    """The cards side by side, as one element; on a narrow screen they wrap.

    One that cannot be made is told above the others.
    """
    asked, drawn = reader(), []
    for make in makers:
        with boundary("card"):
            if (card := make()) is not None:
                drawn.append(_drawn(card, *asked))
    refused = _("The browser did not allow copying. Please copy this line.")
    st.html(CARDS.format(_("Copied"), refused, _("Close"), Markup("").join(drawn)))


@cached
def _drawn(card: Card, view: View, page: str, home: str, base: str) -> Markup:
    """A card for a reader: all that its addresses depend on."""
    return card_html(
        card, live_inline(card.note), address("sources", **card.grounds), font_icon,
        quotation=quotation(card),
    )  # fmt: skip
