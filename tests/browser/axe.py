"""WCAG 2.2 AA as far as axe-core can see it."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python

from tests.browser.conftest import Tab

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']});
  return {rules: found.passes.length, faults: found.violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`))};
}"""
LEAST_RULES = 10
# axe is a script that the policy of our pages refuses.
READER = {"bypass_csp": True, "reduced_motion": "reduce"}
# The page was opened in the light, and is left in it.
SCHEMES = ("dark", "light")
NONE: dict[str, list[str]] = {scheme: [] for scheme in SCHEMES}


def violations(tab: Tab) -> dict[str, list[str]]:
    """What axe finds on the page as it stands, by scheme; its policy must be bypassed."""
    found = {}
    tab.page.evaluate(AXE)
    for scheme in SCHEMES:
        tab.take(scheme)
        seen = tab.page.evaluate(RUN)
        assert seen["rules"] >= LEAST_RULES, "axe looked at the page"
        found[scheme] = seen["faults"]
    return found
