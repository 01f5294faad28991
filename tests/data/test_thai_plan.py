"""Thailand's own smart city plan: 15, 30, then 36 areas, the proposed six among them."""

from __future__ import annotations

import pytest

import ascn_data
from ascn_data import Network


@pytest.mark.parametrize(
    ("day", "areas", "provinces"),
    [
        ("2021-12-23", 0, 0),
        ("2021-12-24", 15, 11),
        ("2022-11-08", 15, 11),
        ("2022-11-09", 30, 23),
        ("2023-07-26", 30, 23),
        ("2023-07-27", 36, 25),
        ("2023-07-28", 36, 25),
        ("2025-08-26", 36, 25),
        ("2025-08-27", 37, 25),
    ],
)
def test_the_plan_has_so_many_areas_in_so_many_provinces_on_a_day(
    net: Network, day: str, areas: int, provinces: int
) -> None:
    plan = ascn_data.plan_areas(net, day)
    assert (len(plan), plan["province_id"].nunique()) == (areas, provinces)


def test_the_36_areas_include_the_six_proposed_ones(net: Network) -> None:
    plan = ascn_data.plan_areas(net, "2023-07-28")
    proposed = set(ascn_data.places(net, "2023-07-28", status="proposed")["place_id"])
    assert len(plan) == 36
    assert set(plan["place_id"].dropna()) == proposed
    assert len(proposed) == 6


def test_the_six_are_what_the_plan_grew_by_in_july_2023(net: Network) -> None:
    plan = ascn_data.plan_areas(net, "2023-07-28")
    assert plan["place_id"].notna().sum() == (plan["round"] == 2023).sum() == 6


def test_every_area_of_the_plan_has_its_province_and_region(net: Network) -> None:
    plan = ascn_data.plan_areas(net, "2026-02-01")
    assert plan[["province_en", "province_th", "region_id"]].notna().all(axis=None)
    assert plan["area_id"].is_unique


def test_the_regions_have_the_77_provinces_of_the_six_region_scheme(net: Network) -> None:
    assert net.provinces["region_id"].value_counts().to_dict() == {
        "central": 22,
        "northeast": 20,
        "south": 14,
        "north": 9,
        "east": 7,
        "west": 5,
    }


@pytest.mark.parametrize(("year", "count"), [(2022, 77), (2023, 86), (2024, 108), (2025, 134)])
def test_the_monitoring_reports_list_so_many_projects(net: Network, year: int, count: int) -> None:
    assert (net.projects["report_year"] == year).sum() == count
