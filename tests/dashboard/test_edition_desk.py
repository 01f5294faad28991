"""The desk has a word for every refusal and every question of the data layer."""

from __future__ import annotations

import pytest

from ascn_data import Network
from ascn_data.edition import check_upload
from ascn_data.upload import REASONS, Refused
from dashboard.edition_desk import QUESTIONS, REFUSALS, refusal
from dashboard.words import LANGUAGES, speaking

DETAILS = {"limit": 200, "file": "<b>x</b>.csv", "known": "places.csv", "error": "BadZipFile()"}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
def test_a_refusal_says_why(code: str, reason: str) -> None:
    with speaking(code):
        said = refusal(Refused(reason, **DETAILS))
    assert said
    assert "{" not in said
    assert "<b>" not in said


def test_no_refusal_is_left_that_nobody_gives() -> None:
    assert set(REFUSALS) == set(REASONS)


def test_every_count_has_a_name(net: Network) -> None:
    assert set(check_upload(net, {}).counts["question"]) == set(QUESTIONS)
