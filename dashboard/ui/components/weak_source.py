"""The badge of a weak source beside the text that cites it, with its explanation as help."""

from __future__ import annotations

import streamlit as st

from dashboard.content.text.weak_sources import weak_badge, why_weak


def show_marked(said: str, *, weak: bool) -> None:
    """Show a text (Markdown, may be empty), with the badge behind it if its source is weak."""
    if weak:
        st.markdown(f"{said} {weak_badge()}".lstrip(), help=why_weak())
    else:
        st.markdown(said)
