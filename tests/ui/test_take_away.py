"""What a table adds up to, how wide its columns are, and its rows as Markdown."""

from __future__ import annotations

import re

import pytest

import ascn_data
from ascn_data import Network
from dashboard.content.comparison.dates import joined_of
from dashboard.content.comparison.summary import comparison
from dashboard.content.countries import country_columns, country_rows
from dashboard.content.lists import JOINED
from dashboard.content.pages import section_of_chart
from dashboard.content.sections.growth import LEDGER, ledger_rows
from dashboard.content.table_cells import readable
from dashboard.content.table_totals import TOTALS, totals_said
from dashboard.content.table_widths import (
    CHOOSE,
    LINES,
    MOST,
    SOURCE,
    lines_of,
    source_within,
    widths_of,
)
from dashboard.core.page_widths import content_width
from dashboard.core.text_metrics import text_width
from dashboard.core.translation import LANGUAGES, number, use_language
from dashboard.core.url_state import COMPARISONS, View
from dashboard.exports.comparison_table import comparison_frame
from dashboard.exports.html.tables import Cell, Table, table_of
from dashboard.exports.markdown_table import markdown_table
from dashboard.ui.components.table import _widths

each_language = pytest.mark.parametrize("code", LANGUAGES)
DAY = "2023-07-28"
ROOM = content_width(1440)
EDGES = 16  # what Streamlit leaves beside the text of a cell


def told(key: str, asof: str = DAY) -> str:
    """The totals of the table of a section, in English."""
    with use_language("en"):
        section = section_of_chart(key, View(asof=asof))
        assert section is not None
        return totals_said(key, section.table)


@pytest.mark.parametrize("key", ["growth", "matrix"])
@pytest.mark.parametrize("asof", [DAY, "2026-01-31"])
def test_joined_members_add_up_to_the_members_of_the_day(net: Network, key: str, asof: str) -> None:
    assert f"Members joined in total: {len(ascn_data.members(net, asof))}." in told(key, asof)


def test_ranges_of_regions_add_up_to_the_range_of_all_areas(net: Network) -> None:
    low, high = ascn_data.reach_range(net, DAY)
    said = told("regions")
    assert f"Lowest count in total: {number(low)}." in said
    assert f"Highest count in total: {number(high)}." in said


def test_projects_are_added_for_each_report_apart(net: Network) -> None:
    counts = ascn_data.project_totals(net).set_index("report_year")["projects"]
    said = f"Listed projects in total: {counts[2022]} in 2022 and {counts[2023]} in 2023."
    assert said in told("groups")
    assert said in told("progress")


def test_members_and_proposed_areas_are_counted_apart(net: Network) -> None:
    members = len(ascn_data.members(net, DAY))
    assert f"{members} member cities; 6 proposed areas." in told("places")


def test_populations_of_sources_are_never_added() -> None:
    assert "population" not in {total.column for each in TOTALS.values() for total in each}


@each_language
@pytest.mark.parametrize("narrow", [False, True])
def test_no_text_is_wider_or_higher_than_its_cell(code: str, narrow: bool) -> None:
    view = View(asof="2026-01-31", lang=code)
    with use_language(code):
        words = readable(ledger_rows(view), LEDGER)
        widths = widths_of(words, [words.columns[0]], narrow=narrow)
    for title in words:
        room = widths.columns[title] - EDGES
        assert room <= MOST
        for text in words[title].dropna().unique():
            lines = lines_of(text, room, lambda part: text_width(part, 14))
            assert 20 * lines <= widths.row
            assert lines == 1 or title != words.columns[0]
            assert lines <= LINES or narrow


def test_texts_break_sooner_where_a_table_then_fits_its_place() -> None:
    with use_language("en"):
        words = readable(joined_of(View()), JOINED)
        wide, fitting = (widths_of(words, (), room=room) for room in (None, ROOM))
    assert wide.total > ROOM >= fitting.total
    for title in words:
        for text in words[title].dropna().unique():
            room = fitting.columns[title] - EDGES
            assert 20 * lines_of(text, room, lambda part: text_width(part, 14)) <= fitting.row


@each_language
@pytest.mark.parametrize("asof", ["2018-04-28", DAY, "2026-01-31"])
def test_a_figure_stands_beside_its_sources_in_an_ordinary_window(code: str, asof: str) -> None:
    with use_language(code):
        rows = country_rows(View(asof=asof, lang=code))
        columns = country_columns(rows)
        found = _widths(rows.assign(national=rows["programme"]), columns, ROOM)
    sources = [at for at, column in enumerate(columns) if column in ("cited", "further")]
    assert sum([*found.columns.values()][: max(sources) + 1]) + CHOOSE <= ROOM


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Bangkok Post 2023", "Bangkok Post 2023"),
        ("Ministry of Digital Development and Information, Singapore 2024",
         r"Ministry of Digital.*… 2024"),
        ("Ministry of Housing and Local Government, via Scribd", r"Ministry of Housing.*…"),
    ],
)  # fmt: skip
def test_a_long_name_of_a_source_is_cut_and_keeps_its_year(name: str, said: str) -> None:
    assert re.fullmatch(said, source_within(name))
    assert text_width(source_within(name), 14) <= SOURCE


def test_markdown_keeps_bars_and_lines_inside_their_cells() -> None:
    table = Table((("A | b", False), ("n", True)), ((Cell("x\ny | z"), Cell("1,000")),))
    assert markdown_table(table) == "| A \\| b | n |\n| --- | ---: |\n| x y \\| z | 1,000 |\n"


def test_markdown_links_what_leads_elsewhere() -> None:
    row = (Cell("a [b]", "https://c.example/x|y"), Cell("https://d.example", "https://d.example"))
    text = markdown_table(Table((("A", False), ("B", False)), (row,)))
    assert "| [a \\[b\\]](https://c.example/x\\|y) | https://d.example |" in text


@pytest.mark.parametrize("kind", COMPARISONS)
@each_language
def test_the_facts_of_a_comparison_are_rows_of_plain_text(code: str, kind: str) -> None:
    view = View(lang=code, compare=kind)
    with use_language(code):
        facts = comparison(view, "city?city=")
        assert facts is not None
        rows = comparison_frame(facts)
    assert list(rows.columns[1:-1])[: len(facts.names)] == list(facts.names)
    assert rows.iloc[:, 0].tolist() == [fact.name for fact in facts.facts]
    text = " ".join(rows.astype(str).to_numpy().ravel())
    assert not set("[]*\\") & set(text)
    assert "city?" not in text


@each_language
def test_a_table_of_a_document_says_its_totals(code: str) -> None:
    view = View(lang=code)
    with use_language(code):
        rows = ledger_rows(view)
        table = table_of(rows, LEDGER, lambda _column, _id: "", "ledger")
        assert table is not None
        assert table.totals == totals_said("ledger", rows)
        assert number(len(rows)) in table.totals
