"""A click in the middle of a control reaches that control: on every page, and in what opens."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGES

# A device of Playwright's (it has a finger and a viewport of its own), or the size of a window.
SCREENS = [
    ("laptop", (1440, 900), "en"),
    ("tablet", (1024, 768), "th"),
    ("iPhone 13", None, "th"),
    ("Pixel 7", None, "en"),
]
# A control that is hit by nothing of its own in its middle. A link that is broken over two lines
# has a middle on each. Controls that nobody sees, such as tools that wait for the mouse, are left
# out, and so are those that another control stands for (a label for its box).
MISSED = """(root) => {
  const kinds = 'button, a[href], input, select, textarea, summary, [role="button"],'
    + ' [role="link"], [role="radio"], [role="combobox"], [role="option"], [role="menuitem"]';
  const own = (control, hit) => hit && (control.contains(hit)
    || (hit.closest('label') && hit.closest('label').contains(control)));
  const faults = []; let seen = 0;
  for (const box of document.querySelectorAll(root))
    for (const control of box.querySelectorAll(kinds)) {
      if (!control.checkVisibility({opacityProperty: true, visibilityProperty: true})
          || control.closest('[aria-hidden="true"], [inert], [data-testid="stSkipToContent"]')
          || getComputedStyle(control).pointerEvents === 'none'
          || getComputedStyle(control).clipPath !== 'none') continue;
      control.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
      const lines = [...control.getClientRects()].filter(r => r.width > 2 && r.height > 2);
      for (const r of lines) {
        seen += 1;
        const hit = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
        if (own(control, hit)) continue;
        const name = control.getAttribute('aria-label') || control.innerText || control.outerHTML;
        faults.push(`${control.tagName} ${name.slice(0, 60)} at ${Math.round(r.x)},`
          + `${Math.round(r.y)} ${Math.round(r.width)}x${Math.round(r.height)}: `
          + (hit ? hit.outerHTML.slice(0, 120) : 'outside the window'));
      }
    }
  return [seen, faults];
}"""
PAGE, POPOVER, DIALOG = '[data-testid="stApp"]', '[data-testid="stPopoverBody"]', "[role=dialog]"


def missed(tab: Any, root: str, least: int) -> list[str]:
    """The controls in `root` that a click in their middle would miss; there are `least` or more."""
    seen, faults = tab.page.evaluate(MISSED, root)
    assert seen >= least, f"{seen} controls were found in {root}"
    return list(faults)


@pytest.fixture(params=SCREENS, ids=[name for name, *_rest in SCREENS])
def screen(request: Any, open_tab: Any, server: Any, playwright: Any) -> tuple[Any, str]:
    """A tab on a screen, and the language that its reader speaks."""
    name, size, lang = request.param
    if size:
        options = {"viewport": {"width": size[0], "height": size[1]}}
    else:
        options = dict(playwright.devices[name])
        del options["default_browser_type"]
    return open_tab(server, **options), lang


def test_every_control_of_every_page_is_hit_in_its_middle(screen: tuple[Any, str]) -> None:
    tab, lang = screen
    faults = {}
    for name, path in PAGES.items():
        tab.open(f"{path}?lang={lang}")
        faults[name] = missed(tab, PAGE, 10)
    tab.open(f"/map?city=chiang-mai&country=THA&lang={lang}")
    faults["a place"] = missed(tab, PAGE, 10)
    tab.open(f"/city?city=chiang-mai&lang={lang}")
    faults["a city"] = missed(tab, PAGE, 10)
    assert {name: found for name, found in faults.items() if found} == {}


def test_every_control_of_what_opens_is_hit_in_its_middle(screen: tuple[Any, str]) -> None:
    tab, lang = screen
    page = tab.open(f"/?lang={lang}&country=THA")
    faults = {}
    for key, least in (("filters", 4), ("share", 3), ("cite-benefit", 1)):
        tab.widget(key).get_by_role("button").first.click()
        page.locator(POPOVER).get_by_role("button").first.wait_for()
        tab.settle()
        faults[key] = missed(tab, POPOVER, least)
        page.keyboard.press("Escape")
        expect(page.locator(POPOVER)).to_have_count(0)
    tab.widget("find-anything").get_by_role("button").first.click()
    page.get_by_role("searchbox").fill("chiang")
    page.get_by_role("dialog").get_by_role("link").first.wait_for()
    tab.settle()
    faults["search"] = missed(tab, DIALOG, 6)
    page.keyboard.press("Escape")
    tab.widget("guide").get_by_role("button").first.click()
    page.get_by_role("dialog").wait_for()
    faults["guide"] = missed(tab, DIALOG, 1)
    assert {name: found for name, found in faults.items() if found} == {}
