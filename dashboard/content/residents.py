"""Citizen reach as rows of a chart of ranges: what was announced, the counted total, its parts."""

from __future__ import annotations

import pandas as pd

import ascn_data
from dashboard.content.selection import benefit_note, official_benefit
from dashboard.core.dataset import ask, cached
from dashboard.core.limits import CARDS
from dashboard.core.translation import _, localized, n_
from dashboard.core.url_state import View


def _row(
    label: str, low: int, high: int, points: list[int], role: str, note: str = "",
    region_id: str = "",
) -> dict:  # fmt: skip
    return {"label": label, "low": low, "high": high, "points": points, "role": role, "note": note,
            "region_id": region_id}  # fmt: skip


def official(view: View) -> pd.Series | None:
    """The official figure where it counts what is selected; None where that is a part of it."""
    return None if benefit_note(view) else official_benefit(view)


def _totals(view: View, areas: int, parts: int) -> list[dict]:
    """The official figure that counts the same areas, and the counted total of several parts.

    The total of one part would be that part once more.
    """
    rows, claim = [], official(view)
    if claim is not None:
        value = int(claim["value"])
        label = n_("Official figure, {count} area", "Official figure, all {count} areas", areas)
        rows.append(_row(label, value, value, [value], "announced"))
    if parts > 1:
        counted = ask(ascn_data.reach_range, view.asof, **view.where)
        label = n_(
            "Registered residents, {count} area", "Registered residents, {count} areas", areas
        )
        rows.append(_row(label, counted.low, counted.high, [*counted], "total"))
    return rows


@cached
def area_rows(view: View) -> pd.DataFrame:
    """The official figure, the counted total and each area, as rows of a chart of ranges."""
    areas = ask(ascn_data.reach_by_area, view.asof, **view.where)
    readings = ask(ascn_data.reach_readings, view.asof, **view.where)
    rows = _totals(view, len(areas), len(areas))
    # The largest come first; the counted total covers the others as well.
    for _i, area in areas.head(CARDS).iterrows():
        own_readings = readings[(readings["place_id"] == area["place_id"]) & readings["in_range"]]
        note = (
            _("depends on which boundary is used") if area["high"] > area["low"]
            else own_readings[localized("unit")].iloc[0]
        )  # fmt: skip
        points = own_readings["population"].tolist()
        name, region = area[localized("name")], area["region_id"]
        rows.append(_row(name, area["low"], area["high"], points, "area", note, region))
    return pd.DataFrame(rows)


@cached
def region_rows(view: View) -> pd.DataFrame:
    """The official figure, the counted total and each region."""
    regions = ask(ascn_data.reach_by_region, view.asof, **view.where)
    rows = _totals(view, int(regions["areas"].sum()), len(regions))
    for _i, row in regions.iterrows():
        note = n_("{count} area", "{count} areas", row["areas"])
        points = sorted({row["low"], row["high"]})
        name, region = row[localized("region")], row["region_id"]
        rows.append(_row(name, row["low"], row["high"], points, "area", note, region))
    return pd.DataFrame(rows)
