"""The map and the projects of one place, or of up to three."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.charts import place as city_charts
from dashboard.content.citations import plain
from dashboard.content.column_labels import VALUES
from dashboard.content.place_lists import report_years
from dashboard.content.sections.caption import caption
from dashboard.content.sections.chosen_places import (
    place_projects_section,
    projects_by_year,
    where_section,
)
from dashboard.content.sections.section import Section
from dashboard.content.text import place_facts
from dashboard.core.dataset import cached
from dashboard.core.palette import palette
from dashboard.core.translation import _, on_day, text
from dashboard.core.url_state import View
from dashboard.maps import deckgl
from dashboard.maps.chosen_places import HEIGHT, map_of
from dashboard.ui.components.chart_block import chart, show_section
from dashboard.ui.errors import error_boundary
from dashboard.ui.sections.places_map import map_palette
from dashboard.ui.viewport import scale, scaled, window


def _draw_map(section: Section, view: View, places: tuple[pd.Series, ...]) -> None:
    share = 7 / 13 if len(places) == 1 else 1
    size = deckgl.size_in(window().column(share), HEIGHT)
    source = caption(section, view, section.as_of or on_day(view.asof)).source
    st.pydeck_chart(
        map_of(view, places, section.frame, source, size, map_palette(), scale()),
        height=scaled(size[1]), key="map-city", alt=section.alt,
    )  # fmt: skip


@error_boundary(None)
def show_where(view: View, places: tuple[pd.Series, ...]) -> None:
    """Where the places lie; one alone with the members nearest to it."""
    section = where_section(view, places)
    show_section(section, lambda: _draw_map(section, view, places))


@cached
def _told_of_report(rows: pd.DataFrame, totals: pd.DataFrame) -> str:
    """The projects of the last report by the day, else of the first one, as Markdown."""
    past = totals[~totals["later"]]
    year = int(past["report_year"].iloc[-1] if len(past) else totals["report_year"].iloc[0])
    lines = [_project(row) for _i, row in rows[rows["report_year"] == year].iterrows()]
    head = _("**In the {year} report:**", year=place_facts.year_name(year))
    return "\n".join([head, "", *lines])


@error_boundary(None)
def show_projects(view: View, place: pd.Series, most: int) -> None:
    """The projects that the reports list: their number by year and progress, and a list."""
    section, totals = place_projects_section(view, place), projects_by_year(view, place)
    if section is None:
        st.subheader(plain(place_facts.projects_title(place, totals)))
        st.markdown(
            _(
                "The monitoring reports cover members of the ASEAN network, not areas proposed"
                " by Thailand."
            )
            if place["status"] == "proposed"
            else _("The city may have projects that the reports do not list.")
        )
        return

    def draw() -> None:
        figure = city_charts.project_bars(
            section.frame, report_years(), palette(st.context.theme.type), asof=view.asof,
            most=most,
        )  # fmt: skip
        chart(figure, key=section.key, alt=section.alt)

    show_section(section, draw)
    st.markdown(_told_of_report(section.table, totals))


def _project(row: pd.Series) -> str:
    about = f"{plain(text(row, 'focus_area'))}, {_(VALUES[row['progress']])}"
    return f"- {plain(row['project'])} – {about}"
