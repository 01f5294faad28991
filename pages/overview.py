"""Overview: the whole answer on one screen."""

import streamlit as st

from dashboard.overview import show_answer, show_growth, show_map
from dashboard.session import current_view

view = current_view()
show_answer(view)
left, right = st.columns([3, 2], gap="medium")
with left:
    show_map(view, share=3 / 5)
with right:
    show_growth(view)
