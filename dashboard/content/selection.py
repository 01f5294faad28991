"""What the selected date and filters leave of a figure: one rule for every page and document.

A figure, chart, list or sentence follows the date and the filters. What cannot follow gives way:
it is left out where the selection is no part of what it counts (`counts_members`,
`counts_proposed`, `counts_programme`, `official_benefit`), and says beside itself what it counts
where the selection is only a part of that (`benefit_note`, `network_note`).
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

import ascn_data
from ascn_data import filter_places
from dashboard.content.filters import filter_label, names_of, scope, scope_in_text
from dashboard.content.places import THAILAND
from dashboard.content.roles import key_of
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import _, day, n_, people
from dashboard.core.url_state import View


def counts_members(view: View) -> bool:
    """Whether members are a part of the selection: not where only proposed areas are chosen."""
    return view.status != "proposed"


@cached
def members_of(view: View) -> pd.DataFrame:
    """The members of the selection, the columns of `ascn_data.members`; none without members."""
    found: pd.DataFrame = ask(ascn_data.members, view.asof, **view.where)
    return found if counts_members(view) else found.head(0)


def concerns_thailand(view: View) -> bool:
    """Whether the national programme can be a part of the selection."""
    return view.country in (None, THAILAND) and view.status != "member"


def counts_proposed(view: View) -> bool:
    """Whether areas that Thailand proposed by the day are a part of the selection."""
    proposed = ask(ascn_data.places, view.asof, status="proposed")
    return concerns_thailand(view) and len(proposed) > 0


@cached
def proposed_of(view: View) -> pd.DataFrame:
    """The proposed areas of the selection, the columns of `ascn_data.places`."""
    found: pd.DataFrame = ask(ascn_data.places, view.asof, status="proposed", **view.where)
    return found if counts_proposed(view) else found.head(0)


def counts_programme(view: View) -> bool:
    """Whether Thailand's national programme, on that day, is a part of the selection."""
    return concerns_thailand(view) and len(ask(ascn_data.plan_areas, view.asof)) > 0


@cached
def programme_of(view: View) -> pd.DataFrame:
    """The areas of the national programme by the day in the region, as `ascn_data.plan_areas`.

    The filter of status does not narrow them: the programme holds the proposed areas among others.
    """
    areas: pd.DataFrame = ask(ascn_data.plan_areas, view.asof, region=view.region)
    return areas if view.country in (None, THAILAND) else areas.head(0)


@cached
def claim_of(claim_id: str) -> pd.Series | None:
    """An official figure with what our tables compute, or None where the dataset has none."""
    rows = ask(ascn_data.claims)
    rows = rows[rows["claim_id"] == claim_id]
    return rows.iloc[0] if len(rows) else None


def official_benefit(view: View) -> pd.Series | None:
    """The official figure of people who benefit, where it concerns the selection.

    It does from the day it was announced, where one of the proposed areas is selected.
    """
    claim = claim_of(key_of("claims", "announced_benefit"))
    if claim is None or claim["as_of"] > pd.Timestamp(view.asof) or proposed_of(view).empty:
        return None
    return claim


def benefit_note(view: View) -> str:
    """That the official figure is for all areas together; empty where all of them are selected."""
    claim = official_benefit(view)
    if claim is None:
        return ""
    together = ask(ascn_data.places, f"{claim['as_of']:%Y-%m-%d}", status="proposed")
    if set(together["place_id"]) <= set(proposed_of(view)["place_id"]):
        return ""
    return n_(
        "The official figure of about {people} is for the {count} proposed area, not only for"
        " {scope}.",
        "The official figure of about {people} is for all {count} proposed areas together, not"
        " only for {scope}.",
        len(together), people=people(claim["value"]), scope=scope_in_text(view),
    )  # fmt: skip


def network_note(view: View) -> str:
    """That something holds for the whole network whatever is selected; empty without filters."""
    if not view.filtered:
        return ""
    return _(
        "Figures are for the whole network; filters do not apply: {filters}.",
        filters=filter_label(view),
    )


@cached
def first_day(view: View) -> str | None:
    """The first day after the view's on which a place fits its filters; None if there is none."""
    entries = filter_places(ask(ascn_data.ledger), **view.where, status=view.status)
    days = entries.loc[entries["counted_on"] > pd.Timestamp(view.asof), "counted_on"]
    return None if days.empty else f"{days.min():%Y-%m-%d}"


def _later(kind: str | None, filters: str, asof: str, first: str) -> str:
    told = {"filters": filters, "day": day(asof), "first": day(first)}
    if kind == "member":
        return _("No member city in {filters} on {day}. The first joined on {first}.", **told)
    if kind == "proposed":
        return _("No proposed area in {filters} on {day}. The first dates from {first}.", **told)
    return _("No data for {filters} on {day}. Data starts on {first}.", **told)


def _never(kind: str | None, filters: str) -> str:
    if not filters:
        return _("The dataset has no place to show here.")
    if kind == "member":
        return _("No member city fits these filters: {filters}.", filters=filters)
    if kind == "proposed":
        return _("No proposed area fits these filters: {filters}.", filters=filters)
    return _("No place fits these filters: {filters}.", filters=filters)


def why_no_place(view: View, kind: str | None = None) -> str:
    """Why no place is shown: the day is too early, or no place fits the filters chosen.

    `kind` is `member` or `proposed` where only those are shown, whatever the filter is. Only
    filters that the visitor chose are named.
    """
    chosen = filter_label(view if view.status != kind else replace(view, status=None))
    if not contradicts(view, kind) and (first := first_day(narrowed(view, kind))):
        everywhere = _thailand() if kind == "proposed" else _("the network")
        return _later(kind, chosen or everywhere, view.asof, first)
    return _never(kind, filter_label(view))


def contradicts(view: View, kind: str | None) -> bool:
    """Whether the filter of status leaves out all places of a kind."""
    return kind is not None and view.status not in (None, kind)


def narrowed(view: View, kind: str | None) -> View:
    """`view` narrowed to places of a kind; None leaves it as it is."""
    return replace(view, status=kind) if kind else view


def _thailand() -> str:
    return names_of("countries", "country_id").get(THAILAND, "")


def thai_region(view: View) -> str:
    """The name of the Thai region that is selected; empty without one, or for one elsewhere."""
    thai = set(table("provinces")["region_id"])
    return scope(View(region=view.region)) if view.region in thai else ""
