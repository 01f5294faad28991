"""The charts of listed projects, described, and the notes beside them."""

from __future__ import annotations

from dataclasses import replace

from ascn_data import PROJECT_GROUPS
from dashboard.content.citations import plain
from dashboard.content.projects import (
    NAMED,
    busiest,
    group_totals,
    grouped_by,
    left_out,
    matrix_rows,
    most_listed,
    part,
    progress_totals,
    report_totals,
)
from dashboard.content.sections.section import Section
from dashboard.content.text.network_text import names
from dashboard.content.text.project_text import (
    groups_alt,
    increase_title,
    matrix_alt,
    matrix_title,
    progress_alt,
    progress_title,
)
from dashboard.content.text.sentences import scoped
from dashboard.core.dataset import cached, table
from dashboard.core.limits import BARS
from dashboard.core.translation import _, number, on_day
from dashboard.core.url_state import View


def _most_drawn(count: int) -> str:
    """That only the first cities are drawn, where there are more than a chart has room for."""
    if count <= BARS:
        return ""
    return _(
        "The chart shows the {count} with most projects; the table has {all}.",
        count=number(BARS), all=number(count),
    )  # fmt: skip


@cached
def published(source: str) -> str:
    """The day on which a source was published, as it follows "as of"."""
    return on_day(table("sources").set_index("source_id").loc[source, "published_on"])


@cached
def about_matrix(view: View, year: int) -> str:
    """How to read the matrix of a report, and what it leaves out."""
    cells = matrix_rows(view, year)
    told = [_("Filled: number of listed projects. Frame: focus area declared in 2018.")]
    if cells["declared"].isna().any():
        told.append(_("\\* joined after 2018 and declared no focus areas."))
    if len(rest := left_out(view, year)):
        told.append(_("Not in this report: {names}.", names=plain(names(rest, 12))))
    if year > view.year:
        told.append(_("This report is from after the selected date."))
    told.append(_most_drawn(cells["place_id"].nunique()))
    return " ".join(filter(None, told))


def among_groups(view: View, by: str) -> View:
    """The view with what it chooses among the groups of `by` left open, to compare it with them.

    A region has no others like it outside its country.
    """
    if by == "focus_area":
        return replace(view, focus=None)
    if by == "city":
        return replace(view, city=())
    return replace(view, country=None) if by == "country" and not view.region else view


@cached
def groups_section(view: View) -> Section:
    """Listed projects of each report by focus area, country or city.

    The table holds the group chosen; the chart shows the others too, to compare.
    """
    by = grouped_by(view)
    rows = group_totals(view, by)
    key = PROJECT_GROUPS[by][0]
    drawn = most_listed(group_totals(among_groups(view, by), by), key, BARS)
    return Section(
        "groups",
        scoped(part(view), increase_title(rows)),
        groups_alt(drawn),
        drawn,
        rows,
        (NAMED[by], "report_year", "projects", "later", "source"),
        _("listed projects; a dash where a report lists none or does not say"),
        tuple(rows["source_id"]),
        about=_most_drawn(rows[key].nunique()),
    )


@cached
def progress_section(view: View) -> Section:
    """Listed projects of each report by progress.

    The table holds the progress chosen; the chart shows the others too, to compare.
    """
    rows, drawn = progress_totals(view), progress_totals(replace(view, progress=None))
    return Section(
        "progress",
        scoped(part(view), progress_title(rows)),
        progress_alt(drawn),
        drawn,
        rows,
        ("report_year", "progress", "projects", "later", "source"),
        _("listed projects"),
        tuple(rows["source_id"]),
        about=_(
            "“Not stated” means the report gives no progress; the project may be under way or"
            " complete."
        ),
    )


def shown_report(view: View) -> int:
    """The report that the matrix shows: by default the last of the as-of year or before."""
    rows = report_totals(view)
    years = rows["report_year"].tolist()
    known = rows.loc[~rows["later"], "report_year"].tolist()
    return int(view.report) if view.report else int((known or years[:1])[-1])


@cached
def focus_section(view: View) -> Section | None:
    """What cities declared in 2018 beside the projects of one report; None where it has none.

    The table holds the focus area chosen; the chart shows the others too, to compare.
    """
    year = shown_report(view)
    cells = matrix_rows(view, year)
    if cells.empty:
        return None
    drawn = busiest(matrix_rows(replace(view, focus=None), year), BARS)
    return Section(
        "focus",
        scoped(part(view), matrix_title(cells)),
        matrix_alt(drawn),
        drawn,
        cells,
        ("name", "country", "focus_area", "declared", "projects", "report_year", "source"),
        _("listed projects"),
        (cells["source_id"].iloc[0], *cells["declared_source_id"].dropna().unique()),
        as_of=published(cells["source_id"].iloc[0]),
        about=about_matrix(view, year),
    )
