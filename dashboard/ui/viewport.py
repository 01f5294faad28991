"""The reader's window: how wide it is, and how large things are drawn.

A script in the head of every page leaves the width in a cookie, because a map has to know it before
it opens. Where the width is another later (a phone was turned), or no cookie is kept (a page in
another site's frame), the script fills in a field that nobody sees, and the page runs again.
"""

from __future__ import annotations

import streamlit as st

from dashboard.core.page_widths import NARROW, UNKNOWN_WIDTH, Window, scale_of
from dashboard.core.translation import _

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


def scale() -> float:
    """How much larger than usual the reader's window shows everything."""
    return scale_of(_pixels())


def scaled(pixels: int) -> int:
    """So many pixels of a usual window in the reader's window."""
    return round(pixels * scale())


def window_width() -> int:
    """The width of the reader's window; that of a tablet if nobody says."""
    return round(_pixels() / scale())


def window() -> Window:
    """The reader's window, and the theme of its page."""
    return Window(window_width(), st.context.theme.type)


def on_phone() -> bool:
    """Whether the window is narrow."""
    return window_width() < NARROW


def width_field() -> None:
    """The field in which the script of the head reports another width; style.css hides it."""
    st.session_state.setdefault(WIDTH_FIELD, str(_pixels()))
    st.text_input(_("Width of the window"), key=WIDTH_FIELD, label_visibility="collapsed")


def _pixels() -> int:
    width = st.session_state.get(WIDTH_FIELD) or st.context.cookies.get(WIDTH_COOKIE, "")
    return int(width) if width.isdigit() and len(width) < 6 else UNKNOWN_WIDTH
