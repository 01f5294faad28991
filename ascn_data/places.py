"""Places: members and proposed areas on a given day, filtered by country, region and status."""

from __future__ import annotations

import pandas as pd

from ascn_data.days import Day, to_day
from ascn_data.known import refuse, require
from ascn_data.network import Network, once_a_network

STATUSES = ("member", "proposed")
STATUS_OF_EVENT = {"joined": "member", "proposed": "proposed"}


def founding_day(net: Network) -> pd.Timestamp:
    """The day of the first entry of the ledger."""
    return net.memberships["counted_on"].min()


def labels(net: Network, table: str, key: str, prefix: str) -> pd.DataFrame:
    """Names of `table` by its key, as columns `<prefix>_en` and `<prefix>_th`."""
    names = net.table(table).set_index(key)[["name_en", "name_th"]]
    return names.rename(columns={"name_en": f"{prefix}_en", "name_th": f"{prefix}_th"})


@once_a_network
def ledger(net: Network) -> pd.DataFrame:
    """Every join and proposal, in order of date, with the place it concerns.

    Columns: entry_id, place_id, name_en/th, country_id, country_en/th, region_id, region_en/th,
    event, status, counted_on (date from which a source counts it), counted_precision, stated_on,
    stated_precision, founding (bool), basis_en/th, source_id.

    >>> ascn_data.ledger(net)[["entry_id", "counted_on", "counted_precision"]].tail(2)
               entry_id counted_on counted_precision
    42  semarang-joined 2025-12-11               day
    43      dili-joined 2026-01-31               day
    """
    places = net.places[["place_id", "name_en", "name_th", "country_id", "region_id"]]
    entries = net.memberships.merge(places, on="place_id", validate="many_to_one")
    entries = entries.join(labels(net, "countries", "country_id", "country"), on="country_id")
    entries = entries.join(labels(net, "regions", "region_id", "region"), on="region_id")
    entries["status"] = entries["event"].map(STATUS_OF_EVENT)
    joined = entries["event"] == "joined"
    entries["founding"] = joined & (entries["counted_on"] == founding_day(net))
    return entries.sort_values(["counted_on", "event", "country_en", "name_en"], ignore_index=True)


def filter_places(
    frame: pd.DataFrame,
    *,
    country: str | None = None,
    region: str | None = None,
    status: str | None = None,
) -> pd.DataFrame:
    """Rows of `frame` in a country (ISO 3166 alpha-3), region id and status; None keeps all."""
    wanted = {"country_id": country, "region_id": region, "status": status}
    for column, value in wanted.items():
        if value is not None:
            frame = frame[frame[column] == value]
    return frame.reset_index(drop=True)


@once_a_network
def _places_on(net: Network, day: pd.Timestamp) -> pd.DataFrame:
    counted = ledger(net)
    counted = counted[counted["counted_on"] <= day]
    counted = counted.sort_values("status", kind="stable").drop_duplicates("place_id")
    details = net.places[
        ["place_id", "name_local", "lat", "lon", "unit_label_en", "unit_label_th"]
        + ["unit_resolved", "area_km2", "area_unit_id", "geoname_id", "note_en", "note_th"]
    ]
    found = counted.merge(details, on="place_id", validate="one_to_one")
    return found.sort_values(["status", "country_en", "name_en"], ignore_index=True)


def places(
    net: Network,
    as_of: Day,
    *,
    country: str | None = None,
    region: str | None = None,
    status: str | None = None,
) -> pd.DataFrame:
    """Every place with its status on a day: `member` or `proposed`.

    A proposed area that joined since is a member only. Raises ValueError for a country, region or
    status that nobody knows, as every question does for what it is filtered by. Columns: those of
    `ledger` and lat, lon (degrees, WGS 84), unit_label_en/th, unit_resolved, area_km2 (square
    kilometres), area_unit_id (the unit that the area covers, where one is known), geoname_id.

    >>> ascn_data.places(net, "2023-07-28")["status"].value_counts().to_dict()
    {'member': 29, 'proposed': 6}
    """
    require(net, country=country, region=region)
    if status is not None and status not in STATUSES:
        refuse("status", status, STATUSES)
    found = _places_on(net, to_day(as_of))
    return filter_places(found, country=country, region=region, status=status)


def members(
    net: Network,
    as_of: Day,
    *,
    country: str | None = None,
    region: str | None = None,
) -> pd.DataFrame:
    """Cities in the network on a day, one row each; the columns of `places`.

    Source: the membership ledger. 26 on 2018-04-28, 29 on 2023-07-27.

    >>> ascn_data.members(net, "2023-07-28", country="THA")["name_en"].tolist()
    ['Bangkok', 'Chiang Mai', 'Chonburi', 'Khon Kaen', 'Phuket', 'Rayong']
    """
    return places(net, as_of, country=country, region=region, status="member")


def asean_countries(net: Network, as_of: Day) -> pd.DataFrame:
    """ASEAN member states on a day: country_id, name_en/th, members (count), source_id.

    A state counts from its accession; before its first city joins the network, its members are 0.

    >>> ascn_data.asean_countries(net, "2023-07-28")[["country_id", "members"]].head(3)
      country_id  members
    0        BRN        1
    1        IDN        3
    2        KHM        3
    """
    states = net.countries
    states = states[states["asean_member_since"] <= to_day(as_of)]
    count = members(net, as_of)["country_id"].value_counts()
    states = states.assign(members=states["country_id"].map(count).fillna(0).astype("int64"))
    return states[["country_id", "name_en", "name_th", "members", "source_id"]].reset_index(
        drop=True
    )
