"""Two countries on the selected date: member cities, projects and national programmes."""

from __future__ import annotations

from typing import Any

import pandas as pd

import ascn_data
from ascn_data import among
from dashboard.content.citations import most_cited, plain
from dashboard.content.comparison.facts import (
    Comparison,
    Fact,
    not_comparable,
    of_numbers,
    of_values,
    unknown,
)
from dashboard.content.comparison.reports import last_report, projects_of
from dashboard.content.comparison.sides import countries_of, side_names
from dashboard.content.countries import country_rows
from dashboard.content.filters import filter_label
from dashboard.content.places import by_name
from dashboard.content.roles import key_of
from dashboard.content.text.place_figures import if_later
from dashboard.content.text.weak_sources import is_weak, weak_badge
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import _, day, listed, n_, number, text
from dashboard.core.url_state import View, place_address

Rows = list[pd.DataFrame]


@cached
def members_over_time(view: View) -> pd.DataFrame:
    """The members of the two countries at each step, as `ascn_data.members_by_country`."""
    rows = ask(ascn_data.members_by_country, view.asof)
    return rows[among(rows["country_id"], pd.Series(countries_of(view), dtype="str"))]


def _members(view: View) -> Rows:
    return [ask(ascn_data.members, view.asof, country=key) for key in countries_of(view)]


@cached
def compared_countries(view: View, base: str = "") -> Comparison:
    """The facts of the two countries; after `base` names of cities are links to their pages."""
    members = _members(view)
    facts = (
        _accession(view),
        _cities(members, base),
        _first(members),
        _largest(view, base),
        *_projects(view),
        *_programme(view),
    )
    return Comparison(side_names(view), facts)


def _accession(view: View) -> Fact:
    rows = table("countries").set_index("country_id").loc[list(countries_of(view))]
    days = rows["asean_member_since"].tolist()
    cells = [
        day(since) if since <= pd.Timestamp(view.asof)
        else _("not yet on the selected date ({day})", day=day(since)) for since in days
    ]  # fmt: skip
    sources = tuple(dict.fromkeys(rows["source_id"]))
    return Fact(_("Member of ASEAN since"), tuple(cells), of_values(days), sources)


def _linked(row: pd.Series, base: str) -> str:
    name = plain(text(row, "name"))
    return f"[{name}]({place_address(base, row['place_id'])})" if base else name


def _cities(members: Rows, base: str) -> Fact:
    cells = []
    for rows in members:
        names = [_linked(row, base) for _at, row in by_name(rows).iterrows()]
        count = number(len(rows))
        cells.append(_("{count}: {names}", count=count, names=listed(names)) if names else count)
    sources = most_cited(pd.concat(members)) if any(map(len, members)) else ()
    return Fact(_("Member cities"), tuple(cells), of_numbers([len(each) for each in members]),
                sources)  # fmt: skip


def _first(members: Rows) -> Fact:
    firsts = [rows.sort_values("counted_on", kind="stable").head(1) for rows in members]
    cells = tuple(
        day(row["counted_on"].iloc[0], row["counted_precision"].iloc[0]) if len(row) else _("none")
        for row in firsts
    )
    values = [row["counted_on"].iloc[0] if len(row) else "" for row in firsts]
    sources = tuple(dict.fromkeys(key for row in firsts for key in row["source_id"]))
    return Fact(_("First member city since"), cells, of_values(values), sources)


def _largest(view: View, base: str) -> Fact:
    """The member with most people in the source that is shown beside each place."""
    found = []
    series = key_of("series", "beside_places")
    for key in countries_of(view):
        rows = (
            ask(ascn_data.city_populations, view.asof, series, country=key)
            if ask(ascn_data.has_figures, series) else pd.DataFrame(columns=["population"])
        )  # fmt: skip
        rows = rows.dropna(subset="population")
        found.append(rows.iloc[0] if len(rows) else None)
    cells = tuple(
        _("unknown") if row is None else if_later(
            _("{name}: {number} people in {year}", name=_linked(row, base),
              number=number(row["population"]), year=day(f"{row['year']}-01-01", "year")),
            row, view,
        )
        for row in found
    )  # fmt: skip
    known_rows = [row for row in found if row is not None]
    difference = of_numbers([None if row is None else int(row["population"]) for row in found])
    sources = tuple(dict.fromkeys(row["source_id"] for row in known_rows))
    return Fact(_("Largest member city"), cells, difference, sources)


def _projects(view: View) -> tuple[Fact, ...]:
    """The projects that the last report by the selected date lists of each country."""
    report = last_report(view)
    if report is None:
        return ()
    keys = countries_of(view)
    return projects_of(
        [ask(ascn_data.projects, year=report.year, country=key) for key in keys], report
    )


def _programme(view: View) -> tuple[Fact, ...]:
    """The national programmes with their latest figures, of which each is defined by its own."""
    rows = country_rows(View(asof=view.asof)).set_index("country_id")
    sides = [rows.loc[key] if key in rows.index else None for key in countries_of(view)]
    known = [None if row is None or pd.isna(row["programme"]) else row for row in sides]
    stated = [row for row in known if row is not None]
    sources = tuple(dict.fromkeys(key for row in stated for key in row["source_ids"]))
    names = [None if row is None else str(row["programme"]) for row in known]
    none = _("none on record")
    figures = tuple(none if row is None else _stated(row) for row in known)
    apart = not_comparable() if len(stated) == len(known) else unknown()
    return (
        Fact(_("National smart city programme"), tuple(plain(name or none) for name in names),
             of_values(names), sources),
        Fact(_("Latest figures of the programme"), figures, apart, sources),
    )  # fmt: skip


def _stated(row: Any) -> str:
    told = _(
        "{figures} ({day})",
        figures=plain(row["figures"]), day=day(row["as_of"], row["precision"]),
    )  # fmt: skip
    return f"{told} {weak_badge()}" if is_weak(row["source_ids"]) else told


def title(view: View) -> str:
    """How many member cities each country had on the date."""
    return _("Member cities on {day}: {counts}", day=day(view.asof), counts=", ".join(_told(view)))


def _told(view: View) -> list[str]:
    return [
        _("{country} {count}", country=name, count=number(len(rows)))
        for name, rows in zip(side_names(view), _members(view), strict=True)
    ]


def summary(view: View) -> str:
    """How many member cities each country had on the date."""
    said = [
        n_("{country} had {count} member city", "{country} had {count} member cities", len(rows),
           country=name)
        for name, rows in zip(side_names(view), _members(view), strict=True)
    ]  # fmt: skip
    return _("On {day}, {counts}.", day=day(view.asof), counts=listed(said))


def filters_note(view: View) -> str:
    """That filters of region and status leave two whole countries as they are."""
    others = View(region=view.region, status=view.status)
    if not others.filtered:
        return ""
    return _("Whole countries are compared; these filters do not apply: {filters}.",
             filters=filter_label(others))  # fmt: skip
