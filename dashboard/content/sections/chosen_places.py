"""Chosen places, described: where they lie, and the projects that reports list of each."""

from __future__ import annotations

import pandas as pd

import ascn_data
from dashboard.content.projects import later
from dashboard.content.roles import outline_sources
from dashboard.content.sections.section import Section
from dashboard.content.text import place_facts
from dashboard.core.dataset import ask, cached, first, table
from dashboard.core.translation import _, listed, text
from dashboard.core.url_state import View


def neighbours(view: View, place: pd.Series) -> pd.DataFrame:
    """The members of the day that lie nearest."""
    return ask(ascn_data.nearest, view.asof, place["place_id"])


@cached
def near_rows(view: View, places: tuple[pd.Series, ...]) -> pd.DataFrame:
    """The members nearest to each of the places, which is in `from_en/th`."""
    return pd.concat(
        [
            neighbours(view, place).assign(
                from_en=place["name_en"], from_th=place["name_th"]
            )
            for place in places
        ]
    )  # fmt: skip


@cached
def point_sources(places: tuple[pd.Series, ...], near: pd.DataFrame) -> list[str]:
    """The sources of the points that a map shows."""
    points = table("places").set_index("place_id")["source_id"]
    ids = [place["place_id"] for place in places]
    return [*points[[*ids, *near["place_id"]]], *outline_sources()]


@cached
def _with_later(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    return rows.assign(later=later(rows["report_year"], view))


@cached
def most_projects(places: tuple[pd.Series, ...]) -> int:
    """The highest number of projects that a report lists for one of the places."""
    totals = [ask(ascn_data.project_totals, city=place["place_id"]) for place in places]
    return int(max([1, *(int(rows["projects"].max()) for rows in totals if len(rows))]))


@cached
def where_section(view: View, places: tuple[pd.Series, ...]) -> Section:
    """Where the places lie; one alone with the members nearest to it."""
    alone = len(places) == 1
    near = near_rows(view, places)
    drawn = first(near, len(near) if alone else 0)
    names = listed([text(place, "name") for place in places])
    ring = _("A circle without a symbol: not yet a member or proposed on this date.")
    return Section(
        "where",
        place_facts.where_title(places[0], near) if alone
        else _("Location of {names}", names=names),
        place_facts.where_alt(places, drawn),
        drawn,
        near,
        ("from", "name", "country", "distance_km", "source"),
        _("kilometres between the points of the places"),
        tuple(point_sources(places, near)),
        about=ring if any(place["later"] for place in places) else "",
    )  # fmt: skip


def projects_by_year(view: View, place: pd.Series) -> pd.DataFrame:
    """The number of listed projects of a place by report, and whether each report is later."""
    return _with_later(ask(ascn_data.project_totals, city=place["place_id"]), view)


@cached
def place_projects_section(view: View, place: pd.Series) -> Section | None:
    """The projects that the reports list of a place; None where no report lists one."""
    totals, place_id = projects_by_year(view, place), place["place_id"]
    if totals.empty:
        return None
    rows = _with_later(ask(ascn_data.projects, city=place_id), view)
    counts = ask(ascn_data.project_totals, "progress", city=place_id)
    return Section(
        f"projects-{place_id}",
        place_facts.projects_title(place, totals),
        place_facts.projects_alt(counts),
        counts,
        rows,
        ("report_year", "project", "focus_area", "progress", "later", "source"),
        _("projects listed in one report"),
        tuple(rows["source_id"]),
    )
