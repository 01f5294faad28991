"""Who is in the network on which day: 26 in 2018, 29 in July 2023, 38 in January 2026."""

from __future__ import annotations

import inspect
from datetime import date, datetime
from itertools import pairwise

import pandas as pd
import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network

LATEST = "2026-02-01"


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("2018-04-28", 26),
        ("2023-07-26", 26),
        ("2023-07-27", 29),
        ("2023-07-28", 29),
        ("2024-06-29", 29),
        ("2024-06-30", 31),
        ("2025-09-08", 31),
        ("2025-09-09", 35),
        ("2025-12-10", 35),
        ("2025-12-11", 37),
        ("2026-01-30", 37),
        ("2026-01-31", 38),
        (LATEST, 38),
    ],
)
def test_the_network_has_so_many_members_on_a_day(net: Network, day: str, count: int) -> None:
    assert len(ascn_data.members(net, day)) == count


def test_the_network_was_founded_by_26_cities_on_28_april_2018(net: Network) -> None:
    founders = ascn_data.members(net, "2018-04-28")
    assert len(founders) == 26
    assert founders["founding"].all()
    assert set(founders["counted_on"]) == {pd.Timestamp("2018-04-28")}


def test_the_network_grew_from_26_to_29_in_july_2023(net: Network) -> None:
    before = set(ascn_data.members(net, "2023-07-26")["place_id"])
    after = set(ascn_data.members(net, "2023-07-28")["place_id"])
    assert (len(before), len(after)) == (26, 29)
    assert after - before == {"chiang-mai", "khon-kaen", "rayong"}
    assert not before - after


def test_the_day_of_the_announcement_is_28_july_2023(net: Network) -> None:
    pd.testing.assert_frame_equal(
        ascn_data.members(net, ANNOUNCEMENT), ascn_data.members(net, "2023-07-28")
    )


# The names of a day, and of two days that are compared.
DAYS = {"as_of", "first", "second"}


def test_a_question_whose_answer_depends_on_the_day_asks_for_it_right_after_the_network() -> None:
    functions = {name: inspect.signature(function) for name in ascn_data.__all__
                 if inspect.isfunction(function := getattr(ascn_data, name))}  # fmt: skip
    functions = {name: said for name, said in functions.items() if "net" in said.parameters}
    dated = {name: said for name, said in functions.items() if "as_of" in said.parameters}
    assert {"members", "growth", "nearest", "city_populations", "reach_range"} <= dated.keys()
    for name, said in dated.items():
        assert list(said.parameters)[:2] == ["net", "as_of"], name
        # Without a day the whole timeline is the answer, whatever today is.
        wanted = None if name == "events" else inspect.Parameter.empty
        assert said.parameters["as_of"].default is wanted, name
    for name, said in functions.items():
        for parameter in said.parameters.values():
            assert parameter.kind is not inspect.Parameter.VAR_KEYWORD, name
            assert "Day" not in str(parameter.annotation) or parameter.name in DAYS, name


def test_only_the_founding_cities_are_marked_as_founding(net: Network) -> None:
    latest = ascn_data.members(net, LATEST)
    assert int(latest["founding"].sum()) == 26


def test_nobody_leaves_the_network(net: Network) -> None:
    days = ascn_data.growth(net, ANNOUNCEMENT)["counted_on"]
    sets = [set(ascn_data.members(net, day)["place_id"]) for day in days]
    assert all(earlier < later for earlier, later in pairwise(sets))


def test_the_steps_of_growth_name_who_joined(net: Network) -> None:
    steps = ascn_data.growth(net, ANNOUNCEMENT)
    after_2018 = {
        str(step.counted_on.date()): set(step.place_ids.split("; "))
        for step in steps.itertuples()
        if step.counted_on.year > 2018
    }
    assert after_2018 == {
        "2023-07-27": {"chiang-mai", "khon-kaen", "rayong"},
        "2024-06-30": {"sihanoukville", "sumedang"},
        "2025-09-09": {"cauayan", "ipoh", "putrajaya", "seberang-perai"},
        "2025-12-11": {"denpasar", "semarang"},
        "2026-01-31": {"dili"},
    }


def test_the_running_total_of_every_step_is_the_number_of_members_on_that_day(
    net: Network,
) -> None:
    steps = ascn_data.growth(net, ANNOUNCEMENT)
    counted = [len(ascn_data.members(net, day)) for day in steps["counted_on"]]
    assert steps["members"].tolist() == counted == [26, 29, 31, 35, 37, 38]
    assert steps["joined"].cumsum().tolist() == counted


@pytest.mark.parametrize("country", ["THA", "IDN", "MYS", "TLS", "BRN"])
def test_the_running_total_of_a_country_is_its_number_of_members(
    net: Network, country: str
) -> None:
    steps = ascn_data.growth(net, ANNOUNCEMENT, country=country)
    counted = [len(ascn_data.members(net, day, country=country)) for day in steps["counted_on"]]
    assert counted
    assert steps["members"].tolist() == counted


def test_a_step_names_as_many_cities_as_it_counts(net: Network) -> None:
    steps = ascn_data.growth(net, ANNOUNCEMENT)
    for column in ("place_ids", "joined_en", "joined_th"):
        assert steps[column].str.split("; ").str.len().tolist() == steps["joined"].tolist()


def test_steps_after_the_day_are_known_and_marked_as_later(net: Network) -> None:
    assert ascn_data.growth(net, ANNOUNCEMENT)["later"].tolist() == [False] * 2 + [True] * 4
    assert not ascn_data.growth(net, LATEST)["later"].any()
    assert ascn_data.growth(net, "2018-04-27")["later"].all()


def test_a_date_known_to_the_month_says_so(net: Network) -> None:
    steps = ascn_data.growth(net, ANNOUNCEMENT).set_index("counted_on")["counted_precision"]
    assert steps[pd.Timestamp("2024-06-30")] == "month"
    assert steps.drop(pd.Timestamp("2024-06-30")).unique().tolist() == ["day"]


def test_members_come_from_ten_countries_and_from_eleven_since_dili(net: Network) -> None:
    assert ascn_data.members(net, ANNOUNCEMENT)["country_id"].nunique() == 10
    assert ascn_data.members(net, LATEST)["country_id"].nunique() == 11
    assert ascn_data.growth(net, ANNOUNCEMENT)["countries"].tolist() == [10, 10, 10, 10, 10, 11]


def test_asean_has_ten_countries_in_2023_and_eleven_with_timor_leste(net: Network) -> None:
    then = ascn_data.asean_countries(net, ANNOUNCEMENT)
    now = ascn_data.asean_countries(net, LATEST)
    assert (len(then), len(now)) == (10, 11)
    assert set(now["country_id"]) - set(then["country_id"]) == {"TLS"}


@pytest.mark.parametrize(("day", "states"), [("2025-10-25", 10), ("2025-10-26", 11)])
def test_a_state_of_asean_counts_from_its_accession_and_not_from_its_first_city(
    net: Network, day: str, states: int
) -> None:
    found = ascn_data.asean_countries(net, day)
    assert len(found) == states
    assert found.loc[found["country_id"] == "TLS", "members"].sum() == 0


@pytest.mark.parametrize("day", ["2018-04-28", "2023-07-28", LATEST])
def test_the_countries_members_add_up_to_the_network(net: Network, day: str) -> None:
    counted = ascn_data.asean_countries(net, day)["members"]
    assert counted.sum() == len(ascn_data.members(net, day))
    assert (counted > 0).all()


def test_members_by_country_add_up_to_the_steps_of_growth(net: Network) -> None:
    tidy = ascn_data.members_by_country(net, ANNOUNCEMENT)
    steps = ascn_data.growth(net, ANNOUNCEMENT)
    assert len(tidy) == 11 * len(steps)
    totals = tidy.groupby("counted_on")[["joined", "members"]].sum()
    assert totals["joined"].tolist() == steps["joined"].tolist()
    assert totals["members"].tolist() == steps["members"].tolist()


def test_thailand_has_three_members_before_and_six_after_the_announcement(net: Network) -> None:
    assert len(ascn_data.members(net, "2023-07-26", country="THA")) == 3
    assert set(ascn_data.members(net, "2023-07-28", country="THA")["place_id"]) == {
        "bangkok",
        "chiang-mai",
        "chonburi",
        "khon-kaen",
        "phuket",
        "rayong",
    }


def test_the_countries_divide_the_members_without_remainder(net: Network) -> None:
    whole = ascn_data.members(net, LATEST)
    parts = [
        set(ascn_data.members(net, LATEST, country=country)["place_id"])
        for country in whole["country_id"].unique()
    ]
    assert sum(map(len, parts)) == len(whole)
    assert set.union(*parts) == set(whole["place_id"])


def test_a_region_keeps_the_places_of_that_region(net: Network) -> None:
    north = ascn_data.places(net, ANNOUNCEMENT, region="north")
    assert set(north["place_id"]) == {"buak-khang", "chiang-mai", "lampang"}
    assert set(north["region_id"]) == {"north"}


def test_a_region_of_another_country_leaves_nothing(net: Network) -> None:
    assert ascn_data.places(net, ANNOUNCEMENT, country="IDN", region="north").empty


def test_places_are_members_or_proposed_and_never_both(net: Network) -> None:
    whole = ascn_data.places(net, LATEST)
    assert whole["place_id"].is_unique
    assert whole["status"].value_counts().to_dict() == {"member": 38, "proposed": 6}
    for status in ("member", "proposed"):
        part = ascn_data.places(net, LATEST, status=status)
        assert set(part["status"]) == {status}
        assert len(part) == (whole["status"] == status).sum()


def test_the_proposed_areas_are_never_counted_as_members(net: Network) -> None:
    proposed = set(ascn_data.places(net, ANNOUNCEMENT, status="proposed")["place_id"])
    assert proposed == {
        "buak-khang",
        "lampang",
        "nakhon-si-thammarat",
        "nikhom-phatthana",
        "samut-prakan",
        "theppharat",
    }
    assert not proposed & set(ascn_data.members(net, LATEST)["place_id"])
    assert not proposed & set(ascn_data.joins(net)["place_id"])


def test_nothing_is_proposed_before_the_announcement(net: Network) -> None:
    assert ascn_data.places(net, "2023-07-26", status="proposed").empty


def test_the_ledger_is_in_order_of_date_and_covers_every_place(net: Network) -> None:
    entries = ascn_data.ledger(net)
    assert entries["counted_on"].is_monotonic_increasing
    assert set(entries["place_id"]) == set(net.places["place_id"])
    assert entries["event"].value_counts().to_dict() == {"joined": 38, "proposed": 6}


def test_a_day_before_the_founding_gives_an_empty_frame_with_the_columns(net: Network) -> None:
    empty = ascn_data.members(net, "2018-04-27")
    assert empty.empty
    assert list(empty.columns) == list(ascn_data.members(net, ANNOUNCEMENT).columns)


@pytest.mark.parametrize("day", ["1967-08-07", "1900-01-01", "0001-01-01"])
@pytest.mark.parametrize(
    "question",
    [ascn_data.places, ascn_data.asean_countries, ascn_data.plan_areas, ascn_data.series_in_use],
    ids=lambda question: question.__name__,
)
def test_every_question_about_a_day_has_an_empty_answer_long_ago(
    net: Network, question, day: str
) -> None:
    empty = question(net, day)
    assert empty.empty
    assert list(empty.columns) == list(question(net, ANNOUNCEMENT).columns)


def test_far_in_the_future_the_latest_known_members_stand(net: Network) -> None:
    assert len(ascn_data.members(net, "9999-12-31")) == 38


@pytest.mark.parametrize(
    "question",
    [ascn_data.members, ascn_data.growth, ascn_data.members_by_country, ascn_data.reach_readings],
    ids=lambda question: question.__name__,
)
def test_a_region_elsewhere_leaves_an_empty_frame_with_the_columns(net: Network, question) -> None:
    empty = question(net, ANNOUNCEMENT, country="IDN", region="north")
    assert empty.empty
    assert list(empty.columns) == list(question(net, ANNOUNCEMENT).columns)


@pytest.mark.parametrize(
    "day",
    [
        date(2023, 7, 28),
        datetime(2023, 7, 28),
        datetime(2023, 7, 28, 23, 59),
        pd.Timestamp("2023-07-28"),
        pd.Timestamp("2023-07-28 18:30"),
    ],
    ids=repr,
)
def test_a_day_may_be_a_date_or_a_timestamp_of_any_hour(net: Network, day: date) -> None:
    assert len(ascn_data.members(net, day)) == 29


@pytest.mark.parametrize(
    "day",
    ["", "nonsense", "28/07/2023", "2023-02-30", "2023-13-01", "2023", "2023-07-28T00:00"],
)
def test_a_bad_date_raises_value_error(net: Network, day: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        ascn_data.members(net, day)


@pytest.mark.parametrize(
    "day",
    [20230728, 1.5, float("nan"), pd.NaT, [2023], pd.Timestamp("2023-07-28", tz="UTC")],
    ids=repr,
)
def test_what_is_no_day_raises_value_error(net: Network, day: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        ascn_data.members(net, day)  # type: ignore[arg-type]
