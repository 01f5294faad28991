"""A part of a page without a chart, as it is described for documents too."""

from __future__ import annotations

import streamlit as st

from dashboard.content.citations import plain
from dashboard.content.listing import Listing
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.table import show_table


def show_listing(told: Listing) -> None:
    """Its title, its words, its entries, and its table."""
    if told.title:
        st.subheader(plain(told.title), anchor=told.key)
    if told.about:
        st.markdown(linked(told.about))
    if told.entries:
        st.markdown("\n".join(f"- {linked(entry)}" for entry in told.entries))
    if len(told.frame):
        show_table(told.frame, told.columns, key=told.key)
