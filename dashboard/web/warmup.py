"""What visitors see first, drawn before the first of them comes, in every language.

The slow part of a first page is what libraries do once: imports, languages, fonts, tables. Drawing
each kind of picture once does all of it, and what is drawn here is remembered for the visitors.
"""

from __future__ import annotations

import logging

import streamlit as st

import ascn_data
from dashboard.charts import growth, residents
from dashboard.charts import programme as plan_charts
from dashboard.charts.project_matrix import focus_matrix
from dashboard.charts.projects import group_bars, progress_bars
from dashboard.charts.timeline import room_in, timeline
from dashboard.content import network_text as said
from dashboard.content import programme
from dashboard.content.citations import most_cited, source_names
from dashboard.content.events import event_lines, events_of, timeline_alt, timeline_title
from dashboard.content.file_names import CONTENTS, file_stem
from dashboard.content.filters import days_to_choose, latest, names_of
from dashboard.content.headline import cited, headline
from dashboard.content.page_summary import heading
from dashboard.content.places import kind_counts, kind_name, places_of
from dashboard.content.projects import found, group_totals, matrix_rows, progress_totals
from dashboard.content.residents import area_rows, region_rows
from dashboard.content.roles import member_sources
from dashboard.content.summary_links import linked_opening
from dashboard.core.dataset import ask, choices, one_edition
from dashboard.core.navigation import PAGES
from dashboard.core.page_widths import UNKNOWN_WIDTH, column_width, content_width
from dashboard.core.palette import LIGHT
from dashboard.core.reload import Edition
from dashboard.core.translation import LANGUAGES, speaking
from dashboard.core.url_state import View
from dashboard.maps import deckgl, symbols
from dashboard.ui.components.toolbar import day_label, region_names
from dashboard.ui.page_links import place_base
from dashboard.ui.sections.growth import network_ends
from dashboard.ui.sections.overview import HEIGHT, MAP_SHARE
from dashboard.ui.sections.partners import partner_entries, programme_rows, start_years
from dashboard.ui.sections.places_map import deck_of
from dashboard.ui.sections.programme import MAP_SHARE as PLAN_SHARE
from dashboard.ui.sections.programme import ROOM_STEP, province_figure
from dashboard.ui.sections.residents import all_regions, region_figure
from dashboard.ui.sections.timeline import between

# The windows that most visitors have; a map is laid out for some widths, not for each.
WIDTHS = (UNKNOWN_WIDTH, 1440)


def fill(new: Edition) -> None:
    """Draw the pages of an edition as they open. Raises whatever they raise."""
    with one_edition(new):
        choices()
        _fill()


def _fill() -> None:
    for language in LANGUAGES:
        with speaking(language):
            _tell(View(lang=language))
            _draw(View(lang=language))


def use_elements() -> None:
    """Use Streamlit outside of a page once, for what it sets up at the first use of an element."""
    logging.disable(logging.CRITICAL)  # each would warn that nobody sees it
    try:
        st.html("<br>")
        st.segmented_control("ก", ["ก"])
        st.button("ก", icon=":material/info:")
    finally:
        logging.disable(logging.NOTSET)


def _tell(view: View) -> None:
    base = place_base(view.query(view.lang, "city"))
    for page in PAGES:
        heading(page.name, view), linked_opening(page.name, view, base)
    for card in headline(view):
        cited(card)
    for iso in days_to_choose(view):
        day_label(iso)
    region_names(None)
    ask(ascn_data.members, latest())
    for table, key in (("countries", "country_id"), ("regions", "region_id")):
        names_of(table, key)
    source_names(member_sources())
    places, steps = places_of(view), ask(ascn_data.growth, view.asof, **view.where)
    said.map_title(places), said.map_alt(places)
    for kind in kind_counts(places):
        kind_name(kind, places)
    most_cited(places), most_cited(steps)
    for key in CONTENTS:
        file_stem(key, view)
    said.growth_title(steps, ""), said.growth_alt(steps)
    events = events_of(view)
    event_lines(events, details=True)
    timeline_title(events, view)
    timeline_alt(events)
    partner_entries(programme_rows(view))
    found(view, "")


def _draw(view: View) -> None:
    room = content_width(UNKNOWN_WIDTH)
    for width in WIDTHS:
        size = deckgl.size_in(column_width(width, MAP_SHARE), HEIGHT)
        deck_of(view, size, symbols.LIGHT, 1).to_json()
    steps = ask(ascn_data.growth, view.asof, **view.where)
    if len(steps):
        growth.growth_steps(
            steps,
            LIGHT,
            height=HEIGHT + 34,
            detail=False,
            narrow=False,
            between=network_ends(),
        ).to_dict()
    if len(counts := ask(ascn_data.members_by_country, view.asof, **view.where)):
        growth.country_matrix(counts, LIGHT)
    for rows in filter(len, (area_rows(view), region_rows(view))):
        residents.ranges(rows, LIGHT, most=float(rows["high"].max()), narrow=False)
    if len(regions := all_regions(view)):
        region_figure(regions, LIGHT, view.region)
    if len(groups := group_totals(view, "focus_area")):
        group_bars(groups, LIGHT, across=3, room=room * 7 // 11, height=170)
    if len(progress := progress_totals(view)):
        progress_bars(progress, LIGHT)
    if len(cells := matrix_rows(view, int(view.asof[:4]))):
        focus_matrix(cells, LIGHT, panels=2, room=room, late=False)
    half = column_width(UNKNOWN_WIDTH, PLAN_SHARE) // ROOM_STEP * ROOM_STEP
    province_figure(view.asof, view.region, view.lang, "light", False, half)
    rounds = programme.rounds_of(programme.areas_of(view))
    if len(rounds):
        bars, parts = programme.round_bars(rounds), programme.round_parts(rounds)
        plan_charts.part_bars(bars, parts, LIGHT, narrow=False, legend=False)
    if len(programmes := programme_rows(view)):
        start_years(programmes, LIGHT, window=UNKNOWN_WIDTH)
    if len(events := events_of(view)):
        wide = room_in(UNKNOWN_WIDTH)
        timeline(events, LIGHT, asof=view.asof, between=between(events), room=wide)
