"""Figures of listed projects: what they draw, safely, and in any room."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pandas as pd
import pytest

from ascn_data import fold_name
from dashboard.charts.project_matrix import focus_matrix
from dashboard.charts.projects import group_bars, progress_bars
from dashboard.content.projects import group_totals, matrix_rows, progress_totals, report_totals
from dashboard.content.text.project_text import groups_alt, matrix_alt
from dashboard.core.dataset import network
from dashboard.core.palette import DARK, LIGHT
from dashboard.core.text_metrics import letters
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View

EVIL = "<b>A</b> & <img src=x>"
LATEST = View(asof="2026-01-31")


@pytest.mark.parametrize("room", [320, 1340])
@pytest.mark.parametrize("by", ["focus_area", "country", "city"])
def test_bars_fit_any_room_and_show_names_as_text(room: int, by: str) -> None:
    rows = group_totals(LATEST, by)
    rows = rows.assign(label=rows["label"].where(rows["label"] != rows["label"].iloc[0], EVIL))
    drawn = group_bars(rows, DARK, across=3, room=room, height=150).to_json()
    assert "<img" not in drawn
    assert "&lt;img" in drawn


def test_a_missing_count_has_a_dash_and_a_counted_none_a_0() -> None:
    rows = group_totals(View(region="north"), "focus_area")
    figure = group_bars(rows, LIGHT, across=3, room=800, height=150)
    texts = figure.data[1].text
    assert [text == "–" for text in texts] == rows["projects"].isna().tolist()
    assert "0" in texts


def test_a_matrix_in_two_parts_draws_what_one_part_draws() -> None:
    cells = matrix_rows(LATEST, 2025)

    def marks(panels: int) -> int:
        figure = focus_matrix(cells, LIGHT, panels=panels, room=1280, late=False)
        return sum(len(trace.x) for trace in figure.data if not trace.name)

    assert marks(1) == marks(2)
    drawn = focus_matrix(cells, LIGHT, panels=2, room=1280, late=False).data
    assert len([trace for trace in drawn if not trace.name]) == 6


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("progress", [None, "completed"])
def test_the_legend_names_every_look_that_is_drawn_anywhere(code: str, progress: str) -> None:
    """Plotly leaves out the entry of a trace without a point, such as one of the first part."""
    for focus, year in product(network().focus_areas["focus_area_id"], [2022, 2024]):
        view = replace(LATEST, focus=focus, progress=progress, lang=code)
        with use_language(code):
            cells = matrix_rows(view, year)
            figure = focus_matrix(cells, LIGHT, panels=2, room=1280, late=False)
        marks = [trace for trace in figure.data if len(trace.x)]
        drawn = {trace.marker.symbol for trace in marks if trace.x[0] is not None}
        told = {
            trace.marker.symbol for trace in marks if trace.name and trace.showlegend is not False
        }
        assert told == drawn != set(), (focus, year)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_chart_grows_by_the_lines_of_its_legend(code: str) -> None:
    with use_language(code):
        cells = matrix_rows(replace(LATEST, country="BRN", lang=code), 2025)
        heights = [
            focus_matrix(cells, LIGHT, panels=1, room=room, late=False).layout.height
            for room in (310, 900)
        ]
    one_row_of_heads, upright = heights[1], heights[0]
    assert upright - one_row_of_heads >= 40


def test_a_city_is_in_the_matrix_and_its_alt_text_once() -> None:
    cells = matrix_rows(LATEST, 2025)
    figure = focus_matrix(cells, LIGHT, panels=2, room=1280, late=True)
    labels = [*figure.layout.yaxis.ticktext, *figure.layout.yaxis2.ticktext]
    cities = [label.removesuffix(" *") for label in labels if not label.startswith("<b>")]
    assert sorted(cities) == sorted(cells["name_en"].unique())
    assert all(f"{name}: " in matrix_alt(cells) for name in cells["name_en"])


def test_stacks_of_later_reports_are_hatched() -> None:
    rows = progress_totals(View())
    for trace in progress_bars(rows, LIGHT).data:
        if trace.marker.pattern.shape:
            later = [2024, 2025]
            years = rows.loc[rows["later"], "report_year"].unique().tolist()
            assert years == later
    shapes = [trace.marker.pattern.shape for trace in progress_bars(rows, LIGHT).data]
    assert sum(shape == "/" for part in shapes if part for shape in part) == rows["later"].sum()


def test_the_alt_text_tells_every_bar() -> None:
    rows = group_totals(View(), "country")
    said = groups_alt(rows)
    assert said.count("(later)") == rows["later"].sum()
    assert all(country in said for country in rows["country_en"])


@pytest.mark.parametrize("progress", ["completed", "ongoing_or_planning"])
def test_what_no_report_states_is_missing_everywhere(progress: str) -> None:
    view = View(progress=progress)
    assert report_totals(view)["projects"].isna().tolist() == [True, True, False, False]
    assert matrix_rows(view, 2023)["projects"].isna().all()
    groups = group_totals(view, "country")
    assert groups.loc[groups["report_year"] < 2024, "projects"].isna().all()


def test_filtered_matrix_cells_add_up_to_the_report() -> None:
    for progress in ("completed", "ongoing_or_planning", None):
        view = View(progress=progress)
        totals = report_totals(view).set_index("report_year")["projects"]
        assert matrix_rows(view, 2025)["projects"].sum() == totals[2025]


def test_searching_ignores_case_accents_and_spaces_but_not_thai_marks() -> None:
    assert fold_name("  Hà NỘI ") == "ha noi"
    assert fold_name("ที่") != fold_name("ที")
    assert letters("ที่") == 1
    assert pd.Series(["a (b)"]).map(fold_name).str.contains("(", regex=False).all()
