"""The directory: all places of the day by country, each a link to its page."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

import ascn_data
from ascn_data import among
from dashboard.content.citations import plain
from dashboard.content.places import by_name, kind_of
from dashboard.content.text.network_text import map_title
from dashboard.core.collation import sort_key
from dashboard.core.dataset import ask, cached, first, network
from dashboard.core.limits import OPTIONS
from dashboard.core.translation import _, day, localized, short_day, text
from dashboard.core.url_state import View
from dashboard.ui.components.empty_state import Way, no_place, say_nothing
from dashboard.ui.components.table import say_beyond
from dashboard.ui.errors import error_boundary
from dashboard.ui.page_links import page_named, query
from dashboard.ui.viewport import window

COLUMNS, COLUMN_PIXELS = 4, 280
# A heading takes about as much height as a link and a half.
HEADING = 1.5
LONGEST = 60
FIND = "find-place"
SHAPES = {"founding": "circle", "joined": "stat_0", "proposed": "change_history"}


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


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the list: its id, what the link says, and the name of the icon before it."""

    place_id: str
    label: str
    icon: str


def _entry(row: pd.Series) -> Entry:
    kind, label = kind_of(row), text(row, "name")
    if kind == "joined":
        month = short_day(row["counted_on"], row["counted_precision"])
        label = _("{name}, since {month}", name=label, month=month)
    return Entry(str(row["place_id"]), label, SHAPES[kind])


@cached
def blocks(places: pd.DataFrame) -> list[tuple[str, str, list[Entry]]]:
    """Places by country under the country's id and name; proposed areas on their own."""
    found = []
    for (_status, country), rows in places.groupby(["status", localized("country")]):
        proposed = rows["status"].iloc[0] == "proposed"
        heading = _("{country}: proposed areas", country=country) if proposed else str(country)
        entries = [_entry(row) for _i, row in by_name(rows).iterrows()]
        found.append((str(rows["country_id"].iloc[0]), heading, entries))
    return sorted(found, key=lambda block: sort_key(block[1]))


def columns_in(room: int) -> int:
    """How many columns have room for their longest entries in so many pixels."""
    return min(COLUMNS, max(1, room // COLUMN_PIXELS))


def in_columns(heights: list[float], columns: int = COLUMNS) -> list[int]:
    """The column of each block, in order, so that columns are about equally high.

    The first block stands in the first column, and no column between two blocks is empty.
    """
    whole, above, found = sum(heights), 0.0, []
    for height in heights:
        found.append(min(columns - 1, int((above + height / 2) * columns / whole)))
        above += height
    used = sorted(set(found))
    return [used.index(column) for column in found]


def _list(places: pd.DataFrame) -> None:
    say_beyond(len(places), OPTIONS)
    found = blocks(first(places, OPTIONS))
    columns = st.columns(columns_in(window().content), gap="medium")
    heights = [len(entries) + HEADING for _country, _heading, entries in found]
    for key, ((country, heading, entries), at) in enumerate(
        zip(found, in_columns(heights, len(columns)), strict=True)
    ):
        with columns[at], st.container(gap=None, key=f"links-{key}"):
            st.page_link(
                page_named("countries"), label=f"**{plain(heading)}** ({len(entries)})",
                query_params=query("countries", country=country, region=[]),
            )  # fmt: skip
            for entry in entries:
                _link(entry)


def _link(entry: Entry) -> None:
    st.page_link(
        page_named("city"), label=plain(entry.label), icon=f":material/{entry.icon}:",
        query_params=query("city", city=[entry.place_id]),
    )  # fmt: skip
