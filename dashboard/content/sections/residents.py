"""Registered residents of the proposed areas, described: what is counted, and its charts."""

from __future__ import annotations

import pandas as pd

import ascn_data
from dashboard.content.citations import most_cited
from dashboard.content.residents import area_rows, official, region_rows
from dashboard.content.roles import outline_sources
from dashboard.content.sections.residents_map import all_regions, map_title, region_alt
from dashboard.content.sections.section import Section
from dashboard.content.selection import thai_region
from dashboard.content.text import network_text
from dashboard.content.text.sentences import scoped
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _, day, n_, on_day
from dashboard.core.url_state import View


@cached
def definition(view: View) -> str:
    """What the numbers of residents count, and what the official figure does, as Markdown."""
    areas = ask(ascn_data.reach_by_area, view.asof, **view.where)
    told = [
        _(
            "**Registered residents**: people on the house register of each area ({day}).",
            day=network_text.period(areas["reference_date"]),
        )
    ]
    claim = official(view)
    if claim is not None:
        told.append(
            n_("**Official figure**: announced on {day} for {count} area.",
               "**Official figure**: announced on {day} for all {count} areas, with no breakdown"
               " by area.", len(areas), day=day(claim["as_of"]))
        )  # fmt: skip
    return " ".join(told)


def cited_with_claim(rows: pd.DataFrame, view: View) -> tuple[str, ...]:
    """The sources of counted rows, and of the official figure where the chart shows it."""
    claim = official(view)
    return most_cited(rows, *([] if claim is None else [str(claim["source_id"])]))


@cached
def areas_section(view: View) -> Section:
    """The proposed areas as ranges, with the readings that make each range in the table."""
    readings = ask(ascn_data.reach_readings, view.asof, **view.where)
    rows = area_rows(view)
    return Section(
        "areas",
        scoped(thai_region(view), _("Registered residents of the proposed areas")),
        network_text.ranges_alt(rows),
        rows,
        readings,
        ("name", "region", "unit", "standing", "population", "reference_date", "source"),
        _("people (registered residents, each counted once)"),
        cited_with_claim(readings, view),
        as_of=on_day(readings["reference_date"].max()),
    )


@cached
def regions_section(view: View) -> Section | None:
    """Residents by region, beside the official figure; None for one region, which areas show."""
    regions = ask(ascn_data.reach_by_region, view.asof, **view.where)
    if len(regions) < 2:
        return None
    rows = region_rows(view)
    return Section(
        "regions",
        network_text.regions_title(regions),
        network_text.ranges_alt(rows),
        rows,
        regions,
        ("region", "areas", "low", "high", "reference_date", "source"),
        _("people (registered residents, each counted once)"),
        cited_with_claim(regions, view),
        as_of=on_day(regions["reference_date"].max()),
    )


@cached
def choropleth_section(view: View) -> Section:
    """Thailand's regions, shaded by the residents counted in their proposed areas.

    The table holds the region chosen; the map shows the others too, muted.
    """
    drawn, regions = all_regions(view), ask(ascn_data.reach_by_region, view.asof, **view.where)
    return Section(
        "choropleth",
        map_title(view),
        region_alt(drawn),
        drawn,
        regions,
        ("region", "areas", "low", "high", "source"),
        _("people (registered residents of the proposed areas)"),
        most_cited(drawn, *outline_sources()),
        as_of=on_day(drawn["reference_date"].max()),
    )
