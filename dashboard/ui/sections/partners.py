"""Partners of the network and their programmes."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.content.sections.partners import partner_entries, partners_section
from dashboard.content.sections.section import Section
from dashboard.core.translation import _
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import show_chart
from dashboard.ui.components.repeat import repeated
from dashboard.ui.errors import error_boundary


@error_boundary(None)
def show_start_years(section: Section, view: View) -> None:
    """The start years of the programmes by partner."""
    show_chart(section, view)


@error_boundary(None)
def show_programmes(rows: pd.DataFrame) -> None:
    """An entry for each partner, with its programmes."""
    repeated(partial(_draw_programmes, rows), "partners", rows)


def _draw_programmes(rows: pd.DataFrame) -> None:
    for partner, label, told in partner_entries(rows):
        with st.expander(label, key=f"partner-{partner}"):
            st.markdown(told)


@error_boundary(None)
def show_partners(view: View) -> None:
    """The picture of all partners, and beside it an entry for each."""
    section = partners_section(view)
    if section is None:
        st.info(_("No partner programmes are recorded."))
        return
    left, right = st.columns([7, 6], gap="medium")
    with left:
        show_start_years(section, view)
    with right:
        show_programmes(section.table)
