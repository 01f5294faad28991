"""The pages of the dashboard: one list for the navigation, link previews and search engines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from dashboard.core.translation import _, mark

# The symbol of the site, as SVG, and the same as an address that asks nobody for it.
ICON = Path(__file__).with_name("icon.svg")
ICON_URL = "data:image/svg+xml," + quote(ICON.read_text("utf-8"))
SITE = mark("ASEAN Smart Cities Network")
START = "overview"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the name of its file in `pages/`, its title in English, and its Material symbol.

    `draws` names the scripts of Streamlit that draw what the page opens with.
    """

    name: str
    title: str
    icon: str
    draws: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Its address below that of the dashboard: its English name; empty for the first page."""
        return "" if self.name == START else self.name

    @property
    def heading(self) -> str:
        """What stands at its top, in the language being spoken."""
        return site_title() if self.name == START else _(self.title)


CHART, MAP, TABLE = "PlotlyChart", "DeckGlJsonChart", "DataFrame"
PAGES = (
    Page(START, mark("Overview"), "home", (MAP, CHART)),
    Page("map", mark("Map"), "map", (MAP, TABLE)),
    Page("growth", mark("Growth"), "trending_up", (CHART, TABLE)),
    Page("countries", mark("Countries"), "public", (TABLE,)),
    Page("reach", mark("Citizen reach"), "groups", (CHART,)),
    Page("city", mark("Cities"), "location_city"),
    Page("compare", mark("Compare"), "compare_arrows", (CHART,)),
    Page("projects", mark("Projects"), "construction", (CHART, TABLE)),
    Page("thailand", mark("Thailand"), "flag", (CHART, TABLE)),
    Page("partners", mark("Partners"), "handshake", (CHART,)),
    Page("sources", mark("Sources"), "menu_book", (TABLE,)),
)
NAMED = {page.name: page for page in PAGES}
AT = {page.path: page for page in PAGES}


def site_title() -> str:
    """The name of the dashboard, in the language being spoken."""
    return _(SITE)
