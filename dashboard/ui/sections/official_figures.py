"""The claims, one entry each, and the list of sources."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

import ascn_data
from dashboard.content.citations import plain, source_links
from dashboard.content.column_labels import VALUES
from dashboard.content.roles import key_of
from dashboard.content.text.network_text import span
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import _, day, mark, n_, number, people, text
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import notes
from dashboard.ui.components.table import download, show_table
from dashboard.ui.errors import error_boundary

CORROBORATION = {
    "strong": mark("confirmed by several independent sources"),
    "good": mark("confirmed"),
    "partial": mark("partly confirmed"),
    "same_origin": mark("repeated by others from the same announcement"),
    "article_only": mark("reported in one article only"),
}


def announced(row: pd.Series) -> str:
    """The number as it was announced, with its unit."""
    value = number(row["value"])
    if row["unit"] == "month":
        return day(f"{row['as_of'].year}-{int(row['value']):02d}-01", "month")
    if row["unit"] == "year":
        return day(f"{int(row['value'])}-01-01", "year")
    if row["unit"] == "ordinal":
        return _("meeting no. {number}", number=value)
    if row["unit"] == "people" and row["precision"] == "approx":
        return _("about {people} people", people=people(row["value"]))
    frame = {"approx": _("about {number}"), "at_least": _("over {number}")}
    value = frame.get(row["precision"], "{number}").format(number=value)
    unit = VALUES[row["unit"]]
    return f"{value} {_(unit)}"


def confirmed(row: pd.Series) -> str:
    """How well the announced number is confirmed, in words."""
    standing = CORROBORATION[row["corroboration"]]
    return _(standing)


def check(row: pd.Series) -> str:
    """What the tables say about the number, in words."""
    if row["claim_id"] == key_of("claims", "announced_benefit"):
        counted = ask(ascn_data.reach_range, row["as_of"])
        return _(
            "This cannot be checked with the data. Registered residents of the areas: {span}.",
            span=span(counted.low, counted.high),
        )
    if pd.isna(row["computed"]):
        return _("This cannot be checked with the data.")
    if row["agrees"]:
        return _("Our calculation gives the same figure: {number}.", number=number(row["computed"]))
    return _("Our calculation gives {number}.", number=number(row["computed"]))


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as it is shown: its number and what it says, and what is known of it, as Markdown."""

    claim_id: str
    label: str
    told: str
    agrees: bool


@error_boundary(None)
def show_claims(view: View) -> None:
    """Every claim of the announcement; the one that the address names comes first."""
    st.subheader(_("Official figures and how well they are confirmed"), anchor="claims")
    if view.filtered:
        st.markdown(
            _(
                "Filters do not apply to this list: the official figures were announced for all"
                " places together."
            )
        )
    wanted = st.query_params.get("claim", "")
    for entry in sorted(entries(view.asof), key=lambda entry: entry.claim_id != wanted):
        _show_claim(entry, chosen=entry.claim_id == wanted)
    columns = ["statement", "value", "computed", "measured_in", "source"]
    notes(ask(ascn_data.claims), columns, key="claims")


def _show_claim(entry: Entry, *, chosen: bool) -> None:
    icon = ":material/check_circle:" if entry.agrees else ":material/campaign:"
    with st.expander(entry.label, expanded=chosen, icon=icon, key=f"claim-{entry.claim_id}"):
        st.markdown(entry.told)


@cached
def entries(asof: str) -> list[Entry]:
    """The claims in the order of their table; those made after a day say so."""
    return [_entry(row, asof) for _i, row in ask(ascn_data.claims).iterrows()]


def _entry(row: pd.Series, asof: str) -> Entry:
    said = _(
        "Announced by {who}, {day}.",
        who=plain(text(row, "announced_by")), day=day(row["as_of"]),
    )  # fmt: skip
    parts = [
        f"{said} {source_links([row['source_id']])}",
        _part(_("Our calculation"), check(row)),
        _part(_("How well confirmed"), confirmed(row), row["confirmed_by"]),
    ]
    if text(row, "discrepancy"):
        disagreeing = plain(text(row, "discrepancy"))
        parts.append(_part(_("Differences between sources"), disagreeing, row["disputed_by"]))
    label = f"**{announced(row)}** — {plain(text(row, 'statement'))}"
    if row["as_of"] > pd.Timestamp(asof):
        label = _("{figure} *(after the selected date)*", figure=label)
    return Entry(str(row["claim_id"]), label, "\n\n".join(parts), row["agrees"] is True)


def _part(heading: str, words: str, sources: str = "") -> str:
    links = source_links(sources.split("; ")) if sources else ""
    return f"**{heading}:** {words} {links}"


@cached
def sources_by_publisher() -> pd.DataFrame:
    """The sources in the order of their publishers' names."""
    return table("sources").sort_values("publisher", key=lambda names: names.str.lower())


@error_boundary(None)
def show_sources(view: View) -> None:
    """The list of sources."""
    rows = sources_by_publisher()
    st.subheader(
        n_("This dashboard uses {count} source", "This dashboard uses {count} sources",
           len(rows)),
        anchor="sources",
    )  # fmt: skip
    show_table(
        rows, ["publisher", "title", "published_on", "kind", "licence", "url"], key="rows-sources"
    )
    download(rows, key="sources", view=view)
