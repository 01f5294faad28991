"""Two days and several places compared: who joined between, and which populations compare."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest

import ascn_data
from ascn_data import Network

DAYS = ("2018-04-27", "2018-04-28", "2023-07-26", "2023-07-28", "2025-09-09", "2026-01-31")


@pytest.mark.parametrize(("first", "second"), list(combinations(DAYS, 2)))
def test_those_who_joined_between_are_the_members_of_one_day_alone(
    net: Network, first: str, second: str
) -> None:
    before, after = (set(ascn_data.members(net, day)["place_id"]) for day in (first, second))
    for days in ((first, second), (second, first)):
        assert set(ascn_data.joined_between(net, *days)["place_id"]) == after - before
    thai = ascn_data.joined_between(net, first, second, country="THA")
    assert set(thai["place_id"]) == {
        place for place in after - before
        if net.places.set_index("place_id").loc[place, "country_id"] == "THA"
    }  # fmt: skip


def test_nobody_joins_between_a_day_and_itself(net: Network) -> None:
    assert ascn_data.joined_between(net, "2018-04-28", "2018-04-28").empty


@pytest.mark.parametrize("cities", [("phuket", "da-nang"), ("hanoi", "dili", "bangkok")])
def test_populations_compare_inside_one_source_year_and_kind(
    net: Network, cities: tuple[str, ...]
) -> None:
    rows = ascn_data.comparable_populations(net, cities)
    assert len(rows)
    for key, group in rows.groupby(["series_id", "year", "estimate_type"]):
        assert tuple(group["place_id"]) == cities, key
    figures = ascn_data.population_figures(net).drop(columns=["note_en", "note_th"])
    known = {tuple(row) for row in figures.astype(str).itertuples(index=False)}
    shown = rows[figures.columns].astype(str)
    assert {tuple(row) for row in shown.itertuples(index=False)} <= known


def test_what_cities_declared_themselves_is_never_compared(net: Network) -> None:
    declared = net.role("series", "self_declared")
    places = net.places["place_id"].tolist()
    found = [ascn_data.comparable_populations(net, pair) for pair in combinations(places[:12], 2)]
    assert declared not in set(pd.concat(found)["series_id"])


def test_an_unknown_place_is_refused(net: Network) -> None:
    with pytest.raises(ValueError, match="atlantis"):
        ascn_data.comparable_populations(net, ["phuket", "atlantis"])
