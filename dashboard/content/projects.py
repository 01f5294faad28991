"""Listed projects counted for the projects page. A missing count is unknown, a 0 is counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

import ascn_data
from ascn_data import PROJECT_GROUPS, among, fold_name
from dashboard.content.column_labels import VALUES
from dashboard.content.filters import names_of, scope
from dashboard.core.dataset import ask, cached, network, table
from dashboard.core.translation import _, listed, localized, mark
from dashboard.core.url_state import GROUPINGS, View

NOT_STATED = "not_stated"
# What projects can be counted by, in words.
GROUPING_NAMES = {
    "focus_area": mark("Focus area"), "country": mark("Country"), "city": mark("City"),
}  # fmt: skip
# The word of the column that names a group.
NAMED = {"focus_area": "focus_area", "country": "country", "city": "name"}


def where(view: View) -> dict[str, Any]:
    """The filters of the projects page."""
    return {**where_listed(view), "focus": view.focus, "progress": view.progress}


def where_listed(view: View) -> dict[str, Any]:
    """The filters by place: a report that lists nothing there does not say how many there are."""
    return {**view.where, "city": view.city or None}


def _every_city(view: View) -> View:
    """The view with its cities left open: a chart of cities mutes the others."""
    return replace(view, city=())


@cached
def part(view: View) -> str:
    """The part of all listed projects that the view shows; empty when it shows all."""
    parts = [scope(view)] if scope(view) else []
    if view.city:
        names = names_of("places", "place_id")
        parts.append(listed([names[key] for key in view.city]))
    if view.focus:
        areas = table("focus_areas").set_index("focus_area_id")
        parts.append(areas.loc[view.focus, localized("name")])
    if view.progress:
        parts.append(_(VALUES[view.progress]))
    return " · ".join(parts)


def later(years: pd.Series, view: View) -> pd.Series:
    """Whether each report is of a later year than the as-of day."""
    return years > view.year


@cached
def answered(view: View) -> frozenset[int]:
    """The reports that say how many projects the selection has, be it none.

    A report that lists nothing of the country, region or cities does not, nor does one without
    progress when progress is asked for.
    """
    rows = ask(ascn_data.project_totals, "progress", **where_listed(view))
    if view.progress not in (None, NOT_STATED):
        rows = rows[rows["progress"] != NOT_STATED]
    return frozenset(rows["report_year"])


@cached
def report_totals(view: View) -> pd.DataFrame:
    """One row per report. Columns: report_year, projects, later, source_id."""
    reports = ask(ascn_data.project_totals)[["report_year", "source_id"]]
    counted = ask(ascn_data.project_totals, **where(view))[["report_year", "projects"]]
    rows = reports.merge(counted, on="report_year", how="left")
    known = rows["report_year"].isin(answered(view))
    counts = rows["projects"].astype("Int64").fillna(0)
    return rows.assign(projects=counts.where(known), later=later(rows["report_year"], view))


@cached
def group_totals(view: View, by: str) -> pd.DataFrame:
    """One row per report and group of `by`, the groups with most projects first.

    Columns: those of `project_totals`, and `label` (the group's name), `later`.
    """
    rows = _groups(replace(view, asof=View().asof), by)
    return rows.assign(later=later(rows["report_year"], view))


@cached
def _groups(view: View, by: str) -> pd.DataFrame:
    """The columns of `group_totals` that are the same on every day."""
    key, *words = PROJECT_GROUPS[by]
    base = ask(ascn_data.project_totals, by, **where_listed(view))
    base = base.drop(columns=["projects", "source_id"])
    if by == "focus_area" and view.focus:
        base = base[base[key] == view.focus]
    counted = ask(ascn_data.project_totals, by, **where(view))
    counted = counted[["report_year", key, "projects"]]
    base = base.merge(counted, on=["report_year", key], how="left")
    base["projects"] = base["projects"].astype("Int64").fillna(0)
    base = base[base["report_year"].isin(answered(view))]
    groups = base.groupby([key, *words], sort=False)["projects"].max()
    groups = groups[(groups > 0) | (by == "focus_area")]
    groups = groups.sort_values(ascending=False, kind="stable").reset_index()
    reports = ask(ascn_data.project_totals)[["report_year", "source_id"]]
    rows = groups.drop(columns="projects").merge(reports, how="cross")
    rows = rows.merge(base[["report_year", key, "projects"]], on=["report_year", key], how="left")
    return rows.assign(label=rows[localized(NAMED[by])])


@cached
def progress_totals(view: View) -> pd.DataFrame:
    """Projects of each report by progress, as `project_totals` counts them, and `later`."""
    rows = ask(ascn_data.project_totals, "progress", **where(view))
    return rows.assign(later=later(rows["report_year"], view))


@cached
def matrix_rows(view: View, year: int) -> pd.DataFrame:
    """`focus_matrix` of one report, narrowed to the view; only cities with something to show.

    Cities that the view has chosen do not narrow it.
    """
    view = _every_city(view)
    cells = ask(ascn_data.focus_matrix, year=year, **view.where)
    shown = cells.groupby("place_id")["projects"].transform("count") > 0
    shown |= cells["declared"].notna()
    cells = cells[shown]
    if view.focus:
        cells = cells[cells["focus_area_id"] == view.focus]
    if view.progress is None:
        return cells.reset_index(drop=True)
    rows = ask(ascn_data.projects, year=year, **where(view))
    counts = rows.groupby(["place_id", "focus_area_id"]).size().rename("counted").reset_index()
    cells = cells.merge(counts, on=["place_id", "focus_area_id"], how="left")
    counted = cells.pop("counted").astype("Int64").fillna(0)
    known = cells["projects"].notna() & (year in answered(view))
    return cells.assign(projects=counted.where(known))


@cached
def left_out(view: View, year: int) -> pd.DataFrame:
    """Members by the end of a report's year of which it lists nothing and nothing was declared."""
    cells = ask(ascn_data.focus_matrix, year=year, **view.where)
    shown = matrix_rows(view, year)["place_id"]
    return cells[~among(cells["place_id"], shown)].drop_duplicates("place_id")


@cached
def most_listed(rows: pd.DataFrame, key: str, count: int) -> pd.DataFrame:
    """The rows of the `count` groups, named by the column `key`, that stand first."""
    return rows[rows[key].isin(rows[key].drop_duplicates().head(count))]


@cached
def busiest(cells: pd.DataFrame, count: int) -> pd.DataFrame:
    """The rows of `matrix_rows` of the `count` cities with most projects."""
    counts = cells.groupby("place_id")["projects"].sum()
    counts = counts.sort_values(ascending=False, kind="stable")
    return cells[cells["place_id"].isin(counts.index[:count])]


@cached
def found(view: View, text: str) -> pd.DataFrame:
    """The listed projects of the view whose name or city contains `text`, newest report first."""
    rows = ask(ascn_data.projects, **where(view))
    rows = rows.sort_values("report_year", ascending=False, kind="stable", ignore_index=True)
    if wanted := fold_name(text):
        cities = ascn_data.find_places(network(), text)["place_id"]
        named = rows["project"].map(fold_name).str.contains(wanted, regex=False)
        rows = rows[named | among(rows["place_id"], cities)]
    return rows.assign(later=later(rows["report_year"], view))


def grouped_by(view: View) -> str:
    """What the reader counts projects by: focus area, country or city."""
    return view.by or GROUPINGS[0]
