"""The view and its address: what is understood, what is refused, and that nothing gets lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascn_data import Network
from dashboard.core.dataset import choices
from dashboard.core.url_state import (
    FILTERS,
    KEYS,
    MAX_CITIES,
    READ_BY,
    SEVERAL,
    View,
    asked_of,
    consistent,
    keys_of,
    read_query,
)

ROOT = Path(__file__).parents[2]
# The overview has no name in its address.
PAGES = sorted("" if f.stem == "overview" else f.stem for f in (ROOT / "pages").glob("*.py"))

HOSTILE = [
    "",
    " ",
    "THA ",
    "tha",
    "None",
    "null",
    "*",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "' OR 1=1 --",
    "{0}",
    "%00",
    "\x00",
    "\u202eevil",
    "x" * 100_000,
]
BAD_DAYS = [
    *HOSTILE,
    "2023",
    "2023-07",
    "20230728",
    "2023-W30-5",
    "2023-7-28",
    "2023-02-30",
    "2023-13-01",
    "28-07-2023",
    "2023-07-28T00:00",
    "2023-07-28 ",
    "0000-01-01",
    "tomorrow",
]


# Keys of words or days; the values of all others are ids of the tables.
IDS = [key for key in KEYS if key not in ("asof", "find", "against", "area")]


def known(key: str) -> list[str]:
    """The ids that the edition knows for one key."""
    return sorted(choices().known[key])


@pytest.mark.parametrize("key", IDS)
def test_every_known_id_is_accepted(key: str) -> None:
    for value in known(key):
        view, unknown = read_query({key: value}, choices(), View())
        assert getattr(view, key) == ((value,) if key in SEVERAL else value)
        assert unknown == {}


def test_choices_are_those_of_the_tables(net: Network) -> None:
    assert known("country") == sorted(net.countries["country_id"])
    assert known("region") == sorted(net.regions["region_id"])
    assert known("series") == sorted(net.series["series_id"])
    assert known("city") == sorted(net.places["place_id"])


@pytest.mark.parametrize("key", IDS)
@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: repr(value)[:20])
def test_what_nobody_knows_is_left_out_and_reported(key: str, value: str) -> None:
    base = View(asof="2018-04-28", status="member")
    view, unknown = read_query({key: value}, choices(), base)
    assert view == base
    assert unknown == {key: value}


@pytest.mark.parametrize("value", BAD_DAYS, ids=lambda value: repr(value)[:20])
def test_only_a_day_is_a_day(value: str) -> None:
    view, unknown = read_query({"asof": value}, choices(), View())
    assert view == View()
    assert unknown == {"asof": value}


@pytest.mark.parametrize("value", ["", "  ", "a\x00b", "a\u202eb", "a\nb", "x" * 41])
def test_what_cannot_be_searched_for_is_left_out(value: str) -> None:
    assert read_query({"find": value}, choices(), View()) == (View(), {"find": value})


@pytest.mark.parametrize("value", ["water", "น้ำ", "Hà Nội", "<b>", "((", "x" * 40])
def test_any_words_may_be_searched_for(value: str) -> None:
    assert read_query({"find": value}, choices(), View()) == (View(find=value), {})


def test_a_part_of_the_map_is_around_a_place_or_between_edges() -> None:
    for value in ("bangkok", "99.5,-10.25,101.0,14.0"):
        assert read_query({"area": value}, choices(), View()) == (View(area=value), {})
    for value in [*HOSTILE, "1,2,3", "nan,1,2,3", "2,1,1,3", "1,2,3,inf", "-200,0,1,1", "2023"]:
        assert read_query({"area": value}, choices(), View()) == (View(), {"area": value})


@pytest.mark.parametrize("value", ["2018-04-28", "2024-02-29", "1999-12-31", "2100-01-01"])
def test_any_day_may_be_asked_for(value: str) -> None:
    view, unknown = read_query({"asof": value}, choices(), View())
    assert (view.asof, unknown) == (value, {})


def test_one_unknown_value_does_not_cost_the_others() -> None:
    asked = {"country": "THA", "region": "atlantis", "lang": "th", "asof": "2018-04-28"}
    view, unknown = read_query(asked, choices(), View())
    assert view == View(country="THA", lang="th", asof="2018-04-28")
    assert unknown == {"region": "atlantis"}


def test_of_a_key_with_one_value_the_last_counts_and_an_empty_one_asks_for_nothing() -> None:
    said = {"country": ["MYS", "THA"], "city": ["dili", "yala"], "other": ["x"], "lang": [""]}
    asked = asked_of(lambda key: said.get(key, []))
    assert asked == {"country": "THA", "city": ["dili", "yala"]}
    assert asked_of(lambda key: said.get(key, []), ("country",)) == {"country": "THA"}


def test_keys_of_others_are_left_alone() -> None:
    view, unknown = read_query({"embed": "true", "utm_source": "x"}, choices(), View())
    assert (view, unknown) == (View(), {})


def test_a_region_of_another_country_is_dropped_and_reported(net: Network) -> None:
    for region, home in net.regions[["region_id", "country_id"]].itertuples(index=False):
        for country in net.countries["country_id"]:
            view, unknown = read_query({"country": country, "region": region}, choices(), View())
            assert view.country == country
            assert view.region == (region if country == home else None)
            assert unknown == ({} if country == home else {"region": region})


def test_a_region_alone_brings_its_country(net: Network) -> None:
    for region, home in net.regions[["region_id", "country_id"]].itertuples(index=False):
        view, unknown = read_query({"region": region}, choices(), View())
        assert (view.country, view.region, unknown) == (home, region, {})


@pytest.mark.parametrize("value", [value for value in HOSTILE if value])
def test_a_date_is_compared_with_a_date_or_a_country_with_a_country(value: str) -> None:
    assert read_query({"against": value}, choices(), View()) == (View(), {"against": value})


@pytest.mark.parametrize(
    ("query", "view", "unknown"),
    [
        ({"against": "2018-04-28"}, View(against="2018-04-28"), {}),
        ({"against": "VNM"}, View(compare="countries", against="VNM"), {}),
        ({"compare": "countries", "against": "2018-04-28"}, View(compare="countries"),
         {"against": "2018-04-28"}),
        ({"compare": "cities", "against": "VNM"}, View(compare="cities"), {"against": "VNM"}),
    ],
)  # fmt: skip
def test_what_is_compared_with_says_what_is_compared(
    query: dict[str, str], view: View, unknown: dict[str, str]
) -> None:
    assert read_query(query, choices(), View()) == (view, unknown)


def test_a_new_country_drops_the_old_ones_region() -> None:
    view = consistent(View(country="VNM", region="north"), choices())
    assert (view.country, view.region) == ("VNM", None)


views = st.builds(
    View,
    asof=st.dates().map(lambda day: day.isoformat()),
    country=st.none() | st.sampled_from(known("country")),
    region=st.none() | st.sampled_from(known("region")),
    status=st.none() | st.sampled_from(known("status")),
    lang=st.sampled_from(known("lang")),
    series=st.none() | st.sampled_from(known("series")),
    city=st.lists(st.sampled_from(known("city")), unique=True, max_size=MAX_CITIES).map(tuple),
    focus=st.none() | st.sampled_from(known("focus")),
    progress=st.none() | st.sampled_from(known("progress")),
    kind=st.none() | st.sampled_from(known("kind")),
    by=st.none() | st.sampled_from(known("by")),
    report=st.none() | st.sampled_from(known("report")),
    compare=st.sampled_from(known("compare")),
    against=st.none() | st.sampled_from(known("country")) | st.dates().map(str),
    find=st.none() | st.sampled_from(["water", "น้ำ", "Hà Nội", "a&b=c#d", "x" * 40]),
).map(lambda view: consistent(view, choices()))


@given(views, st.sampled_from(known("lang")))
def test_an_address_brings_back_the_view(view: View, home: str) -> None:
    """Opened by a reader whose browser speaks the same language as the writer's."""
    again, unknown = read_query(view.query(home), choices(), View(lang=home))
    assert again == view
    assert unknown == {}


@given(views, st.sampled_from(known("lang")))
def test_an_address_names_no_default(view: View, home: str) -> None:
    query = view.query(home)
    assert all(query.values())
    default = View(lang=home)
    assert all(value != getattr(default, key) for key, value in query.items())
    assert ("lang" in query) is (view.lang != home)


@given(views, st.sampled_from(PAGES))
def test_a_page_has_what_it_reads_in_its_address_and_nothing_else(view: View, page: str) -> None:
    asked, whole = view.query(page=page), view.query()
    assert asked == {key: value for key, value in whole.items() if key in keys_of(page)}
    assert {"asof", "lang", *FILTERS} <= keys_of(page)


def test_every_key_is_read_by_some_page_and_no_page_is_unknown() -> None:
    assert set().union(*map(keys_of, PAGES)) == set(KEYS)
    assert set(READ_BY) <= set(PAGES)


@given(st.dictionaries(st.sampled_from(KEYS), st.text(max_size=60)))
def test_whatever_an_address_says_the_view_is_one_that_exists(query: dict[str, str]) -> None:
    view, unknown = read_query(query, choices(), View())
    assert consistent(view, choices()) == view
    assert set(unknown) <= set(query)
    for key, value in view.query().items():
        for one in [value] if isinstance(value, str) else value:
            assert choices().accept(key, one)


def test_cities_stand_side_by_side_up_to_a_limit() -> None:
    asked = known("city")[: MAX_CITIES + 1]
    view, unknown = read_query({"city": [*asked, asked[0]]}, choices(), View())
    assert view.city == tuple(asked[:MAX_CITIES])
    assert unknown == {"city": asked[-1]}
    again, unknown = read_query(view.query(), choices(), View())
    assert (again, unknown) == (view, {})


def test_filtered_tells_whether_a_filter_is_set() -> None:
    assert not View(asof="2018-04-28", lang="th", series="registration").filtered
    assert View(country="THA").filtered
    assert View(status="proposed").filtered
