"""How the network is governed: chair, shepherd, rules, documents and meetings."""

from __future__ import annotations

import streamlit as st

import ascn_data
from dashboard.content.citations import plain
from dashboard.content.governance import governance_rows, leaders_said
from dashboard.core.dataset import ask
from dashboard.core.translation import _
from dashboard.core.url_state import View
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.table import show_table
from dashboard.ui.components.weak_source import show_marked
from dashboard.ui.errors import error_boundary


@error_boundary(None)
def show_governance(view: View) -> None:
    """Who chaired and led the network, and a table of all that is recorded by the day."""
    st.subheader(_("How the network is governed"), anchor="governance")
    rows = governance_rows(view.asof)
    weak = bool((rows["in_office"] & rows["weak"]).any())
    show_marked(linked(plain(leaders_said(view.asof))), weak=weak)
    if rows.empty:
        return
    show_table(
        rows,
        ["matter", "about", "starts_on", "ends_on", "serves", "detail", "weak", "source"],
        key="governance",
        raw=ask(ascn_data.governance, view.asof),
    )
