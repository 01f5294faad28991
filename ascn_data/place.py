"""One place on a day, as a typed value instead of a row of a frame."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from ascn_data.days import Day
from ascn_data.network import Network
from ascn_data.places import labels, places


@dataclass(frozen=True, slots=True)
class Place:
    """A city or an area on a day. None means unknown, or nothing by that day.

    `status` is `member` or `proposed`, `counted_on` the day from which a source counts it as that,
    `source_id` the source of that: all of them None before a place joined or was proposed. `lat`
    and `lon` are degrees (WGS 84), `area_km2` is square kilometres.
    """

    place_id: str
    name_en: str
    name_th: str
    name_local: str | None
    country_id: str
    country_en: str
    country_th: str
    region_id: str
    region_en: str
    region_th: str
    status: str | None
    counted_on: date | None
    source_id: str | None
    lat: float
    lon: float
    unit_label_en: str
    unit_label_th: str
    unit_resolved: bool
    area_km2: float | None


def place(net: Network, as_of: Day, place_id: str) -> Place:
    """The place with an id, as it stood on a day. Raises KeyError for an unknown place.

    >>> hanoi = ascn_data.place(net, "2023-07-28", "hanoi")
    >>> hanoi.name_en, hanoi.status, hanoi.counted_on.year
    ('Hanoi', 'member', 2018)
    >>> ascn_data.place(net, "2023-07-28", "dili").status is None
    True
    """
    rows = net.places.set_index("place_id", drop=False).rename_axis(None)
    rows = rows.loc[[place_id], [name for name in rows if name != "source_id"]]
    rows = rows.join(labels(net, "countries", "country_id", "country"), on="country_id")
    rows = rows.join(labels(net, "regions", "region_id", "region"), on="region_id")
    then = places(net, as_of).set_index("place_id")[["status", "counted_on", "source_id"]]
    (row,) = rows.join(then, on="place_id").to_dict("records")
    told: dict[str, Any] = {name: _known(row[str(name)]) for name in Place.__slots__}
    return Place(**told)


def _known(value: Any) -> Any:
    """A cell as plain Python; None where it is empty."""
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value
