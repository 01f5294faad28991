"""Projects: what the yearly monitoring reports list, and what the action plans put first.

The reports carry no id of a project from year to year: one listed in two reports stands in two
rows. Compare the years; never add them.
"""

from __future__ import annotations

import pandas as pd

from ascn_data.known import require
from ascn_data.matching import among
from ascn_data.network import Network, once_a_network
from ascn_data.places import filter_places, labels, members

# The columns by which projects are counted, with their labels; progress has none.
GROUPS = {
    "focus_area": ["focus_area_id", "focus_area_en", "focus_area_th"],
    "country": ["country_id", "country_en", "country_th"],
    "city": ["place_id", "name_en", "name_th"],
    "progress": ["progress"],
}
PLACE = ["place_id", "name_en", "name_th", "country_id", "country_en", "country_th"]
PLACE += ["region_id", "region_en", "region_th"]


def _labelled(net: Network, rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` with the labels of their city and focus area, the project's name in `project`."""
    cities = net.places[["place_id", "name_en", "name_th", "country_id", "region_id"]]
    rows = rows.rename(columns={"name": "project"})
    rows = rows.merge(cities, on="place_id", validate="many_to_one")
    for table, prefix in (
        ("countries", "country"),
        ("regions", "region"),
        ("focus_areas", "focus_area"),
    ):
        rows = rows.join(labels(net, table, f"{prefix}_id", prefix), on=f"{prefix}_id")
    return rows


def _keep(rows: pd.DataFrame, **wanted: str | int | tuple[str, ...] | None) -> pd.DataFrame:
    """Rows with the wanted value, or one of them, in each column; None keeps all."""
    for column, value in wanted.items():
        if isinstance(value, tuple):
            rows = rows[rows[column].isin(value)]
        elif value is not None:
            rows = rows[rows[column] == value]
    return rows.reset_index(drop=True)


@once_a_network
def _listed(net: Network) -> pd.DataFrame:
    rows = _labelled(net, net.projects.rename(columns={"status": "progress"}))
    # The list of completed projects follows the other and is numbered from 1 again.
    rows["completed"] = rows["progress"] == "completed"
    return rows.sort_values(["report_year", "completed", "row_number"])


@once_a_network
def _listed_in(net: Network, country: str | None, region: str | None) -> pd.DataFrame:
    return filter_places(_listed(net), country=country, region=region)


def projects(
    net: Network,
    *,
    year: int | None = None,
    country: str | None = None,
    region: str | None = None,
    city: str | tuple[str, ...] | None = None,
    focus: str | None = None,
    progress: str | None = None,
) -> pd.DataFrame:
    """One row per project that a monitoring report lists, by year and place in the report.

    A project listed in two reports is listed twice, because the reports carry no ids across
    years: never sum over years. Filters are a report year, ids (of cities one or several), and
    a progress: `completed`, `ongoing_or_planning`, or `not_stated` where the report gives none (it
    does not mean stopped).
    Columns: project_id, report_year, row_number (completed projects are numbered apart), project
    (its name), place_id, name_en/th (of the city), country_id, country_en/th, region_id,
    region_en/th, focus_area_id, focus_area_en/th, progress, source_id.

    >>> hanoi = ascn_data.projects(net, year=2025, city="hanoi")
    >>> hanoi[["project_id", "focus_area_id", "progress"]].head(2)
      project_id         focus_area_id             progress
    0   2025-113       safety-security  ongoing_or_planning
    1   2025-114  built-infrastructure  ongoing_or_planning
    """
    require(
        net, year=year, country=country, region=region, city=city, focus=focus, progress=progress
    )
    rows = _listed_in(net, country, region)
    rows = _keep(rows, report_year=year, place_id=city, focus_area_id=focus, progress=progress)
    return rows[
        ["project_id", "report_year", "row_number", "project", *PLACE]
        + [*GROUPS["focus_area"], "progress", "source_id"]
    ]


def project_totals(
    net: Network,
    by: str | None = None,
    *,
    year: int | None = None,
    country: str | None = None,
    region: str | None = None,
    city: str | tuple[str, ...] | None = None,
    focus: str | None = None,
    progress: str | None = None,
) -> pd.DataFrame:
    """Projects listed in each report, and in each group of it; filters are those of `projects`.

    `by` is focus_area, country, city or progress. A report covers all focus areas, so by
    focus_area a group without a project has 0 in every year in which the filtered cities list
    any; the other groups have no row without a project, because nothing says they were covered.
    Never sum over years. Columns: report_year, the group's id and labels, projects (count),
    source_id (the report). Raises ValueError for any other `by`.

    >>> ascn_data.project_totals(net)[["report_year", "projects"]]
       report_year  projects
    0         2022        77
    1         2023        86
    2         2024       108
    3         2025       134
    """
    if by is not None and by not in GROUPS:
        raise ValueError(f"{by!r} is not one of {', '.join(GROUPS)}")
    group = GROUPS[by] if by else []
    rows = covered = projects(
        net, year=year, country=country, region=region, city=city, focus=focus, progress=progress
    )
    keys = ["report_year", *group]
    totals = rows.groupby(keys).agg(projects=("project_id", "size")).reset_index()
    if by == "focus_area":
        covered = projects(
            net, year=year, country=country, region=region, city=city, progress=progress
        )
        areas = labels(net, "focus_areas", "focus_area_id", "focus_area").reset_index()
        areas = _keep(areas, focus_area_id=focus)
        grid = covered[["report_year"]].drop_duplicates().merge(areas, how="cross")
        totals = grid.merge(totals, on=keys, how="left")
        totals["projects"] = totals["projects"].fillna(0).astype("int64")
    reports = covered.drop_duplicates("report_year")[["report_year", "source_id"]]
    totals = totals.merge(reports, on="report_year")
    return totals.sort_values(["report_year", *group[1:2]], ignore_index=True)


@once_a_network
def _report(net: Network, year: int) -> pd.DataFrame:
    return projects(net, year=year)


@once_a_network
def _priorities(net: Network) -> pd.DataFrame:
    rows = _labelled(net, net.priority_projects)
    return rows.sort_values(["country_en", "name_en"], kind="stable")


def focus_matrix(
    net: Network,
    *,
    year: int | None = None,
    country: str | None = None,
    region: str | None = None,
) -> pd.DataFrame:
    """What each member city declared in 2018 beside what it lists in one report.

    One row per focus area and city that was a member by the end of the report year (default: the
    latest). Columns: place_id, name_en/th, country_id, country_en/th, region_id, region_en/th,
    focus_area_id, focus_area_en/th, declared (missing where the city declared nothing at all, as
    all who joined after 2018), declared_source_id (missing likewise), report_year, projects
    (count; missing where the report lists none of the city's), source_id (the report).

    >>> matrix = ascn_data.focus_matrix(net, country="BRN")
    >>> matrix[["focus_area_id", "declared", "projects"]].head(3)
           focus_area_id  declared  projects
    0       civic-social      True         4
    1  health-well-being      True         0
    2    safety-security     False         0
    """
    require(net, year=year)
    year = int(net.projects["report_year"].max()) if year is None else year
    cities = members(net, f"{year:04d}-12-31", country=country, region=region)[PLACE]
    areas = labels(net, "focus_areas", "focus_area_id", "focus_area").reset_index()
    cells = cities.merge(areas, how="cross")
    keys = ["place_id", "focus_area_id"]

    said = net.place_focus_areas
    said = said[among(said["place_id"], cities["place_id"])]
    declared = said[keys].drop_duplicates().assign(declared=True)
    cells = cells.merge(declared, on=keys, how="left")
    cells["declared"] = cells["declared"].astype("boolean").fillna(False)
    plans = said.drop_duplicates("place_id").set_index("place_id")["source_id"]
    cells["declared_source_id"] = cells["place_id"].map(plans)
    cells.loc[cells["declared_source_id"].isna(), "declared"] = pd.NA

    report = _report(net, year)
    listed = report[among(report["place_id"], cities["place_id"])]
    counted = listed.groupby(keys).size().rename("projects").reset_index()
    cells = cells.assign(report_year=year).merge(counted, on=keys, how="left")
    cells["projects"] = cells["projects"].astype("Int64").fillna(0)
    cells.loc[~among(cells["place_id"], listed["place_id"]), "projects"] = pd.NA
    cells["source_id"] = report["source_id"].iloc[0] if len(report) else None
    return cells


def priority_projects(
    net: Network,
    *,
    country: str | None = None,
    region: str | None = None,
    city: str | tuple[str, ...] | None = None,
) -> pd.DataFrame:
    """The projects that the founding cities put first in their action plans of 2018.

    What became of them is not recorded. Columns: project_id, project (its name), description_en/th,
    place_id, name_en/th, country_id, country_en/th, region_id, region_en/th, focus_area_id,
    focus_area_en/th, mapped_by (who chose the focus area: the source or the curator), source_id.

    >>> ascn_data.priority_projects(net, city="phuket")["project"].tolist()
    ['City Data Platform', 'Phuket Eagle Eyes']
    """
    require(net, country=country, region=region, city=city)
    rows = _priorities(net)
    rows = _keep(filter_places(rows, country=country, region=region), place_id=city)
    return rows[
        ["project_id", "project", "description_en", "description_th", *PLACE]
        + [*GROUPS["focus_area"], "mapped_by", "source_id"]
    ]
