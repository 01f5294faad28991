"""Where the keyboard is: inside what has opened, back where it was, and always to be seen."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

INSIDE = """() => { const box = document.querySelector('[data-testid="stPopoverBody"]');
  const at = document.activeElement;
  return box && box !== at && box.contains(at); }"""
# What opens.
POPOVERS = ("filters", "share")
# Too narrow for the filters to stand open.
NARROWER = {"width": 1280, "height": 900}


def opened(tab: Any, key: str) -> Any:
    """A popover opened by the keyboard, and its button."""
    button = tab.widget(key).get_by_role("button").first
    button.focus()
    tab.page.keyboard.press("Enter")
    body = tab.page.get_by_test_id("stPopoverBody")
    body.get_by_role("button").or_(body.get_by_role("link")).first.wait_for()
    tab.settle()
    return button


@pytest.mark.parametrize("key", POPOVERS)
def test_one_tab_leads_into_what_opened_and_escape_leads_back(
    open_tab: Any, server: Any, key: str
) -> None:
    tab = open_tab(server, viewport=NARROWER)
    page = tab.open("/countries?country=THA")
    button = opened(tab, key)
    for step in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(INSIDE), f"Tab {step + 1} leads out"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(INSIDE)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    expect(button).to_be_focused()
    assert tab.complaints == []


def test_a_button_that_falls_idle_leaves_the_focus_inside(open_tab: Any, server: Any) -> None:
    tab = open_tab(server, viewport=NARROWER)
    page = tab.open("/growth?country=THA")
    opened(tab, "filters")
    clear = tab.widget("clear-filters").get_by_role("button")
    clear.focus()
    page.keyboard.press("Enter")
    tab.wait_for_query({})
    expect(clear).to_be_disabled()
    page.keyboard.press("Tab")
    assert page.evaluate(INSIDE)


# What shows that an element has the focus: itself, or the frame around it.
HOLDER = """() => { const at = document.activeElement;
  const frame = at.closest('[data-testid="stDeckGlJsonChart"]')
    || at.closest('[data-testid="stTextInputRootElement"]')
    || at.closest('[data-testid="stDataFrameResizable"]')
    || (at.tagName === 'INPUT' && at.closest('[role="group"]'));
  const holder = frame && !at.closest('button') ? frame : at, r = holder.getBoundingClientRect();
  return {kind: [at.tagName, at.getAttribute('role'), at.dataset.testid,
                 (at.closest('[data-testid]') || at).dataset.testid].join(' '),
          box: [r.x, r.y, r.width, r.height]}; }"""
# A table draws its cells, and the frame of the one that has the focus, on a canvas.
DRAWN = "glide-cell"
LEAST_CONTRAST = 3


def luminance(shot: bytes) -> np.ndarray:
    """The relative luminance of each pixel of a picture, as WCAG counts it."""
    colour = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")) / 255
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def ring(page: Any, box: list[float]) -> tuple[int, float]:
    """How many pixels the focus changes by 3:1 or more, and how many a ring of 2 pixels needs."""
    size = page.viewport_size
    left, top = max(0, box[0] - 8), max(0, box[1] - 8)
    right = min(size["width"], box[0] + box[2] + 8)
    bottom = min(size["height"], box[1] + box[3] + 8)
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    with_focus = luminance(page.screenshot(clip=clip, animations="disabled"))
    element = page.evaluate_handle("document.activeElement")
    element.evaluate("e => e.blur()")
    without = luminance(page.screenshot(clip=clip, animations="disabled"))
    element.evaluate("e => e.focus({focusVisible: true, preventScroll: true})")
    lighter, darker = np.maximum(with_focus, without), np.minimum(with_focus, without)
    changed = (lighter + 0.05) / (darker + 0.05) >= LEAST_CONTRAST
    around = 2 * (min(box[2], clip["width"]) + min(box[3], clip["height"]))
    return int(changed.sum()), 1.7 * around  # less what round corners save


@pytest.mark.parametrize(
    ("path", "scheme"),
    [("/map?city=chiang-mai", "light"), ("/city", "dark"), ("/sources", "light")],
)
def test_whatever_has_the_keyboard_has_a_clear_ring(
    open_tab: Any, server: Any, path: str, scheme: str
) -> None:
    """WCAG 2.4.13: as large as a line of 2 pixels around it, and 3:1 beside what was there."""
    tab = open_tab(server, color_scheme=scheme, reduced_motion="reduce")
    page = tab.open(path)
    page.mouse.move(1, 890)
    shown: dict[str, tuple[int, float]] = {}
    for _step in range(70):
        page.keyboard.press("Tab")
        at = page.evaluate(HOLDER)
        if at["kind"].startswith("BODY") and shown:
            break
        if at["kind"] not in shown and DRAWN not in at["kind"]:
            shown[at["kind"]] = ring(page, at["box"])
    assert len(shown) >= 8
    faint = {kind: found for kind, found in shown.items() if found[0] < found[1]}
    assert faint == {}
