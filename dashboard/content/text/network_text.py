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


def names(frame: pd.DataFrame, limit: int = 6) -> str:
    """The names in a frame as a list in running text; beyond `limit` the rest is counted."""
    return listed(some_of(frame[localized("name")].tolist(), limit, spare=1))


def shortened(names: str) -> str:
    """A list of names with `; ` between, beyond so many with the number of the rest."""
    return "; ".join(some_of(names.split("; "), NAMES))


@cached
def growth_title(steps: pd.DataFrame, scope: str = "") -> str:
    """From how many to how many, and when; `scope` names the country or region, if not all."""
    known = steps[~steps["later"]]
    if known.empty:
        return _("No members by this day")
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
        return _("{scope}: from {first} to {last} member cities by {day}", scope=scope, **grown)
    return _("The network grew from {first} to {last} cities by {day}", **grown)


@cached
def growth_alt(steps: pd.DataFrame) -> str:
    """Every step of the staircase, the later ones said to be later."""
    parts = []
    for _index, row in steps.iterrows():
        values = {
            "day": day(row["counted_on"], row["counted_precision"]),
            "members": number(row["members"]),
            "joined": number(row["joined"]),
        }
        if row["later"]:
            parts.append(_("{day}, later: {members} members, {joined} more", **values))
        else:
            parts.append(_("{day}: {members} members, {joined} joined", **values))
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
            "{scope}: in {month} from {before} to {after} member cities: {names} joined.",
            scope=scope, **told,
        )  # fmt: skip
    return _("In {month} the network grew from {before} to {after} cities: {names} joined.", **told)


@cached
def matrix_title(counts: pd.DataFrame) -> str:
    """Which country has the most members on the selected date, or which of them share that."""
    now = counts[~counts["later"]]
    now = now[now["counted_on"] == now["counted_on"].max()]
    if now.empty:
        return _("No members by this day")
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
            "{countries} have the most members: {count} each",
            "{countries} have the most members: {count} each",
            count, countries=n_("{count} country", "{count} countries", len(most)),
        )  # fmt: skip
    if len(most) > 1:
        return n_(
            "{countries} have the most members: {count} each",
            "{countries} have the most members: {count} each",
            count, countries=listed(most),
        )  # fmt: skip
    return n_(
        "{country} has the most members: {count}",
        "{country} has the most members: {count}",
        count, country=most[0],
    )  # fmt: skip


@cached
def matrix_alt(counts: pd.DataFrame) -> str:
    """The members of every country at the last step that the as-of day includes."""
    now = counts[~counts["later"]]
    now = now[now["counted_on"] == now["counted_on"].max()].sort_values(
        "members", ascending=False, kind="stable"
    )
    if now.empty:
        return _("Table of members by country. {note}.", note=_("No members by this day"))
    pairs = [f"{row[localized('country')]} {number(row['members'])}" for _i, row in now.iterrows()]
    return _("Table of members by country: {pairs}.", pairs=", ".join(pairs))


@cached
def map_title(places: pd.DataFrame) -> str:
    """How many members in how many countries, and how many proposed areas."""
    members = places[places["status"] == "member"]
    proposed = len(places) - len(members)
    parts = []
    if len(members):
        parts.append(
            _(
                "{members} in {countries}",
                members=n_("{count} member city", "{count} member cities", len(members)),
                countries=n_(
                    "{count} country", "{count} countries", members["country_id"].nunique()
                ),
            )
        )
    if proposed:
        parts.append(n_("{count} proposed Thai area", "{count} proposed Thai areas", proposed))
    return _(", ").join(parts) or _("No place fits these filters")


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
    """The counted range."""
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
    return _("Chart of ranges, in people. {rows}.", rows="; ".join(parts))


@cached
def cities_title(known: pd.DataFrame) -> str:
    """The largest and smallest of the cities with a figure, or the only one."""
    if known.empty:
        return _("No member has a figure in this series")
    first, last = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        told = {"name": first[localized("name")], "people": people(first["population"])}
        return _("{name} has {people} people", **told)
    return _(
        "From {small} ({least}) to {large} ({most}) within one definition",
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
        parts.append(others(len(known) - BARS))
    return _("Bar chart of people. {bars}.", bars=", ".join(parts))


def claims_title(claims: pd.DataFrame) -> str:
    """How many numbers were announced, how many the tables can compute, and how many agree."""
    checked = claims["computed"].notna()
    return _(
        "{claims} numbers were announced; {checked} can be computed, {agreeing} agree",
        claims=len(claims), checked=int(checked.sum()),
        agreeing=int(claims.loc[checked, "agrees"].sum()),
    )  # fmt: skip
