"""The search: everything is found by each of its names, and leads to where it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ascn_data import Network
from dashboard.content.search_index import ICONS, KINDS, MOST, Hit, find, findable
from dashboard.core.dataset import choices
from dashboard.core.navigation import PAGES
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View, consistent, keys_of, read_query

each_language = pytest.mark.parametrize("code", LANGUAGES)


def first(text: str) -> Hit:
    """What stands first among the hits."""
    return find(text)[0]


@each_language
def test_a_place_is_found_first_by_each_of_its_names(net: Network, code: str) -> None:
    with use_language(code):
        for row in net.places.itertuples():
            for name in (row.name_en, row.name_th):
                hits = [hit.view.get("city") for hit in find(name) if hit.kind == "place"]
                assert hits[0] == (row.place_id,)
            if isinstance(row.name_local, str):
                local = [hit.view.get("city") for hit in find(row.name_local)]
                assert (row.place_id,) in local


@pytest.mark.parametrize(
    ("text", "kind", "view"),
    [
        ("chi", "place", {"city": ("chiang-mai",)}),
        ("HA NOI", "place", {"city": ("hanoi",)}),
        ("Hà Nội", "place", {"city": ("hanoi",)}),
        ("เชียง", "place", {"city": ("chiang-mai",)}),
        ("danang", "place", {"city": ("da-nang",)}),
        ("vietnam", "country", {"country": "VNM"}),
        ("ไทย", "country", {"country": "THA"}),
    ],
)
def test_case_accents_spaces_and_language_do_not_matter(
    text: str, kind: str, view: dict[str, object]
) -> None:
    hit = first(text)
    assert hit.kind == kind
    assert view.items() <= dict(hit.view).items()


@each_language
def test_pages_and_claims_are_found_in_both_languages(net: Network, code: str) -> None:
    with use_language(code):
        assert (first("growth").kind, first("growth").page) == ("page", "growth")
        assert first("การเติบโต").page == "growth"
        for row in net.claims.itertuples():
            for said in (row.statement_en, row.statement_th):
                assert first(said).asked == {"claim": row.claim_id}
    assert first("1,800,000").asked == first("1800000").asked == {"claim": "proposed_benefit"}


def test_a_national_programme_leads_to_its_country(net: Network) -> None:
    for row in net.table("national_programmes").itertuples():
        hits = [hit for hit in find(row.programme_en) if hit.kind == "programme"]
        assert (hits[0].page, hits[0].view["country"]) == ("countries", row.country_id)


def test_all_words_have_to_be_there_in_any_order() -> None:
    assert {"claim"} == {hit.kind for hit in find("joined khon kaen")}
    assert find("khon kaen qqqq") == []


@pytest.mark.parametrize("text", ["", "   ", ".*", "((", "<script>", "\x00", "x" * 1000])
def test_nothing_is_found_where_nothing_has_the_name(text: str) -> None:
    assert find(text) == []


def test_what_is_shown_is_bounded() -> None:
    assert len(findable()) > MOST
    assert len(find("a")) == MOST


@each_language
def test_every_hit_says_what_it_is_and_leads_to_a_view_that_exists(code: str) -> None:
    pages = {page.name for page in PAGES}
    with use_language(code):
        for hit in findable():
            assert hit.label
            assert hit.kind in KINDS
            assert hit.icon or hit.kind in ICONS
            if hit.kind == "source":
                assert hit.page.startswith("https://") or hit.page.startswith("http://")
                continue
            assert hit.page in pages
            view = replace(View(lang=code), **hit.view)
            assert consistent(view, choices()) == view
            there = "" if hit.page == "overview" else hit.page
            assert {key for key, value in hit.view.items() if value} <= keys_of(there)
            assert read_query(view.query(page=there), choices(), View())[1] == {}
