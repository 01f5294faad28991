"""Presenter mode: keys, address, sizes, the second window, and a cable that is pulled."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from dashboard.content.file_names import file_name
from dashboard.core.translation import use_language
from dashboard.core.url_state import View
from dashboard.exports.slides.story import story
from tests.browser.conftest import WAIT_MS

SIZES = [(1920, 1080), (1280, 720), (1024, 768)]
SLIDES = len(story(View()))
STEPS = [len(slide.steps) for slide in story(View())]
# The slide on which cities appear one after the other, and how many.
GROWING = next(number for number, steps in enumerate(STEPS, start=1) if steps)
CITIES = STEPS[GROWING - 1]
# What of a slide sticks out of the window, or out of the box that it stands in.
SPILLED = """() => {
  const slide = document.querySelector('.slide.on');
  const spilled = [];
  for (const each of slide.querySelectorAll('h1, p, figure, .words, .body')) {
    const box = each.getBoundingClientRect();
    if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1
        || each.scrollWidth > each.clientWidth + 2
        || each.matches('div, figure') && each.scrollHeight > each.clientHeight + 8)
      spilled.push(each.className || each.textContent.slice(0, 40));
  }
  for (const text of slide.querySelectorAll('svg text')) {
    const box = text.getBoundingClientRect(), frame = text.closest('svg').getBoundingClientRect();
    if (box.left < frame.left - 2 || box.right > frame.right + 2
        || box.top < frame.top - 2 || box.bottom > frame.bottom + 2)
      spilled.push(text.textContent);
  }
  const [title, body, source, figure] = ['h1', '.body', '.source', 'figure'].map(
    part => slide.querySelector(part)?.getBoundingClientRect());
  const words = [...slide.querySelectorAll('.words p')].map(p => p.getBoundingClientRect());
  const foot = document.querySelector('footer').getBoundingClientRect();
  const pairs = [[title, body], [body, foot], ...words.map(each => [title, each]),
    ...words.map(each => [each, source])];
  for (const [above, below] of pairs)
    if (above.bottom > below.top + 2) spilled.push(`${above.bottom} reaches into ${below.top}`);
  for (const text of slide.querySelectorAll('.headline span'))
    if (figure && text.getBoundingClientRect().right > figure.left) spilled.push('number');
  const scrolls = document.documentElement.scrollHeight > innerHeight;
  return scrolls ? [...spilled, 'the page scrolls'] : spilled;
}"""


def open_stage(tab: Any, query: str = "") -> None:
    """Open the slides and wait for their script."""
    tab.page.goto(f"{tab.server.url}/present{query}")
    tab.page.wait_for_selector("body.playable")


def shown(tab: Any) -> int:
    """The number of the one slide on show, which the address and the dots must agree with."""
    (number,) = tab.page.eval_on_selector_all(
        ".slide", "all => all.flatMap((s, i) => s.offsetParent || s.clientHeight ? [i + 1] : [])"
    )
    asked = parse_qs(urlsplit(tab.page.url).query)
    assert asked["slide"] == [str(number)]
    dot = tab.page.locator("footer .dot[aria-current]")
    assert dot.get_attribute("data-slide") == str(number)
    return int(number)


def turn(tab: Any, key: str = "ArrowRight", *, number: int) -> None:
    """Press a key for every step of a slide, and once more to turn it."""
    for _step in range(STEPS[number - 1] + 1):
        assert shown(tab) == number
        tab.page.keyboard.press(key)


def waiting(page: Any) -> int:
    """How many cities of the slide on show are still to come."""
    return int(page.locator(".slide.on .across > .waiting").count())


@pytest.mark.parametrize("lang", ["en", "th"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_slide_scrolls_or_clips(
    open_tab: Any, server: Any, lang: str, size: tuple[int, int]
) -> None:
    tab = open_tab(server, viewport={"width": size[0], "height": size[1]})
    open_stage(tab, f"?lang={lang}")
    for number in range(1, SLIDES + 1):
        assert tab.page.evaluate(SPILLED) == [], number
        turn(tab, number=number)
    assert shown(tab) == SLIDES
    assert tab.complaints == []
    assert tab.outside == []


@pytest.mark.parametrize("lang", ["en", "th"])
def test_type_can_be_read_from_the_back_row(open_tab: Any, server: Any, lang: str) -> None:
    tab = open_tab(server, viewport={"width": 1920, "height": 1080})
    open_stage(tab, f"?lang={lang}")
    sizes = tab.page.evaluate(
        """() => [...document.querySelectorAll('.words p')].map(
          p => [p.className, parseFloat(getComputedStyle(p).fontSize)])"""
    )
    assert sizes
    assert all(size >= (120 if kind == "headline" else 32) for kind, size in sizes)


@pytest.mark.parametrize(
    ("forward", "back"),
    [("ArrowRight", "ArrowLeft"), ("PageDown", "PageUp"), ("Space", "Backspace")],
)
def test_a_key_is_one_step(tab: Any, forward: str, back: str) -> None:
    open_stage(tab)
    for number in range(1, SLIDES + 1):
        turn(tab, forward, number=number)
    assert shown(tab) == SLIDES
    for number in range(SLIDES, 0, -1):
        turn(tab, back, number=number)
    assert shown(tab) == 1


def test_a_slide_grows_city_by_city_and_its_number_changes_with_the_last(tab: Any) -> None:
    open_stage(tab, f"?slide={GROWING}")
    page = tab.page
    after = page.locator(".slide.on .headline [data-step]")
    for step in range(CITIES):
        assert waiting(page) == CITIES - step
        assert not after.is_visible()
        page.keyboard.press("ArrowRight")
    assert waiting(page) == 0
    assert after.is_visible()
    assert page.locator(".slide.on .headline").inner_text() == "26 → 29"
    page.keyboard.press("ArrowLeft")
    assert waiting(page) == 1
    page.keyboard.press("End")
    page.keyboard.press(str(GROWING))
    assert waiting(page) == CITIES
    # Whoever comes back to it finds it whole; so does paper.
    page.keyboard.press(str(GROWING + 1))
    page.keyboard.press("ArrowLeft")
    assert (shown(tab), waiting(page)) == (GROWING, 0)
    page.keyboard.press("ArrowLeft")
    page.emulate_media(media="print")
    hidden = page.locator("[data-step]").evaluate_all(
        "all => all.filter(part => getComputedStyle(part).visibility === 'hidden').length"
    )
    assert hidden == 0


def test_a_key_held_down_is_one_step(tab: Any) -> None:
    open_stage(tab)
    for _turn in range(20):  # a key that is down already repeats
        tab.page.keyboard.down("ArrowRight")
    tab.page.keyboard.up("ArrowRight")
    assert shown(tab) == 2


def test_home_end_and_numbers_jump(tab: Any) -> None:
    open_stage(tab)
    for key, number in (("End", SLIDES), ("Home", 1), ("4", 4)):
        tab.page.keyboard.press(key)
        assert shown(tab) == number
    tab.page.wait_for_timeout(1000)
    tab.page.keyboard.type("10")
    assert shown(tab) == 10
    tab.page.wait_for_timeout(1000)
    tab.page.keyboard.press("0")
    assert shown(tab) == 10


def test_b_blanks_the_screen_and_any_key_brings_it_back(tab: Any) -> None:
    open_stage(tab, "?slide=3")
    blank = tab.page.locator("#blank")
    tab.page.keyboard.press("b")
    assert blank.is_visible()
    tab.page.keyboard.press("b")
    assert not blank.is_visible()
    tab.page.keyboard.press("b")
    tab.page.keyboard.press("ArrowRight")
    assert not blank.is_visible()
    assert shown(tab) == 3


@pytest.mark.parametrize("lang", ["en", "th"])
def test_a_reload_resumes_in_place(tab: Any, lang: str) -> None:
    open_stage(tab, f"?lang={lang}&asof=2026-01-31")
    tab.page.keyboard.press("5")
    before = tab.page.locator(".slide.on h1").inner_text()
    tab.page.reload()
    tab.page.wait_for_selector("body.playable")
    assert shown(tab) == 5
    assert tab.page.locator(".slide.on h1").inner_text() == before
    assert tab.page.locator("html").get_attribute("lang") == lang


def test_the_next_slide_is_there_when_the_cable_is_pulled(tab: Any) -> None:
    open_stage(tab)
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(request.url))
    tab.page.context.set_offline(True)
    try:
        for number in range(1, SLIDES + 1):
            turn(tab, number=number)
            assert tab.page.evaluate(SPILLED) == []
    finally:
        tab.page.context.set_offline(False)
    assert tab.complaints == []
    assert asked == []


def test_a_filter_leaves_slides_out_and_everything_counts_the_rest(tab: Any) -> None:
    left = len(story(View(country="MYS")))
    assert left < SLIDES
    open_stage(tab, f"?country=MYS&slide={SLIDES}")
    assert shown(tab) == left
    assert tab.page.locator("footer .dot").count() == left
    assert f"{left} / {left}" in tab.page.locator("footer .number").inner_text()
    tab.page.keyboard.press(str(left + 1))  # there is no such slide
    assert shown(tab) == left
    with tab.page.expect_popup() as opened:
        tab.page.keyboard.press("n")
    expect(opened.value.locator("article")).to_have_count(left)
    opened.value.close()


def test_escape_leaves_to_the_page_behind_the_slide(tab: Any) -> None:
    open_stage(tab, "?asof=2018-04-28&slide=4")
    tab.page.keyboard.press("Escape")
    tab.page.wait_for_url("**/map?**")
    tab.settle()
    assert "2018" in tab.value("asof")


def test_a_booth_plays_by_itself_until_somebody_comes(open_tab: Any, server: Any) -> None:
    tab = open_tab(server, bypass_csp=True)  # to wait for a condition needs eval
    open_stage(tab, f"?auto=1&slide={SLIDES}")
    assert tab.page.locator(".playing").is_visible()
    tab.page.wait_for_function(
        "() => location.search.includes('slide=1&') || /slide=1$/.test(location)"
    )
    tab.page.wait_for_function("() => /slide=2/.test(location)")
    tab.page.keyboard.press("ArrowLeft")
    assert not tab.page.locator(".playing").is_visible()
    at = shown(tab)
    tab.page.wait_for_timeout(1500)
    assert shown(tab) == at
    assert "auto" not in urlsplit(tab.page.url).query


def title(frame: Any) -> str:
    """The title of the one slide in a frame, on one line."""
    return " ".join((frame.locator(".slide h1").text_content() or "").split())


def test_the_presenter_sees_this_slide_the_next_and_the_notes(tab: Any) -> None:
    open_stage(tab, "?lang=th")
    with tab.page.expect_popup() as opened:
        tab.page.keyboard.press("n")
    notes = opened.value
    now, following = notes.locator("#now"), notes.locator("#next")
    titles = [" ".join(said.split()) for said in tab.page.locator(".slide h1").all_text_contents()]
    for number in range(1, GROWING + 1):
        notes.wait_for_selector(f"article[data-slide='{number}']:not([hidden])")
        assert notes.locator("article:not([hidden])").count() == 1
        assert title(now) == titles[number - 1]
        if number < GROWING:
            assert title(following) == titles[number]
            assert following.locator("figure svg").first.is_visible()
            tab.page.keyboard.press("ArrowRight")
    assert title(following) == titles[GROWING - 1]
    for step in range(1, CITIES + 1):
        tab.page.keyboard.press("ArrowRight")
        notes.wait_for_function(
            "left => document.querySelectorAll('#now figure .waiting').length === left",
            arg=CITIES - step,
        )
        assert following.locator("figure .waiting").count() == max(CITIES - step - 1, 0)
    assert title(following) == titles[GROWING]
    assert notes.locator("article:not([hidden]) .said").inner_text().strip()
    assert notes.locator("#clock").inner_text()
    assert notes.locator("#elapsed").inner_text()
    assert notes.locator(".keys kbd").count() > 5
    notes.bring_to_front()
    notes.keyboard.press("ArrowRight")
    tab.page.wait_for_url(f"**slide={GROWING + 1}**")
    notes.keyboard.press("End")
    tab.page.wait_for_url(f"**slide={SLIDES}**")
    notes.wait_for_selector("#end:not([hidden])")
    notes.close()


def read_code(picture: bytes) -> str:
    """What a QR code in a picture says."""
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    return str(code.text)


def test_the_code_on_the_last_slide_opens_the_dashboard_in_the_same_view(tab: Any) -> None:
    asked = {"asof": "2026-01-31", "country": "THA", "region": "north", "lang": "th"}
    open_stage(tab, f"?{urlencode(asked)}&slide=99")
    link = read_code(tab.page.locator(".slide.on figure.code").screenshot())
    assert link.startswith(tab.server.url)
    assert urlsplit(link).path == "/"
    assert parse_qs(urlsplit(link).query) == {key: [value] for key, value in asked.items()}
    tab.page.goto(link)
    tab.settle()
    tab.wait_for_query(asked)


def test_the_code_is_read_from_the_back_of_the_hall(tab: Any) -> None:
    """From a photograph of the whole screen that has a fifth of its pixels in each direction."""
    tab.page.set_viewport_size({"width": 1920, "height": 1080})
    open_stage(tab, "?slide=99")
    code = tab.page.locator(".slide.on figure.code svg").bounding_box()
    assert code["height"] > 1080 / 4
    photograph = Image.open(io.BytesIO(tab.page.screenshot())).resize((384, 216))
    (found,) = zxingcpp.read_barcodes(photograph)
    assert found.text.startswith(tab.server.url)


def test_the_code_of_a_page_opens_the_same_view(tab: Any) -> None:
    tab.open("/growth?asof=2026-01-31&country=THA&lang=th")
    tab.widget("share").get_by_role("button").first.click()
    picture = tab.page.locator("[data-testid='stPopoverBody'] [data-testid='stImage'] img")
    picture.wait_for()
    link = read_code(picture.screenshot())
    tab.page.goto(link)
    tab.settle()
    tab.wait_for_query({"asof": "2026-01-31", "country": "THA", "lang": "th"})
    assert urlsplit(tab.page.url).path == "/growth"


@pytest.mark.parametrize("name", ["growth", "map"])
def test_a_page_in_a_frame_has_no_controls(tab: Any, name: str) -> None:
    tab.open(f"/{name}?embed=true&country=THA")
    assert tab.widget("asof").count() == 0
    assert tab.page.locator("[data-testid='stTopNavLinkContainer']").count() == 0
    assert tab.page.get_by_test_id("stHeading").first.is_visible()


@pytest.mark.parametrize(("key", "ending", "start"), [
    ("deck", "pptx", b"PK\x03\x04"), ("brief", "pdf", b"%PDF-"),
])  # fmt: skip
def test_a_view_can_be_taken_along(tab: Any, key: str, ending: str, start: bytes) -> None:
    tab.open("/growth?asof=2026-01-31&lang=th")
    tab.widget("share").get_by_role("button").first.click()
    link = tab.page.locator(f"[class*='st-key-{key}-']").get_by_role("link")
    answer = tab.page.request.get(link.evaluate("link => link.href"), timeout=WAIT_MS)
    assert answer.body().startswith(start)
    with use_language("th"):
        name = file_name(key, View(asof="2026-01-31", lang="th"), ending)
    assert quote(name) in answer.headers["content-disposition"]
    assert tab.complaints == []
