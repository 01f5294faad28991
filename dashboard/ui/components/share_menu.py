"""Share a view: on a stage, as slides or a page to forward, and as a link, a code or a frame."""

from __future__ import annotations

from html import escape

import segno
import streamlit as st

from dashboard.content.file_names import file_name
from dashboard.core.dataset import held
from dashboard.core.translation import _
from dashboard.core.url_state import View
from dashboard.exports.pdf.brief import make_brief
from dashboard.exports.pptx.deck import make_deck
from dashboard.ui.page_links import address, public_address
from dashboard.ui.session import current_page, current_view
from dashboard.ui.viewport import scaled

EMBED_HEIGHT = 900
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def qr_code(link: str) -> str:
    """A link as a QR code, dark on light with its quiet zone, as SVG."""
    return str(segno.make(link, error="m").svg_inline(scale=4, border=4, light="#ffffff"))


def embed_snippet(link: str, title: str) -> str:
    """The element with which another site shows this view without our controls."""
    return (
        f'<iframe src="{escape(link)}" title="{escape(title)}" width="100%"'
        f' height="{EMBED_HEIGHT}" style="border:0" loading="lazy"></iframe>'
    )


def share(title: str) -> None:
    """A button that opens all of it; nothing is drawn or sent before it is opened."""
    with st.popover(
        _("Share"), icon=":material/share:", key="share", on_change="rerun",
        help=_("Share this view, or present it"),
    ) as opened:  # fmt: skip
        if opened.open:
            _take_along(current_view())
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
    link = public_address(current_page())
    st.download_button(
        _("Download the slides (PowerPoint)"),
        data=held(lambda: make_deck(view)),
        file_name=file_name("deck", view, "pptx"),
        mime=PPTX,
        icon=":material/co_present:",
        on_click="ignore",
        key=f"deck-{view.lang}",
        width="stretch",
        help=_("Charts and tables can be edited. The file takes a few seconds to create."),
    )
    st.download_button(
        _("Download a one-page brief (PDF)"),
        data=held(lambda: make_brief(view, link)),
        file_name=file_name("brief", view, "pdf"),
        mime="application/pdf",
        icon=":material/description:",
        on_click="ignore",
        key=f"brief-{view.lang}",
        width="stretch",
        help=_("One A4 page with the figures of this view, to print or forward."),
    )


def _link_to(page: str, title: str) -> None:
    link = public_address(page)
    st.markdown(_("**Link to this view**"))
    st.code(link, language=None, wrap_lines=True)
    same = _("The same link as a QR code")
    st.image(qr_code(link), width=scaled(200), caption=same, alt=same)
    st.markdown(_("**Embed it**"))
    embedded = public_address(page, embed="true")
    st.code(embed_snippet(embedded, title), language=None, wrap_lines=True)
