"""Share a view: its link, the link as a QR code, a snippet to embed it, and the stage."""

from __future__ import annotations

from html import escape

import segno
import streamlit as st

from dashboard.links import address, public_address
from dashboard.session import current_page
from dashboard.words import _

EMBED_HEIGHT = 900


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
        "", icon=":material/share:", key="share", on_change="rerun",
        help=_("Share this view, or present it"),
    ) as opened:  # fmt: skip
        if not opened.open:
            return
        page = current_page()
        link = public_address(page)
        st.markdown(_("**Link to this view**"))
        st.code(link, language=None, wrap_lines=True)
        st.image(qr_code(link), width=240, caption=_("The same link as a QR code"))
        st.markdown(_("**Embed it**"))
        embedded = public_address(page, embed="true")
        st.code(embed_snippet(embedded, title), language="html", wrap_lines=True)
        st.link_button(
            _("Present as slides"), address("present"), icon=":material/slideshow:",
        )  # fmt: skip
