"""Every place has a page that opens by its address and says what the tables say, and no more."""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Callable
from functools import lru_cache

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from dashboard.content.citations import plain
from dashboard.content.text.weak_sources import weak_badge
from dashboard.core.dataset import network
from dashboard.core.translation import LANGUAGES, number, people, use_language
from dashboard.core.url_state import MAX_CITIES
from dashboard.maps import deckgl
from tests.pages.conftest import title_of, without_links

Open = Callable[..., AppTest]
Run = Callable[[AppTest], AppTest]

PLACES = network().places["place_id"].tolist()
NEVER = "9999-12-31"
BEFORE = "2018-04-27"
each_place = pytest.mark.parametrize("place_id", PLACES)
each_language = pytest.mark.parametrize("code", LANGUAGES)


def words_of(at: AppTest) -> str:
    """All the text of a page."""
    kinds = ("header", "subheader", "markdown", "caption", "info")
    return "\n".join(without_links(each.value) for kind in kinds for each in at.get(kind))


def links(at: AppTest) -> list[tuple[str, str]]:
    """The links to places: what they say, and the place they lead to."""
    found = [element.proto for element in at.get("page_link")]
    pairs = [(link.label, link.query_string.rpartition("city=")) for link in found]
    return [(label, place) for label, (_before, key, place) in pairs if key]


def numbers(values: object) -> list[float]:
    """The numbers of a figure, which plotly packs when it can."""
    if not isinstance(values, dict):
        return list(values)
    letter = {"i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "f8": "d"}
    packed = base64.b64decode(values["bdata"])
    return [value for (value,) in struct.iter_unpack("<" + letter[values["dtype"]], packed)]


def figures(at: AppTest, alt: str) -> list[dict]:
    """The figures whose words begin with `alt`."""
    charts = [element.proto for element in at.get("plotly_chart")]
    return [json.loads(chart.spec) for chart in charts if chart.alt.startswith(alt)]


def marks(figure: dict) -> list[float]:
    """What the marks of a figure stand at."""
    traces = [trace for trace in figure["data"] if trace.get("mode") == "markers"]
    return [value for trace in traces for value in numbers(trace["y"])]


def bars(figure: dict) -> int:
    """All bars of a figure together."""
    return int(sum(sum(numbers(trace["y"])) for trace in figure["data"]))


@lru_cache(maxsize=1)
def everyone() -> pd.DataFrame:
    """Every place that ever was a member or proposed."""
    return ascn_data.places(network(), NEVER).set_index("place_id")


@each_place
def test_every_place_opens_by_its_address(look: Open, net: Network, place_id: str) -> None:
    at = look("city", city=place_id)
    assert not at.error
    assert not at.exception
    place = everyone().loc[place_id]
    assert [header.value for header in at.header] == [place["name_en"]]
    assert at.multiselect(key="city").value == [place_id]
    said = words_of(at)
    assert all(plain(place[key]) in said for key in ("unit_label_en", "country_en", "basis_en"))


@each_place
def test_its_numbers_are_those_of_the_tables(look: Open, net: Network, place_id: str) -> None:
    at = look("city", city=place_id)
    series = ascn_data.city_series(net, place_id)
    drawn = [value for figure in figures(at, "Line chart") for value in marks(figure)]
    size = series.groupby(["series_id", "unit_id"])["year"].transform("size")
    assert sorted(drawn) == sorted(series.loc[size > 1, "population"])
    said = words_of(at)
    assert all(number(value) in said for value in series.loc[size == 1, "population"])

    listed = ascn_data.projects(net, city=place_id)
    assert sum(bars(figure) for figure in figures(at, "Bar chart")) == len(listed)
    known = ascn_data.priority_projects(net, city=place_id)["description_en"]
    assert all(plain(text) in said for text in known)

    near = ascn_data.nearest(net, ANNOUNCEMENT, place_id)
    assert [place for _label, place in links(at)] == near["place_id"].tolist()
    for (label, _place), row in zip(links(at), near.itertuples(), strict=True):
        assert row.name_en in label
        assert number(row.distance_km) in label


@each_place
def test_all_its_sources_can_be_followed(look: Open, net: Network, place_id: str) -> None:
    wanted = ascn_data.city_sources(net, place_id)["source_id"].unique()
    urls = net.sources.set_index("source_id").loc[wanted, "url"]
    said = words_of(look("city", city=place_id))
    assert all(f"]({url})" in said for url in urls)


@pytest.mark.parametrize("asof", [BEFORE, "2023-07-28", "2025-10-01", "2026-01-31"])
@pytest.mark.parametrize("place_id", ["hanoi", "chiang-mai", "lampang", "denpasar", "dili"])
def test_a_place_that_came_later_says_so(
    look: Open, net: Network, asof: str, place_id: str
) -> None:
    said = words_of(look("city", city=place_id, asof=asof))
    there = place_id in set(ascn_data.places(net, asof)["place_id"])
    assert ("Not yet" in said) == (not there)


@pytest.mark.parametrize("place_id", ["hanoi", "denpasar"])
def test_a_mark_says_what_a_place_is_on_the_day(look: Open, net: Network, place_id: str) -> None:
    at = look("city", city=place_id)
    (deck,) = [json.loads(element.proto.json) for element in at.get("deck_gl_json_chart")]
    layers = {layer["id"]: layer["data"] for layer in deck["layers"]}
    ids = {row["place_id"] for row in layers[deckgl.PLACES_LAYER]}
    assert (place_id in ids) == (place_id in set(ascn_data.members(net, ANNOUNCEMENT)["place_id"]))
    assert set(ascn_data.nearest(net, ANNOUNCEMENT, place_id)["place_id"]) <= ids
    assert len(layers["chosen"]) == 1


@pytest.mark.parametrize("place_id", sorted(set(PLACES) - {"dili"}))
def test_only_a_proposed_area_is_of_the_national_programme(
    look: Open, net: Network, place_id: str
) -> None:
    proposed = place_id in set(ascn_data.proposed_areas(net, ANNOUNCEMENT)["place_id"])
    said = words_of(look("city", city=place_id))
    assert ("for Thailand's national programme" in said) == proposed


@pytest.mark.parametrize("place_id", ["denpasar", "chiang-mai", "hanoi"])
def test_what_was_not_declared_is_unknown(look: Open, net: Network, place_id: str) -> None:
    declared = net.place_focus_areas
    declared = declared[declared["place_id"] == place_id]
    titles = [title_of(heading) for heading in look("city", city=place_id).subheader]
    (title,) = [title for title in titles if "ocus area" in title]
    count = declared["focus_area_id"].nunique()
    assert (str(count) in title) if count else ("unknown" in title)


@pytest.mark.parametrize(("place_id", "weak"), [("bangkok", True), ("cauayan", False)])
def test_a_weak_figure_among_the_facts_says_why_it_is(
    look: Open, place_id: str, weak: bool
) -> None:
    at = look("city", city=place_id)
    (said,) = [element for element in at.markdown if "Rank in the IMD" in element.value]
    assert (weak_badge() in said.value) == weak
    assert bool(said.proto.help) == weak


def test_up_to_three_places_stand_side_by_side(look: Open) -> None:
    chosen = ["chiang-mai", "phuket", "hanoi"]
    at = look("city", city=tuple(chosen))
    assert not at.error
    assert [header.value for header in at.header] == ["Chiang Mai", "Phuket", "Hanoi"]
    assert at.multiselect(key="city").value == chosen


def test_a_fourth_place_is_left_out_and_named(look: Open) -> None:
    at = look("city", city=("chiang-mai", "phuket", "hanoi", "manila"))
    assert len(at.header) == MAX_CITIES
    assert any("manila" in info.value for info in at.info)


@pytest.mark.parametrize(
    ("chosen", "series"),
    [
        (("chiang-mai", "hanoi"), None),
        (("chiang-mai", "phuket"), "registration"),
        (("bangkok", "phuket"), "thai-census"),
    ],
)
def test_side_by_side_only_one_series_is_drawn(
    look: Open, net: Network, chosen: tuple[str, ...], series: str | None
) -> None:
    query = {"series": series} if series else {}
    at = look("city", city=chosen, **query)
    shown = at.selectbox(key="series").value
    assert shown == (series or "un-cities")
    (figure,) = figures(at, "Line chart")
    rows = ascn_data.populations.figures(net)
    rows = rows[(rows["series_id"] == shown) & rows["place_id"].isin(chosen)]
    assert sorted(marks(figure)) == sorted(rows["population"])


@pytest.mark.parametrize("chosen", [("luang-prabang", "buak-khang"), ("battambang", "cauayan")])
def test_what_no_series_compares_never_stands_side_by_side(
    look: Open, chosen: tuple[str, ...]
) -> None:
    at = look("city", city=chosen)
    alts = [element.proto.alt for element in at.get("plotly_chart")]
    assert all(alt.startswith("Bar chart of projects") for alt in alts)
    assert any("No population source covers" in heading.value for heading in at.subheader)


@pytest.mark.parametrize("asof", ["2018-04-28", "2023-07-28", "2026-01-31"])
@pytest.mark.parametrize("where", [{}, {"country": "THA"}, {"status": "member"}], ids=str)
def test_the_directory_leads_to_every_place_of_the_day(
    look: Open, net: Network, asof: str, where: dict[str, str]
) -> None:
    wanted = ascn_data.places(net, asof, **where)
    found = links(look("city", asof=asof, **where))
    assert sorted(place for _label, place in found) == sorted(wanted["place_id"])


@pytest.mark.parametrize(
    ("typed", "first"),
    [("chiang", "chiang-mai"), ("ลำปาง", "lampang"), ("da nang", "da-nang"), ("Hà N", "hanoi")],
)
@each_language
def test_a_name_in_any_language_finds_its_place(
    open_page: Open, run: Run, code: str, typed: str, first: str
) -> None:
    at = open_page("city", lang=code)
    at.text_input(key="find-place").set_value(typed)
    run(at)
    assert [place for _label, place in links(at)] == [first]


def test_what_is_on_the_list_later_is_found_apart(open_page: Open, run: Run) -> None:
    at = open_page("city")
    at.text_input(key="find-place").set_value("dili")
    run(at)
    assert [place for _label, place in links(at)] == ["dili"]
    assert "not listed on" in words_of(at)


def test_a_name_that_nobody_has_says_so(open_page: Open, run: Run) -> None:
    at = open_page("city")
    at.text_input(key="find-place").set_value("*nowhere*")
    run(at)
    assert not links(at)
    assert at.info


@pytest.mark.parametrize("query", [{"country": "VNM", "status": "proposed"}, {"asof": BEFORE}])
def test_an_empty_directory_offers_the_way_back(
    open_page: Open, run: Run, query: dict[str, str]
) -> None:
    at = open_page("city", **query)
    assert not links(at)
    assert at.info
    (button,) = [b for b in at.button if b.key in ("back-directory",)]
    button.click()
    run(at)
    assert links(at)


@each_language
def test_the_choice_names_each_place_in_both_languages(look: Open, net: Network, code: str) -> None:
    options = look("city", lang=code).multiselect(key="city").options
    names = net.places.set_index("place_id")
    assert len(options) == len(names)
    for row in names.itertuples():
        pair = (row.name_en, row.name_th) if code == "en" else (row.name_th, row.name_en)
        assert " · ".join(pair) in options


def test_choosing_a_place_changes_the_address(open_page: Open, run: Run) -> None:
    at = open_page("city")
    at.multiselect(key="city").set_value(["manila", "singapore"])
    run(at)
    assert at.query_params["city"] == ["manila", "singapore"]
    assert [header.value for header in at.header] == ["Manila", "Singapore"]


def test_a_place_outside_the_filters_is_named_as_such(look: Open) -> None:
    assert "Hanoi" in next(
        caption.value for caption in look("city", city="hanoi", country="THA").caption
        if "outside" in caption.value
    )  # fmt: skip
    inside = look("city", city="phuket", country="THA")
    assert not [caption for caption in inside.caption if "outside" in caption.value]


@each_language
@pytest.mark.parametrize("place_id", ["chiang-mai", "theppharat", "hanoi"])
def test_numbers_do_not_change_with_the_language(
    look: Open, net: Network, code: str, place_id: str
) -> None:
    drawn = [
        value
        for figure in look("city", lang=code, city=place_id).get("plotly_chart")
        for value in marks(json.loads(figure.proto.spec))
    ]
    series = ascn_data.city_series(net, place_id)
    size = series.groupby(["series_id", "unit_id"])["year"].transform("size")
    assert sorted(drawn) == sorted(series.loc[size > 1, "population"])
    with use_language(code):
        assert people(series["population"].max())


def together(net: Network, *ids: str) -> pd.DataFrame:
    """The figures of places inside the UN series."""
    rows = ascn_data.populations.figures(net)
    return rows[(rows["series_id"] == "un-cities") & rows["place_id"].isin(ids)]


@pytest.mark.parametrize(
    ("key", "chosen", "rows"),
    [
        ("where", ("hanoi",), lambda net: ascn_data.nearest(net, ANNOUNCEMENT, "hanoi")),
        ("population", ("hanoi",), lambda net: ascn_data.city_series(net, "hanoi")),
        ("projects-hanoi", ("hanoi",), lambda net: ascn_data.projects(net, city="hanoi")),
        ("priority-hanoi", ("hanoi",), lambda net: ascn_data.priority_projects(net, city="hanoi")),
        ("city-sources", ("hanoi",), lambda net: ascn_data.city_sources(net, "hanoi")),
        ("shared", ("hanoi", "phuket"), lambda net: together(net, "hanoi", "phuket")),
    ],
)  # fmt: skip
@each_language
def test_the_table_behind_a_picture_has_all_its_rows(
    open_page: Open,
    run: Run,
    net: Network,
    code: str,
    key: str,
    chosen: tuple[str, ...],
    rows: Callable[[Network], pd.DataFrame],
) -> None:
    at = open_page("city", city=chosen, lang=code)
    at.session_state[f"table-{key}"] = True
    run(at)
    assert not at.error
    (table,) = at.dataframe
    assert len(table.value) == len(rows(net))
    assert not set(table.value.columns) & {"source_id", "place_id"}
