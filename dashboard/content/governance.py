"""Who chaired and led the network on the selected date, and its rules, documents and meetings."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

import ascn_data
from ascn_data import founding_day
from dashboard.content.text.sentences import one_text
from dashboard.content.text.weak_sources import is_weak
from dashboard.core.dataset import ask, cached, network
from dashboard.core.translation import _, day, localized, mark, text

# The kinds of `ascn_data.governance`, in words.
KINDS: Mapping[str, str] = {
    "chair": mark("chair"),
    "shepherd": mark("shepherd (convenor)"),
    "rule": mark("rule"),
    "document": mark("document"),
    "meeting": mark("meeting"),
}


def founded(asof: str) -> bool:
    """Whether the network existed on a day."""
    return bool(founding_day(network()) <= pd.Timestamp(asof))


@cached
def governance_rows(asof: str) -> pd.DataFrame:
    """`ascn_data.governance` with what its table shows; empty before the founding of the network.

    Adds matter (the kind in words), about (its name), detail, serves (yes, or empty) and weak
    (whether the source is weak).
    """
    rows = ask(ascn_data.governance, asof)
    rows = rows if founded(asof) else rows.head(0)
    return rows.assign(
        matter=[_(KINDS.get(kind, kind)) for kind in rows["kind"]],
        about=rows[localized("name")],
        detail=rows[localized("statement")],
        serves=[_("yes") if there else "" for there in rows["in_office"]],
        weak=[is_weak([source]) for source in rows["source_id"]],
    )


def _in_office(rows: pd.DataFrame, kind: str) -> dict[str, str] | None:
    """Country and years of the chair or shepherd of the day; None where none is recorded."""
    there = rows[rows["in_office"] & (rows["kind"] == kind)]
    if there.empty:
        return None
    row = there.iloc[-1]
    first, last = (day(row[key], "year") for key in ("starts_on", "ends_on"))
    return {"country": text(row, "country"), "first": first, "last": last}


@cached
def chair_of(asof: str) -> tuple[str, str]:
    """The state that chaired the network on a day, and the source; empty where none is recorded."""
    rows = ask(ascn_data.governance, asof)
    there = rows[rows["in_office"] & (rows["kind"] == "chair")]
    if there.empty or not founded(asof):
        return "", ""
    return text(there.iloc[-1], "country"), str(there["source_id"].iloc[-1])


@cached
def leaders_said(asof: str) -> str:
    """Which states chaired and led the network on a day, or that it is not known."""
    told = {"day": day(asof)}
    if not founded(asof):
        return _("The network had not been founded on {day}.", **told)
    rows = ask(ascn_data.governance, asof)
    chair, shepherd = _in_office(rows, "chair"), _in_office(rows, "shepherd")
    return one_text(
        _("Chair of the network on {day}: {country}.", country=chair["country"], **told)
        if chair
        else _("The chair of the network on {day} is not known.", **told),
        _(
            "Shepherd (convenor) of the network: {country} (term {first}–{last}).",
            **shepherd,
        )
        if shepherd
        else _("No shepherd (convenor) of the network is known for {day}.", **told),
    )
