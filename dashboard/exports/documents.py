"""The documents about a view, slides and brief, as files under the names of their contents."""

from __future__ import annotations

from dashboard.content.file_names import file_name
from dashboard.core.dataset import cached
from dashboard.core.translation import use_language
from dashboard.core.url_state import PLACE_KEYS, View
from dashboard.exports.files import File, file_of
from dashboard.exports.pdf.brief import make_brief

PDF = "application/pdf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# What the documents read of an address.
KEYS = (*PLACE_KEYS, "lang")


@cached(translated=False)
def deck_content(view: View) -> File:
    """The slides of a view for PowerPoint."""
    # Its libraries take a tenth of a start, and most servers make no deck for a while.
    from dashboard.exports.pptx.deck import make_deck

    with use_language(view.lang):
        return file_of(make_deck(view), PPTX, file_name("deck", view, "pptx"))


@cached(translated=False)
def brief_content(view: View, link: str) -> File:
    """The one-page brief of a view; `link` is the address that it names, or empty."""
    with use_language(view.lang):
        return file_of(make_brief(view, link), PDF, file_name("brief", view, "pdf"))
