"""Populations of places, always inside one series: one source with one definition."""

from __future__ import annotations

import pandas as pd

from ascn_data.days import Day
from ascn_data.known import require
from ascn_data.matching import among
from ascn_data.network import Network, once_a_network
from ascn_data.places import labels, places

# The kinds of match in which the UN city stands for the place in a comparison.
COMPARED = ("same_name", "part_of_place", "contains_place")
COLUMNS = ["place_id", "name_en", "name_th", "country_id", "country_en", "country_th"]
COLUMNS += ["region_id", "region_en", "region_th", "status"]


@once_a_network
def figures(net: Network) -> pd.DataFrame:
    """Every population that measures a place by a unit of its own, in any series.

    A unit counts when the place is named by it, or when the UN draws a boundary of its own round
    the city: an agglomeration, or the UN city that the place is matched with (`un_cities`; a
    neighbour or a further city inside the place does not count). Columns: place_id, series_id,
    unit_id, unit_en/th, kind, year, reference_date, population (people), estimate_type, rounded,
    note_en/th, source_id.
    """
    units = net.units[["unit_id", "kind"]].join(
        labels(net, "units", "unit_id", "unit"), on="unit_id"
    )
    readings = net.readings[["place_id", "unit_id", "standing"]].merge(units, on="unit_id")
    matches = net.un_city_matches[["place_id", "unit_id", "match_kind"]]
    readings = readings.merge(matches, on=["place_id", "unit_id"], how="left")
    own = (readings["standing"] == "named") | (readings["kind"] == "agglomeration")
    own |= readings.pop("match_kind").isin(COMPARED)
    return readings[own].merge(net.populations, on="unit_id").drop(columns="standing")


@once_a_network
def _of_series(net: Network, series: str) -> pd.DataFrame:
    known = figures(net)
    return known[known["series_id"] == series]


@once_a_network
def _of_year(net: Network, series: str, year: int) -> pd.DataFrame:
    """One figure of each place, with what is told of it."""
    known = _of_series(net, series)
    known = known[known["year"] == year].drop_duplicates("place_id")
    return known[
        ["place_id", "unit_id", "unit_en", "unit_th", "population"]
        + ["estimate_type", "rounded", "source_id"]
    ]


def series_in_use(net: Network, as_of: Day, at_least: int = 3) -> pd.DataFrame:
    """The series that give figures for `at_least` members, the widest first.

    Columns: series_id, name_en/th, definition_en/th, weak (bool: a source of little weight),
    superseded_by (the newer series that replaces it; missing for a current one), source_id,
    places (members with a figure). A series and the one that supersedes it are never compared.

    >>> ascn_data.series_in_use(net, "2023-07-28")[["series_id", "superseded_by", "places"]].head(3)
               series_id superseded_by  places
    0          un-cities           NaN      28
    1      declared-2018           NaN      25
    2  un-agglomerations     un-cities      24
    """
    known = figures(net)
    known = known[among(known["place_id"], places(net, as_of, status="member")["place_id"])]
    count = known.groupby("series_id")["place_id"].nunique()
    rows = net.series.assign(places=net.series["series_id"].map(count).fillna(0).astype("int64"))
    rows = rows[rows["places"] >= at_least]
    return rows.sort_values("places", ascending=False, kind="stable", ignore_index=True)


def has_figures(net: Network, series: str) -> bool:
    """Whether the series gives a figure of any place."""
    return not _of_series(net, series).empty


def years_of(net: Network, series: str) -> list[int]:
    """Years for which the series has a figure of a place, in order.

    >>> ascn_data.years_of(net, "thai-census")
    [2000, 2010]
    """
    require(net, series=series)
    return sorted(int(year) for year in _of_series(net, series)["year"].unique())


def best_year(net: Network, series: str) -> int:
    """The year for which the series has figures of most places, the latest of those.

    Projections count only where the series has nothing else; then it is the first year of them.
    Raises ValueError for a series that has no figures.

    >>> ascn_data.best_year(net, "un-cities")
    2025
    """
    require(net, series=series)
    known = _of_series(net, series)
    if known.empty:
        raise ValueError(f"the series {series!r} has no figures")
    made = known[known["estimate_type"] != "projection"]
    if made.empty:
        return int(known["year"].min())
    places = made.groupby("year")["place_id"].nunique()
    return int(places[places == places.max()].index.max())


def city_populations(
    net: Network,
    as_of: Day,
    series: str,
    year: int | None = None,
    *,
    country: str | None = None,
    region: str | None = None,
    status: str | None = "member",
) -> pd.DataFrame:
    """Places with their figure of one series and year; those without one have no population.

    `year` defaults to `best_year`. Columns: place_id, name, country, region (ids and labels),
    status, series_id, year, unit_id, unit_en/th, population (people, missing when the series has
    none), estimate_type, rounded, source_id. Largest first. Raises ValueError for a series that
    has no figures.

    >>> cities = ascn_data.city_populations(net, "2023-07-28", "thai-census")
    >>> cities[["place_id", "year", "population"]].head(2)
        place_id  year  population
    0    bangkok  2010     8305218
    1  khon-kaen  2010     1741969
    """
    require(net, series=series)
    if not has_figures(net, series):
        raise ValueError(f"the series {series!r} has no figures")
    year = best_year(net, series) if year is None else year
    rows = places(net, as_of, country=country, region=region, status=status)[COLUMNS]
    known = _of_year(net, series, year)
    known = known[among(known["place_id"], rows["place_id"])]
    found = rows.merge(known, on="place_id", how="left", validate="one_to_one")
    found.insert(len(COLUMNS), "series_id", series)
    found.insert(len(COLUMNS) + 1, "year", year)
    found["population"] = found["population"].astype("Int64")
    return found.sort_values(
        ["population", "name_en"], ascending=[False, True], na_position="last", ignore_index=True
    )
