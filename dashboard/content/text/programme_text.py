"""Sentences about Thailand's plan, computed from frames: titles, alt texts, what is not known."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.content.citations import plain
from dashboard.core.dataset import cached
from dashboard.core.translation import _, day, listed, localized, n_, number, short_day, text


def areas_said(count: int) -> str:
    """A number of areas."""
    return n_("{count} area", "{count} areas", count)


def provinces_said(count: int) -> str:
    """A number of provinces."""
    return n_("{count} province", "{count} provinces", count)


def scoped(scope: str, sentence: str) -> str:
    """A sentence about a part of Thailand."""
    return _("{scope}: {sentence}", scope=scope, sentence=sentence) if scope else sentence


def extent(areas: int, provinces: int, proposed: int) -> str:
    """How many areas in how many provinces; the proposed ones as a part of them."""
    told = {"areas": areas_said(areas), "provinces": provinces_said(provinces)}
    if not proposed:
        return _("{areas} in {provinces}", **told)
    return _(
        "{areas} in {provinces}, {proposed} of them proposed", proposed=number(proposed), **told
    )


@cached
def plan_answer(areas: pd.DataFrame, asof: str, scope: str = "") -> str:
    """What the plan holds on the day, and how the proposed areas stand to it."""
    known = areas[~areas["later"]]
    proposed = int(known["is_proposed"].sum())
    told = {
        "areas": areas_said(len(known)),
        "provinces": provinces_said(known["province_id"].nunique()),
        "day": day(asof),
        "region": scope,
    }
    if not len(known):
        return (
            _("{region} had no area of Thailand's plan by {day}.", **told) if scope
            else _("No area was in Thailand's plan by {day}.", **told)
        )  # fmt: skip
    first = (
        _("{region} has {areas} of Thailand's plan, in {provinces}, as of {day}.", **told) if scope
        else _("Thailand's plan has {areas} in {provinces} as of {day}.", **told)
    )  # fmt: skip
    if not proposed:
        return first
    return f"{first} " + n_(
        "{count} of the {all} was proposed in July 2023: for this plan, not for the ASEAN network.",
        "{count} of the {all} were proposed in July 2023: for this plan, not for the ASEAN"
        " network.",
        proposed, all=number(len(known)),
    )  # fmt: skip


@cached
def map_title(provinces: pd.DataFrame, scope: str = "") -> str:
    """How many provinces have an area, and which has the most."""
    having = provinces[provinces["areas"] > 0]
    told = n_(
        "Areas in {having} of {count} province",
        "Areas in {having} of {count} provinces",
        len(provinces), having=number(len(having)),
    )  # fmt: skip
    most = having[having["areas"] == having["areas"].max()] if len(having) else having
    if len(most) == 1 and len(having) > 1:
        row = most.iloc[0]
        told = _(
            "{told}; {province} has the most, {count}",
            told=told, province=row[localized("province")], count=number(row["areas"]),
        )  # fmt: skip
    return scoped(scope, told)


@cached
def map_alt(provinces: pd.DataFrame, marks: pd.DataFrame) -> str:
    """The count of every shaded province, and the proposed areas that are marked."""
    having = provinces[provinces["areas"] > 0].sort_values("areas", ascending=False, kind="stable")
    pairs = [
        f"{row[localized('province')]} {number(row['areas'])}" for _i, row in having.iterrows()
    ]
    alt = _(
        "Map of Thailand's provinces with their areas of the plan. {pairs}.",
        pairs=", ".join(pairs) or _("no area by this day"),
    )
    if len(marks):
        names = listed(marks["label"].tolist())
        alt += " " + _("Marked as proposed, and counted in: {names}.", names=names)
    return alt


@cached
def rounds_title(rounds: pd.DataFrame, scope: str = "") -> str:
    """From how many areas to how many; the proposed ones are among the last number."""
    known = rounds[~rounds["later"]]
    if known.empty:
        return scoped(scope, _("No area was designated by this day"))
    first, last = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        told = _(
            "{areas} in {provinces} since {day}",
            areas=areas_said(int(last["areas"])), provinces=provinces_said(int(last["provinces"])),
            day=short_day(last["designated_on"]),
        )  # fmt: skip
    else:
        told = _(
            "From {first} areas in {year} to {last} by {day}",
            first=number(first["areas"]), year=day(first["designated_on"], "year"),
            last=number(last["areas"]), day=short_day(last["designated_on"]),
        )  # fmt: skip
    proposed = int(known["proposed"].sum())
    if proposed:
        told += n_(
            "; the proposed one is among the {all}", "; the {count} proposed are among the {all}",
            proposed, all=number(last["areas"]),
        )  # fmt: skip
    return scoped(scope, told)


def region_note(row: Any, *, short: bool = False) -> str:
    """The areas of a region; unless short, how many of them are proposed."""
    if not row.areas:
        return areas_said(0)
    return extent(row.areas, row.provinces, 0 if short else row.proposed)


def round_note(row: pd.Series, *, short: bool = False) -> str:
    """The running totals after one round; unless short, how many of them are proposed areas."""
    proposed = 0 if short else int(row["proposed_so_far"])
    told = extent(int(row["areas"]), int(row["provinces"]), proposed)
    return _("{told} (later)", told=told) if row["later"] else told


@cached
def bars_alt(rows: pd.DataFrame) -> str:
    """Every bar of a chart of areas."""
    return _(
        "Bar chart of areas. {bars}.",
        bars="; ".join(f"{row.label}: {row.note}" for row in rows.itertuples()),
    )


@cached
def regions_title(totals: pd.DataFrame) -> str:
    """Which region has the most areas, of how many, and which have none."""
    if not totals["areas"].sum():
        return _("No area was designated by this day")
    most = totals.loc[totals["areas"].idxmax()]
    told = _(
        "The {region} region has the most areas: {count} of {all}",
        region=most[localized("region")], count=number(most["areas"]),
        all=number(totals["areas"].sum()),
    )  # fmt: skip
    none = totals.loc[totals["areas"] == 0, localized("region")].tolist()
    return told + (_("; none in {regions}", regions=listed(none)) if none else "")


@cached
def list_title(areas: pd.DataFrame, asof: str, *, proposed: bool = False) -> str:
    """How many areas the list of the plan has by the day, and how many came later.

    With `proposed` they are those that were proposed.
    """
    known = int((~areas["later"]).sum())
    if proposed:
        told = n_(
            "{count} proposed area on the plan's list by {day}",
            "{count} proposed areas on the plan's list by {day}",
            known, day=day(asof),
        )  # fmt: skip
    else:
        told = n_(
            "{count} area on the plan's list by {day}",
            "{count} areas on the plan's list by {day}",
            known, day=day(asof),
        )  # fmt: skip
    if rest := len(areas) - known:
        told += _("; {count} later", count=number(rest))
    return told


def unknowns(row: pd.Series) -> list[str]:
    """What public documents leave open about one proposed area."""
    open_ends = []
    if not row["unit_resolved"]:
        open_ends.append(_("which unit is meant"))
        if row["readings"] == 1:
            open_ends.append(_("the residents of the other unit that may be meant"))
    if row["name_check"] == "none":
        open_ends.append(_("its name in Thai: no source giving it was found"))
    if pd.isna(row["low"]):
        open_ends.append(_("its residents"))
    return open_ends


@cached
def both_lists(members: pd.DataFrame, areas: pd.DataFrame) -> str:
    """That network and plan are two lists, and which places are recorded in both.

    Takes rows of `plan_cards.member_rows` and the plan's areas.
    """
    both = members[members["place_id"].isin(areas["place_id"].dropna())]
    provinces = int((members["province_areas"] > 0).sum())
    told = _("The ASEAN network and Thailand's national programme are two separate lists.")
    if len(both):
        names = plain(listed([text(row, "name") for _i, row in both.iterrows()]))
        return told + " " + _("These stand in both: {names}.", names=names)
    told += " " + _("Our tables link no member of this day to an area of the plan.")
    if provinces and len(members):
        told += " " + n_(
            "The province of {count} member has areas of the plan too; whether one of them is the"
            " member itself is not on record.",
            "The provinces of {count} members have areas of the plan too; whether one of them is"
            " the member itself is not on record.",
            provinces,
        )
    return told
