"""Share a view: as slides or a page to forward, as a link, a code or a frame; or save it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import segno
import streamlit as st

from dashboard.content.file_names import file_name
from dashboard.core.dataset import held
from dashboard.core.navigation import START
from dashboard.core.translation import _
from dashboard.core.url_state import View
from dashboard.exports.documents import brief_content, deck_content
from dashboard.exports.files import File
from dashboard.ui.components.embed import embed_snippet
from dashboard.ui.components.saved_views import saved_views
from dashboard.ui.own_edition import own_edition
from dashboard.ui.page_links import address, developers_link, public_address
from dashboard.ui.session import current_page, current_view
from dashboard.ui.viewport import scaled

EMBED_HEIGHT = 900
ENDINGS = {"deck": "pptx", "brief": "pdf"}


def qr_code(link: str) -> str:
    """A link as a QR code, dark on light with its quiet zone, as SVG."""
    return str(segno.make(link, error="m").svg_inline(scale=4, border=4, light="#ffffff"))


def share(title: str) -> None:
    """A button that opens all of it; nothing is drawn or sent before it is opened."""
    with st.popover(
        _("Share"), icon=":material/share:", key="share", on_change="rerun",
        help=_("Share this view, or present it"),
    ) as opened:  # fmt: skip
        if opened.open:
            _take_along(current_view())
            saved_views()
            _link_to(current_page(), title)


def _take_along(view: View) -> None:
    """The stage, and files made when they are asked for."""
    st.link_button(
        _("Present as slides"),
        address("present"),
        icon=":material/slideshow:",
        width="stretch",
        help=_("Full-screen slides of this view, for keyboard, remote control or touch."),
    )
    page = current_page() or START
    link = public_address(current_page())
    _document(
        "deck", view, address("deck.pptx", lang=view.lang), lambda: deck_content(view),
        label=_("Download the slides (PowerPoint)"), icon=":material/co_present:",
        help=_("Charts and tables can be edited. The file takes a few seconds to create."),
    )  # fmt: skip
    _document(
        "brief", view, address("brief.pdf", lang=view.lang, page=page),
        lambda: brief_content(view, link),
        label=_("Download a one-page brief (PDF)"), icon=":material/description:",
        help=_("One A4 page with the figures of this view, to print or forward."),
    )  # fmt: skip


def _document(
    key: str, view: View, at: str, make: Callable[[], File], label: str, **look: Any
) -> None:
    """A button for a document about the view: its address, which any server can answer.

    Tables that a visitor uploaded have no address, so that theirs is made in their session.
    """
    if own_edition() is None:
        st.link_button(label, at, width="stretch", key=f"{key}-{view.lang}", **look)
        return
    st.download_button(
        label, data=held(lambda: make().body), file_name=file_name(key, view, ENDINGS[key]),
        on_click="ignore", width="stretch", key=f"{key}-{view.lang}", **look,
    )  # fmt: skip


def _link_to(page: str, title: str) -> None:
    link = public_address(page)
    st.markdown(_("**Link to this view**"))
    st.code(link, language=None, wrap_lines=True)
    same = _("The same link as a QR code")
    st.image(qr_code(link), width=scaled(200), caption=same, alt=same)
    st.markdown(_("**Embed it**"))
    embedded = public_address(page, embed="true")
    st.code(embed_snippet(embedded, title, EMBED_HEIGHT), language=None, wrap_lines=True)
    st.markdown(
        _(
            "Single charts and answers have addresses of their own: [try them]({link})",
            link=developers_link(),
        )
    )  # fmt: skip
