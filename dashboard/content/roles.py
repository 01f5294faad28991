"""The rows that pages ask for by what they are: the dataset's contract names them, or none."""

from __future__ import annotations

import pandas as pd

import ascn_data
from dashboard.core.dataset import ask, cached, network, table


def key_of(name: str, role: str) -> str:
    """The key of the row of a table that has a role; empty where none has it."""
    return network().role(name, role)


@cached(translated=False)
def announced_areas() -> int:
    """For how many areas together the benefit was announced; 0 without it."""
    claim = ask(ascn_data.claim_of, "announced_benefit")
    if claim is None:
        return 0
    areas = ask(ascn_data.claim_of, "proposed_areas")
    if areas is None:
        return len(ask(ascn_data.places, claim["as_of"], status="proposed"))
    return int(areas["value"])


def outline_sources() -> tuple[str, ...]:
    """The source of the outlines on the maps, where it is declared."""
    return tuple(filter(None, [key_of("sources", "outlines")]))


@cached(translated=False)
def map_sources(places: pd.DataFrame) -> tuple[str, ...]:
    """The sources of a map of places: that of the outlines, then the one of most points."""
    points = table("places").set_index("place_id")["source_id"].reindex(places["place_id"])
    return tuple(dict.fromkeys([*outline_sources(), *points.value_counts().index[:1]]))


@cached(translated=False)
def member_sources() -> tuple[str, ...]:
    """The source that most entries of the membership record rest on."""
    return tuple(table("memberships")["source_id"].value_counts().index[:1])


@cached(translated=False)
def series_with(role: str) -> pd.Series | None:
    """The row of the population source that has a role; None without one."""
    rows = table("series")
    found = rows[rows["series_id"] == key_of("series", role)]
    return None if found.empty else found.iloc[0]
