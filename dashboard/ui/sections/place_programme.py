"""What a place declared and put first in its action plan of 2018."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import ascn_data
from dashboard.content.citations import plain, source_links
from dashboard.content.place_lists import CURATOR, declared, plan_title, why_unknown
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _, localized, n_, text
from dashboard.ui.components.chart_block import notes
from dashboard.ui.errors import error_boundary


def _area(label: str, rows: pd.DataFrame) -> str:
    """A focus area; where editors sorted the plan's own headings under it, those headings."""
    sorted_here = rows.loc[rows["mapped_by"] == CURATOR, "declared_label"].tolist()
    if not sorted_here:
        return f"- {plain(label)}"
    headings = ", ".join(f"“{plain(heading)}”" for heading in sorted_here)
    return f"- {plain(label)}: {headings}"


@cached
def _areas(rows: pd.DataFrame) -> str:
    groups = rows.groupby(localized("focus_area"), sort=False)
    return "\n".join(_area(label, of_area) for label, of_area in groups)


@cached
def _projects(rows: pd.DataFrame) -> str:
    return "\n".join(_project(row) for _i, row in rows.iterrows())


@error_boundary(None)
def show_plan(place: pd.Series) -> None:
    """The focus areas and priority projects of 2018, or why they are unknown."""
    rows = declared(place["place_id"])
    st.subheader(plan_title(place, rows))
    if rows.empty:
        st.markdown(why_unknown(place))
        return
    st.markdown(_areas(rows))
    if CURATOR in set(rows["mapped_by"]):
        st.caption(
            _(
                "Text in quotation marks is a heading of the action plan, assigned to a focus"
                " area by the data editors."
            )
        )
    projects = ask(ascn_data.priority_projects, city=place["place_id"])
    st.markdown(
        n_("**{count} priority project of 2018**", "**{count} priority projects of 2018**",
           len(projects))
    )  # fmt: skip
    st.markdown(_projects(projects))
    sources = source_links([*rows["source_id"], *projects["source_id"]])
    st.caption(
        _("No outcomes are recorded for the priority projects. Source: {sources}.",
          sources=sources)
    )  # fmt: skip
    notes(
        projects, ["project", "description", "focus_area", "source"],
        key=f"priority-{place['place_id']}",
    )  # fmt: skip


def _project(row: pd.Series) -> str:
    told = plain(text(row, "description"))
    return f"- {plain(row['project'])} – {told} ({plain(text(row, 'focus_area'))})"
