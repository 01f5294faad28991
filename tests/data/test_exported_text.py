"""Frames as CSV, JSON and aligned text that other programs read safely."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from ascn_data.export import to_csv, to_json, to_table


def read_csv(text: str) -> list[dict[str, str]]:
    """The rows of CSV text as another program sees them."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def frame() -> pd.DataFrame:
    """One column of every type, with something unknown in each that may be empty."""
    return pd.DataFrame(
        {
            "name": pd.Series(["=1+1", None, "ที่"], dtype="str"),
            "whole": [-5, 0, 5],
            "maybe_whole": pd.array([-5, None, 1_152_473], dtype="Int64"),
            "measure": [-1.5, float("nan"), 22.56],
            "round_measure": [-2.0, float("nan"), 375_928.0],
            "flag": [True, False, True],
            "maybe_flag": pd.array([True, None, False], dtype="boolean"),
            "day": pd.to_datetime(["2023-07-28", None, "2018-04-28"]),
        }
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_csv_defuses_text_that_a_spreadsheet_would_run(start: str) -> None:
    text = f"{start}HYPERLINK(A1)"
    (row,) = read_csv(to_csv(pd.DataFrame({"note": [text]})))
    assert row["note"] == f"'{text}"


def test_csv_keeps_a_cell_with_a_carriage_return_in_one_row() -> None:
    assert len(read_csv(to_csv(pd.DataFrame({"note": ["one\rtwo"]})))) == 1


@pytest.mark.parametrize("text", ["1 = 1", "a-b", "me@example.org", "ที่", "'quoted'", 'a "b", c'])
def test_csv_leaves_other_text_alone(text: str) -> None:
    (row,) = read_csv(to_csv(pd.DataFrame({"note": [text]})))
    assert row["note"] == text


def test_json_leaves_all_text_alone() -> None:
    assert json.loads(to_json(pd.DataFrame({"note": ["=1+1", "@a"]}))) == [
        {"note": "=1+1"},
        {"note": "@a"},
    ]


def test_negative_numbers_stay_numbers(frame: pd.DataFrame) -> None:
    row = read_csv(to_csv(frame))[0]
    assert (row["whole"], row["measure"]) == ("-5", "-1.5")
    assert [float(row[name]) for name in ("maybe_whole", "round_measure")] == [-5, -2]
    record = json.loads(to_json(frame))[0]
    assert [record[name] for name in ("whole", "maybe_whole", "measure")] == [-5, -5, -1.5]


def test_dates_are_iso(frame: pd.DataFrame) -> None:
    assert [row["day"] for row in read_csv(to_csv(frame))] == ["2023-07-28", "", "2018-04-28"]
    assert [row["day"] for row in json.loads(to_json(frame))] == ["2023-07-28", None, "2018-04-28"]


def test_the_unknown_is_an_empty_cell_in_csv_and_null_in_json(frame: pd.DataFrame) -> None:
    known = {"whole": 0, "flag": False}
    assert json.loads(to_json(frame))[1] == {name: known.get(name) for name in frame.columns}
    cells = read_csv(to_csv(frame))[1]
    assert {name for name, cell in cells.items() if cell == ""} == set(frame.columns) - set(known)


def test_whole_numbers_stay_whole_in_json_beside_the_unknown(frame: pd.DataFrame) -> None:
    values = [row["maybe_whole"] for row in json.loads(to_json(frame))]
    assert [repr(value) for value in values] == ["-5", "None", "1152473"]


def test_whole_numbers_stay_whole_in_csv_beside_the_unknown(frame: pd.DataFrame) -> None:
    rows = read_csv(to_csv(frame))
    assert [row["maybe_whole"] for row in rows] == ["-5", "", "1152473"]
    assert [row["round_measure"] for row in rows] == ["-2", "", "375928"]


def test_people_are_counted_in_whole_numbers_in_csv(net: Network) -> None:
    rows = read_csv(to_csv(ascn_data.city_populations(net, ANNOUNCEMENT, "un-agglomerations")))
    assert rows[0]["population"] == "12860058"
    assert {row["population"] for row in rows[24:]} == {""}


def test_csv_lines_end_as_on_unix_and_begin_with_the_columns(frame: pd.DataFrame) -> None:
    text = to_csv(frame)
    assert "\r" not in text
    assert text.endswith("\n")
    assert text.splitlines()[0].split(",") == list(frame.columns)


def test_thai_text_is_written_as_it_is(frame: pd.DataFrame) -> None:
    for write in (to_csv, to_json, to_table):
        assert "ที่" in write(frame)


def test_the_table_for_a_terminal_shows_nothing_for_the_unknown(frame: pd.DataFrame) -> None:
    lines = to_table(frame).splitlines()
    assert len(lines) == 1 + len(frame)
    assert lines[2].split() == ["0", "False"]


def test_an_empty_frame_keeps_its_columns_in_csv_and_is_an_empty_list_in_json(
    net: Network,
) -> None:
    empty = ascn_data.members(net, "2018-04-27")
    assert to_csv(empty).splitlines() == [",".join(empty.columns)]
    assert json.loads(to_json(empty)) == []


def test_writing_a_frame_leaves_it_as_it_was(frame: pd.DataFrame) -> None:
    before = frame.copy()
    for write in (to_csv, to_json, to_table):
        write(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_every_table_of_the_edition_comes_back_from_csv_and_json(net: Network) -> None:
    for name in net.tables:
        frame = net.table(name)
        rows, records = read_csv(to_csv(frame)), json.loads(to_json(frame))
        assert len(rows) == len(records) == len(frame)
        for column in frame.columns:
            empty = frame[column].isna().tolist()
            assert [row[column] == "" for row in rows] == empty
            assert [record[column] is None for record in records] == empty


def test_nothing_in_the_edition_can_run_in_a_spreadsheet(net: Network) -> None:
    for name in net.tables:
        texts = net.table(name).select_dtypes("str").columns
        for row in read_csv(to_csv(net.table(name))):
            assert not any(row[column].startswith(("=", "+", "-", "@")) for column in texts)
