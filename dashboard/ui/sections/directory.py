"""The directory: all places of the day by country, each a link to its page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import ascn_data
from ascn_data import among
from dashboard.content.citations import plain
from dashboard.content.directory import Entry, blocks, columns_in, heights_of, in_columns
from dashboard.content.text.network_text import map_title
from dashboard.core.dataset import ask, first, network
from dashboard.core.limits import OPTIONS
from dashboard.core.translation import _, day, text
from dashboard.core.url_state import View
from dashboard.ui.components.empty_state import Way, no_place, say_nothing
from dashboard.ui.components.table import say_beyond
from dashboard.ui.errors import error_boundary
from dashboard.ui.page_links import page_named, query
from dashboard.ui.viewport import window

LONGEST = 60
FIND = "find-place"


@error_boundary("")
def find_in_list() -> str:
    """What the reader types to narrow the list."""
    return st.text_input(
        _("Find in the list below"),
        key=FIND,
        type="search",
        max_chars=LONGEST,
        live=True,
        placeholder=_("English, Thai or local name"),
        icon=":material/search:",
        help=_("Searches place names in all languages."),
    )  # fmt: skip


@error_boundary(None)
def show_directory(view: View, wanted: str) -> None:
    """The places of the day inside the filters, narrowed to names with `wanted` in them."""
    places = ask(ascn_data.places, view.asof, status=view.status, **view.where)
    if wanted.strip():
        found = ascn_data.find_places(network(), wanted)
        shown = places[among(places["place_id"], found["place_id"])]
        rest = found[~among(found["place_id"], places["place_id"])].head(OPTIONS)
        if shown.empty and rest.empty:
            why = _("No place name contains “{text}”.", text=plain(wanted))
            say_nothing("find-place", why, Way(_("Clear the search"), "search_off", _clear_search))
            return
        _list(shown)
        _elsewhere(view, rest)
        return
    if places.empty:
        no_place(view, "directory")
        return
    st.subheader(map_title(places), anchor="directory")
    _list(places)


def _clear_search() -> None:
    st.session_state[FIND] = ""


def _elsewhere(view: View, rest: pd.DataFrame) -> None:
    if rest.empty:
        return
    st.markdown(
        _("**Other matches, outside the filters or not listed on {day}:**", day=day(view.asof))
    )  # fmt: skip
    with st.container(gap=None, key="links-rest"):
        for _i, row in rest.iterrows():
            label = f"{text(row, 'name')}, {text(row, 'country')}"
            _link(Entry(str(row["place_id"]), label, "location_on"))


def _list(places: pd.DataFrame) -> None:
    say_beyond(len(places), OPTIONS)
    found = blocks(first(places, OPTIONS))
    columns = st.columns(columns_in(window().content), gap="medium")
    for key, (each, at) in enumerate(
        zip(found, in_columns(heights_of(found), len(columns)), strict=True)
    ):
        with columns[at], st.container(gap=None, key=f"links-{key}"):
            st.page_link(
                page_named("countries"), label=f"**{plain(each.heading)}** ({len(each.entries)})",
                query_params=query("countries", country=each.country_id, region=[]),
            )  # fmt: skip
            for entry in each.entries:
                _link(entry)


def _link(entry: Entry) -> None:
    st.page_link(
        page_named("city"), label=plain(entry.label), icon=f":material/{entry.icon}:",
        query_params=query("city", city=[entry.place_id]),
    )  # fmt: skip
