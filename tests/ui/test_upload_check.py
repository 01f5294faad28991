"""The desk has a word for every refusal and every question of the data layer."""

from __future__ import annotations

import pytest

from ascn_data import Network
from ascn_data.edition import check_upload
from ascn_data.problems import Problem, Rule
from ascn_data.upload import REASONS, Refused
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.ui.components.check_report import QUESTIONS, said
from dashboard.ui.sections.upload_check import REFUSALS, refusal
from tests.pseudo import OPEN, pseudo

DETAILS = {"limit": 200, "file": "<b>x</b>.csv", "known": "places.csv", "error": "BadZipFile()"}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
def test_a_refusal_says_why(code: str, reason: str) -> None:
    with use_language(code):
        said = refusal(Refused(reason, **DETAILS))
    assert said
    assert "{" not in said
    assert "<b>" not in said


def test_no_refusal_is_left_that_nobody_gives() -> None:
    assert set(REFUSALS) == set(REASONS)


def test_every_count_has_a_name(net: Network) -> None:
    assert set(check_upload(net, {}).counts["question"]) == set(QUESTIONS)


BROKEN = {
    "places.csv": b"place_id,mayor\nx\n",
    "regions.csv": b"region_id,name_en,name_th,country_id\n\xff\n",
    "sources.csv": b"",
    "boundaries/thai_provinces.geojson": b"{}",
}


def test_a_rule_can_be_said_in_another_language() -> None:
    rule = Rule("must be a {key} of {file}", key="place_id", file="places.csv")
    assert rule == "must be a place_id of places.csv"
    assert str(Problem("a.csv", 2, "b", rule)).endswith(": must be a place_id of places.csv")
    assert type(Problem("a.csv", 2, "b", rule).as_dict()["rule"]) is str
    with use_language("en"):
        assert said(rule) == rule
        assert said("a text that is no rule") == "a text that is no rule"


def test_values_of_a_rule_may_hold_braces() -> None:
    rule = Rule("must match {pattern}", pattern="^[A-Z]{3}$")
    assert said(rule) == rule == "must match ^[A-Z]{3}$"


def test_every_rule_that_an_upload_breaks_is_said_by_the_catalogue(
    net: Network, pseudo_language: str
) -> None:
    problems = check_upload(net, BROKEN).problems
    assert len({problem.rule for problem in problems}) >= 5
    with use_language(pseudo_language):
        assert [one.rule for one in problems if not said(one.rule).startswith(OPEN)] == []
        rule = Rule("must be at least {low}", low=-12.0)
        assert said(rule) == pseudo(rule.template).format(low=-12.0)
