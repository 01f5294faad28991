"""Claims: every number of the announcement, beside what the tables compute."""

from __future__ import annotations

import pytest

import ascn_data
from ascn_data import Network

ANNOUNCEMENT = {
    "ascn_members_before": 26,
    "ascn_members_after": 29,
    "thai_members_joined": 3,
    "ascn_meeting_number": 6,
    "proposed_thai_areas": 6,
    "proposed_benefit": 1_800_000,
    "thai_plan_areas": 36,
    "thai_plan_provinces": 25,
    "ambassadors_trained": 134,
    "leadership_programme": 140,
    "solutions_awards_year": 2023,
    "expo_month": 11,
    "partners_named": 3,
    "core_values": 7,
}
COMPUTED = {
    "ascn_members_before",
    "ascn_members_after",
    "thai_members_joined",
    "ascn_meeting_number",
    "proposed_thai_areas",
    "thai_plan_areas",
    "thai_plan_provinces",
    "core_values",
}


def test_every_number_of_the_announcement_is_a_claim(net: Network) -> None:
    rows = ascn_data.claims(net)
    assert dict(zip(rows["claim_id"], rows["value"], strict=True)) == ANNOUNCEMENT


@pytest.mark.parametrize("claim", sorted(COMPUTED))
def test_a_claim_that_can_be_computed_equals_the_computed_number(net: Network, claim: str) -> None:
    row = ascn_data.claims(net).set_index("claim_id").loc[claim]
    assert row["computed"] == row["value"] == ANNOUNCEMENT[claim]
    assert row["agrees"]


def test_the_other_claims_have_no_computed_number_and_agree_with_nothing(net: Network) -> None:
    rows = ascn_data.claims(net).set_index("claim_id").drop(index=list(COMPUTED))
    assert set(rows.index) == set(ANNOUNCEMENT) - COMPUTED
    assert rows[["computed", "agrees"]].isna().all(axis=None)


def test_the_announced_benefit_is_never_computed(net: Network) -> None:
    row = ascn_data.claims(net).set_index("claim_id").loc["proposed_benefit"]
    assert row[["computed", "agrees"]].isna().all()
    assert row["precision"] == "approx"


def test_the_claims_that_rest_on_the_article_alone_say_so_and_nobody_confirms_them(
    net: Network,
) -> None:
    rows = ascn_data.claims(net)
    alone = rows[rows["corroboration"] == "article_only"]
    assert set(alone["claim_id"]) == {"ambassadors_trained", "leadership_programme"}
    assert set(alone["confirmed_by"]) == {""}


def test_a_strong_claim_is_confirmed_by_a_source_of_its_own(net: Network) -> None:
    rows = ascn_data.claims(net)
    strong = rows[rows["corroboration"] == "strong"]
    assert len(strong) > 0
    for row in strong.itertuples():
        assert set(row.confirmed_by.split("; ")) - {"", row.source_id}


def test_those_who_confirm_or_dispute_a_claim_are_sources(net: Network) -> None:
    rows = ascn_data.claims(net)
    named = {
        source
        for column in ("confirmed_by", "disputed_by")
        for cell in rows[column]
        for source in cell.split("; ")
    }
    assert len(named) > 3
    assert named - {""} <= set(net.sources["source_id"])


def test_a_disputed_claim_explains_the_difference_in_both_languages(net: Network) -> None:
    rows = ascn_data.claims(net)
    disputed = rows[rows["disputed_by"] != ""]
    assert set(disputed["claim_id"]) == {
        "ascn_members_after",
        "thai_members_joined",
        "thai_plan_provinces",
    }
    assert disputed[["discrepancy_en", "discrepancy_th"]].notna().all(axis=None)


def test_every_claim_says_who_announced_it_and_of_which_day_it_speaks(net: Network) -> None:
    rows = ascn_data.claims(net)
    assert rows[["announced_by_en", "announced_by_th", "as_of", "unit"]].notna().all(axis=None)
    assert set(rows["as_of"].dt.strftime("%Y-%m")) == {"2023-07"}


def test_a_claim_is_looked_up_by_its_id(net: Network) -> None:
    assert ascn_data.claim_value(net, "proposed_benefit") == 1_800_000
    with pytest.raises(KeyError):
        ascn_data.claim_value(net, "nonsense")
