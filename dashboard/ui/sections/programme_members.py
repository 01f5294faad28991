"""Thailand's members of the ASEAN network, which is another list than the plan."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

import ascn_data
from dashboard.content.places import THAILAND
from dashboard.content.programme_lists import member_rows
from dashboard.content.text import programme_text as said
from dashboard.core.dataset import ask
from dashboard.core.translation import _, day, n_, number
from dashboard.core.url_state import View
from dashboard.ui.components.empty_state import no_place
from dashboard.ui.components.heading import show_heading
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.table import show_table
from dashboard.ui.errors import error_boundary


@error_boundary(None)
def show_members(view: View) -> None:
    """Thailand's members of the ASEAN network: another list, beside the plan."""
    if view.status == "proposed":
        return
    rows = member_rows(view)
    everywhere = ask(ascn_data.members, view.asof)
    with st.container(border=True, key="thai-members"):
        title = _("Members of the ASEAN network in Thailand")
        both_told = linked(said.both_lists(rows, ask(ascn_data.plan_areas, view.asof)))
        if rows.empty:
            show_heading(title, anchor="members")
            no_place(replace(view, country=THAILAND), "thai-members", status="member")
            st.markdown(both_told)
            return
        counted = n_(
            "**{count} city**, as of {day}, of the network's {all} members.",
            "**{count} cities**, as of {day}, of the network's {all} members.",
            len(rows), day=day(view.asof), all=number(len(everywhere)),
        )  # fmt: skip
        show_heading(title, f"{counted} {both_told}", anchor="members")
        show_table(
            rows,
            ["name", "region", "counted_on", "unit_label", "province", "province_areas",
             "source"],
            key="thai-members",
        )  # fmt: skip
