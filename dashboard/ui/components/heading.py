"""A heading of a page, and the words right below it."""

from __future__ import annotations

import streamlit as st


def show_heading(title: str, *below: str, anchor: str | None = None) -> None:
    """A heading, and what stands `below` it where that is not empty, all of it Markdown.

    It is one element, which takes half the time of two: what follows the first line of a heading,
    Streamlit takes as Markdown.
    """
    st.subheader("\n\n".join(filter(None, [title, *below])), anchor=anchor)
