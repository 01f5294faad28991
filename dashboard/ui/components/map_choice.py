"""Choosing on the map: a place by a click on it, a country or a region by one on its ground.

A click on the sea lets a place go, the same click again a country or region. A click on the ground
of an inset, or on a number of places, opens its area.
Streamlit remembers what was clicked on a map by its layer and its row, in the map's own state.
"""

from __future__ import annotations

import streamlit as st

from dashboard.content.choice import choosing
from dashboard.core.dataset import table
from dashboard.core.url_state import PLACE_KEYS
from dashboard.maps.deckgl import DOTS_LAYER, INSETS_LAYER, PLACES_LAYER
from dashboard.maps.ground import GROUND_LAYER
from dashboard.maps.ring import SEA_LAYER
from dashboard.ui.errors import error_boundary
from dashboard.ui.session import change, current_view, toggle

# In the session: the place that the map itself holds, for which day and filters it was clicked,
# and how often a map has been begun anew.
HELD, HELD_ON, TURN = "map-held", "map-held-on", "map-turn"
# In the session: that the last choice was made on the map.
CLICKED = "map-clicked"
# In the session: the inset or cluster whose area the map shows, if any; also the key of the list of
# insets.
AREA = "map-area"


def _shown() -> tuple[str | None, ...]:
    """What decides which places stand on the map."""
    return tuple(getattr(current_view(), name) for name in PLACE_KEYS)


def map_key(name: str) -> str:
    """The key of a map: a new one, so that it holds nothing, where a row is another place now."""
    state = st.session_state
    if state.get(HELD) and state.get(HELD_ON) != _shown():
        begin_anew()
    return f"{name}-{state.get(TURN, 0)}"


def begin_anew() -> None:
    """Make the next map a new one: it opens on its own view, and holds nothing."""
    state = st.session_state
    state[HELD], state[TURN] = "", state.get(TURN, 0) + 1


def leave_area() -> None:
    """Make the next map one of all its places again."""
    st.session_state[AREA] = None
    begin_anew()


def sea_answers(chosen: str) -> bool:
    """Whether the map has to be told of a click on the sea: it tells only what it holds itself."""
    return bool(chosen) and st.session_state.get(HELD) != chosen


@error_boundary(None)
def adopt_click(key: str) -> None:
    """Take over a click on the map under `key`; called before the page runs again."""
    state = st.session_state
    clicked = state[key].selection.objects
    if clicked.get(INSETS_LAYER):
        state[AREA] = str(clicked[INSETS_LAYER][0]["inset"])
        begin_anew()
        return
    if clicked.get(GROUND_LAYER):
        leave_area()
        toggle(clicked[GROUND_LAYER][0]["choice"], city=())
        return
    hit = clicked.get(PLACES_LAYER) or clicked.get(DOTS_LAYER)
    place = str(hit[0]["place_id"]) if hit else ""
    held, state[HELD], state[HELD_ON] = state.get(HELD, ""), place, _shown()
    # A second click lets a place go; but if the list has chosen another since, it is meant.
    if not place and SEA_LAYER not in clicked and held not in current_view().city:
        place = held
    state[CLICKED] = bool(place)
    change(city=(place,) if place else ())


@error_boundary(None)
def adopt_ground(key: str) -> None:
    """Take over a click on the small map under `key`, where a place stands for its country."""
    clicked = st.session_state[key].selection.objects
    begin_anew()
    hit = clicked.get(PLACES_LAYER) or clicked.get(DOTS_LAYER)
    if hit:
        country = table("places").set_index("place_id").loc[hit[0]["place_id"], "country_id"]
        toggle(choosing(country=country))
    elif clicked.get(GROUND_LAYER):
        toggle(clicked[GROUND_LAYER][0]["choice"])
