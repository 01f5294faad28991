"""What a page shows before its scripts have run: its document, inside Streamlit's page."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from dashboard.core.dataset import cached
from dashboard.core.translation import _, use_language
from dashboard.core.url_state import View
from dashboard.exports.html.document import Setting, document
from dashboard.exports.html.links import ServerLinks

STYLE, SCRIPT = (Path(__file__).with_name(f"first_paint.{kind}") for kind in ("css", "js"))
BODY = Markup(
    '<div id="first-paint">{}<noscript>{}</noscript><p id="first-paint-late" role="status" hidden>'
    "{}</p></div>"
)


class Paint(NamedTuple):
    """Style for the head of a page, and the document for the start of its body."""

    style: Markup
    body: Markup


NOTHING = Paint(Markup(""), Markup(""))
log = logging.getLogger("ascn.server")


@cached(translated=False)
def paint(name: str, view: View, newcomer: bool, embedded: bool = False) -> Paint:
    """The document of a page in a view; `NOTHING` where it cannot be made.

    The page works without it, so the log has the reason and visitors have the page. It is logged
    once: the empty answer is cached like any other.
    """
    try:
        return _made(name, view, newcomer, embedded)
    except Exception:
        log.exception("no document of %s in the view %s", name, view.query())
        return NOTHING


def _made(name: str, view: View, newcomer: bool, embedded: bool) -> Paint:
    page = document(
        name, view, Setting(ServerLinks(), newcomer=newcomer, embedded=embedded, live=True)
    )
    with use_language(view.lang):
        without = _(
            "Scripts are off. Everything on this page can be read, and the date and the filters"
            " work; charts that answer to the mouse, search and sharing need scripts."
        )
        late = _(
            "The interactive page has not opened yet. Everything on this page can be read, and the"
            " date and the filters work."
        )
    style = Markup("<style>{}</style>").format(page.style + frame())
    return Paint(style, BODY.format(page.body, without, late) + script())


@cache
def frame() -> Markup:
    """The style that lays the document over the live page."""
    return Markup(STYLE.read_text("utf-8"))


@cache
def script() -> Markup:
    """The script that lets the live page take the place of the document."""
    return Markup("<script>{}</script>").format(Markup(SCRIPT.read_text("utf-8")))
