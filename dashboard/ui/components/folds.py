"""Entries that open, all of a list as one element."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard.exports.html.folds import ShownFold, folds_html
from dashboard.exports.html.icons import font_icon
from dashboard.exports.html.markdown import inline, live_block
from dashboard.ui.components.linked_text import linked


def fold(icon: str, heading: str, told: str, *, key: str, open: bool = False) -> ShownFold:
    """An entry of a live page; heading and text are Markdown, and names in the text lead on."""
    return ShownFold(icon, inline(heading), live_block(linked(told)), key, open)


def show_folds(folds: Iterable[ShownFold]) -> None:
    """Entries below each other, if any. Those that a reader has opened stay open (`folds.js`)."""
    if drawn := folds_html(folds, font_icon):
        st.html(drawn)
