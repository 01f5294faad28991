"""Headline figures: one number each, with its meaning, date and grounds."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

import ascn_data
from ascn_data import founding_day
from dashboard.content.citations import most_cited
from dashboard.content.filters import scope, scope_in_text
from dashboard.content.roles import key_of
from dashboard.content.selection import (
    benefit_note,
    claim_of,
    counts_members,
    counts_programme,
    counts_proposed,
    members_of,
    official_benefit,
    programme_of,
    proposed_of,
)
from dashboard.content.text.network_text import span
from dashboard.core.dataset import ask, cached, network, table
from dashboard.core.translation import _, day, n_, number, p_, people
from dashboard.core.url_state import View

MOST_CITED = 3


@dataclass(frozen=True, slots=True)
class Card:
    """One number and its grounds: an official figure, or the rows of a table.

    `claim` names the entry of the official figure on the sources page, `table` the entry of the
    data dictionary, `sources` the documents behind the rows that were counted. `scope` names the
    country or region that the number is narrowed to.
    """

    key: str
    label: str
    value: str
    note: str
    as_of: str
    claim: str = ""
    table: str = ""
    sources: tuple[str, ...] = ()
    scope: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the number has no grounds: no official figure, and no row was counted."""
        return not self.claim and not self.sources

    @property
    def grounds(self) -> dict[str, str]:
        """The query of the sources page that shows the grounds of the number."""
        return {"claim": self.claim} if self.claim else {"table": self.table}


def counted_from(rows: pd.DataFrame, dated: str) -> tuple[str, ...]:
    """The sources to cite for a count of `rows`: that of the newest row, then the most cited.

    `dated` is the column of the day from which a row counts.
    """
    newest = rows.sort_values(dated, kind="stable")["source_id"].tail(1)
    return tuple(dict.fromkeys([*newest, *most_cited(rows)]))[:MOST_CITED]


def stated_as(role: str, count: int, view: View) -> str:
    """The id of the official figure with this role if it says `count` for the view, or empty.

    It has to be the same number, for all of the network or programme, on a day between the one it
    holds for and the one its source came out: the source says nothing of later days.
    """
    claim_id = key_of("claims", role)
    claim = claim_of(claim_id)
    if claim is None or view.filtered or int(claim["value"]) != count:
        return ""
    published = table("sources").set_index("source_id").loc[claim["source_id"], "published_on"]
    since = f"{claim['as_of']:%Y-%m-%d}"
    until = max(since, "" if pd.isna(published) else str(published))
    return claim_id if since <= view.asof <= until else ""


@cached
def member_card(view: View) -> Card | None:
    """Members on the day, and who joined last."""
    if not counts_members(view):
        return None
    members = members_of(view)
    return Card(
        "members", _("Member cities"), number(len(members)), _member_note(members, view),
        view.asof, claim=stated_as("members_after", len(members), view), table="memberships",
        sources=counted_from(members, "counted_on"), scope=scope(view),
    )  # fmt: skip


def _member_note(members: pd.DataFrame, view: View) -> str:
    newest = members[~members["founding"]]
    newest = newest[newest["counted_on"] == newest["counted_on"].max()]
    told = {"all": number(len(ask(ascn_data.members, view.asof)))}
    if len(newest):
        told |= {"count": number(len(newest)), "month": day(newest["counted_on"].iloc[0], "month")}
        if scope(view):
            return _("of {all} in the network; {count} joined in {month}", **told)
        return _("{count} joined in {month}", **told)
    if members.empty and not scope(view):
        return _("the network was founded in {month}", month=day(founding_day(network()), "month"))
    if members.empty:
        return _("of {all} in the network", **told)
    if scope(view):
        return _("of {all} in the network; all are founding members", **told)
    return _("all are founding members")


@cached
def country_card(view: View) -> Card | None:
    """Countries with a member, of ASEAN's member states on the day; not within one country."""
    if view.country or not counts_members(view):
        return None
    states = ask(ascn_data.asean_countries, view.asof)
    members = members_of(view)
    value = number(members["country_id"].nunique())
    note = _("of ASEAN's {count} member states", count=len(states))
    return Card(
        "countries", p_("number", "Countries"), value, note, view.asof, table="memberships",
        sources=counted_from(members, "counted_on"),
    )  # fmt: skip


@cached
def proposed_card(view: View) -> Card | None:
    """Areas that Thailand proposed for its national programme."""
    if not counts_proposed(view):
        return None
    areas = proposed_of(view)
    note = _("for its national smart city programme")
    return Card(
        "proposed", _("Areas proposed by Thailand"), number(len(areas)), note, view.asof,
        claim=stated_as("proposed_areas", len(areas), view), table="memberships",
        sources=counted_from(areas, "counted_on"), scope=scope(view),
    )  # fmt: skip


@cached
def benefit_card(view: View) -> Card | None:
    """The official figure of people who benefit, and beside it what can be counted."""
    claim = official_benefit(view)
    if claim is None:
        return None
    counted = ask(ascn_data.reach_range, view.asof, **view.where)
    told = {"span": span(counted.low, counted.high)}
    note = _("Official total, no breakdown. Registered residents: {span}", **told)
    if partial := benefit_note(view):
        here = _("Registered residents in {scope}: {span}", scope=scope_in_text(view), **told)
        note = f"{partial} {here}"
    return Card(
        "benefit", _("Expected beneficiaries (official figure)"), f"≈ {people(claim['value'])}",
        note, f"{claim['as_of']:%Y-%m-%d}", claim=str(claim["claim_id"]),
    )  # fmt: skip


@cached
def plan_card(view: View) -> Card | None:
    """Areas of Thailand's national programme, the proposed areas among them."""
    if not counts_programme(view):
        return None
    areas = programme_of(view)
    provinces = areas["province_id"].nunique()
    if areas["place_id"].notna().any():
        note = n_(
            "in {count} province, including the proposed areas",
            "in {count} provinces, including the proposed areas",
            provinces,
        )
    else:
        note = n_("in {count} province", "in {count} provinces", provinces)
    return Card(
        "plan", _("Areas in the national programme"), number(len(areas)), note, view.asof,
        claim=stated_as("plan_areas", len(areas), view), table="thai_areas",
        sources=counted_from(areas, "designated_on"), scope=scope(view),
    )  # fmt: skip


# The cards of the overview, in reading order.
HEADLINE = (member_card, country_card, proposed_card, benefit_card, plan_card)


def headline(view: View) -> list[Card]:
    """The cards that concern the selection, in reading order."""
    return [card for make in HEADLINE if (card := make(view)) is not None]


@cached
def cited(card: Card) -> str:
    """The documents to cite for a number, by publisher and title; empty where it names none."""
    sources = table("sources").set_index("source_id")
    claim = claim_of(card.claim) if card.claim else None
    ids = card.sources if claim is None else (claim["source_id"],)
    named = "; ".join(f"{sources.loc[key, 'publisher']}, {sources.loc[key, 'title']}"
                      for key in ids)  # fmt: skip
    if not named or claim is not None:
        return named
    return _("Counted from: {sources}", sources=named)
