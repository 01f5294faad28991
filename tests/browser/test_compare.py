"""What stands side by side is chosen by mouse, finger and keyboard; the address and back follow."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from tests.browser.devices import device

ASKED = """(parts) => location.pathname === '/compare'
  && parts.every(each => location.search.includes(each))"""


def test_sides_are_chosen_by_mouse_and_by_keyboard_and_back_restores_them(
    tab: Any, net: Network
) -> None:
    def shows(fact: str, difference: str, *asked: str) -> None:
        tab.page.wait_for_function(ASKED, arg=list(asked))
        row = tab.widget("comparison").get_by_role("row").filter(has_text=fact).first
        expect(row.locator("td").filter(has_text=difference)).to_be_visible()

    def members(first: str, second: str) -> str:
        return f"+{len(ascn_data.joined_between(net, first, second))}"

    tab.open("/city?city=phuket")
    tab.choose("compare-with", "Da Nang")
    before, after = ascn_data.comparable_populations(net, ["phuket", "da-nang"])["population"][-2:]
    shows("Population", f"+{after - before:,}", "compare=cities", "city=phuket&city=da-nang")

    tab.settle()
    tab.widget("compare").get_by_text("Dates").click()
    shows("Member cities", members("2023-07-28", "2026-01-31"))
    tab.settle()
    tab.widget("side-0").locator("input").first.focus()
    tab.page.keyboard.type("2018")
    tab.page.keyboard.press("Enter")
    shows("Member cities", members("2018-04-28", "2026-01-31"),
          "asof=2018-04-28", "against=2026-01-31")  # fmt: skip

    tab.settle()
    tab.page.go_back()
    shows("Member cities", members("2023-07-28", "2026-01-31"))
    tab.settle()
    tab.page.go_back()
    shows("Population", f"+{after - before:,}", "compare=cities", "city=phuket&city=da-nang")
    assert tab.complaints == []


def shows_two_countries(tab: Any, net: Network, lang: str, *ids: str) -> None:
    """Both countries, with their members on the selected date."""
    box = tab.widget("comparison")
    names = net.countries.set_index("country_id")[f"name_{lang}"]
    counts = [len(ascn_data.members(net, ANNOUNCEMENT, country=key)) for key in ids]
    for key, count in zip(ids, counts, strict=True):
        expect(box).to_contain_text(names[key])
        expect(box).to_contain_text(str(count))
    assert tab.complaints == []


def test_the_keyboard_chooses_what_is_compared_and_both_sides(
    open_tab: Any, server: Any, net: Network
) -> None:
    tab = open_tab(server, locale="th-TH")
    page = tab.open("/compare")
    tab.widget("compare").locator("button").filter(has_text="ประเทศ").focus()
    page.keyboard.press("Enter")
    tab.wait_for_query({"compare": "countries"})
    names = net.countries.set_index("country_id")["name_th"]
    asked = {"compare": "countries"}
    for side, key, country in ((1, "against", "PHL"), (0, "country", "VNM")):
        tab.widget(f"side-{side}").locator("input").first.focus()
        page.keyboard.type(names[country])
        page.get_by_role("option").filter(has_text=names[country]).first.wait_for()
        page.keyboard.press("Enter")
        asked[key] = country
        tab.wait_for_query(asked)
    shows_two_countries(tab, net, "th", "VNM", "PHL")


def test_a_finger_chooses_what_is_compared_and_both_sides(
    open_tab: Any, server: Any, playwright: Any, net: Network
) -> None:
    tab = open_tab(server, **device(playwright, "iPhone 13"))
    page = tab.open("/compare")
    tab.widget("compare").locator("button").filter(has_text="Countries").tap()
    tab.wait_for_query({"compare": "countries"})
    asked = {"compare": "countries"}
    names = net.countries.set_index("country_id")["name_en"]
    for side, key, country in ((1, "against", "PHL"), (0, "country", "VNM")):
        tab.widget(f"side-{side}").locator("input").first.tap()
        page.get_by_role("option").filter(has_text=names[country]).first.tap()
        asked[key] = country
        tab.wait_for_query(asked)
    shows_two_countries(tab, net, "en", "VNM", "PHL")
