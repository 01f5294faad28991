"""Thailand's regions as shapes, shaded by the residents counted in their proposed areas."""

from __future__ import annotations

import pandas as pd

import ascn_data
from dashboard.content.selection import (
    thai_region,
)
from dashboard.content.text import network_text
from dashboard.core.dataset import ask, cached, network, table
from dashboard.core.translation import localized, n_, number, text
from dashboard.core.url_state import View

REGION_TOLERANCE_DEGREES = 0.05


@cached
def thai_regions() -> pd.DataFrame:
    """Thailand's six regions as areas with a label and a point to put it."""
    shapes = network().boundary("thai_provinces").dissolve("region_id")
    shapes["geometry"] = shapes.geometry.simplify_coverage(REGION_TOLERANCE_DEGREES)
    points = shapes.geometry.representative_point()
    names = table("regions").set_index("region_id")[localized("name")]
    return shapes[["geometry"]].assign(label=names, lon=points.x, lat=points.y)


@cached
def all_regions(view: View) -> pd.DataFrame:
    """What is counted in every region of Thailand by the day, whatever region is chosen."""
    counted: pd.DataFrame = ask(ascn_data.reach_by_region, view.asof)
    thai = set(table("provinces")["region_id"])
    return counted[counted["region_id"].isin(thai)].reset_index(drop=True)


@cached
def region_alt(regions: pd.DataFrame) -> str:
    """The counts that the map shades."""
    pairs = "; ".join(
        f"{text(row, 'region')}: {network_text.span(row.low, row.high)}"
        for row in regions.itertuples()
    )
    return n_(
        "Map of Thailand's regions. {pairs}. No proposed area in {count} region.",
        "Map of Thailand's regions. {pairs}. No proposed area in {count} regions.",
        len(thai_regions()) - len(regions), pairs=pairs,
    )  # fmt: skip


@cached
def map_title(view: View) -> str:
    """How many regions have a proposed area; with a region chosen, how many areas it has."""
    regions = all_regions(view)
    if view.region:
        here = regions[regions["region_id"] == view.region]
        return n_(
            "{region}: {count} of Thailand's {all} proposed areas",
            "{region}: {count} of Thailand's {all} proposed areas",
            int(here["areas"].sum()), region=thai_region(view), all=number(regions["areas"].sum()),
        )  # fmt: skip
    return n_(
        "{count} of Thailand's six regions has a proposed area",
        "{count} of Thailand's six regions have proposed areas",
        len(regions),
    )
