"""The listed projects on the page: charts by group, by progress, and by city."""

from __future__ import annotations

import streamlit as st

from dashboard.content.citations import plain, year_of
from dashboard.content.project_lists import grouping_options
from dashboard.content.projects import (
    grouped_by,
    part,
    report_totals,
)
from dashboard.content.sections.projects import (
    focus_section,
    groups_section,
    progress_section,
    shown_report,
)
from dashboard.core.translation import _
from dashboard.core.url_state import GROUPINGS, View
from dashboard.ui.components.chart_block import show_chart
from dashboard.ui.components.empty_state import say_nothing, without
from dashboard.ui.errors import error_boundary
from dashboard.ui.session import adopt, bind, change


def _choose_groups() -> None:
    chosen = st.session_state["projects-by"]
    change(by=None if chosen == GROUPINGS[0] else chosen)


@error_boundary(None)
def choose_groups(view: View) -> None:
    """What the reader counts projects by."""
    bind("projects-by", grouped_by(view))
    st.segmented_control(
        _("Projects by"), list(grouping_options()), key="projects-by",
        format_func=grouping_options().__getitem__, required=True, on_change=_choose_groups,
        help=_("How the chart below groups the projects."),
    )  # fmt: skip


@error_boundary(None)
def show_groups(view: View) -> None:
    """Projects of each report by focus area, country or city."""
    show_chart(groups_section(view), view)


@error_boundary(None)
def show_progress(view: View) -> None:
    """Projects of each report by progress."""
    show_chart(progress_section(view), view)


def choose_report(view: View) -> int:
    """The report that the matrix shows, which the reader may choose."""
    years, year = report_totals(view)["report_year"].tolist(), shown_report(view)
    bind("report", str(year))
    st.segmented_control(
        _("Report"), list(map(str, years)), key="report", required=True, on_change=adopt,
        args=("report",), format_func=lambda year: _("{year} report", year=year_of(year)),
        help=_("The monitoring report shown in the chart below."),
    )  # fmt: skip
    return year


@error_boundary(None)
def show_matrix(view: View) -> None:
    """What cities declared in 2018 beside the projects of the report that the reader chooses."""
    year, section = choose_report(view), focus_section(view)
    if section is None:
        why = _(
            "The {year} report lists no projects for {part}.",
            year=year_of(year), part=plain(part(view)),
        )  # fmt: skip
        keys = ("country", "region", "city", "focus", "progress")
        say_nothing("matrix", why, without(view, *keys, label=_("Show all listed projects")))
        return
    show_chart(section, view)
