"""The charts and the map of Thailand's national programme, described."""

from __future__ import annotations

import ascn_data
from dashboard.content.citations import most_cited
from dashboard.content.programme import (
    areas_of,
    inside_of,
    marks_of,
    provinces_of,
    region_bars,
    region_name,
    round_bars,
    rounds_by_region,
    rounds_of,
)
from dashboard.content.roles import outline_sources
from dashboard.content.sections.section import Section
from dashboard.content.text import programme_text as said
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _
from dashboard.core.url_state import View


@cached
def rounds_section(view: View) -> Section | None:
    """How the programme grew round by round; None where no area of it is selected."""
    areas = areas_of(view)
    if areas.empty:
        return None
    rounds = rounds_of(areas)
    return Section(
        "rounds",
        said.rounds_title(rounds, region_name(view)),
        said.bars_alt(round_bars(rounds)),
        rounds,
        rounds,
        ("designated_on", "added", "areas", "provinces", "proposed", "later", "source"),
        _("areas of the national programme"),
        tuple(rounds["source_id"]),
    )


@cached
def regions_section(view: View) -> Section:
    """The areas of each region, by round. The drawing takes the totals of the regions."""
    totals = ask(ascn_data.plan_regions, view.asof)
    tidy = rounds_by_region(areas_of(view), totals)
    return Section(
        "plan-regions",
        said.regions_title(totals),
        said.bars_alt(region_bars(totals)),
        totals,
        tidy,
        ("region", "designated_on", "added", "proposed", "later", "source"),
        _("areas of the national programme, from the first round to the last"),
        most_cited(tidy, *most_cited(totals)[:1]),
    )


@cached
def provinces_section(view: View) -> Section:
    """Provinces shaded by their areas, the proposed areas marked inside them."""
    inside = inside_of(provinces_of(view))
    return Section(
        "provinces",
        said.map_title(inside, region_name(view)),
        said.map_alt(inside, marks_of(view)),
        provinces_of(view),
        inside,
        ("province", "region", "areas", "later_areas"),
        _("areas of the national programme"),
        (*rounds_of(areas_of(view))["source_id"], *outline_sources()),
    )
