"""Figures draw exactly the numbers of their frame, safely, and without any other host."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import pytest
import shapely

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from dashboard.charts import growth, residents
from dashboard.charts.base import HOVER_LETTERS, figure, outline, sourced
from dashboard.charts.drawings import DRAWINGS
from dashboard.content.pages import PAGE_OF_CHART, section_of_chart
from dashboard.content.residents import area_rows, region_rows
from dashboard.content.sections.growth import network_ends
from dashboard.content.sections.residents_map import thai_regions
from dashboard.content.text import network_text
from dashboard.content.text.network_text import span
from dashboard.core.page_widths import Window
from dashboard.core.palette import DARK, LIGHT, Palette
from dashboard.core.translation import LANGUAGES, localized, number, rounded, use_language
from dashboard.core.url_state import View

DAYS = ["2018-04-27", "2018-04-28", "2023-07-28", "2024-06-30", "2026-01-31"]
EVIL = "<b>A</b> & <img src=x onerror=alert(1)> <a href='https://evil.example'>B</a>"
each_day = pytest.mark.parametrize("day", DAYS)
each_language = pytest.mark.parametrize("code", LANGUAGES)


def cities(
    net: Network, series: str = "un-agglomerations", year: int | None = None
) -> pd.DataFrame:
    """The cities of a series that have a figure."""
    rows = ascn_data.city_populations(net, ANNOUNCEMENT, series, year)
    return rows[rows["population"].notna()]


def points(figure: go.Figure) -> list[go.Scatter]:
    """The traces that are drawn as markers."""
    return [trace for trace in figure.data if "markers" in (trace.mode or "")]


FIGURES: dict[str, Callable[[Network, Palette], go.Figure]] = {
    "growth": lambda net, colours: growth.growth_steps(
        ascn_data.growth(net, ANNOUNCEMENT), colours
    ),
    "matrix": lambda net, colours: growth.country_matrix(
        ascn_data.members_by_country(net, ANNOUNCEMENT), colours
    ),
    "areas": lambda net, colours: residents.ranges(area_rows(View()), colours, most=3_000_000),
    "regions": lambda net, colours: residents.ranges(region_rows(View()), colours, most=3_000_000),
    "region map": lambda net, colours: residents.region_map(
        thai_regions(), ascn_data.reach_by_region(net, ANNOUNCEMENT), colours
    ),
    "cities": lambda net, colours: residents.city_bars(cities(net), colours),
}
each_figure = pytest.mark.parametrize("name", FIGURES)
each_palette = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


@pytest.mark.parametrize("key", sorted({*PAGE_OF_CHART} & {*DRAWINGS}))
def test_plotly_accepts_every_chart(key: str) -> None:
    drawn = 0
    for view in (View(asof=day) for day in DAYS):
        if section := section_of_chart(key, view):
            figure = DRAWINGS[key](section, view, Window(1440))
            drawn += len(go.Figure(figure.to_dict()).data)
    assert drawn


def test_a_chart_with_an_unknown_setting_is_refused() -> None:
    chart = figure(LIGHT, 100).add_scatter(x=[1], y=[1], colour="red")
    with pytest.raises(ValueError, match="colour"):
        chart.data  # noqa: B018


@each_figure
@each_palette
def test_a_figure_asks_no_other_host(net: Network, name: str, colours: Palette) -> None:
    text = FIGURES[name](net, colours).to_json()
    assert not re.search(r"(https?:)?//\w", text)


@each_figure
@each_palette
def test_a_figure_leaves_the_background_to_the_page(
    net: Network, name: str, colours: Palette
) -> None:
    layout = FIGURES[name](net, colours).layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert layout.font.color == colours.ink
    assert layout.showlegend is False


@each_figure
def test_a_mark_says_its_unit_date_and_sources_below_its_value(net: Network, name: str) -> None:
    figure = FIGURES[name](net, LIGHT)
    before = figure.to_dict()
    after = sourced(figure, "Unit: <b>. As of today. Source: A.").to_dict()
    line = "<br>Unit: &lt;b&gt;. As of today. Source: A."
    assert after["layout"]["meta"] == [line]
    for old, new in zip(before["data"], after["data"], strict=True):
        if old.get("hoverinfo") == "skip":
            assert new == old
        elif old.get("hoveron") == "fills":
            assert new["text"].endswith(line)
            assert new["text"].replace("<br>", " ") == (old["text"] + line).replace("<br>", " ")
        else:
            assert new["hovertemplate"].endswith("%{layout.meta[0]}<extra></extra>")
    assert "meta" not in figure.to_dict()["layout"]


@each_figure
def test_what_a_mark_says_is_broken_where_words_leave_a_choice(net: Network, name: str) -> None:
    figure = FIGURES[name](net, LIGHT)
    traces = zip(figure.to_dict()["data"], sourced(figure, "").to_dict()["data"], strict=True)
    for old, new in traces:
        if old.get("hoverinfo") != "text":
            continue
        said = "hovertext" if "hovertext" in old else "text"
        for before, after in zip(texts(old[said]), texts(new[said]), strict=True):
            words = after.replace("<br>", " ").split()
            assert words == before.replace("<br>", " ").split()
            assert all(len(line) <= HOVER_LETTERS for line in after.split("<br>") if " " in line)


def texts(said: str | list[str]) -> list[str]:
    """What the marks of a trace say: each its own, or all the same."""
    return [said] if isinstance(said, str) else said


# Growth


@each_day
@pytest.mark.parametrize("country", [None, "THA", "MYS"])
def test_growth_marks_every_step_at_its_count(net: Network, day: str, country: str | None) -> None:
    steps = ascn_data.growth(net, day, country=country)
    figure = growth.growth_steps(steps, LIGHT)
    (marks,) = points(figure)
    assert list(marks.y) == steps["members"].tolist()
    assert pd.to_datetime(list(marks.x)).tolist() == steps["counted_on"].tolist()


@each_day
def test_growth_is_a_staircase_through_every_step(net: Network, day: str) -> None:
    steps = ascn_data.growth(net, day)
    figure = growth.growth_steps(steps, LIGHT)
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    drawn = {(pd.Timestamp(x), y) for line in lines for x, y in zip(line.x, line.y, strict=True)}
    for row in steps.itertuples():
        assert (row.counted_on, row.members) in drawn
    assert all(line.line.shape == "hv" for line in lines)
    known = [line for line in lines if line.line.dash == "solid"]
    if not steps["later"].all():
        assert max(y for line in known for y in line.y) == len(ascn_data.members(net, day))


@each_day
@each_palette
def test_later_steps_differ_by_more_than_colour(net: Network, day: str, colours: Palette) -> None:
    steps = ascn_data.growth(net, day)
    figure = growth.growth_steps(steps, colours)
    (marks,) = points(figure)
    for later, symbol in zip(steps["later"], marks.marker.symbol, strict=True):
        assert (symbol == "circle-open") is bool(later)
    dashes = {trace.line.dash for trace in figure.data if trace.mode == "lines"}
    if steps["later"].any():
        assert "dot" in dashes
    if not steps["later"].all():
        assert "solid" in dashes


@each_language
@pytest.mark.parametrize("detail", [True, False])
def test_growth_labels_say_the_count_and_who_joined(net: Network, code: str, detail: bool) -> None:
    steps = ascn_data.growth(net, "2026-01-31")
    with use_language(code):
        figure = growth.growth_steps(steps, LIGHT, detail=detail)
        joined = steps[localized("joined")].iloc[1:]
    notes = [note.text for note in figure.layout.annotations]
    assert len(notes) == len(steps)
    for note, members in zip(notes, steps["members"], strict=True):
        assert re.search(rf"<b>{members}\b", note)
        # A bare number before a month reads as its day.
        assert not re.match(r"<b>\d+</b> \S", note)
    for note, names in zip(notes[1:], joined, strict=True):
        said = note.replace("<br>", " ")
        told = [name in said for name in names.split("; ")]
        assert all(told) or (not detail and not any(told))


@pytest.mark.parametrize(
    "where",
    [{"country": "MYS"}, {"country": "THA", "region": "north"}, {"country": "TLS"}],
    ids=str,
)
@pytest.mark.parametrize("whole", [True, False])
def test_the_axis_of_time_names_years_for_any_selection(
    net: Network, where: dict[str, str], whole: bool
) -> None:
    steps = ascn_data.growth(net, "2026-01-31", **where)
    between = network_ends() if whole else None
    axis = growth.growth_steps(steps, LIGHT, between=between).layout.xaxis
    start, end = (pd.Timestamp(edge) for edge in axis.range)
    assert len([tick for tick in axis.tickvals if start <= pd.Timestamp(tick) <= end]) >= 2


@each_day
def test_the_matrix_begins_with_the_country_that_its_title_names(net: Network, day: str) -> None:
    counts = ascn_data.members_by_country(net, day)
    rows = growth.rows_of_matrix(counts)
    assert rows["members"].is_monotonic_increasing
    now = ascn_data.members(net, day)["country_id"].value_counts()
    assert rows["members"].iloc[-1] == (now.max() if len(now) else 0)
    title = network_text.matrix_title(counts)
    most = set(rows.loc[rows["members"] == rows["members"].max(), "country_en"])
    named = {name for name in rows["country_en"] if name in title}
    # Ties of a few are named, those of many are counted.
    assert named == (most if len(now) and len(most) <= network_text.MOST_TIED else set())


@each_day
def test_every_step_is_inside_the_axes(net: Network, day: str) -> None:
    steps = ascn_data.growth(net, day)
    layout = growth.growth_steps(steps, LIGHT).layout
    low, high = layout.yaxis.range
    assert low < steps["members"].min()
    assert steps["members"].max() < high
    start, end = (pd.Timestamp(edge) for edge in layout.xaxis.range)
    assert start < steps["counted_on"].min()
    assert steps["counted_on"].max() < end


@each_language
def test_the_axis_counts_years_of_the_readers_era(net: Network, code: str) -> None:
    with use_language(code):
        axis = growth.growth_steps(ascn_data.growth(net, ANNOUNCEMENT), LIGHT).layout.xaxis
    era = 543 if code == "th" else 0
    assert list(axis.ticktext) == [str(pd.Timestamp(x).year + era) for x in axis.tickvals]


# Matrix


@each_day
@pytest.mark.parametrize("country", [None, "THA"])
@each_language
def test_the_matrix_writes_every_count_where_it_belongs(
    net: Network, day: str, country: str | None, code: str
) -> None:
    counts = ascn_data.members_by_country(net, day, country=country)
    with use_language(code):
        figure = growth.country_matrix(counts, LIGHT)
        names = counts[localized("country")].tolist()
    (cells,) = points(figure)
    rows = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    days = sorted(counts["counted_on"].unique())
    drawn = {
        (rows[y], days[x]): text for x, y, text in zip(cells.x, cells.y, cells.text, strict=True)
    }
    wanted = {
        (name, row.counted_on): str(row.members) if row.members else "–"
        for name, row in zip(names, counts.itertuples(), strict=True)
    }
    assert drawn == wanted


@each_palette
@each_day
def test_cells_that_grew_are_filled(net: Network, day: str, colours: Palette) -> None:
    counts = ascn_data.members_by_country(net, day)
    (cells,) = points(growth.country_matrix(counts, colours))
    for joined, fill in zip(counts["joined"], cells.marker.color, strict=True):
        assert (fill == colours.none) is (joined == 0)


def test_later_columns_say_so_in_words(net: Network) -> None:
    counts = ascn_data.members_by_country(net, "2023-07-28")
    heads = growth.country_matrix(counts, LIGHT).layout.xaxis.ticktext
    late = counts.groupby("counted_on")["later"].first().tolist()
    assert ["later" in head for head in heads] == late


# Ranges


@pytest.mark.parametrize("rows_of", [area_rows, region_rows])
@each_palette
def test_ranges_draw_every_reading_and_both_ends(
    rows_of: Callable[[View], pd.DataFrame], colours: Palette
) -> None:
    rows = rows_of(View())
    figure = residents.ranges(rows, colours, most=float(rows["high"].max()))
    drawn = {trace.y[0]: list(trace.x) for trace in points(figure)}
    bars = {
        trace.y[0]: tuple(trace.x)
        for trace in figure.data
        if trace.mode == "lines" and trace.line.color != colours.grid
    }
    for at, row in enumerate(rows.iloc[::-1].itertuples()):
        assert drawn[at] == list(row.points)
        assert min(row.points) == row.low
        assert max(row.points) == row.high
        assert bars.get(at) == ((row.low, row.high) if row.high > row.low else None)


def test_ranges_label_every_row_with_its_numbers() -> None:
    rows = area_rows(View())
    figure = residents.ranges(rows, LIGHT, most=float(rows["high"].max()))
    notes = {note.y: note.text for note in figure.layout.annotations if note.text}
    for at, row in enumerate(rows.iloc[::-1].itertuples()):
        assert row.label in notes[at]
        assert span(row.low, row.high) in notes[at]


def test_the_announced_number_has_a_mark_of_its_own() -> None:
    rows = area_rows(View())
    figure = residents.ranges(rows, LIGHT, most=3_000_000)
    symbols = {trace.y[0]: trace.marker.symbol for trace in points(figure)}
    roles = rows["role"].iloc[::-1].tolist()
    assert [symbols[at] == "diamond" for at in range(len(roles))] == [
        role == "announced" for role in roles
    ]
    (line,) = figure.layout.shapes
    assert line.x0 == line.x1 == rows.loc[rows["role"] == "announced", "high"].iloc[0]


def test_the_axis_of_ranges_starts_at_zero_and_holds_everything() -> None:
    rows = area_rows(View())
    axis = residents.ranges(rows, LIGHT, most=float(rows["high"].max())).layout.xaxis
    assert axis.range[0] <= 0
    assert axis.range[1] >= rows["high"].max()
    assert axis.tickvals[0] == 0


# Region map


@each_palette
@each_language
def test_the_region_map_labels_six_regions_with_their_range(
    net: Network, colours: Palette, code: str
) -> None:
    reach = ascn_data.reach_by_region(net, ANNOUNCEMENT)
    with use_language(code):
        shapes = thai_regions()
        figure = residents.region_map(shapes, reach, colours)
        notes = [note.text for note in figure.layout.annotations]
        assert len(notes) == len(figure.data) == len(shapes) == 6
        for region, note, trace in zip(shapes.index, notes, figure.data, strict=True):
            assert shapes.loc[region, "label"] in note
            row = reach[reach["region_id"] == region]
            if row.empty:
                assert trace.fillcolor == colours.none
                assert not re.search(r"\d", note.replace("<b>", ""))
            else:
                assert trace.fillcolor in colours.scale
                assert rounded(row["low"].iloc[0]) in note
                assert rounded(row["high"].iloc[0]) in note


def test_more_people_are_never_shaded_lighter(net: Network) -> None:
    reach = ascn_data.reach_by_region(net, ANNOUNCEMENT)
    shapes = thai_regions()
    figure = residents.region_map(shapes, reach, LIGHT)
    shades = {
        region: LIGHT.scale.index(trace.fillcolor)
        for region, trace in zip(shapes.index, figure.data, strict=True)
        if trace.fillcolor in LIGHT.scale
    }
    order = reach.sort_values("high")["region_id"]
    assert [shades[region] for region in order] == sorted(shades[region] for region in order)


# Bars


@pytest.mark.parametrize("series", ["un-agglomerations", "registration", "declared-2018"])
@each_language
def test_bars_are_the_populations(net: Network, series: str, code: str) -> None:
    rows = cities(net, series)
    with use_language(code):
        (bars,) = residents.city_bars(rows, LIGHT).data
        names = rows[localized("name")]
        wanted = dict(zip(names, rows["population"].astype(int), strict=True))
        labels = dict(zip(names, map(rounded, rows["population"]), strict=True))
        hovers = dict(zip(names, map(number, rows["population"]), strict=True))
    drawn = bars.y[1]
    assert dict(zip(drawn, map(int, bars.x), strict=True)) == wanted
    assert dict(zip(drawn, bars.text, strict=True)) == labels
    for name, hover in zip(drawn, bars.hovertext, strict=True):
        assert hovers[name] in hover


def test_projections_are_hatched(net: Network) -> None:
    rows = cities(net, "un-agglomerations", 2025)
    assert set(rows["estimate_type"]) == {"projection"}
    (bars,) = residents.city_bars(rows, LIGHT).data
    assert set(bars.marker.pattern.shape) == {"/"}
    (bars,) = residents.city_bars(cities(net), LIGHT).data
    assert set(bars.marker.pattern.shape) == {""}


# Markup


def harmless(figure: go.Figure) -> bool:
    """Whether the evil name is only there with its markup made plain."""
    text = json.dumps(figure.to_plotly_json(), default=str)
    return "&lt;b&gt;A" in text and "<b>A</b>" not in text and "<img" not in text


def test_names_are_never_markup_in_growth(net: Network) -> None:
    steps = ascn_data.growth(net, ANNOUNCEMENT).assign(joined_en=EVIL)
    assert harmless(growth.growth_steps(steps, LIGHT))


def test_names_are_never_markup_in_the_matrix(net: Network) -> None:
    counts = ascn_data.members_by_country(net, ANNOUNCEMENT).assign(country_en=EVIL)
    assert harmless(growth.country_matrix(counts, LIGHT))


@pytest.mark.parametrize("column", ["label", "note"])
def test_names_are_never_markup_in_ranges(column: str) -> None:
    rows = area_rows(View()).assign(**{column: EVIL})
    assert harmless(residents.ranges(rows, LIGHT, most=3_000_000))


def test_names_are_never_markup_on_the_region_map(net: Network) -> None:
    shapes = thai_regions().assign(label=EVIL)
    assert harmless(
        residents.region_map(shapes, ascn_data.reach_by_region(net, ANNOUNCEMENT), LIGHT)
    )


@pytest.mark.parametrize("column", ["name_en", "country_en", "unit_en"])
def test_names_are_never_markup_on_bars(net: Network, column: str) -> None:
    assert harmless(residents.city_bars(cities(net).assign(**{column: EVIL}), LIGHT))


def test_figures_do_not_change_their_frame(net: Network) -> None:
    frames = [
        ascn_data.growth(net, ANNOUNCEMENT),
        ascn_data.members_by_country(net, ANNOUNCEMENT),
        area_rows(View()),
    ]
    before = [frame.copy() for frame in frames]
    growth.growth_steps(frames[0], LIGHT)
    growth.country_matrix(frames[1], LIGHT)
    residents.ranges(frames[2], LIGHT, most=1_000_000)
    for frame, old in zip(frames, before, strict=True):
        pd.testing.assert_frame_equal(frame, old)


def test_the_outline_of_a_cut_area_is_that_of_its_areas() -> None:
    square, line = shapely.box(0, 0, 1, 1), shapely.LineString([(4, 4), (5, 5)])
    cut = shapely.GeometryCollection([square, shapely.Point(3, 3), line])
    assert outline(cut) == outline(square)
    assert outline(shapely.box(2, 2, 3, 3).intersection(square)) == ([], [])
