"""How the network grew: the steps of its membership, computed from the ledger."""

from __future__ import annotations

import pandas as pd

from ascn_data.days import Day, to_day
from ascn_data.known import require
from ascn_data.network import Network, once_a_network
from ascn_data.places import filter_places, founding_day, ledger


def joins(net: Network, *, country: str | None = None, region: str | None = None) -> pd.DataFrame:
    """The ledger's joins alone, filtered; the columns of `ledger`.

    >>> ascn_data.joins(net, country="THA")[["place_id", "counted_on"]].tail(3)
         place_id counted_on
    3  chiang-mai 2023-07-27
    4   khon-kaen 2023-07-27
    5      rayong 2023-07-27
    """
    require(net, country=country, region=region)
    return filter_places(ledger(net), country=country, region=region, status="member")


def growth(
    net: Network,
    as_of: Day,
    *,
    country: str | None = None,
    region: str | None = None,
) -> pd.DataFrame:
    """One row per day on which members joined, all steps known, in order.

    Columns: counted_on, counted_precision, joined (cities), members (cities, running total),
    place_ids, joined_en, joined_th (who, `; ` between), countries (with a member by then),
    later (True when the step lies after `as_of`), founding (True for the network's first day),
    source_id.

    >>> ascn_data.growth(net, "2023-07-28")[["counted_on", "joined", "members", "later"]].head(3)
      counted_on  joined  members  later
    0 2018-04-28      26       26  False
    1 2023-07-27       3       29  False
    2 2024-06-30       2       31   True
    """
    require(net, country=country, region=region)
    steps = _steps(net, country, region)
    later = steps["counted_on"] > to_day(as_of)
    steps.insert(steps.columns.get_loc("founding"), "later", later)
    return steps


@once_a_network
def _steps(net: Network, country: str | None, region: str | None) -> pd.DataFrame:
    """The columns of `growth` that are the same on every day."""
    rows = joins(net, country=country, region=region)
    # Text of one kind is joined faster as objects.
    named = rows.astype(dict.fromkeys(["place_id", "name_en", "name_th"], object))
    steps = named.groupby("counted_on", sort=True).agg(
        counted_precision=("counted_precision", "first"),
        joined=("place_id", "size"),
        place_ids=("place_id", "; ".join),
        joined_en=("name_en", "; ".join),
        joined_th=("name_th", "; ".join),
        source_id=("source_id", "first"),
    )
    first = rows.drop_duplicates("country_id").groupby("counted_on").size()
    steps["countries"] = first.reindex(steps.index, fill_value=0).cumsum().astype("int64")
    steps.insert(2, "members", steps["joined"].cumsum())
    steps = steps.reset_index()
    steps["founding"] = steps["counted_on"] == founding_day(net)
    return steps[
        ["counted_on", "counted_precision", "joined", "members", "countries", "founding"]
        + ["place_ids", "joined_en", "joined_th", "source_id"]
    ]


def members_by_country(
    net: Network,
    as_of: Day,
    *,
    country: str | None = None,
    region: str | None = None,
) -> pd.DataFrame:
    """Members of each country at each step of `growth`, tidy.

    Columns: counted_on, country_id, country_en/th, joined (cities at that step), members (cities
    by then), later. A row for every country with a member and every step.

    >>> thai = ascn_data.members_by_country(net, "2023-07-28", country="THA")
    >>> thai[["counted_on", "joined", "members"]]
      counted_on  joined  members
    0 2018-04-28       3        3
    1 2023-07-27       3        6
    """
    rows = joins(net, country=country, region=region)
    names = rows.drop_duplicates("country_id").set_index("country_id")[["country_en", "country_th"]]
    table = rows.pivot_table(
        index="counted_on", columns="country_id", values="place_id", aggfunc="count", fill_value=0
    )
    joined = table.stack().rename("joined")
    total = table.cumsum().stack().rename("members")
    tidy = pd.concat([joined, total], axis=1).astype("int64").reset_index()
    tidy = tidy.join(names, on="country_id")
    tidy["later"] = tidy["counted_on"] > to_day(as_of)
    return tidy[
        ["counted_on", "country_id", "country_en", "country_th", "joined", "members", "later"]
    ]
