"""What visitors see first, drawn before the first of them comes, in every language.

The slow part of a first page is what libraries do once: imports, languages, fonts, tables. Drawing
each kind of picture once does all of it, and what is drawn here is cached for the visitors.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import product

import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

import ascn_data
from dashboard.charts.drawings import DRAWINGS
from dashboard.content.citations import plain, source_names
from dashboard.content.file_names import CONTENTS, file_stem
from dashboard.content.filters import (
    day_label,
    days_to_choose,
    latest,
    names_of,
    region_names,
)
from dashboard.content.headline import cited
from dashboard.content.pages import describe
from dashboard.content.places import kind_counts, kind_name, places_of
from dashboard.content.roles import member_sources
from dashboard.content.sections.events import event_lines, events_of
from dashboard.content.sections.partners import partner_entries, programme_rows
from dashboard.content.sections.section import Section
from dashboard.content.text.name_links import linked, own_ids
from dashboard.content.text.overview_text import last_review, since_then
from dashboard.content.text.statements import statements_told
from dashboard.core.dataset import ask, choices, one_edition
from dashboard.core.navigation import PAGES, START
from dashboard.core.page_widths import UNKNOWN_WIDTH, Window
from dashboard.core.reload import Edition, Editions
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View
from dashboard.maps import symbols
from dashboard.maps.places import deck_of, map_size
from dashboard.ui.page_links import country_base, place_base
from dashboard.web.first_paint import paint
from dashboard.web.responses import made
from dashboard.web.workers import PAGE_WORKERS, Busy

# How often the server looks whether it shows another edition, whose documents are to be made.
LOOK_SECONDS = 2.0
# The windows that most visitors have; a map is laid out for some widths, not for each.
WINDOWS = (Window(UNKNOWN_WIDTH), Window(1440))


def fill(new: Edition) -> None:
    """Draw the pages of an edition as they open. Raises whatever they raise."""
    with one_edition(new):
        choices()
        _fill()


def _fill() -> None:
    for language in LANGUAGES:
        with use_language(language):
            view = View(lang=language)
            _tell(view)
            _draw(view)
            paint(START, view, newcomer=True)


async def keep_documents(editions: Editions) -> None:
    """Make the documents of all pages as they open, of every edition that is shown.

    One at a time, after those that visitors wait for, and with a pause as long as the making took:
    visitors have the processor first.
    """
    last = None
    while True:
        if editions.shown is not None and editions.shown is not last:
            last = editions.shown
            for name, view, newcomer in opened():
                began = time.monotonic()
                with suppress(Busy):  # then visitors have theirs made
                    await made(PAGE_WORKERS, paint, name, view, newcomer)
                await asyncio.sleep(time.monotonic() - began)
        await asyncio.sleep(LOOK_SECONDS)


def opened() -> Iterator[tuple[str, View, bool]]:
    """Each page in the view in which it opens, and whether it has a word to newcomers."""
    for lang in LANGUAGES:
        view = View(lang=lang)
        yield START, view, True
        yield from ((page.name, view, False) for page in PAGES)


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
    # For readers whose own language it is, and for those who have chosen it.
    bases = {
        (place_base(view.query(own, "city")), country_base(view.query(own, "countries")))
        for own in LANGUAGES
    }
    purpose = statements_told("network-purpose", view.asof, newest=True)
    for page in PAGES:
        told = describe(page.name, view)
        said = [plain(told.summary), *(section.about for section in told.sections)]
        if page.name == START:
            said.append(purpose)
        for (places, countries), text in product(bases, said):
            linked(text, places, countries, own_ids(page.name, view))
        for card in told.figures:
            cited(card)
    since_then(view)
    last_review()
    for iso in days_to_choose(view):
        day_label(iso)
    region_names(None)
    ask(ascn_data.members, latest())
    for table, key in (("countries", "country_id"), ("regions", "region_id")):
        names_of(table, key)
    source_names(member_sources())
    places = places_of(view)
    for kind in kind_counts(places):
        kind_name(kind, places)
    for key in CONTENTS:
        file_stem(key, view)
    event_lines(events_of(view), details=True)
    partner_entries(programme_rows(view))


def _draw(view: View) -> None:
    for page in PAGES:
        for section in describe(page.name, view).sections:
            source_names(section.sources)
            for window in WINDOWS:
                drawn = drawing(section, view, window)
                drawn.to_json() if isinstance(drawn, pdk.Deck) else drawn.to_dict()


def drawing(section: Section, view: View, window: Window) -> go.Figure | pdk.Deck:
    """The chart or map of a section, as the page draws it in a window."""
    if section.key in DRAWINGS:
        return DRAWINGS[section.key](section, view, window)
    return deck_of(section, view, map_size(section, window), symbols.LIGHT, 1)
