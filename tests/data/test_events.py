"""Events of the network, programmes of its partners, and the Thai programmes."""

from __future__ import annotations

import pandas as pd
import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network

THAI = "thai-round"


def test_events_stand_in_order_and_none_is_left_out(net: Network) -> None:
    events = ascn_data.events(net)
    assert events["happened_on"].is_monotonic_increasing
    assert sorted(events["event_id"]) == sorted(net.timeline["event_id"])


def test_an_event_does_not_end_before_it_begins(net: Network) -> None:
    events = ascn_data.events(net).dropna(subset="ended_on")
    assert len(events)
    assert (events["ended_on"] > events["happened_on"]).all()


def test_every_join_of_the_ledger_is_an_event_with_the_members_it_led_to(net: Network) -> None:
    steps = ascn_data.growth(net, ANNOUNCEMENT).set_index("counted_on")["members"]
    events = ascn_data.events(net)
    joins = events[(events["kind"] == "join") | (events["event_id"] == "network-established")]
    assert joins.set_index("happened_on")["count_after"].to_dict() == steps.to_dict()


def test_every_round_of_the_plan_is_an_event_with_the_areas_it_led_to(net: Network) -> None:
    rounds = ascn_data.plan_rounds(net, "2026-02-01").set_index("designated_on")["areas"]
    events = ascn_data.events(net, kind=THAI).set_index("happened_on")["count_after"]
    assert events[rounds.index].to_dict() == rounds.to_dict()


def test_one_kind_can_be_asked_for(net: Network) -> None:
    meetings = ascn_data.events(net, kind="meeting")
    assert len(meetings) == 8
    assert set(meetings["kind"]) == {"meeting"}


@pytest.mark.parametrize(
    ("until", "meetings"),
    [("2018-07-07", 0), ("2018-07-08", 1), ("2023-07-11", 5), ("2023-07-12", 6), (None, 8)],
)
def test_events_until_a_day_include_that_day(
    net: Network, until: str | None, meetings: int
) -> None:
    assert len(ascn_data.events(net, until, kind="meeting")) == meetings


def test_a_bad_day_raises_value_error(net: Network) -> None:
    with pytest.raises(ValueError, match="day"):
        ascn_data.events(net, "2023-02-30")


def test_the_kinds_count_every_event_once(net: Network) -> None:
    kinds = ascn_data.event_kinds(net)
    assert kinds["kind"].is_unique
    assert kinds["events"].is_monotonic_decreasing
    for row in kinds.itertuples():
        assert len(ascn_data.events(net, kind=row.kind)) == row.events
    assert kinds["events"].sum() == len(ascn_data.events(net))


def test_every_programme_of_a_partner_is_listed_with_its_partner(net: Network) -> None:
    listed = ascn_data.partner_programmes(net)
    assert sorted(listed["programme_id"]) == sorted(net.partner_programmes["programme_id"])
    names = net.partners.set_index("partner_id")["name_en"]
    assert listed["partner_en"].tolist() == names[listed["partner_id"]].tolist()


def test_the_programmes_of_each_partner_add_up_to_all(net: Network) -> None:
    parts = [
        ascn_data.partner_programmes(net, partner=partner) for partner in net.partners["partner_id"]
    ]
    assert all(len(part) and part["partner_id"].nunique() == 1 for part in parts)
    assert sum(map(len, parts)) == len(ascn_data.partner_programmes(net))


def test_a_year_that_is_not_confirmed_stays_unknown(net: Network) -> None:
    years = ascn_data.partner_programmes(net).set_index("programme_id")["year"]
    assert years["australia-1"] is pd.NA
    assert years["australia-2"] == 2018


def test_a_thai_programme_carries_the_number_announced_for_it(net: Network) -> None:
    programmes = ascn_data.programmes(net).set_index("programme_id")
    assert len(programmes) == len(net.programmes)
    columns = ["value", "unit", "precision", "corroboration"]
    assert programmes.loc["ambassadors", columns].tolist() == [
        134,
        "people",
        "exact",
        "article_only",
    ]
    assert programmes.loc["leadership-programme", columns].tolist() == [
        140,
        "people",
        "at_least",
        "article_only",
    ]
    for row in programmes.itertuples():
        assert row.value == ascn_data.claim_value(net, row.claim_id)
        assert row.as_of == pd.Timestamp("2023-07-27")


@pytest.mark.parametrize(
    "question",
    [ascn_data.events, ascn_data.partner_programmes, ascn_data.programmes],
    ids=lambda question: question.__name__,
)
def test_every_event_and_programme_names_a_known_source(net: Network, question) -> None:
    assert question(net)["source_id"].isin(net.sources["source_id"]).all()
