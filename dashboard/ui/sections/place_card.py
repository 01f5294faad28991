"""The cards of chosen places: what each is, since when, and its population with its series."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from ascn_data import further_sources
from dashboard.content.citations import plain, source_links
from dashboard.content.places import by_name, names_by_id, places_of, population_line, since
from dashboard.core.dataset import ask
from dashboard.core.page_widths import STACKED
from dashboard.core.translation import _, localized, number, text
from dashboard.core.url_state import MAX_CITIES, View
from dashboard.ui.components.place_picker import find_beyond, lead_to_profiles, some_places
from dashboard.ui.components.table import show_table
from dashboard.ui.components.whereabouts import show_whereabouts
from dashboard.ui.errors import error_boundary
from dashboard.ui.page_links import page_named, query
from dashboard.ui.session import adopt, bind, just_arrived
from dashboard.ui.viewport import window_width

ANCHOR = "card"
# In the session: the place that was chosen last, on the map or in the list.
LAST = "card-of"


@error_boundary(())
def choose_places(view: View) -> tuple[str, ...]:
    """The places chosen on the map or in the list; the list serves keyboards and phones."""
    every = places_of(view)
    if every.empty:
        return ()
    wanted = find_beyond(len(every), "card")
    names = names_by_id(by_name(some_places(every, wanted, view.city)))
    chosen = tuple(place_id for place_id in view.city if place_id in names)
    last = chosen[-1] if chosen else ""
    # On a narrow window the card stands below the map, and maybe out of sight.
    new = last and st.session_state.get(LAST, last) != last and not just_arrived()
    if new and window_width() < STACKED:
        lead_to_card(names[last])
    st.session_state[LAST] = last
    bind("city", list(chosen))
    st.multiselect(
        _("Places (up to {most})", most=MAX_CITIES),
        list(names),
        key="city",
        format_func=names.__getitem__,
        max_selections=MAX_CITIES,
        select_all=False,
        placeholder=_("Choose a place, or click one on the map"),
        on_change=_adopt_listed,
        help=_("Shows the status, population and sources of each place. On the map, hold Shift or"
               " Ctrl to add a place; click again or press Escape to undo."),
    )  # fmt: skip
    if len(chosen) > 1:
        lead_to_profiles(chosen)
    return chosen


def _adopt_listed() -> None:
    st.session_state[LAST] = (st.session_state["city"] or [""])[-1]
    adopt("city")


def lead_to_card(name: str) -> None:
    """Say over the page that a place is chosen, with a link down to its card."""
    st.toast(
        _("Selected: {name}. [Show its profile](#{anchor})", name=plain(name), anchor=ANCHOR),
        icon=":material/place:",
        duration="long",
    )


@error_boundary(None)
def show_cards(view: View, chosen: Sequence[str]) -> None:
    """What is known of each chosen place, and what is not; the last chosen stands first."""
    if not chosen:
        places = by_name(places_of(view))
        if len(places):  # beside an empty map, which says why it is empty, stands nothing
            show_table(places, ["name", "country", "status"], key="beside")
        return
    rows = places_of(view).set_index("place_id", drop=False)
    with st.container(key="place-card"):
        for at, place_id in enumerate(reversed(chosen)):
            _show_card(rows.loc[place_id], first=at == 0)


def _show_card(row: pd.Series, *, first: bool) -> None:
    with st.container(border=True):
        st.subheader(plain(row[localized("name")]), anchor=ANCHOR if first else False)
        show_whereabouts(row)
        st.markdown(since(row))
        lines = [
            (_("Administrative area"), plain(row[localized("unit_label")])),
            (_("Population"), plain(population_line(row))),
            (_("Area"), area(row)),
        ]
        st.markdown("\n".join(f"- **{name}:** {value}" for name, value in lines))
        if text(row, "basis"):
            st.caption(plain(text(row, "basis")))
        if text(row, "note"):
            st.caption(plain(text(row, "note")))
        links = ask(further_sources, "memberships")
        more = links.loc[links["row_id"] == row["entry_id"], "source_id"]
        sources = source_links([row["source_id"], *more])
        st.caption(_("Source: {sources}.", sources=sources))
        st.page_link(
            page_named("city"),
            label=_("Full profile of {name}", name=plain(row[localized("name")])),
            icon=":material/location_city:",
            query_params=query("city", city=[row["place_id"]]),
        )


def area(row: pd.Series) -> str:
    """The area as declared, or that it is unknown."""
    if pd.isna(row["area_km2"]):
        return _("unknown")
    return _("{area} km² (as declared)", area=number(row["area_km2"]))
