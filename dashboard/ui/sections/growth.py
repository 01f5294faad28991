"""Pictures of how the network grew."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import ascn_data
from ascn_data import filter_places
from dashboard.charts import growth
from dashboard.content import network_text
from dashboard.content.citations import most_cited
from dashboard.content.events import PLAN, events_of
from dashboard.content.filters import scope
from dashboard.content.roles import member_sources
from dashboard.content.selection import counts_members
from dashboard.core.dataset import ask, remembered
from dashboard.core.palette import palette
from dashboard.core.translation import _
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import chart, picture
from dashboard.ui.components.empty_state import no_place
from dashboard.ui.components.table import download, show_table
from dashboard.ui.errors import guarded
from dashboard.ui.sections.timeline import no_event, show_list
from dashboard.ui.viewport import on_phone

MOVES_MEMBERS = ("milestone", "meeting", "join", "count")


@remembered(64)
def steps_of(view: View) -> pd.DataFrame:
    """The steps of membership in the selection, later ones too; none without members."""
    steps: pd.DataFrame = ask(ascn_data.growth, view.asof, **view.where)
    return steps if counts_members(view) else steps.head(0)


@remembered(64)
def counts_of(view: View) -> pd.DataFrame:
    """Members of each selected country at each step; none without members."""
    counts: pd.DataFrame = ask(ascn_data.members_by_country, view.asof, **view.where)
    return counts if counts_members(view) else counts.head(0)


@guarded(None)
def steps_picture(view: View, *, height: int = 440, detail: bool = True) -> None:
    """The staircase of members, with who joined at each step."""
    steps = steps_of(view)
    if steps.empty:
        no_place(view, "growth", status="member")
        return
    height = min(height, growth.height_of(steps))
    colours = palette(st.context.theme.type)
    begins, _ends = growth.axis_of(steps)
    picture(
        network_text.growth_title(steps, scope(view)),
        lambda: chart(
            growth.growth_steps(
                steps,
                colours,
                height=height,
                detail=detail,
                narrow=on_phone(),
                between=network_ends(),
            ),
            key="growth",
            alt=network_text.growth_alt(steps),
        ),
        steps,
        ["counted_on", "joined", "members", "countries", "joined_names", "later", "source"],
        key="growth",
        unit=_("member cities; the axis does not begin at 0") if begins > 0 else _("member cities"),
        sources=most_cited(steps),
    )


@remembered(4, speaks=False)
def network_ends() -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day on which any member joined: the axis of every selection."""
    days = ask(ascn_data.joins)["counted_on"]
    return days.min(), days.max()


@guarded(None)
def matrix_picture(view: View) -> None:
    """Members of each country at each step; without one, the picture of the steps says why."""
    counts = counts_of(view)
    if counts.empty:
        return
    colours = palette(st.context.theme.type)
    picture(
        network_text.matrix_title(counts),
        lambda: chart(
            growth.country_matrix(counts, colours),
            key="matrix",
            alt=network_text.matrix_alt(counts),
        ),
        counts,
        ["counted_on", "country", "joined", "members", "later"],
        key="matrix",
        unit=_("member cities"),
        sources=member_sources(),
        about=_("Filled squares mark the steps at which a country gained members."),
    )


@remembered(32)
def events(view: View) -> pd.DataFrame:
    """The dated events that moved or confirmed a count: of members, else of the programme."""
    rows = events_of(view)
    kinds = MOVES_MEMBERS if counts_members(view) else (PLAN,)
    return rows[rows["kind"].isin(kinds)]


@guarded(None)
def show_events(view: View) -> None:
    """The events as a list."""
    rows = events(view)
    st.subheader(_("What happened when"), anchor="events")
    if rows.empty:
        no_event(view)
        return
    show_list(rows, view)


@remembered(128)
def ledger_rows(view: View) -> pd.DataFrame:
    """The joins and proposals inside the filters, and whether each is later than the as-of day."""
    rows = filter_places(
        ask(ascn_data.ledger), country=view.country, region=view.region, status=view.status
    )
    return rows.assign(later=rows["counted_on"] > pd.Timestamp(view.asof))


@guarded(None)
def ledger_table(view: View) -> None:
    """Every join and proposal, with its date, its basis and its source."""
    rows = ledger_rows(view)
    st.subheader(_("The ledger that every count is computed from"), anchor="ledger")
    if rows.empty:
        no_place(view, "ledger")
        return
    show_table(
        rows,
        ["counted_on", "event", "name", "country", "region", "later", "basis", "source"],
        key="rows-ledger",
    )
    download(rows, key="ledger", view=view)
