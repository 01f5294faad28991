"""Two or three places in aligned rows: the facts of their pages, and how far they differ."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

import ascn_data
from dashboard.content.citations import plain, source_links, year_of
from dashboard.content.comparison.facts import (
    Comparison,
    Difference,
    Fact,
    not_comparable,
    of_numbers,
    of_values,
    unknown,
)
from dashboard.content.comparison.reports import last_report, projects_of
from dashboard.content.comparison.sides import cities_of, side_names
from dashboard.content.place_lists import declared
from dashboard.content.sections.place_population import shared_series
from dashboard.content.text.place_facts import facts, place_of
from dashboard.content.text.place_figures import (
    if_later,
    last_rank,
    latest_density,
    latest_population,
)
from dashboard.content.text.weak_sources import is_weak, weak_badge
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import _, localized, number, text
from dashboard.core.url_state import View

Places = tuple[pd.Series, ...]
# What has to be the same for two figures to be compared.
OF_FIGURE, OF_RANK = ("series_id", "year", "estimate_type"), ("edition",)


@cached
def places_compared(view: View) -> Places:
    """The places that stand side by side, on the selected date."""
    return tuple(place_of(view, place_id) for place_id in cities_of(view))


@cached
def compared_cities(view: View) -> Comparison:
    """The facts of the places; figures are compared only inside one source and year."""
    places = places_compared(view)
    found = [
        Fact(_("Country"), _texts(places, "country"), of_values(_all(places, "country_id"))),
        Fact(_("Region"), _texts(places, "region"), of_values(_all(places, "region_id"))),
    ]
    told = [facts(place, view) for place in places]
    differences = _differences(places, view)
    for each, difference in zip(zip(*told, strict=True), differences, strict=True):
        found.append(Fact(each[0][0], tuple(said for _name, said in each), difference))
    found[7:7] = _population(places, view)
    found += [*_projects(places, view), _focus(places)]
    return Comparison(side_names(view), tuple(found), cities_of(view))


def _all(places: Places, column: str) -> list[object]:
    """The values of a column; None for what is not known."""
    return [None if pd.isna(place[column]) else place[column] for place in places]


def _texts(places: Places, word: str) -> tuple[str, ...]:
    return tuple(plain(text(place, word)) for place in places)


def _differences(places: Places, view: View) -> tuple[Difference, ...]:
    """How the places differ in each of `facts`, in the same order."""
    standing = [(place["status"], place["counted_on"]) for place in places]
    return (
        of_values(standing),
        of_values(_all(places, "stated_on")),
        of_values(_all(places, localized("unit_label"))),
        of_values(_all(places, "area_km2")),
        _apart([latest_population(place) for place in places], "population", OF_FIGURE),
        _apart([latest_density(place) for place in places], "density", OF_FIGURE),
        _apart([last_rank(place, view) for place in places], "rank", OF_RANK),
        of_values(_all(places, "name_local")),
        of_values([text(place, "note") for place in places]),
    )


def _apart(
    rows: Sequence[pd.Series | None], column: str, kept: tuple[str, ...]
) -> Difference:  # fmt: skip
    """How far figures lie apart; not comparable unless the columns `kept` are the same."""
    known = [row for row in rows if row is not None]
    if len(known) < len(rows):
        return unknown()
    if len({tuple(row[key] for key in kept) for row in known}) > 1:
        return not_comparable()
    return of_numbers([float(row[column]) for row in known])


def _population(places: Places, view: View) -> list[Fact]:
    """The last figures in the source of the chart, of one year in which all have one."""
    series = shared_series(view, places)
    rows = ask(ascn_data.comparable_populations, tuple(place["place_id"] for place in places))
    rows = rows[(rows["series_id"] == series) & (rows["estimate_type"] != "projection")]
    if rows.empty:
        return []
    rows = rows.tail(len(places))
    last = [latest_population(place) for place in places]
    first = rows.iloc[0]
    if all(row is not None and (row["series_id"], row["year"]) == (series, first["year"])
           for row in last):  # fmt: skip
        return []  # the row of populations says the same
    name = _(
        "Population in {year}, {series}",
        year=year_of(first["year"]),
        series=text(table("series").set_index("series_id").loc[series], "name"),
    )
    cells = tuple(
        _sourced(if_later(f"{number(row['population'])} · {plain(text(row, 'unit'))}", row, view),
                 row)
        for _at, row in rows.iterrows()
    )  # fmt: skip
    return [Fact(name, cells, of_numbers(rows["population"].astype(int).tolist()))]


def _sourced(said: str, row: pd.Series) -> str:
    told = f"{said} ({source_links([row['source_id']])})"
    return f"{told} {weak_badge()}" if is_weak([row["source_id"]]) else told


def _projects(places: Places, view: View) -> list[Fact]:
    """The projects that the last report by the selected date lists of each place."""
    report = last_report(view)
    if report is None:
        return []
    sides = [ask(ascn_data.projects, year=report.year, city=place["place_id"]) for place in places]
    return [
        Fact(fact.name, tuple(f"{said} ({source_links([report.source])})" for said in fact.cells),
             fact.difference)
        for fact in projects_of(sides, report)[:2]
    ]  # fmt: skip


def _focus(places: Places) -> Fact:
    """The focus areas that the places declared in 2018."""
    areas, cells = [], []
    for place in places:
        rows = declared(place["place_id"])
        names = tuple(sorted(set(rows[localized("focus_area")])))
        areas.append(names or None)
        told = ", ".join(map(plain, names))
        cells.append(f"{told} ({source_links(rows['source_id'])})" if names else _("unknown"))
    return Fact(_("Focus areas declared in 2018"), tuple(cells), of_values(areas))
