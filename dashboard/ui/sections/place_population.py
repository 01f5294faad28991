"""How many people live in a place: series by series, and places inside one series they share."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

import ascn_data
from ascn_data import population_figures
from dashboard.charts import place as city_charts
from dashboard.charts import residents
from dashboard.content import network_text
from dashboard.content.citations import plain
from dashboard.content.file_names import file_stem
from dashboard.content.filters import names_of
from dashboard.content.place_facts import name_of, year_name
from dashboard.content.place_text import (
    counted_line,
    panel_alt,
    panel_head,
    population_title,
    shared_alt,
    shared_title,
    years_of,
)
from dashboard.content.roles import key_of
from dashboard.core.dataset import ask, cached, table
from dashboard.core.palette import palette
from dashboard.core.shared_frames import Answer
from dashboard.core.translation import _, listed, number, text
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import chart, picture
from dashboard.ui.errors import error_boundary
from dashboard.ui.session import adopt, bind, current_view
from dashboard.ui.viewport import on_phone, scaled

PANELS_BESIDE = 3
# The share of the time beside a chart that labels take.
PHONE_ROOM, WIDE_ROOM = 0.75, 0.16


@cached
def _lines(rows: pd.DataFrame) -> tuple[list[Answer], list[pd.Series], tuple[int, int]]:
    """The series and units with several figures, those with one alone, and the years of all."""
    groups = rows.groupby(["standing", "series_id", "unit_id"], sort=False)
    lines = [line for _key, line in groups]
    drawn = [Answer(line) for line in lines if len(line) > 1]
    single = [line.iloc[0] for line in lines if len(line) == 1]
    return drawn, single, (int(rows["year"].min()), int(rows["year"].max()))


def _panels(rows: pd.DataFrame) -> None:
    """One small chart for each series and unit; single figures as a list after them."""
    colours = palette(st.context.theme.type)
    drawn, single, between = _lines(rows)
    across = min(PANELS_BESIDE, len(drawn) + bool(single))
    level: Literal["top", "bottom"] = "bottom" if len(drawn) > 1 else "top"
    cells = [cell for at in range(0, len(drawn) + bool(single), across)
             for cell in st.columns(across, gap="medium", vertical_alignment=level)]  # fmt: skip
    for cell, line in zip(cells, drawn, strict=False):
        with cell:
            st.markdown(panel_head(line))
            first = line.iloc[0]
            told = f"{text(first, 'unit')} {text(first, 'series')}"
            chart(
                city_charts.panel(line, colours, between=between),
                key=f"{first['series_id']}-{first['unit_id']}", alt=panel_alt(line),
                saved_as=file_stem("population", current_view(), detail=told), detail=told,
            )  # fmt: skip
    if single:
        with cells[len(drawn)]:
            st.markdown("\n".join([_("**One figure alone:**"), "", *map(_single, single)]))


def _single(row: pd.Series) -> str:
    told = _(
        "{people} in {year} · {unit} · {series}",
        people=number(row["population"]), year=year_name(row["year"]),
        unit=plain(text(row, "unit")), series=plain(text(row, "series")),
    )  # fmt: skip
    note = plain(text(row, "note"))
    return f"- {told}" + (f" ({note})" if note else "")


@cached
def _about_population(place: pd.Series, rows: pd.DataFrame, asof: str) -> str:
    projected = (rows["estimate_type"] == "projection").any()
    about = [
        _(
            "Each series has its own definition and its own scale: read one alone, never one"
            " against another."
        ),
        _("Hollow marks and dotted lines are projections.") if projected else "",
        counted_line(place, asof),
    ]
    return " ".join(part for part in about if part)


@error_boundary(None)
def population_picture(view: View, place: pd.Series) -> None:
    """Every figure of a place, series by series, each with its own scale."""
    rows = ask(ascn_data.city_series, place["place_id"])
    if rows.empty:
        st.subheader(_("How many people live in {name} is unknown here", name=name_of(place)))
        st.markdown(_("None of the series that this dashboard holds has a figure of this place."))
        return
    picture(
        population_title(place, rows),
        lambda: _panels(rows),
        rows,
        ["series", "unit", "standing", "year", "population", "estimate_type", "rounded", "source"],
        key="population",
        unit=_("people"),
        as_of=years_of(rows),
        sources=rows["source_id"],
        about=_about_population(place, rows, view.asof),
    )


@cached
def in_common(places: tuple[pd.Series, ...]) -> pd.DataFrame:
    """The figures of the places in every series that two of them share and that compares them."""
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
def _series_in_order(rows: pd.DataFrame) -> list[str]:
    count = rows.groupby("series_id")["place_id"].nunique()
    beside = key_of("series", "beside_places")
    return sorted(count.index, key=lambda key: (-count[key], key != beside))


@cached
def _of_series(rows: pd.DataFrame, series_id: str) -> pd.DataFrame:
    return rows[rows["series_id"] == series_id]


@cached
def _about_shared(places: tuple[pd.Series, ...], rows: pd.DataFrame, series_id: str) -> str:
    series = table("series").set_index("series_id").loc[series_id]
    about = [plain(text(series, "definition"))]
    missing = [name_of(row) for row in places if row["place_id"] not in set(rows["place_id"])]
    if missing:
        about.append(_("No figure of its own in this series: {names}.", names=listed(missing)))
    return "\n\n".join(about)


@cached
def _one_figure_each(rows: pd.DataFrame) -> bool:
    return bool(rows.groupby("place_id").size().max() == 1)


def choose_series(view: View, rows: pd.DataFrame) -> str:
    """One of the series in common: that of the address, else the one with most places."""
    order = _series_in_order(rows)
    names = names_of("series", "series_id")
    chosen = view.series if view.series in order else order[0]
    bind("series", chosen)
    st.selectbox(
        _("Series"), order, key="series", format_func=names.__getitem__, on_change=adopt,
        args=("series",), width=scaled(420),
        help=_("One source with one definition; figures of two series are never compared."),
    )  # fmt: skip
    return str(chosen)


@error_boundary(None)
def shared_picture(view: View, places: tuple[pd.Series, ...]) -> None:
    """The places beside each other inside one series that they share."""
    rows = in_common(places)
    if rows.empty:
        names = listed([name_of(place) for place in places])
        st.subheader(_("{names} share no series of population that compares them", names=names))
        st.markdown(
            _(
                "Figures of two series are never compared, nor those that the cities declared"
                " for themselves in 2018. The page of each place shows what is known of it."
            )
        )
        return
    chosen = choose_series(view, rows)
    rows = _of_series(rows, chosen)
    colours = palette(st.context.theme.type)
    once = _one_figure_each(rows)
    room = PHONE_ROOM if on_phone() else WIDE_ROOM
    picture(
        shared_title(rows),
        lambda: chart(
            residents.city_bars(rows, colours, narrow=on_phone())
            if once
            else city_charts.shared(rows, colours, room=room),
            key="shared",
            alt=network_text.cities_alt(rows) if once else shared_alt(rows),
        ),
        rows,
        ["name", "unit", "year", "population", "estimate_type", "source"],
        key="shared",
        unit=_("people"),
        as_of=years_of(rows),
        sources=rows["source_id"],
        about=_about_shared(places, rows, chosen),
    )  # fmt: skip
