"""What stands side by side is chosen by mouse and by keyboard; the address and back follow."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

import ascn_data
from ascn_data import Network

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
