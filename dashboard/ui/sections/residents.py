"""Pictures of citizen reach: counted ranges beside the announced number, and city populations."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import ascn_data
from dashboard.charts import residents
from dashboard.content import network_text
from dashboard.content.citations import most_cited
from dashboard.content.programme_text import scoped
from dashboard.content.residents import area_rows, official, region_rows
from dashboard.content.roles import outline_sources
from dashboard.content.selection import (
    concerns_thailand,
    counts_members,
    thai_region,
)
from dashboard.core.dataset import ask, network, remembered, table
from dashboard.core.palette import Palette, palette
from dashboard.core.translation import _, day, n_, number, own, text
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import chart, picture
from dashboard.ui.components.empty_state import no_place
from dashboard.ui.errors import guarded
from dashboard.ui.viewport import on_phone

REGION_TOLERANCE_DEGREES = 0.05


@guarded(True)
def show_definition(view: View) -> bool:
    """What is counted and what is not; False where no proposed area is left to count.

    Where the selection does not concern them at all, they give way without a word.
    """
    if not ask(ascn_data.reach_by_area, view.asof, **view.where).empty and concerns_thailand(view):
        st.markdown(definition(view))
        return True
    if concerns_thailand(view) or not counts_members(view):
        no_place(view, "reach", status="proposed")
    return False


@remembered(64)
def definition(view: View) -> str:
    """What the numbers of residents count, and what the official figure does, as Markdown."""
    areas = ask(ascn_data.reach_by_area, view.asof, **view.where)
    told = [
        _("**Counted**: people on the house register of each proposed area at the last year-end on"
          " record before it was proposed.")
    ]  # fmt: skip
    if (areas["high"] > areas["low"]).any():
        told.append(_("A range: public documents do not say which boundary is meant."))
    claim = official(view)
    if claim is not None:
        told.append(
            n_("**Official figure**: announced on {day} for {count} area.",
               "**Official figure**: announced on {day} for all {count} areas together; no"
               " breakdown was published.", len(areas), day=day(claim["as_of"]))
        )  # fmt: skip
    return " ".join(told)


def _ranges(rows: pd.DataFrame, key: str) -> None:
    colours = palette(st.context.theme.type)
    most = float(rows["high"].max())
    figure = residents.ranges(rows, colours, most=most, narrow=on_phone())
    chart(figure, key=key, alt=network_text.ranges_alt(rows))


def _cited(rows: pd.DataFrame, view: View) -> tuple[str, ...]:
    """The sources of counted rows, and of the official figure where the chart shows it."""
    claim = official(view)
    return most_cited(rows, *([] if claim is None else [str(claim["source_id"])]))


@guarded(None)
def areas_picture(view: View) -> None:
    """The areas as ranges with the readings that make the range."""
    readings = ask(ascn_data.reach_readings, view.asof, **view.where)
    counted = ask(ascn_data.reach_range, view.asof, **view.where)
    picture(
        scoped(thai_region(view), network_text.reach_title(counted)),
        lambda: _ranges(area_rows(view), "areas"),
        readings,
        ["name", "region", "unit", "standing", "population", "reference_date", "source"],
        key="areas",
        unit=_("people; registered residents, each counted once"),
        as_of=day(readings["reference_date"].max()),
        sources=_cited(readings, view),
    )


@guarded(None)
def regions_picture(view: View) -> None:
    """Reach by region, beside the official figure; one region alone is what the areas show."""
    regions = ask(ascn_data.reach_by_region, view.asof, **view.where)
    if len(regions) < 2:
        return
    picture(
        network_text.regions_title(regions),
        lambda: _ranges(region_rows(view), "regions"),
        regions,
        ["region", "areas", "low", "high", "reference_date", "source"],
        key="regions",
        unit=_("people; registered residents, each counted once"),
        as_of=day(regions["reference_date"].max()),
        sources=_cited(regions, view),
    )


@remembered(4)
def thai_regions() -> pd.DataFrame:
    """Thailand's six regions as areas with a label and a point to put it."""
    shapes = network().boundary("thai_provinces").dissolve("region_id")
    shapes["geometry"] = shapes.geometry.simplify_coverage(REGION_TOLERANCE_DEGREES)
    points = shapes.geometry.representative_point()
    names = table("regions").set_index("region_id")[own("name")]
    return shapes[["geometry"]].assign(label=names, lon=points.x, lat=points.y)


@remembered(32)
def all_regions(view: View) -> pd.DataFrame:
    """What is counted in every region of Thailand by the day, whatever region is chosen."""
    counted: pd.DataFrame = ask(ascn_data.reach_by_region, view.asof)
    thai = set(table("provinces")["region_id"])
    return counted[counted["region_id"].isin(thai)].reset_index(drop=True)


@remembered(64)
def region_figure(regions: pd.DataFrame, colours: Palette, chosen: str | None = None) -> go.Figure:
    """The map of Thailand's regions, shaded by what is counted in each; all but one muted."""
    return residents.region_map(thai_regions(), regions, colours, chosen=chosen)


@remembered(64)
def region_alt(regions: pd.DataFrame) -> str:
    """The counts that the map shades."""
    pairs = "; ".join(
        f"{text(row, 'region')}: {network_text.span(row.low, row.high)}"
        for row in regions.itertuples()
    )
    return _(
        "Map of Thailand's regions. {pairs}. No proposed area in {rest} regions.",
        pairs=pairs, rest=len(thai_regions()) - len(regions),
    )  # fmt: skip


@remembered(64)
def map_title(view: View) -> str:
    """How many regions have a proposed area; with a region chosen, how many areas it has."""
    regions = all_regions(view)
    if view.region:
        here = regions[regions["region_id"] == view.region]
        return n_(
            "{region} has {count} of Thailand's {all} proposed areas",
            "{region} has {count} of Thailand's {all} proposed areas",
            int(here["areas"].sum()), region=thai_region(view), all=number(regions["areas"].sum()),
        )  # fmt: skip
    return n_(
        "{count} of Thailand's six regions has a proposed area",
        "{count} of Thailand's six regions have proposed areas",
        len(regions),
    )


@guarded(None)
def choropleth_picture(view: View) -> None:
    """Thailand's regions, shaded by the residents counted in their proposed areas.

    The table holds the region chosen; the map shows the others too, muted.
    """
    drawn, regions = all_regions(view), ask(ascn_data.reach_by_region, view.asof, **view.where)
    colours = palette(st.context.theme.type)
    picture(
        map_title(view),
        lambda: chart(
            region_figure(drawn, colours, view.region), key="choropleth", alt=region_alt(drawn)
        ),
        regions,
        ["region", "areas", "low", "high", "source"],
        key="choropleth",
        unit=_("people; registered residents of the proposed areas"),
        as_of=day(drawn["reference_date"].max()),
        sources=most_cited(drawn, *outline_sources()),
    )
