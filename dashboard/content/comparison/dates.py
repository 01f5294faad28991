"""The network on two dates: its size on each, and who joined between."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

import ascn_data
from dashboard.content.citations import most_cited, plain, year_of
from dashboard.content.comparison.facts import Comparison, Fact, of_numbers, of_values
from dashboard.content.comparison.sides import days_of, side_names
from dashboard.content.filters import scope
from dashboard.content.governance import chair_of
from dashboard.content.projects import report_totals
from dashboard.content.selection import (
    concerns_thailand,
    counts_members,
    members_of,
    programme_of,
    proposed_of,
    why_no_place,
)
from dashboard.content.text import network_text
from dashboard.content.text.sentences import one_text, scoped, stop
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _, day, n_, number
from dashboard.core.url_state import View

MOST_NAMED = 6


def views_of(view: View) -> tuple[View, View]:
    """The view on each of the two dates."""
    first, second = days_of(view)
    return replace(view, asof=first), replace(view, asof=second)


@cached
def joined_of(view: View) -> pd.DataFrame:
    """The members of the selection that joined between the dates, as `joined_between`."""
    rows: pd.DataFrame = ask(ascn_data.joined_between, *days_of(view), **view.where)
    return rows if counts_members(view) else rows.head(0)


def _count(name: str, frames: list[pd.DataFrame], column: str = "") -> Fact:
    """How many rows the frames have, or how many values of a column."""
    counts = [frame[column].nunique() if column else len(frame) for frame in frames]
    sources = most_cited(pd.concat(frames)) if any(map(len, frames)) else ()
    return Fact(name, tuple(map(number, counts)), of_numbers(counts), sources)


@cached
def compared_dates(view: View) -> Comparison:
    """The facts of the network on the two dates, as far as the filters leave them."""
    both = views_of(view)
    facts = []
    if counts_members(view):
        members = [members_of(each) for each in both]
        facts.append(_count(_("Member cities"), members))
        if not view.country:
            facts.append(_count(_("Countries with member cities"), members, "country_id"))
    if not view.filtered:
        states = [ask(ascn_data.asean_countries, each.asof) for each in both]
        facts.append(_count(_("Member states of ASEAN"), states))
        facts.append(_chair(both))
    if counts_members(view):
        facts.append(_projects(both))
    if concerns_thailand(view):
        facts.append(_count(_("Areas proposed by Thailand"), [proposed_of(each) for each in both]))
        name = _("Areas of Thailand's national programme")
        facts.append(_count(name, [programme_of(each) for each in both]))
    return Comparison(side_names(view), tuple(facts))


def _chair(both: tuple[View, View]) -> Fact:
    chairs = [chair_of(each.asof) for each in both]
    names = [name for name, _source in chairs]
    sources = tuple(dict.fromkeys(source for _name, source in chairs if source))
    cells = tuple(plain(name) or _("unknown") for name in names)
    return Fact(_("Chair of the network"), cells, of_values([each or None for each in names]),
                sources)  # fmt: skip


def _projects(both: tuple[View, View]) -> Fact:
    """The projects that the last report by each date lists."""
    cells, counts, sources = [], [], []
    for view in both:
        rows = report_totals(replace(view, focus=None, progress=None))
        rows = rows[~rows["later"].astype(bool)]
        row = rows.iloc[-1] if len(rows) else None
        count = None if row is None or pd.isna(row["projects"]) else int(row["projects"])
        counts.append(count)
        if row is None:
            cells.append(_("no report by then"))
            continue
        told = _("unknown") if count is None else number(count)
        cells.append(_("{count} ({year} report)", count=told, year=year_of(row["report_year"])))
        sources.append(row["source_id"])
    name = _("Projects in the last monitoring report")
    return Fact(name, tuple(cells), of_numbers(counts), tuple(dict.fromkeys(sources)))


def joined_title() -> str:
    """What stands above the list of those who joined."""
    return _("New members between the two dates")


def title(view: View) -> str:
    """How many cities joined between the dates."""
    first, second = sorted(days_of(view))
    if first == second:
        return scoped(scope(view), _("Both sides show {day}", day=day(first)))
    joined, days = len(joined_of(view)), {"first": day(first), "second": day(second)}
    told = (
        n_(
            "{count} city joined between {first} and {second}",
            "{count} cities joined between {first} and {second}",
            joined, **days,
        )
        if joined
        else _("No city joined between {first} and {second}", **days)
    )  # fmt: skip
    return scoped(scope(view), told)


def summary(view: View) -> str:
    """How many members there were on each date, and who joined between."""
    first, second = sorted(views_of(view), key=lambda each: each.asof)
    if not counts_members(view):
        return _proposed(first, second) if concerns_thailand(view) else why_no_place(view)
    if first.asof == second.asof:
        return stop(title(view))
    before, count = len(members_of(first)), len(members_of(second))
    days = {"first": day(first.asof), "second": day(second.asof)}
    told = n_(
        "There was {count} member city on both {first} and {second}.",
        "There were {count} member cities on both {first} and {second}.", count, **days,
    ) if before == count else n_(
        "The number of member cities went from {before} on {first} to {count} on {second}.",
        "The number of member cities went from {before} on {first} to {count} on {second}.",
        count, before=number(before), **days,
    )  # fmt: skip
    rows = joined_of(view)
    names = network_text.names(rows, MOST_NAMED) if len(rows) else ""
    joined = _("New members: {names}.", names=names) if names else ""
    return scoped(scope(view), one_text(told, joined))


def _proposed(first: View, second: View) -> str:
    before, count = len(proposed_of(first)), len(proposed_of(second))
    days = {"first": day(first.asof), "second": day(second.asof)}
    told = n_(
        "Thailand had proposed {count} area by both {first} and {second}.",
        "Thailand had proposed {count} areas by both {first} and {second}.", count, **days,
    ) if before == count else n_(
        "The number of areas proposed by Thailand went from {before} on {first} to {count} on"
        " {second}.",
        "The number of areas proposed by Thailand went from {before} on {first} to {count} on"
        " {second}.",
        count, before=number(before), **days,
    )  # fmt: skip
    return scoped(scope(first), told)
