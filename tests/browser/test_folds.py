"""Entries that open, in HTML of ours: what a reader has opened stays open on the page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

OPENED = "details[data-fold][open]"


def test_an_opened_entry_stays_open_when_the_list_changes(tab: Any) -> None:
    page = tab.open("/partners?lang=en")
    opened = page.locator(OPENED)
    summary = page.locator("[data-fold=japan] summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(opened).to_have_count(1)
    assert "later" in opened.inner_text()
    tab.choose("asof", "2026")
    tab.wait_for_query({"asof": "2026-01-31"})
    expect(opened).not_to_contain_text("later")
    assert opened.get_attribute("data-fold") == "japan"

    summary.click()
    expect(opened).to_have_count(0)
    page.go_back()
    tab.wait_for_query({})
    expect(page.locator("[data-fold=japan]")).to_contain_text("later")
    expect(opened).to_have_count(0)


def test_a_claim_that_was_asked_for_is_open_and_its_links_lead_on(tab: Any) -> None:
    page = tab.open("/sources?claim=ascn_meeting_number&lang=en")
    page.evaluate("() => { window.__same = true; }")
    opened = page.locator(OPENED)
    expect(opened).to_have_attribute("data-fold", "ascn_meeting_number")
    outside = opened.locator("a[target=_blank]")
    assert outside.evaluate_all("all => all.every(each => each.rel.includes('noopener'))")
    assert outside.count()
    opened.locator("a.page-link").first.click()
    page.wait_for_url("**/countries?**")
    tab.settle()
    assert page.evaluate("() => window.__same"), "the page was loaded anew"
