"""The reader's window: how wide it is, and how large things are drawn.

A script in the head of every page leaves the width in a cookie, because a map has to know it before
it opens. Where the width is another later (a phone was turned), or no cookie is kept (a page in
another site's frame), the script fills in a field that nobody sees, and the page runs again.
"""

from __future__ import annotations

import streamlit as st

from dashboard.core.page_widths import UNKNOWN_WIDTH, Window, scale_of
from dashboard.core.translation import _
from dashboard.ui.one_run import once

# `viewport.js` knows them by these names.
WIDTH_COOKIE = "viewport"
WIDTH_FIELD = "window-width"


@once
def scale() -> float:
    """How much larger than usual the reader's window shows everything."""
    return scale_of(_pixels())


def scaled(pixels: int) -> int:
    """So many pixels of a usual window in the reader's window."""
    return round(pixels * scale())


def window_width() -> int:
    """The width of the reader's window; that of a tablet if nobody says."""
    return round(_pixels() / scale())


@once
def window() -> Window:
    """The reader's window, and the theme of its page."""
    return Window(window_width(), st.context.theme.type)


def width_field() -> None:
    """The field in which the script of the head reports another width; style.css hides it."""
    st.session_state.setdefault(WIDTH_FIELD, str(_pixels()))
    st.text_input(_("Width of the window"), key=WIDTH_FIELD, label_visibility="collapsed")


def _pixels() -> int:
    width = st.session_state.get(WIDTH_FIELD) or st.context.cookies.get(WIDTH_COOKIE, "")
    return int(width) if width.isdigit() and len(width) < 6 else UNKNOWN_WIDTH
