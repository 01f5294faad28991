"""The slides in the hand: real device profiles, upright and across."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.core.url_state import View
from dashboard.exports.slides.story import story

DEVICES = ["iPhone 13", "iPhone 13 landscape", "Pixel 7", "iPad Mini"]
LEAST = 14  # CSS pixels
# Names on a map of many shrink before they are left out.
ON_A_MAP = 12
SCALE_BAR = re.compile(r"[\d,]+ (km|กม\.)")
SLIDES = len(story(View()))
# The visible texts of the slide and of the bar below it: size on the screen, box, words.
TEXTS = """() => [...document.querySelectorAll('.slide.on *, footer *')].flatMap((each) => {
  const said = [...each.childNodes].filter(
    node => node.nodeType === 3 && node.textContent.trim()).length;
  const box = each.getBoundingClientRect();
  if (!said || !each.getClientRects().length || each.closest('.unseen, [hidden]')) return [];
  const scale = each.matches('svg text') ? each.getScreenCTM().a : 1;
  return [{ map: each.matches('svg text'), left: box.left,
    size: parseFloat(getComputedStyle(each).fontSize) * scale,
    right: box.right, bottom: box.bottom + scrollY, said: each.textContent }];
})"""
# What a finger meets in the middle of a control.
HIT = """(control) => { const box = control.getBoundingClientRect();
  return control.contains(document.elementFromPoint(
    box.left + box.width / 2, box.top + box.height / 2)); }"""


@pytest.fixture
def hand(open_tab: Any, server: Any, playwright: Any, request: pytest.FixtureRequest) -> Any:
    """A tab of the device that the test is for."""
    profile = dict(playwright.devices[request.param])
    profile.pop("default_browser_type", None)
    return open_tab(server, **profile)


each_device = pytest.mark.parametrize("hand", DEVICES, indirect=True)


def open_slide(tab: Any, query: str) -> None:
    """Open the slides and wait for their script."""
    tab.page.goto(f"{tab.server.url}/present?{query}")
    tab.page.wait_for_selector("body.playable")


def at(tab: Any) -> int:
    """The number of the slide in the address."""
    return int(parse_qs(urlsplit(tab.page.url).query)["slide"][0])


@each_device
@pytest.mark.parametrize("query", ["", "lang=th&asof=2026-01-31&country=THA"])
def test_every_slide_can_be_read_and_left(hand: Any, query: str) -> None:
    open_slide(hand, query)
    slides = hand.page.locator(".slide").count()
    for number in range(1, slides + 1):
        assert at(hand) == number
        texts = hand.page.evaluate(TEXTS)
        assert len(texts) > 3
        small = [
            text["said"] for text in texts if text["size"] < (ON_A_MAP if text["map"] else LEAST)
        ]
        assert [said for said in small if not SCALE_BAR.fullmatch(said)] == [], number
        wide, high = hand.page.evaluate("() => [innerWidth, document.documentElement.scrollHeight]")
        outside = [t for t in texts if t["left"] < -1 or t["right"] > wide + 1]
        assert outside == [], number
        assert hand.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert max(text["bottom"] for text in texts) <= high + 1
        for control in hand.page.locator("footer a:visible").all():
            assert control.evaluate(HIT), number
            assert control.bounding_box()["height"] >= 44
        hand.page.locator("footer .step[data-turn='1']").tap()
    assert hand.complaints == []


@each_device
def test_the_end_of_a_slide_is_not_behind_the_bar(hand: Any) -> None:
    open_slide(hand, "slide=6")
    hand.page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)")
    source = hand.page.locator(".slide.on .source").bounding_box()
    bar = hand.page.locator("footer").bounding_box()
    assert source["y"] + source["height"] <= bar["y"] + 1


@pytest.mark.parametrize("hand", ["iPhone 13"], indirect=True)
def test_a_tap_goes_on_and_the_link_leads_to_the_page_behind(hand: Any) -> None:
    open_slide(hand, "country=MYS&slide=1")
    hand.page.locator(".slide.on h1").tap()
    assert at(hand) == 2
    hand.page.locator("footer .step[data-turn='-1']").tap()
    assert at(hand) == 1
    hand.page.locator("footer .out").tap()
    hand.page.wait_for_url("**/?**country=MYS**")
    hand.settle()
    assert parse_qs(urlsplit(hand.page.url).query)["country"] == ["MYS"]


@pytest.mark.parametrize("hand", ["iPhone 13"], indirect=True)
@pytest.mark.parametrize(
    ("moves", "number"), [((-120, 0), 3), ((120, 0), 1), ((-30, -200), 2)], ids=str
)
def test_a_swipe_is_a_step_and_a_stroke_down_is_none(
    hand: Any, moves: tuple[int, int], number: int
) -> None:
    open_slide(hand, "slide=2")
    line = hand.page.context.new_cdp_session(hand.page)
    x, y = 200, 400
    line.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in (0.5, 1):
        point = {"x": x + moves[0] * part, "y": y + moves[1] * part}
        line.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    hand.page.wait_for_function(
        "(number) => new URLSearchParams(location.search).get('slide') === String(number)",
        arg=number,
    )


@pytest.mark.parametrize("hand", ["iPhone 13"], indirect=True)
def test_a_turned_phone_reads_as_well(hand: Any) -> None:
    open_slide(hand, "slide=4")
    for size in ((844, 390), (390, 844)):
        hand.page.set_viewport_size({"width": size[0], "height": size[1]})
        texts = hand.page.evaluate(TEXTS)
        sizes = [text["size"] for text in texts if not SCALE_BAR.fullmatch(text["said"])]
        assert min(sizes) >= ON_A_MAP
        assert hand.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_slides_differ_by_the_language_that_a_browser_asks_for(server: Any) -> None:
    for path in ("/present", "/present/notes"):
        said = {}
        for lang in ("en", "th"):
            status, headers, body = server.ask(path, accept_language=lang)
            assert status == 200
            assert "Accept-Language" in headers["vary"]
            said[lang] = body
        assert said["en"] != said["th"]
