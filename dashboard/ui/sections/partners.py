"""Partners of the network and their programmes."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.content.sections.partners import partner_entries, partners_section
from dashboard.content.sections.section import Section
from dashboard.core.translation import _, localized
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import show_chart
from dashboard.ui.components.folds import fold, show_folds
from dashboard.ui.components.repeat import repeated
from dashboard.ui.errors import error_boundary
from dashboard.ui.page_links import reader
from dashboard.ui.session import adopt, bind


@error_boundary(None)
def show_start_years(section: Section, view: View) -> None:
    """The start years of the programmes by partner."""
    show_chart(section, view)


@error_boundary(None)
def choose_partner(view: View, rows: pd.DataFrame) -> None:
    """One partner, or all of them; `rows` are the programmes of all partners."""
    names = dict(zip(rows["partner_id"], rows[localized("partner")], strict=True))
    bind("partner", view.partner)
    st.selectbox(
        _("Partner"), list(names), index=None, key="partner", format_func=names.__getitem__,
        placeholder=_("All"), on_change=adopt, args=("partner",),
        help=_("The list below and the table show this partner only. A click on a symbol of the"
               " chart selects its partner too."),
    )  # fmt: skip


@error_boundary(None)
def show_programmes(rows: pd.DataFrame) -> None:
    """An entry for each partner, with its programmes; one alone is open."""
    repeated(partial(_draw_programmes, rows), "partners", rows, *reader())


def _draw_programmes(rows: pd.DataFrame) -> None:
    entries = partner_entries(rows)
    alone = len(entries) == 1
    show_folds(
        fold("chevron_right", label, told, key=partner + "-alone" * alone, open=alone)
        for partner, label, told in entries
    )


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
        choose_partner(view, section.frame)
        show_programmes(section.table)
