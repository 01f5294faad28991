"""The address restores the view, and the view writes the address."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from dashboard.core.translation import LANGUAGES
from dashboard.ui.viewport import WIDTH_FIELD
from tests.pages.cards import cards
from tests.pages.folds import folds

Open = Callable[..., AppTest]
Run = Callable[[AppTest], AppTest]

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
each_page = pytest.mark.parametrize("page", PAGES)


def address(at: AppTest) -> dict[str, str]:
    """The query as the browser shows it."""
    return {key: at.query_params[key] for key in at.query_params}


def go(at: AppTest, page: str, run: Run, **query: str) -> None:
    """Change the page as the navigation does, which drops the query, or as a link does."""
    at.switch_page(str(ROOT / "pages" / f"{page}.py"))
    for key in list(at.query_params):
        del at.query_params[key]
    for key, value in query.items():
        at.query_params[key] = value
    run(at)


@each_page
def test_a_link_sets_every_control(open_page: Open, page: str) -> None:
    at = open_page(
        page, asof="2026-01-31", country="THA", region="north", status="member", lang="th"
    )
    shown = {key: at.selectbox(key=key).value for key in ("asof", "country", "region", "status")}
    assert shown == {
        "asof": "2026-01-31", "country": "THA", "region": "north", "status": "member",
    }  # fmt: skip
    assert at.segmented_control(key="lang").value == "th"
    assert address(at) == {
        "asof": "2026-01-31", "country": "THA", "region": "north", "status": "member",
        "lang": "th",
    }  # fmt: skip


def test_a_region_alone_sets_its_country(open_page: Open) -> None:
    at = open_page("map", region="south")
    assert at.selectbox(key="country").value == "THA"
    assert address(at) == {"country": "THA", "region": "south"}


def test_an_address_names_a_language_that_is_not_the_readers_own(open_page: Open, run: Run) -> None:
    at = open_page("overview", lang="en")
    assert address(at) == {}
    at.segmented_control(key="lang").set_value("th")
    run(at)
    assert address(at) == {"lang": "th"}
    at.segmented_control(key="lang").set_value("en")
    run(at)
    assert address(at) == {}


def test_without_a_query_the_view_is_the_announcement(open_page: Open) -> None:
    at = open_page("overview")
    assert at.selectbox(key="asof").value == "2023-07-28"
    assert address(at) == {}


@each_page
@pytest.mark.parametrize(
    ("query", "told", "left"),
    [
        ({"country": "XYZ", "status": "member"}, "XYZ", {"status": "member"}),
        ({"region": "atlantis"}, "atlantis", {}),
        ({"country": "VNM", "region": "north"}, "north", {"country": "VNM"}),
        ({"asof": "2023-02-30", "country": "THA"}, "2023", {"country": "THA"}),
        ({"asof": "2023-W30-5"}, "W30", {}),
        ({"city": "springfield"}, "springfield", {}),
        ({"series": "unknown"}, "unknown", {}),
        ({"lang": "xx"}, "xx", {}),
    ],
    ids=str,
)
def test_what_nobody_knows_is_left_out_with_a_note(
    open_page: Open, page: str, query: dict[str, str], told: str, left: dict[str, str]
) -> None:
    at = open_page(page, **query)
    assert [element.value for element in at.error] == []
    notes = [note.value for note in at.info if told in note.value]
    assert len(notes) == 1
    assert address(at) == left


def test_a_hostile_value_is_shown_short_and_as_it_is(open_page: Open) -> None:
    evil = "[click](https://evil.example)<script>" + "x" * 5_000
    at = open_page("overview", country=evil)
    (note,) = [element.value for element in at.info]
    assert "[click](" not in note
    assert "<script>" not in note
    assert len(note) < 300
    assert at.selectbox(key="country").value is None


def test_the_note_is_gone_after_the_next_step(open_page: Open, run: Run) -> None:
    at = open_page("overview", country="XYZ")
    assert any("XYZ" in note.value for note in at.info)
    at.selectbox(key="status").set_value("member")
    run(at)
    assert not any("XYZ" in note.value for note in at.info)


def test_keys_of_others_stay_in_the_address(open_page: Open, run: Run) -> None:
    at = open_page("overview", embed="true", country="THA")
    at.selectbox(key="status").set_value("member")
    run(at)
    assert address(at) == {"embed": "true", "country": "THA", "status": "member"}


@each_page
def test_controls_write_the_address(open_page: Open, run: Run, page: str) -> None:
    at = open_page(page)
    at.selectbox(key="asof").set_value("2018-04-28")
    run(at)
    assert address(at) == {"asof": "2018-04-28"}
    at.selectbox(key="country").set_value("THA")
    run(at)
    at.selectbox(key="region").set_value("south")
    run(at)
    at.selectbox(key="status").set_value("member")
    run(at)
    wanted = {"asof": "2018-04-28", "country": "THA", "region": "south", "status": "member"}
    assert address(at) == wanted
    at.segmented_control(key="lang").set_value("th")
    run(at)
    assert address(at) == {**wanted, "lang": "th"}
    assert [element.value for element in at.error] == []


@each_page
def test_clear_filters_keeps_day_and_language(open_page: Open, run: Run, page: str) -> None:
    at = open_page(page, asof="2018-04-28", region="south", status="member", lang="th")
    at.session_state[WIDTH_FIELD] = "1024"  # a wider window has the filters open
    run(at)
    at.button(key="clear-filters").click()
    run(at)
    assert address(at) == {"asof": "2018-04-28", "lang": "th"}
    assert at.button(key="clear-filters").disabled


def test_what_a_page_does_not_read_waits_out_of_the_address(open_page: Open, run: Run) -> None:
    at = open_page("projects", focus="safety-security", find="water", country="THA")
    whole = address(at)
    assert set(whole) == {"focus", "find", "country"}
    for page in ("growth", "partners", "sources"):
        go(at, page, run)
        assert address(at) == {"country": "THA"}
    go(at, "projects", run)
    assert address(at) == whole
    assert at.text_input(key="search").value == "water"


def test_a_link_to_one_page_keeps_what_waits_for_another(open_page: Open, run: Run) -> None:
    at = open_page("partners", kind="meeting")
    go(at, "city", run, city="hanoi")
    assert address(at) == {"city": "hanoi"}
    go(at, "partners", run)
    assert address(at) == {"kind": "meeting"}
    go(at, "map", run)
    assert address(at) == {"city": "hanoi"}


def test_another_country_drops_the_region(open_page: Open, run: Run) -> None:
    at = open_page("map", country="THA", region="north")
    at.selectbox(key="country").set_value("VNM")
    run(at)
    assert address(at) == {"country": "VNM"}
    assert at.selectbox(key="region").value is None


def test_a_region_chosen_first_brings_its_country(open_page: Open, run: Run) -> None:
    at = open_page("map")
    at.selectbox(key="region").set_value("vnm-southeast")
    run(at)
    assert address(at) == {"country": "VNM", "region": "vnm-southeast"}
    assert at.selectbox(key="country").value == "VNM"


def test_a_country_offers_its_own_regions(open_page: Open, net: Network) -> None:
    at = open_page("map", country="THA")
    names = net.regions.query("country_id == 'THA'")["name_en"]
    options = {said.rpartition(" (")[0] for said in at.selectbox(key="region").options}
    assert options == set(names)


def test_days_to_choose_are_the_steps_and_the_day_shown(open_page: Open, net: Network) -> None:
    at = open_page("overview", asof="2020-02-29")
    options = at.selectbox(key="asof").options
    assert at.selectbox(key="asof").value == "2020-02-29"
    later = ascn_data.growth(net, ANNOUNCEMENT)["counted_on"].dt.year
    for year in {2018, 2020, *later}:
        assert any(str(year) in option for option in options)


def test_the_way_to_the_latest_count(open_page: Open, run: Run, net: Network) -> None:
    last = ascn_data.growth(net, ANNOUNCEMENT)["counted_on"].max().strftime("%Y-%m-%d")
    at = open_page("overview")
    assert str(len(ascn_data.members(net, last))) in at.button(key="show-latest").label
    at.button(key="show-latest").click()
    run(at)
    assert address(at) == {"asof": last}
    assert cards(at)[0].value == str(len(ascn_data.members(net, last)))
    assert "show-latest" not in [button.key for button in at.button]


def test_a_place_is_chosen_by_the_list_and_by_the_address(
    open_page: Open, run: Run, net: Network
) -> None:
    at = open_page("map")
    assert len(at.multiselect(key="city").options) == len(ascn_data.places(net, ANNOUNCEMENT))
    at.multiselect(key="city").set_value(["chiang-mai"])
    run(at)
    assert address(at) == {"city": "chiang-mai"}
    assert "Chiang Mai" in [element.value for element in at.subheader]
    linked = open_page("map", city="lampang", lang="th")
    assert "ลำปาง" in [element.value for element in linked.subheader]


def test_a_place_that_the_filters_hide_is_not_shown(open_page: Open) -> None:
    at = open_page("map", city="hanoi", country="THA")
    assert at.multiselect(key="city").value == []
    assert "Hanoi" not in [element.value for element in at.subheader]
    assert [element.value for element in at.error] == []


def test_every_place_has_a_card(open_page: Open, run: Run, net: Network) -> None:
    at = open_page("map", asof="2026-01-31")
    for row in net.places.itertuples():
        at.multiselect(key="city").set_value([row.place_id])
        run(at)
        assert [element.value for element in at.error] == []
        assert row.name_en in [element.value for element in at.subheader]


def test_a_series_is_chosen_by_the_address(open_page: Open, run: Run, net: Network) -> None:
    at = open_page("reach", series="registration")
    assert at.selectbox(key="series").value == "registration"
    at.selectbox(key="series").set_value("declared-2018")
    run(at)
    assert address(at) == {"series": "declared-2018"}
    assert len(at.selectbox(key="series").options) == len(
        ascn_data.series_in_use(net, ANNOUNCEMENT)
    )


def test_a_claim_in_the_address_opens_its_entry(open_page: Open, net: Network) -> None:
    claim = net.claims["claim_id"].iloc[3]
    at = open_page("sources", claim=claim)
    (opened,) = (each for each in folds(at) if each.open)
    assert net.claims.set_index("claim_id").loc[claim, "statement_en"] in opened.heading


def test_the_view_goes_along_to_the_next_page(open_page: Open, run: Run) -> None:
    at = open_page("overview", region="north", lang="th")
    for page in PAGES:
        go(at, page, run)
        assert address(at) == {"country": "THA", "region": "north", "lang": "th"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_cities_of_the_first_sentence_lead_to_their_pages_in_the_same_view(
    look: Open, lang: str
) -> None:
    told = [each.value for each in look("overview", lang=lang, country="THA").markdown]
    found = re.findall(r"\]\(city\?([^)]*)\)", " ".join(told))
    asked = [parse_qs(query) for query in found]
    assert [each["city"] for each in asked][:3] == [["chiang-mai"], ["khon-kaen"], ["rayong"]]
    assert all(each["country"] == ["THA"] for each in asked)


@pytest.mark.parametrize("page", ["overview", "map", "growth"])
def test_the_dates_played_are_those_of_the_list_and_of_the_address(
    open_page: Open, run: Run, page: str
) -> None:
    at = open_page(page, asof="2025-12-11")
    for told in ("2026-01-31", "2018-04-28"):
        at.button(key="play").click()
        run(at)
        assert at.selectbox(key="asof").value == at.select_slider(key="time-day").value == told
        assert address(at) == {"asof": told}
    at.select_slider(key="time-day").set_value("2024-06-30")
    run(at)
    assert at.selectbox(key="asof").value == "2024-06-30"
    assert address(at) == {"asof": "2024-06-30"}
