"""The slides on what the cities do and with whom, and on what everything rests on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ascn_data import items_of, licence_names
from dashboard.content.citations import most_cited, year_of
from dashboard.content.filters import scope
from dashboard.content.slide_frames import (
    focus_rows,
    listed_in_all,
    partner_rows,
    source_rows,
)
from dashboard.content.text.partner_text import partner_names, partners_title
from dashboard.content.text.programme_text import scoped
from dashboard.core.dataset import network
from dashboard.core.translation import _, day, localized, n_, number
from dashboard.core.translation import listed as in_words
from dashboard.core.url_state import View
from dashboard.exports.slides.slide import Slide, empty


def focus(view: View) -> Slide:
    """What cities work on, by the latest report known."""
    rows = focus_rows(view)
    if rows.empty:
        return empty(
            "focus", scoped(scope(view), _("No project is listed here by {day}",
                                           day=day(view.asof))),
            _("What a report does not list is unknown, not nothing."), "projects",
        )  # fmt: skip
    year = int(rows["report_year"].iloc[0])
    told = {"year": year_of(year)}
    most = rows[rows["projects"] == rows["projects"].max()]
    if len(most) == 1:
        title = n_(
            "{name} has the most: {count} listed project in the {last} report",
            "{name} has the most: {count} listed projects in the {last} report",
            int(most["projects"].iloc[0]), name=most[localized("focus_area")].iloc[0],
            last=told["year"],
        )  # fmt: skip
    else:
        title = n_(
            "{names}: each {count} listed project in the {year} report",
            "{names}: each {count} listed projects in the {year} report",
            int(most["projects"].iloc[0]), names=in_words(most[localized("focus_area")].tolist()),
            **told,
        )  # fmt: skip
    notes = [
        _("Counted are the projects that the network's monitoring report of {year} lists.", **told),
        _("A project in two reports stands in both, so years are compared and never added."),
    ]
    return Slide(
        "focus", scoped(scope(view), title), "", (listed_projects(view, year, rows),), "focus",
        rows, " ".join(notes), most_cited(rows), "projects", _("Report of {year}", **told),
    )  # fmt: skip


def listed_projects(view: View, year: int, rows: pd.DataFrame) -> str:
    """How many projects a report lists; under a filter, how many of those of the network."""
    total, told = int(rows["projects"].sum()), {"year": year_of(year)}
    if not scope(view):
        return n_(
            "{count} project in the network's {year} report",
            "{count} projects in the network's {year} report", total, **told,
        )  # fmt: skip
    return n_(
        "{count} of the {all} projects in the network's {year} report",
        "{count} of the {all} projects in the network's {year} report",
        total, all=number(listed_in_all(year)), **told,
    )  # fmt: skip


def partners(view: View) -> Slide:
    """Partners of the network with their programmes."""
    rows = partner_rows(view)
    begun, unknown, later = (int(rows[column].sum()) for column in ("begun", "unknown", "later"))
    shown = rows[rows["begun"] > 0]
    told = {"year": year_of(view.asof)}
    lines = [names] if (names := partner_names(rows)) else []
    if scope(view):
        lines.append(_("Partners work with the whole network; there is no breakdown by country"))
    if unknown:
        lines.append(n_("Start year unknown: {count} more programme",
                        "Start year unknown: {count} more programmes", unknown))  # fmt: skip
    if later:
        lines.append(
            n_("Begun after {year}: {count}", "Begun after {year}: {count}", later, **told)
        )
    notes = [
        _("Counted are programmes that sources name; the list is not complete."),
        *(
            scoped(row[localized("partner")], row[localized("names")]) + "."
            for _i, row in shown.head(3).iterrows()
        ),
    ]  # fmt: skip
    if unknown:
        notes.append(_("A programme without a known start year is not counted as begun."))
    return Slide(
        "partners", partners_title(rows, view), number(begun), tuple(lines), "table", rows,
        " ".join(notes),
        most_cited(shown if len(shown) else rows), "partners", _("Up to {year}", **told),
        empty=shown.empty,
    )  # fmt: skip


def sources(told: Sequence[Slide]) -> Slide:
    """What the other slides rest on, and how to cite the tables."""
    ids = pd.Series([key for slide in told for key in slide.sources], dtype=object)
    rows = source_rows(ids)
    package = network().contract.descriptor
    authors = ", ".join(
        str(author.get("title", "")) for author in items_of(package, "contributors")
    )
    title = n_("{count} source stands behind these slides",
               "{count} sources stand behind these slides", len(rows))  # fmt: skip
    lines = (
        _("Every number is computed from open tables"),
        _("Data: {authors}, version {version}, licence {licence}.",
          authors=authors, version=package.get("version", ""), licence=licence_names(package)),
    )  # fmt: skip
    notes = [
        _("Numbers that were announced are shown with who said them; where the tables can compute"
          " the same number, it stands beside."),
        _("The dashboard's page of sources has a link to each of them."),
    ]  # fmt: skip
    return Slide(
        "sources", title, number(len(rows)), lines, "table", rows, " ".join(notes),
        tuple(rows["source_id"].head(3)), "sources",
    )  # fmt: skip
