"""The timeline: every event in its lane, labels that cover nothing, dates as precise as known."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

import ascn_data
from ascn_data import Network
from dashboard.charts.timeline import GAP, hover, label, lines_of_labels, room_in, timeline, wide
from dashboard.content.sections.events import (
    PLAN,
    count_after,
    dated_events,
    event_line,
    timeline_alt,
    when,
)
from dashboard.core.palette import DARK, LIGHT, Palette
from dashboard.core.translation import LANGUAGES, day, use_language

ASOF = "2023-07-28"
WINDOWS = [320, 390, 1024, 1440, 1920, 3840]
each_window = pytest.mark.parametrize("window", WINDOWS)
each_language = pytest.mark.parametrize("code", LANGUAGES)


def drawn(rows: pd.DataFrame, window: int, asof: str = ASOF, colours: Palette = LIGHT) -> go.Figure:
    """The timeline of some rows."""
    between = rows["happened_on"].min(), rows["happened_on"].max()
    return timeline(rows, colours, asof=asof, between=between, room=room_in(window))


def labels_on(figure: go.Figure) -> list[str]:
    """The labels beside the marks."""
    return [text.strip() for trace in figure.data if trace.mode == "text" for text in trace.text]


@each_window
@each_language
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_a_lane_for_each_kind_and_a_mark_for_each_event(
    net: Network, window: int, code: str, colours: Palette
) -> None:
    with use_language(code):
        figure = drawn(dated_events(ASOF), window, colours=colours)
    lanes = [trace for trace in figure.data if trace.mode == "markers"]
    kinds = ascn_data.event_kinds(net)
    assert sorted(len(lane.x) for lane in lanes) == sorted(kinds["events"])
    assert len({lane.y[0] for lane in lanes}) == len(kinds)
    days = sorted(pd.Timestamp(day) for lane in lanes for day in lane.x)
    assert days == sorted(net.timeline["happened_on"])


@pytest.mark.parametrize("seed", range(20))
def test_no_label_covers_another_a_leader_or_a_mark(seed: int) -> None:
    luck = np.random.default_rng(seed)
    count = int(luck.integers(1, 15))
    starts = sorted(luck.uniform(0, 600, count))
    widths = list(luck.uniform(20, 90, count))
    most = list(map(int, luck.integers(1, 4, count)))
    lines = lines_of_labels(starts, widths, 700, most)
    assert len(lines) == count
    spans = list(zip(starts, widths, lines, most, strict=True))
    for start, width, line, choice in spans:
        assert line is None or (line < choice and start + width <= 700)
    for (start, width, line, _), (other, _width, above, _most) in itertools.combinations(spans, 2):
        in_the_way = line is not None and (line == 0 or (above is not None and above >= line))
        if in_the_way:
            assert start + width + GAP <= other or other == start


def test_a_lane_with_room_labels_everything() -> None:
    assert lines_of_labels([0, 100, 200], [50, 50, 50], 300, [1, 1, 1]) == [0, 0, 0]
    assert lines_of_labels([], [], 300, []) == []
    assert lines_of_labels([0, 10], [50, 50], 300, [1, 1]) == [None, 0]
    assert lines_of_labels([0, 10], [50, 50], 300, [2, 2]) == [1, 0]


@each_language
def test_a_phone_has_fewer_labels(code: str) -> None:
    rows = dated_events(ASOF)
    with use_language(code):
        few, many = (len(labels_on(drawn(rows, window))) for window in (390, 1440))
    assert 0 < few < many <= len(rows)


def test_the_last_count_of_members_is_labelled_in_every_window(net: Network) -> None:
    rows = dated_events(ASOF)
    last = label(rows[rows["kind"] == "join"].iloc[-1])
    for window in WINDOWS:
        assert last in labels_on(drawn(rows, window))


@each_window
def test_a_single_event_can_be_drawn(window: int) -> None:
    rows = dated_events(ASOF)
    for _key, lane in rows.groupby("kind"):
        assert drawn(lane.head(1), window).layout.height > 60


@pytest.mark.parametrize("asof", ["0001-01-01", "2018-01-01", ASOF, "9999-12-31"])
def test_the_as_of_day_stands_where_it_is_in_sight(asof: str) -> None:
    figure = drawn(dated_events(asof), 1440, asof)
    lines = [shape for shape in figure.layout.shapes if shape.type == "line"]
    in_sight = pd.Timestamp("2018") <= pd.Timestamp(asof) <= pd.Timestamp("2026-02")
    assert len(lines) == int(in_sight)


@each_language
def test_a_date_is_as_precise_as_it_is_known(code: str) -> None:
    with use_language(code):
        for _index, row in dated_events(ASOF).iterrows():
            said = when(row)
            if row["precision"] != "day":
                assert said == day(row["happened_on"], row["precision"])
            elif pd.isna(row["ended_on"]):
                assert said == day(row["happened_on"])
            else:
                assert str(row["happened_on"].day) in said
                assert said.endswith(day(row["ended_on"]))


def test_days_across_two_months_name_both() -> None:
    row = pd.Series(
        {
            "happened_on": pd.Timestamp("2024-10-30"),
            "ended_on": pd.Timestamp("2024-11-02"),
            "precision": "day",
        }
    )
    assert when(row) == "30 October 2024–2 November 2024"


@each_language
def test_a_count_of_the_plan_is_said_to_be_one_of_areas(code: str) -> None:
    with use_language(code):
        for _index, row in dated_events(ASOF).iterrows():
            of_plan = row["kind"] == PLAN and pd.notna(row["plan_areas"])
            assert count_after(row) == "" or (
                count_after(row).split()[0]
                == str(int(row["plan_areas"] if of_plan else row["members"]))
            )


def test_words_of_the_tables_stay_words() -> None:
    row = dated_events(ASOF).iloc[0].copy()
    row["event_en"] = row["location_en"] = "<b>x</b> [a](https://evil.example) & *y*"
    assert "<b>x" not in hover(row)
    assert "](https://evil" not in event_line(row, details=True)


@each_language
def test_the_words_for_the_picture_name_every_date(code: str) -> None:
    with use_language(code):
        rows = dated_events(ASOF)
        told = timeline_alt(rows)
        for _index, row in rows.iterrows():
            assert when(row) in told


def test_thai_marks_take_no_room() -> None:
    assert wide("ที่") == wide("ท")
    assert wide("Bali") > wide("Bal")
