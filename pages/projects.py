"""Projects: what the monitoring reports list, by focus area, country, city and progress."""

import streamlit as st

from dashboard.ui.sections.project_list import (
    choose,
    lead_to_list,
    show_list,
    show_priorities,
    show_reports,
    something_listed,
)
from dashboard.ui.sections.projects import (
    choose_groups,
    show_groups,
    show_matrix,
    show_progress,
)
from dashboard.ui.session import current_view

view = current_view()
choose(view)
if something_listed(view):
    lead_to_list(view)
    show_reports(view)
    choose_groups(view)
    left, right = st.columns([7, 4], gap="medium")
    with left:
        show_groups(view)
    with right:
        show_progress(view)
    show_matrix(view)
    show_list(view)
if view.status != "proposed":
    show_priorities(view)
