"""Dated events as a reader meets them: in words, on one line each, and as a list."""

from __future__ import annotations

import pandas as pd

import ascn_data
from ascn_data import THAI_EVENT_KINDS
from dashboard.content.citations import most_cited, plain, source_links
from dashboard.content.column_labels import VALUES
from dashboard.content.filters import filter_label, scope, scope_in_text
from dashboard.content.sections.section import Section
from dashboard.content.text.sentences import scoped
from dashboard.core.dataset import ask, cached
from dashboard.core.shared_frames import shared
from dashboard.core.translation import _, day, n_, number, text
from dashboard.core.url_state import View

# The count after an event of this kind is of areas of the national programme, else of members.
PLAN = "thai-round"
# From the network outwards; the order of the lanes of a timeline.
KINDS = (
    "milestone", "meeting", "join", "count", "workshop", "chairmanship", "programme", "partner",
    PLAN, "thai-event",
)  # fmt: skip


@cached
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


def _concerns(ids: pd.Series, wanted: str | None) -> pd.Series:
    """Whether each list of ids holds the one that is chosen; what has no list concerns all."""
    if wanted is None:
        return pd.Series(True, index=ids.index)
    return ids.isna() | ids.str.split("; ").map(lambda each: wanted in each, na_action="ignore")


@cached
def events_of(view: View, kind: str | None = None) -> pd.DataFrame:
    """`dated_events` that concern the selection, those of the whole network among them.

    `whole` says of an event whether it is about more than the country or region selected. Events
    of Thailand's programme are left out for members, all others for proposed areas.
    """
    rows = dated_events(view.asof, kind)
    inside = _concerns(rows["country_ids"], view.country) & _concerns(
        rows["region_ids"], view.region
    )
    thai = rows["kind"].isin(THAI_EVENT_KINDS)
    if view.status:
        inside &= thai if view.status == "proposed" else ~thai
    finest = rows["region_ids"] if view.region else rows["country_ids"]
    rows = rows.assign(whole=finest.isna() if scope(view) else False)
    return rows[inside.astype(bool)].reset_index(drop=True)


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
        return n_(
            "{count} member in the network", "{count} members in the network", int(row["members"])
        )
    if pd.notna(row["plan_areas"]):
        return n_(
            "{count} area in the national programme", "{count} areas in the national programme",
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


@cached
def event_lines(rows: pd.DataFrame, *, details: bool = False) -> str:
    """The events as Markdown, in order, a paragraph each."""
    return "\n\n".join(event_line(row, details=details) for _index, row in rows.iterrows())


@cached
def event_groups(rows: pd.DataFrame, view: View) -> list[tuple[str, pd.DataFrame]]:
    """The events of the country or region selected, then those about more, each under a name.

    Takes rows of `events_of`. Without such a filter there is one group without a name.
    """
    if not scope(view):
        return [("", rows)]
    whole = _("The whole network")
    if view.region and rows.loc[rows["whole"], "country_ids"].notna().any():
        country = filter_label(View(country=view.country))
        whole = _("All of {country}, and the network", country=country)
    groups = [(scope(view), rows[~rows["whole"]]), (whole, rows[rows["whole"]])]
    return [(name, shared(events)) for name, events in groups if len(events)]


@cached
def timeline_title(rows: pd.DataFrame, view: View, kind: str | None = None) -> str:
    """How many events, and how many of them by the day; those about more are told apart.

    Takes rows of `events_of`.
    """
    past, whole = int((~rows["later"]).sum()), int(rows["whole"].sum())
    told = {"day": day(view.asof), "past": number(past)}
    if scope(view):
        said = n_(
            "{scope}: {count} dated event, and {whole} on a wider scale; {past} in all by {day}",
            "{scope}: {count} dated events, and {whole} on a wider scale; {past} in all by {day}",
            len(rows) - whole, scope=scope_in_text(view), whole=number(whole), **told,
        )  # fmt: skip
    else:
        said = n_(
            "{count} dated event, {past} by {day}",
            "{count} dated events, {past} by {day}",
            len(rows), **told,
        )  # fmt: skip
    return said if kind is None else scoped(kind_name(kind), said)


@cached
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


@cached
def between(rows: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The days of the first and of the last event."""
    return rows["happened_on"].min(), rows["happened_on"].max()


@cached
def timeline_section(view: View) -> Section | None:
    """The events of the kind chosen in the view; None where no event fits its filters.

    The table holds the kind chosen; the chart shows the others too, to compare.
    """
    drawn = events_of(view)
    if drawn.empty:
        return None
    rows = events_of(view, view.kind)
    return Section(
        "timeline",
        timeline_title(rows, view, view.kind),
        timeline_alt(drawn),
        drawn,
        rows,
        ("happened_on", "kind", "event", "location", "members", "plan_areas", "later", "source"),
        _("dated events"),
        most_cited(rows),
        about=_(
            "Hollow symbols are after the selected date; bars span a month or year when the day is"
            " unknown."
        ),
    )
