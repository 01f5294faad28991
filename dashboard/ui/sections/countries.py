"""The member states of ASEAN: member cities and national smart city programmes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import ascn_data
from dashboard.content.citations import plain
from dashboard.content.countries import (
    countries_notes,
    countries_title,
    country_columns,
    country_rows,
    no_state,
    programme_figures_of,
)
from dashboard.content.filters import latest
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _
from dashboard.core.url_state import View
from dashboard.ui.components.empty_state import on_day, say_nothing
from dashboard.ui.components.table import show_table
from dashboard.ui.errors import error_boundary
from dashboard.ui.page_links import page_named, query


@cached
def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their programme under the title of a national one."""
    return rows.assign(national=rows["programme"])


@error_boundary(None)
def show_countries(view: View) -> None:
    """A row for each member state of the selected date, with a link to its page."""
    rows = country_rows(view)
    if rows.empty:
        say_nothing("countries", plain(no_state(view)), on_day(latest()))
        return
    st.subheader(countries_title(rows), anchor="countries")
    show_table(_named(rows), country_columns(rows), key="countries")
    *weak, counted = countries_notes(rows)
    for why in weak:
        st.markdown(why)
    st.caption(counted)


@error_boundary(None)
def show_national(view: View) -> None:
    """All figures that the states stated by the day."""
    rows = programme_figures_of(view)
    if len(rows):
        st.subheader(_("Figures of national programmes by date"), anchor="national")
        show_table(
            _named(rows),
            ["country", "national", "figure", "figure_unit", "qualifier", "as_of", "detail",
             "weak", "source"],
            key="national",
            raw=ask(ascn_data.national_programmes, view.asof, country=view.country),
        )  # fmt: skip
    st.page_link(
        page_named("thailand"),
        label=_("Thailand: target and progress"),
        icon=":material/flag:",
        query_params=query("thailand"),
    )
