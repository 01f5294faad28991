"""Target and progress of Thailand's programme are those stated by the selected date."""

from __future__ import annotations

import pytest

import ascn_data
from ascn_data import Network
from dashboard.content.text.progress_text import KINDS, figure_rows, progress_said
from dashboard.core.translation import LANGUAGES, use_language

EARLY, FOUNDING, ANNOUNCED, LATEST = "2018-04-27", "2018-04-28", "2023-07-28", "2026-01-31"


@pytest.mark.parametrize(
    ("asof", "numbers"),
    [
        (ANNOUNCED, ["30", "100", "2024", "9 November 2022"]),
        ("2023-08-31", ["36", "100", "2024", "(July 2023)"]),
        (LATEST, ["37", "105", "2027", "27 August 2025"]),
    ],
)
def test_progress_is_told_with_its_target_year_and_date(asof: str, numbers: list[str]) -> None:
    said = progress_said(asof)
    assert all(number in said for number in numbers), said


def test_progress_in_thai_is_of_the_buddhist_era() -> None:
    with use_language("th"):
        said = progress_said(LATEST)
    assert all(number in said for number in ("37", "105", "พ.ศ. 2570", "พ.ศ. 2568")), said


@pytest.mark.parametrize("asof", [EARLY, FOUNDING])
def test_progress_is_unknown_before_it_was_stated(asof: str) -> None:
    assert "not known" in progress_said(asof)
    assert "0" not in progress_said(asof).replace("2018", "")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("asof", [EARLY, FOUNDING, ANNOUNCED, LATEST])
def test_the_figures_are_all_those_stated_by_the_day(net: Network, asof: str, code: str) -> None:
    with use_language(code):
        rows = figure_rows(asof)
    assert (
        rows["figure_id"].tolist() == ascn_data.programme_figures(net, asof)["figure_id"].tolist()
    )
    assert (rows["as_of"] <= asof).all()
    assert rows["about"].str.len().all()
    missing = rows["value"].isna()
    assert rows.loc[missing, "figure"].isna().all()


def test_every_kind_of_figure_has_words(net: Network) -> None:
    assert set(net.programme_figures["kind"]) <= set(KINDS)
