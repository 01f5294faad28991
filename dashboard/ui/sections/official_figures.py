"""The claims, one entry each, and the list of sources."""

from __future__ import annotations

from functools import partial

import streamlit as st

import ascn_data
from dashboard.content.official_figures import (
    Entry,
    entries,
    sources_by_publisher,
)
from dashboard.core.dataset import ask
from dashboard.core.translation import _, n_
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import notes
from dashboard.ui.components.folds import fold, show_folds
from dashboard.ui.components.heading import show_heading
from dashboard.ui.components.repeat import repeated
from dashboard.ui.components.table import show_table
from dashboard.ui.errors import error_boundary
from dashboard.ui.page_links import reader


@error_boundary(None)
def show_claims(view: View) -> None:
    """Every claim of the announcement; the one that the address names comes first."""
    whole = _(
        "Filters do not apply to this list: the official figures were announced for all places"
        " together."
    )
    show_heading(
        _("Official figures and how well they are confirmed"), whole if view.filtered else "",
        anchor="claims",
    )  # fmt: skip
    wanted = st.query_params.get("claim", "")
    told = sorted(entries(view.asof), key=lambda entry: entry.claim_id != wanted)
    chosen = wanted if told and told[0].claim_id == wanted else ""
    repeated(partial(_draw_claims, told, chosen), "claims", tuple(told), chosen, *reader())
    columns = ["statement", "value", "computed", "measured_in", "source"]
    notes(ask(ascn_data.claims), columns, key="claims")


def _draw_claims(told: list[Entry], chosen: str) -> None:
    show_folds(
        fold(
            "check_circle" if entry.agrees else "campaign", entry.label, entry.told,
            key=entry.claim_id, open=entry.claim_id == chosen,
        ) for entry in told
    )  # fmt: skip


@error_boundary(None)
def show_sources(view: View) -> None:
    """The list of sources."""
    rows = sources_by_publisher()
    st.subheader(
        n_("This dashboard uses {count} source", "This dashboard uses {count} sources",
           len(rows)),
        anchor="sources",
    )  # fmt: skip
    show_table(
        rows, ["publisher", "title", "published_on", "kind", "licence", "url"], key="sources"
    )
