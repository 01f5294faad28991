"""Nothing without a source: every table, and every frame that a public function returns."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pandas as pd
import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from ascn_data.contract import read_contract
from ascn_data.network import DIRECTORY
from tests.data.conftest import HELPERS

LATEST = "2026-02-01"
TABLES = read_contract(DIRECTORY).tables

FRAMES: dict[str, Callable[[Network], pd.DataFrame]] = {
    "asean_countries": lambda net: ascn_data.asean_countries(net, LATEST),
    "city_index": ascn_data.city_index,
    "city_populations": lambda net: ascn_data.city_populations(net, ANNOUNCEMENT, "un-cities"),
    "city_series": lambda net: ascn_data.city_series(net, "phuket"),
    "city_sources": lambda net: ascn_data.city_sources(net, "phuket"),
    "claims": ascn_data.claims,
    "comparable_populations": lambda net: ascn_data.comparable_populations(
        net, ["phuket", "da-nang"]
    ),
    "densities": lambda net: ascn_data.densities(net, "semarang"),
    "events": ascn_data.events,
    "find_places": lambda net: ascn_data.find_places(net, "a"),
    "focus_matrix": ascn_data.focus_matrix,
    "governance": lambda net: ascn_data.governance(net, LATEST),
    "growth": lambda net: ascn_data.growth(net, LATEST),
    "joined_between": lambda net: ascn_data.joined_between(net, ANNOUNCEMENT, LATEST),
    "joins": ascn_data.joins,
    "ledger": ascn_data.ledger,
    "members": lambda net: ascn_data.members(net, LATEST),
    "national_programmes": lambda net: ascn_data.national_programmes(net, LATEST),
    "nearest": lambda net: ascn_data.nearest(net, ANNOUNCEMENT, "phuket"),
    "partner_programmes": ascn_data.partner_programmes,
    "places": lambda net: ascn_data.places(net, LATEST),
    "plan_areas": lambda net: ascn_data.plan_areas(net, LATEST),
    "plan_provinces": lambda net: ascn_data.plan_provinces(net, LATEST),
    "plan_regions": lambda net: ascn_data.plan_regions(net, LATEST),
    "plan_rounds": lambda net: ascn_data.plan_rounds(net, LATEST),
    "priority_projects": ascn_data.priority_projects,
    "programme_figures": lambda net: ascn_data.programme_figures(net, LATEST),
    "programme_progress": lambda net: ascn_data.programme_progress(net, LATEST),
    "programmes": ascn_data.programmes,
    "project_totals": ascn_data.project_totals,
    "projects": ascn_data.projects,
    "proposed_areas": lambda net: ascn_data.proposed_areas(net, LATEST),
    "reach_by_area": lambda net: ascn_data.reach_by_area(net, LATEST),
    "reach_by_region": lambda net: ascn_data.reach_by_region(net, LATEST),
    "reach_readings": lambda net: ascn_data.reach_readings(net, LATEST),
    "series_in_use": lambda net: ascn_data.series_in_use(net, LATEST),
    "statements": lambda net: ascn_data.statements(net, LATEST),
    "un_cities": lambda net: ascn_data.un_cities(net, "rayong"),
}
# Counts of the rows of another answer, which carry the sources.
UNSOURCED = {
    "event_kinds": ("events", ascn_data.event_kinds),
    "members_by_country": ("growth", lambda net: ascn_data.members_by_country(net, LATEST)),
}
# Not frames.
VALUES = {
    "best_year", "claim_of", "claim_value", "load", "place", "reach_range", "years_of",
}  # fmt: skip


def test_every_public_function_is_looked_at_here() -> None:
    public = {name for name in ascn_data.__all__ if inspect.isfunction(getattr(ascn_data, name))}
    assert public == FRAMES.keys() | UNSOURCED.keys() | VALUES | HELPERS


@pytest.mark.parametrize("name", sorted(FRAMES))
def test_every_row_of_an_answer_names_a_known_source(net: Network, name: str) -> None:
    frame = FRAMES[name](net)
    if name == "city_populations":
        frame = frame.dropna(subset="population")
    assert len(frame)
    assert frame["source_id"].isin(net.sources["source_id"]).all()


@pytest.mark.parametrize("name", sorted(UNSOURCED))
def test_an_answer_without_sources_says_where_its_counts_come_from(net: Network, name: str) -> None:
    of, ask = UNSOURCED[name]
    assert "source_id" not in ask(net).columns
    assert f"`{of}`" in getattr(ascn_data, name).__doc__


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_row_of_every_table_names_a_known_source(net: Network, name: str) -> None:
    named = net.table(name)["source_id"]
    assert len(named)
    assert named.isin(net.sources["source_id"]).all()


def test_every_citation_names_a_row_that_exists(net: Network) -> None:
    citations = net.citations
    for name, rows in citations.groupby("table"):
        (key,) = TABLES[str(name)].key
        assert set(rows["row_id"]) <= set(net.table(str(name))[key].astype(str)), name
    assert len(citations)


def test_every_source_has_a_web_address(net: Network) -> None:
    assert net.sources["url"].str.match(r"https?://").all()
