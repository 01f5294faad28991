"""Reach: residents counted in the proposed areas beside the announced number, and city sizes."""

import streamlit as st

from dashboard.ui.sections.residents import (
    show_areas,
    show_choropleth,
    show_definition,
    show_regions,
)
from dashboard.ui.sections.residents_by_city import show_cities
from dashboard.ui.session import current_view

view = current_view()
if show_definition(view):
    if not view.region:
        show_areas(view)
    left, right = st.columns(2, gap="medium")
    with left:
        (show_areas if view.region else show_regions)(view)
    with right:
        show_choropleth(view)
show_cities(view)
