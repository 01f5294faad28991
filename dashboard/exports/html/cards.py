"""Headline figures as HTML, for documents and for live pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from markupsafe import Markup

from dashboard.content.headline import Card, cited
from dashboard.core.translation import _, short_day
from dashboard.exports.templates import templates_in

TEMPLATE = templates_in(Path(__file__).parent / "templates").get_template("card.html")
# How cards look wherever they stand.
STYLE = Path(__file__).parent / "templates" / "cards.css"


def card_html(
    card: Card, note: Markup, href: str, icon: Callable[[str], Markup], *, quotation: str = ""
) -> Markup:
    """A card with its note; `href` is the address of what its number rests on, or empty for none.

    `icon` draws a symbol by its name. `quotation` is the line that a button copies, where a script
    answers to it; without one the documents to cite are named for those who hear the page.
    """
    told = {
        "card": card, "note": note, "href": href, "icon": icon,
        "source": _("Source · {day}", day=short_day(card.as_of)),
        "quotation": quotation, "cited": "" if quotation else cited(card), "_": _,
    }  # fmt: skip
    return Markup(TEMPLATE.render(told))
