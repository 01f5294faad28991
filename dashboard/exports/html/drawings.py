"""The charts and maps of a page as SVG: for a desk and for a phone, in light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import partial

import pandas as pd
import plotly.graph_objects as go
from markupsafe import Markup

from dashboard.charts import place as place_charts
from dashboard.charts import residents
from dashboard.charts.drawings import DRAWINGS
from dashboard.content.place_lists import population_lines, report_years
from dashboard.content.places import Bounds, around, bounds_of, kind_counts, kind_name, labelled
from dashboard.content.sections.chosen_places import most_projects
from dashboard.content.sections.place_population import one_figure_each
from dashboard.content.sections.section import Section
from dashboard.content.text.place_facts import place_of
from dashboard.content.text.place_text import panel_head
from dashboard.core.dataset import cached
from dashboard.core.page_widths import Window
from dashboard.core.palette import Palette, palette
from dashboard.core.shared_frames import Answer
from dashboard.core.url_state import View
from dashboard.exports.html.layout import share_of
from dashboard.exports.html.markdown import inline
from dashboard.exports.svg.canvas import Canvas, Sheet
from dashboard.exports.svg.map import map_chart, mark
from dashboard.exports.svg.plot import figure_svg
from dashboard.exports.svg.themes import Themes, in_dark
from dashboard.maps.chosen_places import HEIGHT as PLACE_HEIGHT
from dashboard.maps.chosen_places import bounds_around, labelled_places
from dashboard.maps.places import map_size
from dashboard.maps.symbols import KINDS, MapPalette

# The style sheet of the document has the values.
COLOURS = Palette(
    **{each.name: "var(--map-ink)" for each in fields(Palette) if each.name != "scale"}, scale=()
)
LAND = MapPalette(**{each.name: f"var(--map-{each.name})" for each in fields(MapPalette)})
DESK, PHONE = Window(1440), Window(390)
# A map is drawn in half pixels: its symbols and halos are measured for the large sheets of print.
FINE = 2
FONT = 34.0
PANELS_BESIDE, SHARED_ROOM = 3, {True: 0.75, False: 0.16}
MAP_OF_PLACE = 7 / 13

NOTHING = Markup("")
OUTLINE = re.compile(r'(?<= d=")[^"]{200,}')
DECIMAL = re.compile(r"(\d+\.\d+)")


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture of a section for a desk and for a phone, with a heading above it."""

    wide: Markup
    narrow: Markup
    head: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A symbol of a map and what it means."""

    sign: Markup
    text: str


def drawings_of(page: str, section: Section, view: View, themes: Themes) -> list[Drawing]:
    """The pictures of a section, in order; colours go into `themes`."""
    if section.key == "places":
        share = share_of(page, section.key)
        return [_of_both(lambda window: _places_map(section, view, window, share))]
    if section.key == "where":
        return [_of_both(lambda window: _where_map(section, view, window))]
    if section.key == "population":
        return _panels(section, themes)
    share = share_of(page, section.key)
    make = figure_of(section, view)
    return [_chart(lambda window: _in_both(section.key, make, share, window), themes)]


def legend_of(section: Section) -> list[LegendEntry]:
    """The symbols on the map of places; empty for any other section."""
    if section.key != "places":
        return []
    counts = kind_counts(section.frame)
    return [
        LegendEntry(_sign(kind), f"{kind_name(kind, section.frame)} ({counts[kind]})")
        for kind in KINDS
        if kind in counts
    ]


def _sign(kind: str) -> Markup:
    canvas = Canvas(COLOURS, Sheet(40, 40, FONT))
    mark(canvas, kind, 20, 20, LAND, 26.0)
    return Markup(canvas.svg())


def _of_both(make: Callable[[Window], str]) -> Drawing:
    return Drawing(Markup(make(DESK)), Markup(make(PHONE)))


def _places_map(section: Section, view: View, window: Window, share: float) -> str:
    wide, high = _width(window, share), map_size(section, window)[1]
    places = section.frame
    bounds = bounds_of(view, places) or (around(places) if window.narrow else None)
    sheet = Sheet(float(wide * FINE), float(high * FINE), FONT)
    return _map(labelled(places), sheet, bounds)


@cached
def _map(rows: pd.DataFrame, sheet: Sheet, bounds: Bounds) -> str:
    """The map of `labelled` places, the same for every date on which they are."""
    return _lighter(map_chart(rows, COLOURS, LAND, sheet, bounds=bounds))


def _lighter(svg: str) -> str:
    """A map whose outlines have whole numbers: of half pixels, nobody sees a tenth."""
    return OUTLINE.sub(lambda path: _whole(path[0]), svg)


@cached(translated=False)
def _whole(path: str) -> str:
    """An outline in whole numbers; land has the same on most maps of a place."""
    return DECIMAL.sub(lambda found: f"{round(float(found[0]))}", path)


def _where_map(section: Section, view: View, window: Window) -> str:
    places = tuple(place_of(view, place_id) for place_id in view.city)
    rows = labelled_places(view, places, section.frame)
    wide = window.column(MAP_OF_PLACE if len(places) == 1 else 1)
    high = PLACE_HEIGHT if window is DESK else 320
    sheet = Sheet(float(wide * FINE), float(high * FINE), FONT)
    return _map(rows, sheet, bounds_around(rows))


def figure_of(section: Section, view: View) -> Callable[[Window], go.Figure]:
    """What draws the chart of a section in a window, whichever page it is on."""
    if section.key in DRAWINGS:
        return lambda window: DRAWINGS[section.key](section, view, window)
    if section.key == "shared":
        return lambda window: _shared(section.frame, window)
    places = tuple(place_of(view, place_id) for place_id in view.city)
    return lambda window: place_charts.project_bars(
        section.frame, report_years(), palette(window.theme), asof=view.asof,
        most=most_projects(places),
    )  # fmt: skip


def _shared(rows: pd.DataFrame, window: Window) -> go.Figure:
    colours = palette(window.theme)
    if one_figure_each(rows):
        return residents.city_bars(rows, colours, narrow=window.narrow)
    return place_charts.shared(rows, colours, room=SHARED_ROOM[window.narrow])


def _panels(section: Section, themes: Themes) -> list[Drawing]:
    """A small chart for each source and area with several figures."""
    lines, _single, between = population_lines(section.frame)
    return [
        replace(
            _chart(partial(_panel, line, between, at), themes),
            head=inline(panel_head(line)),
        )
        for at, line in enumerate(lines)
    ]


@cached
def _panel(line: Answer, between: tuple[int, int], at: int, window: Window) -> tuple[str, str]:
    """The `at`-th panel in light and dark, the same for every date with these figures."""

    def make(window: Window) -> go.Figure:
        return place_charts.panel(line, palette(window.theme), between=between)

    return _in_both(f"panel{at}", make, 1 / PANELS_BESIDE, window)


def _chart(drawn: Callable[[Window], tuple[str, str]], themes: Themes) -> Drawing:
    wide, narrow = (Markup(themes.merged(*drawn(window))) for window in (DESK, PHONE))
    return Drawing(wide, narrow)


def _in_both(
    key: str, make: Callable[[Window], go.Figure], share: float, window: Window
) -> tuple[str, str]:
    """A chart in light and dark."""

    def drawn(theme: str) -> str:
        made = make(replace(window, theme=theme))
        return figure_svg(made, _width(window, share), key=f"{key}-{window.width}")

    light = drawn("light")
    # Making a figure takes long: where the palettes decide alone, the light one is enough.
    return light, in_dark(light) or drawn("dark")


def _width(window: Window, share: float) -> float:
    """The width of a chart; 16 pixels stand between columns, half of them in each of two."""
    if window.narrow or share == 1:
        return float(window.content)
    return float(window.column(share) - 16)
