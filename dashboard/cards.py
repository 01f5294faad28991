"""Headline cards: one number each, with what it means, its day and its claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import streamlit as st

import ascn_data
from ascn_data.citing import quote
from ascn_data.plan import plan_areas
from ascn_data.reach import ANNOUNCED
from dashboard.data import ask, remembered, table
from dashboard.faults import guard
from dashboard.links import page_named, public_address, query
from dashboard.sentences import span
from dashboard.view import View
from dashboard.words import _, day, number, people, short_day


@dataclass(frozen=True, slots=True)
class Card:
    """One number, and what it rests on: a claim of the announcement, or a table it is counted in.

    `claim` names the claim's entry on the sources page, `table` the entry of the data dictionary.
    """

    key: str
    label: str
    value: str
    note: str
    as_of: str
    claim: str = ""
    table: str = ""

    @property
    def grounds(self) -> dict[str, str]:
        """The query of the sources page that shows what the number rests on."""
        return {"claim": self.claim} if self.claim else {"table": self.table}


@remembered(64)
def member_card(view: View) -> Card:
    """Members on the day, and who joined last."""
    members = ask(ascn_data.members, view.asof, **view.where)
    newest = members[~members["founding"]]
    newest = newest[newest["counted_on"] == newest["counted_on"].max()]
    if newest.empty:
        note = _("All of them are founding cities")
    else:
        note = _(
            "{count} joined in {month}",
            count=len(newest),
            month=day(newest["counted_on"].iloc[0], "month"),
        )
    return Card(
        "members", _("Member cities"), number(len(members)), note, view.asof,
        claim="ascn_members_after",
    )  # fmt: skip


@remembered(64)
def country_card(view: View) -> Card:
    """Countries with a member, of ASEAN's member states on the day."""
    states = ask(ascn_data.asean_countries, view.asof)
    members = ask(ascn_data.members, view.asof, **view.where)
    value = number(members["country_id"].nunique())
    note = _("of ASEAN's {count} member states", count=len(states))
    return Card(
        "countries", _("Countries"), value, note, view.asof, claim="ascn_members_after"
    )  # fmt: skip


@remembered(64)
def proposed_card(view: View) -> Card:
    """Areas proposed for Thailand's own plan."""
    areas = ask(ascn_data.places, view.asof, status="proposed", **view.where)
    note = _("for Thailand's own plan; not candidates for the network")
    return Card(
        "proposed", _("Proposed Thai areas"), number(len(areas)), note, view.asof,
        claim="proposed_thai_areas",
    )  # fmt: skip


@remembered(64)
def benefit_card(view: View) -> Card:
    """The announced benefit, and beside it what can be counted."""
    claim = ask(ascn_data.claims).set_index("claim_id").loc[ANNOUNCED]
    announced, announced_on = int(claim["value"]), f"{claim['as_of']:%Y-%m-%d}"
    counted = ask(ascn_data.reach_range, view.asof, **view.where)
    if counted.high:
        note = _(
            "no breakdown published; counted: {span} registered residents",
            span=span(counted.low, counted.high),
        )
    else:
        note = _("no proposed area in this selection")
    return Card(
        "benefit", _("People announced to benefit"), f"≈ {people(announced)}", note,
        announced_on, claim=ANNOUNCED,
    )  # fmt: skip


@remembered(64)
def plan_card(view: View) -> Card:
    """Thailand's plan, which includes the proposed areas."""
    areas = ask(plan_areas, view.asof)
    included = int(areas["place_id"].notna().sum())
    provinces = areas["province_id"].nunique()
    if included:
        note = _(
            "in {provinces} provinces; the {included} proposed are among them",
            provinces=provinces,
            included=included,
        )
    else:
        note = _("in {provinces} provinces", provinces=provinces)
    return Card(
        "plan", _("Areas in Thailand's plan"), number(len(areas)), note, view.asof,
        claim="thai_plan_areas",
    )  # fmt: skip


# The cards of the overview, in reading order.
HEADLINE = (member_card, country_card, proposed_card, benefit_card, plan_card)


def headline(view: View) -> list[Card]:
    """The cards of the overview, in reading order."""
    return [make(view) for make in HEADLINE]


@remembered(64)
def source_of(claim: str) -> str:
    """The publisher and the title of the source that a claim was taken from."""
    sources = table("sources").set_index("source_id")
    found = sources.loc[table("claims").set_index("claim_id").loc[claim, "source_id"]]
    return f"{found['publisher']}, {found['title']}"


def quotation(card: Card) -> str:
    """The number with its day, source and link, as one line to paste."""
    return quote(
        card.label,
        card.value,
        _("as of {day}", day=day(card.as_of)),
        source_of(card.claim) if card.claim else "",
        public_address("sources", **card.grounds),
    )


def show_cards(makers: Iterable[Callable[[], Card]]) -> None:
    """The cards side by side; on a narrow screen they wrap. Each is made where it stands."""
    with st.container(key="cards"):
        for make in makers:
            with guard("card"):
                _show_card(make())


def _show_card(card: Card) -> None:
    with st.container(border=True, key=f"card-{card.key}"):
        st.metric(card.label, card.value)
        st.markdown(card.note)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.page_link(
                page_named("sources"),
                label=_("As of {day}", day=short_day(card.as_of)),
                help=_("Who said it, who confirms it, and what the tables compute."),
                icon=":material/link:",
                query_params=query("sources", **card.grounds),
                width="stretch",
            )
            with st.popover(
                _("Copy"), icon=":material/content_copy:", type="tertiary",
                help=_("Copy the number with its day, source and link"),
                key=f"cite-{card.key}",
            ):  # fmt: skip
                st.code(quotation(card), language=None, wrap_lines=True)
