"""Citizen reach as rows of a chart of ranges: what was announced, the counted total, its parts."""

from __future__ import annotations

import pandas as pd

import ascn_data
from ascn_data.reach import Range
from dashboard.data import ask, remembered
from dashboard.limits import CARDS
from dashboard.roles import announced_benefit
from dashboard.view import View
from dashboard.words import _, n_, own


def _row(label: str, low: int, high: int, points: list[int], role: str, note: str = "") -> dict:
    return {"label": label, "low": low, "high": high, "points": points, "role": role, "note": note}


def _totals(counted: Range, areas: int) -> list[dict]:
    """The counted total and, when it covers the areas of the claim, the announced number."""
    total = _row(
        n_("Counted, {count} area", "Counted, {count} areas", areas),
        counted.low, counted.high, [counted.low, counted.high], "total",
    )  # fmt: skip
    announced = announced_benefit()
    if announced is None or announced.areas != areas:
        return [total]
    people = announced.people
    told = n_("Announced, {count} area", "Announced, all {count} areas", areas)
    return [_row(told, people, people, [people], "announced"), total]


@remembered(128)
def area_rows(view: View) -> pd.DataFrame:
    """The announced figure, the counted total and each area, as rows of a chart of ranges."""
    areas = ask(ascn_data.reach_by_area, view.asof, **view.where)
    readings = ask(ascn_data.reach_readings, view.asof, **view.where)
    counted = ask(ascn_data.reach_range, view.asof, **view.where)
    rows = _totals(counted, len(areas))
    # The largest come first; the counted total covers the others as well.
    for _i, area in areas.head(CARDS).iterrows():
        own_readings = readings[(readings["place_id"] == area["place_id"]) & readings["in_range"]]
        note = (
            _("depends on the unit meant") if area["high"] > area["low"]
            else own_readings[own("unit")].iloc[0]
        )  # fmt: skip
        points = own_readings["population"].tolist()
        rows.append(_row(area[own("name")], area["low"], area["high"], points, "area", note))
    return pd.DataFrame(rows)


@remembered(128)
def region_rows(view: View) -> pd.DataFrame:
    """The announced figure, the counted total and each region."""
    regions = ask(ascn_data.reach_by_region, view.asof, **view.where)
    counted = ask(ascn_data.reach_range, view.asof, **view.where)
    rows = _totals(counted, int(regions["areas"].sum()))
    for _i, row in regions.iterrows():
        note = n_("{count} area", "{count} areas", row["areas"])
        points = sorted({row["low"], row["high"]})
        rows.append(_row(row[own("region")], row["low"], row["high"], points, "area", note))
    return pd.DataFrame(rows)
