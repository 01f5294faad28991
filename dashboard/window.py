"""The reader's window: how wide it is, and how large things are drawn.

A script in the head of every page leaves the width in a cookie, because a map has to know it before
it opens. Where the width is another later (a phone was turned), or no cookie is kept (a page in
another site's frame), the script fills in a field that nobody sees, and the page runs again.
Widths are those of a page in its usual size: on a very large screen style.css enlarges the page,
and charts and maps follow.
"""

from __future__ import annotations

import streamlit as st

from dashboard.words import _

WIDTH_COOKIE = "viewport"
WIDTH_FIELD = "window-width"
# Runs after the viewport's meta element: before it a phone lays pages out 980 pixels wide. The
# width of the root is that of the layout, which neither zooming with two fingers nor the keyboard
# of a phone changes. A rerun would close an open dialog, so that the report waits until it is shut.
WIDTH_SCRIPT = (
    "(()=>{const width=()=>String(document.documentElement.clientWidth),"
    f"field=()=>document.querySelector('.st-key-{WIDTH_FIELD} input'),"
    f"keep=()=>{{document.cookie='{WIDTH_COOKIE}='+width()+';path=/;SameSite=Lax'}};"
    "let timer;const later=(wait)=>{clearTimeout(timer);timer=setTimeout(report,wait)},"
    "report=()=>{const box=field();if(!box||box.value===width())return;"
    "if(document.querySelector('[role=dialog]'))return later(1000);"
    "Object.getOwnPropertyDescriptor(HTMLInputElement.prototype,'value').set.call(box,width());"
    "for(const step of['input','focusout'])box.dispatchEvent(new Event(step,{bubbles:true}))};"
    "keep();addEventListener('resize',()=>{keep();later(250)});"
    "new MutationObserver((_,watch)=>{if(field()){watch.disconnect();later(0)}})"
    ".observe(document,{childList:true,subtree:true})})()"
)
UNKNOWN_WIDTH = 1024
NARROWEST = 320
# Below NARROW Streamlit puts columns one below the other, below STACKED style.css puts pictures so.
NARROW, STACKED = 640, 1000
# From here on there is height to spare as well.
ROOMY = 1600
# The page grows no wider, and keeps these margins; the wide ones from AIRY on. All are Streamlit's
# or those of style.css.
WIDEST, AIRY = 1760, 1200
MARGINS, NARROW_MARGINS = 160, 32
# From how many pixels on everything is how much larger; the steps of style.css.
LARGE = ((3400, 1.75), (2400, 1.25))


def scale_of(pixels: int) -> float:
    """How much larger than usual a window of so many pixels shows everything."""
    return next((scale for least, scale in LARGE if pixels >= least), 1.0)


def scale() -> float:
    """How much larger than usual the reader's window shows everything."""
    return scale_of(_pixels())


def scaled(pixels: int) -> int:
    """So many pixels of a usual window in the reader's window."""
    return round(pixels * scale())


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


def width_field() -> None:
    """The field in which the script of the head reports another width; style.css hides it."""
    st.session_state.setdefault(WIDTH_FIELD, str(_pixels()))
    st.text_input(_("Width of the window"), key=WIDTH_FIELD, label_visibility="collapsed")


def _pixels() -> int:
    width = st.session_state.get(WIDTH_FIELD) or st.context.cookies.get(WIDTH_COOKIE, "")
    return int(width) if width.isdigit() and len(width) < 6 else UNKNOWN_WIDTH
