"""The overview: its day, cards, one map, and the growth steps."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from ascn_data import package_made_on
from dashboard.content.citations import plain
from dashboard.content.filters import latest, scope
from dashboard.content.headline import HEADLINE
from dashboard.content.selection import counts_members, members_of
from dashboard.content.text.disclaimers import not_official
from dashboard.content.text.statements import statements_told
from dashboard.core.dataset import cached, network
from dashboard.core.translation import _, day, n_
from dashboard.core.url_state import View
from dashboard.ui.components.help_dialog import offer_guide
from dashboard.ui.components.metric_cards import show_cards
from dashboard.ui.components.time_control import time_control
from dashboard.ui.errors import error_boundary
from dashboard.ui.sections.growth import show_steps
from dashboard.ui.sections.places_map import show_places_map
from dashboard.ui.session import change


@cached
def since_then(view: View) -> str:
    """The label of the button to the latest date: how many members are selected on it."""
    now = latest()
    told = {"month": day(now, "month"), "scope": plain(scope(view))}
    if not counts_members(view):
        return _("See the latest data ({month})", **told)
    count = len(members_of(replace(view, asof=now)))
    if scope(view):
        return n_(
            "See the latest for {scope}: {count} member ({month})",
            "See the latest for {scope}: {count} members ({month})",
            count, **told,
        )  # fmt: skip
    return n_(
        "See the latest: {count} member ({month})",
        "See the latest: {count} members ({month})",
        count, **told,
    )  # fmt: skip


@cached
def last_review() -> str:
    """When the data was last reviewed, and up to which day membership is known."""
    known = _("Membership is known up to {known}.", known=day(latest()))
    if (reviewed := package_made_on(network())) is None:
        return known
    return _(
        "Data reviewed on {reviewed}. Membership is known up to {known}.",
        reviewed=day(reviewed), known=day(latest()),
    )  # fmt: skip


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
        st.caption(told)


@error_boundary(None)
def show_review() -> None:
    """How recent the data is."""
    st.caption(last_review())


@error_boundary(None)
def show_growth(view: View) -> None:
    """The growth steps, small."""
    show_steps(view, small=True)
