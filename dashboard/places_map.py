"""The map of places as a picture: what each mark says, its legend, and where the map opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

import ascn_data
from dashboard import maps
from dashboard.data import ask, network
from dashboard.pictures import picture
from dashboard.sentences import map_alt, map_title
from dashboard.view import View
from dashboard.words import _, day, mark, number, own, short_day

SERIES = "un-agglomerations"
THAILAND = "THA"
MARGIN_DEGREES = 0.6
HEIGHT = 560
WIDTH_COOKIE = "viewport"
NARROW = 640

KIND_NAMES = {
    "founding": mark("Founding member"),
    "proposed": mark("Proposed Thai area"),
}


def places_of(view: View) -> pd.DataFrame:
    """The places of a view, with the figure of one series beside each."""
    found = ask(ascn_data.places, view.asof, status=view.status, **view.where)
    figures = ask(
        ascn_data.city_populations, SERIES, as_of=view.asof, status=view.status, **view.where
    )
    extra = figures[["place_id", "population", "year", "series_id"]]
    return found.merge(extra, on="place_id", validate="one_to_one")


def kind_of(row: pd.Series) -> str:
    """`founding`, `joined` or `proposed`: what the mark of a place tells."""
    if row["status"] == "proposed":
        return "proposed"
    return "founding" if row["founding"] else "joined"


def since(row: pd.Series) -> str:
    """Since when a place is a member, or when it was proposed."""
    when = day(row["counted_on"], row["counted_precision"])
    if row["status"] == "proposed":
        return _("Proposed on {day} for Thailand's plan", day=when)
    if row["counted_precision"] == "month":
        return _("Member, first counted in {day}", day=when)
    if row["stated_precision"] == "year":
        return _("Member, first counted on {day}", day=when)
    return _("Member since {day}", day=when)


def population_line(row: pd.Series) -> str:
    """The population with its series and year, or that there is none."""
    if pd.isna(row["population"]):
        return _("No figure in the UN series")
    return _(
        "{people} people (UN agglomeration, {year})",
        people=number(row["population"]),
        year=day(f"{row['year']}-01-01", "year"),
    )


def marks(places: pd.DataFrame) -> pd.DataFrame:
    """What the map draws: a label, a mark and tooltip lines for each place."""
    rows = places.assign(
        label=places[own("name")],
        title=places[own("name")],
        kind=places.apply(kind_of, axis=1) if len(places) else "",
        line1=places[own("region")] + ", " + places[own("country")],
        line2=places.apply(since, axis=1) if len(places) else "",
        line3=places[own("unit_label")],
        line4=places.apply(population_line, axis=1) if len(places) else "",
    )
    columns = ["place_id", "label", "lat", "lon", "kind", "title"]
    return rows[[*columns, "line1", "line2", "line3", "line4"]]


def bounds_of(view: View, places: pd.DataFrame) -> maps.Bounds | None:
    """Where the map opens: on the region or country chosen, else on all of ASEAN."""
    if not view.country:
        return None
    if view.region and len(places):
        west, south, east, north = (
            places["lon"].min(), places["lat"].min(), places["lon"].max(), places["lat"].max(),
        )  # fmt: skip
        if view.country == THAILAND:
            provinces = network().boundary("thai_provinces")
            inside = provinces[provinces["region_id"] == view.region]
            west, south, east, north = inside.total_bounds
    else:
        shape = network().boundary("asean_countries").loc[[view.country]]
        west, south, east, north = shape.total_bounds
    return (
        float(west) - MARGIN_DEGREES, float(south) - MARGIN_DEGREES,
        float(east) + MARGIN_DEGREES, float(north) + MARGIN_DEGREES,
    )  # fmt: skip


def kind_name(kind: str, places: pd.DataFrame) -> str:
    """What a mark means; those who joined later say since when."""
    if kind != "joined":
        return _(KIND_NAMES[kind])
    days = places.loc[(places["status"] == "member") & ~places["founding"], "counted_on"]
    if days.nunique() == 1:
        return _("Joined in {month}", month=short_day(days.iloc[0]))
    return _("Joined since {year}", year=day(days.min(), "year"))


def legend(places: pd.DataFrame, kinds: Sequence[str], counts: dict[str, int]) -> None:
    """The marks of the map and what they mean, with their numbers."""
    palette = maps.DARK if st.context.theme.type == "dark" else maps.LIGHT
    parts = []
    for kind, icon in maps.legend_entries(palette, kinds):
        name = f"{kind_name(kind, places)} ({counts[kind]})"
        parts.append(f"![]({icon.replace(' ', '%20')}) {name}")
    crowds = _("Where marks would cover each other, a line leads to the place.")
    with st.container(key="legend"):
        st.markdown("&emsp;".join([*parts, crowds]))


def on_phone() -> bool:
    """Whether the window was narrow when the page opened; wide when nobody says."""
    width = st.context.cookies.get(WIDTH_COOKIE, "")
    return width.isdigit() and int(width) < NARROW


def draw_map(view: View, places: pd.DataFrame, *, height: int, select: bool) -> str:
    """Draw the map and its legend; return the id of the place that the reader clicked, or ``."""
    rows = marks(places)
    palette = maps.DARK if st.context.theme.type == "dark" else maps.LIGHT
    counts = rows["kind"].value_counts().to_dict()
    size = maps.PHONE if on_phone() else (maps.WIDE[0], height)
    deck = maps.network_map(
        rows,
        palette=palette,
        bounds=bounds_of(view, places),
        size=size,
        provinces=view.country == THAILAND,
    )
    event: Any = st.pydeck_chart(
        deck,
        height=size[1],
        key=f"map-{height}",
        alt=map_alt(places),
        on_select="rerun" if select else "ignore",
        selection_mode="single-object",
    )
    legend(places, [kind for kind in maps.KINDS if kind in counts], counts)
    picked = event.selection.objects.get(maps.PLACES_LAYER, []) if select else []
    return str(picked[0]["place_id"]) if picked else ""


def map_picture(view: View, *, height: int = HEIGHT, select: bool = True) -> str:
    """The map with its filters' places and their table; return the id of the place clicked."""
    places = places_of(view)
    if places.empty:
        st.info(_("No place fits these filters. Clear one of them to see more."))
        return ""
    picked: list[str] = []
    sources = list(places["source_id"].value_counts().index[:2])
    unit = _("places")
    if select:
        unit = _("places; people in UN urban agglomerations")
        sources += ["wup2018", "natural_earth"]
    picture(
        map_title(places),
        lambda: picked.append(draw_map(view, places, height=height, select=select)),
        places,
        ["name", "country", "region", "status", "counted_on", "unit_label", "population", "year"],
        key="places",
        unit=unit,
        sources=sources,
    )
    return picked[0]
