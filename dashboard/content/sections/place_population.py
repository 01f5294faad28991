"""How many people live in a place, or in several inside one source, described."""

from __future__ import annotations

import pandas as pd

import ascn_data
from ascn_data import population_figures
from dashboard.content.citations import plain
from dashboard.content.roles import key_of
from dashboard.content.sections.section import Section
from dashboard.content.text import network_text
from dashboard.content.text.place_facts import name_of
from dashboard.content.text.place_text import (
    counted_line,
    population_title,
    shared_alt,
    shared_title,
    years_of,
)
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import _, listed, text
from dashboard.core.url_state import View


@cached
def _about_population(place: pd.Series, rows: pd.DataFrame, asof: str) -> str:
    projected = (rows["estimate_type"] == "projection").any()
    about = [
        _(
            "Each source has its own definition and its own scale, so figures of different"
            " sources cannot be compared."
        ),
        _("Hollow symbols and dotted lines are projections.") if projected else "",
        counted_line(place, asof),
    ]
    return " ".join(part for part in about if part)


@cached
def in_common(places: tuple[pd.Series, ...]) -> pd.DataFrame:
    """The figures of the places in every comparable source that at least two of them share."""
    rows = ask(population_figures)
    order = [place["place_id"] for place in places]
    # Each city counted what it liked: the definition forbids to rank these figures.
    declared = key_of("series", "self_declared")
    rows = rows[rows["place_id"].isin(order) & (rows["series_id"] != declared)]
    count = rows.groupby("series_id")["place_id"].transform("nunique")
    rows = rows[count > 1]
    names = table("places").set_index("place_id")[["name_en", "name_th", "country_id"]]
    rows = rows.join(names, on="place_id")
    for key, prefix in (("countries", "country"), ("series", "series")):
        labels = table(key).set_index(f"{prefix}_id")[["name_en", "name_th"]]
        rows = rows.join(labels.add_prefix(f"{prefix}_"), on=f"{prefix}_id")
    rows = rows.rename(columns=lambda name: name.replace("_name_", "_")).sort_values("year")
    return rows.sort_values("place_id", key=lambda ids: ids.map(order.index), kind="stable")


@cached
def series_in_order(rows: pd.DataFrame) -> list[str]:
    """The sources of the rows, those of most places first, superseded ones last."""
    count = rows.groupby("series_id")["place_id"].nunique()
    beside = key_of("series", "beside_places")
    superseded = set(table("series").dropna(subset="superseded_by")["series_id"])
    return sorted(count.index, key=lambda key: (key in superseded, -count[key], key != beside))


@cached
def of_series(rows: pd.DataFrame, series_id: str) -> pd.DataFrame:
    """The rows of one source."""
    return rows[rows["series_id"] == series_id]


@cached
def _about_shared(places: tuple[pd.Series, ...], rows: pd.DataFrame, series_id: str) -> str:
    series = table("series").set_index("series_id").loc[series_id]
    about = [plain(text(series, "definition"))]
    missing = [name_of(row) for row in places if row["place_id"] not in set(rows["place_id"])]
    if missing:
        about.append(_("No figure of its own in this source: {names}.", names=listed(missing)))
    return "\n\n".join(about)


@cached
def one_figure_each(rows: pd.DataFrame) -> bool:
    """Whether every place has one figure only."""
    return bool(rows.groupby("place_id").size().max() == 1)


@cached
def population_section(view: View, place: pd.Series) -> Section | None:
    """Every figure of a place, source by source; None where none is known."""
    rows = ask(ascn_data.city_series, place["place_id"])
    if rows.empty:
        return None
    title = population_title(place, rows)
    return Section(
        "population",
        title,
        title,
        rows,
        rows,
        ("series", "unit", "standing", "year", "population", "estimate_type", "rounded", "source"),
        _("people"),
        tuple(rows["source_id"]),
        as_of=years_of(rows),
        about=_about_population(place, rows, view.asof),
    )


def shared_series(view: View, places: tuple[pd.Series, ...]) -> str | None:
    """The source in which the places are compared; None where they share none."""
    rows = in_common(places)
    if rows.empty:
        return None
    order = series_in_order(rows)
    return str(view.series) if view.series in order else str(order[0])


@cached
def shared_section(view: View, places: tuple[pd.Series, ...]) -> Section | None:
    """The places beside each other inside one source; None where they share none."""
    chosen = shared_series(view, places)
    if chosen is None:
        return None
    rows = of_series(in_common(places), chosen)
    return Section(
        "shared",
        shared_title(rows),
        network_text.cities_alt(rows) if one_figure_each(rows) else shared_alt(rows),
        rows,
        rows,
        ("name", "unit", "year", "population", "estimate_type", "source"),
        _("people"),
        tuple(rows["source_id"]),
        as_of=years_of(rows),
        about=_about_shared(places, rows, chosen),
    )
