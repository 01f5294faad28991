"""Frames of Thailand's national programme, from the areas on record and the view."""

from __future__ import annotations

import pandas as pd

import ascn_data
from ascn_data import names_by_id, rounds_among
from dashboard.content.filters import scope
from dashboard.content.places import THAILAND
from dashboard.content.text import programme_text as said
from dashboard.core.dataset import ask, cached, network
from dashboard.core.translation import day, localized
from dashboard.core.url_state import View

# Every area on record, later ones too: the as-of day marks them as later, and hides none.
LAST_DAY = "9999-12-31"
PART_COLUMNS = ["row", "round", "name", "start", "areas", "proposed", "later", "hover"]


@cached
def region_name(view: View) -> str:
    """The Thai region that the page is narrowed to; empty for all of Thailand."""
    return scope(View(region=view.region)) if view.region else ""


@cached
def areas_of(view: View) -> pd.DataFrame:
    """The areas on record in the view's country and region, with `later` and `is_proposed`."""
    areas = ask(ascn_data.plan_areas, LAST_DAY, region=view.region)
    if view.country not in (None, THAILAND):
        areas = areas.head(0)
    areas = areas.join(names_by_id(network(), "regions", "region_id", "region"), on="region_id")
    areas = areas.rename(columns={"name_en": "area_en", "name_th": "area_th"})
    return areas.assign(
        # Half of the areas have no Thai name that a source gives; the English one is shown.
        area=areas[localized("area")].fillna(areas["area_en"]),
        is_proposed=areas["place_id"].notna(),
        later=areas["designated_on"] > pd.Timestamp(view.asof),
    ).sort_values(["designated_on", "number"], ignore_index=True)


@cached
def rounds_of(areas: pd.DataFrame) -> pd.DataFrame:
    """The rounds in order with their running totals, later rounds too, as `rounds_among`."""
    return rounds_among(areas, "later")


@cached
def rounds_by_region(areas: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """What each round added in each region, 0 where nothing: one row for every pair."""
    keys = ["region_id", "round", "later"]
    counted = areas.groupby(keys, as_index=False).agg(
        added=("area_id", "size"), proposed=("is_proposed", "sum")
    )
    rounds = rounds_of(areas)[["round", "later", "designated_on", "source_id"]]
    rows = regions[["region_id", "region_en", "region_th"]].merge(rounds, how="cross")
    rows = rows.merge(counted, on=keys, how="left")
    return rows.fillna({"added": 0, "proposed": 0}).astype({"added": int, "proposed": int})


def parts_of(rows: pd.DataFrame, row: int, *, only_later: bool | None = None) -> list[dict]:
    """The parts of one bar: what each round added, the proposed areas as a part of their own."""
    parts, start = [], 0
    for each in rows.itertuples():
        for count, proposed in ((each.added - each.proposed, False), (each.proposed, True)):
            if not count:
                continue
            later = each.later if only_later is None else only_later
            hover = said.part_said(count, each.designated_on, proposed=proposed)
            parts.append({"row": row, "round": each.round,
                          "name": day(each.designated_on, "year"), "start": start, "areas": count,
                          "proposed": proposed, "later": later, "hover": hover})  # fmt: skip
            start += count
    return parts


@cached
def provinces_of(view: View) -> pd.DataFrame:
    """Every province with its areas by the day and later, and whether it is in the region."""
    provinces = ask(ascn_data.plan_provinces, view.asof)
    areas = areas_of(View(asof=view.asof))
    later = areas[areas["later"]]["province_id"].value_counts()
    named = areas[~areas["later"]].groupby("province_id")["area"].agg(list)
    return provinces.assign(
        later_areas=provinces["province_id"].map(later).fillna(0).astype("int64"),
        inside=(provinces["region_id"] == view.region) if view.region else True,
        names=provinces["province_id"].map(named),
    )


@cached
def marks_of(view: View) -> pd.DataFrame:
    """The proposed areas by the day: place_id, region_id, label, lon, lat."""
    places = ask(ascn_data.places, view.asof, status="proposed", region=view.region)
    places = places[places["country_id"] == THAILAND].reset_index(drop=True)
    return places.assign(label=places[localized("name")])[
        ["place_id", "region_id", "label", "lon", "lat"]
    ]


@cached
def round_bars(rounds: pd.DataFrame) -> pd.DataFrame:
    """A bar for each round: label, note, and alt, which adds how many areas are proposed."""
    return pd.DataFrame(
        {
            "label": [day(when, "month") for when in rounds["designated_on"]],
            "note": [said.round_note(row) for _i, row in rounds.iterrows()],
            "alt": [said.round_alt(row) for _i, row in rounds.iterrows()],
        }
    )


@cached
def round_parts(rounds: pd.DataFrame) -> pd.DataFrame:
    """The parts of the bars of rounds: each holds what all rounds until then added."""
    parts = [
        part
        for at, row in enumerate(rounds.itertuples())
        for part in parts_of(rounds.iloc[: at + 1], at, only_later=row.later)
    ]
    return pd.DataFrame(parts, columns=PART_COLUMNS)


@cached
def region_bars(totals: pd.DataFrame) -> pd.DataFrame:
    """A bar for each region: label, note, and alt, which adds how many areas are proposed."""
    return pd.DataFrame(
        {
            "label": totals[localized("region")],
            "note": [said.region_note(row) for row in totals.itertuples()],
            "alt": [said.region_alt(row) for row in totals.itertuples()],
        }
    )


@cached
def region_parts(tidy: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """The parts of the bars of regions: what each round added."""
    parts = [
        part
        for at, region in enumerate(totals["region_id"])
        for part in parts_of(tidy[tidy["region_id"] == region], at)
    ]
    return pd.DataFrame(parts, columns=PART_COLUMNS)


@cached
def inside_of(provinces: pd.DataFrame) -> pd.DataFrame:
    """The provinces of the region, as the table shows them."""
    return provinces[provinces["inside"]].drop(columns=["names", "inside"])


@cached
def listed_areas(view: View) -> pd.DataFrame:
    """The areas on record that are selected: of the region, and the proposed ones if chosen."""
    areas = areas_of(view)
    return areas[areas["is_proposed"]] if view.status == "proposed" else areas
