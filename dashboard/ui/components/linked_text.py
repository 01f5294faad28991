"""Text in which names of countries and places lead to their pages, in the reader's view."""

from __future__ import annotations

from dashboard.content.text import name_links
from dashboard.ui.page_links import country_base, place_base
from dashboard.ui.session import current_page, current_view


def linked(text: str) -> str:
    """Markdown with the first mention of each country and place as a link."""
    own = name_links.own_ids(current_page(), current_view())
    return name_links.linked(text, place_base(), country_base(), own)
