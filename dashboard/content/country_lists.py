"""What the page of one country says besides its charts, for the live page and its document."""

from __future__ import annotations

from dashboard.content.citations import plain, source_links
from dashboard.content.country_page import (
    alone,
    national_rows,
    offices_of,
    partner_rows_of,
    places_by_region,
    populations_of,
)
from dashboard.content.filters import names_of, scope, scope_in_text
from dashboard.content.listing import Listing, Listings
from dashboard.content.places import THAILAND
from dashboard.content.projects import found
from dashboard.content.sections.growth import ledger_rows
from dashboard.content.sections.partners import programme_line
from dashboard.content.selection import counts_members, why_no_place
from dashboard.content.text.progress_text import progress_said
from dashboard.content.text.sentences import scoped
from dashboard.core.dataset import table
from dashboard.core.translation import _, day, n_, text
from dashboard.core.url_state import View

REGIONS = "country-regions"


def country_listings(view: View) -> Listings:
    """The parts of the page of the country that a view has chosen, in order."""
    view = alone(view)
    yield from _places(view)
    yield from _projects(view)
    yield from _populations(view)
    if not view.region:
        yield _national(view)
    yield _partners(view)
    if not view.region:
        yield _role(view)


def _places(view: View) -> Listings:
    places = places_by_region(view)
    if places.empty:
        yield Listing("country-places", about=plain(why_no_place(view)), first=True)
    else:
        yield Listing(
            REGIONS, scoped(scope(view), _("Places by region")), frame=places,
            columns=("region", "name", "status", "counted_on", "unit_label", "source"),
        )  # fmt: skip
    rows = ledger_rows(view)
    if len(rows):
        yield Listing(
            "ledger", _("Membership record: every entry with date and source"), frame=rows,
            columns=("counted_on", "event", "name", "region", "later", "basis", "source"),
        )  # fmt: skip


def _projects(view: View) -> Listings:
    if counts_members(view) and found(view, "").empty:
        told = _("No monitoring report lists a project in {scope}.", scope=scope_in_text(view))
        yield Listing("country-projects", _("Listed projects"), plain(told))


def _populations(view: View) -> Listings:
    rows = populations_of(view)
    title = _("Population of each place by source")
    if rows.empty:
        told = _(
            "No source has a population for a place in {scope} on {day}.",
            scope=scope_in_text(view), day=day(view.asof),
        )  # fmt: skip
        yield Listing("populations", title, plain(told))
        return
    about = _(
        "Sources differ in what they call a city. Compare figures only within one source; they are"
        " not added."
    )
    yield Listing(
        "populations", title, about, frame=rows,
        columns=("name", "series", "unit", "population", "year", "estimate_type", "later",
                 "source"),
    )  # fmt: skip


def _national(view: View) -> Listing:
    rows = national_rows(view)
    key, title = "national", _("National smart city programme")
    if rows.empty:
        told = _("No national smart city programme is recorded by {day}.", day=day(view.asof))
        return Listing(key, title, plain(told))
    about = progress_said(view.asof) if view.country == THAILAND else _(
        "Figures as stated by their sources, for the whole country. They count different things"
        " and are not added."
    )  # fmt: skip
    shown = rows.assign(national=rows["programme"])
    subject = ("about",) if view.country == THAILAND else ("national",)
    return Listing(
        key, title, plain(about), frame=shown,
        columns=(*subject, "figure", "figure_unit", "qualifier", "as_of", "detail", "weak",
                 "source"),
    )  # fmt: skip


def _partners(view: View) -> Listing:
    rows = partner_rows_of(view)
    told = {"scope": scope_in_text(view)}
    key, title = "country-partners", _("Partner programmes")
    if rows.empty:
        said = _(
            "No partner programme on record names {scope} or a place in it. Programmes for the"
            " whole network are on the Partners page.",
            **told,
        )
        return Listing(key, title, plain(said))
    said = n_(
        "{count} partner programme on record names {scope} or a place in it. Programmes for the"
        " whole network are on the Partners page.",
        "{count} partner programmes on record name {scope} or a place in it. Programmes for the"
        " whole network are on the Partners page.",
        len(rows), **told,
    )  # fmt: skip
    entries = tuple(f"{plain(text(row, 'partner'))}: {programme_line(row)}"
                    for _i, row in rows.iterrows())  # fmt: skip
    return Listing(key, title, plain(said), entries, sources=tuple(rows["source_id"]))


def _role(view: View) -> Listing:
    """Since when the country has belonged to ASEAN, and when it chaired or led the network."""
    country = table("countries").set_index("country_id").loc[str(view.country)]
    name = names_of("countries", "country_id")[str(view.country)]
    since, links = country["asean_member_since"], source_links([country["source_id"]])
    joined = (
        _("{country} joined ASEAN on {day}, after the selected date.", country=name, day=day(since))
        if f"{since:%Y-%m-%d}" > view.asof
        else _("{country} has been a member state of ASEAN since {day}.",
               country=name, day=day(since))
    )  # fmt: skip
    offices = offices_of(view)
    lines = [f"{plain(joined)} ({links})"]
    lines += [
        f"**{plain(text(row, 'name'))}** — {plain(row['detail'])}"
        f" ({source_links([row['source_id']])})"
        for _i, row in offices.iterrows()
    ]
    if offices.empty:
        told = _(
            "No chairmanship of the network by {country} is recorded by {day}.",
            country=name, day=day(view.asof),
        )  # fmt: skip
        lines.append(plain(told))
    return Listing(
        "country-role", _("Role in ASEAN and the network"), entries=tuple(lines),
        sources=(country["source_id"], *offices["source_id"]),
    )  # fmt: skip
