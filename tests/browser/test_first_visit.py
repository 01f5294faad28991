"""A page as the first that a reader opens, on a new server, with no other host in reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import PAGES
from tests.serving import Server

MAPS = {"overview", "map"}
CHARTS = {"overview", "growth", "reach"}


@pytest.fixture(scope="module")
def new_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that has just started."""
    server = Server(tmp_path_factory.mktemp("new") / "server.log")
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("name", sorted(MAPS | CHARTS))
def test_a_cold_deep_link_draws_without_any_other_host(
    open_tab: Any, new_server: Server, name: str
) -> None:
    tab = open_tab(new_server, reader=f"{name} first")
    page = tab.open(PAGES[name])
    links = page.get_by_test_id("stTopNavLinkContainer")
    assert links.count() >= 5, "the navigation is there"
    if name in MAPS:
        tab.wait_for_draws()
        assert page.locator("#deckgl-wrapper canvas, canvas#deckgl-overlay").count() >= 1
    if name in CHARTS:
        tab.wait_for_charts()
    tab.wait_for_files()
    assert tab.outside == []
    assert tab.complaints == []
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlertContentError").count() == 0
