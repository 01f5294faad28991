"""How the network grew: steps, countries, events and the membership record."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

import ascn_data
from ascn_data import filter_places
from dashboard.content.citations import most_cited
from dashboard.content.filters import scope
from dashboard.content.roles import member_sources
from dashboard.content.sections.events import PLAN, events_of
from dashboard.content.sections.section import Section
from dashboard.content.selection import counts_members
from dashboard.content.text import network_text
from dashboard.content.text.sentences import scoped
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _
from dashboard.core.url_state import View

LEDGER = ("name", "counted_on", "event", "basis", "country", "region", "later", "source")
MOVES_MEMBERS = ("milestone", "meeting", "join", "count")


@cached
def steps_of(view: View) -> pd.DataFrame:
    """The steps of membership in the selection, later ones too; none without members."""
    steps: pd.DataFrame = ask(ascn_data.growth, view.asof, **view.where)
    return steps if counts_members(view) else steps.head(0)


@cached
def counts_of(view: View) -> pd.DataFrame:
    """Members of each selected country at each step; none without members."""
    counts: pd.DataFrame = ask(ascn_data.members_by_country, view.asof, **view.where)
    return counts if counts_members(view) else counts.head(0)


@cached(translated=False)
def network_ends() -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day on which any member joined: the axis of every selection."""
    days = ask(ascn_data.joins)["counted_on"]
    return days.min(), days.max()


@cached
def events(view: View) -> pd.DataFrame:
    """The dated events that moved or confirmed a count: of members, else of the programme."""
    rows = events_of(view)
    kinds = MOVES_MEMBERS if counts_members(view) else (PLAN,)
    return rows[rows["kind"].isin(kinds)]


@cached
def ledger_rows(view: View) -> pd.DataFrame:
    """The joins and proposals inside the filters, and whether each is later than the as-of day."""
    rows = filter_places(
        ask(ascn_data.ledger), country=view.country, region=view.region, status=view.status
    )
    return rows.assign(later=rows["counted_on"] > pd.Timestamp(view.asof))


def axis_of(steps: pd.DataFrame) -> tuple[float, float]:
    """Where the axis of members begins and ends; steps from 26 to 38 would be flat from 0."""
    low, high = int(steps["members"].min()), int(steps["members"].max())
    return low - max(1, (high - low) * 0.12), high + max(1.5, (high - low) * 0.16)


@cached
def growth_section(view: View, *, small: bool = False) -> Section | None:
    """The steps of membership in the selection; None without members."""
    steps = steps_of(view)
    if steps.empty:
        return None
    begins, _ends = axis_of(steps)
    return Section(
        "growth",
        scoped(scope(view), _("Member cities over time")) if small
        else network_text.growth_title(steps, scope(view)),
        network_text.growth_alt(steps),
        steps,
        steps,
        ("counted_on", "joined", "members", "countries", "joined_names", "later", "source"),
        _("member cities; the axis does not start at 0") if begins > 0 else _("member cities"),
        most_cited(steps),
        small=small,
    )  # fmt: skip


@cached
def matrix_section(view: View) -> Section | None:
    """Members of each country at each step; None without members.

    The table holds the country chosen; the chart shows the others too, to compare. A region has
    no others like it outside its country.
    """
    counts = counts_of(view)
    if counts.empty:
        return None
    drawn = counts if view.region else counts_of(replace(view, country=None))
    return Section(
        "matrix",
        network_text.matrix_title(counts),
        network_text.matrix_alt(drawn),
        drawn,
        counts,
        ("counted_on", "country", "joined", "members", "later"),
        _("member cities"),
        member_sources(),
        about=_("Filled squares: dates on which the country gained members."),
    )
