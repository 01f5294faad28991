"""Listed projects beside the charts: a card for each report, and the priorities of 2018."""

from __future__ import annotations

import pandas as pd

import ascn_data
from dashboard.content.citations import plain, source_links, year_of
from dashboard.content.column_labels import VALUES
from dashboard.content.filters import names_of
from dashboard.content.headline import Card
from dashboard.content.projects import GROUPING_NAMES, NOT_STATED, report_totals, where_listed
from dashboard.content.text.project_text import count_said
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import _, localized, n_
from dashboard.core.url_state import GROUPINGS, View

ALL = ""
PROGRESS = ("completed", "ongoing_or_planning", NOT_STATED)


def _compared(gain: int) -> str:
    if not gain:
        return _("as many as in the previous report")
    if gain > 0:
        return n_(
            "{count} more than in the previous report",
            "{count} more than in the previous report",
            gain,
        )
    return n_(
        "{count} fewer than in the previous report",
        "{count} fewer than in the previous report",
        -gain,
    )


def _card_note(view: View, count: object, before: object, is_later: bool) -> str:
    if count_said(count) == "–":
        stated = view.progress in (None, NOT_STATED)
        note = _("none listed for this selection") if stated else _("progress not stated")
    elif count_said(before) == "–" or view.progress == NOT_STATED:
        note = _("projects listed")
    else:
        note = _compared(int(str(count)) - int(str(before)))
    return _("{note} (after the selected date)", note=note) if is_later else note


@cached
def report_card(view: View, year: int) -> Card:
    """How many projects of the view the report of a year lists, and how many more than before."""
    rows = report_totals(view).set_index("report_year")
    at, row = rows.index.get_loc(year), rows.loc[year]
    before = rows["projects"].iloc[at - 1] if at else None
    published = table("sources").set_index("source_id")["published_on"]
    return Card(
        f"report-{year}",
        _("{year} report", year=year_of(year)),
        count_said(row["projects"]),
        _card_note(view, row["projects"], before, row["later"]),
        published[row["source_id"]],
        table="projects",
    )


@cached
def priorities(view: View) -> pd.DataFrame:
    """The priority projects of the view, as `ascn_data.priority_projects` gives them."""
    rows = ask(ascn_data.priority_projects, **where_listed(view))
    return rows[rows["focus_area_id"] == view.focus] if view.focus else rows


def reports_said(view: View) -> str:
    """The rules that every number of the page of projects follows, as Markdown."""
    rule = _(
        "Each card counts the projects in one annual report. Most projects recur, so years"
        " cannot be added. Reports after {year} are hatched or grey.",
        year=year_of(view.asof),
    )
    cited = _("Source: {sources}.", sources=source_links(report_totals(view)["source_id"]))
    return f"{rule} {cited}"


@cached
def focus_options() -> dict[str, str]:
    """The focus areas' names by id, as a filter offers them; `ALL` for every one."""
    names = table("focus_areas").set_index("focus_area_id")[localized("name")]
    return {ALL: _("All focus areas"), **{str(key): plain(name) for key, name in names.items()}}


@cached
def city_names(view: View) -> dict[str, str]:
    """The names by id of the cities with a listed project in the view, and of those chosen."""
    listed = ask(ascn_data.projects, **view.where)["place_id"]
    names = names_of("places", "place_id")
    return {key: name for key, name in names.items() if key in {*listed, *view.city}}


def progress_options() -> dict[str, str]:
    """The values of progress by id, as a filter offers them; `ALL` for every one."""
    names = {key: _(VALUES[key]) for key in PROGRESS}
    begun = {key: f"{name[:1].upper()}{name[1:]}" for key, name in names.items()}
    return {ALL: _("Any progress"), **begun}


def grouping_options() -> dict[str, str]:
    """What projects can be counted by."""
    return {key: _(GROUPING_NAMES[key]) for key in GROUPINGS}
