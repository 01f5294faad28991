"""The reader's window: how wide it was when the page opened, and how large things are drawn.

The head of every page leaves the width in a cookie, because a map has to know it before it opens.
Widths are those of a page in its usual size: on a very large screen style.css enlarges the page,
and charts and maps follow.
"""

from __future__ import annotations

import streamlit as st

WIDTH_COOKIE = "viewport"
UNKNOWN_WIDTH = 1024
NARROWEST = 320
# Below NARROW Streamlit puts columns one below the other, below STACKED style.css puts pictures so.
NARROW, STACKED = 640, 1000
# The page grows no wider, and keeps these margins; the wide ones from AIRY on. All are Streamlit's
# or those of style.css.
WIDEST, AIRY = 1500, 1200
MARGINS, NARROW_MARGINS = 160, 32
# From how many pixels on everything is how much larger; the steps of style.css.
LARGE = ((3400, 1.75), (2400, 1.25))


def scale_of(pixels: int) -> float:
    """How much larger than usual a window of so many pixels shows everything."""
    return next((scale for least, scale in LARGE if pixels >= least), 1.0)


def scale() -> float:
    """How much larger than usual the reader's window shows everything."""
    return scale_of(_pixels())


def window_width() -> int:
    """The width of the reader's window; that of a tablet if nobody says."""
    return round(_pixels() / scale())


def on_phone() -> bool:
    """Whether the window is narrow."""
    return window_width() < NARROW


def content_width(window: int) -> int:
    """The width of the page's content in a window of so many pixels."""
    margins = NARROW_MARGINS if window < AIRY else MARGINS
    return min(max(window, NARROWEST), WIDEST) - margins


def column_width(window: int, share: float) -> int:
    """The width of a picture in a column that takes `share` of the page, where columns stand."""
    return round(content_width(window) * (share if window >= STACKED else 1))


def _pixels() -> int:
    width = st.context.cookies.get(WIDTH_COOKIE, "")
    return int(width) if width.isdigit() and len(width) < 6 else UNKNOWN_WIDTH
