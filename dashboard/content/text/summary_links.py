"""The opening on its page: the members that it names lead to their pages.

The opening itself stays plain text, as it also describes the page to those who see only its link.
"""

from __future__ import annotations

import re

import pandas as pd

import ascn_data
from dashboard.content.citations import plain
from dashboard.content.text import network_text
from dashboard.content.text.page_summary import MOST_LISTED, last_joined, opening
from dashboard.core.dataset import ask, cached
from dashboard.core.navigation import START
from dashboard.core.translation import localized
from dashboard.core.url_state import View, place_address


@cached
def linked_opening(page: str, view: View, base: str) -> str:
    """The opening of a page as Markdown; `base` is where names of places lead (`place_base`).

    Raises KeyError for a page that does not exist.
    """
    told = opening(page, view)
    if page != START:
        return plain(told)
    return linked(told, last_joined(ask(ascn_data.members, view.asof, **view.where)), base)


def linked(told: str, places: pd.DataFrame, base: str) -> str:
    """`told` as Markdown, in which the names of `places` are links where it lists them."""
    if places.empty:
        return plain(told)
    said = plain(network_text.names(places, MOST_LISTED))
    before, found, after = plain(told).partition(said)
    ids = dict(zip(map(plain, places[localized("name")]), places["place_id"], strict=True))
    # The longest first, as a name may stand inside another.
    names = re.compile("|".join(map(re.escape, sorted(ids, key=len, reverse=True))))
    link = names.sub(lambda name: f"[{name[0]}]({place_address(base, ids[name[0]])})", found)
    return before + link + after
