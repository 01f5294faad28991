"""The dashboard without a mouse."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import STILL

WHERE = """() => { const e = document.activeElement;
  const key = e.closest('[class*="st-key-"]');
  return {href: e.getAttribute('href') || '', tag: e.tagName,
          key: key ? [...key.classList].find(c => c.startsWith('st-key-')).slice(7) : ''}; }"""
AROUND = """() => { const e = document.activeElement;
  const box = (e.closest('[data-testid="stSelectbox"]') || e).getBoundingClientRect();
  return {x: Math.max(0, box.x - 6), y: Math.max(0, box.y - 6),
          width: box.width + 12, height: box.height + 12}; }"""


def focus_shows(page: Any) -> bool:
    """Whether what has the focus looks different from when it has not."""
    clip = page.evaluate(AROUND)
    focused = page.screenshot(clip=clip, animations="disabled")
    element = page.evaluate_handle("document.activeElement")
    element.evaluate("e => e.blur()")
    page.wait_for_function(STILL)
    without = page.screenshot(clip=clip, animations="disabled")
    element.evaluate("e => e.focus({focusVisible: true})")
    page.wait_for_function(STILL)
    return focused != without


def test_tab_reaches_pages_and_controls_with_visible_focus(tab: Any) -> None:
    page = tab.open("/growth")
    page.mouse.move(1, 890)
    links: dict[str, bool] = {}
    keys: dict[str, bool] = {}
    for _step in range(40):
        page.keyboard.press("Tab")
        page.wait_for_function(STILL)
        at = page.evaluate(WHERE)
        if at["key"] in ("asof", "country", "lang"):
            keys.setdefault(at["key"], focus_shows(page))
        elif at["tag"] == "A" and not at["key"]:
            links.setdefault(at["href"].partition("?")[0].rstrip("/").rpartition("/")[2],
                             focus_shows(page))  # fmt: skip
        if {"asof", "country", "lang"} <= set(keys):
            break
    assert {"map", "growth", "reach", "sources"} <= set(links)
    assert {"asof", "country", "lang"} <= set(keys)
    assert [name for name, shown in {**links, **keys}.items() if not shown] == []


def test_the_day_can_be_changed_by_keyboard(tab: Any) -> None:
    page = tab.open("/growth")
    before = tab.value("asof")
    tab.widget("asof").locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    first = page.get_by_role("option").first.inner_text().strip()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_function("() => new URLSearchParams(location.search).has('asof')")
    tab.settle()
    assert tab.value("asof") == first != before


def test_a_place_can_be_chosen_by_keyboard(tab: Any) -> None:
    page = tab.open("/map")
    tab.widget("city").locator("input").first.focus()
    page.keyboard.type("Chiang Mai")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    tab.wait_for_query({"city": "chiang-mai"})
    assert "Chiang Mai" in tab.widget("place-card").inner_text()


def test_enter_chooses_the_place_that_is_typed_and_no_other(tab: Any) -> None:
    page = tab.open("/city")
    tab.widget("city").locator("input").first.focus()
    page.keyboard.type("bang")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    tab.wait_for_query({"city": "bangkok"})
