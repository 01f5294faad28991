"""Choosing one place among very many: a list of a bounded length, and a search beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import streamlit as st

import ascn_data
from ascn_data import among
from dashboard.core.dataset import network
from dashboard.core.limits import OPTIONS
from dashboard.core.translation import _, n_
from dashboard.ui.page_links import page_named, query

LONGEST = 60


def find_beyond(count: int, key: str) -> str:
    """What the reader types to find a place, where `count` places are too many for a list.

    Nothing is shown for a list that holds all of them.
    """
    if count <= OPTIONS:
        return ""
    return st.text_input(
        _("Find a place by name"), key=f"find-{key}", type="search", max_chars=LONGEST,
        placeholder=_("English, Thai or local name"), icon=":material/search:",
        help=_("The list below shows at most {count} places.", count=OPTIONS),
    )  # fmt: skip


def some_places(places: pd.DataFrame, wanted: str, chosen: Collection[str]) -> pd.DataFrame:
    """At most `OPTIONS` of the places: those found by name, if that was asked, and those chosen."""
    found = places
    if wanted.strip():
        named = ascn_data.find_places(network(), wanted)
        found = places[among(places["place_id"], named["place_id"])]
    if len(found) > OPTIONS:
        found = found.head(OPTIONS)
    if found is places:
        return places
    kept = places[places["place_id"].isin(list(chosen))]
    return pd.concat([kept, found]).drop_duplicates("place_id")


def lead_to_profiles(chosen: Sequence[str]) -> None:
    """The way to the profile of a chosen city, or to those of several."""
    st.page_link(
        page_named("city"), icon=":material/location_city:",
        label=n_("Profile of the selected city", "Compare the {count} selected cities",
                 len(chosen)),
        query_params=query("city", city=list(chosen)),
    )  # fmt: skip
