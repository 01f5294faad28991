"""Charts of one place: projections look different, labels keep apart, scales are round."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

import ascn_data
from ascn_data import Network
from dashboard.charts.base import round_steps
from dashboard.charts.place import panel, project_bars, shared
from dashboard.content.directory import in_columns
from dashboard.content.sections.place_population import in_common
from dashboard.content.text.place_facts import place_of
from dashboard.core.palette import LIGHT
from dashboard.core.url_state import View


def together(net: Network, *ids: str) -> pd.DataFrame:
    """The figures of places inside the UN series."""
    rows = in_common([place_of(View(), place_id) for place_id in ids])
    return rows[rows["series_id"] == "un-agglomerations"]


def test_projections_are_dotted_and_hollow(net: Network) -> None:
    rows = ascn_data.city_series(net, "hanoi")
    rows = rows[rows["series_id"] == "un-agglomerations"]
    figure = panel(rows, LIGHT, between=(1990, 2025))
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    (marks,) = [trace for trace in figure.data if trace.mode == "markers"]
    projected = rows["estimate_type"] == "projection"
    assert [symbol.endswith("-open") for symbol in marks.marker.symbol] == projected.tolist()
    dotted = [line for line in lines if line.line.dash == "dot"]
    solid = [line for line in lines if line.line.dash == "solid"]
    assert set(rows.loc[projected, "year"]) <= set(dotted[0].x)
    assert not set(rows.loc[projected, "year"]) & set(solid[0].x)


def test_figures_of_another_kind_are_not_joined(net: Network) -> None:
    rows = ascn_data.city_series(net, "makassar")
    rows = rows[rows["series_id"] == "indonesia-cities"]
    assert rows["estimate_type"].nunique() == 2
    figure = panel(rows, LIGHT, between=(2000, 2025))
    (line,) = [trace for trace in figure.data if trace.mode == "lines"]
    assert list(line.x) == rows.loc[rows["estimate_type"] == "census", "year"].tolist()


@pytest.mark.parametrize(
    "ids", [("chiang-mai", "phuket", "rayong"), ("hanoi", "da-nang"), ("manila", "cebu-city")]
)
def test_labels_of_lines_keep_apart(net: Network, ids: tuple[str, ...]) -> None:
    rows = together(net, *ids)
    figure = shared(rows, LIGHT, room=0.2)
    levels = sorted(note.y for note in figure.layout.annotations)
    assert len(levels) == len(ids)
    least = rows["population"].max() * 0.12
    assert all(after - before >= least for before, after in pairwise(levels))
    assert figure.layout.yaxis.range[1] >= levels[-1]


def test_places_side_by_side_differ_in_shape_too(net: Network) -> None:
    figure = shared(together(net, "chiang-mai", "phuket", "rayong"), LIGHT, room=0.2)
    shapes = [trace.marker.symbol[0] for trace in figure.data if trace.mode == "markers"]
    assert len(set(shapes)) == 3


def test_places_come_in_the_order_in_which_they_were_chosen(net: Network) -> None:
    rows = together(net, "rayong", "hanoi", "phuket")
    assert rows["place_id"].drop_duplicates().tolist() == ["rayong", "hanoi", "phuket"]


@pytest.mark.parametrize("most", [2, 8, 99, 1000, 461_000, 5_600_000, 15_230_559])
def test_a_scale_has_a_few_round_steps(most: int) -> None:
    steps = round_steps(most)
    assert steps[0] == 0
    assert steps[-1] <= most
    assert 3 <= len(steps) <= 6


def test_a_report_that_lists_nothing_is_no_bar(net: Network) -> None:
    counts = ascn_data.project_totals(net, "progress", city="chiang-mai")
    figure = project_bars(counts, [2022, 2023, 2024, 2025], LIGHT, asof="2023-07-28", most=4)
    assert {at for trace in figure.data for at in trace.x} == {2, 3}
    later = ["later" in text for text in figure.layout.xaxis.ticktext]
    assert later == [False, False, True, True]


def test_kinds_of_progress_differ_in_pattern(net: Network) -> None:
    counts = ascn_data.project_totals(net, "progress")
    counts = counts.groupby(["report_year", "progress"], as_index=False)["projects"].sum()
    figure = project_bars(counts, [2022, 2023, 2024, 2025], LIGHT, asof="2026-01-31", most=134)
    patterns = [trace.marker.pattern.shape for trace in figure.data]
    assert len(set(patterns)) == len(patterns) == counts["progress"].nunique()


def test_columns_are_filled_in_order_and_about_equally() -> None:
    heights = [2.5, 4.5, 4.5, 3.5, 5.5, 4.5, 4.5, 2.5, 7.5, 7.5, 4.5]
    columns = in_columns(heights, 4)
    assert columns == sorted(columns)
    assert set(columns) == {0, 1, 2, 3}
    assert in_columns([], 4) == []


def test_no_column_is_empty_before_or_between_the_blocks() -> None:
    for heights in ([5.5], [2.5, 4.5], [10.5, 2.5, 2.5], [2.5, 2.5, 30.5]):
        used = set(in_columns(heights, 4))
        assert used == set(range(len(used)))
