"""Map: where members and proposed areas are, cards of those chosen, and the table beside."""

import streamlit as st

from dashboard.maps.places import SHARE
from dashboard.ui.components.time_control import time_control
from dashboard.ui.sections.place_card import choose_places, show_cards
from dashboard.ui.sections.places_map import show_places_map
from dashboard.ui.session import current_view

view = current_view()
left, right = st.columns([SHARE, 1 - SHARE], gap="medium")
with left:
    time_control()
    show_places_map(view)
with right:
    show_cards(view, choose_places(view))
