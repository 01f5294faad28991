"""What the picture of a page shows when somebody shares its address: words, drawing, numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, NamedTuple

import ascn_data
from dashboard.content.citations import most_cited, source_names
from dashboard.content.places import bounds_of, labelled, places_of, thai_region
from dashboard.content.residents import region_rows
from dashboard.content.roles import map_sources
from dashboard.content.slide_frames import focus_rows, partner_rows, round_rows
from dashboard.content.text.disclaimers import boundaries
from dashboard.content.text.network_text import span
from dashboard.content.text.page_summary import opening, title
from dashboard.core.dataset import ask, network, table
from dashboard.core.navigation import ICON, START, site_title
from dashboard.core.palette import LIGHT
from dashboard.core.translation import _, day, localized, number
from dashboard.core.url_state import View
from dashboard.exports.pdf.content import cards
from dashboard.exports.pdf.figures import drawing
from dashboard.exports.pdf.thai_breaks import whole_words
from dashboard.exports.slides.figures import focus_pairs
from dashboard.exports.slides.story import story
from dashboard.exports.svg.canvas import Sheet
from dashboard.exports.svg.charts import bar_chart, growth_chart, plan_chart, range_chart
from dashboard.exports.svg.map import map_chart
from dashboard.maps import symbols

# Large type: most readers see the picture a third as wide as it is.
SHEET, MAP = Sheet(1180, 860, 46), Sheet(1180, 860, 36)
# For names that are longer.
WIDE = Sheet(1400, 1000, 42)
MOST_BARS = 8
MOST_CARDS = 4


class Drawn(NamedTuple):
    """A drawing and its sources; both empty where there is nothing to draw."""

    svg: str = ""
    sources: tuple[str, ...] = ()
    is_map: bool = False


NOTHING = Drawn()


def map_of(view: View) -> Drawn:
    """Members and proposed areas where they are."""
    places = places_of(view)
    if places.empty:
        return NOTHING
    bounds = bounds_of(view, places)
    region = thai_region(view)
    svg = map_chart(labelled(places), LIGHT, symbols.LIGHT, MAP, bounds=bounds, region=region)
    return Drawn(svg, (*most_cited(places)[:1], *map_sources(places)[:1]), is_map=True)


def growth_of(view: View) -> Drawn:
    """The steps of the network; nothing where there is no line to draw."""
    steps = ask(ascn_data.growth, view.asof, **view.where)
    if len(steps) < 2 or not steps["founding"].any():
        return NOTHING
    return Drawn(growth_chart(steps, LIGHT, SHEET, most_names=0), most_cited(steps)[:2])


def reach_of(view: View) -> Drawn:
    """The announced number beside the counted ranges."""
    regions = ask(ascn_data.reach_by_region, view.asof, **view.where)
    if regions.empty:
        return NOTHING
    rows = region_rows(view)
    rows = rows.assign(said=[span(row.low, row.high) for row in rows.itertuples()])
    return Drawn(range_chart(rows, LIGHT, WIDE), most_cited(regions)[:2])


def cities_of(view: View) -> Drawn:
    """Where the places chosen are; else the members of each country."""
    if view.city:
        rows = table("places").set_index("place_id").loc[list(view.city)]
        country = rows["country_id"].iloc[0] if rows["country_id"].nunique() == 1 else None
        return map_of(View(asof=view.asof, country=country))
    return members_by_country(view)


def members_by_country(view: View) -> Drawn:
    """The members of each country; a map where one is chosen or there are none."""
    members = ask(ascn_data.members, view.asof, **view.where)
    if view.country or members.empty or view.status == "proposed":
        return map_of(view)
    counts = members[localized("country")].value_counts()
    return Drawn(bar_chart(list(counts.items())[:MOST_BARS], LIGHT, SHEET), most_cited(members)[:2])


def projects_of(view: View) -> Drawn:
    """Listed projects by focus area."""
    rows = focus_rows(view)
    if rows.empty or view.focus or view.progress or view.status == "proposed":
        return NOTHING
    return Drawn(bar_chart(focus_pairs(rows)[:MOST_BARS], LIGHT, WIDE), most_cited(rows))


def plan_of(view: View) -> Drawn:
    """Thailand's plan by rounds."""
    rows = round_rows(view)
    return Drawn(plan_chart(rows, LIGHT, SHEET), most_cited(rows)) if len(rows) else NOTHING


def partners_of(view: View) -> Drawn:
    """Programmes begun by partner."""
    rows = partner_rows(view)
    rows = rows[rows["begun"] > 0]
    pairs = list(zip(rows[localized("partner")], rows["begun"], strict=True))
    if not pairs:
        return NOTHING
    return Drawn(bar_chart(pairs[:MOST_BARS], LIGHT, SHEET), most_cited(rows))


DRAWINGS: Mapping[str, Callable[[View], Drawn]] = {
    "map": map_of,
    "growth": growth_of,
    "countries": members_by_country,
    "reach": reach_of,
    "city": cities_of,
    "projects": projects_of,
    "thailand": plan_of,
    "partners": partners_of,
}


def _headline(view: View) -> list[dict[str, Any]]:
    """The numbers that stand first on the first page, with their sources."""
    return cards(view, story(view))[:MOST_CARDS]


def figures(page: str, view: View) -> list[dict[str, str]]:
    """The numbers to show large on a page without a drawing, each with what it counts."""
    if page == START:
        return [{"value": card["value"], "label": card["label"]} for card in _headline(view)]
    if page != "sources":
        return []
    counts = {
        _("Sources"): len(table("sources")),
        _("Tables"): len(network().tables),
        _("Official figures"): len(table("claims")),
    }
    return [{"value": number(count), "label": label} for label, count in counts.items()]


def _sources(page: str, view: View) -> tuple[str, ...]:
    """What the numbers of the first page rest on."""
    if page != START:
        return ()
    return tuple(key for card in _headline(view) for key in card["sources"])


def _title(page: str, view: View) -> str:
    named = table("places").set_index("place_id")[localized("name")]
    if page == "city" and view.city:
        return ", ".join(str(named[key]) for key in view.city)
    return "" if page == START else title(page, view)


def contents(page: str, view: View) -> dict[str, Any]:
    """Everything that the picture shows, in the language that is being spoken.

    Raises KeyError for a page that does not exist.
    """
    drawn = DRAWINGS.get(page, lambda _view: NOTHING)(view)
    names = source_names(drawn.sources or _sources(page, view))
    return {
        "lang": view.lang,
        "whole": whole_words(),
        "colours": {key: value for key, value in asdict(LIGHT).items() if key != "scale"},
        "icon": ICON.read_text("utf-8"),
        "site": site_title(),
        "title": _title(page, view),
        "said": opening(page, view),
        "day": _("As of {day}", day=day(view.asof)),
        "source": _("Source: {sources}.", sources=names) if names else "",
        "note": boundaries() if drawn.is_map else "",
        "drawing": {**drawing(drawn.svg), "alt": ""} if drawn.svg else None,
        "figures": figures(page, view),
    }
