"""Chair, shepherd and records of the network are those of the selected date."""

from __future__ import annotations

import pytest

import ascn_data
from ascn_data import Network
from dashboard.content.governance import KINDS, governance_rows, leaders_said
from dashboard.core.translation import LANGUAGES, use_language

EARLY, FOUNDING, ANNOUNCED, LATEST = "2018-04-27", "2018-04-28", "2023-07-28", "2026-01-31"


@pytest.mark.parametrize(
    ("asof", "told"),
    [
        (FOUNDING, ["28 April 2018: Singapore", "No shepherd"]),
        (ANNOUNCED, ["28 July 2023: Indonesia", "Indonesia (term 2023–2025)"]),
        (LATEST, ["2026: Philippines", "Indonesia (term 2025–2027)"]),
    ],
)
def test_chair_and_shepherd_are_those_of_the_day(asof: str, told: list[str]) -> None:
    said = leaders_said(asof)
    assert all(part in said for part in told), said


def test_a_network_that_was_not_founded_has_no_chair() -> None:
    assert "hair" not in leaders_said(EARLY)
    assert governance_rows(EARLY).empty


def test_what_is_not_recorded_is_not_known() -> None:
    assert leaders_said("2099-01-01").count("known") == 2


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("asof", [FOUNDING, ANNOUNCED, LATEST])
def test_the_table_marks_who_is_in_office(net: Network, asof: str, code: str) -> None:
    with use_language(code):
        rows = governance_rows(asof)
    assert rows["governance_id"].tolist() == (
        ascn_data.governance(net, asof)["governance_id"].tolist()
    )
    assert (rows["starts_on"] <= asof).all()
    assert (rows["serves"] != "").tolist() == rows["in_office"].tolist()


def test_every_kind_has_words(net: Network) -> None:
    assert set(net.governance["kind"]) <= set(KINDS)
