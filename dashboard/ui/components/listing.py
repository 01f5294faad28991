"""A part of a page without a chart, as it is described for documents too."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.content.citations import plain
from dashboard.content.listing import Listing
from dashboard.ui.components.heading import show_heading
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.repeat import repeated
from dashboard.ui.components.table import show_table
from dashboard.ui.page_links import reader


def show_listing(told: Listing) -> None:
    """Its title, its words, its entries, and its table."""
    repeated(
        partial(_say, told), "listing", told.key, told.title, told.about, told.entries, *reader()
    )  # fmt: skip
    if len(told.frame):
        show_table(told.frame, told.columns, key=told.key)


def _say(told: Listing) -> None:
    below = [linked(told.about), "\n".join(f"- {linked(entry)}" for entry in told.entries)]
    if told.title:
        show_heading(plain(told.title), *below, anchor=told.key)
    elif any(below):
        st.markdown("\n\n".join(filter(None, below)))
