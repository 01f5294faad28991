"""Pictures of one place or of up to three: where they lie, and their projects."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pandas as pd
import pydeck as pdk
import streamlit as st

import ascn_data
from dashboard.charts import place as city_charts
from dashboard.content import place_facts
from dashboard.content.citations import plain
from dashboard.content.column_labels import VALUES
from dashboard.content.places import Bounds, marks, places_of
from dashboard.content.roles import outline_sources
from dashboard.core.dataset import ask, cached, first, table
from dashboard.core.page_widths import column_width
from dashboard.core.palette import palette, rgb
from dashboard.core.translation import _, listed, text
from dashboard.core.url_state import View
from dashboard.maps import deckgl
from dashboard.maps.symbols import MapPalette
from dashboard.ui.components.chart_block import chart, picture
from dashboard.ui.errors import error_boundary
from dashboard.ui.sections.places_map import map_palette
from dashboard.ui.viewport import scale, scaled, window_width

# Half the least width and height of the map, so that a place is seen in its country.
AROUND_DEGREES = 3.0
RING_PIXELS = 8
HEIGHT = 400


def neighbours(view: View, place: pd.Series) -> pd.DataFrame:
    """The members of the day that lie nearest."""
    return ask(ascn_data.nearest, view.asof, place["place_id"])


@cached
def _drawn(view: View, places: tuple[pd.Series, ...], others: pd.DataFrame) -> pd.DataFrame:
    """The marks of the map: the places of the page first, then their neighbours."""
    everywhere = replace(view, country=None, region=None, status=None)
    ids = [place["place_id"] for place in places]
    parts = [places_of(replace(everywhere, asof=f"{place['counted_on']:%Y-%m-%d}"))
             for place in places if place["later"]]  # fmt: skip
    rows = pd.concat([places_of(everywhere), *parts]).drop_duplicates("place_id")
    rows = rows[rows["place_id"].isin([*ids, *others["place_id"]])]
    return marks(rows).assign(priority=(~rows["place_id"].isin(ids)).astype(int))


@cached
def _around(rows: pd.DataFrame) -> Bounds:
    """The bounds that hold all points, with room around them."""
    lon, lat = rows["lon"], rows["lat"]
    wide = max(AROUND_DEGREES, (lon.max() - lon.min()) * 0.65)
    high = max(AROUND_DEGREES, (lat.max() - lat.min()) * 0.65)
    across, up = (lon.max() + lon.min()) / 2, (lat.max() + lat.min()) / 2
    return (across - wide, up - high, across + wide, up + high)


@cached
def _map_of(
    view: View,
    places: tuple[pd.Series, ...],
    others: pd.DataFrame,
    size: tuple[int, int],
    colours: MapPalette,
    scale: float,
) -> pdk.Deck:
    """The places ringed among their neighbours, for a size in pixels."""
    rows = _drawn(view, places, others)
    deck = deckgl.network_map(rows, palette=colours, bounds=_around(rows), size=size, scale=scale)
    deck = deepcopy(deck)  # the other is an answer, and stays as it is
    ring = list(rgb(colours.ink))
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
        if layer.id == deckgl.PLACES_LAYER:
            layer.data = [row for row in layer.data if row["place_id"] not in yet]
    return deck


def _draw_map(view: View, places: tuple[pd.Series, ...], others: pd.DataFrame) -> None:
    share = 7 / 13 if len(places) == 1 else 1
    size = deckgl.size_in(column_width(window_width(), share), HEIGHT)
    st.pydeck_chart(
        _map_of(view, places, others, size, map_palette(), scale()),
        height=scaled(size[1]), key="map-city",
        alt=place_facts.where_alt(places, others),
    )  # fmt: skip


@cached
def near_rows(view: View, places: tuple[pd.Series, ...]) -> pd.DataFrame:
    """The members nearest to each of the places, which stands in `from_en/th`."""
    return pd.concat(
        [
            neighbours(view, place).assign(
                from_en=place["name_en"], from_th=place["name_th"]
            )
            for place in places
        ]
    )  # fmt: skip


@cached
def point_sources(places: tuple[pd.Series, ...], near: pd.DataFrame) -> list[str]:
    """The sources of the points that a map shows."""
    points = table("places").set_index("place_id")["source_id"]
    ids = [place["place_id"] for place in places]
    return [*points[[*ids, *near["place_id"]]], *outline_sources()]


@error_boundary(None)
def where_picture(view: View, places: tuple[pd.Series, ...]) -> None:
    """Where the places lie; one alone with the members nearest to it."""
    alone = len(places) == 1
    near = near_rows(view, places)
    names = listed([text(place, "name") for place in places])
    picture(
        place_facts.where_title(places[0], near) if alone
        else _("Where {names} lie", names=names),
        lambda: _draw_map(view, places, first(near, len(near) if alone else 0)),
        near,
        ["from", "name", "country", "distance_km", "source"],
        key="where",
        unit=_("kilometres between the points that mark the places"),
        sources=point_sources(places, near),
        about=_("The ring marks the place; without a mark inside it is not on the list yet.")
        if any(place["later"] for place in places)
        else "",
    )  # fmt: skip


@cached
def _with_later(rows: pd.DataFrame, asof: str) -> pd.DataFrame:
    return rows.assign(later=rows["report_year"] > int(asof[:4]))


@cached
def _report_years() -> tuple[int, ...]:
    return tuple(sorted(table("projects")["report_year"].unique().tolist()))


@cached
def _told_of_report(rows: pd.DataFrame, totals: pd.DataFrame) -> str:
    """The projects of the last report by the day, else of the first one, as Markdown."""
    past = totals[~totals["later"]]
    year = int(past["report_year"].iloc[-1] if len(past) else totals["report_year"].iloc[0])
    lines = [_project(row) for _i, row in rows[rows["report_year"] == year].iterrows()]
    head = _("**In the report of {year}:**", year=place_facts.year_name(year))
    return "\n".join([head, "", *lines])


@error_boundary(None)
def projects_picture(view: View, place: pd.Series, most: int) -> None:
    """The projects that the reports list: their number by year and progress, and a list."""
    place_id = place["place_id"]
    totals = _with_later(ask(ascn_data.project_totals, city=place_id), view.asof)
    title = place_facts.projects_title(place, totals)
    if totals.empty:
        st.subheader(plain(title))
        st.markdown(
            _("The monitoring reports cover members of the ASEAN network, no proposed areas.")
            if place["status"] == "proposed"
            else _("What the city does without a listed project is unknown here.")
        )
        return
    rows = _with_later(ask(ascn_data.projects, city=place_id), view.asof)
    counts = ask(ascn_data.project_totals, "progress", city=place_id)
    picture(
        title,
        lambda: chart(
            city_charts.project_bars(
                counts, _report_years(), palette(st.context.theme.type), asof=view.asof, most=most
            ),
            key=f"projects-{place_id}", alt=place_facts.projects_alt(counts),
        ),
        rows,
        ["report_year", "project", "focus_area", "progress", "later", "source"],
        key=f"projects-{place_id}",
        unit=_("projects listed in one report; never added up over reports"),
        sources=rows["source_id"],
    )  # fmt: skip
    st.markdown(_told_of_report(rows, totals))


def _project(row: pd.Series) -> str:
    about = f"{plain(text(row, 'focus_area'))}, {_(VALUES[row['progress']])}"
    return f"- {plain(row['project'])} – {about}"


@cached
def most_projects(places: tuple[pd.Series, ...]) -> int:
    """The highest number of projects that a report lists for one of the places."""
    totals = [ask(ascn_data.project_totals, city=place["place_id"]) for place in places]
    return int(max([1, *(int(rows["projects"].max()) for rows in totals if len(rows))]))
