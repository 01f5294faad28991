"""Headline figures on a page: cards side by side, each with its source and a line to copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from ascn_data import quote_number
from dashboard.content.headline import Card, cited
from dashboard.core.translation import _, day, short_day
from dashboard.ui.components.repeat import repeated
from dashboard.ui.errors import boundary
from dashboard.ui.page_links import page_named, public_address, query, reader


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


def show_cards(makers: Iterable[Callable[[], Card | None]]) -> None:
    """The cards side by side; on a narrow screen they wrap. Each is made where it stands."""
    with st.container(key="cards"):
        for make in makers:
            with boundary("card"):
                if (card := make()) is not None:
                    repeated(partial(_show_card, card), "card", card, *reader())


def _show_card(card: Card) -> None:
    with st.container(border=True, key=f"card-{card.key}"):
        st.metric(card.label, card.value)
        st.markdown(card.note)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.page_link(
                page_named("sources"),
                label=_("Source · {day}", day=short_day(card.as_of)),
                help=_("Who announced it, how well it is confirmed, and our own calculation."),
                icon=":material/link:",
                query_params=query("sources", **card.grounds),
                width="stretch",
            )
            with st.popover(
                _("Copy"), icon=":material/content_copy:", type="tertiary",
                help=_("Copy the figure with its date, source and link"),
                key=f"cite-{card.key}",
            ):  # fmt: skip
                st.code(quotation(card), language=None, wrap_lines=True)
