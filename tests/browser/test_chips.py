"""What is chosen stands above the page as chips: by mouse, finger and keyboard."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import expect

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from tests.browser.conftest import WAIT_MS
from tests.browser.devices import device

FIRST_CARD = """(wanted) => document.querySelector('#root .card .value')
  ?.innerText.trim() === wanted"""
SAID = """(words) => document.querySelector('.said[role=status]')?.textContent.includes(words)"""
FOCUSED = """(key) => document.activeElement.closest(`.st-key-${key}`)"""
LEAST = 44


def shows(tab: Any, net: Network, chips: list[str], **where: str) -> None:
    """The chips in words, and the number of members of the selection in the first card."""
    members = str(len(ascn_data.members(net, ANNOUNCEMENT, **where)))
    tab.page.wait_for_function(FIRST_CARD, arg=members, timeout=WAIT_MS)
    tab.settle()
    buttons = tab.page.locator("[class*='st-key-chip-'] button").filter(visible=True)
    found = [button.locator("p").inner_text() for button in buttons.all()]
    assert found == chips


def test_a_mouse_chooses_in_the_open_lists_and_takes_off_again(tab: Any, net: Network) -> None:
    page = tab.open("/?lang=en")
    assert tab.widget("filters").count() == 0
    tab.widget("region").locator("input").first.fill("North")
    page.get_by_role("option", name="Thailand: North (1 + 2)").click()
    tab.wait_for_query({"country": "THA", "region": "north"})
    both = ["Country: Thailand", "Region: North"]
    shows(tab, net, both, country="THA", region="north")
    tab.widget("undo-change").get_by_role("button").click()
    tab.wait_for_query({})
    shows(tab, net, [])
    page.go_back()
    tab.wait_for_query({"country": "THA", "region": "north"})
    shows(tab, net, both, country="THA", region="north")
    assert tab.widget("undo").count() == 0, "the browser's own button is the way back"
    tab.widget("chip-region").get_by_role("button").click()
    tab.wait_for_query({"country": "THA"})
    shows(tab, net, both[:1], country="THA")
    tab.widget("chip-country").get_by_role("button").click()
    tab.wait_for_query({})
    shows(tab, net, [])
    assert tab.complaints == []


def test_a_finger_takes_all_off_and_gets_it_back(
    open_tab: Any, server: Any, playwright: Any, net: Network
) -> None:
    tab = open_tab(server, **device(playwright, "iPhone 13"))
    page = tab.open("/?country=THA&region=north&status=member&lang=en")
    chips = ["Country: Thailand", "Region: North", "Status: Members"]
    where = {"country": "THA", "region": "north"}
    shows(tab, net, chips, **where)
    for button in page.locator(".st-key-chips button").filter(visible=True).all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= LEAST
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    clear = tab.widget("clear-all").get_by_role("button")
    clear.scroll_into_view_if_needed()
    clear.tap()
    tab.wait_for_query({})
    shows(tab, net, [])
    page.wait_for_function(SAID, arg="cleared", timeout=WAIT_MS)
    tab.widget("undo-change").get_by_role("button").tap()
    tab.wait_for_query({**where, "status": "member"})
    shows(tab, net, chips, **where)


def test_the_keyboard_goes_on_at_the_next_chip(open_tab: Any, server: Any) -> None:
    tab = open_tab(server, locale="th-TH")
    page = tab.open("/projects?country=THA&focus=safety-security&find=water")
    tab.widget("chip-focus").get_by_role("button").focus()
    page.keyboard.press("Enter")
    tab.wait_for_query({"country": "THA", "find": "water"})
    page.wait_for_function(FOCUSED, arg="chip-find", timeout=WAIT_MS)
    page.keyboard.press("Space")
    tab.wait_for_query({"country": "THA"})
    page.wait_for_function(FOCUSED, arg="chip-country", timeout=WAIT_MS)
    page.keyboard.press("Enter")
    tab.wait_for_query({})
    page.wait_for_function(FOCUSED, arg="asof", timeout=WAIT_MS)
    page.go_back()
    tab.wait_for_query({"country": "THA"})


def test_the_browsers_own_buttons_step_through_every_choice_of_a_page(tab: Any) -> None:
    page = tab.open("/projects")
    words = page.get_by_role("textbox", name="Search by project or city")
    steps = [
        ("status", lambda: tab.choose("status", "Members")),
        ("focus", lambda: tab.widget("focus").get_by_text("Safety and security").click()),
        ("report", lambda: tab.widget("report").get_by_text("2022").click()),
        ("find", lambda: (words.fill("water"), words.press("Enter"))),
    ]
    values = {
        "focus": "safety-security", "report": "2022", "find": "water", "status": "member",
    }  # fmt: skip
    seen: list[dict[str, str]] = [{}]
    for key, choose in steps:
        choose()
        seen.append({**seen[-1], key: values[key]})
        tab.wait_for_query(seen[-1])
    for wanted in reversed(seen[:-1]):
        page.go_back()
        tab.wait_for_query(wanted)
        assert tab.page.locator("[class*='st-key-chip-'] button").filter(visible=True).count() == (
            len(wanted)
        )
    page.go_forward()
    tab.wait_for_query(seen[1])


def test_a_view_is_saved_under_a_name_in_this_browser(open_tab: Any, server: Any) -> None:
    tab = open_tab(server, reader="saved views")
    page = tab.open("/growth?country=VNM")
    box = page.locator(".saved-views")
    tab.widget("share").get_by_role("button").first.click()
    box.get_by_role("textbox").fill("<b>Viet Nam</b>")
    page.keyboard.press("Enter")
    link = box.get_by_role("link", name="<b>Viet Nam</b>")
    expect(link).to_be_visible()
    assert box.locator("b").count() == 0
    foreign = ["https://evil.example/", "javascript:alert(1)", "//evil.example/growth"]
    views = [{"name": f"Foreign {at}", "address": each} for at, each in enumerate(foreign)]
    views.append({"name": "Thailand", "address": "map?country=THA"})
    body = json.dumps({"views": views}).encode()
    box.locator("input[type=file]").set_input_files(
        {"name": "views.json", "mimeType": "application/json", "buffer": body}
    )
    expect(box.get_by_role("link")).to_have_text(["<b>Viet Nam</b>", "Thailand"])
    box.get_by_role("button", name="Remove: Thailand").click()
    expect(link).to_be_focused()
    box.get_by_role("button", name="Rename: <b>Viet Nam</b>").click()
    expect(box.get_by_role("listitem").get_by_role("textbox")).to_be_focused()
    page.keyboard.type("Viet Nam")
    page.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_contain_text("Viet Nam")
    with page.expect_download() as download:
        box.get_by_role("button", name="Save the list as a file").click()
    kept = json.loads(download.value.path().read_text("utf-8"))
    assert kept == {"views": [{"name": "Viet Nam", "address": "growth?country=VNM"}]}
    tab.open("/reach")
    tab.widget("share").get_by_role("button").first.click()
    box.get_by_role("link", name="Viet Nam").click()
    page.wait_for_url("**/growth?country=VNM")
    assert tab.complaints == []
