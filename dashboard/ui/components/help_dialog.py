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
        mark("About this dashboard"),
        mark(
            "The ASEAN Smart Cities Network and its **members**, and the **areas proposed** by"
            " Thailand for its national smart city programme. The two are counted separately."
        ),
    ),
    (
        "event",
        mark("One date for every figure"),
        mark(
            "Choose the date under **As of**; it applies to every figure, chart and map. Later"
            " changes are dotted, hollow or grey."
        ),
    ),
    (
        "filter_alt",
        mark("Filter and share"),
        mark(
            "**Filter** limits a page to a country, a region or a status. The link keeps your"
            " date, filters and language: copy it, or use **Share**."
        ),
    ),
    (
        "menu_book",
        mark("Sources of the figures"),
        mark(
            "Every chart cites its source and offers its data. Official figures are labelled"
            " as such; **Sources** shows who announced them and how well they are confirmed."
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
        _(
            "The English and ไทย buttons change the language of all pages and of the links you"
            " share."
        )
    )


def _open() -> None:
    st.dialog(_("How to read this dashboard"), icon=":material/help:", width="medium")(_points)()


@st.fragment
def guide_button() -> None:
    """The button that opens the guide; until then a page carries the button alone."""
    set_language(current_view().lang)
    if st.button(
        _("Guide"), icon=":material/help:", key="guide", on_click=_known,
        help=_("Four short tips on the date, filters, links and sources."),
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
            help=_("Four short tips: content, date, filters and sources."),
        )  # fmt: skip
        st.button(
            _("Dismiss"), icon=":material/close:", type="tertiary", key="close-newcomer",
            on_click=_known, help=_("Hide this line. The Guide button stays."),
        )  # fmt: skip
    if asked:
        _open()
