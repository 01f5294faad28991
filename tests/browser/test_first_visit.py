"""Each page as the first one of a server that has just started, with no other host in reach."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser

MAPS = {"overview", "map"}
CHARTS = {"overview", "growth", "reach"}


def test_a_cold_deep_link_draws_without_any_other_host(
    open_tab: Any, fresh_server: Any, name: str, path: str
) -> None:
    tab = open_tab(fresh_server)
    page = tab.open(path)
    links = page.get_by_test_id("stTopNavLinkContainer")
    assert links.count() >= 5, "the navigation is there"
    if name in MAPS:
        tab.wait_for_draws()
        assert page.locator("#deckgl-wrapper canvas, canvas#deckgl-overlay").count() >= 1
    if name in CHARTS:
        tab.wait_for_charts()
    page.wait_for_timeout(700)  # whatever would still ask another host
    assert tab.outside == []
    assert tab.complaints == []
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlertContentError").count() == 0
