"""Sentences about listed projects: titles of charts, and their alternative texts."""

from __future__ import annotations

import pandas as pd

from dashboard.content.citations import year_of
from dashboard.content.column_labels import VALUES
from dashboard.content.projects import NOT_STATED
from dashboard.core.dataset import cached
from dashboard.core.translation import _, listed, localized, n_, number, some_of

MOST_NAMES = 3


def count_said(count: object) -> str:
    """A count, or a dash where it is not known."""
    return "–" if pd.isna(count) else number(int(str(count)))


def no_report_yet(rows: pd.DataFrame) -> str:
    """That all reports are from after the selected date."""
    known = rows.dropna(subset="projects")
    return _("The first report on these projects is from {year}, after the selected date",
             year=year_of(known["report_year"].min()))  # fmt: skip


def nothing_found(text: str, scope: str) -> str:
    """That a search for `text` finds nothing in a part of the projects; all if `scope` is empty."""
    if scope:
        return _("No listed project or city in {part} matches “{text}”.", text=text, part=scope)
    return _("No listed project or city matches “{text}”.", text=text)


@cached
def increase_title(rows: pd.DataFrame) -> str:
    """Which group gained most from the first known report to the last; takes `group_totals`."""
    known = rows[~rows["later"]].dropna(subset="projects")
    if known.empty:
        return no_report_yet(rows)
    first, last = known["report_year"].min(), known["report_year"].max()
    at = known.pivot_table(index="label", columns="report_year", values="projects", sort=False)
    years = {"first": year_of(first), "last": year_of(last)}
    if first == last:
        return _most_title(at[last], years["last"], rows)
    if len(at) == 1:
        return n_(
            "{count} listed project in the {first} report, {after} in the {last} report",
            "{count} listed projects in the {first} report, {after} in the {last} report",
            int(at[first].iloc[0]), after=number(at[last].iloc[0]), **years,
        )  # fmt: skip
    gains = (at[last] - at[first]).dropna()
    if gains.empty or gains.max() <= 0:
        return _("No increase from the {first} report to the {last} report", **years)
    winners = gains.index[gains == gains.max()].tolist()
    if len(winners) > 1:
        return n_(
            "{names}: {count} more listed project each in {last} than in {first}",
            "{names}: {count} more listed projects each in {last} than in {first}",
            int(gains.max()), names=_shortened(winners, rows), **years,
        )  # fmt: skip
    before = int(at.loc[winners[0], first])
    told = {"name": winners[0], "after": number(at.loc[winners[0], last]), **years}
    if len(gains) < len(at):
        return n_(
            "{name} grew most among those in both reports, from {count} listed project in {first}"
            " to {after} in {last}",
            "{name} grew most among those in both reports, from {count} listed projects in {first}"
            " to {after} in {last}",
            before, **told,
        )  # fmt: skip
    return n_(
        "{name} grew most, from {count} listed project in {first} to {after} in {last}",
        "{name} grew most, from {count} listed projects in {first} to {after} in {last}",
        before, **told,
    )  # fmt: skip


# What the groups of a frame are, by the column that only these have.
KINDS = {"focus_area_id": "focus areas", "place_id": "cities", "country_id": "countries"}


def _shortened(names: list[str], rows: pd.DataFrame) -> str:
    """Names of the groups of `rows` as a list in running text; beyond some they are counted."""
    kind = next((kind for column, kind in KINDS.items() if column in rows), "places")
    return listed(some_of(names, MOST_NAMES, kind, spare=1))


def _most_title(counts: pd.Series, year: str, rows: pd.DataFrame) -> str:
    """Which groups have the most projects in the only report known."""
    most = int(counts.max())
    if not most:
        return _("The {year} report lists none of these projects", year=year)
    winners = counts.index[counts == most].tolist()
    if len(winners) > 1:
        return n_(
            "{names} have the most, with {count} listed project each in the {year} report",
            "{names} have the most, with {count} listed projects each in the {year} report",
            most, names=_shortened(winners, rows), year=year,
        )  # fmt: skip
    return n_(
        "{name} has the most, with {count} listed project in the {year} report",
        "{name} has the most, with {count} listed projects in the {year} report",
        most, name=winners[0], year=year,
    )  # fmt: skip


@cached
def groups_alt(rows: pd.DataFrame) -> str:
    """Every bar of every group, the later ones said to be later."""
    parts = []
    for label, own_rows in rows.groupby("label", sort=False):
        bars = [
            _("{year} {count} (later)", year=year_of(row.report_year),
              count=count_said(row.projects))
            if row.later
            else f"{year_of(row.report_year)} {count_said(row.projects)}"
            for row in own_rows.itertuples()
        ]  # fmt: skip
        parts.append(f"{label}: {', '.join(bars)}")
    return _("Bars of listed projects by report. {groups}.", groups="; ".join(parts))


@cached
def progress_title(rows: pd.DataFrame) -> str:
    """How many projects of the last known report are completed, or that no report says so."""
    known = rows[~rows["later"]]
    if known.empty:
        return no_report_yet(rows)
    stated = known[known["progress"] != NOT_STATED]
    if stated.empty:
        years = [year_of(year) for year in sorted(known["report_year"].unique())]
        return n_(
            "The {years} report does not state progress",
            "The {years} reports do not state progress",
            len(years), years=listed(years),
        )  # fmt: skip
    last = stated[stated["report_year"] == stated["report_year"].max()]
    completed = int(last.loc[last["progress"] == "completed", "projects"].sum())
    return n_(
        "{count} of {total} projects in the {year} report is completed",
        "{count} of {total} projects in the {year} report are completed",
        completed,
        total=number(last["projects"].sum()), year=year_of(last["report_year"].iloc[0]),
    )  # fmt: skip


@cached
def progress_alt(rows: pd.DataFrame) -> str:
    """Every segment of every bar."""
    parts = []
    for (year, is_later), own_rows in rows.groupby(["report_year", "later"]):
        name = year_of(year)
        name = _("{year}, later", year=name) if is_later else name
        pairs = [
            f"{_(VALUES[row.progress])} {number(row.projects)}" for row in own_rows.itertuples()
        ]
        parts.append(f"{name}: {', '.join(pairs)}")
    return _("Stacked bars of listed projects by progress. {bars}.", bars="; ".join(parts))


@cached
def matrix_title(cells: pd.DataFrame) -> str:
    """How many of the focus areas that cities declared in 2018 have projects in the report."""
    year = year_of(cells["report_year"].iloc[0])
    if cells["projects"].isna().all():
        return _("The {year} report does not cover these projects", year=year)
    declared = cells[cells["declared"].fillna(False) & cells["projects"].notna()]
    if declared.empty:
        cities = cells.loc[cells["projects"].fillna(0) > 0, "place_id"].nunique()
        return n_(
            "{count} city lists projects in the {year} report",
            "{count} cities list projects in the {year} report",
            cities, year=year,
        )  # fmt: skip
    return n_(
        "{served} of {count} focus area declared by a city in 2018 has projects in the {year}"
        " report",
        "{served} of {count} focus areas declared by cities in 2018 have projects in the {year}"
        " report",
        len(declared), served=number((declared["projects"] > 0).sum()), year=year,
    )  # fmt: skip


@cached
def matrix_alt(cells: pd.DataFrame) -> str:
    """Every city with its projects by focus area and what else it declared."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for name, area, declared, projects in zip(
        cells[localized("name")], cells[localized("focus_area")],
        cells["declared"].fillna(False), cells["projects"].fillna(0), strict=True,
    ):  # fmt: skip
        told, idle = found.setdefault(name, ([], []))
        if projects:
            told.append(f"{area} {projects}")
        elif declared:
            idle.append(area)
    parts = []
    for name, (told, idle) in found.items():
        if idle:
            told.append(_("declared only: {areas}", areas=", ".join(idle)))
        parts.append(f"{name}: {', '.join(told) or '–'}")
    return _("Matrix of cities and focus areas, in projects. {cities}.", cities="; ".join(parts))
