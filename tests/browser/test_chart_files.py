"""A chart saved by its button is a picture that can stand alone: what it says stands above it."""

from __future__ import annotations

import base64
import json
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

SCALE = 2
# How dark each line of pixels is against the paper, and the height of the picture.
ROWS_WITH_INK = """async (data) => {
  const picture = await createImageBitmap(await (await fetch(data)).blob());
  const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  pen.drawImage(picture, 0, 0);
  const {data: at} = pen.getImageData(0, 0, picture.width, picture.height);
  const paper = [...at.slice(0, 4)], rows = [];
  for (let y = 0; y < picture.height; y++) {
    let ink = 0;
    for (let x = 0; x < picture.width; x++) {
      const p = 4 * (y * picture.width + x);
      ink += Math.abs(at[p] - paper[0]) + Math.abs(at[p + 1] - paper[1]) > 60;
    }
    rows.push(ink);
  }
  return {paper, rows};
}"""


def saved(chart: Locator, folder: Path) -> bytes:
    """The picture that the button of a chart gives."""
    chart.scroll_into_view_if_needed()
    chart.hover()
    with chart.page.expect_download() as download:
        chart.locator(".modebar-btn").click()
    path = folder / "saved.png"
    download.value.save_as(path)
    return path.read_bytes()


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("th", "dark")])
def test_a_saved_chart_has_its_title_day_and_source_above_it(
    open_tab, server, tmp_path: Path, lang: str, scheme: str
) -> None:
    tab = open_tab(server, color_scheme=scheme)
    page = tab.open(f"/growth?lang={lang}&country=THA")
    tab.wait_for_charts()
    chart = tab.widget("chart-growth")
    box = chart.bounding_box()
    before = chart.locator(".js-plotly-plot").evaluate("plot => JSON.stringify(plot.layout)")
    picture = saved(chart, tmp_path)
    width, height = struct.unpack(">II", picture[16:24])
    above = height - SCALE * round(box["height"])
    assert abs(width - SCALE * box["width"]) <= SCALE
    assert above > SCALE * 60
    data = "data:image/png;base64," + base64.b64encode(picture).decode()
    found = page.context.new_page().evaluate(ROWS_WITH_INK, data)
    # Title, selected date, source and name of the site: so many bands of ink with paper between.
    inked = [count > 0 for count in found["rows"][:above]]
    bands = sum(now and not last for last, now in zip([False, *inked], inked, strict=False))
    assert bands >= 4
    assert found["paper"][3] == 255, "on a see-through picture light letters are lost"
    # The chart on the page is as it was.
    chart.locator(".js-plotly-plot").evaluate("() => new Promise(done => setTimeout(done))")
    after = chart.locator(".js-plotly-plot").evaluate("plot => JSON.stringify(plot.layout)")
    assert json.loads(after) == json.loads(before)


COPIED = """async () => {
  const items = await navigator.clipboard.read().catch(() => []);
  if (!items[0]?.types.includes('image/png')) return false;
  const image = await createImageBitmap(await items[0].getType('image/png'));
  return [image.width, image.height];
}"""


def test_the_image_of_a_chart_is_copied_by_the_keyboard(open_tab, server) -> None:
    tab = open_tab(server, permissions=["clipboard-read", "clipboard-write"])
    page = tab.open("/growth?lang=th")
    tab.widget("table-growth").locator("summary").press("Enter")
    button = tab.widget("copy-image-growth").locator("a:visible")
    expect(button).to_be_visible()
    tab.settle()
    button.press("Enter")
    expect(page.get_by_role("status").filter(has_text="คัดลอกภาพแล้ว")).to_have_count(1)
    width, _height = page.evaluate(COPIED)
    assert width == SCALE * 1000
    with page.context.expect_page() as opened:  # where a browser keeps no images: it opens
        page.evaluate("() => { delete window.ClipboardItem; }")
        button.press("Enter")
    opened.value.wait_for_load_state()
    assert "/chart/growth.png" in opened.value.url
    opened.value.close()


CUT = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((plot) => {
  const found = [], {top, bottom} = plot.getBoundingClientRect();
  let box = plot.parentElement;
  for (; box.dataset.testid !== 'stVerticalBlock'; box = box.parentElement) {
    const edge = box.getBoundingClientRect();
    const clips = getComputedStyle(box).overflow !== 'visible';
    if (clips && (edge.top > top + 1 || edge.bottom < bottom - 1)) found.push(box.className);
  }
  return found;
})"""


@pytest.mark.parametrize("device", ["iPhone 13", "Pixel 7"])
def test_no_chart_is_cut_by_its_container_where_one_touches(
    open_tab, server, playwright, device: str
) -> None:
    tab = open_tab(server, **playwright.devices[device])
    page = tab.open("/projects?country=BRN&lang=th")
    tab.wait_for_charts()
    assert page.evaluate(CUT) == []
