"""The way from all countries down to a country, a region and a city, and back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.content.country_page import PAGE, alone, is_country
from dashboard.content.filters import names_of
from dashboard.core.dataset import cached, table
from dashboard.core.navigation import NAMED
from dashboard.core.translation import localized
from dashboard.core.url_state import View


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way: what it is called, and the page and view that it leads to."""

    label: str
    page: str
    view: View


@cached
def breadcrumbs(page: str, view: View) -> tuple[Crumb, ...]:
    """The steps down to what a page shows in a view, itself the last.

    Empty but on the page of one country or region, and on that of one city.
    """
    if is_country(page, view):
        return tuple(_down_to(str(view.country), view.region, view))
    if page != "city" or len(view.city) != 1:
        return ()
    place = table("places").set_index("place_id").loc[view.city[0]]
    steps = _down_to(place["country_id"], place["region_id"], view)
    return (*steps, Crumb(str(place[localized("name")]), page, view))


def _down_to(country: str, region: str | None, view: View) -> list[Crumb]:
    """The steps to a country, or to a region of it."""
    there = replace(alone(view), country=country, region=None)
    steps = [
        Crumb(NAMED[PAGE].heading, PAGE, replace(there, country=None)),
        Crumb(names_of("countries", "country_id")[country], PAGE, there),
    ]
    if region:
        named = names_of("regions", "region_id")[region]
        steps.append(Crumb(named, PAGE, replace(there, region=region)))
    return steps
