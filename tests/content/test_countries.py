"""The member states of the selected date, with their member cities and national programmes."""

from __future__ import annotations

import pandas as pd
import pytest

import ascn_data
from ascn_data import Network
from dashboard.content.countries import (
    countries,
    countries_notes,
    countries_title,
    country_columns,
    country_rows,
    programme_figures_of,
)
from dashboard.content.table_totals import totals_said
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View

EARLY, FOUNDING, ANNOUNCED, LATEST = "2018-04-27", "2018-04-28", "2023-07-28", "2026-01-31"
DAYS = (EARLY, FOUNDING, ANNOUNCED, LATEST)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("asof", DAYS)
def test_every_member_state_of_the_day_has_one_row(net: Network, asof: str, code: str) -> None:
    with use_language(code):
        rows = country_rows(View(asof=asof, lang=code))
    states = ascn_data.asean_countries(net, asof).set_index("country_id")["members"]
    assert rows.set_index("country_id")["members"].to_dict() == states.to_dict()
    assert rows["first_on"].isna().tolist() == (rows["members"] == 0).tolist()
    assert (rows["first_on"].dropna() <= asof).all()
    assert (rows["as_of"].dropna() <= asof).all()
    for row in rows[rows["programme"].notna()].itertuples():
        assert row.figures, row
        assert row.cited, row


@pytest.mark.parametrize(
    ("asof", "told"),
    [
        (EARLY, ["No city of the 10", "2 states."]),
        (FOUNDING, ["10 of the 10", "26 member cities"]),
        (ANNOUNCED, ["10 of the 10", "29 member cities"]),
        (LATEST, ["11 of the 11", "38 member cities", "10 states"]),
    ],
)
def test_the_opening_counts_states_and_cities(asof: str, told: list[str]) -> None:
    said = countries(View(asof=asof))
    assert all(part in said for part in told), said


def test_figures_of_one_day_stand_together_and_are_not_added() -> None:
    rows = country_rows(View(asof=LATEST)).set_index("country_id")
    assert rows.loc["PHL", "figures"].startswith("80 local governments (goal by 2028); 100 million")
    assert rows.loc["IDN", "figures"] == (
        "191 cities and regencies (total as stated by the minister)"
    )
    assert rows.loc["THA", "figures"] == "37 cities (certified; target 105 by 2027)"
    assert pd.isna(rows.loc["TLS", "programme"])


def test_a_programme_without_a_number_says_what_was_stated() -> None:
    rows = country_rows(View(asof=ANNOUNCED)).set_index("country_id")
    assert rows.loc["SGP", "figures"] == "launched"


def test_a_country_has_one_row_and_is_named() -> None:
    view = View(asof=LATEST, country="VNM")
    assert country_rows(view)["country_id"].tolist() == ["VNM"]
    assert set(programme_figures_of(view)["country_id"]) == {"VNM"}
    said = countries(view)
    assert all(part in said for part in ("Viet Nam", "48 provinces and cities")), said


def test_a_state_that_has_not_joined_asean_has_no_row() -> None:
    view = View(asof=ANNOUNCED, country="TLS")
    assert country_rows(view).empty
    assert countries(view) == "Timor-Leste was not a member state of ASEAN on 28 July 2023."


def test_where_only_proposed_areas_are_selected_members_are_not_told() -> None:
    assert "member cit" not in countries(View(asof=LATEST, status="proposed"))
    assert "member cit" not in countries(View(asof=LATEST, status="proposed", country="VNM"))


def test_members_are_left_out_where_only_proposed_areas_are_chosen() -> None:
    rows = country_rows(View(status="proposed"))
    assert len(rows) == 10
    assert not {"members", "first_on"} & {*rows.columns, *country_columns(rows)}
    said = [countries_title(rows), *countries_notes(rows), totals_said("countries", rows)]
    assert not [each for each in said if "ember" in each.replace("member state", "")]
