"""Dated events as a reader meets them: in words, on one line each, and as a list."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import ascn_data
from dashboard.data import ask, remembered
from dashboard.sources import plain, source_links
from dashboard.tables import VALUES
from dashboard.words import _, day, n_, number, text

# The count after an event of this kind is of areas of Thailand's plan, of any other of members.
PLAN = "thai-round"
# From the network outwards; the order of the lanes of a timeline.
KINDS = (
    "milestone", "meeting", "join", "count", "workshop", "chairmanship", "programme", "partner",
    PLAN, "thai-event",
)  # fmt: skip


@remembered(64)
def dated_events(asof: str, kind: str | None = None) -> pd.DataFrame:
    """The events in order, of one kind or of all, and whether each is later than a day.

    `members` and `plan_areas` hold the count after an event. A row has one of them at most: they
    count different things and are never added.
    """
    rows = ask(ascn_data.events, kind=kind)
    of_plan = rows["kind"] == PLAN
    return rows.assign(
        later=rows["happened_on"] > pd.Timestamp(asof),
        members=rows["count_after"].mask(of_plan),
        plan_areas=rows["count_after"].where(of_plan),
    ).drop(columns="count_after")


def kind_name(kind: str) -> str:
    """A kind of event in the reader's words."""
    return _(VALUES.get(kind, kind))


def in_order(kinds: pd.Series) -> list[str]:
    """The kinds that occur, in the order in which they are shown."""
    known = [kind for kind in KINDS if kind in set(kinds)]
    return known + sorted(set(kinds) - set(known))


def when(row: pd.Series) -> str:
    """The day, days, month or year of an event, as precisely as it is known."""
    first, last = row["happened_on"], row["ended_on"]
    if pd.isna(last):
        return day(first, row["precision"])
    same_month = (first.year, first.month) == (last.year, last.month)
    return _("{first}–{last}", first=first.day if same_month else day(first), last=day(last))


def count_after(row: pd.Series) -> str:
    """What was counted after an event, in words; empty when nothing was."""
    if pd.notna(row["members"]):
        return n_("{count} member", "{count} members", int(row["members"]))
    if pd.notna(row["plan_areas"]):
        return n_(
            "{count} area in Thailand's plan", "{count} areas in Thailand's plan",
            int(row["plan_areas"]),
        )  # fmt: skip
    return ""


def event_line(row: pd.Series, *, details: bool = False) -> str:
    """One event as Markdown: when, what, source; with details also where, and the count after."""
    later = " *(" + _("later") + ")*" if row["later"] else ""
    told = [text(row, "event")]
    if details:
        told += [text(row, "location"), count_after(row)]
    what = " · ".join(plain(part) for part in told if part)
    return f"**{when(row)}**{later} — {what} ({source_links([row['source_id']])})"


@remembered(64)
def event_lines(rows: pd.DataFrame, *, details: bool = False) -> str:
    """The events as Markdown, in order, a paragraph each."""
    return "\n\n".join(event_line(row, details=details) for _index, row in rows.iterrows())


def show_list(rows: pd.DataFrame, *, details: bool = False) -> None:
    """The events as a list; later ones say so."""
    st.markdown(event_lines(rows, details=details))


@remembered(64)
def timeline_title(rows: pd.DataFrame, asof: str, kind: str | None = None) -> str:
    """How many events there are, and how many of them by the as-of day."""
    past = int((~rows["later"]).sum())
    told = {"day": day(asof), "past": number(past)}
    if kind is not None:
        return n_(
            "{kind}: {count} dated event, {past} of it by {day}",
            "{kind}: {count} dated events, {past} of them by {day}",
            len(rows), kind=kind_name(kind), **told,
        )  # fmt: skip
    return n_(
        "{count} dated event, {past} of it by {day}",
        "{count} dated events, {past} of them by {day}",
        len(rows), **told,
    )  # fmt: skip


@remembered(64)
def timeline_alt(rows: pd.DataFrame) -> str:
    """The dates in every lane; the later ones are said to be later."""
    lanes = []
    for kind in in_order(rows["kind"]):
        days = [
            _("{day}, later", day=when(row)) if row["later"] else when(row)
            for _index, row in rows[rows["kind"] == kind].iterrows()
        ]
        lanes.append(f"{kind_name(kind)}: {', '.join(days)}")
    return _("Timeline by kind of event. {lanes}.", lanes="; ".join(lanes))
