"""Where the pages of the static edition lie, and the way from one to another."""

from __future__ import annotations

from dataclasses import replace

from dashboard.content.country_page import PAGE as COUNTRIES
from dashboard.content.country_page import is_country
from dashboard.content.filters import days_to_choose
from dashboard.core.navigation import START
from dashboard.core.url_state import View

DEFAULT = View()


def page_path(name: str, view: View) -> str:
    """The file of a page below the folder of the edition; empty for a view that has none.

    There is one for each page, language and date on record, for the profile of each place, and for
    the page of each country.
    """
    kept = replace(
        DEFAULT, asof=view.asof, lang=view.lang, city=view.city[:1] if name == "city" else (),
        country=view.country if name == COUNTRIES else None,
    )  # fmt: skip
    others = replace(view, city=() if name != "city" else view.city)
    if others != kept or view.asof not in days_to_choose(DEFAULT):
        return ""
    folder = view.lang + ("" if view.asof == DEFAULT.asof else f"/{view.asof}")
    if view.city and name == "city":
        return f"{folder}/city/{view.city[0]}.html"
    if is_country(name, view):
        return f"{folder}/{name}/{view.country}.html"
    return f"{folder}/{'index' if name == START else name}.html"


class SiteLinks:
    """The links of the document at `path`, relative to it: the edition opens from any folder."""

    filters = False

    def __init__(self, path: str) -> None:
        self.up = "../" * path.count("/")

    def page(self, name: str, view: View, **more: str) -> str:
        """The file of a page; the grounds of a number stand on the page of sources.

        Only the page of countries has one for each country: any other shows all of them.
        """
        whole = view if name == COUNTRIES else replace(view, country=None, region=None)
        path = page_path(name, whole)
        anchor = "#h-claims" if "claim" in more else "#h-dictionary" if "table" in more else ""
        return f"{self.up}{path}{anchor}" if path else ""

    def file(self, name: str, view: View) -> str:
        """A file of the data; the places are those of the date."""
        if name == "places.geojson" and view.asof != DEFAULT.asof:
            return f"{self.up}data/places-{view.asof}.geojson"
        return f"{self.up}data/{name}"
