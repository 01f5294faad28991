"""Where the pages of the static edition lie, and the way from one to another."""

from __future__ import annotations

from dataclasses import replace

from dashboard.content.country_page import PAGE as COUNTRIES
from dashboard.content.country_page import is_country
from dashboard.content.filters import days_of_members, latest
from dashboard.core.navigation import START
from dashboard.core.url_state import View

DEFAULT = View()


def region_days() -> tuple[str, ...]:
    """The days on which regions have pages: each of all days would take as long as all the rest."""
    return (DEFAULT.asof, latest())


def page_path(name: str, view: View) -> str:
    """The file of a page below the folder of the edition; empty for a view that has none.

    There is one for each page, language and date on record, for the profile of each place, for the
    page of each country, and for that of each region on the days of `region_days`.
    """
    of_area = is_country(name, view)
    kept = replace(
        DEFAULT, asof=view.asof, lang=view.lang, city=view.city[:1] if name == "city" else (),
        country=view.country if of_area else None,
        region=view.region if of_area and view.asof in region_days() else None,
    )  # fmt: skip
    others = replace(view, city=() if name != "city" else view.city)
    if others != kept or view.asof not in days_of_members(DEFAULT):
        return ""
    folder = view.lang + ("" if view.asof == DEFAULT.asof else f"/{view.asof}")
    if view.city and name == "city":
        return f"{folder}/city/{view.city[0]}.html"
    if of_area:
        area = f"{view.country}/{view.region}" if view.region else str(view.country)
        return f"{folder}/{name}/{area}.html"
    return f"{folder}/{'index' if name == START else name}.html"


class SiteLinks:
    """The links of the document at `path`, relative to it: the edition opens from any folder."""

    filters = False

    def __init__(self, path: str) -> None:
        self.up = "../" * path.count("/")

    def page(self, name: str, view: View, **more: str) -> str:
        """The file of a page; the grounds of a number stand on the page of sources.

        Only the page of countries has one for each country and region: any other shows all of them.
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
