"""Registered residents on the page: counted ranges beside the official figure."""

from __future__ import annotations

import streamlit as st

import ascn_data
from dashboard.content.sections.residents import (
    areas_section,
    choropleth_section,
    definition,
    regions_section,
)
from dashboard.content.selection import (
    concerns_thailand,
    counts_members,
)
from dashboard.core.dataset import ask
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import show_chart
from dashboard.ui.components.empty_state import no_place
from dashboard.ui.errors import error_boundary


@error_boundary(True)
def show_definition(view: View) -> bool:
    """What is counted and what is not; False where no proposed area is left to count.

    Where the selection does not concern them at all, they give way without a word.
    """
    if not ask(ascn_data.reach_by_area, view.asof, **view.where).empty and concerns_thailand(view):
        st.markdown(definition(view))
        return True
    if concerns_thailand(view) or not counts_members(view):
        no_place(view, "reach", status="proposed")
    return False


@error_boundary(None)
def show_areas(view: View) -> None:
    """The areas as ranges with the readings that make the range."""
    show_chart(areas_section(view), view)


@error_boundary(None)
def show_regions(view: View) -> None:
    """Reach by region, beside the official figure; one region alone is what the areas show."""
    if section := regions_section(view):
        show_chart(section, view)


@error_boundary(None)
def show_choropleth(view: View) -> None:
    """Thailand's regions, shaded by the residents counted in their proposed areas."""
    show_chart(choropleth_section(view), view)
