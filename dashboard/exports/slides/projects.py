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
from dashboard.content.text.disclaimers import not_official
from dashboard.content.text.partner_text import partners_title
from dashboard.content.text.sentences import scoped
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
            "focus", scoped(scope(view), _("No listed projects as of {day}",
                                           day=day(view.asof))),
            _("There may be projects that the reports do not list."), "projects",
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
            "{names}: {count} listed project each in the {year} report",
            "{names}: {count} listed projects each in the {year} report",
            int(most["projects"].iloc[0]), names=in_words(most[localized("focus_area")].tolist()),
            **told,
        )  # fmt: skip
    notes = [
        _("The count covers the projects in the network's {year} monitoring report.", **told),
        _("Most projects appear in more than one report, so years cannot be added."),
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
    """Partners of the network with their programmes.

    The partners are countries and agencies outside ASEAN that work with the whole network. The
    tables know no cities of theirs, so a chart shows them, and no map.
    """
    rows = partner_rows(view)
    begun, unknown, later = (int(rows[column].sum()) for column in ("begun", "unknown", "later"))
    shown = rows[rows["begun"] > 0]
    told = {"year": year_of(view.asof)}
    lines = [
        n_("programme known to have begun by {year}", "programmes known to have begun by {year}",
           begun, **told)
    ]  # fmt: skip
    if scope(view):
        lines.append(_("Partners work with the whole network; there is no breakdown by country"))
    notes = [
        _("The count covers programmes named in the sources; the list is not complete."),
        *(
            scoped(row[localized("partner")], row[localized("names")]) + "."
            for _i, row in shown.head(3).iterrows()
        ),
    ]  # fmt: skip
    if unknown:
        notes.append(_("Programmes whose start year is unknown are not counted as started."))
    if later:
        notes.append(
            n_("Started after {year}: {count} programme.",
               "Started after {year}: {count} programmes.", later, **told)
        )  # fmt: skip
    return Slide(
        "partners", partners_title(rows, view), number(begun), tuple(lines), "partners", rows,
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
    title = n_("These slides use {count} source",
               "These slides use {count} sources", len(rows))  # fmt: skip
    lines = (
        _("All figures come from open data tables"),
        _("Data: {authors}, version {version}, licence {licence}.",
          authors=authors, version=package.get("version", ""), licence=licence_names(package)),
        not_official(),
    )  # fmt: skip
    notes = [
        _("Official figures are shown with their source and, where possible, our own"
          " calculation."),
        _("The dashboard's Sources page links to each of them."),
    ]  # fmt: skip
    return Slide(
        "sources", title, number(len(rows)), lines, "table", rows, " ".join(notes),
        tuple(rows["source_id"].head(3)), "sources",
    )  # fmt: skip
