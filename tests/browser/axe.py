"""WCAG 2.2 AA as far as axe-core can see it."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python

from tests.browser.conftest import Tab

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = """async (rules) => {
  const found = await axe.run(document,
    {resultTypes: ['violations'], preload: false, runOnly: rules});
  return {rules: found.passes.length, faults: found.violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`))};
}"""
# axe is a script that the policy of our pages refuses.
READER = {"bypass_csp": True, "reduced_motion": "reduce"}
# What to look for by scheme, and how many rules apply at least: the light differs from the dark in
# its colours alone. The page was opened in the light, and is left in it.
SCHEMES = {
    "dark": (["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], 10),
    "light": (["color-contrast"], 1),
}
NONE: dict[str, list[str]] = {scheme: [] for scheme in SCHEMES}


def violations(tab: Tab) -> dict[str, list[str]]:
    """What axe finds on the page as it stands, by scheme; its policy must be bypassed."""
    found = {}
    tab.page.evaluate(AXE)
    for scheme, (rules, least) in SCHEMES.items():
        tab.take(scheme)
        seen = tab.page.evaluate(RUN, rules)
        assert seen["rules"] >= least, "axe looked at the page"
        found[scheme] = seen["faults"]
    return found
