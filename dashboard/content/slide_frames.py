"""The frames behind the slides: one tidy frame for each chart or table."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

import ascn_data
from dashboard.content.places import THAILAND
from dashboard.content.programme import areas_of, rounds_of
from dashboard.core.dataset import ask, table
from dashboard.core.url_state import View


def country_rows(view: View) -> pd.DataFrame:
    """The members of every country by the day, and whether the view has chosen it.

    Columns: country_id, country_en/th, members, chosen, lon, lat (amid its members), source_id.
    """
    members = ask(ascn_data.members, view.asof)
    keys = ["country_id", "country_en", "country_th"]
    rows = members.groupby(keys, as_index=False).agg(
        members=("place_id", "size"), lon=("lon", "mean"), lat=("lat", "mean"),
        source_id=("source_id", "first"),
    )  # fmt: skip
    rows["chosen"] = rows["country_id"].eq(view.country) if view.country else True
    return rows.sort_values(["members", "country_en"], ascending=[False, True], ignore_index=True)


def proposed_rows(view: View) -> pd.DataFrame:
    """The proposed areas of the view, as `ascn_data.proposed_areas` gives them."""
    rows = ask(ascn_data.proposed_areas, view.asof)
    if view.country not in (None, THAILAND):
        rows = rows.head(0)
    if view.region:
        rows = rows[rows["region_id"] == view.region]
    return rows.sort_values(["region_en", "name_en"], ignore_index=True)


def declared_rows(view: View) -> pd.DataFrame:
    """The focus areas that the members' action plans name, of plans published by the day.

    Columns: those of `place_focus_areas`.
    """
    members = ask(ascn_data.members, view.asof, **view.where)
    rows = table("place_focus_areas")
    published = rows["source_id"].map(table("sources").set_index("source_id")["published_on"])
    # A month alone comes before its days in the order of the letters.
    known = published.fillna("").astype(str) <= view.asof
    return rows[known & rows["place_id"].isin(members["place_id"])]


def report_year(view: View) -> int | None:
    """The year of the latest report by the year of the as-of day; None before the first."""
    years = ask(ascn_data.project_totals)["report_year"]
    known = years[years <= view.year]
    return None if known.empty else int(known.max())


def focus_rows(view: View) -> pd.DataFrame:
    """Listed projects of the latest report by focus area, the most first; empty if none are."""
    year = report_year(view)
    rows = ask(ascn_data.project_totals, "focus_area", year=year, **view.where)
    rows = rows if year else rows.head(0)
    return rows.sort_values("projects", ascending=False, kind="stable", ignore_index=True)


def listed_in_all(year: int) -> int:
    """How many projects the report of one year lists in the whole network."""
    return int(ask(ascn_data.project_totals, year=year)["projects"].sum())


def round_rows(view: View) -> pd.DataFrame:
    """The rounds of Thailand's plan by the day in the view's region; columns of `rounds_of`."""
    areas = areas_of(view)
    return rounds_of(areas[~areas["later"]])


def partner_rows(view: View) -> pd.DataFrame:
    """Programmes on record by partner, those with most begun first.

    Columns: partner_id, partner_en/th, begun (by the year of the as-of day), unknown (start year
    not known), later, names_en/th (of those begun), source_id (of the first programme).
    """
    rows = ask(ascn_data.partner_programmes)
    rows = rows.assign(
        begun=(rows["year"] <= view.year).fillna(False).astype(bool),
        later=(rows["year"] > view.year).fillna(False).astype(bool),
        unknown=rows["year"].isna(),
    )
    keys = ["partner_id", "partner_en", "partner_th"]
    counts = rows.groupby(keys, sort=False, as_index=False).agg(
        begun=("begun", "sum"),
        unknown=("unknown", "sum"),
        later=("later", "sum"),
        source_id=("source_id", "first"),
    )
    for column in ("name_en", "name_th"):
        names = rows[rows["begun"]].groupby("partner_id")[column].agg("; ".join)
        counts[column.replace("name", "names")] = (
            counts["partner_id"].map(names).astype(object).fillna("")
        )
    return counts.sort_values(
        ["begun", "unknown"], ascending=False, kind="stable", ignore_index=True
    )


def source_rows(ids: Iterable[str]) -> pd.DataFrame:
    """The sources by how many slides rest on them. Columns: those of `sources`, slides."""
    counts = pd.Series(list(ids), dtype=object).value_counts()
    rows = table("sources")
    rows = rows[rows["source_id"].isin(counts.index)]
    rows = rows.assign(slides=rows["source_id"].map(counts).astype("int64"))
    return rows.sort_values("slides", ascending=False, kind="stable", ignore_index=True)
