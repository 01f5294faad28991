"""Populations: always one source with one definition, and no figure where there is none."""

from __future__ import annotations

import pandas as pd
import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from ascn_data.populations import figures

LATEST = "2026-02-01"
OLD_UN, UN = "un-agglomerations", "un-cities"


@pytest.fixture(scope="module")
def answers(net: Network) -> dict[str, pd.DataFrame]:
    """What every series with a figure of a member says of the latest members."""
    series = ascn_data.series_in_use(net, LATEST, at_least=1)["series_id"]
    assert len(series) > 10
    return {name: ascn_data.city_populations(net, LATEST, name) for name in series}


def test_the_un_cities_have_28_of_the_first_29_members(net: Network) -> None:
    cities = ascn_data.city_populations(net, "2023-07-28", UN)
    assert len(cities) == 29
    assert cities.loc[cities["population"].isna(), "place_id"].tolist() == ["chonburi"]


def test_the_older_un_series_has_24_of_the_first_29_members(net: Network) -> None:
    cities = ascn_data.city_populations(net, "2023-07-28", OLD_UN)
    assert cities["population"].notna().sum() == 24


def test_the_older_un_series_is_superseded_and_shares_no_area_with_the_newer(net: Network) -> None:
    series = net.series.set_index("series_id")["superseded_by"].dropna()
    assert series.to_dict() == {OLD_UN: UN}
    assert net.role("series", "beside_places") == UN
    units = net.populations.groupby("series_id")["unit_id"].agg(set)
    assert not units[OLD_UN] & units[UN]


def test_a_neighbour_or_a_further_un_city_is_not_compared(net: Network) -> None:
    left_out = net.un_city_matches
    left_out = left_out[left_out["match_kind"].isin(["neighbour", "other_part_of_place"])]
    assert len(left_out) > 5
    assert not set(left_out["unit_id"]) & set(figures(net)["unit_id"])


def test_every_place_has_a_match_or_is_said_to_have_none(net: Network) -> None:
    for place in net.places["place_id"]:
        rows = ascn_data.un_cities(net, place)
        kinds = rows["match_kind"].tolist()
        assert kinds[0] != "other_part_of_place"
        assert set(kinds[1:]) <= {"other_part_of_place"}
        assert rows["unit_id"].isna().all() == (kinds == ["none"])


def test_members_without_a_figure_are_listed_last_and_have_none(net: Network) -> None:
    last = ascn_data.city_populations(net, "2023-07-28", OLD_UN).tail(5)
    assert set(last["place_id"]) == {
        "bandar-seri-begawan",
        "banyuwangi",
        "battambang",
        "luang-prabang",
        "siem-reap",
    }
    assert last[["population", "unit_id", "estimate_type", "source_id"]].isna().all(axis=None)


def test_every_member_stands_once_in_every_series(
    net: Network, answers: dict[str, pd.DataFrame]
) -> None:
    members = set(ascn_data.members(net, LATEST)["place_id"])
    for cities in answers.values():
        assert cities["place_id"].is_unique
        assert set(cities["place_id"]) == members


def test_an_answer_holds_one_series_and_one_year(answers: dict[str, pd.DataFrame]) -> None:
    for name, cities in answers.items():
        assert set(cities["series_id"]) == {name}
        assert cities["year"].nunique() == 1


def test_the_figures_are_those_of_the_series_and_no_other(
    net: Network, answers: dict[str, pd.DataFrame]
) -> None:
    rows = net.populations
    for name, cities in answers.items():
        (year,) = cities["year"].unique()
        own = rows[(rows["series_id"] == name) & (rows["year"] == year)]
        known = dict(zip(own["unit_id"], own["population"], strict=True))
        found = cities.dropna(subset="population")
        assert len(found)
        assert [known[unit] for unit in found["unit_id"]] == found["population"].tolist()


def test_a_series_gives_a_place_at_most_one_figure_a_year(net: Network) -> None:
    assert not figures(net).duplicated(["series_id", "place_id", "year"]).any()


def test_cities_are_listed_largest_first(net: Network) -> None:
    cities = ascn_data.city_populations(net, ANNOUNCEMENT, UN).dropna(subset="population")
    assert cities["population"].is_monotonic_decreasing
    assert cities["place_id"].iloc[0] == "jakarta"


def test_the_best_year_is_the_last_of_those_with_most_places_and_not_projected(
    net: Network,
) -> None:
    assert ascn_data.best_year(net, OLD_UN) == 2015
    assert ascn_data.best_year(net, UN) == 2025
    assert ascn_data.years_of(net, UN)[-1] > 2025


def test_no_projection_stands_in_the_best_year(
    net: Network, answers: dict[str, pd.DataFrame]
) -> None:
    for name, cities in answers.items():
        assert set(cities["year"]) == {ascn_data.best_year(net, name)}
        assert "projection" not in set(cities["estimate_type"])


def test_a_projected_year_is_shown_when_asked_for_and_says_so(net: Network) -> None:
    cities = ascn_data.city_populations(net, ANNOUNCEMENT, OLD_UN, 2025).dropna(subset="population")
    assert len(cities) == 24
    assert set(cities["estimate_type"]) == {"projection"}


def test_the_years_of_a_series_are_in_order_and_each_has_a_figure(net: Network) -> None:
    years = ascn_data.years_of(net, "registration")
    assert years == sorted(set(years))
    assert (years[0], years[-1]) == (2000, 2025)
    assert ascn_data.best_year(net, "registration") == 2021
    for year in (years[0], years[-1]):
        cities = ascn_data.city_populations(net, ANNOUNCEMENT, "registration", year, status=None)
        assert cities["population"].notna().any()


def test_a_year_without_figures_lists_the_places_with_none(net: Network) -> None:
    cities = ascn_data.city_populations(net, ANNOUNCEMENT, UN, 1900)
    assert len(cities) == 29
    assert cities["population"].isna().all()


def test_the_series_in_use_are_the_widest_first_and_reach_the_number_asked_for(
    net: Network,
) -> None:
    series = ascn_data.series_in_use(net, ANNOUNCEMENT)
    assert series["places"].is_monotonic_decreasing
    assert (series["places"] >= 3).all()
    assert dict(zip(series["series_id"], series["places"], strict=True))[UN] == 28


def test_populations_are_filtered_as_places_are(net: Network) -> None:
    thai = ascn_data.city_populations(net, ANNOUNCEMENT, UN, country="THA")
    assert set(thai["place_id"]) == set(
        ascn_data.members(net, ANNOUNCEMENT, country="THA")["place_id"]
    )
    proposed = ascn_data.city_populations(net, ANNOUNCEMENT, "registration", status="proposed")
    assert len(proposed) == 6


def test_an_unknown_series_raises_value_error(net: Network) -> None:
    with pytest.raises(ValueError, match="nonsense"):
        ascn_data.best_year(net, "nonsense")
    with pytest.raises(ValueError, match="nonsense"):
        ascn_data.city_populations(net, ANNOUNCEMENT, "nonsense")


def test_an_unknown_series_raises_value_error_whatever_the_year(net: Network) -> None:
    with pytest.raises(ValueError, match="nonsense"):
        ascn_data.city_populations(net, ANNOUNCEMENT, "nonsense", 2020)
