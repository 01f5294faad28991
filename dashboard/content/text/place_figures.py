"""The figures of one place among its facts: population, density, rank in the city index."""

from __future__ import annotations

import pandas as pd

import ascn_data
from ascn_data import population_figures
from dashboard.content.citations import plain, source_links
from dashboard.content.roles import key_of
from dashboard.content.text.sentences import one_text, stop
from dashboard.content.text.weak_sources import is_weak, weak_badge
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import _, day, mark, number, text
from dashboard.core.url_state import View

# How the UN city relates to the place, by `match_kind`.
MATCHES = {
    "same_name": mark("The UN city of this name is about the same size as this place."),
    "part_of_place": mark("The UN city is only a part of this place."),
    "contains_place": mark("The UN city is larger than this place and contains it."),
    "neighbour": mark("The nearest UN city lies beside this place, so its figure is not used"
                      " here."),
    "none": mark("The UN lists no city for this place."),
}  # fmt: skip


def _badge(rows: pd.DataFrame) -> str:
    """The badge where a figure of the rows is of a weak source, else nothing."""
    return weak_badge() if is_weak(rows["source_id"]) else ""


def _latest(rows: pd.DataFrame) -> pd.Series | None:
    """The last figure that is no projection, of one year rather not one the city declared."""
    rows = rows[rows["estimate_type"] != "projection"]
    if rows.empty:
        return None
    declared = rows["series_id"] == key_of("series", "self_declared")
    return rows.assign(other=~declared).sort_values(["year", "other"], kind="stable").iloc[-1]


def if_later(said: str, row: pd.Series, view: View) -> str:
    """A figure as Markdown, marked where its year or date is later than the selected date."""
    when = row.get("reference_date")
    later = row["year"] > view.year if pd.isna(when) else when > pd.Timestamp(view.asof)
    return _("{figure} *(after the selected date)*", figure=said) if later else said


def _sourced(said: str, row: pd.Series) -> str:
    said = stop(f"{said} ({source_links([row['source_id']])})")
    return one_text(said, _badge(row.to_frame().T))


def _series(row: pd.Series) -> str:
    """The name of the population source of a figure."""
    return plain(text(table("series").set_index("series_id").loc[row["series_id"]], "name"))


def _matched(place_id: str, unit_id: str) -> str:
    """How the UN city of a figure relates to the place, or why there is none; with its note."""
    rows = ask(ascn_data.un_cities, place_id)
    rows = rows[(rows["unit_id"] == unit_id) | rows["match_kind"].isin(["none", "neighbour"])]
    if rows.empty:
        return ""
    row = rows.iloc[0]
    kind = row["match_kind"]
    return one_text(_(MATCHES[kind]), plain(text(row, "note")))


@cached
def latest_population(place: pd.Series) -> pd.Series | None:
    """The last figure of the source that all places share, else of another; None without any.

    Superseded sources and projections are left out.
    """
    rows = ask(population_figures)
    rows = rows[rows["place_id"] == place["place_id"]]
    superseded = table("series").dropna(subset="superseded_by")["series_id"]
    rows = rows[~rows["series_id"].isin(superseded)]
    row = _latest(rows[rows["series_id"] == key_of("series", "beside_places")])
    return _latest(rows) if row is None else row


@cached
def population(place: pd.Series, view: View) -> str:
    """The last population of a place with its year, area and source, as Markdown."""
    place_id, row = place["place_id"], latest_population(place)
    if row is None:
        possible = ask(ascn_data.city_series, place_id)["standing"] == "possible"
        return _("unknown: the boundary is not specified") if possible.any() else _("unknown")
    told = _(
        "{number} people in {year} · {unit} · {series}",
        number=number(row["population"]), year=day(f"{row['year']}-01-01", "year"),
        unit=plain(text(row, "unit")), series=_series(row),
    )  # fmt: skip
    return one_text(_sourced(if_later(told, row, view), row), _matched(place_id, row["unit_id"]))


@cached
def latest_density(place: pd.Series) -> pd.Series | None:
    """The last density of a place that is no projection; None without any."""
    return _latest(ask(ascn_data.densities, place["place_id"]))


@cached
def density(place: pd.Series, view: View) -> str:
    """People per square kilometre, where both are of the same area, as Markdown."""
    row = latest_density(place)
    if row is None:
        return _("unknown: no population and area of the same administrative area")
    told = _(
        "{density} people per km² in {year} · {unit} · {series}",
        density=number(row["density"]), year=day(f"{row['year']}-01-01", "year"),
        unit=plain(text(row, "unit")), series=plain(text(row, "series")),
    )  # fmt: skip
    return _sourced(if_later(told, row, view), row)


def _rank(row: pd.Series) -> str:
    told = {"rank": number(row["rank"]), "edition": row["edition"]}
    if pd.isna(row["cities_ranked"]):
        return _("{rank} ({edition})", **told)
    return _("{rank} of {cities} ({edition})", cities=number(row["cities_ranked"]), **told)


def _ranks(rows: pd.DataFrame) -> str:
    """Ranks as a list, the latest first."""
    return "; ".join(_rank(row) for _i, row in rows[::-1].iterrows())


def last_rank(place: pd.Series, view: View) -> pd.Series | None:
    """The rank in the last edition of the city index by the selected date; None without one."""
    rows = ask(ascn_data.city_index, place["place_id"])
    rows = rows[rows["edition"] <= view.year]
    return rows.iloc[-1] if len(rows) else None


@cached
def index_rank(place: pd.Series, view: View) -> str:
    """The rank in the last edition by the selected date, then the other ranks, as Markdown."""
    rows = ask(ascn_data.city_index, place["place_id"])
    if rows.empty:
        return _("no rank on record")
    past, later = rows[rows["edition"] <= view.year], rows[rows["edition"] > view.year]
    last, earlier = past[-1:], past[:-1]
    if len(last):
        said = [stop(_ranks(last)), _badge(last), plain(text(last.iloc[0], "note"))]
    else:
        said = [_("No rank on record by the selected date.")]
    if len(earlier):
        said += [_("Earlier: {ranks}.", ranks=_ranks(earlier)), _badge(earlier)]
    if len(later):
        said += [_("After the selected date: {ranks}.", ranks=_ranks(later)), _badge(later)]
    said += [
        _("Ranks before {year} follow another method and cannot be compared with later ones.",
          year=year)
        for year in sorted(set(rows["method_since"].dropna()))[1:]
    ]  # fmt: skip
    return one_text(*said, f"({source_links(rows['source_id'])})")
