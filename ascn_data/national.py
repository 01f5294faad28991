"""National smart city programmes: Thailand's figures, and what other countries report."""

from __future__ import annotations

import pandas as pd

from ascn_data.days import Day, to_day
from ascn_data.known import require
from ascn_data.network import Network
from ascn_data.places import labels


def programme_figures(net: Network, as_of: Day) -> pd.DataFrame:
    """Targets, counts, money and scores of Thailand's programme that were stated by a day.

    Kinds and units differ (expected, planned, total): figures are never added. Columns: figure_id,
    kind, as_of (with precision month or year the last day of the period), precision, value
    (missing for an event without a number), target_year (by which a target of the total was set),
    unit_en/th, qualifier_en/th, statement_en/th, source_id. In order of kind and date.

    >>> figures = ascn_data.programme_figures(net, "2026-01-31")
    >>> figures.loc[figures["kind"] == "certified", ["as_of", "value", "unit_en"]]
            as_of  value unit_en
    9  2021-12-24   15.0   areas
    10 2022-11-09   30.0   areas
    11 2023-07-31   36.0   areas
    12 2025-08-27   37.0  cities
    """
    rows = net.programme_figures
    return rows[rows["as_of"] <= to_day(as_of)].reset_index(drop=True)


def programme_progress(net: Network, as_of: Day) -> pd.DataFrame:
    """The certified areas of Thailand's programme beside its latest target of the total, by a day.

    One row, or none before both are known. Columns: certified (count) and certified_on, target
    (count), target_year (by which it was to be reached) and target_on (when it was last stated),
    source_id (of the certified count), target_source_id.

    >>> ascn_data.programme_progress(net, "2026-01-31").loc[0, ["certified", "target"]].tolist()
    [37, 105]
    >>> ascn_data.programme_progress(net, "2023-08-31").loc[0, ["certified", "target"]].tolist()
    [36, 100]
    """
    rows = programme_figures(net, as_of)
    counts = rows[rows["kind"] == "certified"].sort_values("as_of", kind="stable")
    targets = rows[(rows["kind"] == "target") & rows["target_year"].notna()]
    targets = targets.sort_values(["as_of", "target_year"], kind="stable")
    certified = counts.tail(1).rename(columns={"value": "certified", "as_of": "certified_on"})
    target = targets.tail(1).rename(
        columns={"value": "target", "as_of": "target_on", "source_id": "target_source_id"}
    )
    found = certified[["certified", "certified_on", "source_id"]].merge(
        target[["target", "target_year", "target_on", "target_source_id"]], how="cross"
    )
    return found.astype({"certified": "int64", "target": "int64"})[
        ["certified", "certified_on", "target", "target_year", "target_on"]
        + ["source_id", "target_source_id"]
    ]


def national_programmes(net: Network, as_of: Day, *, country: str | None = None) -> pd.DataFrame:
    """What other countries report of their national smart city work, as stated by a day.

    Numbers mean different things (chosen, applying, planning, aimed at): countries are neither
    ranked nor added. Columns: figure_id, country_id, country_en/th, programme_en/th, as_of (with
    precision month or year the last day of the period), precision, value (missing for an event
    without a number), unit_en/th, qualifier_en/th, statement_en/th, source_id. In order of country
    and date.

    >>> rows = ascn_data.national_programmes(net, "2023-07-28", country="VNM")
    >>> rows[["as_of", "value", "qualifier_en"]].tail(1)
           as_of  value                                   qualifier_en
    3 2023-02-15   48.0  of 63; carry out or pilot smart city projects
    """
    require(net, country=country)
    rows = net.national_programmes
    rows = rows[rows["as_of"] <= to_day(as_of)]
    if country is not None:
        rows = rows[rows["country_id"] == country]
    rows = rows.join(labels(net, "countries", "country_id", "country"), on="country_id")
    rows = rows.sort_values(["country_en", "as_of"], kind="stable", ignore_index=True)
    return rows[
        ["figure_id", "country_id", "country_en", "country_th", "programme_en", "programme_th"]
        + ["as_of", "precision", "value", "unit_en", "unit_th", "qualifier_en", "qualifier_th"]
        + ["statement_en", "statement_th", "source_id"]
    ]
