"""The map of places, described."""

from __future__ import annotations

from dashboard.content.citations import most_cited, plain
from dashboard.content.places import places_of
from dashboard.content.roles import outline_sources, series_with
from dashboard.content.sections.section import Section
from dashboard.content.text.network_text import map_alt, map_heading
from dashboard.core.dataset import cached
from dashboard.core.translation import _, text
from dashboard.core.url_state import View


@cached
def places_section(view: View, *, small: bool = False) -> Section | None:
    """The places of the selection; None without any.

    Unless it is small, unit and sources name those of the population beside each place.
    """
    places = places_of(view)
    if places.empty:
        return None
    sources = list(most_cited(places)[:2])
    unit = _("places")
    if not small:
        series = series_with("beside_places")
        if series is not None:
            unit = _("places; people ({series})", series=plain(text(series, "name")))
            sources.append(series["source_id"])
        sources += outline_sources()
    return Section(
        "places",
        map_heading(places),
        map_alt(places),
        places,
        places,
        ("name", "country", "region", "status", "counted_on", "unit_label", "population", "year"),
        unit,
        tuple(sources),
        small=small,
    )
