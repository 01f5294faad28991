"""How the network grew, on the page."""

from __future__ import annotations

import streamlit as st

from dashboard.content.sections.growth import (
    LEDGER,
    events,
    growth_section,
    ledger_rows,
    matrix_section,
)
from dashboard.core.translation import _
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import show_chart
from dashboard.ui.components.empty_state import no_place
from dashboard.ui.components.heading import show_heading
from dashboard.ui.components.table import show_table
from dashboard.ui.components.time_control import time_control
from dashboard.ui.errors import error_boundary
from dashboard.ui.sections.timeline import no_event, show_list


@error_boundary(None)
def show_steps(view: View, *, small: bool = False) -> None:
    """The staircase of members, with who joined at each step; the large one over the dates."""
    section = growth_section(view, small=small)
    if section is None:
        no_place(view, "growth", status="member")
        return
    show_chart(section, view, None if small else time_control)


@error_boundary(None)
def show_matrix(view: View) -> None:
    """Members of each country at each step; without one, the picture of the steps says why."""
    if section := matrix_section(view):
        show_chart(section, view)


@error_boundary(None)
def show_events(view: View) -> None:
    """The events as a list."""
    rows = events(view)
    if rows.empty:
        show_heading(_("Timeline"), anchor="events")
        no_event(view)
        return
    show_list(rows, view)


@error_boundary(None)
def ledger_table(view: View) -> None:
    """Every join and proposal, with its date, its basis and its source."""
    rows = ledger_rows(view)
    st.subheader(_("Membership record: every entry with date and source"), anchor="ledger")
    if rows.empty:
        no_place(view, "ledger")
        return
    show_table(
        rows,
        LEDGER,
        key="ledger",
    )
