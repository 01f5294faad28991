"""Thailand's own smart city plan: its areas, by round, region and province.

The list of the plan's areas is complete, so a region or province without an area has 0 of them.
"""

from __future__ import annotations

import pandas as pd

from ascn_data.days import Day, to_day
from ascn_data.known import require
from ascn_data.network import Network
from ascn_data.places import filter_places, labels, places
from ascn_data.reach import reach_by_area


def plan_areas(net: Network, as_of: Day, *, region: str | None = None) -> pd.DataFrame:
    """Thailand's designated smart city areas by a day, of one region or of all.

    Columns: those of `thai_areas`, province_en/th, region_id. The proposed six are among them.

    >>> len(ascn_data.plan_areas(net, "2023-07-28"))
    36
    >>> len(ascn_data.plan_areas(net, "2023-07-28", region="north"))
    7
    """
    require(net, region=region)
    areas = net.thai_areas
    areas = areas[areas["designated_on"] <= to_day(as_of)]
    provinces = net.provinces.set_index("province_id")[["name_en", "name_th", "region_id"]]
    provinces = provinces.rename(columns={"name_en": "province_en", "name_th": "province_th"})
    areas = areas.join(provinces, on="province_id")
    return filter_places(areas, region=region)


def plan_rounds(net: Network, as_of: Day) -> pd.DataFrame:
    """The rounds of designation by a day, in order.

    Columns: round (year), designated_on (first day of the round), added (areas of the round), areas
    and provinces (running totals; a province counts once), source_id (of the round's first area;
    every area has its own in `plan_areas`).

    >>> ascn_data.plan_rounds(net, "2023-07-28")[["round", "added", "areas", "provinces"]]
       round  added  areas  provinces
    0   2021     15     15         11
    1   2022     15     30         23
    2   2023      6     36         25
    """
    areas = plan_areas(net, as_of).sort_values(["designated_on", "number"])
    return rounds_among(areas)[
        ["round", "designated_on", "added", "areas", "provinces", "source_id"]
    ]


def rounds_among(areas: pd.DataFrame, *apart: str) -> pd.DataFrame:
    """The rounds of some areas of the plan, as `plan_rounds` tells those of all.

    Takes rows of `plan_areas` in the order of their designation. Columns `apart` part a round in
    two where its areas differ in them. Columns: round, those of `apart`, designated_on, added,
    proposed (areas of the round among the six proposed in July 2023), source_id, areas, provinces
    and proposed_so_far (running totals).
    """
    areas = areas.assign(new_province=~areas["province_id"].duplicated())
    rounds = areas.groupby(["round", *apart], sort=False, as_index=False).agg(
        designated_on=("designated_on", "min"),
        added=("area_id", "size"),
        proposed=("place_id", "count"),
        source_id=("source_id", "first"),
        provinces=("new_province", "sum"),
    )
    return rounds.assign(
        areas=rounds["added"].cumsum(),
        provinces=rounds["provinces"].cumsum().astype("int64"),
        proposed_so_far=rounds["proposed"].cumsum(),
    )


def plan_regions(net: Network, as_of: Day) -> pd.DataFrame:
    """Thailand's six regions with the plan's areas by a day, most areas first.

    0 is a count here, because the plan's list is complete. Columns: region_id, region_en/th, areas,
    provinces (with an area), proposed (areas among the six proposed in July 2023), source_id (of
    the division into regions).

    >>> regions = ascn_data.plan_regions(net, "2023-07-28")
    >>> regions[["region_id", "areas", "provinces", "proposed"]].head(2)
      region_id  areas  provinces  proposed
    0     south     11         11         1
    1   central      8          4         1
    """
    counted = (
        plan_areas(net, as_of)
        .groupby("region_id")
        .agg(
            areas=("area_id", "size"),
            provinces=("province_id", "nunique"),
            proposed=("place_id", "count"),
        )
    )
    regions = net.regions[net.regions["region_id"].isin(net.provinces["region_id"])]
    regions = regions.rename(columns={"name_en": "region_en", "name_th": "region_th"})
    regions = regions[["region_id", "region_en", "region_th", "source_id"]]
    for column in counted:
        count = regions["region_id"].map(counted[column])
        regions.insert(len(regions.columns) - 1, column, count.fillna(0).astype("int64"))
    return regions.sort_values(["areas", "region_en"], ascending=[False, True], ignore_index=True)


def plan_provinces(net: Network, as_of: Day) -> pd.DataFrame:
    """Thailand's 77 provinces with the plan's areas by a day.

    0 is a count here, because the plan's list is complete. Columns: province_id, province_en/th,
    region_id, region_en/th, areas, first_round (year; missing without an area), source_id (of the
    province).

    >>> provinces = ascn_data.plan_provinces(net, "2023-07-28")
    >>> provinces.loc[provinces["areas"] > 2, ["province_en", "areas", "first_round"]]
       province_en  areas  first_round
    0      Bangkok      4         2021
    11      Rayong      3         2021
    38  Chiang Mai      3         2021
    """
    areas = plan_areas(net, as_of)
    provinces = net.provinces.rename(columns={"name_en": "province_en", "name_th": "province_th"})
    provinces = provinces.join(labels(net, "regions", "region_id", "region"), on="region_id")
    count = provinces["province_id"].map(areas["province_id"].value_counts())
    provinces["areas"] = count.fillna(0).astype("int64")
    first = provinces["province_id"].map(areas.groupby("province_id")["round"].min())
    provinces["first_round"] = first.astype("Int64")
    return provinces[
        ["province_id", "province_en", "province_th", "region_id", "region_en", "region_th"]
        + ["areas", "first_round", "source_id"]
    ]


def proposed_areas(net: Network, as_of: Day) -> pd.DataFrame:
    """The areas proposed by a day, with what is known and what is not known of each.

    Columns: place_id, name_en/th, area_id, area_en/th (the plan's name; Thai missing where no
    source gives one), province_id, province_en/th, region_id, region_en/th, unit_label_en/th,
    unit_resolved (whether public documents settle the unit), readings (count), low and high
    (registered residents, as in `reach_by_area`), reference_date, residents_source_id, name_check
    (whether the Thai name was seen), note_en/th (on the place), area_note_en/th (on the plan's
    area), source_id (of the proposal).

    >>> areas = ascn_data.proposed_areas(net, "2023-07-28")
    >>> areas.loc[~areas["unit_resolved"], ["place_id", "low", "high"]]
               place_id    low    high
    1           lampang  50209  724678
    3  nikhom-phatthana  59050   59050
    """
    rows = places(net, as_of, status="proposed")
    rows = rows[
        ["place_id", "name_en", "name_th", "region_id", "region_en", "region_th"]
        + ["unit_label_en", "unit_label_th", "unit_resolved", "note_en", "note_th", "source_id"]
    ]
    listed = plan_areas(net, as_of)[
        ["place_id", "area_id", "name_en", "name_th", "province_id", "province_en", "province_th"]
        + ["name_check", "note_en", "note_th"]
    ].rename(
        columns={
            "name_en": "area_en",
            "name_th": "area_th",
            "note_en": "area_note_en",
            "note_th": "area_note_th",
        }
    )
    reach = reach_by_area(net, as_of).rename(columns={"source_id": "residents_source_id"})
    reach = reach[
        ["place_id", "readings", "low", "high", "reference_date", "residents_source_id"]
    ].astype({"readings": "Int64", "low": "Int64", "high": "Int64"})
    rows = rows.merge(listed.dropna(subset="place_id"), on="place_id", how="left")
    rows = rows.merge(reach, on="place_id", how="left", validate="one_to_one")
    rows["readings"] = rows["readings"].fillna(0)
    return rows[
        ["place_id", "name_en", "name_th", "area_id", "area_en", "area_th", "province_id"]
        + ["province_en", "province_th", "region_id", "region_en", "region_th", "unit_label_en"]
        + ["unit_label_th", "unit_resolved", "readings", "low", "high", "reference_date"]
        + ["residents_source_id", "name_check", "note_en", "note_th", "area_note_en"]
        + ["area_note_th", "source_id"]
    ]
