"""Populations of places, always inside one series: one source with one definition."""

from __future__ import annotations

import pandas as pd

from ascn_data.days import Day
from ascn_data.known import require
from ascn_data.matching import among
from ascn_data.network import Network, once_a_network
from ascn_data.places import labels, places

COLUMNS = ["place_id", "name_en", "name_th", "country_id", "country_en", "country_th"]
COLUMNS += ["region_id", "region_en", "region_th", "status"]


@once_a_network
def figures(net: Network) -> pd.DataFrame:
    """Every population that measures a place by a unit of its own, in any series.

    A unit counts when the place is named by it, or when the series draws its own boundary round
    the city (an agglomeration). Columns: place_id, series_id, unit_id, unit_en/th, kind, year,
    reference_date, population (people), estimate_type, rounded, note_en/th, source_id.
    """
    units = net.units[["unit_id", "kind"]].join(
        labels(net, "units", "unit_id", "unit"), on="unit_id"
    )
    readings = net.readings[["place_id", "unit_id", "standing"]].merge(units, on="unit_id")
    own = (readings["standing"] == "named") | (readings["kind"] == "agglomeration")
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

    Columns: series_id, name_en/th, definition_en/th, places (members with a figure), source_id.

    >>> ascn_data.series_in_use(net, "2023-07-28")[["series_id", "places"]].head(2)
               series_id  places
    0      declared-2018      25
    1  un-agglomerations      24
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
    """The latest year of the series that is not a projection, else the first projected one.

    Raises ValueError for a series that has no figures.

    >>> ascn_data.best_year(net, "un-agglomerations")
    2015
    """
    require(net, series=series)
    known = _of_series(net, series)
    if known.empty:
        raise ValueError(f"the series {series!r} has no figures")
    made = known[known["estimate_type"] != "projection"]
    return int(known["year"].min() if made.empty else made["year"].max())


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
