"""Citizen reach: registered residents of the proposed areas, as a range where it is unresolved.

Reach counts the registered residents of the area named as the smart city, each once, at the last
year-end before the proposal for which all areas proposed on that day have a figure: for those of
July 2023 it is 31 December 2021. The announced benefit is a claim: never split, never added.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from ascn_data.days import Day
from ascn_data.matching import among
from ascn_data.network import Network, once_a_network
from ascn_data.places import labels, places

COUNTED = ("named", "possible")
SHOWN = (*COUNTED, "alternative")


class Range(NamedTuple):
    """The lowest and highest count of people that the readings allow."""

    low: int
    high: int


@once_a_network
def _registered(net: Network) -> pd.DataFrame:
    """Every count of registered residents of a unit that a place may mean."""
    readings = net.readings[net.readings["standing"].isin(SHOWN)]
    readings = readings[["place_id", "unit_id", "standing", "note_en", "note_th"]]
    units = net.units[["unit_id", "kind"]].join(
        labels(net, "units", "unit_id", "unit"), on="unit_id"
    )
    series = net.role("series", "registered_residents")
    people = net.populations[net.populations["series_id"] == series]
    people = people[["unit_id", "reference_date", "population", "source_id"]]
    return readings.merge(units, on="unit_id").merge(people, on="unit_id")


@once_a_network
def _common_days(net: Network) -> pd.DataFrame:
    """The last day on which every area that was proposed on one day has a count of residents.

    Columns: counted_on (of the proposal), common_day. A proposal without such a day has no row.
    """
    proposed = net.memberships[net.memberships["event"] == "proposed"]
    rows = proposed[["place_id", "counted_on"]].merge(_registered(net), on="place_id")
    rows = rows[rows["standing"].isin(COUNTED) & (rows["reference_date"] <= rows["counted_on"])]
    rows = rows.assign(meant=rows["place_id"] + "--" + rows["unit_id"])
    rows = rows.assign(every=rows.groupby("counted_on")["meant"].transform("nunique"))
    days = rows.groupby(["counted_on", "reference_date"], as_index=False).agg(
        meant=("meant", "nunique"), every=("every", "first")
    )
    days = days[days["meant"] == days["every"]]
    days = days.groupby("counted_on", as_index=False)["reference_date"].max()
    return days.rename(columns={"reference_date": "common_day"})


def reach_readings(
    net: Network,
    as_of: Day,
    *,
    country: str | None = None,
    region: str | None = None,
) -> pd.DataFrame:
    """What each proposed area may mean, with the registered residents of that unit.

    Columns: place_id, name_en/th, region_id, region_en/th, unit_id, unit_en/th, kind, standing
    (named: the announcement names it; possible: one of several; alternative: shown, not counted),
    in_range (bool), population (people), reference_date, note_en/th, source_id. The figures are of
    one day for all areas proposed together; where they have none in common, each is of its last.

    >>> readings = ascn_data.reach_readings(net, "2023-07-28", region="north")
    >>> readings[["unit_id", "standing", "population"]]
                         unit_id  standing  population
    0     buak-khang-subdistrict     named        8627
    1           lampang-province  possible      724678
    2    lampang-mueang-district  possible      222355
    3  lampang-city-municipality  possible       50209
    """
    areas = places(net, as_of, country=country, region=region, status="proposed")
    areas = areas[
        ["place_id", "name_en", "name_th", "country_id", "region_id"]
        + ["region_en", "region_th", "counted_on"]
    ]
    counts = _registered(net)
    rows = areas.merge(counts[among(counts["place_id"], areas["place_id"])], on="place_id")
    rows = rows[rows["reference_date"] <= rows["counted_on"]]
    rows = rows.merge(_common_days(net), on="counted_on", how="left")
    rows = rows[~(rows["reference_date"] > rows["common_day"])]
    rows = rows.sort_values("reference_date").drop_duplicates(["place_id", "unit_id"], keep="last")
    rows["in_range"] = rows["standing"].isin(COUNTED)
    rows = rows.sort_values(
        ["region_en", "name_en", "population"], ascending=[True, True, False], ignore_index=True
    )
    return rows[
        ["place_id", "name_en", "name_th", "region_id", "region_en", "region_th", "unit_id"]
        + ["unit_en", "unit_th", "kind", "standing", "in_range", "population", "reference_date"]
        + ["note_en", "note_th", "source_id"]
    ]


def reach_by_area(
    net: Network,
    as_of: Day,
    *,
    country: str | None = None,
    region: str | None = None,
) -> pd.DataFrame:
    """One row per proposed area: low and high (people), readings (count), reference_date.

    >>> areas = ascn_data.reach_by_area(net, "2023-07-28")
    >>> areas[["place_id", "low", "high", "readings"]].head(2)
           place_id      low     high  readings
    0  samut-prakan  1356449  1356449         1
    1       lampang    50209   724678         3
    """
    rows = reach_readings(net, as_of, country=country, region=region)
    rows = rows[rows["in_range"]]
    keys = ["place_id", "name_en", "name_th", "region_id", "region_en", "region_th"]
    areas = rows.groupby(keys, sort=False, as_index=False).agg(
        low=("population", "min"),
        high=("population", "max"),
        readings=("unit_id", "size"),
        reference_date=("reference_date", "max"),
        source_id=("source_id", "first"),
    )
    return areas.sort_values(["high", "name_en"], ascending=[False, True], ignore_index=True)


def reach_by_region(
    net: Network,
    as_of: Day,
    *,
    country: str | None = None,
    region: str | None = None,
) -> pd.DataFrame:
    """One row per region with a proposed area: areas (count), low, high (people), source_id.

    >>> regions = ascn_data.reach_by_region(net, "2023-07-28")
    >>> regions[["region_id", "areas", "low", "high"]]
      region_id  areas      low     high
    0   central      1  1356449  1356449
    1     north      2    58836   733305
    2     south      1    99652    99652
    3      east      2    64987    64987
    """
    regions = (
        reach_by_area(net, as_of, country=country, region=region)
        .groupby(["region_id", "region_en", "region_th"], sort=False, as_index=False)
        .agg(
            areas=("place_id", "size"),
            low=("low", "sum"),
            high=("high", "sum"),
            reference_date=("reference_date", "max"),
            source_id=("source_id", "first"),
        )
    )
    return regions.sort_values(["high", "region_en"], ascending=[False, True], ignore_index=True)


def reach_range(
    net: Network,
    as_of: Day,
    *,
    country: str | None = None,
    region: str | None = None,
) -> Range:
    """Lowest and highest total of the proposed areas; (0, 0) when there are none.

    >>> ascn_data.reach_range(net, "2023-07-28")
    Range(low=1579924, high=2254393)
    """
    areas = reach_by_area(net, as_of, country=country, region=region)
    return Range(int(areas["low"].sum()), int(areas["high"].sum()))
