"""Tables, downloads and source lines: exact, in the reader's words, and never markup."""

from __future__ import annotations

import io
import re
from urllib.parse import unquote

import pandas as pd
import pytest
from streamlit.elements.lib.column_config_utils import process_config_mapping

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from ascn_data.export import to_csv
from dashboard.content.citations import (
    JOINER,
    MARKUP,
    plain,
    source_address,
    source_line,
    source_links,
    web_address,
    year_of,
)
from dashboard.content.column_labels import TITLES, VALUES
from dashboard.content.countries import country_columns, country_rows
from dashboard.content.table_cells import readable, shown_columns
from dashboard.core.translation import LANGUAGES, _, day, use_language
from dashboard.core.url_state import View
from dashboard.exports.html.tables import table_of
from dashboard.ui.components.table import (
    DIRECTIVE,
    NAME_OF_SOURCE,
    _as_markdown,
    _cells,
    _column_config,
    _words_of_dates,
)

each_language = pytest.mark.parametrize("code", LANGUAGES)


@pytest.mark.parametrize(
    "text",
    [
        "[click](https://evil.example)",
        "![image](https://evil.example/x.png)",
        "**bold** _it_ `code` ~~gone~~",
        "<b>html</b>",
        "$x^2$",
        ":material/home: :red[text] :smile:",
        "# heading",
        "| a | b |",
        "back\\slash",
    ],
)
def test_plain_takes_the_meaning_from_every_mark(text: str) -> None:
    shown = plain(text)
    assert re.sub(r"\\(.)", r"\1", shown).replace(JOINER, "") == text
    bare = re.sub(r"\\.", "", shown)
    assert not MARKUP.search(bare)
    assert not set("[]<>*_`$:|#!~") & set(bare)


@pytest.mark.parametrize(
    "text", ["Chiang Mai", "เชียงใหม่", "Đà Nẵng", "Lao PDR, 2023", "San Kamphaeng; Rayong"]
)
def test_plain_leaves_words_alone(text: str) -> None:
    assert plain(text) == text


def test_every_source_can_be_linked(net: Network) -> None:
    for row in net.sources.itertuples():
        link = source_links([row.source_id])
        found = re.fullmatch(r"\[(.*)\]\((\S+)\)", link)
        assert found, link
        assert found[2] == row.url
        assert found[1].startswith(plain(row.publisher))


def test_sources_are_listed_once_in_the_order_given() -> None:
    line = source_links(["wup2018", "geonames", "wup2018"])
    assert line == f"{source_links(['wup2018'])}; {source_links(['geonames'])}"


@each_language
def test_years_of_sources_follow_the_era(code: str) -> None:
    with use_language(code):
        assert year_of("2023-07-28") == ("2566" if code == "th" else "2023")
        assert year_of("2022") == ("2565" if code == "th" else "2022")
        assert year_of(None) == year_of(pd.NA) == ""


@each_language
def test_a_source_line_holds_unit_day_and_source(code: str) -> None:
    with use_language(code):
        line = source_line(["wup2018"], unit="UNIT", as_of="DAY")
        assert all(part in line for part in ("UNIT", "DAY", source_links(["wup2018"])))


FRAMES = {
    "ledger": (
        ascn_data.ledger,
        ["counted_on", "event", "name", "country", "region", "basis", "source"],
    ),
    "growth": (
        lambda net: ascn_data.growth(net, ANNOUNCEMENT),
        ["counted_on", "joined", "members", "countries", "joined_names", "later", "source"],
    ),
    "places": (
        lambda net: ascn_data.places(net, ANNOUNCEMENT),
        ["name", "country", "region", "status", "unit_label"],
    ),
    "readings": (
        lambda net: ascn_data.reach_readings(net, ANNOUNCEMENT),
        ["name", "region", "unit", "standing", "population", "reference_date", "source"],
    ),
    "claims": (ascn_data.claims, ["statement", "value", "computed", "unit", "source"]),
}


@each_language
@pytest.mark.parametrize("name", FRAMES)
def test_a_table_has_every_row_under_the_readers_titles(net: Network, code: str, name: str) -> None:
    question, columns = FRAMES[name]
    frame = question(net)
    with use_language(code):
        table = readable(frame, columns)
        assert list(table.columns) == [_(TITLES[column]) for column in columns]
    assert len(table) == len(frame)


@each_language
def test_numbers_in_a_table_are_exact(net: Network, code: str) -> None:
    rows = ascn_data.reach_readings(net, ANNOUNCEMENT)
    with use_language(code):
        table = readable(rows, ["population"])
    assert table.iloc[:, 0].tolist() == rows["population"].tolist()


@each_language
def test_days_in_a_table_are_as_precise_as_they_are_known(net: Network, code: str) -> None:
    rows = ascn_data.ledger(net)
    assert set(rows["counted_precision"]) == {"day", "month"}
    with use_language(code):
        table = readable(rows, ["counted_on"])
        wanted = [
            day(when, precision)
            for when, precision in zip(rows["counted_on"], rows["counted_precision"], strict=True)
        ]
    assert table.iloc[:, 0].tolist() == wanted


@each_language
def test_dates_in_a_table_sort_as_dates_and_read_as_words(net: Network, code: str) -> None:
    rows = ascn_data.ledger(net)
    with use_language(code):
        cells = _cells(rows, ("counted_on", "name"), "").iloc[:, 0]
        words = _words_of_dates(rows, "counted_on")
        wanted = readable(rows, ["counted_on"]).iloc[:, 0]
    assert cells.map(words).tolist() == wanted.tolist()
    assert rows["counted_on"].iloc[cells.argsort(kind="stable")].is_monotonic_increasing


def test_the_source_of_a_row_leads_to_its_address(net: Network) -> None:
    rows = ascn_data.ledger(net)
    sources = net.sources.set_index("source_id").loc[rows["source_id"]]
    addresses = list(map(web_address, sources["url"]))
    table = table_of(rows, ("name", "source"), lambda _column, _id: "")
    assert table is not None
    assert [row[1].href for row in table.rows] == addresses
    shown = _cells(rows, ("name", "source"), "").iloc[:, 1]
    links = [re.fullmatch(f"(.*?){NAME_OF_SOURCE}", each) for each in shown]
    said = [(link[1], unquote(link[2])) for link in links if link]
    assert said == list(zip(addresses, sources["publisher"], strict=True))


@pytest.mark.parametrize("asof", ["2018-04-28", "2023-07-28", "2026-01-31"])
def test_every_source_of_the_figures_of_a_country_is_a_link(asof: str) -> None:
    view = View(asof=asof)
    rows = country_rows(view)
    columns = country_columns(rows)
    table = table_of(rows.assign(national=rows["programme"]), columns, lambda _column, _id: "")
    assert table is not None
    found = [{cell.href for cell in row if cell.href} for row in table.rows]
    assert found == [set(map(source_address, ids)) for ids in rows["source_ids"]]
    shown = _cells(rows.assign(national=rows["programme"]), columns, "")
    links = shown[[_(TITLES[column]) for column in columns if column in ("cited", "further")]]
    said = [{each.partition(DIRECTIVE)[0] for each in row if each} for row in links.to_numpy()]
    assert said == found


@pytest.mark.parametrize(
    "later", [[False, False], [False, True], [True, True], [None, False], [None, None]]
)
def test_what_is_later_has_a_column_where_something_is(later: list[bool | None]) -> None:
    rows = pd.DataFrame({"event": ["member", "member"], "later": pd.Series(later, dtype=object)})
    shown = shown_columns(rows, ["event", "later"])
    assert shown == (("event", "later") if True in later else ("event",))


def test_rows_that_are_copied_keep_the_columns_of_their_table() -> None:
    rows = pd.DataFrame({"event": ["member", "member"], "later": [False, True]})
    first_row = _as_markdown(rows.iloc[:1], shown_columns(rows, ["event", "later"]))
    assert _(TITLES["later"]) in first_row


@each_language
def test_names_in_a_table_are_in_the_readers_language(net: Network, code: str) -> None:
    rows = ascn_data.members(net, ANNOUNCEMENT)
    with use_language(code):
        table = readable(rows, ["name", "country", "region"])
    for at, word in enumerate(("name", "country", "region")):
        assert table.iloc[:, at].tolist() == rows[f"{word}_{code}"].tolist()


def test_every_id_that_a_table_shows_has_a_word(net: Network) -> None:
    ids = {
        *ascn_data.ledger(net)["event"],
        *ascn_data.ledger(net)["status"],
        *ascn_data.reach_readings(net, ANNOUNCEMENT)["standing"],
        *net.populations["estimate_type"],
        *net.sources["kind"],
    }
    assert sorted(ids - set(VALUES)) == []


def test_a_download_holds_ids_both_languages_and_exact_numbers(net: Network) -> None:
    rows = ascn_data.reach_by_area(net, ANNOUNCEMENT)
    again = pd.read_csv(io.StringIO(to_csv(rows)))
    assert list(again.columns) == list(rows.columns)
    for column in ("place_id", "name_en", "name_th", "low", "high"):
        assert again[column].tolist() == rows[column].tolist()


def test_the_dates_that_a_column_offers_are_not_copied_in_each_answer(net: Network) -> None:
    title = _(TITLES["counted_on"])
    kept = _column_config(ascn_data.ledger(net), ("counted_on", "name"), False, 1.0)[title]
    copied = process_config_mapping({title: kept})[title]
    assert copied == kept
    assert copied is not kept
    assert copied["type_config"] is kept["type_config"]
