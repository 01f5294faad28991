"""Nothing to show: why, in one sentence, and a button that leads to something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard.content.citations import plain
from dashboard.content.selection import contradicts, first_day, narrowed, why_no_place
from dashboard.core.translation import _, day
from dashboard.core.url_state import FILTERS, View
from dashboard.ui.session import change_unseen

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
    default = View()
    said = label or (_("Clear filters") if narrowed else _("Show all"))
    changes = {key: getattr(default, key) for key in keys}
    return Way(said, "filter_alt_off", partial(change_unseen, **changes))


def on_day(iso: str) -> Way:
    """The way to another day."""
    return Way(_("Show {day}", day=day(iso)), "update", partial(change_unseen, asof=iso))


def no_place(view: View, key: str, *, status: str | None = None) -> None:
    """Say why no place is shown: the day is too early, or no place fits the filters.

    `status` is `member` or `proposed` where only those are shown, whatever the filter is.
    """
    why = plain(why_no_place(view, status))
    if contradicts(view, status):
        say_nothing(key, why, without(view, "status"))
    elif first := first_day(narrowed(view, status)):
        say_nothing(key, why, on_day(first))
    else:
        say_nothing(key, why, without(view, *FILTERS) if view.filtered else None)
