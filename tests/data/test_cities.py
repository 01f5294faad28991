"""One place: its figures, its neighbours, its sources, and how it is found."""

from __future__ import annotations

import typing

import pandas as pd
import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from tests.data.conftest import Edition

LATEST = "2026-02-01"
ABOUT_A_PLACE = {
    "city_series": ascn_data.city_series,
    "city_sources": ascn_data.city_sources,
    "place": lambda net, place: ascn_data.place(net, ANNOUNCEMENT, place),
    "nearest": lambda net, place: ascn_data.nearest(net, ANNOUNCEMENT, place),
    "densities": ascn_data.densities,
    "un_cities": ascn_data.un_cities,
}


def found(net: Network, text: str) -> list[str]:
    """The ids of the places found, best first."""
    return ascn_data.find_places(net, text)["place_id"].tolist()


@pytest.mark.parametrize("question", ABOUT_A_PLACE.values(), ids=ABOUT_A_PLACE)
@pytest.mark.parametrize("place", ["", "atlantis", "Phuket"])
def test_an_unknown_place_raises_key_error(net: Network, question, place: str) -> None:
    with pytest.raises(KeyError):
        question(net, place)


def test_every_figure_of_every_reading_is_given_once(net: Network) -> None:
    readings = net.readings.merge(net.populations, on="unit_id")
    for place in net.places["place_id"]:
        figures = ascn_data.city_series(net, place)
        assert len(figures) == (readings["place_id"] == place).sum()
        assert not figures.duplicated(["series_id", "unit_id", "year", "estimate_type"]).any()


def test_a_figure_is_that_of_its_own_series_unit_and_year(net: Network) -> None:
    keys = ["series_id", "unit_id", "year", "estimate_type"]
    known = net.populations.set_index(keys)["population"]
    figures = ascn_data.city_series(net, "lampang").set_index(keys)["population"]
    assert len(figures) > 10
    assert figures.to_dict() == known.loc[figures.index].to_dict()


def test_lampang_has_figures_of_five_units(net: Network) -> None:
    figures = ascn_data.city_series(net, "lampang")
    standings = figures.drop_duplicates("unit_id").set_index("kind")["standing"].to_dict()
    assert standings == {
        "province": "possible",
        "district": "possible",
        "municipality": "possible",
        "agglomeration": "context",
        "un-city": "context",
    }


def test_figures_stand_by_standing_then_series_unit_and_year(net: Network) -> None:
    order = ["named", "possible", "alternative", "context"]
    for place in net.places["place_id"]:
        figures = ascn_data.city_series(net, place)
        rows = zip(
            figures["standing"].map(order.index),
            figures["series_id"],
            figures["unit_id"],
            figures["year"],
            strict=True,
        )
        listed = list(rows)
        assert listed == sorted(listed)


def test_figures_have_labels_and_a_source(net: Network) -> None:
    for place in net.places["place_id"]:
        figures = ascn_data.city_series(net, place)
        unknown = figures.columns[figures.isna().any()]
        assert set(unknown) <= {"note_en", "note_th", "reference_date"}
        assert figures["source_id"].isin(net.sources["source_id"]).all()


def test_a_place_without_figures_has_none(net: Network, edition: Edition) -> None:
    rows = edition.rows("readings.csv")
    edition.write_rows("readings.csv", [row for row in rows if row[1] != "dili"])
    dili = ascn_data.city_series(ascn_data.load(edition.directory), "dili")
    assert dili.empty
    assert list(dili.columns) == list(ascn_data.city_series(net, "phuket").columns)


def test_the_nearest_members_are_named_nearest_first(net: Network) -> None:
    near = ascn_data.nearest(net, LATEST, "bangkok", count=50)
    assert len(near) == 37
    assert near["distance_km"].is_monotonic_increasing
    assert near["place_id"].head(2).tolist() == ["chonburi", "rayong"]
    assert "bangkok" not in set(near["place_id"])
    assert near["source_id"].isin(net.sources["source_id"]).all()


def test_a_distance_runs_along_the_surface_of_the_earth(net: Network) -> None:
    near = ascn_data.nearest(net, LATEST, "singapore", count=50).set_index("place_id")
    # Johor Bahru lies across the strait; Hanoi some 2,200 km away.
    assert 15 < near.loc["johor-bahru", "distance_km"] < 30
    assert 2150 < near.loc["hanoi", "distance_km"] < 2250


def test_a_distance_is_the_same_both_ways(net: Network) -> None:
    there = ascn_data.nearest(net, LATEST, "hanoi", 50).set_index("place_id")["distance_km"]
    back = ascn_data.nearest(net, LATEST, "dili", 50).set_index("place_id")["distance_km"]
    assert there["dili"] == pytest.approx(back["hanoi"])


def test_a_later_member_is_near_only_once_it_has_joined(net: Network) -> None:
    before = ascn_data.nearest(net, "2023-07-26", "rayong", count=50)
    after = ascn_data.nearest(net, "2023-07-28", "rayong", count=50)
    assert set(after["place_id"]) - set(before["place_id"]) == {"chiang-mai", "khon-kaen"}


def test_a_proposed_area_has_neighbours_and_is_nobodys(net: Network) -> None:
    assert ascn_data.nearest(net, ANNOUNCEMENT, "lampang")["place_id"].iloc[0] == "chiang-mai"
    proposed = set(ascn_data.places(net, ANNOUNCEMENT, status="proposed")["place_id"])
    assert not proposed & set(
        ascn_data.nearest(net, ANNOUNCEMENT, "chiang-mai", count=50)["place_id"]
    )


@pytest.mark.parametrize(("count", "rows"), [(3, 3), (1, 1), (0, 0), (-1, 0), (50, 28)])
def test_as_many_neighbours_are_named_as_asked_for(net: Network, count: int, rows: int) -> None:
    assert len(ascn_data.nearest(net, ANNOUNCEMENT, "bangkok", count=count)) == rows


def test_before_the_founding_nobody_is_near(net: Network) -> None:
    empty = ascn_data.nearest(net, "2018-04-27", "bangkok")
    assert empty.empty
    assert list(empty.columns) == list(ascn_data.nearest(net, ANNOUNCEMENT, "bangkok").columns)


def test_a_source_stands_once_for_each_thing_it_says(net: Network) -> None:
    known = set(net.sources["source_id"])
    for place in net.places["place_id"]:
        sources = ascn_data.city_sources(net, place)
        assert not sources.duplicated().any()
        assert set(sources["source_id"]) <= known
        assert {"place", "membership", "region", "country"} <= set(sources["what"])


def test_every_source_of_a_figure_or_project_of_a_place_is_named(net: Network) -> None:
    questions = {
        "population": lambda place: ascn_data.city_series(net, place),
        "project": lambda place: ascn_data.projects(net, city=place),
        "priority_project": lambda place: ascn_data.priority_projects(net, city=place),
    }
    for place in net.places["place_id"]:
        sources = ascn_data.city_sources(net, place)
        for what, question in questions.items():
            named = set(sources.loc[sources["what"] == what, "source_id"])
            shown = set(question(place)["source_id"])
            assert shown <= named
            assert bool(shown) == bool(named)


def test_further_citations_are_among_the_sources(net: Network) -> None:
    sources = ascn_data.city_sources(net, "lampang")
    pairs = {*zip(sources["source_id"], sources["what"], strict=True)}
    assert {
        ("pichai_2023_07", "place"),
        ("thaiger_2023", "membership"),
        ("sciti_index_2026", "plan_area"),
        ("dopa_ahtambon", "reading"),
    } <= pairs


def test_no_source_of_another_place_is_named(net: Network) -> None:
    dili = ascn_data.city_sources(net, "dili")
    assert not {"project", "priority_project", "focus", "index_rank"} & set(dili["what"])


def test_a_density_divides_figures_of_the_area_that_was_measured(net: Network) -> None:
    area_of = net.places.set_index("place_id")["area_unit_id"]
    for place in net.places["place_id"]:
        rows = ascn_data.densities(net, place)
        assert set(rows["unit_id"]) <= {area_of[place]}
        assert (rows["density"] == rows["population"] / rows["area_km2"]).all()
    assert ascn_data.densities(net, "kuching").empty


@pytest.mark.parametrize(
    "text", ["Chiang Mai", "chiang mai", "CHIANG MAI", "  chiang mai ", "เชียงใหม่", "Chiáng Mái"]
)
def test_a_place_is_found_whatever_the_case_accents_and_spaces(net: Network, text: str) -> None:
    assert found(net, text)[0] == "chiang-mai"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("กรุงเทพ", "bangkok"),
        ("Hà Nội", "hanoi"),
        ("ha noi", "hanoi"),
        ("Ho Chi Minh", "ho-chi-minh-city"),
        ("ວຽງຈັນ", "vientiane"),
        ("မန္တလေး", "mandalay"),
        ("ភ្នំពេញ", "phnom-penh"),
        ("maynila", "manila"),
        ("บวกค้าง", "buak-khang"),
    ],
)
def test_a_place_is_found_by_its_english_thai_and_local_name(
    net: Network, text: str, place: str
) -> None:
    assert found(net, text) == [place]


def test_a_place_is_found_by_each_of_its_names(net: Network) -> None:
    for row in net.places.itertuples():
        for name in (row.name_en, row.name_th, row.name_local):
            assert found(net, name)[0] == row.place_id


def test_the_best_match_stands_first(net: Network) -> None:
    assert found(net, "chi") == ["chiang-mai", "ho-chi-minh-city", "kuching"]
    # The English name of Hanoi holds it inside, the local one as a start.
    assert found(net, "ha")[0] == "hanoi"


def test_marks_that_tell_thai_words_apart_are_kept(net: Network) -> None:
    assert found(net, "เชียงใหม") == ["chiang-mai"]
    assert found(net, "เชยงใหม่") == []


@pytest.mark.parametrize("text", ["", "   ", "\u0301", "atlantis", "%", "."])
def test_what_is_no_name_finds_nothing(net: Network, text: str) -> None:
    nothing = ascn_data.find_places(net, text)
    assert nothing.empty
    assert list(nothing.columns) == list(ascn_data.find_places(net, "chi").columns)


def test_a_place_found_has_its_labels_and_source(net: Network) -> None:
    places = ascn_data.find_places(net, "a")
    assert len(places) > 20
    assert places.notna().all(axis=None)
    assert places["source_id"].isin(net.sources["source_id"]).all()


@pytest.mark.parametrize("day", ["2018-04-27", "2023-07-28", LATEST])
def test_one_place_says_what_its_rows_say(net: Network, day: str) -> None:
    there = ascn_data.places(net, day).set_index("place_id")
    for row in net.places.itertuples():
        place = ascn_data.place(net, day, row.place_id)
        assert (place.name_en, place.lat, place.lon) == (row.name_en, row.lat, row.lon)
        assert place.area_km2 == (None if pd.isna(row.area_km2) else row.area_km2)
        if row.place_id not in there.index:
            assert (place.status, place.counted_on, place.source_id) == (None, None, None)
            continue
        then = there.loc[row.place_id]
        assert (place.status, place.source_id) == (then["status"], then["source_id"])
        assert place.counted_on == then["counted_on"].date()
        assert (place.country_en, place.region_th) == (
            then["country_en"], then["region_th"],
        )  # fmt: skip


def test_one_place_has_the_types_that_it_declares(net: Network) -> None:
    hints = typing.get_type_hints(ascn_data.Place)
    for place_id in net.places["place_id"]:
        place = ascn_data.place(net, LATEST, place_id)
        for name, kind in hints.items():
            assert isinstance(getattr(place, name), kind), (place_id, name)
