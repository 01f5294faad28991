"""Claims: numbers that somebody announced, beside what the tables compute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pandas as pd

from ascn_data.growth import joins
from ascn_data.network import Network
from ascn_data.places import members, places
from ascn_data.plan import plan_areas


def _members_before(net: Network, day: pd.Timestamp) -> int:
    return len(members(net, day - timedelta(days=1)))


def _joined_on(net: Network, day: pd.Timestamp) -> int:
    return int((joins(net)["counted_on"] == day).sum())


def _annual_meetings(net: Network, day: pd.Timestamp) -> int:
    events = net.timeline
    return int(((events["kind"] == "meeting") & (events["happened_on"] <= day)).sum())


# How the tables compute the number of the claim with a role, for the day of the claim; the other
# claims rest on their sources alone.
COMPUTED: dict[str, Callable[[Network, pd.Timestamp], int]] = {
    "members_before": _members_before,
    "members_after": lambda net, day: len(members(net, day)),
    "members_joined": _joined_on,
    "meeting_number": _annual_meetings,
    "proposed_areas": lambda net, day: len(places(net, day, status="proposed")),
    "plan_areas": lambda net, day: len(plan_areas(net, day)),
    "plan_provinces": lambda net, day: plan_areas(net, day)["province_id"].nunique(),
    "dimensions": lambda net, day: len(net.smarts),
}


def claims(net: Network) -> pd.DataFrame:
    """Every claim, who said it, who confirms or disputes it, and what our tables compute.

    Columns: claim_id, statement_en/th, value, unit, precision, as_of, announced_by_en/th,
    corroboration, computed (missing where the tables cannot compute it), agrees (missing
    likewise), confirmed_by, disputed_by (source ids, `; ` between), discrepancy_en/th, source_id.

    >>> ascn_data.claims(net)[["claim_id", "value", "computed", "agrees"]].head(2)
                  claim_id  value  computed  agrees
    0  ascn_members_before   26.0        26    True
    1   ascn_members_after   29.0        29    True
    """
    rows = net.claims
    ways = {net.role("claims", role): compute for role, compute in COMPUTED.items()}
    computed = [
        ways[row.claim_id](net, row.as_of) if row.claim_id in ways else None
        for row in rows.itertuples()
    ]
    rows["computed"] = pd.array(computed, dtype="Int64")
    rows["agrees"] = (rows["computed"] == rows["value"]).astype("boolean")
    rows.loc[rows["computed"].isna(), "agrees"] = pd.NA
    for column, role in (("confirmed_by", "confirms"), ("disputed_by", "disputes")):
        sources = cited(net, "claims", role).groupby("row_id")["source_id"].agg("; ".join)
        rows[column] = rows["claim_id"].map(sources).astype(object).fillna("")
    return rows[
        ["claim_id", "statement_en", "statement_th", "value", "unit", "precision", "as_of"]
        + ["computed", "agrees", "announced_by_en", "announced_by_th", "corroboration"]
        + ["confirmed_by", "disputed_by", "discrepancy_en", "discrepancy_th", "source_id"]
    ]


def claim_value(net: Network, claim_id: str) -> int:
    """The announced number of one claim. Raises KeyError for an unknown claim.

    >>> ascn_data.claim_value(net, "proposed_benefit")
    1800000
    """
    return int(net.claims.set_index("claim_id").loc[claim_id, "value"])


def claim_of(net: Network, role: str) -> pd.Series | None:
    """The claim that the contract gives a role, as a row of `claims`; None when none has it.

    >>> ascn_data.claim_of(net, "announced_benefit")["claim_id"]
    'proposed_benefit'
    """
    rows = claims(net)
    found = rows[rows["claim_id"] == net.role("claims", role)]
    return None if found.empty else found.iloc[0]


def cited(net: Network, table: str, role: str | None = None) -> pd.DataFrame:
    """Further sources of the rows of `table`: row_id, source_id, role."""
    links = net.citations
    links = links[links["table"] == table]
    if role is not None:
        links = links[links["role"] == role]
    return links[["row_id", "source_id", "role"]].reset_index(drop=True)
