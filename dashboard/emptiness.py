"""Nothing to show: why, in one sentence, and a button that leads to something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd
import streamlit as st

import ascn_data
from ascn_data.places import filter_places
from dashboard.data import ask, remembered
from dashboard.filters import filter_label
from dashboard.session import change_unseen
from dashboard.sources import plain
from dashboard.view import FILTERS, View
from dashboard.words import _, day

KEY = "back-"


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of an empty view: what the button says, and what it does."""

    label: str
    icon: str
    go: Callable[[], None]


def say_nothing(key: str, why: str, way: Way | None = None) -> None:
    """In the place of a picture or a table: why it is empty, and the way out if there is one."""
    with st.container(key=f"nothing-{key}", gap="small"):
        st.info(why, icon=":material/info:")
        if way is None:
            return
        st.button(way.label, icon=f":material/{way.icon}:", on_click=way.go, key=KEY + key)


def without(view: View, *keys: str, label: str = "") -> Way:
    """The way to the view without some of its filters."""
    narrowed = any(getattr(view, key) for key in keys if key in FILTERS)
    said = label or (_("Clear filters") if narrowed else _("Show all"))
    return Way(said, "filter_alt_off", partial(change_unseen, **dict.fromkeys(keys)))


def on_day(iso: str) -> Way:
    """The way to another day."""
    return Way(_("Show {day}", day=day(iso)), "update", partial(change_unseen, asof=iso))


@remembered(256)
def first_day(view: View) -> str | None:
    """The first day after the view's on which a place fits its filters; None if there is none."""
    entries = filter_places(ask(ascn_data.ledger), **view.where, status=view.status)
    days = entries.loc[entries["counted_on"] > pd.Timestamp(view.asof), "counted_on"]
    return None if days.empty else f"{days.min():%Y-%m-%d}"


def no_place(view: View, key: str, *, status: str | None = None) -> None:
    """Say why no place is shown: the day is too early, or no place fits the filters.

    `status` narrows to `member` or `proposed` where only those are shown, whatever the filter is.
    """
    filtered = view.filtered
    if status:
        view = replace(view, status=status)
    asked = plain(filter_label(view)) or _("the network")
    first = first_day(view)
    if first:
        why = _(
            "Nothing of {filters} is on record on {day}; the first is of {first}.",
            filters=asked, day=day(view.asof), first=day(first),
        )  # fmt: skip
        say_nothing(key, why, on_day(first))
        return
    why = _("No place fits these filters: {filters}.", filters=asked)
    say_nothing(key, why, without(view, *FILTERS) if filtered else None)
