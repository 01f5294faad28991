"""Sentences computed from frames: titles of charts and maps, and their alternative texts."""

from __future__ import annotations

import pandas as pd

from ascn_data import Range
from dashboard.core.collation import sort_key
from dashboard.core.dataset import cached
from dashboard.core.limits import BARS, NAMES
from dashboard.core.translation import (
    _,
    day,
    listed,
    localized,
    n_,
    number,
    others,
    people,
    people_between,
    short_day,
    some_of,
)

# So many countries that share the highest count are named, more are counted.
MOST_TIED = 3


def span(low: float, high: float) -> str:
    """A range of people, rounded for reading."""
    return people_between(low, high)


def period(days: pd.Series) -> str:
    """The day of some counts; where they are of several days, the first and the last."""
    first, last = days.min(), days.max()
    return day(last) if first == last else _("{first} to {last}", first=day(first), last=day(last))


def names(frame: pd.DataFrame, limit: int = 6) -> str:
    """The names in a frame as a list in running text; beyond `limit` the rest is counted."""
    only_members = "status" in frame and (frame["status"] == "member").all()
    kind = "cities" if only_members else "places"
    return listed(some_of(frame[localized("name")].tolist(), limit, kind, spare=1))


def shortened(names: str) -> str:
    """Names of cities with `; ` between, beyond so many with the number of the rest."""
    return "; ".join(some_of(names.split("; "), NAMES, "cities"))


@cached
def growth_title(steps: pd.DataFrame, scope: str = "") -> str:
    """From how many to how many, and when; `scope` names the country or region, if not all."""
    known = steps[~steps["later"]]
    if known.empty:
        return _("No members on the selected date")
    first, last = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        return n_(
            "{count} member since {day}", "{count} members since {day}", int(first["members"]),
            day=day(first["counted_on"], first["counted_precision"]),
        )  # fmt: skip
    grown = {
        "first": number(first["members"]),
        "last": number(last["members"]),
        "day": short_day(last["counted_on"], last["counted_precision"]),
    }
    if scope:
        return _(
            "{scope}: member cities rose from {first} to {last} by {day}", scope=scope, **grown
        )
    return _("The network grew from {first} to {last} cities by {day}", **grown)


@cached
def growth_alt(steps: pd.DataFrame) -> str:
    """Every step of the staircase, the later ones said to be later."""
    parts = []
    for _index, row in steps.iterrows():
        count, told = (
            int(row["members"]),
            {
                "day": day(row["counted_on"], row["counted_precision"]),
                "joined": number(row["joined"]),
            },
        )
        if row["later"]:
            parts.append(
                n_(
                    "{day}, after the selected date: {count} member, {joined} more",
                    "{day}, after the selected date: {count} members, {joined} more",
                    count, **told,
                )
            )  # fmt: skip
        else:
            parts.append(
                n_(
                    "{day}: {count} member, {joined} joined",
                    "{day}: {count} members, {joined} joined",
                    count, **told,
                )
            )  # fmt: skip
    return _("Step chart. {steps}.", steps="; ".join(parts))


def changed(members: pd.DataFrame, scope: str = "") -> str:
    """What the last step changed, in `scope` if that is not all; empty if nothing ever did."""
    since = members[~members["founding"]]
    if since.empty:
        return ""
    last = since[since["counted_on"] == since["counted_on"].max()]
    told = {
        "month": day(last["counted_on"].iloc[0], "month"),
        "before": number(len(members) - len(last)),
        "after": number(len(members)),
        "names": names(last),
    }
    if scope:
        return _(
            "{scope}: member cities rose from {before} to {after} in {month}, when {names} joined.",
            scope=scope, **told,
        )  # fmt: skip
    return _(
        "In {month} the network grew from {before} to {after} cities, when {names} joined.", **told
    )


@cached
def matrix_title(counts: pd.DataFrame) -> str:
    """Which country has the most members on the selected date, or which of them share that."""
    now = counts[~counts["later"]]
    now = now[now["counted_on"] == now["counted_on"].max()]
    if now.empty:
        return _("No members on the selected date")
    if len(now) == 1:
        only = now.iloc[0]
        return n_(
            "{country}: {count} member", "{country}: {count} members", int(only["members"]),
            country=only[localized("country")],
        )  # fmt: skip
    count = int(now["members"].max())
    most = sorted(now.loc[now["members"] == count, localized("country")], key=sort_key)
    if len(most) == len(now):
        return n_(
            "{countries}: {count} member each", "{countries}: {count} members each", count,
            countries=n_("{count} country", "{count} countries", len(most)),
        )  # fmt: skip
    if len(most) > MOST_TIED:
        return n_(
            "{countries} have the most members ({count} each)",
            "{countries} have the most members ({count} each)",
            count, countries=n_("{count} country", "{count} countries", len(most)),
        )  # fmt: skip
    if len(most) > 1:
        return n_(
            "{countries} have the most members ({count} each)",
            "{countries} have the most members ({count} each)",
            count, countries=listed(most),
        )  # fmt: skip
    return n_(
        "{country} has the most members ({count})",
        "{country} has the most members ({count})",
        count, country=most[0],
    )  # fmt: skip


@cached
def matrix_alt(counts: pd.DataFrame) -> str:
    """The members of every country at the last step up to the selected date."""
    now = counts[~counts["later"]]
    now = now[now["counted_on"] == now["counted_on"].max()].sort_values(
        "members", ascending=False, kind="stable"
    )
    if now.empty:
        return _("Table of members by country. {note}.", note=_("No members on the selected date"))
    pairs = [f"{row[localized('country')]} {number(row['members'])}" for _i, row in now.iterrows()]
    return _("Table of members by country: {pairs}.", pairs=", ".join(pairs))


@cached
def map_title(places: pd.DataFrame) -> str:
    """How many members in how many countries, and how many proposed areas."""
    members = places[places["status"] == "member"]
    proposed = len(places) - len(members)
    told = {
        "members": n_("{count} member city", "{count} member cities", len(members)),
        "countries": n_("{count} country", "{count} countries", members["country_id"].nunique()),
        "areas": n_(
            "{count} area proposed by Thailand", "{count} areas proposed by Thailand", proposed
        ),
    }
    if len(members) and proposed:
        return _("{members} in {countries}, {areas}", **told)
    if len(members):
        return _("{members} in {countries}", **told)
    return told["areas"] if proposed else _("No place fits these filters")


@cached
def map_heading(places: pd.DataFrame) -> str:
    """What a map shows, without numbers, where the page states them beside it."""
    kinds = set(places["status"])
    if kinds == {"member", "proposed"}:
        return _("Member cities and areas proposed by Thailand")
    if "proposed" in kinds:
        return _("Areas proposed by Thailand")
    return _("Member cities") if kinds else _("No place fits these filters")


@cached
def map_alt(places: pd.DataFrame) -> str:
    """The places drawn, by country."""
    parts = [
        f"{country}: {names(rows, 12)}"
        for country, rows in places.groupby(localized("country"), sort=True)
    ]
    return _("Map. {title}. {places}.", title=map_title(places), places="; ".join(parts))


@cached
def reach_title(counted: Range) -> str:
    """How many registered residents the proposed areas have, as a range."""
    return _(
        "The proposed areas have {span} registered residents", span=span(counted.low, counted.high)
    )


@cached
def regions_title(regions: pd.DataFrame) -> str:
    """The region with most of the counted residents, or the only one."""
    if regions.empty:
        return _("No proposed area fits these filters")
    most = regions.loc[regions["high"].idxmax()]
    told = {"region": most[localized("region")], "span": span(most["low"], most["high"])}
    if len(regions) == 1:
        return _("{region}: {span} registered residents in its proposed areas", **told)
    return _(
        "{region}: {span} registered residents in its proposed areas, the most of any region",
        **told,
    )


@cached
def ranges_alt(rows: pd.DataFrame) -> str:
    """Every row of a chart of ranges."""
    parts = [f"{row.label}: {span(row.low, row.high)}" for row in rows.itertuples()]
    return _("Chart of ranges of people. {rows}.", rows="; ".join(parts))


@cached
def cities_title(known: pd.DataFrame) -> str:
    """The largest and smallest of the cities with a figure, or the only one."""
    if known.empty:
        return _("No member has a figure in this source")
    first, last = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        told = {"name": first[localized("name")], "people": people(first["population"])}
        return _("{name} has {people} people", **told)
    return _(
        "From {least} people in {small} to {most} in {large}, by one definition",
        large=first[localized("name")],
        most=people(first["population"]),
        small=last[localized("name")],
        least=people(last["population"]),
    )


@cached
def cities_alt(known: pd.DataFrame) -> str:
    """Every bar."""
    parts = [
        f"{row[localized('name')]} {people(row['population'])}"
        for _i, row in known.head(BARS).iterrows()
    ]
    if len(known) > BARS:
        parts.append(others(len(known) - BARS, "cities"))
    return _("Bar chart of population. {bars}.", bars=", ".join(parts))


def claims_title(claims: pd.DataFrame) -> str:
    """How many official figures there are, how many could be checked, and how many match."""
    checked = claims["computed"].notna()
    return n_(
        "Of {count} official figure, {checked} could be checked against the data and {agreeing}"
        " match",
        "Of {count} official figures, {checked} could be checked against the data and {agreeing}"
        " match",
        len(claims), checked=number(checked.sum()),
        agreeing=number(claims.loc[checked, "agrees"].sum()),
    )  # fmt: skip
