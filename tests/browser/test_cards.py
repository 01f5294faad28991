"""A headline card: its link leads on within the page, and its button copies its line."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.axe import NONE, READER, violations
from tests.browser.devices import device

# In pixels, about the middle of what is touched.
LEAST = 44
TOUCHED = """(control, least) => {
  control.scrollIntoView({block: 'center'});
  const box = control.getBoundingClientRect();
  const [x, y, reach] = [box.x + box.width / 2, box.y + box.height / 2, least / 2 - 1];
  return [[-reach, 0], [reach, 0], [0, -reach], [0, reach]].map(([right, down]) =>
    control.contains(document.elementFromPoint(x + right, y + down)));
}"""
SELECTED = "field => field.value.slice(field.selectionStart, field.selectionEnd)"


def card(tab: Any, key: str) -> Locator:
    """A card of the live page."""
    return tab.page.locator(f"#root [data-card='{key}']")


def test_a_card_leads_to_its_grounds_without_a_new_load(tab: Any) -> None:
    page = tab.open("/?country=VNM")
    page.evaluate("() => { window.__same = true; }")
    link = card(tab, "members").get_by_role("link")
    with page.context.expect_page() as another:
        link.click(modifiers=["Control"])
    another.value.close()
    assert page.url.endswith("/?country=VNM")
    link.press("Enter")
    tab.wait_for_query({"country": "VNM", "table": "memberships"})
    expect(page.get_by_test_id("stHeading").locator("h1")).to_contain_text("Sources")
    page.go_back()
    expect(link).to_be_visible()
    assert page.evaluate("() => window.__same"), "a page was loaded anew"


def test_an_embedded_card_leads_to_an_embedded_page(tab: Any) -> None:
    page = tab.open("/?embed=true")
    card(tab, "members").get_by_role("link").click()
    page.wait_for_url("**/sources?**embed=true**")
    tab.settle()
    expect(page.get_by_role("navigation")).to_have_count(0)


def test_a_card_is_copied_with_its_source_by_the_keyboard(open_tab: Any, server: Any) -> None:
    tab = open_tab(server, permissions=["clipboard-read", "clipboard-write"])
    page = tab.open("/?asof=2023-07-28")
    number = card(tab, "members").locator(".value").inner_text()
    button = card(tab, "members").get_by_role("button", name="Copy")
    for _again in range(2):  # the second time while it still says so of the first
        button.press("Enter")
        expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
        expect(card(tab, "members").get_by_text("Copied")).to_have_css("clip-path", "none")
    line = page.evaluate("() => navigator.clipboard.readText()")
    assert number in line
    assert "2023" in line
    assert f"{server.url}/sources?" in line
    assert "\n" not in line
    expect(card(tab, "members").get_by_text("Copied")).to_have_count(0)
    expect(button).to_be_focused()


def test_where_the_clipboard_is_refused_a_finger_gets_the_line_to_select(
    open_tab: Any, server: Any, playwright: Any
) -> None:
    tab = open_tab(server, **READER, **device(playwright, "iPhone 13"), locale="th-TH")
    page = tab.open("/?lang=th")
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    button = card(tab, "proposed").get_by_role("button", name="คัดลอก")
    for control in (button, card(tab, "proposed").get_by_role("link")):
        assert control.evaluate(TOUCHED, LEAST) == [True] * 4
    button.tap()
    field = page.locator("dialog").get_by_role("textbox")
    expect(field).to_be_focused()
    assert f"{server.url}/sources?" in field.evaluate(SELECTED)
    assert violations(tab) == NONE
    page.locator("dialog").get_by_role("button", name="ปิด").tap()
    expect(page.locator("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    assert tab.complaints == []
