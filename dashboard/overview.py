"""The overview: cards, one map, the growth steps, and what the numbers hold for."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

import ascn_data
from dashboard import charts, sentences
from dashboard.cards import headline, show_cards
from dashboard.controls import latest
from dashboard.data import ask
from dashboard.pictures import chart
from dashboard.places_map import draw_map, places_of
from dashboard.session import change
from dashboard.theme import palette
from dashboard.view import View
from dashboard.words import _, day, n_

HEIGHT = 330


def show_answer(view: View) -> None:
    """What changed, in a sentence, and the cards."""
    changed = sentences.changed(ask(ascn_data.members, view.asof, **view.where))
    if changed:
        st.markdown(changed)
    show_cards(headline(view), view)


def show_map(view: View) -> None:
    """One map of members and proposed areas."""
    places = places_of(view)
    st.subheader(sentences.map_title(places), anchor=False)
    draw_map(view, places, height=HEIGHT, key="overview-map", select=False)


def show_growth(view: View) -> None:
    """The growth steps, small."""
    steps = ask(ascn_data.growth, view.asof, **view.where)
    if steps.empty:
        st.info(_("No city of this country or region is a member."))
        return
    st.subheader(sentences.growth_title(steps), anchor=False)
    figure = charts.growth_steps(steps, palette(st.context.theme.type), height=HEIGHT, detail=False)
    chart(figure, key="overview-growth", alt=sentences.growth_alt(steps))


def show_scope(view: View) -> None:
    """The day that everything holds for, and the way to the latest known count."""
    now = latest(replace(view, country=None, region=None))
    count = len(ask(ascn_data.members, now.asof))
    with st.container(horizontal=True, vertical_alignment="center", key="scope"):
        st.markdown(_("Everything here holds **as of {day}**.", day=day(view.asof)))
        if view.asof < now.asof:
            st.button(
                n_(
                    "ASEAN lists {count} member by {month}: show it",
                    "ASEAN lists {count} members by {month}: show them",
                    count,
                    month=day(now.asof, "month"),
                ),
                icon=":material/update:",
                type="tertiary",
                on_click=change,
                kwargs={"asof": now.asof},
                key="show-latest",
            )
