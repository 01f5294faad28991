"""Sentences about Thailand's national programme: titles, alternative texts, what is not known."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.content.citations import plain
from dashboard.content.text.sentences import scoped
from dashboard.core.dataset import cached
from dashboard.core.translation import _, day, listed, localized, n_, number, short_day, text


def areas_said(count: int) -> str:
    """A number of areas."""
    return n_("{count} area", "{count} areas", count)


def provinces_said(count: int) -> str:
    """A number of provinces."""
    return n_("{count} province", "{count} provinces", count)


def separate_programme(count: int, *, also: bool = False, there: bool = False) -> str:
    """The sentence on the proposed areas that says what they were proposed for.

    It is the only wording of that: Overview (`also`, after a sentence on members, and `there` if
    that is on a region), Thailand and its slide use it.
    """
    if also and there:
        return n_(
            "Thailand has also proposed {count} area there for its national smart city programme,"
            " which is separate from the network.",
            "Thailand has also proposed {count} areas there for its national smart city programme,"
            " which is separate from the network.",
            count,
        )
    if also:
        return n_(
            "Thailand has also proposed {count} area for its national smart city programme, which"
            " is separate from the network.",
            "Thailand has also proposed {count} areas for its national smart city programme, which"
            " is separate from the network.",
            count,
        )
    return n_(
        "Thailand has proposed {count} area for its national smart city programme, which is"
        " separate from the ASEAN network.",
        "Thailand has proposed {count} areas for its national smart city programme, which is"
        " separate from the ASEAN network.",
        count,
    )


def extent(areas: int, provinces: int, proposed: int = 0) -> str:
    """How many areas in how many provinces; the proposed ones as a part of them."""
    told = {"areas": areas_said(areas), "provinces": provinces_said(provinces)}
    if not proposed:
        return _("{areas} in {provinces}", **told)
    return _(
        "{areas} in {provinces}, including {proposed} proposed", proposed=number(proposed), **told
    )


@cached
def plan_answer(areas: pd.DataFrame, asof: str, scope: str = "") -> str:
    """How large the programme was on the day, in a Thai region or in all; the proposed areas."""
    known = areas[~areas["later"]]
    proposed = int(known["is_proposed"].sum())
    told = {
        "areas": areas_said(len(known)),
        "provinces": provinces_said(known["province_id"].nunique()),
        "day": day(asof),
    }
    if not len(known):
        none = _("Thailand's national smart city programme had no areas on {day}.", day=day(asof))
        return scoped(scope, none)
    if not proposed:
        said = _(
            "Thailand's national smart city programme had {areas} in {provinces} on {day}.", **told
        )
        return scoped(scope, said)
    included = _("On {day} the programme had {areas} in {provinces}, these included.", **told)
    return scoped(scope, f"{separate_programme(proposed)} {included}")


@cached
def map_title(provinces: pd.DataFrame, scope: str = "") -> str:
    """Which province has the most areas, if one does; whether any has."""
    having = provinces[provinces["areas"] > 0]
    if having.empty:
        return scoped(scope, _("No areas in the national programme on the selected date"))
    most = having[having["areas"] == having["areas"].max()]
    if len(most) > 1 or len(having) == 1:
        return scoped(scope, _("Areas of the national programme by province"))
    return scoped(
        scope,
        _(
            "{province} has the most areas ({count})",
            province=most[localized("province")].iloc[0], count=number(most["areas"].iloc[0]),
        ),
    )  # fmt: skip


@cached
def map_alt(provinces: pd.DataFrame, marks: pd.DataFrame) -> str:
    """The count of every shaded province, and the proposed areas that are marked."""
    having = provinces[provinces["areas"] > 0].sort_values("areas", ascending=False, kind="stable")
    pairs = [
        f"{row[localized('province')]} {number(row['areas'])}" for _i, row in having.iterrows()
    ]
    if not pairs:
        return _("Map of Thailand's provinces. None has an area in the national programme.")
    alt = _(
        "Map of Thailand's provinces by areas in the national programme. {pairs}.",
        pairs=", ".join(pairs),
    )
    if len(marks):
        names = listed(marks["label"].tolist())
        alt += " " + _("Proposed areas, included in these numbers: {names}.", names=names)
    return alt


def province_said(province: str, areas: int, names: list[str], later: int) -> str:
    """A province with its areas, their names, and how many were added later."""
    told = {"province": province, "areas": areas_said(areas), "names": listed(names)}
    if names and later:
        return _("{province}: {areas} ({names}), {later} more later", later=number(later), **told)
    if names:
        return _("{province}: {areas} ({names})", **told)
    if later:
        return _("{province}: {areas}, {later} more later", later=number(later),
                 province=province, areas=told["areas"])  # fmt: skip
    return _("{province}: {areas}", province=province, areas=told["areas"])


def part_said(count: int, designated_on: pd.Timestamp, *, proposed: bool) -> str:
    """A part of a bar: how many areas a round added, of the proposed ones or of the others."""
    told = {"day": day(designated_on)}
    if proposed:
        return n_("{day}: {count} proposed area", "{day}: {count} proposed areas", count, **told)
    return n_("{day}: {count} area", "{day}: {count} areas", count, **told)


@cached
def rounds_title(rounds: pd.DataFrame, scope: str = "") -> str:
    """From how many areas to how many."""
    known = rounds[~rounds["later"]]
    if known.empty:
        return scoped(scope, _("No areas had been designated by the selected date"))
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
    return scoped(scope, told)


def region_note(row: Any) -> str:
    """The areas of a region."""
    return extent(row.areas, row.provinces) if row.areas else areas_said(0)


def region_alt(row: Any) -> str:
    """The areas of a region, and how many of them are proposed."""
    return extent(row.areas, row.provinces, row.proposed) if row.areas else areas_said(0)


def round_note(row: pd.Series) -> str:
    """The running totals after one round."""
    areas, provinces = int(row["areas"]), int(row["provinces"])
    if not row["later"]:
        return extent(areas, provinces)
    return _(
        "{areas} in {provinces} (later)",
        areas=areas_said(areas), provinces=provinces_said(provinces),
    )  # fmt: skip


def round_alt(row: pd.Series) -> str:
    """The running totals after one round, and how many of the areas are proposed."""
    if row["later"]:
        return round_note(row)
    return extent(int(row["areas"]), int(row["provinces"]), int(row["proposed_so_far"]))


@cached
def bars_alt(rows: pd.DataFrame) -> str:
    """Every bar of a chart of areas."""
    return _(
        "Bar chart of areas. {bars}.",
        bars="; ".join(f"{row.label}: {row.alt}" for row in rows.itertuples()),
    )


@cached
def regions_title(totals: pd.DataFrame) -> str:
    """Which region has the most areas, and which have none."""
    if not totals["areas"].sum():
        return _("No areas had been designated by the selected date")
    most = totals.loc[totals["areas"].idxmax()]
    told = {"region": most[localized("region")], "count": number(most["areas"])}
    none = totals.loc[totals["areas"] == 0, localized("region")].tolist()
    if not none:
        return _("The {region} region has the most areas ({count})", **told)
    return _(
        "The {region} region has the most areas ({count}); {regions} had none",
        regions=listed(none), **told,
    )  # fmt: skip


@cached
def list_title(areas: pd.DataFrame, asof: str, *, proposed: bool = False) -> str:
    """What the list of the programme's areas holds, and how many of them were added later.

    With `proposed` the areas are those that were proposed.
    """
    later = int(areas["later"].sum())
    told = {"day": day(asof)}
    if proposed and later:
        return n_(
            "Proposed areas of the national programme, {count} of them added after {day}",
            "Proposed areas of the national programme, {count} of them added after {day}",
            later, **told,
        )  # fmt: skip
    if proposed:
        return _("Proposed areas of the national programme on {day}", **told)
    if later:
        return n_(
            "Areas of the national programme, {count} of them added after {day}",
            "Areas of the national programme, {count} of them added after {day}",
            later, **told,
        )  # fmt: skip
    return _("Areas of the national programme on {day}", **told)


def unknowns(row: pd.Series) -> list[str]:
    """What is not known of one proposed area, as noun phrases."""
    open_ends = []
    if not row["unit_resolved"]:
        open_ends.append(_("its boundary (not specified)"))
        if row["readings"] == 1:
            open_ends.append(_("the residents within the other possible boundary"))
    if row["name_check"] == "none":
        open_ends.append(_("its name in Thai (no source found)"))
    if pd.isna(row["low"]):
        open_ends.append(_("its residents"))
    return open_ends


@cached
def both_lists(members: pd.DataFrame, areas: pd.DataFrame) -> str:
    """Which places are both a member and an area of the programme, as far as is recorded.

    Takes rows of `plan_cards.member_rows` and the programme's areas.
    """
    both = members[members["place_id"].isin(areas["place_id"].dropna())]
    if len(both):
        names = plain(listed([text(row, "name") for _i, row in both.iterrows()]))
        return _("Both a member city and a programme area: {names}.", names=names)
    unlinked = _("No member city is recorded as an area of the national programme.")
    provinces = int((members["province_areas"] > 0).sum())
    if not provinces or members.empty:
        return unlinked
    shared = n_(
        "{count} member is in a province that also has programme areas. The sources do not say"
        " whether any of these areas is the member itself.",
        "{count} members are in provinces that also have programme areas. The sources do not say"
        " whether any of these areas is the member itself.",
        provinces,
    )
    return f"{unlinked} {shared}"
