"""The tables of the one-page brief: the cities and the areas that the view has chosen."""

from __future__ import annotations

from typing import Any

import pandas as pd

import ascn_data
from ascn_data import has_figures
from dashboard.content.citations import most_cited, year_of
from dashboard.content.roles import key_of, series_with
from dashboard.content.slide_frames import proposed_rows, report_year
from dashboard.content.text.network_text import period, span
from dashboard.core.dataset import ask
from dashboard.core.translation import _, n_, number, short_day, text
from dashboard.core.url_state import View
from dashboard.exports.pdf.figures import source_line
from dashboard.exports.slides.slide import as_of

# With more places the map has the page for itself.
MOST_ROWS = 14
UNKNOWN = "–"


def tables(view: View) -> list[dict[str, Any]]:
    """The members and the proposed areas chosen, each with what is on record.

    None without a filter, or where they are too many for the page.
    """
    if not view.filtered or len(_chosen(view)) > MOST_ROWS:
        return []
    return [part for part in (_members(view), _areas(view)) if part]


def _chosen(view: View) -> pd.DataFrame:
    return ask(ascn_data.places, view.asof, status=view.status, **view.where)


def _known(value: Any, said: Any) -> str:
    return UNKNOWN if pd.isna(value) else str(said(value))


def _members(view: View) -> dict[str, Any] | None:
    """Cities with the day they joined, their projects in one report and one population source."""
    members = _chosen(view)
    members = members[members["status"] == "member"]
    if members.empty:
        return None
    people = _people(view, members)
    year = report_year(view)
    listed = ask(ascn_data.project_totals, "city", year=year, **view.where)
    listed = listed if year else listed.head(0)
    projects = listed.set_index("place_id")["projects"]
    population = people.set_index("place_id")["population"]
    head = [_("City"), _("Member since")]
    rows = [
        [text(row, "name"), short_day(row["counted_on"], row["counted_precision"])]
        for _i, row in members.iterrows()
    ]
    sources = [*most_cited(members)]
    if len(listed):
        head.append(_("Listed projects, report of {year}", year=year_of(year)))
        _column(rows, [projects.get(key) for key in members["place_id"]])
        sources += most_cited(listed)
    if population.notna().any():
        head.append(_population_head(int(people["year"].iloc[0])))
        _column(rows, [population.get(key) for key in members["place_id"]])
        sources += most_cited(people)
    return {
        "title": n_("{count} member city", "{count} member cities", len(members)),
        "head": head, "rows": rows, "sources": sources,
        "line": source_line(_("cities, projects, people"), as_of(view), sources),
    }  # fmt: skip


def _people(view: View, members: pd.DataFrame) -> pd.DataFrame:
    """The members with their figures of the population source that stands beside places."""
    series = key_of("series", "beside_places")
    if not ask(has_figures, series):
        return members.assign(population=pd.NA)
    found: pd.DataFrame = ask(ascn_data.city_populations, view.asof, series, **view.where)
    return found


def _population_head(year: int) -> str:
    series = series_with("beside_places")
    return _("{series}, {year}", series=text(series, "name"), year=year_of(year))


def _whole(said: str) -> str:
    """A range that no line breaks."""
    return said.replace(" ", "\N{NO-BREAK SPACE}")


def _column(rows: list[list[str]], values: list[Any]) -> None:
    """Add one cell to each row; what is not known is no number."""
    for row, value in zip(rows, values, strict=True):
        row.append(UNKNOWN if value is None else _known(value, number))


def _areas(view: View) -> dict[str, Any] | None:
    """Proposed areas with province, boundary and registered residents."""
    areas = proposed_rows(view)
    if areas.empty or view.status == "member":
        return None
    head = [_("Proposed area"), _("Province"), _("Boundary")]
    rows = [
        [text(row, "name"), text(row, "province"),
         _("specified") if row["unit_resolved"] else _("not specified")]
        for _i, row in areas.iterrows()
    ]  # fmt: skip
    sources = [*most_cited(areas)]
    counted = areas.dropna(subset="low")
    date = as_of(view)
    if len(counted):
        said = period(counted["reference_date"])
        head.append(_("Registered residents on {day}", day=said))
        for row, (_i, area) in zip(rows, areas.iterrows(), strict=True):
            row.append(_known(area["low"], lambda low, area=area: _whole(span(low, area["high"]))))
        sources += counted["residents_source_id"].unique().tolist()
    return {
        "title": n_("{count} area proposed by Thailand", "{count} areas proposed by Thailand",
                    len(areas)),
        "head": head, "rows": rows, "sources": sources,
        "line": source_line(_("areas, people"), date, sources),
    }  # fmt: skip
