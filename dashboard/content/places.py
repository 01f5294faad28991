"""The places of a view as rows of a map: symbols and tooltips, and the bounds it opens on."""

from __future__ import annotations

from typing import Any

import pandas as pd

import ascn_data
from ascn_data import Network, has_figures
from dashboard.content.roles import series_with
from dashboard.core.collation import sort_keys
from dashboard.core.dataset import ask, cached, network, table
from dashboard.core.translation import _, day, exact_people, localized, mark, short_day, text
from dashboard.core.url_state import View

THAILAND = "THA"
Bounds = tuple[float, float, float, float]  # west, south, east, north
MARGIN_DEGREES = 0.6
EDGE = 0.05  # of the longer side that the places take
# The columns of one population source that are joined to each place.
FIGURES = ["population", "year", "series_id"]

KIND_NAMES = {
    "founding": mark("Founding member"),
    "proposed": mark("Area proposed by Thailand"),
}


@cached
def places_of(view: View) -> pd.DataFrame:
    """The places of a view, with the figure of one series beside each."""
    return ask(_with_figures, view.asof, status=view.status, **view.where)


def _with_figures(net: Network, as_of: str, **where: Any) -> pd.DataFrame:
    found = ascn_data.places(net, as_of, **where)
    series = net.role("series", "beside_places")
    if not has_figures(net, series):
        missing = {name: pd.array([pd.NA] * len(found), dtype="Int64") for name in FIGURES[:2]}
        return found.assign(**missing, series_id="")
    figures = ascn_data.city_populations(net, as_of, series, **where)
    return found.merge(figures[["place_id", *FIGURES]], on="place_id", validate="one_to_one")


def kind_of(row: pd.Series) -> str:
    """`founding`, `joined` or `proposed`: what the mark of a place tells."""
    if row["status"] == "proposed":
        return "proposed"
    return "founding" if row["founding"] else "joined"


def kinds_of(places: pd.DataFrame) -> pd.Series:
    """`kind_of` for every row."""
    kinds = places["founding"].map({True: "founding", False: "joined"})
    return kinds.mask(places["status"] == "proposed", "proposed")


@cached
def kind_counts(places: pd.DataFrame) -> dict[str, int]:
    """How many places there are of each kind that occurs."""
    return {str(kind): int(count) for kind, count in kinds_of(places).value_counts().items()}


@cached
def by_name(places: pd.DataFrame) -> pd.DataFrame:
    """The places by name in the reader's language; rows of one name in the order that they had."""
    return places.sort_values(localized("name"), key=sort_keys, kind="stable")


@cached
def names_by_id(places: pd.DataFrame) -> dict[str, str]:
    """The names of places in the reader's language by their ids, in the order of the rows."""
    return dict(zip(places["place_id"], places[localized("name")], strict=True))


def since(row: pd.Series) -> str:
    """Since when a place is a member, or when it was proposed."""
    when = day(row["counted_on"], row["counted_precision"])
    if row["status"] == "proposed":
        return _("Proposed on {day} for Thailand's national programme", day=when)
    if row["counted_precision"] == "month":
        return _("Member, first named in a source in {day}", day=when)
    if row["stated_precision"] == "year":
        return _("Member, first named in a source on {day}", day=when)
    return _("Member since {day}", day=when)


def population_line(row: pd.Series, *, short: bool = False) -> str:
    """The population with its source and year, or that there is none; empty without a source.

    The figure is the last that is no projection. Unless `short` that is said where there are later
    ones, since charts go on.
    """
    series = series_with("beside_places")
    if series is None:
        return ""
    told = {"series": text(series, "name")}
    if pd.isna(row["population"]):
        return _("No population figure ({series})", **told)
    told |= {"people": exact_people(row["population"]), "year": day(f"{row['year']}-01-01", "year")}
    if short or not _has_projections(row["series_id"]):
        return _("{people} people ({series}, {year})", **told)
    return _("{people} people ({series}, {year}; later figures are projections)", **told)


@cached(translated=False)
def _has_projections(series_id: str) -> bool:
    rows = table("populations")
    return bool((rows.loc[rows["series_id"] == series_id, "estimate_type"] == "projection").any())


@cached
def labelled(places: pd.DataFrame) -> pd.DataFrame:
    """What a drawn map shows of each place: label, point and mark, equal on many dates."""
    rows = places.assign(label=places[localized("name")], kind=kinds_of(places))
    return rows[["place_id", "country_id", "label", "lat", "lon", "kind"]]


@cached
def marks(places: pd.DataFrame) -> pd.DataFrame:
    """`labelled`, with the tooltip lines of the live map for each place."""
    return labelled(places).assign(
        title=places[localized("name")],
        line1=places[localized("region")] + ", " + places[localized("country")],
        line2=places.apply(since, axis=1) if len(places) else "",
        line3=places[localized("unit_label")],
        line4=places.apply(population_line, axis=1, short=True) if len(places) else "",
    )


@cached
def bounds_of(view: View, places: pd.DataFrame) -> Bounds:
    """Where the map opens: on the region or country chosen, else on the places.

    Places of a single country open on all of it. Without any filter the places are all of the
    dataset, so that the map stays where it is from one date to another.
    """
    shown = places if view.filtered and len(places) else table("places")
    country = view.country or stands_out(shown)
    if not country:
        return around(shown)
    if thai_region(view):
        provinces = network().boundary("thai_provinces")
        edges = provinces[provinces["region_id"] == view.region].total_bounds
    elif view.region:
        return around(places)
    else:
        edges = network().boundary("asean_countries").loc[[country]].total_bounds
    west, south, east, north = (float(edge) for edge in edges)
    return (
        west - MARGIN_DEGREES, south - MARGIN_DEGREES,
        east + MARGIN_DEGREES, north + MARGIN_DEGREES,
    )  # fmt: skip


def thai_region(view: View) -> str | None:
    """The region of Thailand that a view has chosen."""
    return view.region if view.country == THAILAND else None


def stands_out(places: pd.DataFrame) -> str | None:
    """The country that a map lifts from its neighbours: that of all its places, if it is one."""
    found = places["country_id"].unique()
    return str(found[0]) if len(found) == 1 else None


@cached
def around(places: pd.DataFrame) -> Bounds:
    """The part of the map that holds some places, with room for symbols and names at its edges."""
    lon, lat = places["lon"], places["lat"]
    span = max(lon.max() - lon.min(), lat.max() - lat.min())
    edge = max(MARGIN_DEGREES, EDGE * float(span))
    return (
        float(lon.min()) - edge, float(lat.min()) - edge,
        float(lon.max()) + edge, float(lat.max()) + edge,
    )  # fmt: skip


@cached
def kind_name(kind: str, places: pd.DataFrame) -> str:
    """What a mark means; those who joined later say since when."""
    if kind != "joined":
        return _(KIND_NAMES[kind])
    days = places.loc[(places["status"] == "member") & ~places["founding"], "counted_on"]
    if days.nunique() == 1:
        return _("Joined in {month}", month=short_day(days.iloc[0]))
    return _("Joined since {year}", year=day(days.min(), "year"))
