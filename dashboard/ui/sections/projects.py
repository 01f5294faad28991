"""Pictures of the projects that the network's monitoring reports list."""

from __future__ import annotations

import streamlit as st

from ascn_data import PROJECT_GROUPS
from dashboard.charts.project_matrix import focus_matrix
from dashboard.charts.projects import group_bars, progress_bars
from dashboard.content.citations import plain, year_of
from dashboard.content.network_text import names
from dashboard.content.project_text import (
    groups_alt,
    increase_title,
    matrix_alt,
    matrix_title,
    progress_alt,
    progress_title,
    within,
)
from dashboard.content.projects import (
    NAMED,
    busiest,
    group_totals,
    left_out,
    matrix_rows,
    most_listed,
    part,
    progress_totals,
    report_totals,
)
from dashboard.core.dataset import remembered, table
from dashboard.core.limits import BARS
from dashboard.core.page_widths import STACKED, column_width, content_width
from dashboard.core.palette import palette
from dashboard.core.translation import _, day, mark, number
from dashboard.core.url_state import GROUPINGS, View
from dashboard.ui.components.chart_block import chart, picture
from dashboard.ui.components.empty_state import say_nothing, without
from dashboard.ui.errors import guarded
from dashboard.ui.session import adopt, bind, change
from dashboard.ui.viewport import on_phone, window_width

BY = {"focus_area": mark("Focus area"), "country": mark("Country"), "city": mark("City")}


def _choose_groups() -> None:
    chosen = st.session_state["projects-by"]
    change(by=None if chosen == GROUPINGS[0] else chosen)


@guarded("focus_area")
def choose_groups(view: View) -> str:
    """What the reader counts projects by."""
    by = view.by or GROUPINGS[0]
    bind("projects-by", by)
    st.segmented_control(
        _("Projects by"), list(GROUPINGS), key="projects-by",
        format_func=lambda key: _(BY[key]), required=True, on_change=_choose_groups,
        help=_("What the bars below count the listed projects by."),
    )  # fmt: skip
    return by


def _most_drawn(count: int) -> str:
    """That only the first cities are drawn, where there are more than a chart has room for."""
    if count <= BARS:
        return ""
    return _(
        "The {count} with most projects are drawn; the table has {all}.",
        count=number(BARS), all=number(count),
    )  # fmt: skip


@guarded(None)
def groups_picture(view: View, by: str) -> None:
    """Projects of each report by focus area, country or city."""
    rows = group_totals(view, by)
    across = {"focus_area": (2, 3), "country": (2, 5), "city": (3, 6)}[by][not on_phone()]
    width = column_width(window_width(), 7 / 11)
    key = PROJECT_GROUPS[by][0]
    drawn = most_listed(rows, key, BARS)
    picture(
        within(part(view), increase_title(rows)),
        lambda: chart(
            group_bars(
                drawn, palette(st.context.theme.type),
                across=across, room=width, height=130 if by == "city" else 170,
            ),
            key="groups",
            alt=groups_alt(drawn),
        ),
        rows,
        [NAMED[by], "report_year", "projects", "later", "source"],
        key="groups",
        unit=_("listed projects; a dash where a report lists none or does not say"),
        sources=rows["source_id"],
        about=_most_drawn(rows[key].nunique()),
    )  # fmt: skip


@guarded(None)
def progress_picture(view: View) -> None:
    """Projects of each report by progress."""
    rows = progress_totals(view)
    picture(
        within(part(view), progress_title(rows)),
        lambda: chart(
            progress_bars(rows, palette(st.context.theme.type)),
            key="progress",
            alt=progress_alt(rows),
        ),
        rows,
        ["report_year", "progress", "projects", "later", "source"],
        key="progress",
        unit=_("listed projects"),
        sources=rows["source_id"],
        about=_("Not stated is unknown: it means neither stopped nor none completed."),
    )


def choose_report(view: View) -> int:
    """The report that the matrix shows: by default the last of the as-of year or before."""
    rows = report_totals(view)
    years = rows["report_year"].tolist()
    known = rows.loc[~rows["later"], "report_year"].tolist()
    year = int(view.report) if view.report else (known or years[:1])[-1]
    bind("report", str(year))
    st.segmented_control(
        _("Report"), list(map(str, years)), key="report", required=True, on_change=adopt,
        args=("report",), format_func=lambda year: _("{year} report", year=year_of(year)),
        help=_("The monitoring report whose projects the picture below shows."),
    )  # fmt: skip
    return year


@guarded(None)
def matrix_picture(view: View) -> None:
    """What cities declared in 2018 beside the projects of the report that the reader chooses."""
    year = choose_report(view)
    cells = matrix_rows(view, year)
    if cells.empty:
        why = _(
            "The {year} report lists nothing of {part}.",
            year=year_of(year), part=plain(part(view)),
        )  # fmt: skip
        keys = ("country", "region", "focus", "progress")
        say_nothing("matrix", why, without(view, *keys, label=_("Show all listed projects")))
        return
    drawn = busiest(cells, BARS)
    panels = 1 if window_width() < STACKED or cells["country_id"].nunique() < 4 else 2
    picture(
        within(part(view), matrix_title(cells)),
        lambda: chart(
            focus_matrix(drawn, palette(st.context.theme.type), panels=panels,
                         room=content_width(window_width()), late=is_later(year, view)),
            key="focus",
            alt=matrix_alt(drawn),
        ),
        cells,
        ["name", "country", "focus_area", "declared", "projects", "report_year", "source"],
        key="focus",
        unit=_("listed projects"),
        as_of=published(cells["source_id"].iloc[0]),
        sources=[cells["source_id"].iloc[0], *cells["declared_source_id"].dropna().unique()],
        about=about_matrix(view, year),
    )  # fmt: skip


def is_later(year: int, view: View) -> bool:
    """Whether the report of a year is later than the as-of day."""
    return year > int(view.asof[:4])


@remembered(64)
def published(source: str) -> str:
    """The day on which a source came out, in the reader's words."""
    return day(table("sources").set_index("source_id").loc[source, "published_on"])


@remembered(128)
def about_matrix(view: View, year: int) -> str:
    """How to read the matrix of a report, and what it leaves out."""
    cells = matrix_rows(view, year)
    told = [_("Filled: projects listed, with their number. Frame: declared in 2018.")]
    if cells["declared"].isna().any():
        told.append(_("\\* joined after 2018, so nothing was declared."))
    if len(rest := left_out(view, year)):
        told.append(_("Not in this report: {names}.", names=plain(names(rest, 12))))
    if is_later(year, view):
        told.append(_("This report is later than the as-of day."))
    told.append(_most_drawn(cells["place_id"].nunique()))
    return " ".join(filter(None, told))
