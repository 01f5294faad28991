"""What is wrong with whatever is open: text that is not clear, missed controls, too wide boxes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import WAIT_MS

BOXES = Path(__file__).with_name("text_boxes.js").read_text("utf-8")
# Nothing moves, and every chart has taken the width of its column.
STILL = """() => document.getAnimations().every(each =>
    each.playState !== 'running' || each.effect.getComputedTiming().iterations === Infinity)
  && [...document.querySelectorAll('.js-plotly-plot')].every(chart => {
    const drawn = chart.querySelector('.main-svg');
    return drawn && Math.abs(drawn.clientWidth - chart.parentElement.clientWidth) < 2; })"""
# A fault is one that stays: as often, and so far apart, is looked.
LOOKS, BETWEEN_MS = 24, 250
# A control that is hit by nothing of its own in its middle. A link that is broken over two lines
# has a middle on each. Controls that nobody sees, such as tools that wait for the mouse, are left
# out, and so are those that another control stands for (a label for its box).
MISSED = """(root) => {
  const kinds = 'button, a[href], input, select, textarea, summary, [role="button"],'
    + ' [role="link"], [role="radio"], [role="combobox"], [role="option"], [role="menuitem"]';
  const own = (control, hit) => hit && (control.contains(hit)
    || (hit.closest('label') && hit.closest('label').contains(control))
    // The handle of a slider stands for its input.
    || (control.type === 'range' && control.closest('[data-testid="stSlider"]').contains(hit)));
  const faults = []; let seen = 0;
  const scrolled = [...document.querySelectorAll('*')]
    .filter(e => e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight)
    .map(e => [e, e.scrollLeft, e.scrollTop]);
  for (const box of document.querySelectorAll(root))
    for (const control of box.querySelectorAll(kinds)) {
      if (!control.checkVisibility({opacityProperty: true, visibilityProperty: true})
          || control.closest('[aria-hidden="true"], [inert], [data-testid="stSkipToContent"]')
          || getComputedStyle(control).pointerEvents === 'none'
          || getComputedStyle(control).clipPath !== 'none') continue;
      // Only what a click does not reach where it stands is scrolled to: scrolling is slow.
      const missed = () => [...control.getClientRects()]
        .filter(r => r.width > 2 && r.height > 2)
        .map(r => [r, document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)])
        .filter(([, hit]) => !own(control, hit));
      seen += 1;
      if (!missed().length) continue;
      control.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
      for (const [r, hit] of missed()) {
        const name = control.getAttribute('aria-label') || control.innerText || control.outerHTML;
        faults.push(`${control.tagName} ${name.slice(0, 60)} at ${Math.round(r.x)},`
          + `${Math.round(r.y)} ${Math.round(r.width)}x${Math.round(r.height)}: `
          + (hit ? hit.outerHTML.slice(0, 120) : 'outside the window'));
      }
    }
  for (const [e, left, top] of scrolled) e.scrollTo({left, top, behavior: 'instant'});
  return [seen, faults];
}"""
PAGE, POPOVER, DIALOG = '[data-testid="stApp"]', '[data-testid="stPopoverBody"]', "[role=dialog]"
# What sticks out of the window and is not inside something that scrolls or clips by itself.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth, out = [];
  const clipped = (e) => { for (let p = e.parentElement; p && p !== document.body;
      p = p.parentElement) {
    const r = p.getBoundingClientRect();
    if (getComputedStyle(p).overflowX !== 'visible' && r.right <= width + 1 && r.left >= -1)
      return true; } return false; };
  for (const e of document.querySelectorAll('[data-testid="stMain"] *')) {
    const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    if (!r.width || !r.height || s.visibility === 'hidden') continue;
    if ((r.right > width + 1 || r.left < -1) && !clipped(e))
      out.push(`${e.tagName} ${e.dataset.testid || e.className} ${r.left}..${r.right}`);
  }
  return out.slice(0, 5);
}"""
SCROLLS = """() => ['html', 'body', '[data-testid="stApp"]', '[data-testid="stMain"]']
  .map(s => document.querySelector(s))
  .filter(e => e.scrollWidth > e.clientWidth + 1)
  .map(e => `${e.tagName} ${e.dataset.testid || ''} ${e.scrollWidth} > ${e.clientWidth}`)"""
# Text whose own box is too small for it.
CUT_OFF = """() => [...document.querySelectorAll(
    '[data-testid="stMetricValue"], [data-testid="stHeading"], #root .card p')]
  .flatMap(e => [e, ...e.querySelectorAll('*')])
  .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth
    && getComputedStyle(e).overflowX !== 'visible')
  .map(e => e.innerText)"""

# Plotly leaves out a name of an axis that would leave the chart, and says nothing.
LEFT_OUT = r"""() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart =>
  Object.entries(chart._fullLayout)
    .filter(([key, axis]) => /^[xy]axis\d*$/.test(key) && axis.visible && axis.showticklabels
      && axis.tickmode === 'array')
    .flatMap(([key, axis]) => {
      const [from, to] = [...axis.range].sort((a, b) => a - b);
      const named = axis.tickvals.filter((value, at) => axis.ticktext?.[at]
        && axis.d2l(value) >= from && axis.d2l(value) <= to).length;
      const seen = [...chart.querySelectorAll(`.${axis._id}tick text`)].filter(text =>
        text.getBoundingClientRect().width && getComputedStyle(text).opacity > 0).length;
      return seen < named ? [`${chart.closest('[class*=st-key-]').className} ${key}: `
        + `${seen} of ${named} names`] : [];
    }))"""


def left_out(page: Page) -> list[str]:
    """The axes of charts that lack some of their names."""
    return list(page.evaluate(LEFT_OUT))


def faults(page: Page, least: int = 3) -> list[str]:
    """What is wrong with the text that can be seen now; there are `least` boxes of it."""
    page.wait_for_function(STILL, timeout=WAIT_MS)
    for _look in range(LOOKS):
        found = page.evaluate(BOXES)
        if found["count"] >= least and not found["faults"]:
            return []
        page.wait_for_timeout(BETWEEN_MS)  # what opens may still be on its way
    assert found["count"] >= least, "there is text"
    return list(found["faults"])


def missed(tab: Any, root: str, least: int) -> list[str]:
    """The controls in `root` that a click in their middle would miss; there are `least` or more."""
    seen, faults = tab.page.evaluate(MISSED, root)
    assert seen >= least, f"{seen} controls were found in {root}"
    return list(faults)


def too_wide(page: Page) -> list[str]:
    """What is wider than the window, or than the box that it stands in."""
    for _look in range(LOOKS):
        found = [each for script in (SCROLLS, TOO_WIDE, CUT_OFF) for each in page.evaluate(script)]
        if not found:
            break
        page.wait_for_timeout(BETWEEN_MS)  # a table takes the width of its column in steps
    return found
