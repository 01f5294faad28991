"""Two days or several places side by side: who joined between, and figures that compare."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ascn_data.days import Day, to_day
from ascn_data.growth import joins
from ascn_data.known import require
from ascn_data.network import Network
from ascn_data.populations import figures

SAME = ["series_id", "year", "estimate_type"]


def joined_between(
    net: Network,
    first: Day,
    second: Day,
    *,
    country: str | None = None,
    region: str | None = None,
) -> pd.DataFrame:
    """The joins after the earlier of two days, up to and including the later one.

    The order of the days does not matter. Columns: those of `ledger`. Source: the membership
    ledger.

    >>> ascn_data.joined_between(net, "2023-07-28", "2024-12-31")["place_id"].tolist()
    ['sihanoukville', 'sumedang']
    """
    rows = joins(net, country=country, region=region)
    start, end = sorted((to_day(first), to_day(second)))
    inside = (rows["counted_on"] > start) & (rows["counted_on"] <= end)
    return rows[inside].reset_index(drop=True)


def comparable_populations(net: Network, cities: Sequence[str]) -> pd.DataFrame:
    """Populations of several places that may be compared: of one source, year and kind of figure.

    A row for each place in each source, year and kind in which all of the places have a figure.
    Figures that the cities declared themselves are left out: each counted what it liked. Columns:
    those of `population_figures`, in order of source and year, and of `cities` within. Empty where
    the places share no figure. Raises ValueError for an unknown place.

    >>> rows = ascn_data.comparable_populations(net, ["phuket", "da-nang"])
    >>> rows.tail(2)[["series_id", "year", "place_id", "population"]]
        series_id  year place_id  population
    14  un-cities  2025   phuket      389376
    15  un-cities  2025  da-nang     1143000
    """
    for city in cities:
        require(net, city=city)
    rows = figures(net)
    rows = rows[rows["place_id"].isin(list(cities))]
    rows = rows[rows["series_id"] != net.role("series", "self_declared")]
    rows = rows.drop_duplicates([*SAME, "place_id"])
    shared = rows.groupby(SAME)["place_id"].transform("size") == len(set(cities))
    rows = rows[shared].assign(order=lambda each: each["place_id"].map(list(cities).index))
    return rows.sort_values([*SAME, "order"], ignore_index=True).drop(columns="order")
