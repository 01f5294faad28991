"""The search by keyboard and on a phone: typed, found, and led there."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize(
    ("typed", "shown", "query"),
    [
        ("ha noi", "Hanoi", {"city": "hanoi", "country": "THA"}),
        ("1.8 million", "1.8 million", {"claim": "proposed_benefit", "country": "THA"}),
    ],
)
def test_the_keyboard_alone_leads_to_what_is_found(
    tab: Any, typed: str, shown: str, query: dict[str, str]
) -> None:
    page = tab.open("/growth?country=THA")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(typed)
    link = page.get_by_role("dialog").get_by_role("link").filter(has_text=shown).first
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Enter")
    tab.wait_for_query(query)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert tab.complaints == []


@pytest.mark.parametrize(
    ("device", "lang"), [(None, "en"), (None, "th"), ("iPhone 13", "th"), ("Pixel 7", "en")]
)
def test_no_result_lies_over_another(
    open_tab: Any, server: Any, playwright: Any, device: str | None, lang: str
) -> None:
    options = dict(playwright.devices[device]) if device else {}
    options.pop("default_browser_type", None)
    tab = open_tab(server, **options)
    page = tab.open(f"/growth?lang={lang}")
    tab.widget("find-anything").get_by_role("button").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("searchbox").fill("chiang")
    dialog.get_by_role("link").nth(3).wait_for()
    tab.settle()
    boxes = [link.bounding_box() for link in dialog.get_by_role("link").all()]
    height = page.viewport_size["height"]
    assert all(box["height"] >= 24 for box in boxes), "high enough for a finger"
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"] < height


def test_enter_opens_the_first_result_even_before_it_is_there(tab: Any) -> None:
    page = tab.open("/growth")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("chiang mai")
    page.keyboard.press("Enter")
    tab.wait_for_query({"city": "chiang-mai"})
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_arrows_move_through_the_results_and_back_to_the_field(tab: Any) -> None:
    page = tab.open("/growth")
    page.keyboard.press("Control+k")
    field, links = (page.get_by_role("dialog").get_by_role(role) for role in ("searchbox", "link"))
    expect(field).to_be_focused()
    page.keyboard.type("chiang")
    links.nth(1).wait_for()
    for key, there in (("Down", links.nth(0)), ("Down", links.nth(1)), ("Up", links.nth(0)),
                       ("Up", field), ("Up", field), ("Down", links.nth(0))):  # fmt: skip
        page.keyboard.press(f"Arrow{key}")
        expect(there).to_be_focused()
    page.keyboard.press("Enter")
    tab.wait_for_query({"city": "chiang-mai"})


def test_escape_leads_back_to_where_one_was_and_typing_begins_anew(tab: Any) -> None:
    page = tab.open("/growth")
    here = page.locator("[data-testid='stTopNavLinkContainer'] a").nth(2)
    field = page.get_by_role("dialog").get_by_role("searchbox")
    here.focus()
    for typed in ("rayong", "lampang"):
        page.keyboard.press("Control+k")
        expect(field).to_be_focused()
        page.keyboard.type(typed)
        expect(field).to_have_value(typed)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(here).to_be_focused()
    assert tab.complaints == []


def test_a_second_claim_is_found_on_the_page_of_the_first(tab: Any) -> None:
    page = tab.open("/sources?claim=proposed_benefit")
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("searchbox").fill("26 member cities before")
    page.get_by_role("dialog").get_by_role("link").first.click()
    tab.wait_for_query({"claim": "ascn_members_before"})


def test_a_page_carries_no_list_until_the_search_is_opened(open_tab: Any, server: Any) -> None:
    tab = open_tab(server, **PHONE)
    page = tab.open("/?lang=th")
    button = tab.widget("find-anything").get_by_role("button")
    expect(button.last).to_be_in_viewport()
    assert page.get_by_role("dialog").count() == 0
    first = page.locator("#root [data-card='members']").bounding_box()
    assert first is not None
    assert first["y"] + first["height"] < PHONE["viewport"]["height"]
