"""The dates play: numbers, map and curve together, until the last one or where one stops them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import WAIT_MS
from tests.browser.devices import device

COUNTS = {
    "2018-04-28": 26, "2023-07-28": 29, "2024-06-30": 31, "2025-09-09": 35, "2025-12-11": 37,
    "2026-01-31": 38,
}  # fmt: skip
DAYS = list(COUNTS)
# What is told to screen readers, and when; and how far things moved that nobody had just touched.
REMEMBER = """() => {
  window.told = [];
  window.shifted = 0;
  new MutationObserver(() => {
    const said = document.querySelector('[role=status].time-said')?.textContent;
    if (said && said !== told.at(-1)?.said) told.push({said, at: performance.now()});
  }).observe(document.body, {childList: true, characterData: true, subtree: true});
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) shifted += each.value;
  }).observe({type: 'layout-shift'});
}"""
# What is drawn: the number of the card, the filled marks of the curve, the members on the map, the
# date of the address, what the slider and the voice say. deck.gl is asked what it draws on the map,
# since its marks are pixels.
SHOWN = """() => {
  const one = (selector) => document.querySelector(selector);
  const digits = (text) => Number(/(\\d+)\\D*$/.exec(text || '')?.[1]);
  const card = one('#root [data-card="members"] .value');
  const known = {card: digits(card?.textContent)};
  const curve = one('.st-key-picture-growth .js-plotly-plot');
  const marks = curve?._fullData?.find((trace) => trace.mode === 'markers');
  if (marks) known.curve = Math.max(
    ...[...marks.y].filter((_y, at) => marks.marker.symbol[at] === 'circle'));
  const canvas = one('.st-key-picture-places [data-testid=stDeckGlJsonChart] canvas');
  if (canvas) {
    let node = canvas, key;
    while (!(key = Object.keys(node).find((each) => each.startsWith('__reactFiber'))))
      node = node.parentElement;
    let deck;
    for (let fiber = node[key]; fiber && !deck; fiber = fiber.return)
      for (let hook = fiber.memoizedState; hook?.next && !deck; hook = hook.next)
        deck = hook.memoizedState?.[0]?.deck ?? hook.memoizedState?.current?.deck;
    const rows = (deck?.props.layers ?? []).flatMap((layer) => layer?.props?.data ?? [])
      .filter((row) => row.place_id && row.kind !== 'proposed');
    known.map = new Set(rows.map((row) => row.place_id)).size;
    const {longitude, latitude, zoom} = deck?.getViewports()[0] ?? {};
    known.camera = [longitude, latitude, zoom];
  }
  known.slider = digits(one('.st-key-time-day input')?.getAttribute('aria-valuetext'));
  known.voice = digits(one('.time-said')?.textContent);
  known.asof = new URLSearchParams(location.search).get('asof') ?? '2023-07-28';
  return known;
}"""
# Each step at which everything on the page has come to show the number of its date, in order.
WATCH = f"""(counts) => {{
  window.steps = [];
  window.blank = 0;
  window.tops = new Set();
  const look = () => {{
    const {{card, curve, map, slider, voice, asof}} = ({SHOWN})();
    const box = document.querySelector('.st-key-picture-places canvas').getBoundingClientRect();
    tops.add(Math.round(box.top));
    if (!document.querySelector('.st-key-picture-growth .trace')) blank += 1;
    const agree = [card, curve, map, slider, voice].every((each) => each === counts[asof]);
    if (agree && asof !== steps.at(-1)?.[0]) steps.push([asof, card]);
    requestAnimationFrame(look);
  }};
  look();
}}"""
# The drawings of the map, marked so that one that takes their place is noticed. (Streamlit puts a
# new curve in the place of the old one, and no picture is without it.)
CANVASES = "document.querySelectorAll('.st-key-picture-places canvas')"
MARK = f"() => {{ for (const each of {CANVASES}) each.marked = true; }}"
KEPT = f"() => [...{CANVASES}].every((each) => each.marked)"
AXIS = "document.querySelector('.js-plotly-plot').layout.yaxis.range"


def test_numbers_map_and_curve_play_together_and_stop_where_one_stops_them(tab: Any) -> None:
    page = tab.open(f"/?asof={DAYS[0]}")
    tab.wait_for_draws()
    tab.wait_for_charts()
    play = page.get_by_role("button", name="Play through the dates")
    expect(play).to_have_attribute("aria-pressed", "false")
    page.evaluate(REMEMBER)
    page.evaluate(WATCH, COUNTS)
    page.evaluate(MARK)
    axis, camera = page.evaluate(AXIS), page.evaluate(SHOWN)["camera"]
    play.click()
    page.wait_for_function("() => steps.length >= 2", timeout=WAIT_MS)
    expect(play).to_have_attribute("aria-pressed", "true")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "false")
    tab.settle()
    stopped = page.evaluate(SHOWN)["asof"]
    assert stopped in DAYS[1:-1]
    # Longer than a step takes: nothing is on its way any more.
    page.wait_for_function(
        "(since) => performance.now() - since > 2000", arg=page.evaluate("performance.now()")
    )
    tab.wait_for_query({"asof": stopped})
    assert f"{COUNTS[stopped]} members" in tab.value("asof")
    play.click()
    page.wait_for_function("() => steps.length === 5", timeout=WAIT_MS)
    expect(play).to_have_attribute("aria-pressed", "false")
    tab.wait_for_query({"asof": DAYS[-1]})
    assert page.evaluate("steps") == [[day, COUNTS[day]] for day in DAYS[1:]]
    assert [int(each["said"].split()[-2]) for each in page.evaluate("told")] == [29, 31, 35, 37, 38]
    assert page.evaluate(KEPT), "the map is the same drawing"
    assert page.evaluate(SHOWN)["camera"] == camera
    assert page.evaluate(AXIS) == axis
    # Streamlit makes the curve anew for each date; it is seen again in the next picture.
    assert page.evaluate("blank") <= len(DAYS)
    assert page.evaluate("shifted") < 0.02
    # From the last date it begins again, and what stands below keeps its place all the same.
    page.evaluate("tops.clear()")
    play.click()
    page.wait_for_function("() => steps.length === 7", timeout=WAIT_MS)
    assert page.evaluate("steps").index([DAYS[0], 26]) == 5
    page.keyboard.press("Escape")
    expect(play).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("tops.size") == 1


def test_a_keyboard_plays_slowly_where_motion_is_unwelcome(
    open_tab: Any, server: Any, playwright: Any
) -> None:
    phone = device(playwright, "iPhone 13")
    tab = open_tab(server, **phone, locale="th-TH", reduced_motion="reduce")
    page = tab.open(f"/growth?asof={DAYS[3]}")
    page.evaluate(REMEMBER)
    slider = page.get_by_role("slider", name="วันที่เลือก")
    slider.focus()
    slider.press("ArrowLeft")
    tab.wait_for_query({"asof": DAYS[2]})
    assert "2567" in str(slider.get_attribute("aria-valuetext"))
    play = page.get_by_role("button", name="เล่นตามลำดับเวลา")
    box = play.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    play.focus()
    play.press("Space")
    page.wait_for_function("() => told.length === 2", timeout=WAIT_MS)
    first, second = page.evaluate("told")
    assert second["at"] - first["at"] > 2500
    assert [int(each["said"].split()[-2]) for each in (first, second)] == [35, 37]
    play.press("Escape")
    expect(play).to_have_attribute("aria-pressed", "false")
    tab.wait_for_query({"asof": DAYS[4]})
    assert "37" in tab.value("asof")
