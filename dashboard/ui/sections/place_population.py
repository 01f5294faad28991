"""How many people live in a place: series by series, and places inside one series they share."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from dashboard.charts import place as city_charts
from dashboard.charts import residents
from dashboard.content.citations import plain
from dashboard.content.file_names import file_stem
from dashboard.content.filters import names_of
from dashboard.content.place_lists import population_lines
from dashboard.content.sections.place_population import (
    in_common,
    one_figure_each,
    population_section,
    series_in_order,
    shared_section,
    shared_series,
)
from dashboard.content.text.place_facts import name_of
from dashboard.content.text.place_text import (
    panel_alt,
    panel_head,
    single_said,
)
from dashboard.content.text.weak_sources import is_weak, weak_badge, why_weak
from dashboard.core.palette import palette
from dashboard.core.translation import _, listed, text
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import chart, show_section
from dashboard.ui.components.weak_source import show_marked
from dashboard.ui.errors import error_boundary
from dashboard.ui.session import adopt, bind, current_view
from dashboard.ui.viewport import scaled, window

PANELS_BESIDE = 3
# The share of the time beside a chart that labels take.
PHONE_ROOM, WIDE_ROOM = 0.75, 0.16


def _panels(rows: pd.DataFrame) -> None:
    """One small chart for each series and unit; single figures as a list after them."""
    colours = palette(st.context.theme.type)
    drawn, single, between = population_lines(rows)
    across = min(PANELS_BESIDE, len(drawn) + bool(single))
    level: Literal["top", "bottom"] = "bottom" if len(drawn) > 1 else "top"
    cells = [cell for at in range(0, len(drawn) + bool(single), across)
             for cell in st.columns(across, gap="medium", vertical_alignment=level)]  # fmt: skip
    for cell, line in zip(cells, drawn, strict=False):
        with cell:
            show_marked(panel_head(line), weak=is_weak(line["source_id"]))
            first = line.iloc[0]
            told = f"{text(first, 'unit')} {text(first, 'series')}"
            chart(
                city_charts.panel(line, colours, between=between),
                key=f"{first['series_id']}-{first['unit_id']}", alt=panel_alt(line),
                saved_as=file_stem("population", current_view(), detail=told), detail=told,
            )  # fmt: skip
    if single:
        with cells[len(drawn)]:
            st.markdown(
                "\n".join([_("**Single figures:**"), "", *map(_single, single)]),
                help=why_weak() if is_weak(row["source_id"] for row in single) else None,
            )


def _single(row: pd.Series) -> str:
    weak = f" {weak_badge()}" if is_weak([row["source_id"]]) else ""
    return f"- {plain(single_said(row))}" + weak


@error_boundary(None)
def show_population(view: View, place: pd.Series) -> None:
    """Every figure of a place, series by series, each with its own scale."""
    section = population_section(view, place)
    if section is None:
        st.subheader(_("No population figure for {name}", name=name_of(place)))
        st.markdown(_("None of the population sources used here covers this place."))
        return
    show_section(section, lambda: _panels(section.frame))


def choose_series(places: tuple[pd.Series, ...], chosen: str) -> None:
    """Let the reader choose one of the series in common."""
    names = names_of("series", "series_id")
    bind("series", chosen)
    st.selectbox(
        _("Population source"), series_in_order(in_common(places)), key="series",
        format_func=names.__getitem__, on_change=adopt, args=("series",), width=scaled(420),
        help=_("Each source has one definition. Figures from different sources cannot be"
               " compared."),
    )  # fmt: skip


@error_boundary(None)
def show_shared(view: View, places: tuple[pd.Series, ...]) -> None:
    """The places beside each other inside one series that they share."""
    section = shared_section(view, places)
    if section is None:
        names = listed([name_of(place) for place in places])
        st.subheader(_("No population source covers all of {names}", names=names))
        st.markdown(
            _(
                "Figures from different population sources cannot be compared, nor can the"
                " figures that cities declared in 2018. The profile of each place lists all its"
                " figures."
            )
        )
        return
    choose_series(places, str(shared_series(view, places)))
    if is_weak(section.frame["source_id"]):
        show_marked("", weak=True)

    def draw() -> None:
        colours, rows = palette(st.context.theme.type), section.frame
        narrow = window().narrow
        figure = (
            residents.city_bars(rows, colours, narrow=narrow)
            if one_figure_each(rows)
            else city_charts.shared(rows, colours, room=PHONE_ROOM if narrow else WIDE_ROOM)
        )
        chart(figure, key="shared", alt=section.alt)

    show_section(section, draw)
