"""What stands beside the charts of Thailand's programme: proposed areas, cards, members."""

from __future__ import annotations

import pandas as pd

import ascn_data
from dashboard.content.citations import plain
from dashboard.content.headline import Card
from dashboard.content.official_figures import announced, confirmed
from dashboard.content.places import THAILAND
from dashboard.content.selection import official_benefit, proposed_of
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import _, day, n_, text
from dashboard.core.url_state import View


@cached
def proposed_rows(view: View) -> pd.DataFrame:
    """The proposed areas by the day in the view's region, with their numbers in the plan."""
    # The cards number areas of the plan's list; a proposal that is not in it has no number.
    areas = ask(ascn_data.proposed_areas, view.asof).dropna(subset="area_id")
    numbers = ask(ascn_data.plan_areas, view.asof)[["area_id", "number"]]
    rows = areas.merge(numbers, on="area_id", how="left", validate="one_to_one")
    if view.region:
        rows = rows[rows["region_id"] == view.region]
    return rows.sort_values("number", ignore_index=True)


def residents_note(view: View) -> str:
    """What the numbers of residents are, and that the official figure is for all areas alone."""
    told = _("Figures are registered residents of each area.")
    if official_benefit(view) is None:
        return told
    together = n_(
        "The expected beneficiaries were announced for {count} area.",
        "The expected beneficiaries were announced only as a total for all {count} areas.",
        len(proposed_of(View(asof=view.asof))),
    )
    return f"{told} {together}"


@cached
def programme_cards(asof: str) -> list[Card]:
    """A card for each programme announced by the day `asof`: each number is a claim."""
    return [
        Card(
            key=str(row["programme_id"]),
            label=text(row, "name"),
            value=announced(row),
            note=_programme_told(row),
            as_of=row["as_of"].date().isoformat(),
            claim=str(row["claim_id"]),
        )
        for _i, row in ask(ascn_data.programmes).iterrows()
        if row["as_of"] <= pd.Timestamp(asof)
    ]


def _programme_told(row: pd.Series) -> str:
    said_by = _(
        "Announced by {who}, {day}.", who=plain(text(row, "announced_by")), day=day(row["as_of"])
    )
    return f"{plain(text(row, 'detail'))} {said_by} **{confirmed(row)}**."


@cached
def member_rows(view: View) -> pd.DataFrame:
    """Thailand's members on the day, and the plan's areas in the province each of them lies in."""
    members = ask(ascn_data.members, view.asof, region=view.region)
    members = members[members["country_id"] == THAILAND].reset_index(drop=True)
    named = table("readings")
    named = named[named["standing"] == "named"].drop_duplicates("place_id")
    of_unit = table("units").set_index("unit_id")["province_id"]
    province = named.set_index("place_id")["unit_id"].map(of_unit)
    plan = ask(ascn_data.plan_provinces, view.asof).set_index("province_id")
    ids = members["place_id"].map(province)
    return members.assign(
        province_id=ids,
        province_en=ids.map(plan["province_en"]).fillna(""),
        province_th=ids.map(plan["province_th"]).fillna(""),
        province_areas=ids.map(plan["areas"]).astype("Int64"),
    )
