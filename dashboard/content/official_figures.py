"""Official figures in words: what was announced, our calculation, and what confirms each."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

import ascn_data
from dashboard.content.citations import plain, source_links
from dashboard.content.column_labels import VALUES
from dashboard.content.roles import key_of
from dashboard.content.text.network_text import span
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import _, day, mark, number, people, text

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
    rows = table("sources")
    return rows.sort_values("publisher", key=lambda names: names.str.lower(), kind="stable")
