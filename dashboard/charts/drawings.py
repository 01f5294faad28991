"""Which chart draws a section: one entry for each key, and nothing that depends on who asks."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go

from dashboard.charts import compared as compared_charts
from dashboard.charts import growth as growth_charts
from dashboard.charts import partners as partner_charts
from dashboard.charts import programme, residents
from dashboard.charts.programme_map import province_figure
from dashboard.charts.project_matrix import focus_matrix
from dashboard.charts.projects import group_bars, progress_bars
from dashboard.charts.timeline import room_in, timeline
from dashboard.content.choice import choosing, choosing_region
from dashboard.content.comparison.sides import countries_of, days_of
from dashboard.content.programme import (
    region_bars,
    region_parts,
    round_bars,
    round_parts,
)
from dashboard.content.projects import grouped_by
from dashboard.content.sections.events import between, events_of
from dashboard.content.sections.growth import network_ends
from dashboard.content.sections.section import Section
from dashboard.core.page_widths import STACKED, Window
from dashboard.core.palette import palette
from dashboard.core.url_state import COUNTRIES, View

Draw = Callable[[Section, View, Window], go.Figure]
GROWTH_HEIGHT = 440
# What a small map has below it, and the chart beside it has not.
LEGEND_HEIGHT = 34
# The parts of the page's width that the map of provinces and the bars of projects have.
MAP_SHARE, GROUPS_SHARE = 5 / 11, 7 / 11
# The map of provinces is laid out anew from so many pixels more.
ROOM_STEP = 50


def growth(section: Section, _view: View, window: Window) -> go.Figure:
    """The staircase of members; a small one names nobody who joined."""
    height = window.small_height + LEGEND_HEIGHT if section.small else GROWTH_HEIGHT
    return growth_charts.growth_steps(
        section.frame, palette(window.theme), detail=not section.small, narrow=window.narrow,
        height=min(height, growth_charts.height_of(section.frame)),
        between=network_ends(),
    )  # fmt: skip


def compared(section: Section, view: View, window: Window) -> go.Figure:
    """Members over time: of two countries, or of the network with two dates marked."""
    colours = palette(window.theme)
    if view.compare == COUNTRIES:
        return compared_charts.countries(
            section.frame, colours, order=countries_of(view), asof=view.asof,
            between=network_ends(),
        )  # fmt: skip
    return compared_charts.dates(
        section.frame, colours, days=days_of(view), narrow=window.narrow, between=network_ends(),
        height=min(GROWTH_HEIGHT, growth_charts.height_of(section.frame)),
    )  # fmt: skip


def matrix(section: Section, view: View, window: Window) -> go.Figure:
    """Members of each country at each step; all but the one chosen are muted."""
    return growth_charts.country_matrix(section.frame, palette(window.theme), view.country)


def ranges(section: Section, _view: View, window: Window) -> go.Figure:
    """Residents as ranges from 0."""
    most = float(section.frame["high"].max())
    return residents.ranges(section.frame, palette(window.theme), most=most, narrow=window.narrow)


def choropleth(section: Section, view: View, window: Window) -> go.Figure:
    """Thailand's regions; all but the one chosen are muted."""
    return residents.region_figure(section.frame, palette(window.theme), view.region)


def cities(section: Section, view: View, window: Window) -> go.Figure:
    """Populations as bars; all but those chosen are muted."""
    return residents.city_bars(
        section.frame, palette(window.theme), narrow=window.narrow, chosen=view.city
    )


def groups(section: Section, view: View, window: Window) -> go.Figure:
    """Listed projects of each report by focus area, country or city."""
    by = grouped_by(view)
    across = {"focus_area": (2, 3), "country": (2, 5), "city": (3, 6)}[by][not window.narrow]
    chosen = {"focus_area": (view.focus or "",), "country": (view.country or "",),
              "city": view.city}[by]  # fmt: skip
    return group_bars(
        section.frame, palette(window.theme), across=across,
        room=window.column(GROUPS_SHARE), height=130 if by == "city" else 170,
        chosen=chosen,
    )  # fmt: skip


def progress(section: Section, view: View, window: Window) -> go.Figure:
    """Listed projects of each report by progress; all but the one chosen are muted."""
    return progress_bars(section.frame, palette(window.theme), view.progress)


def focus(section: Section, view: View, window: Window) -> go.Figure:
    """What cities declared beside what a report lists."""
    narrow = window.width < STACKED or section.table["country_id"].nunique() < 4
    return focus_matrix(
        section.frame, palette(window.theme), panels=1 if narrow else 2, room=window.content,
        late=int(section.frame["report_year"].iloc[0]) > view.year,
        focus=view.focus, chosen=view.city,
    )  # fmt: skip


def rounds(section: Section, _view: View, window: Window) -> go.Figure:
    """The areas of the programme after each round."""
    return programme.part_bars(
        round_bars(section.frame), round_parts(section.frame), palette(window.theme),
        choices=tuple(
            choosing(asof=f"{day:%Y-%m-%d}") for day in section.frame["designated_on"]
        ),
        legend=False,
    )  # fmt: skip


def plan_regions(section: Section, _view: View, window: Window) -> go.Figure:
    """The areas of each region, by round."""
    return programme.part_bars(
        region_bars(section.frame), region_parts(section.table, section.frame),
        palette(window.theme), legend=True,
        choices=tuple(choosing_region(region) for region in section.frame["region_id"]),
    )  # fmt: skip


def provinces(_section: Section, view: View, window: Window) -> go.Figure:
    """The map of provinces, kept for some widths, since it is the slowest drawing."""
    room = window.column(MAP_SHARE) // ROOM_STEP * ROOM_STEP
    return province_figure(view.asof, view.region, view.lang, window.theme, window.narrow, room)


def events(section: Section, view: View, window: Window) -> go.Figure:
    """The timeline; all but the kind chosen are muted."""
    return timeline(
        section.frame, palette(window.theme), asof=view.asof, between=between(events_of(view)),
        room=room_in(window.width), chosen=view.kind,
    )  # fmt: skip


def partners(section: Section, view: View, window: Window) -> go.Figure:
    """The start years of programmes by partner; all but the one chosen are muted."""
    return partner_charts.start_years(
        section.frame, palette(window.theme), window=window.width, chosen=view.partner
    )


DRAWINGS: dict[str, Draw] = {
    "growth": growth,
    "compared": compared,
    "matrix": matrix,
    "areas": ranges,
    "regions": ranges,
    "choropleth": choropleth,
    "cities": cities,
    "groups": groups,
    "progress": progress,
    "focus": focus,
    "rounds": rounds,
    "plan-regions": plan_regions,
    "provinces": provinces,
    "timeline": events,
    "partners": partners,
}
