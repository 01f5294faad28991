"""What is chosen, as a row of buttons that take it off again, and the way back from a large change.

`chips.js` in the head of every page keeps the focus in the row and tells those who hear the page of
a large change; it knows the containers by their keys.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.content.chips import Chip, chips, cleared, large_change
from dashboard.content.citations import plain
from dashboard.core.translation import _
from dashboard.core.url_state import View
from dashboard.ui.errors import error_boundary
from dashboard.ui.session import change_unseen, current_page, undo, view_before

# `chips.js` and `style.css` know them by these names.
ROW, CHIPS, UNDO = "chosen", "chips", "undo"


@error_boundary(None)
def show_chips(view: View) -> None:
    """A button for each choice of the page; nothing where nothing is chosen or was cleared."""
    page, before = current_page(), view_before()
    shown = chips(page, view)
    told = large_change(page, before, view) if before else ""
    # Also when it is empty: without its place, Streamlit would make everything below it anew.
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=ROW):
        if shown:
            with st.container(
                horizontal=True, vertical_alignment="center", gap="xsmall", width="content",
                wrap=False, key=CHIPS,
            ):  # fmt: skip
                _buttons(page, view, shown)
        if told:
            with st.container(
                horizontal=True, vertical_alignment="center", gap="small", width="content", key=UNDO
            ):
                st.markdown(told)
                st.button(
                    _("Undo"), icon=":material/undo:", key="undo-change", on_click=undo,
                )  # fmt: skip


def _buttons(page: str, view: View, shown: Sequence[Chip]) -> None:
    for chip in shown:
        st.button(
            plain(chip.label), icon=":material/close:", icon_position="right",
            key=f"chip-{chip.key}", on_click=change_unseen, kwargs=chip.changes,
            help=_("Remove this choice"),
        )  # fmt: skip
    if len(shown) > 1:
        st.button(
            _("Clear all"), type="tertiary", icon=":material/filter_alt_off:", key="clear-all",
            on_click=change_unseen, kwargs=cleared(page, view),
            help=_("Remove all that is chosen, the date included."),
        )  # fmt: skip
