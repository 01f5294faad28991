"""Thailand: the national plan's areas and provinces, the proposed ones among them, and ASEAN's."""

import streamlit as st

from dashboard.charts.drawings import MAP_SHARE
from dashboard.content.selection import concerns_thailand
from dashboard.ui.sections.programme import (
    areas_table,
    for_thailand,
    show_provinces,
    show_regions,
    show_rounds,
    show_scope,
)
from dashboard.ui.sections.programme_areas import show_programmes, show_proposed, show_smarts
from dashboard.ui.sections.programme_members import show_members
from dashboard.ui.sections.programme_progress import show_progress
from dashboard.ui.session import current_view

view = current_view()
if not for_thailand(view):
    pass
elif not concerns_thailand(view):
    show_members(view)
else:
    show_scope(view)
    left, right = st.columns([MAP_SHARE, 1 - MAP_SHARE], gap="medium")
    with left:
        show_provinces(view)
    with right:
        show_rounds(view)
        (areas_table if view.region else show_regions)(view)
    show_progress(view)
    show_proposed(view)
    if not view.region:
        areas_table(view)
    show_smarts(view)
    show_programmes(view)
    show_members(view)
