"""The search on every page: a button, and a dialog that is filled when it is opened.

Until then a page carries the button alone; after it, the dialog runs by itself at each pause in
the typing, and the page beneath stays as it is.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.content.citations import plain
from dashboard.content.search_index import ICONS, KINDS, Hit, find
from dashboard.core.navigation import START
from dashboard.core.translation import _, set_language
from dashboard.ui.page_links import page_named
from dashboard.ui.page_script import FIELD, found_key
from dashboard.ui.session import current_view, home_language

LONGEST = 60
SHORTCUT = "Mod+K"


def finder() -> None:
    """The button that opens the search."""
    if st.button(
        _("Search"), icon=":material/search:", key="find-anything", shortcut=SHORTCUT,
        help=_("Search places, pages, official figures, projects and sources by name."),
    ):  # fmt: skip
        st.dialog(_("Search"), icon=":material/search:", width="medium")(_ask)()


def _ask() -> None:
    """The field, and what is found, each a link."""
    set_language(current_view().lang)
    asked = st.text_input(
        _("Name of a place, page, official figure, project or source"), key=FIELD,
        type="search", live=True, max_chars=LONGEST, icon=":material/search:",
        placeholder=_("such as Chiang Mai, เชียงใหม่, growth, 1.8 million"),
        help=_("English, Thai and local names. Capital letters and accents are ignored."),
    )  # fmt: skip
    if not asked.strip():
        st.caption(
            _(
                "Results appear as you type. Press Enter to open the first, or use the arrow"
                " keys to move."
            )
        )
        return
    hits = find(asked)
    if not hits:
        st.info(
            _("No results for “{text}”. Try a shorter search.", text=plain(asked)),
            icon=":material/info:",
        )
        return
    with st.container(gap=None, key=found_key(asked)):
        for hit in hits:
            _link(hit)


def _link(hit: Hit) -> None:
    label = f"{_(KINDS[hit.kind])} · {plain(hit.label)}"
    icon = f":material/{hit.icon or ICONS[hit.kind]}:"
    if hit.kind == "source":
        st.page_link(hit.page, label=label, icon=icon)
        return
    there = "" if hit.page == START else hit.page
    view = replace(current_view(), **hit.view)
    asked = {**view.query(home_language(), there), **hit.asked}
    st.page_link(page_named(hit.page), label=label, icon=icon, query_params=asked)
