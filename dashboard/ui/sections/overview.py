"""The overview: its day, cards, one map, and the growth steps."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.content.filters import latest
from dashboard.content.headline import HEADLINE
from dashboard.content.text.disclaimers import not_official
from dashboard.content.text.overview_text import last_review, since_then
from dashboard.content.text.statements import statements_told
from dashboard.core.translation import _, day
from dashboard.core.url_state import View
from dashboard.ui.components.help_dialog import offer_guide
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.metric_cards import show_cards
from dashboard.ui.components.time_control import time_control
from dashboard.ui.errors import error_boundary
from dashboard.ui.sections.growth import show_steps
from dashboard.ui.sections.places_map import show_places_map
from dashboard.ui.session import change


@error_boundary(None)
def show_answer(view: View) -> None:
    """For which day the page holds, the way on, a word to newcomers, and the cards."""
    now = latest()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="scope"):
        time_control()
        if view.asof < now:
            st.button(
                since_then(view),
                icon=":material/update:",
                on_click=change,
                kwargs={"asof": now},
                help=_("Show the latest data."),
                wrap=True,
                key="show-latest",
            )
        else:
            st.markdown(_("As of {day}, the latest known", day=day(view.asof)), width="content")
        st.caption(not_official(), width="content")
        offer_guide()
    show_cards(partial(make, view) for make in HEADLINE)


@error_boundary(None)
def show_map(view: View) -> None:
    """One map of members and proposed areas."""
    show_places_map(view, small=True)


@error_boundary(None)
def show_purpose(view: View) -> None:
    """What the network is for, as last stated by the day."""
    if told := statements_told("network-purpose", view.asof, newest=True):
        st.caption(linked(told))


@error_boundary(None)
def show_review() -> None:
    """How recent the data is."""
    st.caption(last_review())


@error_boundary(None)
def show_growth(view: View) -> None:
    """The growth steps, small."""
    show_steps(view, small=True)
