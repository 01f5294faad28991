"""Pictures of one place or of up to three: where they lie, and their projects."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pydeck as pdk
import streamlit as st

import ascn_data
from dashboard import city_charts, city_words, maps
from dashboard.data import ask, table
from dashboard.faults import guarded
from dashboard.pictures import chart, picture
from dashboard.place_rows import marks, places_of
from dashboard.places_map import map_palette
from dashboard.sources import plain
from dashboard.tables import VALUES
from dashboard.theme import palette
from dashboard.view import View
from dashboard.window import column_width, scale, window_width
from dashboard.words import _, listed, text

# Half the least width and height of the map, so that a place is seen in its country.
AROUND_DEGREES = 3.0
RING_PIXELS = 8
HEIGHT = 400


def neighbours(view: View, place: pd.Series) -> pd.DataFrame:
    """The members of the day that lie nearest."""
    return ask(ascn_data.nearest, place["place_id"], view.asof)


def _shown(view: View, places: list[pd.Series], others: pd.DataFrame) -> pd.DataFrame:
    """What the map draws: the places of the page first, then their neighbours."""
    everywhere = replace(view, country=None, region=None, status=None)
    ids = [place["place_id"] for place in places]
    parts = [places_of(replace(everywhere, asof=f"{place['counted_on']:%Y-%m-%d}"))
             for place in places if place["later"]]  # fmt: skip
    rows = pd.concat([places_of(everywhere), *parts]).drop_duplicates("place_id")
    rows = rows[rows["place_id"].isin([*ids, *others["place_id"]])]
    return rows.assign(priority=(~rows["place_id"].isin(ids)).astype(int))


def _around(rows: pd.DataFrame) -> maps.Bounds:
    """The bounds that hold all points, with room around them."""
    lon, lat = rows["lon"], rows["lat"]
    wide = max(AROUND_DEGREES, (lon.max() - lon.min()) * 0.65)
    high = max(AROUND_DEGREES, (lat.max() - lat.min()) * 0.65)
    across, up = (lon.max() + lon.min()) / 2, (lat.max() + lat.min()) / 2
    return (across - wide, up - high, across + wide, up + high)


def _draw_map(view: View, places: list[pd.Series], others: pd.DataFrame) -> None:
    rows = _shown(view, places, others)
    colours = map_palette()
    share = 7 / 13 if len(places) == 1 else 1
    size = maps.size_in(column_width(window_width(), share), HEIGHT)
    drawn = marks(rows).assign(priority=rows["priority"])
    deck = maps.network_map(drawn, palette=colours, bounds=_around(rows), size=size, scale=scale())
    ring = [int(colours.ink[i : i + 2], 16) for i in (1, 3, 5)]
    deck.layers.insert(
        -2,
        pdk.Layer(
            "ScatterplotLayer", id="chosen", pickable=False, filled=False, stroked=True,
            data=[{"at": [place["lon"], place["lat"]]} for place in places],
            get_position="at", get_line_color=ring, get_radius=RING_PIXELS,
            radius_units=pdk.types.String("pixels"),
            line_width_units=pdk.types.String("pixels"), get_line_width=2,
        ),
    )  # fmt: skip
    # A mark says what a place is on this day; one that is nothing yet has the ring alone.
    yet = {place["place_id"] for place in places if place["later"]}
    for layer in deck.layers:
        if layer.id == maps.PLACES_LAYER:
            layer.data = [row for row in layer.data if row["place_id"] not in yet]
    st.pydeck_chart(
        deck, height=round(size[1] * scale()), key="map-city",
        alt=city_words.where_alt(places, others),
    )  # fmt: skip


@guarded(None)
def where_picture(view: View, places: list[pd.Series]) -> None:
    """Where the places lie; one alone with the members nearest to it."""
    alone = len(places) == 1
    near = pd.concat(
        [
            neighbours(view, place).assign(**{
                "from_en": place["name_en"], "from_th": place["name_th"],
            })
            for place in places
        ]
    )  # fmt: skip
    ids = [place["place_id"] for place in places]
    points = table("places").set_index("place_id")["source_id"]
    names = listed([text(place, "name") for place in places])
    picture(
        city_words.where_title(places[0], near) if alone
        else _("Where {names} lie", names=names),
        lambda: _draw_map(view, places, near if alone else near.head(0)),
        near,
        ["from", "name", "country", "distance_km", "source"],
        key="where",
        unit=_("kilometres between the points that mark the places"),
        sources=[*points[[*ids, *near["place_id"]]], "natural_earth"],
        about=_("The ring marks the place; without a mark inside it is not on the list yet.")
        if any(place["later"] for place in places)
        else "",
    )  # fmt: skip


def _totals(view: View, place_id: str) -> pd.DataFrame:
    totals = ask(ascn_data.project_totals, city=place_id)
    return totals.assign(later=totals["report_year"] > int(view.asof[:4]))


@guarded(None)
def projects_picture(view: View, place: pd.Series, most: int) -> None:
    """The projects that the reports list: their number by year and progress, and a list."""
    place_id = place["place_id"]
    totals = _totals(view, place_id)
    title = city_words.projects_title(place, totals)
    if totals.empty:
        st.subheader(plain(title))
        st.markdown(
            _("The monitoring reports cover members of the ASEAN network, no proposed areas.")
            if place["status"] == "proposed"
            else _("What the city does without a listed project is unknown here.")
        )
        return
    rows = ask(ascn_data.projects, city=place_id)
    rows = rows.assign(later=rows["report_year"] > int(view.asof[:4]))
    counts = ask(ascn_data.project_totals, "progress", city=place_id)
    years = sorted(table("projects")["report_year"].unique().tolist())
    picture(
        title,
        lambda: chart(
            city_charts.project_bars(
                counts, years, palette(st.context.theme.type), asof=view.asof, most=most
            ),
            key=f"projects-{place_id}", alt=city_words.projects_alt(counts),
        ),
        rows,
        ["report_year", "project", "focus_area", "progress", "later", "source"],
        key=f"projects-{place_id}",
        unit=_("projects listed in one report; never added up over reports"),
        sources=rows["source_id"],
    )  # fmt: skip
    past = totals[~totals["later"]]
    year = int(past["report_year"].iloc[-1] if len(past) else totals["report_year"].iloc[0])
    st.markdown(_("**In the report of {year}:**", year=city_words.year_name(year)))
    of_year = rows[rows["report_year"] == year]
    st.markdown("\n".join(_project(row) for _i, row in of_year.iterrows()))


def _project(row: pd.Series) -> str:
    about = f"{plain(text(row, 'focus_area'))}, {_(VALUES[row['progress']])}"
    return f"- {plain(row['project'])} – {about}"


def most_projects(places: list[pd.Series]) -> int:
    """The highest number of projects that a report lists for one of the places."""
    totals = [ask(ascn_data.project_totals, city=place["place_id"]) for place in places]
    return int(max([1, *(int(rows["projects"].max()) for rows in totals if len(rows))]))
