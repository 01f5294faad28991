"""From a country down to a region and a city, and back by the breadcrumbs, without a new load."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from ascn_data import Network
from tests.browser.conftest import WAIT_MS

LATEST = "2026-01-31"
WORDS = {"en": ("Countries", "Breadcrumbs"), "th": ("ประเทศ", "เส้นทางนำทาง")}


def follow(link: Locator, by: str) -> None:
    """Follow a link by the mouse or by the keyboard."""
    if by == "mouse":
        link.click()
        return
    link.focus()
    link.press("Enter")


def wait_for(page: Page, wanted: dict[str, str]) -> None:
    """Wait until the address says exactly `wanted`; what is below the title may still be drawn."""
    page.wait_for_function(
        """(wanted) => JSON.stringify(Object.entries(wanted).sort()) ===
          JSON.stringify([...new URLSearchParams(location.search)].sort())""",
        arg=wanted,
        timeout=WAIT_MS,
    )


@pytest.mark.parametrize(("by", "lang"), [("mouse", "en"), ("keyboard", "th")])
def test_one_goes_down_to_a_city_and_back(tab: Any, net: Network, by: str, lang: str) -> None:
    named = f"name_{lang}"
    country = net.countries.set_index("country_id").loc["THA", named]
    region = net.regions.set_index("region_id").loc["north", named]
    city = net.places.set_index("place_id").loc["lampang", named]
    kept = {"asof": LATEST, "lang": lang} if lang == "th" else {"asof": LATEST}
    first, label = WORDS[lang]

    page = tab.open(f"/countries?country=THA&asof={LATEST}&lang={lang}")
    page.evaluate("() => { window.__same = true; }")
    title = page.get_by_test_id("stHeading").locator("h1")
    expect(title).to_have_text(country)
    crumbs = page.get_by_role("navigation", name=label)

    follow(tab.widget("links-north").get_by_role("link").first, by)
    wait_for(page, {**kept, "country": "THA", "region": "north"})
    expect(title).to_contain_text(region)
    expect(crumbs.locator("[aria-current]")).to_have_text(region)
    tab.settle()  # the list of the whole country goes

    follow(tab.widget("links-north").get_by_role("link", name=city), by)
    wait_for(page, {**kept, "country": "THA", "region": "north", "city": "lampang"})
    expect(crumbs).to_have_text(f"{first}{country}{region}{city}")

    follow(crumbs.get_by_role("link", name=country), by)
    wait_for(page, {**kept, "country": "THA"})
    expect(title).to_have_text(country)
    follow(crumbs.get_by_role("link", name=first), by)
    wait_for(page, kept)
    expect(title).to_have_text(first)
    expect(crumbs).to_have_count(0)

    page.go_back()
    wait_for(page, {**kept, "country": "THA"})
    expect(title).to_have_text(country)
    assert page.evaluate("() => window.__same"), "a page was loaded anew"
