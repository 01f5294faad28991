"""Addresses for programs in a real browser: tried out, embedded, downloaded."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import expect

from tests.browser.axe import NONE, READER, violations
from tests.browser.devices import device


def test_an_address_is_tried_out_in_place(open_tab: Any, server: Any, playwright: Any) -> None:
    tab = open_tab(server, **READER)
    page = tab.page
    page.goto(f"{server.url}/developers?lang=en")
    page.get_by_label("What to read").focus()
    page.get_by_label("What to read").select_option("reach")
    expect(page.locator("select[name=by]")).to_be_visible()
    expect(page.get_by_label("What to read")).to_be_focused()
    page.locator("select[name=by]").select_option("region")
    address = page.locator(".line code").first
    expect(address).to_have_text(f"{server.url}/api/reach?as_of=2023-07-28&by=region")
    told = json.loads(page.request.get(address.inner_text()).text())
    assert sum(row["areas"] for row in told["rows"]) == 6
    assert violations(tab) == NONE
    assert tab.complaints == []
    phone = open_tab(server, **{**device(playwright, "iPhone 13"), **READER})
    phone.page.goto(f"{server.url}/developers?lang=th&try=chart/growth&format=svg")
    expect(phone.page.get_by_role("img")).to_be_visible()
    assert phone.page.evaluate("() => document.body.scrollWidth <= innerWidth")
    assert violations(phone) == NONE


def test_a_chart_can_be_embedded_and_a_document_downloaded(open_tab: Any, server: Any) -> None:
    tab = open_tab(server, **READER)
    page = tab.open("/growth?lang=en&country=THA")
    page.locator(".st-key-table-growth summary").click()
    snippet = page.locator(".st-key-table-growth").get_by_text("<iframe").first
    expect(snippet).to_be_visible()
    assert f"{server.url}/chart/growth?country=THA" in snippet.inner_text()
    page.locator(".st-key-share button").first.click()
    link = page.locator("[class*='st-key-brief-'] a").first
    expect(link).to_be_visible()
    answer = page.request.get(link.evaluate("(each) => each.href"))
    assert answer.headers["content-type"] == "application/pdf"
    page.set_content(snippet.inner_text())
    framed = page.frame_locator("iframe")
    expect(framed.locator(".wide svg")).to_be_visible()
    expect(framed.get_by_role("heading")).to_contain_text("Thailand")
    page.goto(f"{server.url}/chart/places?lang=th")
    assert violations(tab) == NONE
    assert tab.complaints == []
