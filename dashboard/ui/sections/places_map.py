"""The map of places with its legend, on the page; `mark_choice.js` makes its marks links."""

from __future__ import annotations

import pandas as pd
import pydeck as pdk
import streamlit as st
from markupsafe import Markup

from dashboard.content.citations import plain
from dashboard.content.places import (
    kind_counts,
    kind_name,
    names_by_id,
    places_of,
)
from dashboard.content.sections.places import places_section
from dashboard.content.sections.section import Section
from dashboard.core.limits import MARKS
from dashboard.core.translation import _
from dashboard.core.url_state import View
from dashboard.maps import symbols
from dashboard.maps.clusters import area_of
from dashboard.maps.places import areas_of, deck_of, map_size
from dashboard.maps.ring import ringed
from dashboard.ui.components.chart_block import show_section
from dashboard.ui.components.empty_state import no_place
from dashboard.ui.components.repeat import repeated
from dashboard.ui.errors import error_boundary
from dashboard.ui.session import adopt, bind, change
from dashboard.ui.viewport import scale, scaled, window

EM_SPACE = Markup("\N{EM SPACE}")
LEGEND = Markup('<div class="map-legend"><p>{}</p>{}</div>')
# A mark, its meaning and its number stay together where the line breaks.
MARK = Markup('<span class="entry"><img src="{}" alt="">\N{NO-BREAK SPACE}{}</span>')
NOTE = Markup('<p class="note">{}</p>')


def map_palette() -> symbols.MapPalette:
    """The colours of the map in the reader's theme."""
    return symbols.DARK if st.context.theme.type == "dark" else symbols.LIGHT


def legend(
    places: pd.DataFrame, counts: dict[str, int], *, points: bool = False, insets: bool = False
) -> Markup:
    """The marks of the map and what they mean, with their numbers; `points` have colours alone."""
    kinds = [kind for kind in symbols.KINDS if kind in counts]
    marks = [
        MARK.format(icon, f"{kind_name(kind, places)} ({counts[kind]})")
        for kind, icon in symbols.legend_entries(map_palette(), kinds, dots=points)
    ]
    notes = {
        _("With this many places, each is drawn as a point. A circle has the number of places"
          " where points overlap; click on it to enlarge the area. Filter to see symbols and"
          " names."): points,
        _("Crowded areas are enlarged in insets."): insets,
    }  # fmt: skip
    said = [NOTE.format(note) for note, holds in notes.items() if holds]
    return LEGEND.format(EM_SPACE.join(marks), Markup("").join(said))


def with_chosen(deck: pdk.Deck, view: View) -> pdk.Deck:
    """The map with a ring around each place that the view has chosen, if that stands on it."""
    places = places_of(view)
    found = places[places["place_id"].isin(view.city)]
    if found.empty:
        return deck
    return ringed(deck, found, palette=map_palette(), scale=scale())


def draw_map(section: Section, view: View) -> None:
    """Draw the map and its legend; a click chooses a country or region, on a large one a place."""
    places = section.frame
    size = map_size(section, window())
    areas, many = areas_of(view, size), len(places) > MARKS
    area = None
    if not section.small:
        area = area_of(view.area, places) if many else areas.get(view.area or "")

    def draw() -> None:
        deck = deck_of(section, view, size, map_palette(), scale(), area)
        st.pydeck_chart(
            deck if section.small else with_chosen(deck, view),
            key=f"map-{size[1]}", height=scaled(size[1]), alt=section.alt,
        )  # fmt: skip

    repeated(draw, "map", section, view, size, window(), scale(), area)
    if many and area:
        st.button(
            _("Show the whole map"), key="whole-map", on_click=change, kwargs={"area": None}
        )  # fmt: skip
    elif not many and not section.small:
        choose_area(view, tuple(areas), places)
    repeated(
        lambda: st.html(legend(places, kind_counts(places), points=many, insets=bool(areas))),
        "legend", section, window().theme, many, bool(areas),
    )  # fmt: skip


def choose_area(view: View, areas: tuple[str, ...], places: pd.DataFrame) -> None:
    """The insets of the map by name: what a click on one does, for the keyboard too."""
    if areas:
        names = names_by_id(places)
        bind("area", view.area if view.area in areas else None)
        st.pills(
            _("Enlarge an area"), areas, format_func=lambda key: plain(names[key]), key="area",
            on_change=adopt, args=("area",),
            help=_("An area in which places are close together, by one of them. Choose it again to"
                   " see the whole map."),
        )  # fmt: skip


@error_boundary(None)
def show_places_map(view: View, *, small: bool = False) -> None:
    """The map with its filters' places and their table."""
    section = places_section(view, small=small)
    if section is None:
        no_place(view, "places")
        return
    show_section(section, lambda: draw_map(section, view))
