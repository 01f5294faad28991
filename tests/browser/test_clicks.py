"""Every kind of click, by mouse, finger and keyboard, in both languages.

After each choice, and after it was taken back, the address, the chips, every chart, map and table
of the page agree with `ascn_data`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Playwright

from ascn_data import Network
from dashboard.content.sections.events import kind_name
from dashboard.core.translation import day, label_day, use_language
from dashboard.core.url_state import View
from tests.browser.agreement import FOLDED, SHOWN, Said, Shown, differences, name_of, strong
from tests.browser.conftest import WAIT_MS, Tab
from tests.browser.devices import device
from tests.browser.windows import LOCALES
from tests.serving import Server

HERE = Path(__file__).parent
# How far the page has been moved, in pixels.
SCROLLED = """() => document.querySelector('[data-testid="stMain"]').scrollTop"""
MARK = HERE.joinpath("mark.js").read_text("utf-8")
ON_MAP = HERE.joinpath("on_map.js").read_text("utf-8")
HAND = "([x, y]) => getComputedStyle(document.elementFromPoint(x, y)).cursor === 'pointer'"
LATER = "([then, moment]) => __changed > then || performance.now() > moment"
QUERY = """(wanted) => JSON.stringify(wanted) ===
  JSON.stringify([...new URLSearchParams(location.search)].sort())"""
BUSY_AFTER_A_TOUCH = """() => addEventListener('touchend', () => {
  const end = performance.now() + 600;
  while (performance.now() < end);
}, {capture: true})"""
POLL_MS = 100


class Step(NamedTuple):
    """What the keyboard does instead of a click: in the list or the buttons of a key."""

    how: str
    key: str
    value: str


@dataclass(frozen=True)
class Kind:
    """A kind of click: on which page in which view, on which mark, and its equal by keyboard.

    `choice` is what the mark chooses, as an address; `at` is where it lies on a map, by longitude
    and latitude. `off` are the keys of the chips that take it off; without any, the list does.
    """

    name: str
    page: str
    section: str
    choice: str
    steps: tuple[Step, ...]
    off: tuple[str, ...]
    base: dict[str, str] = field(default_factory=dict)
    at: tuple[float, float] | None = None

    @property
    def asked(self) -> dict[str, str]:
        """The address once it is chosen."""
        return {**self.base, **dict(parse_qsl(self.choice))}


NORTH = (Step("list", "region", "north"),)
KINDS = (
    Kind("country on the map", "/", "places", "country=IDN", (Step("list", "country", "IDN"),),
         ("country",), at=(114.0, -1.2)),
    Kind("region on the map", "/", "places", "region=northeast",
         (Step("list", "region", "northeast"),), ("region",), {"country": "THA"}, (103.6, 15.6)),
    Kind("row of the matrix of countries", "/growth", "matrix", "country=MYS",
         (Step("list", "country", "MYS"),), ("country",), {"asof": "2026-01-31"}),
    Kind("bar of a city", "/reach", "cities", "city=bangkok", (Step("list", "city", "bangkok"),),
         ()),
    Kind("region of residents", "/reach", "choropleth", "country=THA&region=north", NORTH,
         ("country",)),
    Kind("focus area", "/projects", "groups", "focus=safety-security",
         (Step("buttons", "focus", "safety-security"),), ("focus",), {"report": "2025"}),
    Kind("cell of the matrix of projects", "/projects", "focus",
         "focus=safety-security&city=hanoi",
         (Step("buttons", "focus", "safety-security"), Step("list", "city", "hanoi")),
         ("focus", "city"), {"report": "2025"}),
    Kind("round of the national programme", "/thailand", "rounds", "asof=2021-11-07",
         (Step("list", "asof", "2021-11-07"),), ("asof",)),
    Kind("province", "/thailand", "provinces", "country=THA&region=north", NORTH, ("country",)),
    Kind("partner", "/partners", "partners", "partner=japan", (Step("list", "partner", "japan"),),
         ("partner",)),
    Kind("kind of event", "/partners", "timeline", "kind=meeting",
         (Step("buttons", "kind", "meeting"),), ("kind",)),
)  # fmt: skip
INPUTS = {"mouse": ("again", "escape", "chip"), "touch": ("again", "chip"), "keyboard": ("chip",)}


# Each kind by each input, in one of the languages: that of the mouse changes from page to page, a
# finger has the same, and the keyboard the other, so that each kind is met in both. `make windows`
# has each kind by each input in each language. How it is taken back changes from one to the next.
def way_back(at: int, turn: int, by: str) -> str:
    """How a choice of a kind is taken back; what has no chip is let go by the same click."""
    ways = INPUTS[by]
    way = ways[(at + turn) % len(ways)]
    return "again" if way == "chip" and by != "keyboard" and not KINDS[at].off else way


def in_turn(kind: Kind, turn: int, by: str) -> bool:
    """Whether a kind is met by an input in a language, unless all are met in each."""
    page = list(FOLDED).index(kind.page)
    return bool(os.environ.get("EVERY_WINDOW")) or (page + (by == "keyboard")) % 2 == turn


CASES = [
    (kind, by, lang, way_back(at, turn, by))
    for at, kind in enumerate(KINDS)
    for turn, lang in enumerate(LOCALES)
    for by in INPUTS
    if in_turn(kind, turn, by)
]


class Reader:
    """A reader of one language with one kind of window, who stays in it from kind to kind."""

    def __init__(self, tab: Tab, lang: str, net: Network) -> None:
        self.tab, self.page, self.lang, self.net = tab, tab.page, lang, net
        self.at = ""
        self.before: Shown = {}

    def go_to(self, kind: Kind) -> None:
        """Be on the page of a kind, in its view, with all tables open."""
        query = "&".join(f"{key}={value}" for key, value in kind.base.items())
        address = kind.page + (f"?{query}" if query else "")
        if self.at != kind.page:
            self.tab.go(address)
        here = urlsplit(self.page.url)  # a link without a query takes along what was chosen
        if (here.path, sorted(parse_qsl(here.query))) != (kind.page, sorted(kind.base.items())):
            self.page.evaluate(
                "(to) => { history.pushState(null, '', to);"
                " dispatchEvent(new PopStateEvent('popstate')); }", address,
            )  # fmt: skip
        if self.at != kind.page:
            for key in FOLDED[kind.page]:
                self.tab.widget(f"table-{key}").locator("summary").click()
                self.tab.settle()
        self.at = kind.page
        self.before = {}
        self.before = self.agrees(kind, kind.base)

    def agrees(self, kind: Kind, asked: dict[str, str]) -> Shown:
        """Wait until the page shows what the data says of an address, and give what it shows."""
        self.page.wait_for_function(QUERY, arg=sorted(map(list, asked.items())), timeout=WAIT_MS)
        self.tab.settle()
        city = (asked["city"],) if "city" in asked else ()
        said = Said(self.net, View(**{**asked, "city": city, "lang": self.lang}))
        end = time.monotonic() + WAIT_MS / 1000
        while True:
            shown: Shown = self.page.evaluate(SHOWN)
            wrong = differences(kind.page, shown, self.before or shown, said)
            wrong += self.wrong_chips(shown, asked)
            if not wrong or time.monotonic() > end:
                assert wrong == []
                return shown
            now = self.page.evaluate("() => performance.now()")
            self.page.wait_for_function(LATER, arg=[shown["changed"], now + POLL_MS])

    def wrong_chips(self, shown: Shown, asked: dict[str, str]) -> list[tuple[str, Any, Any]]:
        """Chips of other keys than the address has, or that do not name what it holds."""
        chips, wanted = dict(shown["chips"]), {key: asked[key] for key in asked}
        if self.at == "/reach":  # where cities stand out, and nothing is counted for them alone
            wanted.pop("city", None)
        if chips.keys() != wanted.keys():
            return [("chips", sorted(chips), sorted(wanted))]
        return [
            ("chip", chips[key], self.word(key, value))
            for key, value in wanted.items() if self.word(key, value) not in chips[key]
        ]  # fmt: skip

    def word(self, key: str, value: str) -> str:
        """What an id of the address is called."""
        with use_language(self.lang):
            if key == "asof":
                return day(value)
            if key == "kind":
                return kind_name(value)
            if key == "report":
                return day(f"{value}-01-01", "year")
        return name_of(self.net, key, value, self.lang)

    def spot(self, kind: Kind) -> tuple[float, float]:
        """Where the mark of a kind lies in the window."""
        script, arg = MARK, [kind.section, kind.choice]
        if kind.at:
            script, arg = ON_MAP, [*arg, *kind.at]
        return tuple(self.page.wait_for_function(script, arg=arg, timeout=WAIT_MS).json_value())  # type: ignore[return-value]

    def press(self, what: Locator, by: str) -> None:
        """Press a button."""
        if by == "keyboard":
            what.focus()
            self.page.keyboard.press("Enter")
        elif by == "touch":
            what.tap()
        else:
            what.click()

    def hit(self, kind: Kind, by: str) -> None:
        """Click or tap on the mark of a kind; a mouse sees before that it leads somewhere."""
        x, y = self.spot(kind)
        if by == "touch":
            self.page.touchscreen.tap(x, y)
            return
        self.page.mouse.move(x - 2, y)
        self.page.mouse.move(x, y)
        if not kind.at:
            self.page.wait_for_function(HAND, arg=[x, y], timeout=WAIT_MS)
        self.page.mouse.click(x, y)

    def choose(self, kind: Kind, by: str) -> None:
        """Choose what a kind of click chooses."""
        if by != "keyboard":
            self.hit(kind, by)
            return
        for step in kind.steps:
            word = self.word(step.key, step.value)
            if step.how == "buttons":
                buttons = self.tab.widget(step.key).locator("button")
                self.press(buttons.filter(has_text=word).first, by)
            else:
                # A list may have a new name since the last address.
                self.page.locator(f"[class*='st-key-{step.key}'] input").first.focus()
                word = self.option(kind, step, word)
                self.page.keyboard.type(word)
                self.page.get_by_role("option").filter(has_text=word).first.wait_for()
                self.page.keyboard.press("Enter")
            self.tab.settle()

    def option(self, kind: Kind, step: Step, name: str) -> str:
        """How an option begins: that of a region with its country, unless that is chosen."""
        if step.key == "asof":
            with use_language(self.lang):
                return label_day(step.value)
        if step.key != "region":
            return name
        country = kind.asked["country"]
        named = "" if country in kind.base.values() else f"{self.word('country', country)}: "
        return f"{named}{name} ("

    def take_back(self, kind: Kind, by: str, way: str) -> None:
        """Take back what was chosen."""
        if way == "again":
            self.hit(kind, by)
        elif way == "escape":
            self.page.keyboard.press("Escape")
        elif not kind.off:
            self.page.locator(".st-key-city input").first.focus()
            self.page.keyboard.press("Backspace")
        for key in kind.off if way == "chip" else ():
            chip = self.tab.widget(f"chip-{key}").locator("button")
            self.press(chip.filter(visible=True).first, by)
            self.tab.settle()


Readers = Callable[[str, str], Reader]


@pytest.fixture(scope="module")
def readers(
    profiles: Callable[..., BrowserContext], server: Server, playwright: Playwright, net: Network
) -> Iterator[Readers]:
    """A reader for each kind of window and language: a desk, or a phone that is touched."""
    kept: dict[tuple[str, str], Reader] = {}

    def reader(by: str, lang: str) -> Reader:
        window = "phone" if by == "touch" else "desk"
        if (window, lang) not in kept:
            options = device(playwright, "iPhone 13") if window == "phone" else {}
            tab = Tab(profiles(**options, locale=LOCALES[lang]).new_page(), server)
            tab.listen()
            kept[window, lang] = Reader(tab, lang, net)
        return kept[window, lang]

    yield reader
    complaints = [said for each in kept.values() for said in each.tab.complaints]
    for each in kept.values():
        each.page.close()
    assert complaints == []


@pytest.mark.parametrize(
    ("kind", "by", "lang", "way"),
    [pytest.param(*case, id=f"{case[0].name}-{case[1]}-{case[2]}-{case[3]}") for case in CASES],
)
def test_a_choice_is_shown_by_the_whole_page_and_taken_back(
    readers: Readers, kind: Kind, by: str, lang: str, way: str
) -> None:
    reader = readers(by, lang)
    reader.go_to(kind)
    reader.choose(kind, by)
    reader.agrees(kind, kind.asked)
    reader.take_back(kind, by, way)
    reader.agrees(kind, kind.base)


def test_shift_adds_a_city_and_a_click_without_it_has_the_city_alone(readers: Readers) -> None:
    bangkok = next(kind for kind in KINDS if kind.section == "cities")
    reader = readers("mouse", "en")
    reader.go_to(bangkok)
    reader.hit(bangkok, "mouse")
    reader.agrees(bangkok, bangkok.asked)
    for city, held, wanted in (
        ("jakarta", ["Shift"], ["bangkok", "jakarta"]), ("manila", [], ["manila"]),
    ):  # fmt: skip
        for key in held:
            reader.page.keyboard.down(key)
        reader.hit(replace(bangkok, choice=f"city={city}"), "mouse")
        for key in held:
            reader.page.keyboard.up(key)
        pairs = [["city", each] for each in wanted]
        reader.page.wait_for_function(QUERY, arg=pairs, timeout=WAIT_MS)
        reader.tab.settle()
        shown = reader.page.evaluate(SHOWN)
        assert strong(shown, reader.before, "cities") == {f"city={each}" for each in wanted}


def test_a_slow_tap_chooses_once(readers: Readers) -> None:
    """The click of the mouse that a finger plays may come long after that of the finger."""
    focus = next(kind for kind in KINDS if kind.section == "groups")
    reader = readers("touch", "th")
    reader.go_to(focus)
    reader.page.evaluate(BUSY_AFTER_A_TOUCH)
    reader.hit(focus, "touch")
    reader.agrees(focus, focus.asked)
    reader.take_back(focus, "touch", "again")
    reader.agrees(focus, focus.base)


def test_a_finger_scrolls_over_a_mark_without_choosing(readers: Readers) -> None:
    matrix = next(kind for kind in KINDS if kind.section == "matrix")
    reader = readers("touch", "th")
    reader.go_to(matrix)
    x, y = reader.spot(matrix)
    touch = reader.page.context.new_cdp_session(reader.page)
    before = reader.page.evaluate(SCROLLED)
    # Chromium's own gesture of scrolling moves nothing in a window that is not shown.
    for kind, moved in (("Start", 0), *(("Move", by) for by in range(20, 121, 20))):
        at = {"x": x, "y": y - moved}
        touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": [at]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    reader.page.wait_for_function(
        f"(before) => ({SCROLLED})() > before + 60", arg=before, timeout=WAIT_MS
    )
    reader.tab.settle()
    reader.agrees(matrix, matrix.base)
