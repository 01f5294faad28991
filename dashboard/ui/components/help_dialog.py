"""The guide: how to read the dashboard, in four points.

A newcomer, who came by no link of ours, is offered it in one line above the numbers; the button
stands on every page.
"""

from __future__ import annotations

import streamlit as st

from dashboard.core.translation import _, mark, set_language
from dashboard.ui.session import current_view

NEWCOMER = "newcomer"
# Icon, heading, what to know.
POINTS = (
    (
        "hub",
        mark("What this is about"),
        mark(
            "The ASEAN Smart Cities Network: its **members**, and beside them **proposed areas** of"
            " Thailand's own plan, which are not candidates for the network. The two are never"
            " added up."
        ),
    ),
    (
        "event",
        mark("One day for everything"),
        mark(
            "The list **As of** sets the day for which every number, chart and map holds. Later"
            " steps are drawn hollow, dotted or grey."
        ),
    ),
    (
        "filter_alt",
        mark("Narrow it, and pass it on"),
        mark(
            "**Filter** narrows a page to a country, a region, members or proposed areas. The"
            " address keeps day, filters and language: copy it, or use **Share**."
        ),
    ),
    (
        "menu_book",
        mark("Where a number comes from"),
        mark(
            "Each picture names its source and has its table to download. What somebody announced"
            " is a **claim**: Sources shows who said it, who confirms it and what disagrees."
        ),
    ),
)


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
        _("The two buttons English and ไทย change the language of all pages, here and in links.")
    )


def _open() -> None:
    st.dialog(_("How to read this dashboard"), icon=":material/help:", width="medium")(_points)()


@st.fragment
def guide_button() -> None:
    """The button that opens the guide; until then a page carries the button alone."""
    set_language(current_view().lang)
    if st.button(
        _("Guide"), icon=":material/help:", key="guide", on_click=_known,
        help=_("How to read this dashboard: day, filters, links and sources, in four points."),
    ):  # fmt: skip
        _open()


@st.fragment
def offer_guide() -> None:
    """One line for a newcomer, with the guide behind it; closed, it stays away."""
    if not st.session_state.get(NEWCOMER):
        return
    set_language(current_view().lang)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", width="content", key="newcomer"
    ):
        asked = st.button(
            _("New here? How to read this dashboard"), icon=":material/help:", type="tertiary",
            key="guide-newcomer", wrap=True,
            help=_("Four points: what it is about, day, filters, sources."),
        )  # fmt: skip
        st.button(
            _("Close"), icon=":material/close:", type="tertiary", key="close-newcomer",
            on_click=_known, help=_("Leave this line out; the button Guide stays."),
        )  # fmt: skip
    if asked:
        _open()
