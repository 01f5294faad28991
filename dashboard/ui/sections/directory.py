"""The directory: all places of the day by country, each a link to its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import streamlit as st

import ascn_data
from ascn_data import among
from dashboard.content.citations import plain
from dashboard.content.country_page import PAGE as COUNTRIES
from dashboard.content.directory import Block, Entry, blocks, columns_in, heights_of, in_columns
from dashboard.content.text.network_text import map_title
from dashboard.core.dataset import ask, first, network
from dashboard.core.limits import OPTIONS
from dashboard.core.translation import _, day, text
from dashboard.core.url_state import Query, View
from dashboard.ui.components.empty_state import Way, no_place, say_nothing
from dashboard.ui.components.repeat import repeated
from dashboard.ui.components.table import say_beyond
from dashboard.ui.errors import error_boundary
from dashboard.ui.page_links import page_named, query, reader
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
    # A country may have two blocks, of members and of proposed areas.
    show_blocks(
        {str(at): each for at, each in enumerate(found)},
        lambda each: query(COUNTRIES, country=each.area_id, region=[]),
    )


def show_blocks(
    found: Mapping[str, Block], asked: Callable[[Block], Query], icon: str | None = None
) -> None:
    """Blocks of links to places, by key, in columns.

    The heading of each leads to the page of its country or region, for which `asked` gives the
    query; its `icon` is that of the page where it has none of its own.
    """
    columns = columns_in(window().content)
    leads = {key: asked(each) for key, each in found.items()}
    told = tuple((key, *each[:2], tuple(each.entries)) for key, each in found.items())
    repeated(
        partial(_draw_blocks, found, leads, icon, columns), "blocks", columns, icon, told, *reader()
    )


def _draw_blocks(
    found: Mapping[str, Block], leads: Mapping[str, Query], icon: str | None, count: int
) -> None:
    columns = st.columns(count, gap="medium")
    places = in_columns(heights_of(list(found.values())), count)
    for (key, each), at in zip(found.items(), places, strict=True):
        with columns[at], st.container(gap=None, key=f"links-{key}"):
            st.page_link(
                page_named(COUNTRIES), label=f"**{plain(each.heading)}** ({len(each.entries)})",
                icon=icon, query_params=leads[key],
            )  # fmt: skip
            for entry in each.entries:
                _link(entry)


def _link(entry: Entry) -> None:
    st.page_link(
        page_named("city"), label=plain(entry.label), icon=f":material/{entry.icon}:",
        query_params=query("city", city=[entry.place_id]),
    )  # fmt: skip
