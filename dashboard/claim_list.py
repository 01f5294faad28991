"""The claims, one entry each, and the list of sources."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import ascn_data
from ascn_data.reach import ANNOUNCED
from dashboard.data import ask, table
from dashboard.faults import guarded
from dashboard.pictures import notes
from dashboard.sentences import span
from dashboard.sources import plain, source_links
from dashboard.tables import VALUES, download, show_table
from dashboard.view import View
from dashboard.words import _, day, mark, n_, number, text

CORROBORATION = {
    "strong": mark("confirmed by several independent sources"),
    "good": mark("confirmed"),
    "partial": mark("confirmed in part"),
    "same_origin": mark("repeated by others from the same origin"),
    "article_only": mark("rests on one article alone"),
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
    frame = {"approx": _("about {number}"), "at_least": _("over {number}")}
    value = frame.get(row["precision"], "{number}").format(number=value)
    unit = VALUES[row["unit"]]
    return f"{value} {_(unit)}"


def check(row: pd.Series, view: View) -> str:
    """What the tables say about the number, in words."""
    if row["claim_id"] == ANNOUNCED:
        counted = ask(ascn_data.reach_range)
        return _(
            "The tables cannot compute it; registered residents of the areas: {span}.",
            span=span(counted.low, counted.high),
        )
    if pd.isna(row["computed"]):
        return _("The tables cannot compute it.")
    if row["agrees"]:
        return _("Our tables give the same number: {number}.", number=number(row["computed"]))
    return _("Our tables give {number}.", number=number(row["computed"]))


@guarded(None)
def show_claims(view: View) -> None:
    """Every claim of the announcement; the one that the address names comes first."""
    rows = ask(ascn_data.claims)
    st.subheader(_("The announced numbers, one by one"), anchor="claims")
    wanted = st.query_params.get("claim", "")
    rows = rows.sort_values("claim_id", key=lambda ids: ids != wanted, kind="stable")
    for _i, row in rows.iterrows():
        _show_claim(row, view, chosen=row["claim_id"] == wanted)
    notes(rows, ["statement", "value", "computed", "unit", "source"], key="claims")


def _show_claim(row: pd.Series, view: View, *, chosen: bool) -> None:
    icon = ":material/check_circle:" if row["agrees"] is True else ":material/campaign:"
    label = f"**{announced(row)}** — {plain(text(row, 'statement'))}"
    with st.expander(label, expanded=chosen, icon=icon, key=f"claim-{row['claim_id']}"):
        said = _(
            "Said by {who}, {day}.",
            who=plain(text(row, "announced_by")), day=day(row["as_of"]),
        )  # fmt: skip
        st.markdown(f"{said} {source_links([row['source_id']])}")
        _part(_("Computed"), check(row, view))
        standing = _(CORROBORATION[row["corroboration"]])
        _part(_("Standing"), standing, row["confirmed_by"])
        if text(row, "discrepancy"):
            _part(_("What disagrees"), plain(text(row, "discrepancy")), row["disputed_by"])


def _part(heading: str, words: str, sources: str = "") -> None:
    links = source_links(sources.split("; ")) if sources else ""
    st.markdown(f"**{heading}:** {words} {links}")


@guarded(None)
def show_sources(view: View) -> None:
    """The list of sources."""
    rows = table("sources").sort_values("publisher", key=lambda names: names.str.lower())
    st.subheader(
        n_("Everything here rests on {count} source", "Everything here rests on {count} sources",
           len(rows)),
        anchor="sources",
    )  # fmt: skip
    show_table(
        rows, ["publisher", "title", "published_on", "kind", "licence", "url"], key="rows-sources"
    )
    download(rows, key="sources", view=view)
