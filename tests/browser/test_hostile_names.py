"""Names that try to be more than names, in a real browser: nothing runs, and all is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from ascn_data import ANNOUNCEMENT, Network, places
from dashboard.content.citations import JOINER
from dashboard.content.places import bounds_of, kinds_of
from dashboard.core.page_widths import column_width
from dashboard.core.url_state import View
from dashboard.maps.deckgl import layout_of, size_in
from dashboard.maps.places import HEIGHT, SHARE
from tests.hostile import TRICKS, make_hostile

# What plotly or a page would swallow if it obeyed.
TAGS = [trick for trick in TRICKS if trick.startswith("<") or trick == "**bold**"]

# Addresses, icons, arrows and colours that Streamlit would make of what a reader typed.
TYPED = [
    "www.evil.example", "http://evil.example/x", "a@evil.example", ":material/home:", ":smile:",
    "a -> b <- c", "a -- b", ":red[b]",
]  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Network:
    """An edition in which every free text is a trick."""
    return make_hostile(tmp_path_factory.mktemp("hostile") / "edition")


@pytest.fixture(scope="module")
def hostile_server(
    server: Any, hostile: Network, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """A server that shows it."""
    log = tmp_path_factory.mktemp("hostile-server") / "server.log"
    started = type(server)(log, settings={"ASCN_DATA_DIR": str(hostile.directory)})
    started.start()
    yield started
    started.stop()


def test_a_name_on_the_map_and_in_its_tooltip_is_text(
    open_tab: Any, hostile_server: Any, hostile: Network
) -> None:
    every = places(hostile, ANNOUNCEMENT)
    tagged = every[every["name_en"].str.startswith("<")]
    # Where a country has few places, no mark covers another.
    near = tagged["country_id"].map(every["country_id"].value_counts())
    row = tagged.loc[near.idxmin()]
    country = row["country_id"]
    tab = open_tab(hostile_server)
    tab.open(f"/map?country={country}")
    tab.wait_for_draws()
    shown = places(hostile, ANNOUNCEMENT, country=country)
    shown = shown.assign(label=shown["name_en"], kind=kinds_of(shown))
    size = size_in(column_width(1440, SHARE), HEIGHT)
    layout = layout_of(shown, bounds_of(View(country=country), shown), size)
    (at,) = [panel.symbols[row["place_id"]] for panel in layout.panels
             if row["place_id"] in panel.symbols]  # fmt: skip
    # The map is centred in what it gets.
    box = tab.page.get_by_test_id("stDeckGlJsonChart").bounding_box()
    at_x = box["x"] + (box["width"] - size[0]) / 2 + at[0]
    at_y = box["y"] + (box["height"] - size[1]) / 2 + at[1]
    tip = tab.page.locator(".deck-tooltip")
    for step in range(20):
        tab.page.mouse.move(at_x + step % 3, at_y + step % 2)
        tab.page.wait_for_timeout(250)
        if tip.count() and tip.inner_text().strip():
            break
    assert row["name_en"] in tip.inner_text()
    assert tip.locator("img, script, a, b").count() == 0
    assert tab.complaints == []


def test_names_in_headings_charts_and_tables_are_text(open_tab: Any, hostile_server: Any) -> None:
    tab = open_tab(hostile_server)
    page = tab.open("/projects")
    tab.wait_for_charts()
    drawn = " ".join(page.locator(".js-plotly-plot text").all_text_contents())
    said = page.get_by_test_id("stMain").inner_text()
    for text in (drawn, said):
        assert [trick for trick in TAGS if trick in text]
    main = page.get_by_test_id("stMain")
    assert main.locator("[src='x'], [onerror], a[href^='javascript']").count() == 0
    assert main.locator("a[href*='evil']").count() == 0
    assert tab.complaints == []
    assert tab.outside == []


def test_a_note_repeats_an_address_letter_by_letter(tab: Any) -> None:
    keys = ("country", "status", "region")
    typed = {key: " ".join(TYPED[at::3]) for at, key in enumerate(keys)}
    notes = tab.open(f"/partners?{urlencode(typed)}").get_by_test_id("stAlert")
    repeated = " ".join(notes.all_inner_texts()).replace(JOINER, "")
    assert [said for said in TYPED if said not in repeated] == []
    assert notes.locator("a").count() == 0


def test_slides_show_tricks_as_text(open_tab: Any, hostile_server: Any) -> None:
    tab = open_tab(hostile_server)
    tab.page.goto(f"{hostile_server.url}/present")
    tab.page.wait_for_selector("body.playable")
    said = tab.page.locator("body").text_content()
    assert [trick for trick in TAGS if trick in said]
    assert tab.page.locator("[onerror], a[href*='evil'], a[href^='javascript']").count() == 0
    assert tab.complaints == []
