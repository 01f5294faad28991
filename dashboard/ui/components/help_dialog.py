"""The guide: how to read the dashboard, in four points.

A newcomer, who came by no link of ours, is offered it in one line above the numbers; the button
stands on every page.
"""

from __future__ import annotations

import streamlit as st

from dashboard.content.text.guide import POINTS
from dashboard.core.translation import _, set_language
from dashboard.ui.session import current_view

NEWCOMER = "newcomer"


def welcome(*, query: bool) -> None:
    """Remember, once in a session, whether the reader came without a link of ours."""
    st.session_state.setdefault(NEWCOMER, not query and not st.context.is_embedded)


def _known() -> None:
    st.session_state[NEWCOMER] = False


def _points() -> None:
    set_language(current_view().lang)
    for icon, heading, said in POINTS:
        st.markdown(f":material/{icon}: **{_(heading)}**  \n{_(said)}")
    st.caption(
        _(
            "The English and ไทย buttons change the language of all pages and of the links you"
            " share."
        )
    )


def _open() -> None:
    st.dialog(_("How to read this dashboard"), icon=":material/help:", width="medium")(_points)()


def guide_button() -> None:
    """The button that opens the guide; until then a page carries the button alone."""
    if st.button(
        _("Guide"), icon=":material/help:", key="guide", on_click=_known,
        help=_("Four short tips on the date, filters, links and sources."),
    ):  # fmt: skip
        _open()


def offer_guide() -> None:
    """One line for a newcomer, with the guide behind it; closed, it stays away."""
    if not st.session_state.get(NEWCOMER):
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", width="content", key="newcomer"
    ):
        asked = st.button(
            _("New here? How to read this dashboard"), icon=":material/help:", type="tertiary",
            key="guide-newcomer", wrap=True,
            help=_("Four short tips: content, date, filters and sources."),
        )  # fmt: skip
        st.button(
            _("Dismiss"), icon=":material/close:", type="tertiary", key="close-newcomer",
            on_click=_known, help=_("Hide this line. The Guide button stays."),
        )  # fmt: skip
    if asked:
        _open()
