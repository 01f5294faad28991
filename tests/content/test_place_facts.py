"""The figures among the facts of a place are those of the tables, with date, source and limits."""

from __future__ import annotations

import pandas as pd
import pytest

import ascn_data
from ascn_data import Network
from dashboard.content.citations import plain, source_links
from dashboard.content.text.place_facts import facts, place_of
from dashboard.content.text.weak_sources import is_weak, weak_badge
from dashboard.core.dataset import network
from dashboard.core.translation import LANGUAGES, number, use_language
from dashboard.core.url_state import View

PLACES = network().places["place_id"].tolist()
EARLY, LATE = "2018-04-28", "2026-01-31"
LATER = "after the selected date"
POPULATION, DENSITY, RANK = 4, 5, 6
each_place = pytest.mark.parametrize("place_id", PLACES)
each_language = pytest.mark.parametrize("code", LANGUAGES)


def fact(place_id: str, at: int, asof: str = LATE) -> str:
    """The text of one fact."""
    view = View(asof=asof)
    return facts(place_of(view, place_id), view)[at][1]


def un_figures(net: Network, place_id: str) -> pd.DataFrame:
    """The figures of the place in the source shared by all, without projections."""
    rows = ascn_data.population_figures(net)
    rows = rows[(rows["place_id"] == place_id) & (rows["estimate_type"] != "projection")]
    return rows[rows["series_id"] == net.role("series", "beside_places")]


@each_language
def test_every_place_has_the_same_facts_and_none_is_empty(code: str) -> None:
    with use_language(code):
        view = View(asof=LATE, lang=code)
        every = [facts(place_of(view, place_id), view) for place_id in PLACES]
    assert len({tuple(name for name, _said in each) for each in every}) == 1
    assert all(said for each in every for _name, said in each)


@each_place
def test_the_population_is_that_of_the_shared_source_where_it_has_one(
    net: Network, place_id: str
) -> None:
    rows, said = un_figures(net, place_id), fact(place_id, POPULATION)
    if rows.empty:
        assert "UN cities" not in said
        return
    last = rows.sort_values("year").iloc[-1]
    assert said.startswith(f"{number(last['population'])} people in {last['year']}")
    assert source_links([last["source_id"]]) in said
    match = ascn_data.un_cities(net, place_id).set_index("unit_id").loc[last["unit_id"]]
    assert pd.isna(match["note_en"]) or plain(match["note_en"]) in said


@pytest.mark.parametrize("place_id", ["cauayan", "samut-prakan", "chonburi"])
def test_a_place_without_a_un_figure_says_so_and_names_another_source(
    net: Network, place_id: str
) -> None:
    said = fact(place_id, POPULATION)
    rows = ascn_data.population_figures(net)
    rows = rows[(rows["place_id"] == place_id) & (rows["series_id"] != "un-agglomerations")]
    last = rows.sort_values("year").iloc[-1]
    assert f"{number(last['population'])} people in {last['year']}" in said
    assert "UN" in said


def test_a_place_of_several_possible_areas_has_no_single_population() -> None:
    assert fact("nikhom-phatthana", POPULATION).startswith("unknown")


@each_place
def test_a_density_is_one_of_the_same_area_or_unknown(net: Network, place_id: str) -> None:
    rows, said = ascn_data.densities(net, place_id), fact(place_id, DENSITY)
    if rows.empty:
        assert said.startswith("unknown")
        return
    last = rows[rows["year"] == rows["year"].max()]
    (row,) = [row for row in last.itertuples() if said.startswith(number(row.density))]
    assert plain(row.unit_en) in said
    assert source_links([row.source_id]) in said
    assert (weak_badge() in said) == is_weak([row.source_id])


@pytest.mark.parametrize("at", [POPULATION, DENSITY])
def test_a_figure_later_than_the_selected_date_is_marked(at: int) -> None:
    assert LATER in fact("bangkok", at, EARLY)
    assert LATER not in fact("bangkok", at)


@each_place
@pytest.mark.parametrize("asof", [EARLY, "2021-12-31", "2024-12-31", LATE])
def test_the_rank_is_the_last_by_the_selected_date(net: Network, place_id: str, asof: str) -> None:
    rows, said = ascn_data.city_index(net, place_id), fact(place_id, RANK, asof)
    if rows.empty:
        assert said == "no rank on record"
        return
    ranks = {
        row.edition: f"{row.rank} of {row.cities_ranked} ({row.edition})"
        for row in rows.itertuples()
    }
    assert all(rank in said for rank in ranks.values())
    past = [edition for edition in ranks if edition <= View(asof=asof).year]
    if past:
        assert said.startswith(ranks[max(past)])
    else:
        assert said.startswith("No rank on record by")
    assert ("After the selected date" in said) == (len(past) < len(ranks))
    assert ("another method" in said) == (rows["method_since"].nunique() > 1)
    assert (weak_badge() in said) == is_weak(rows["source_id"])
    assert source_links(rows["source_id"]) in said
