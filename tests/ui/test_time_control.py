"""The steps of the slider of dates, and where the button that plays them leads."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from dashboard.content.filters import day_label, days_of_members, days_to_choose
from dashboard.core.translation import use_language
from dashboard.core.url_state import View
from dashboard.ui.components.time_control import next_day

DAYS = ["2018-04-28", "2023-07-28", "2024-06-30", "2025-09-09", "2025-12-11", "2026-01-31"]


def counts(days: list[str]) -> list[int]:
    """The number of members that each day is labelled with."""
    return [int(re.findall(r"\d+", day_label(day))[-1]) for day in days]


def test_there_is_a_step_for_each_date_on_which_membership_changed() -> None:
    assert days_of_members(View()) == DAYS
    with use_language("en"):
        assert counts(DAYS) == [26, 29, 31, 35, 37, 38]


def test_the_list_of_dates_has_every_step_and_every_day_of_a_round(net: Network) -> None:
    rounds = net.thai_areas["designated_on"].dt.strftime("%Y-%m-%d")
    steps = ascn_data.growth(net, ANNOUNCEMENT)["counted_on"].dt.strftime("%Y-%m-%d")
    assert days_to_choose(View()) == sorted({*DAYS, *rounds, *steps})
    assert "2021-11-07" in set(rounds) - set(DAYS)


def test_a_date_from_an_address_is_one_more_step() -> None:
    days = days_of_members(View(asof="2024-01-01"))
    assert days == [*DAYS[:2], "2024-01-01", *DAYS[2:]]
    with use_language("en"):
        assert counts(days) == [26, 29, 29, 31, 35, 37, 38]


@pytest.mark.parametrize(("asof", "next_one"), [*pairwise(DAYS), (DAYS[-1], DAYS[0])])
def test_the_next_date_follows_and_the_first_comes_after_the_last(asof: str, next_one: str) -> None:
    assert next_day(DAYS, asof) == next_one


def test_a_step_is_named_in_thai_with_the_buddhist_year() -> None:
    with use_language("th"):
        assert day_label("2023-07-28") == "28 กรกฎาคม 2566 · 29 เมือง"
