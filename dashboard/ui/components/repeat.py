"""Elements that no visitor changes, drawn once and then repeated from Streamlit's cache.

Making an element costs several times what it costs to send it again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from uuid import uuid4

import streamlit as st

from dashboard.core.dataset import cached

# How many groups of elements are kept.
KEPT = 512


@cached
def _identity(*parts: Hashable) -> str:
    """A new word for each list of parts, in each dataset version and language."""
    return uuid4().hex


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _repeat(identity: str, _draw: Callable[[], object]) -> None:
    _draw()


def repeated(draw: Callable[[], object], *parts: Hashable) -> None:
    """Show what `draw` draws, which depends on nothing but `parts`, the dataset and the language.

    A part that is a frame must be a cached one. No widget may be among what is drawn. If `draw`
    fails, nothing is kept.
    """
    # By name: of an argument in its place, Streamlit would look up the name in each call.
    _repeat(identity=_identity(*parts), _draw=draw)
