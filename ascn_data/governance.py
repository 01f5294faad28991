"""Who chairs and leads the network, by which rules, and where it met."""

from __future__ import annotations

import pandas as pd

from ascn_data.days import Day, to_day
from ascn_data.network import Network
from ascn_data.places import labels

OFFICES = ("chair", "shepherd")
KINDS = (*OFFICES, "rule", "document", "meeting")


def governance(net: Network, as_of: Day) -> pd.DataFrame:
    """Chairs, shepherds, rules, texts and meetings of the network that had begun by a day.

    Columns: governance_id, kind (chair, shepherd, rule, document, meeting), country_id and
    country_en/th (of a chair or shepherd), event_id (the meeting in `events`), starts_on, ends_on
    (missing where there is no end), precision (year: a date is known by its year or month only,
    and its first or last day is given), name_en/th, statement_en/th, in_office (bool: the chair or
    shepherd of that day; false for all else), source_id. In order of kind and date.

    >>> rows = ascn_data.governance(net, "2023-07-28")
    >>> rows.loc[rows["in_office"], ["kind", "country_en"]]
           kind country_en
    5     chair  Indonesia
    8  shepherd  Indonesia
    """
    day = to_day(as_of)
    rows = net.governance
    rows = rows[rows["starts_on"] <= day]
    order = rows["kind"].map(KINDS.index)
    rows = rows.assign(order=order).sort_values(["order", "starts_on"], ignore_index=True)
    rows = rows.join(labels(net, "countries", "country_id", "country"), on="country_id")
    # A term that was renewed early overlaps the one before.
    latest = ~rows.duplicated("kind", keep="last") & rows["kind"].isin(OFFICES)
    rows["in_office"] = latest & (rows["ends_on"] >= day)
    return rows[
        ["governance_id", "kind", "country_id", "country_en", "country_th", "event_id"]
        + ["starts_on", "ends_on", "precision", "name_en", "name_th", "statement_en"]
        + ["statement_th", "in_office", "source_id"]
    ]
