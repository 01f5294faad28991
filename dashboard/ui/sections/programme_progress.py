"""Target and progress of Thailand's national programme."""

from __future__ import annotations

import streamlit as st

import ascn_data
from dashboard.content.citations import plain, source_links
from dashboard.content.text.progress_text import figure_rows, progress_said
from dashboard.content.text.weak_sources import is_weak
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _
from dashboard.core.url_state import View
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.table import show_table
from dashboard.ui.components.weak_source import show_marked
from dashboard.ui.errors import error_boundary
from dashboard.ui.sections.programme_areas import for_all_of_thailand


@cached
def _cited(asof: str) -> tuple[str, ...]:
    """The sources of the sentence on progress."""
    rows = ask(ascn_data.programme_progress, asof)
    return tuple(dict.fromkeys([*rows["source_id"], *rows["target_source_id"]]))


@error_boundary(None)
def show_progress(view: View) -> None:
    """How many areas were certified of those planned, and all figures stated by the day."""
    st.subheader(_("Target and progress"), anchor="target")
    for_all_of_thailand(view)
    cited = _cited(view.asof)
    show_marked(linked(plain(progress_said(view.asof))), weak=is_weak(cited))
    if cited:
        st.caption(_("Source: {sources}.", sources=source_links(cited)))
    rows = figure_rows(view.asof)
    if rows.empty:
        return
    figures = _("All figures stated by the selected date")
    with st.expander(figures, key="all-figures", on_change="rerun") as shown:
        if not shown.open:  # a table that nobody sees is not sent
            return
        st.caption(
            _(
                "The figures are of different kinds (targets, counts, expected and planned money)"
                " and units, so they cannot be added."
            )
        )
        show_table(
            rows,
            ["about", "figure", "figure_unit", "qualifier", "as_of", "detail", "weak", "source"],
            key="plan-figures",
            raw=ask(ascn_data.programme_figures, view.asof),
        )
