"""One timeline of meetings, joins, rounds and partner events."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.content.citations import plain
from dashboard.content.filters import filter_label
from dashboard.content.sections.events import (
    event_groups,
    event_lines,
    events_of,
    in_order,
    kind_name,
    timeline_section,
)
from dashboard.core.dataset import cached
from dashboard.core.translation import _
from dashboard.core.url_state import FILTERS, View
from dashboard.ui.components.chart_block import show_chart
from dashboard.ui.components.empty_state import say_nothing, without
from dashboard.ui.components.heading import show_heading
from dashboard.ui.components.linked_text import linked
from dashboard.ui.errors import error_boundary
from dashboard.ui.session import bind, change

ALL = ""


def _choose_kind() -> None:
    change(kind=st.session_state["kind"] or None)


@cached
def kind_names(rows: pd.DataFrame) -> dict[str, str]:
    """What can be chosen, with the number of events of each kind that occurs."""
    counts = rows["kind"].value_counts()
    names = {kind: f"{kind_name(kind)} ({counts[kind]})" for kind in in_order(rows["kind"])}
    return {ALL: _("All kinds ({count})", count=len(rows)), **names}


@error_boundary(None)
def choose_kind(view: View, rows: pd.DataFrame) -> None:
    """One kind of event, or all of them; `rows` are the events of all kinds."""
    names = kind_names(rows)
    bind("kind", view.kind or ALL)
    st.pills(
        _("Kind of event"), list(names), key="kind", format_func=names.__getitem__,
        required=True, on_change=_choose_kind,
        help=_("The table and list below show the selected kind of event; the timeline mutes the"
               " others. A click on an event selects its kind too."),
    )  # fmt: skip


def no_event(view: View) -> None:
    """Say that no dated event is shown, and offer the way out if the filters are why."""
    if view.filtered:
        why = _("No events match these filters: {filters}.", filters=plain(filter_label(view)))
        say_nothing("events", why, without(view, *FILTERS))
    else:
        st.info(_("There are no dated events."))


@error_boundary(None)
def show_timeline(view: View) -> None:
    """The events of the kind that the reader chooses: drawn, as a table, and as a list."""
    section = timeline_section(view)
    if section is None:
        no_event(view)
        return
    choose_kind(view, events_of(view))
    show_chart(section, view)
    show_list(section.table, view, details=True)


def show_list(rows: pd.DataFrame, view: View, *, details: bool = False) -> None:
    """The events as a list; later ones say so, and those that no filter narrows."""
    told = []
    for name, events in event_groups(rows, view):
        if name:
            told.append(f"#### {plain(name)}")
        told.append(linked(event_lines(events, details=details)))
    show_heading(_("Timeline"), *told, anchor="events")
