"""City index, national programmes, Thailand's targets, and the governance of the network."""

from __future__ import annotations

import pytest

import ascn_data
from ascn_data import Network

LATEST = "2026-02-01"


def test_ranks_of_two_methods_are_told_apart(net: Network) -> None:
    ranks = ascn_data.city_index(net)
    assert set(ranks.loc[ranks["edition"] < 2022, "method_since"]) == {2019}
    assert set(ranks.loc[ranks["edition"] > 2022, "method_since"]) == {2023}
    assert (ranks["rank"] <= ranks["cities_ranked"]).all()


def test_no_index_was_published_in_2022(net: Network) -> None:
    edition = net.city_index_editions.set_index("edition").loc[2022]
    assert edition[["cities_ranked", "method_since"]].isna().all()
    assert 2022 not in set(ascn_data.city_index(net)["edition"])


def test_a_rank_of_an_unknown_place_is_a_key_error(net: Network) -> None:
    with pytest.raises(KeyError):
        ascn_data.city_index(net, "atlantis")


def test_37_areas_of_105_by_2027_are_certified(net: Network) -> None:
    (row,) = ascn_data.programme_progress(net, LATEST).to_dict("records")
    assert (row["certified"], row["target"], row["target_year"]) == (37, 105, 2027)
    assert f"{row['certified_on']:%Y-%m-%d}" == "2025-08-27"


def test_there_is_no_progress_before_anything_is_certified(net: Network) -> None:
    assert ascn_data.programme_progress(net, "2021-12-23").empty
    assert len(ascn_data.programme_progress(net, "2021-12-24")) == 1


def test_the_certified_counts_are_those_of_the_list_of_areas(net: Network) -> None:
    figures = ascn_data.programme_figures(net, LATEST)
    for row in figures[figures["kind"] == "certified"].itertuples():
        assert len(ascn_data.plan_areas(net, row.as_of)) == row.value


def test_a_figure_is_not_known_before_its_day(net: Network) -> None:
    for answer in (ascn_data.programme_figures, ascn_data.national_programmes):
        assert answer(net, "2014-01-01").empty
        assert (answer(net, "2020-12-31")["as_of"] <= "2020-12-31").all()
        assert len(answer(net, "2020-12-31")) < len(answer(net, LATEST))


def test_thailand_is_not_among_the_other_countries(net: Network) -> None:
    rows = ascn_data.national_programmes(net, LATEST)
    assert "THA" not in set(rows["country_id"])
    assert rows["country_id"].nunique() == 9


@pytest.mark.parametrize(
    ("day", "chair", "shepherd"),
    [("2019-08-24", "THA", "SGP"), ("2021-09-01", "BRN", "SGP"), ("2026-01-31", "PHL", "IDN")],
)
def test_one_chair_and_one_shepherd_are_in_office(
    net: Network, day: str, chair: str, shepherd: str
) -> None:
    rows = ascn_data.governance(net, day)
    office = rows[rows["in_office"]]
    assert dict(zip(office["kind"], office["country_id"], strict=True)) == {
        "chair": chair, "shepherd": shepherd,
    }  # fmt: skip


def test_all_seven_meetings_with_japan_are_in_the_timeline(net: Network) -> None:
    ids = set(ascn_data.events(net, kind="partner")["event_id"])
    assert {f"asean-japan-meeting-{number}" for number in range(1, 8)} <= ids
