"""What stands beside Thailand's plan: its proposed areas, the smarts, and its programmes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.content.citations import plain, source_line, source_links
from dashboard.content.programme import region_name
from dashboard.content.programme_lists import (
    programme_cards,
    proposed_rows,
    residents_note,
)
from dashboard.content.roles import key_of
from dashboard.content.selection import claim_of
from dashboard.content.text import programme_text as said
from dashboard.content.text.network_text import span
from dashboard.content.text.statements import statements_told
from dashboard.core.dataset import cached, first, table
from dashboard.core.limits import CARDS
from dashboard.core.translation import _, n_, number, on_day, text
from dashboard.core.url_state import View, place_address
from dashboard.exports.slides.thailand import proposed_in
from dashboard.ui.components.chart_block import notes
from dashboard.ui.components.empty_state import no_place
from dashboard.ui.components.heading import show_heading
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.metric_cards import made, show_cards
from dashboard.ui.components.repeat import repeated
from dashboard.ui.components.table import say_beyond
from dashboard.ui.errors import error_boundary
from dashboard.ui.page_links import page_named, place_base, query

# `style.css` knows the rows of cards by this name.
AREAS = "areas-in-rows"
ICONS = {
    "environment": "eco", "economy": "payments", "mobility": "directions_bus", "energy": "bolt",
    "people": "groups", "living": "home", "governance": "account_balance",
}  # fmt: skip


@error_boundary(None)
def show_proposed(view: View) -> None:
    """A card for each proposed area: what is known of it, and what is not."""
    if view.status == "member":
        return
    rows = proposed_rows(view)
    if rows.empty:
        no_place(view, "proposed", status="proposed")
        return
    show_heading(
        n_(
            "The area proposed in {month}",
            "The {count} areas proposed in {month}",
            len(rows),
            month=proposed_in(),
        ),
        residents_note(view),
        linked(statements_told("area-plan", view.asof)),
        anchor="proposed",
    )
    cards = area_cards(first(rows, CARDS), place_base())
    repeated(partial(_draw_proposed, cards), "proposed", tuple(cards))
    say_beyond(len(rows), CARDS)
    st.caption(_proposed_sources(rows))
    notes(
        rows,
        ["number", "name", "province", "region", "unit_label", "unit_resolved", "low", "high",
         "reference_date", "source"],
        key="proposed",
    )  # fmt: skip


def _draw_proposed(cards: list[tuple[str, str]]) -> None:
    with st.container(key=AREAS):
        for place_id, told in cards:
            with st.container(border=True, height="stretch", key=f"proposed-{place_id}"):
                st.markdown(told)


@cached
def _proposed_sources(rows: pd.DataFrame) -> str:
    return source_line(
        dict.fromkeys([*rows["source_id"], *rows["residents_source_id"].dropna()]),
        unit=_("registered residents, each counted once"),
        as_of=on_day(rows["reference_date"].max()),
    )


@cached
def area_cards(rows: pd.DataFrame, base: str) -> list[tuple[str, str]]:
    """The id of each of the `proposed_rows`, and what is known of it as Markdown.

    `base` is where the names lead (`place_base`).
    """
    return [(str(row["place_id"]), _area_told(row, base)) for _i, row in rows.iterrows()]


def _area_told(row: pd.Series, base: str) -> str:
    where = f"{plain(text(row, 'province'))} · {plain(text(row, 'region'))}"
    icon = ":material/check_circle:" if row["unit_resolved"] else ":material/help:"
    known = [(icon, _("Administrative area"), plain(text(row, "unit_label")))]
    if pd.notna(row["low"]):
        residents = plain(span(row["low"], row["high"]))
        known.append((":material/groups:", _("Registered residents"), residents))
    where = _("No. {number} in the programme · {where}", number=row["number"], where=where)
    told = [
        f"#### △ [{plain(text(row, 'name'))}]({place_address(base, row['place_id'])})",
        f":small[{where}]",
        "  \n".join(f"{mark} {label}: **{value}**" for mark, label, value in known),
    ]
    if open_ends := said.unknowns(row):
        unknown = _("Not known: {what}.", what="; ".join(open_ends))
        told.append(f":material/search_off: {unknown}")
    notes = [text(row, word) for word in ("area_note", "note")]
    told += [f":small[{plain(note)}]" for note in notes if note]
    return "\n\n".join(told)


@cached
def _smarts() -> tuple[str, str, str, str]:
    """Title, the smarts that were named and the others, and the sources, in Markdown."""
    rows = table("smarts")
    named = rows["named_in_announcement"]
    title = _(
        "Thailand's {count} smart city dimensions; the announcement named {named}",
        count=number(len(rows)), named=number(int(named.sum())),
    )  # fmt: skip
    groups = (
        (":material/campaign:", _("Named in the announcement"), rows[named], "blue"),
        (":material/list_alt:", _("Not named in the announcement"), rows[~named], "gray"),
    )
    first_group, second_group = (
        f"{icon} **{heading}**\n\n" + " ".join(_badge(row, colour) for _i, row in group.iterrows())
        for icon, heading, group, colour in groups
    )
    sources = source_links(dict.fromkeys(rows["source_id"]))
    return title, first_group, second_group, _("Source: {sources}.", sources=sources)


def _badge(row: pd.Series, colour: str) -> str:
    icon = ICONS.get(row["smart_id"], "label")
    return f":{colour}-badge[:material/{icon}: {plain(text(row, 'name'))}]"


def for_all_of_thailand(view: View) -> None:
    """Say that a section is on all of Thailand where a region is chosen."""
    if region := region_name(view):
        st.caption(_("Covers all of Thailand, not only {region}.", region=plain(region)))


@error_boundary(None)
def show_smarts(view: View) -> None:
    """The smarts, and which of them the announcement named, from its day on."""
    claim = claim_of(key_of("claims", "dimensions"))
    if claim is None or claim["as_of"] > pd.Timestamp(view.asof):
        return
    title, named, others, sources = _smarts()
    st.subheader(title, anchor="smarts")
    for_all_of_thailand(view)
    left, right = st.columns([3, 4], gap="medium")
    left.markdown(named)
    right.markdown(others)
    with st.container(horizontal=True, vertical_alignment="center", key="smarts-source"):
        st.caption(sources, width="content")
        _claim_link(key_of("claims", "dimensions"))


def _claim_link(claim: str) -> None:
    if not claim:
        return
    st.page_link(
        page_named("sources"), label=_("The figure and its sources"), icon=":material/link:",
        query_params=query("sources", claim=claim),
    )  # fmt: skip


@error_boundary(None)
def show_programmes(view: View) -> None:
    """What was announced beside the plan by the day: each number is a claim."""
    cards = programme_cards(view.asof)
    if not cards:
        return
    st.subheader(
        n_(
            "{count} programme announced at the same time (figure as announced)",
            "{count} programmes announced at the same time (figures as announced)",
            len(cards),
        ),
        anchor="programmes",
    )
    for_all_of_thailand(view)
    show_cards(made(replace(card, note=linked(card.note))) for card in cards)
