"""Links, the back button and the navigation in a real browser."""

from __future__ import annotations

import codecs
import io
import re
import time
from typing import Any
from urllib.parse import urlencode, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

import ascn_data
from ascn_data import Network
from ascn_data.export import to_csv
from dashboard.content.file_names import file_name
from dashboard.content.text.page_summary import heading
from dashboard.core.text_metrics import is_thai
from dashboard.core.translation import use_language
from dashboard.core.url_state import View
from tests.browser.conftest import GO, WAIT_MS


def ends_a_run(message: bytes) -> bool:
    """Whether the server says with a message that the page has run."""
    return ForwardMsg.FromString(message).WhichOneof("type") == "script_finished"


class Line:
    """What the server sends to a page, which can be held back for a while."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.held: list[bytes] | None = None
        page.route_web_socket("**", self.lay)

    def lay(self, line: WebSocketRoute) -> None:
        """Pass on between the page and the server."""
        self.to_page = line
        line.connect_to_server().on_message(self.pass_on)

    def pass_on(self, message: Any) -> None:
        """Send a message to the page, or keep it."""
        if self.held is None:
            self.to_page.send(message)
        else:
            self.held.append(message)

    def hold(self) -> None:
        """Keep from now on what the server sends."""
        self.held = []

    def wait_for_answer(self) -> None:
        """Wait until a run has ended of which the page has heard nothing."""
        end = time.monotonic() + WAIT_MS / 1000
        while not any(map(ends_a_run, self.held or ())):
            assert time.monotonic() < end, "the server has not answered"
            self.page.wait_for_timeout(10)

    def release(self) -> None:
        """Send what was kept, and all that follows."""
        kept, self.held = self.held or [], None
        for message in kept:
            self.to_page.send(message)


def test_a_deep_link_restores_the_view(tab: Any, net: Network) -> None:
    tab.open("/map?country=THA&region=north&lang=th&asof=2023-07-28&city=lampang")
    assert urlsplit(tab.page.url).path == "/map"
    assert "2566" in tab.value("asof")
    said = tab.page.get_by_test_id("stMain").inner_text()
    assert net.places.set_index("place_id").loc["lampang", "name_th"] in said
    chips = tab.widget("chips").inner_text()
    names = (
        net.countries.set_index("country_id").loc["THA", "name_th"],
        net.regions.set_index("region_id").loc["north", "name_th"],
    )
    assert all(name in chips for name in names)
    tab.wait_for_query({"country": "THA", "region": "north", "lang": "th", "city": "lampang"})


def test_a_browser_that_asks_for_thai_gets_thai(open_tab: Any, server: Any) -> None:
    tab = open_tab(server, locale="th-TH")
    tab.open("/growth")
    assert "2566" in tab.value("asof")
    assert re.search("[ก-๙]{6,}", tab.page.get_by_test_id("stMain").inner_text())


def test_an_unknown_value_is_named_and_left_out(tab: Any) -> None:
    tab.open("/growth?country=XYZ&status=member")
    note = tab.page.get_by_test_id("stAlertContentInfo")
    assert "XYZ" in note.first.inner_text()
    tab.wait_for_query({"status": "member"})


def test_controls_change_the_address_and_back_restores_the_view(tab: Any, net: Network) -> None:
    def shows(day: str, **where: str) -> None:
        members = str(len(ascn_data.members(net, day, **where)))
        tab.page.wait_for_function(
            """(members) => document.querySelector('#root .card .value')
              .innerText.trim() === members""",
            arg=members,
        )

    tab.open("/")
    shows("2023-07-28")
    tab.choose("asof", "2018")
    tab.wait_for_query({"asof": "2018-04-28"})
    shows("2018-04-28")
    tab.choose("country", "Viet Nam")
    tab.wait_for_query({"asof": "2018-04-28", "country": "VNM"})
    shows("2018-04-28", country="VNM")
    tab.page.keyboard.press("Escape")

    tab.page.go_back()
    tab.wait_for_query({"asof": "2018-04-28"})
    shows("2018-04-28")
    tab.page.go_back()
    tab.page.wait_for_timeout(1000)  # a view that comes back by itself would do so now
    tab.wait_for_query({})
    shows("2023-07-28")
    assert "2023" in tab.value("asof")
    tab.page.go_forward()
    tab.wait_for_query({"asof": "2018-04-28"})
    shows("2018-04-28")
    assert tab.complaints == []


def test_a_filter_that_was_taken_back_stays_away(open_tab: Any, server: Any) -> None:
    """The list of countries is out of sight when the back button empties it."""
    tab = open_tab(server, viewport={"width": 1280, "height": 900})
    tab.open("/")
    tab.widget("filters").get_by_role("button").first.click()
    tab.choose("country", "Viet Nam")
    tab.wait_for_query({"country": "VNM"})
    tab.page.keyboard.press("Escape")
    tab.page.go_back()
    tab.wait_for_query({})
    tab.page.wait_for_function(
        "() => document.querySelector('#root .card .value').innerText.trim() === '29'"
    )
    tab.choose("asof", "2018")
    tab.page.wait_for_function("() => location.search.includes('2018')")
    tab.settle()
    tab.wait_for_query({"asof": "2018-04-28"})


def test_who_goes_on_before_the_page_is_drawn_gets_there(tab: Any) -> None:
    """With the second address the browser sends what its lists held before the first."""
    line = Line(tab.page)
    tab.open("/growth")
    line.hold()
    tab.page.evaluate(GO, f"{tab.server.url}/growth?asof=2018-04-28")
    line.wait_for_answer()
    asked = {"asof": "2026-01-31", "country": "IDN"}
    tab.page.evaluate(GO, f"{tab.server.url}/growth?{urlencode(asked)}")
    line.release()
    expect(tab.page).to_have_title(heading("growth", View(**asked)))
    tab.wait_for_query(asked)
    expect(tab.page).to_have_title(heading("growth", View(**asked)))


def test_the_navigation_keeps_the_view(tab: Any) -> None:
    tab.open("/sources?country=THA&asof=2018-04-28")
    for path in ("/map", "/growth", "/reach", "/"):
        tab.page.locator(
            f"[data-testid='stTopNavLinkContainer'] a[href$='{path}'],"
            f"[data-testid='stTopNavLinkContainer'] a[href*='{path}?']"
        ).first.click()
        tab.page.wait_for_function(f"() => location.pathname === '{path}'")
        tab.wait_for_query({"asof": "2018-04-28", "country": "THA"})
        assert "2018" in tab.value("asof")


def test_the_language_switch(tab: Any) -> None:
    tab.open("/growth?asof=2018-04-28")
    tab.widget("lang").get_by_text("ไทย").click()
    tab.wait_for_query({"asof": "2018-04-28", "lang": "th"})
    assert "2561" in tab.value("asof")
    tab.widget("lang").get_by_text("English").click()
    tab.wait_for_query({"asof": "2018-04-28"})
    assert "2018" in tab.value("asof")


@pytest.mark.parametrize("lang", ["en", "th"])
def test_a_download_is_exactly_the_frame(tab: Any, net: Network, lang: str) -> None:
    tab.open(f"/growth?asof=2026-01-31&country=THA&lang={lang}")
    picture = tab.widget("picture-growth")
    picture.get_by_test_id("stExpander").locator("summary").click()
    button = picture.get_by_test_id("stDownloadButton").get_by_role("button")
    button.wait_for()
    download = tab.download(button)
    frame = ascn_data.growth(net, "2026-01-31", country="THA")
    content = download.path().read_bytes()
    assert content.startswith(codecs.BOM_UTF8), "Excel reads Thai with it alone"
    text = content.decode("utf-8-sig")
    assert text == to_csv(frame)
    tools = picture.get_by_test_id("stElementToolbarButton")
    names = tools.locator("[aria-label]").evaluate_all("all => all.map(each => each.ariaLabel)")
    assert names
    assert not [name for name in names if "CSV" in name], "one download for each table"
    rows = pd.read_csv(io.StringIO(text), parse_dates=["counted_on"])
    assert rows["members"].tolist() == frame["members"].tolist()
    assert rows["joined_th"].tolist() == frame["joined_th"].tolist()
    assert (rows["counted_on"] == frame["counted_on"]).all()
    view = View(asof="2026-01-31", country="THA", lang=lang)
    with use_language(lang):
        assert download.suggested_filename == file_name("growth", view)
    assert is_thai(download.suggested_filename) == (lang == "th")
