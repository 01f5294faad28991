"""Tables in a browser: nothing in them is cut, and rows and cells can be taken away."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

import ascn_data
from ascn_data import ANNOUNCEMENT, Network, to_csv
from dashboard.content.sections.growth import LEDGER, ledger_rows
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View
from dashboard.exports.html.tables import table_of
from dashboard.exports.markdown_table import markdown_table

CLIPBOARD = ["clipboard-read", "clipboard-write"]
HEAD, ROW, BOX = 35, 66, 16
# The columns of a grid with the width of each, its height of a row, and every text that it draws:
# what the grid was told by its page (a property of React), since what it shows is one picture.
CUT = """(grid) => {
  const key = Object.keys(grid).find(name => name.startsWith('__reactFiber'));
  let fiber = grid[key];
  while (fiber && !fiber.memoizedProps?.getCellContent) fiber = fiber.return;
  const {columns, rows, rowHeight, getCellContent} = fiber.memoizedProps;
  const high = typeof rowHeight === 'function' ? rowHeight(0) : rowHeight;
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = '14px ' + getComputedStyle(document.body).fontFamily;
  const wide = (text) => pen.measureText(text).width, found = [];
  for (let x = 0; x < columns.length; x++) for (let y = 0; y < rows; y++) {
    const cell = getCellContent([x, y]), room = columns[x].width - 16;
    const text = String(cell.displayData ?? cell.data?.displayDate ?? '');
    let lines = 1, used = 0;
    for (const word of text.split(' ')) {
      if (used && used + wide(word) > room) { lines++; used = 0; }
      used += wide(word + ' ');
    }
    const breaks = cell.allowWrapping === true;
    if (wide(columns[x].title) > room || (breaks ? lines * 20 > high : wide(text) > room))
      found.push([columns[x].title, text, room, lines]);
  }
  return {cut: found, cells: columns.length * rows};
}"""


def grid(tab: Any, key: str) -> Locator:
    """The drawn grid of a table."""
    table = tab.page.locator(f"[class*='st-key-rows-{key}']").get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    table.locator("canvas").first.wait_for()
    return table


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "key"), [("/growth", "ledger"), ("/sources?table=places", "dictionary")]
)
def test_no_cell_is_cut(tab: Any, address: str, key: str, lang: str) -> None:
    tab.open(address + ("&" if "?" in address else "?") + f"lang={lang}")
    looked = grid(tab, key).locator("canvas").first.evaluate(CUT)
    assert looked["cells"] > 100
    assert looked["cut"] == []


def copied(tab: Any) -> str:
    """What is on the clipboard."""
    text: str = tab.page.evaluate("() => navigator.clipboard.readText()")
    return text


def test_chosen_rows_are_copied_as_in_the_table(open_tab, server) -> None:
    tab = open_tab(server, permissions=CLIPBOARD)
    tab.open("/growth?lang=en")
    table, tools = grid(tab, "ledger"), tab.widget("take-ledger")
    for count, row in enumerate((1, 3), start=1):
        table.click(position={"x": BOX, "y": HEAD + ROW * row + ROW // 2})
        expect(tools).to_contain_text(f"{count} row")
        tab.settle()
    # From here on by the keyboard.
    tab.widget("copy-ledger").get_by_role("button").first.focus()
    tab.page.keyboard.press("Enter")
    texts = tab.page.get_by_test_id("stPopoverBody").locator("code")
    expect(texts).to_have_count(2)
    with use_language("en"):
        rows = ledger_rows(View()).iloc[[1, 3]]
        wanted = table_of(rows, LEDGER, lambda _column, _id: "")
    assert wanted is not None
    assert texts.first.inner_text().strip() == markdown_table(wanted).strip()
    tab.page.get_by_test_id("stPopoverBody").get_by_role("button").first.press("Enter")
    tab.page.wait_for_function(
        "async (text) => (await navigator.clipboard.readText()).trim() === text.trim()",
        arg=markdown_table(wanted),
    )
    read = list(csv.DictReader(io.StringIO(texts.last.inner_text())))
    assert [each["place_id"] for each in read] == rows["place_id"].tolist()
    tab.page.keyboard.press("Escape")
    tab.settle()  # a file that is asked for while the table runs is on its way out
    with tab.page.expect_download() as download:
        tools.get_by_role("button").first.press("Enter")
    file = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert file == read


def test_rows_of_a_file_and_facts_compared_are_copied(tab: Any, net: Network) -> None:
    texts = tab.page.get_by_test_id("stPopoverBody").locator("code")
    tab.open("/sources?table=partners")
    table, tools = grid(tab, "table-partners"), tab.widget("take-table-partners")
    expect(tools).to_contain_text(f"{len(net.partners)} rows")
    table.click(position={"x": BOX, "y": HEAD + HEAD // 2})
    expect(tools).to_contain_text("1 row chosen")
    tab.settle()
    tools.get_by_role("button").first.click()
    expect(texts.last).to_have_text(to_csv(net.partners.head(1)).strip())
    tab.go("/compare")
    tab.widget("take-comparison").get_by_role("button").first.click()
    expect(texts).to_have_count(2)
    rows = list(csv.reader(io.StringIO(texts.last.inner_text())))
    before, after = (str(len(ascn_data.members(net, day))) for day in (ANNOUNCEMENT, "2026-01-31"))
    assert rows[1][1:3] == [before, after]
    assert texts.first.inner_text().count("](https://") >= 1


def test_a_cell_is_copied_as_it_is_read(open_tab, server) -> None:
    tab = open_tab(server, permissions=CLIPBOARD)
    tab.open("/growth?lang=en")
    table = grid(tab, "ledger")
    table.click(position={"x": 60, "y": HEAD + ROW // 2})
    tab.page.locator("td[aria-selected=true]").first.wait_for(state="attached")
    tab.page.keyboard.press("Control+c")
    with use_language("en"):
        name = ledger_rows(View())["name_en"].iloc[0]
    assert copied(tab) == name
