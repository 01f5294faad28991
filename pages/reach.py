"""Reach: residents counted in the proposed areas beside the announced number, and city sizes."""

import streamlit as st

from dashboard.ui.sections.residents import (
    areas_picture,
    choropleth_picture,
    regions_picture,
    show_definition,
)
from dashboard.ui.sections.residents_by_city import cities_picture
from dashboard.ui.session import current_view

view = current_view()
if show_definition(view):
    if not view.region:
        areas_picture(view)
    left, right = st.columns(2, gap="medium")
    with left:
        (areas_picture if view.region else regions_picture)(view)
    with right:
        choropleth_picture(view)
cities_picture(view)
