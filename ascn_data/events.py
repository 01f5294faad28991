"""Dated events of the network, and the programmes of its partners and of Thailand."""

from __future__ import annotations

import pandas as pd

from ascn_data.days import Day, to_day
from ascn_data.growth import joins
from ascn_data.known import require
from ascn_data.network import Network
from ascn_data.places import labels

# The kinds of events of Thailand's national programme.
OF_THAILAND = ("thai-round", "thai-event")


def events(net: Network, as_of: Day | None = None, *, kind: str | None = None) -> pd.DataFrame:
    """The timeline in order, as far as it went on a day, of one kind; None keeps all.

    The days on which members joined, which the ledger gives city by city, are events of it.
    Columns: event_id, happened_on (first day; with precision month or year the last day of the
    period), ended_on (missing for one day), precision, kind, event_en/th, location_en/th,
    count_after (members, or with kind thai-round areas of the Thai plan: never mix the two),
    country_ids and region_ids (of the cities that joined, `; ` between; of an event of Thailand's
    programme its country, but no region; missing for the whole network), source_id. Raises
    ValueError for what is no day.

    >>> meetings = ascn_data.events(net, "2023-07-28", kind="meeting")
    >>> meetings[["event_id", "happened_on", "location_en"]].tail(1)
               event_id happened_on location_en
    5  annual-meeting-6  2023-07-12        Bali
    """
    require(net, kind=kind)
    rows = net.timeline
    if kind is not None:
        rows = rows[rows["kind"] == kind]
    if as_of is not None:
        rows = rows[rows["happened_on"] <= to_day(as_of)]
    rows = rows.sort_values("happened_on", kind="stable", ignore_index=True)
    about = pd.DataFrame(
        [_about(net, row.kind, row.happened_on) for row in rows.itertuples()],
        columns=["country_ids", "region_ids"], index=rows.index, dtype="str",
    )  # fmt: skip
    source = rows.pop("source_id")
    return rows.join(about).assign(source_id=source)


def _about(net: Network, kind: str, day: pd.Timestamp) -> tuple[str | None, str | None]:
    """The countries and regions that an event is about, `; ` between; None for all."""
    if kind in OF_THAILAND:
        regions = net.regions[net.regions["region_id"].isin(net.provinces["region_id"])]
        return _ids(regions["country_id"]), None
    if kind != "join":
        return None, None
    joined = joins(net)
    joined = joined[joined["counted_on"] == day]
    return _ids(joined["country_id"]), _ids(joined["region_id"])


def _ids(values: pd.Series) -> str | None:
    return "; ".join(values.drop_duplicates()) or None


def event_kinds(net: Network) -> pd.DataFrame:
    """The kinds of `events`, the most frequent first. Columns: kind, events (count).

    >>> ascn_data.event_kinds(net).head(2)
             kind  events
    0     meeting       8
    1  thai-round       8
    """
    counted = net.timeline.groupby("kind").size().rename("events").reset_index()
    return counted.sort_values(["events", "kind"], ascending=[False, True], ignore_index=True)


def partner_programmes(net: Network, *, partner: str | None = None) -> pd.DataFrame:
    """Programmes of the network's partners, of one partner id or of all. The list is not complete.

    Columns: partner_id, partner_en/th, programme_id, name_en/th, year (of its start; missing when
    not confirmed), detail_en/th, note_en/th, source_id.

    >>> ascn_data.partner_programmes(net, partner="australia")[["programme_id", "year"]]
      programme_id  year
    0  australia-1  <NA>
    1  australia-2  2018
    2  australia-3  2024
    3  australia-4  <NA>
    """
    require(net, partner=partner)
    rows = net.partner_programmes
    if partner is not None:
        rows = rows[rows["partner_id"] == partner]
    rows = rows.join(labels(net, "partners", "partner_id", "partner"), on="partner_id")
    return rows.reset_index(drop=True)[
        ["partner_id", "partner_en", "partner_th", "programme_id", "name_en", "name_th", "year"]
        + ["detail_en", "detail_th", "note_en", "note_th", "source_id"]
    ]


def programmes(net: Network) -> pd.DataFrame:
    """The Thai programmes named in July 2023, each with the number that was announced for it.

    Columns: programme_id, name_en/th, detail_en/th, claim_id, value, unit, precision, as_of,
    announced_by_en/th, corroboration, discrepancy_en/th (those of the claim), source_id.

    >>> ascn_data.programmes(net)[["programme_id", "value", "unit", "precision"]].head(2)
               programme_id  value    unit precision
    0           ambassadors  134.0  people     exact
    1  leadership-programme  140.0  people  at_least
    """
    said = net.claims[
        ["claim_id", "value", "unit", "precision", "as_of", "announced_by_en", "announced_by_th"]
        + ["corroboration", "discrepancy_en", "discrepancy_th"]
    ]
    rows = net.programmes.merge(said, on="claim_id", validate="many_to_one")
    return rows[
        ["programme_id", "name_en", "name_th", "detail_en", "detail_th"]
        + [*said.columns, "source_id"]
    ]
