"""What each page says in a view: heading, answer, headline figures and sections.

The warm-up and the tests walk it; the pages show the same sections, each in its column. Lists
without a chart are told by the sections in `ui` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import ascn_data
from dashboard.content.country_page import alone, country_figures, is_country
from dashboard.content.headline import Card, headline
from dashboard.content.places import THAILAND
from dashboard.content.projects import found
from dashboard.content.sections.chosen_places import place_projects_section, where_section
from dashboard.content.sections.city_populations import cities_section
from dashboard.content.sections.compared import compared_section
from dashboard.content.sections.events import timeline_section
from dashboard.content.sections.growth import growth_section, matrix_section
from dashboard.content.sections.partners import partners_section
from dashboard.content.sections.place_population import population_section, shared_section
from dashboard.content.sections.places import places_section
from dashboard.content.sections.programme import provinces_section, rounds_section
from dashboard.content.sections.programme import regions_section as programme_regions_section
from dashboard.content.sections.projects import focus_section, groups_section, progress_section
from dashboard.content.sections.residents import areas_section, choropleth_section, regions_section
from dashboard.content.sections.section import Section
from dashboard.content.selection import concerns_thailand, counts_members
from dashboard.content.text.page_summary import heading, opening
from dashboard.content.text.place_facts import place_of
from dashboard.core.dataset import ask
from dashboard.core.navigation import START
from dashboard.core.url_state import View

Sections = Iterator[Section | None]


@dataclass(frozen=True, slots=True, eq=False)
class PageContent:
    """A page in words and frames. `summary` answers its question in plain text."""

    heading: str
    summary: str
    figures: tuple[Card, ...]
    sections: tuple[Section, ...]


def _overview(view: View) -> Sections:
    yield places_section(view, small=True)
    yield growth_section(view, small=True)


def _map(view: View) -> Sections:
    yield places_section(view)


def _growth(view: View) -> Sections:
    yield growth_section(view)
    yield matrix_section(view)


def _countries(view: View) -> Sections:
    if view.country:
        view = alone(view)
        yield places_section(view, small=True)
        yield growth_section(view, small=True)
        if counts_members(view) and len(found(view, "")):
            yield groups_section(view)
            yield progress_section(view)
        yield cities_section(view)


def _reach(view: View) -> Sections:
    if concerns_thailand(view) and len(ask(ascn_data.reach_by_area, view.asof, **view.where)):
        yield areas_section(view)
        if not view.region:
            yield regions_section(view)
        yield choropleth_section(view)
    yield cities_section(view)


def _city(view: View) -> Sections:
    places = tuple(place_of(view, place_id) for place_id in view.city)
    if places:
        yield where_section(view, places)
        yield (
            population_section(view, places[0])
            if len(places) == 1
            else shared_section(view, places)
        )
        yield from (place_projects_section(view, place) for place in places)


def _compare(view: View) -> Sections:
    yield compared_section(view)


def _projects(view: View) -> Sections:
    if view.status != "proposed" and len(found(view, "")):
        yield groups_section(view)
        yield progress_section(view)
        yield focus_section(view)


def _thailand(view: View) -> Sections:
    if view.country in (None, THAILAND) and concerns_thailand(view):
        yield provinces_section(view)
        yield rounds_section(view)
        if not view.region:
            yield programme_regions_section(view)


def _partners(view: View) -> Sections:
    yield partners_section(view)
    yield timeline_section(view)


def _none(_view: View) -> Sections:
    yield from ()


SECTIONS: Mapping[str, Callable[[View], Sections]] = {
    START: _overview,
    "map": _map,
    "growth": _growth,
    "countries": _countries,
    "reach": _reach,
    "city": _city,
    "compare": _compare,
    "projects": _projects,
    "thailand": _thailand,
    "partners": _partners,
    "sources": _none,
}


def describe(name: str, view: View) -> PageContent:
    """The page with this name in a view, in the language set. Raises KeyError for any other."""
    sections = tuple(section for section in SECTIONS[name](view) if section is not None)
    figures = tuple(headline(view)) if name == START else ()
    if is_country(name, view):
        figures = country_figures(alone(view))
    return PageContent(heading(name, view), opening(name, view), figures, sections)


# The page of each chart that has an address of its own, by the key of its section.
PAGE_OF_CHART: Mapping[str, str] = {
    "places": "map",
    "growth": "growth",
    "matrix": "growth",
    "areas": "reach",
    "regions": "reach",
    "choropleth": "reach",
    "cities": "reach",
    "compared": "compare",
    "groups": "projects",
    "progress": "projects",
    "focus": "projects",
    "provinces": "thailand",
    "rounds": "thailand",
    "plan-regions": "thailand",
    "partners": "partners",
    "timeline": "partners",
    "where": "city",
    "population": "city",
    "shared": "city",
    "place-projects": "city",
}
# The section of this chart has the id of its place in its key.
OF_PLACE = {"place-projects": "projects-"}


def chart_of_section(key: str) -> tuple[str, str]:
    """The chart in `PAGE_OF_CHART` that a section with this key shows, and the id of its place.

    Both are empty where there is none.
    """
    for chart, prefix in OF_PLACE.items():
        if key.startswith(prefix):
            return chart, key.removeprefix(prefix)
    return (key, "") if key in PAGE_OF_CHART else ("", "")


def key_of_section(chart: str, view: View) -> str:
    """The key of the section that a chart shows in a view."""
    return OF_PLACE[chart] + view.city[0] if chart in OF_PLACE and view.city else chart


def section_of_chart(key: str, view: View) -> Section | None:
    """The section of a chart in a view, in the language set; None where it shows nothing.

    Raises KeyError for a key that is not in `PAGE_OF_CHART`.
    """
    sections, wanted = SECTIONS[PAGE_OF_CHART[key]](view), key_of_section(key, view)
    return next((each for each in sections if each is not None and each.key == wanted), None)
