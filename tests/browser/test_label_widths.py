"""The widths that charts reckon with for their labels, beside those that a browser gives them."""

from __future__ import annotations

from statistics import median

from playwright.sync_api import Browser

from dashboard.core.text_metrics import likely_width, text_width
from tests.browser.conftest import PAGES
from tests.serving import Server

ASKED = [f"{path.strip('/') or 'overview'}?lang=th" for path in PAGES.values()]
ASKED += ["city?city=chiang-mai&lang=th", "projects?lang=en"]
LEAST, MIDDLE = 0.95, 0.01
# Each run of a label with its size, whether it is bold, and its width without its spacing.
LABELS = """() => {
  document.head.append(Object.assign(document.createElement('style'),
    {textContent: '.doc :is(.wide, .narrow) { display: block !important }'}));
  const width = (run, style) => run.getComputedTextLength() - (parseFloat(style.letterSpacing) || 0)
    * [...new Intl.Segmenter().segment(run.textContent)].length;
  return [...document.querySelectorAll('.drawing svg :is(tspan, text:not(:has(tspan)))')]
    .filter((run) => run.textContent.trim()).map((run) => {
      const style = getComputedStyle(run);
      return [run.textContent, parseFloat(style.fontSize), style.fontWeight >= 600,
              width(run, style)];
    });
}"""


def test_no_label_is_wider_than_its_chart_reckons_with(browser: Browser, server: Server) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    labels = set()
    for path in ASKED:
        page.goto(f"{server.url}/page/{path}")
        labels |= {tuple(label) for label in page.evaluate(LABELS)}
    context.close()
    likely = {label: likely_width(*label[:2], bold=label[2]) / label[3] for label in labels}
    most = {label: text_width(*label[:2], bold=label[2]) / label[3] for label in labels}
    assert len(labels) > 500
    assert [label for label, share in likely.items() if share < LEAST] == []
    assert [label for label, share in most.items() if share < 1] == []
    assert abs(median(likely.values()) - 1) < MIDDLE
