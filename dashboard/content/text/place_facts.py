"""What the page of one place says in words: since when, by which source, and what is not known."""

from __future__ import annotations

import pandas as pd

import ascn_data
from ascn_data import further_sources
from dashboard.content.citations import plain, source_links
from dashboard.content.column_labels import VALUES
from dashboard.content.places import since
from dashboard.content.text import place_figures
from dashboard.content.text.sentences import one_text, stop
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import _, day, listed, localized, mark, n_, number, text
from dashboard.core.url_state import View

# What a source is used for on the page of a place.
USES = {
    "place": mark("location and size"),
    "membership": mark("membership date"),
    "plan_area": mark("national programme"),
    "focus": mark("focus areas"),
    "priority_project": mark("priority projects"),
    "project": mark("projects"),
    "reading": mark("boundary used"),
    "index_rank": mark("rank in the city index"),
    "index_edition": mark("editions of the city index"),
    "un_city": mark("matching city of the United Nations"),
    "unit": mark("administrative areas"),
    "series": mark("population definitions"),
    "population": mark("population"),
    "region": mark("region"),
    "country": mark("country"),
}


@cached
def place_of(view: View, place_id: str) -> pd.Series:
    """The place on the day of the view; one that came later as it came, with `later` true."""
    rows = ask(ascn_data.places, view.asof)
    later = place_id not in set(rows["place_id"])
    if later:
        entries = ask(ascn_data.ledger)
        first = entries.loc[entries["place_id"] == place_id, "counted_on"].min()
        rows = ask(ascn_data.places, f"{first:%Y-%m-%d}")
    row = rows.set_index("place_id", drop=False).loc[place_id].copy()
    row["later"] = later
    return row


def name_of(place: pd.Series) -> str:
    """The name in the reader's language, safe in Markdown."""
    return plain(text(place, "name"))


def standing(place: pd.Series, view: View) -> str:
    """Since when a place is a member or proposed; that it is not yet, on an earlier day."""
    told = stop(since(place))
    if not place["later"]:
        return told
    asof = day(view.asof)
    if place["status"] == "proposed":
        return one_text(_("Not yet proposed on {day}.", day=asof), told)
    return one_text(_("Not yet a member on {day}.", day=asof), told)


def _area(place: pd.Series) -> str:
    if pd.isna(place["area_km2"]):
        return _("unknown")
    area = _("{area} km²", area=number(place["area_km2"]))
    basis = text(table("places").set_index("place_id").loc[place["place_id"]], "area_basis")
    return f"{area} – {plain(basis)}" if basis else area


@cached
def facts(place: pd.Series, view: View) -> list[tuple[str, str]]:
    """What is known of a place: for each fact its name and its text, as Markdown.

    Every place has the same facts in the same order; one that is not known says so.
    """
    further = ask(further_sources, "memberships")
    further = further.loc[further["row_id"] == place["entry_id"], "source_id"]
    stated = day(place["stated_on"], place["stated_precision"])
    return [
        (_("Membership status"), standing(place, view)),
        (
            _("Date given by the source"),
            f"{stated}. {plain(text(place, 'basis'))}"
            f" ({source_links([place['source_id'], *further])})",
        ),
        (_("Administrative area"), plain(text(place, "unit_label"))),
        (_("Area"), _area(place)),
        (_("Population"), place_figures.population(place, view)),
        (_("Population density"), place_figures.density(place, view)),
        (_("Rank in the IMD Smart City Index"), place_figures.index_rank(place, view)),
        (
            _("Name in the local language"),
            _("unknown") if pd.isna(place["name_local"]) else plain(place["name_local"]),
        ),
        (_("Notes"), plain(text(place, "note")) or _("none")),
    ]


@cached
def where_title(place: pd.Series, near: pd.DataFrame) -> str:
    """The nearest member and how far away it is."""
    if near.empty:
        return _("No member near {name} on the selected date", name=text(place, "name"))
    first = near.iloc[0]
    return _(
        "The member nearest to {name} is {other}, {distance} km away",
        name=text(place, "name"), other=text(first, "name"),
        distance=number(first["distance_km"]),
    )  # fmt: skip


@cached
def where_alt(places: tuple[pd.Series, ...], others: pd.DataFrame) -> str:
    """The circled places, and the others drawn."""
    ringed = listed(
        [
            _("{name}, {country}", name=text(row, "name"), country=text(row, "country"))
            for row in places
        ]
    )
    if others.empty:
        return _("Map. Circled: {names}.", names=ringed)
    return _(
        "Map. Circled: {names}. Nearest members: {others}.",
        names=ringed, others=listed(others[localized("name")].tolist()),
    )  # fmt: skip


def year_name(year: float) -> str:
    """A year in the reader's era."""
    return day(f"{int(year)}-01-01", "year")


@cached
def projects_title(place: pd.Series, totals: pd.DataFrame) -> str:
    """How many projects the last report by the day lists; `totals` has `later`."""
    name = text(place, "name")
    if totals.empty:
        return _("No report lists a project in {name}", name=name)
    past = totals[~totals["later"]]
    if past.empty:
        first = totals.iloc[0]
        return n_(
            "{name}: {count} project in the {year} report (after the selected date)",
            "{name}: {count} projects in the {year} report (after the selected date)",
            int(first["projects"]), name=name, year=year_name(first["report_year"]),
        )  # fmt: skip
    last = past.iloc[-1]
    return n_(
        "{name}: {count} project in the {year} report",
        "{name}: {count} projects in the {year} report",
        int(last["projects"]), name=name, year=year_name(last["report_year"]),
    )  # fmt: skip


@cached
def projects_alt(counts: pd.DataFrame) -> str:
    """Every bar: projects of one place by report and progress."""
    parts = [
        _("{year}: {count} {progress}",
          year=year_name(row.report_year), count=row.projects, progress=_(VALUES[row.progress]))
        for row in counts.itertuples()
    ]  # fmt: skip
    return _("Bar chart of projects by report. {bars}.", bars="; ".join(parts))
