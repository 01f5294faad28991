"""Projects of the monitoring reports: 77, 86, 108, 134, each year beside the others."""

from __future__ import annotations

import pandas as pd
import pytest

import ascn_data
from ascn_data import Network

YEARS = {2022: 77, 2023: 86, 2024: 108, 2025: 134}
GROUPS = {
    "focus_area": "focus_area_id",
    "country": "country_id",
    "city": "place_id",
    "progress": "progress",
}
QUESTIONS = [ascn_data.projects, ascn_data.project_totals, ascn_data.priority_projects]
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.__name__)
every_group = pytest.mark.parametrize("by", sorted(GROUPS))


def by_year(totals: pd.DataFrame) -> dict[int, int]:
    """The projects of each report year, all groups of it together."""
    return totals.groupby("report_year")["projects"].sum().to_dict()


def test_the_reports_list_77_86_108_and_134_projects(net: Network) -> None:
    totals = ascn_data.project_totals(net)
    assert dict(zip(totals["report_year"], totals["projects"], strict=True)) == YEARS


def test_every_row_of_a_report_is_listed_once_with_its_labels(net: Network) -> None:
    listed = ascn_data.projects(net)
    assert set(listed["project_id"]) == set(net.projects["project_id"])
    assert len(listed) == len(net.projects)
    assert listed.notna().all(axis=None)


def test_projects_stand_in_the_order_of_the_reports(net: Network) -> None:
    listed = ascn_data.projects(net)
    assert listed["report_year"].is_monotonic_increasing
    for _, part in listed.groupby(["report_year", listed["progress"] == "completed"]):
        assert part["row_number"].tolist() == list(range(1, len(part) + 1))
    last = ascn_data.projects(net, year=2024).tail(11)
    assert set(last["progress"]) == {"completed"}


def test_a_city_is_labelled_by_its_own_country_and_region(net: Network) -> None:
    phuket = ascn_data.projects(net, city="phuket").drop_duplicates("place_id").iloc[0]
    assert phuket[["name_en", "country_id", "country_en", "region_id"]].tolist() == [
        "Phuket",
        "THA",
        "Thailand",
        "south",
    ]


@pytest.mark.parametrize(
    ("where", "column", "value"),
    [
        ({"year": 2024}, "report_year", 2024),
        ({"country": "VNM"}, "country_id", "VNM"),
        ({"region": "south"}, "region_id", "south"),
        ({"city": "phuket"}, "place_id", "phuket"),
        ({"focus": "safety-security"}, "focus_area_id", "safety-security"),
        ({"progress": "completed"}, "progress", "completed"),
    ],
)
def test_a_filter_keeps_every_row_it_names_and_no_other(
    net: Network, where: dict[str, object], column: str, value: object
) -> None:
    whole, part = ascn_data.projects(net), ascn_data.projects(net, **where)
    assert 0 < len(part) < len(whole)
    assert set(part["project_id"]) == set(whole.loc[whole[column] == value, "project_id"])
    assert by_year(ascn_data.project_totals(net, **where)) == (
        part["report_year"].value_counts().to_dict()
    )


def test_filters_hold_together(net: Network) -> None:
    part = ascn_data.projects(net, year=2025, country="MYS", progress="completed")
    assert len(part)
    assert set(part["report_year"]) == {2025}
    assert set(part["country_id"]) == {"MYS"}
    assert set(part["progress"]) == {"completed"}


@every_question
def test_a_region_elsewhere_leaves_an_empty_frame_with_the_columns(net: Network, question) -> None:
    empty = question(net, country="IDN", region="north")
    assert empty.empty
    assert list(empty.columns) == list(question(net).columns)


@every_group
def test_groups_add_up_to_the_report(net: Network, by: str) -> None:
    assert by_year(ascn_data.project_totals(net, by)) == YEARS


@every_group
def test_a_group_counts_the_projects_listed_in_it(net: Network, by: str) -> None:
    totals, listed = ascn_data.project_totals(net, by), ascn_data.projects(net)
    keys = ["report_year", GROUPS[by]]
    assert not totals.duplicated(keys).any()
    counted = totals[totals["projects"] > 0].set_index(keys)["projects"]
    assert counted.to_dict() == listed.groupby(keys).size().to_dict()


@every_group
def test_a_region_of_another_country_has_no_group_but_every_column(net: Network, by: str) -> None:
    empty = ascn_data.project_totals(net, by, country="IDN", region="north")
    assert empty.empty
    assert list(empty.columns) == list(ascn_data.project_totals(net, by).columns)


def test_a_focus_area_without_a_project_has_0_in_a_year_with_others(net: Network) -> None:
    totals = ascn_data.project_totals(net, "focus_area", city="phuket")
    years = ascn_data.projects(net, city="phuket")["report_year"].nunique()
    assert len(totals) == years * len(net.focus_areas)
    assert (totals["projects"] == 0).any()
    assert totals["source_id"].notna().all()


def test_one_focus_area_keeps_its_years_of_0(net: Network) -> None:
    whole = ascn_data.project_totals(net, "focus_area", country="BRN")
    for focus, part in whole.groupby("focus_area_id"):
        one = ascn_data.project_totals(net, "focus_area", country="BRN", focus=focus)
        assert one["projects"].tolist() == part["projects"].tolist()


def test_a_city_has_no_row_for_a_report_before_it_joined(net: Network) -> None:
    for by in (None, "focus_area", "city"):
        totals = ascn_data.project_totals(net, by, city="ipoh")
        assert set(totals["report_year"]) == {2025}


def test_the_first_two_reports_give_no_progress(net: Network) -> None:
    totals = ascn_data.project_totals(net, "progress")
    given = totals.groupby("report_year")["progress"].agg(set).to_dict()
    assert given[2022] == given[2023] == {"not_stated"}
    assert given[2024] == given[2025] == {"completed", "ongoing_or_planning"}


def test_projects_are_counted_by_nothing_else(net: Network) -> None:
    with pytest.raises(ValueError, match="focus_area"):
        ascn_data.project_totals(net, "mood")


def test_an_answer_about_projects_names_known_sources(net: Network) -> None:
    known = set(net.sources["source_id"])
    frames = [question(net) for question in QUESTIONS]
    frames += [ascn_data.project_totals(net, by) for by in GROUPS]
    for frame in [*frames, ascn_data.focus_matrix(net)]:
        assert len(frame)
        assert set(frame["source_id"]) <= known


@pytest.mark.parametrize(("year", "members"), [(2022, 26), (2023, 29), (2024, 31), (2025, 37)])
def test_the_matrix_has_every_member_of_that_year_by_every_focus_area(
    net: Network, year: int, members: int
) -> None:
    matrix = ascn_data.focus_matrix(net, year=year)
    assert matrix["place_id"].nunique() == members
    assert len(matrix) == members * len(net.focus_areas)
    assert not matrix.duplicated(["place_id", "focus_area_id"]).any()
    assert matrix["projects"].sum() == YEARS[year]


def test_the_matrix_shows_the_latest_report(net: Network) -> None:
    assert set(ascn_data.focus_matrix(net)["report_year"]) == {max(YEARS)}


def test_the_matrix_knows_what_the_26_founding_cities_declared(net: Network) -> None:
    matrix = ascn_data.focus_matrix(net)
    said = matrix[matrix["declared"].notna()]
    founders = set(ascn_data.members(net, "2018-04-28")["place_id"])
    assert set(said["place_id"]) == founders
    yes = said[said["declared"].astype(bool)]
    pairs = {*zip(yes["place_id"], yes["focus_area_id"], strict=True)}
    assert pairs == {
        *zip(net.place_focus_areas["place_id"], net.place_focus_areas["focus_area_id"], strict=True)
    }
    assert len(pairs) < len(said)


def test_what_a_city_declared_names_its_source_and_nothing_else_does(net: Network) -> None:
    matrix = ascn_data.focus_matrix(net)
    assert (matrix["declared_source_id"].notna() == matrix["declared"].notna()).all()
    assert set(matrix["declared_source_id"].dropna()) <= set(net.sources["source_id"])


def test_a_city_that_the_report_leaves_out_has_an_unknown_number_of_projects(net: Network) -> None:
    matrix = ascn_data.focus_matrix(net, year=2023)
    unknown = matrix[matrix["projects"].isna()]
    assert set(unknown["place_id"]) == {"chiang-mai", "khon-kaen", "rayong"}
    assert len(unknown) == 3 * len(net.focus_areas)
    assert (matrix["projects"] == 0).any()


def test_the_matrix_can_be_filtered(net: Network) -> None:
    thai = ascn_data.focus_matrix(net, country="THA")
    north = ascn_data.focus_matrix(net, region="north")
    assert set(thai["country_id"]) == {"THA"}
    assert set(north["place_id"]) == {"chiang-mai"}


def test_every_founding_city_put_projects_first(net: Network) -> None:
    first = ascn_data.priority_projects(net)
    assert len(first) == len(net.priority_projects)
    founders = set(ascn_data.members(net, "2018-04-28")["place_id"])
    assert set(first["place_id"]) == founders
    assert first.notna().all(axis=None)


def test_priority_projects_can_be_filtered(net: Network) -> None:
    assert set(ascn_data.priority_projects(net, city="phuket")["place_id"]) == {"phuket"}
    assert set(ascn_data.priority_projects(net, region="south")["place_id"]) == {"phuket"}
    thai = ascn_data.priority_projects(net, country="THA")
    assert set(thai["place_id"]) == {"bangkok", "chonburi", "phuket"}
