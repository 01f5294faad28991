"""Citizen reach: registered residents of the six proposed areas, a range, never the 1.8 million."""

from __future__ import annotations

import pandas as pd
import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from tests.data.conftest import Edition

ANNOUNCED = 1_800_000
FRAMES = [ascn_data.reach_readings, ascn_data.reach_by_area, ascn_data.reach_by_region]
every_frame = pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.__name__)


def test_the_six_areas_reach_between_1579924_and_2254393_residents(net: Network) -> None:
    assert ascn_data.reach_range(net, ANNOUNCEMENT) == (1_579_924, 2_254_393)


def test_the_range_has_names_for_its_ends(net: Network) -> None:
    reach = ascn_data.reach_range(net, ANNOUNCEMENT)
    assert (reach.low, reach.high) == (1_579_924, 2_254_393)


def test_each_area_counts_the_residents_of_the_area_that_was_named(net: Network) -> None:
    areas = ascn_data.reach_by_area(net, ANNOUNCEMENT).set_index("place_id")
    assert areas[["low", "high"]].apply(tuple, axis=1).to_dict() == {
        "samut-prakan": (1_356_449, 1_356_449),
        "lampang": (50_209, 724_678),
        "nakhon-si-thammarat": (99_652, 99_652),
        "nikhom-phatthana": (59_050, 59_050),
        "buak-khang": (8_627, 8_627),
        "theppharat": (5_937, 5_937),
    }


def test_lampang_alone_is_unresolved_between_three_units(net: Network) -> None:
    areas = ascn_data.reach_by_area(net, ANNOUNCEMENT).set_index("place_id")
    assert areas.index[areas["readings"] > 1].tolist() == ["lampang"]
    readings = ascn_data.reach_readings(net, ANNOUNCEMENT)
    lampang = readings[readings["place_id"] == "lampang"].set_index("kind")["population"]
    assert lampang.to_dict() == {"province": 724_678, "district": 222_355, "municipality": 50_209}


def test_only_lampang_as_a_district_rounds_to_the_announced_1_8_million(net: Network) -> None:
    areas = ascn_data.reach_by_area(net, ANNOUNCEMENT).set_index("place_id")
    others = int(areas.drop("lampang")["low"].sum())
    readings = ascn_data.reach_readings(net, ANNOUNCEMENT)
    lampang = readings[readings["place_id"] == "lampang"].set_index("kind")["population"]
    totals = lampang + others
    assert totals["district"] == 1_752_070
    assert totals.index[totals.round(-5) == ANNOUNCED].tolist() == ["district"]


def test_the_regions_sum_to_the_total(net: Network) -> None:
    regions = ascn_data.reach_by_region(net, ANNOUNCEMENT)
    assert (regions["low"].sum(), regions["high"].sum()) == ascn_data.reach_range(net, ANNOUNCEMENT)
    assert regions["areas"].sum() == 6
    assert dict(zip(regions["region_id"], regions["areas"], strict=True)) == {
        "central": 1,
        "north": 2,
        "south": 1,
        "east": 2,
    }


@pytest.mark.parametrize("region", ["north", "central", "east", "south"])
def test_a_region_alone_is_its_row_of_all_regions(net: Network, region: str) -> None:
    row = ascn_data.reach_by_region(net, ANNOUNCEMENT).set_index("region_id").loc[region]
    assert ascn_data.reach_range(net, ANNOUNCEMENT, region=region) == (row["low"], row["high"])
    readings = ascn_data.reach_readings(net, ANNOUNCEMENT, region=region)
    assert set(readings["region_id"]) == {region}


def test_a_region_without_a_proposed_area_reaches_nobody(net: Network) -> None:
    assert ascn_data.reach_range(net, ANNOUNCEMENT, region="northeast") == (0, 0)
    assert ascn_data.reach_range(net, ANNOUNCEMENT, country="IDN") == (0, 0)


def test_the_readings_give_each_area_its_range(net: Network) -> None:
    readings = ascn_data.reach_readings(net, ANNOUNCEMENT)
    counted = readings[readings["in_range"]].groupby("place_id")["population"]
    areas = ascn_data.reach_by_area(net, ANNOUNCEMENT).set_index("place_id").sort_index()
    assert areas["low"].tolist() == counted.min().tolist()
    assert areas["high"].tolist() == counted.max().tolist()
    assert areas["readings"].tolist() == counted.size().tolist()


def test_alternatives_are_shown_and_not_counted(net: Network) -> None:
    readings = ascn_data.reach_readings(net, ANNOUNCEMENT)
    aside = readings[~readings["in_range"]]
    assert set(aside["standing"]) == {"alternative"}
    assert set(aside["place_id"]) == {"nikhom-phatthana", "theppharat"}
    areas = ascn_data.reach_by_area(net, ANNOUNCEMENT).set_index("place_id")
    for row in aside.itertuples():
        assert row.population not in set(areas.loc[row.place_id, ["low", "high"]])


def test_only_named_and_possible_readings_are_counted(net: Network) -> None:
    readings = ascn_data.reach_readings(net, ANNOUNCEMENT)
    assert set(readings.loc[readings["in_range"], "standing"]) == {"named", "possible"}


def test_each_unit_is_counted_once(net: Network) -> None:
    assert ascn_data.reach_readings(net, ANNOUNCEMENT)["unit_id"].is_unique


@every_frame
def test_the_figures_are_those_of_the_last_year_end_that_all_areas_have(
    net: Network, frame
) -> None:
    assert set(frame(net, ANNOUNCEMENT)["reference_date"]) == {pd.Timestamp("2021-12-31")}


def test_a_newer_figure_of_one_area_is_not_mixed_with_older_ones_of_the_others(
    edition: Edition,
) -> None:
    rows = edition.rows("populations.csv")
    newest = next(row for row in rows if row[1] == "samut-prakan-province" and row[2] == "2021")
    newer = [*newest[:2], "2022", "2022-12-31", "1360227", *newest[5:]]
    others = [row for row in rows if row[:3] != newer[:3]]
    edition.write_rows("populations.csv", [*others, newer])
    net = ascn_data.load(edition.directory)
    assert ascn_data.reach_range(net, ANNOUNCEMENT) == (1_579_924, 2_254_393)


@every_frame
def test_the_announced_1_8_million_is_never_in_a_reach_frame(net: Network, frame) -> None:
    found = frame(net, "2026-02-01")
    assert ascn_data.claim_value(net, "proposed_benefit") == ANNOUNCED
    assert not (found.select_dtypes("number") == ANNOUNCED).any(axis=None)
    assert not found.astype(str).isin(["1800000", "1800000.0"]).any(axis=None)


@every_frame
def test_before_the_announcement_nothing_is_reached(net: Network, frame) -> None:
    empty = frame(net, "2023-07-26")
    assert empty.empty
    assert list(empty.columns) == list(frame(net, ANNOUNCEMENT).columns)
    assert ascn_data.reach_range(net, "2023-07-26") == (0, 0)


def test_no_member_is_counted_in_the_reach_of_the_proposed_areas(net: Network) -> None:
    reached = set(ascn_data.reach_readings(net, "2026-02-01")["place_id"])
    assert len(reached) == 6
    assert not reached & set(ascn_data.members(net, "2026-02-01")["place_id"])


def test_the_reach_stays_the_same_when_the_network_grows(net: Network) -> None:
    assert ascn_data.reach_range(net, "2026-02-01") == ascn_data.reach_range(net, ANNOUNCEMENT)


def test_people_are_whole_numbers(net: Network) -> None:
    for frame, columns in zip(
        FRAMES, (["population"], ["low", "high"], ["low", "high"]), strict=True
    ):
        assert {str(kind) for kind in frame(net, ANNOUNCEMENT)[columns].dtypes} == {"int64"}
