"""The dates on which membership changed, as a slider, and a button that plays through them."""

from __future__ import annotations

import streamlit as st

from dashboard.content.filters import day_label, days_of_members
from dashboard.core.translation import _
from dashboard.ui.errors import error_boundary
from dashboard.ui.session import adopt, bind, change, current_view

# `time_control.js` knows them by these names.
BAR, PLAY, SLIDER = "time", "play", "time-day"


def next_day(days: list[str], asof: str) -> str:
    """The day after `asof` in `days`; the first one after the last."""
    return days[(days.index(asof) + 1) % len(days)]


@error_boundary(None)
def time_control() -> None:
    """A slider with a step for each day on which members joined, and a button that plays them.

    Both change the one selected date. The button moves it on by one day; the script in the head
    presses it again, until the last day or until the visitor stops it.
    """
    view = current_view()
    days = days_of_members(view)
    if len(days) < 2 or st.context.is_embedded:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=BAR):
        st.button(
            _("Play through the dates"),
            icon=":material/play_arrow:",
            key=PLAY,
            on_click=change,
            kwargs={"asof": next_day(days, view.asof)},
            help=_("Play from the selected date to the last one. Press again to stop."),
        )
        bind(SLIDER, view.asof)
        st.select_slider(
            _("Selected date"),
            days,
            key=SLIDER,
            format_func=day_label,
            on_change=adopt,
            args=("asof", SLIDER),
            label_visibility="collapsed",
        )
