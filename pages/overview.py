"""Overview: the whole answer on one screen."""

import streamlit as st

from dashboard.maps.places import SMALL_SHARE
from dashboard.ui.sections.overview import (
    show_answer,
    show_growth,
    show_map,
    show_purpose,
    show_review,
)
from dashboard.ui.session import current_view

view = current_view()
show_answer(view)
left, right = st.columns([SMALL_SHARE, 1 - SMALL_SHARE], gap="medium")
with left:
    show_map(view)
with right:
    show_growth(view)
show_purpose(view)
show_review()
