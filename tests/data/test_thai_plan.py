"""Thailand's own smart city plan: 15, 30, then 36 areas, the proposed six among them."""

from __future__ import annotations

import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network

LATEST = "2026-02-01"


@pytest.mark.parametrize(
    ("day", "areas", "provinces"),
    [
        ("2021-11-06", 0, 0),
        ("2021-11-07", 15, 11),
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
    plan = ascn_data.plan_areas(net, LATEST)
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


def test_the_rounds_led_to_15_30_36_and_37_areas(net: Network) -> None:
    rounds = ascn_data.plan_rounds(net, LATEST)
    columns = ["round", "added", "areas", "provinces"]
    assert rounds[columns].to_numpy().tolist() == [
        [2021, 15, 15, 11],
        [2022, 15, 30, 23],
        [2023, 6, 36, 25],
        [2025, 1, 37, 25],
    ]


def test_the_running_totals_of_a_round_are_those_of_the_plan_on_its_day(net: Network) -> None:
    for row in ascn_data.plan_rounds(net, LATEST).itertuples():
        plan = ascn_data.plan_areas(net, row.designated_on)
        assert (row.areas, row.provinces) == (len(plan), plan["province_id"].nunique())


def test_a_round_has_one_day(net: Network) -> None:
    assert (net.thai_areas.groupby("round")["designated_on"].nunique() == 1).all()


def test_a_later_round_is_not_known_yet(net: Network) -> None:
    assert ascn_data.plan_rounds(net, ANNOUNCEMENT)["round"].tolist() == [2021, 2022, 2023]


@pytest.mark.parametrize("day", ["2021-11-07", "2023-07-28", LATEST])
def test_regions_and_provinces_divide_the_plan_without_remainder(net: Network, day: str) -> None:
    plan = ascn_data.plan_areas(net, day)
    regions, provinces = ascn_data.plan_regions(net, day), ascn_data.plan_provinces(net, day)
    assert regions["areas"].sum() == provinces["areas"].sum() == len(plan)
    assert regions["provinces"].sum() == (provinces["areas"] > 0).sum()
    assert regions["provinces"].sum() == plan["province_id"].nunique()
    by_region = provinces.groupby("region_id")["areas"].sum().to_dict()
    assert regions.set_index("region_id")["areas"].to_dict() == by_region


def test_all_six_regions_are_named_with_0_where_there_is_no_area(net: Network) -> None:
    regions = ascn_data.plan_regions(net, ANNOUNCEMENT).set_index("region_id")
    assert set(regions.index) == {"central", "east", "north", "northeast", "south", "west"}
    assert regions.loc["west", ["areas", "provinces", "proposed"]].tolist() == [0, 0, 0]
    assert regions["areas"].is_monotonic_decreasing


def test_the_six_proposed_areas_lie_in_four_regions(net: Network) -> None:
    regions = ascn_data.plan_regions(net, ANNOUNCEMENT).set_index("region_id")["proposed"]
    reach = ascn_data.reach_by_region(net, ANNOUNCEMENT).set_index("region_id")["areas"]
    assert regions[regions > 0].to_dict() == reach.to_dict()
    assert not ascn_data.plan_regions(net, "2023-07-26")["proposed"].any()


def test_all_77_provinces_are_named_with_0_where_there_is_no_area(net: Network) -> None:
    provinces = ascn_data.plan_provinces(net, ANNOUNCEMENT)
    assert len(provinces) == 77
    assert provinces["province_id"].is_unique
    assert (provinces["areas"] == 0).sum() == 77 - 25
    assert provinces.drop(columns="first_round").notna().all(axis=None)


def test_a_province_knows_its_first_round_and_one_without_area_has_none(net: Network) -> None:
    provinces = ascn_data.plan_provinces(net, ANNOUNCEMENT).set_index("province_id")
    assert provinces.loc["TH-50", ["areas", "first_round"]].tolist() == [3, 2021]
    assert provinces.loc["TH-11", ["areas", "first_round"]].tolist() == [1, 2023]
    assert (provinces["first_round"].isna() == (provinces["areas"] == 0)).all()


def test_long_ago_no_region_or_province_has_an_area(net: Network) -> None:
    assert ascn_data.plan_rounds(net, "2018-04-27").empty
    assert not ascn_data.plan_regions(net, "2018-04-27")["areas"].any()
    provinces = ascn_data.plan_provinces(net, "2018-04-27")
    assert not provinces["areas"].any()
    assert provinces["first_round"].isna().all()


def test_the_proposed_areas_are_the_six_places_with_their_area_of_the_plan(net: Network) -> None:
    areas = ascn_data.proposed_areas(net, ANNOUNCEMENT)
    known = net.thai_areas.dropna(subset="place_id").set_index("place_id")["area_id"]
    assert areas.set_index("place_id")["area_id"].to_dict() == known.to_dict()
    assert len(areas) == 6
    assert areas[["province_en", "province_th", "region_en", "region_th"]].notna().all(axis=None)


def test_a_proposed_area_has_the_residents_that_reach_counts(net: Network) -> None:
    areas = ascn_data.proposed_areas(net, ANNOUNCEMENT).set_index("place_id")
    reach = ascn_data.reach_by_area(net, ANNOUNCEMENT).set_index("place_id")
    for column in ("low", "high", "readings"):
        assert areas[column].to_dict() == reach[column].to_dict()
    assert (areas["low"].sum(), areas["high"].sum()) == ascn_data.reach_range(net, ANNOUNCEMENT)


def test_what_is_unsettled_of_a_proposed_area_is_said(net: Network) -> None:
    areas = ascn_data.proposed_areas(net, ANNOUNCEMENT).set_index("place_id")
    assert set(areas.index[~areas["unit_resolved"]]) == {"lampang", "nikhom-phatthana"}
    assert set(areas.index[areas["area_th"].isna()]) == set(
        areas.index[areas["name_check"] == "none"]
    )
    assert areas.loc["buak-khang", "area_note_en"] != areas.loc["buak-khang", "note_en"]


def test_nothing_is_a_proposed_area_before_the_announcement(net: Network) -> None:
    empty = ascn_data.proposed_areas(net, "2023-07-26")
    assert empty.empty
    assert list(empty.columns) == list(ascn_data.proposed_areas(net, ANNOUNCEMENT).columns)


def test_a_proposed_area_without_a_figure_has_unknown_residents(edition) -> None:
    header, *rows = edition.rows("populations.csv")
    unit = header.index("unit_id")
    kept = [row for row in rows if row[unit] != "theppharat-subdistrict"]
    assert len(kept) < len(rows)
    edition.write_rows("populations.csv", [header, *kept])
    areas = ascn_data.proposed_areas(ascn_data.load(edition.directory), ANNOUNCEMENT).set_index(
        "place_id"
    )
    assert len(areas) == 6
    assert areas.loc["theppharat", ["low", "high"]].isna().all()
    assert areas.drop("theppharat")[["low", "high"]].notna().all(axis=None)


@pytest.mark.parametrize(
    "question",
    [
        ascn_data.plan_rounds,
        ascn_data.plan_regions,
        ascn_data.plan_provinces,
        ascn_data.proposed_areas,
    ],
    ids=lambda question: question.__name__,
)
def test_every_answer_about_the_plan_names_a_known_source(net: Network, question) -> None:
    frame = question(net, LATEST)
    assert len(frame)
    for column in frame.columns[frame.columns.str.endswith("source_id")]:
        assert frame[column].isin(net.sources["source_id"]).all()


@pytest.mark.parametrize(("year", "count"), [(2022, 77), (2023, 86), (2024, 108), (2025, 134)])
def test_the_monitoring_reports_list_so_many_projects(net: Network, year: int, count: int) -> None:
    assert (net.projects["report_year"] == year).sum() == count
