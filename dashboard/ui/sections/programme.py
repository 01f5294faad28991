"""Pictures of Thailand's plan: its provinces on a map, its rounds and its regions."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import ascn_data
from dashboard.charts import programme, programme_map
from dashboard.content import programme_text as said
from dashboard.content.citations import most_cited
from dashboard.content.places import THAILAND, Bounds
from dashboard.content.programme import (
    areas_of,
    marks_of,
    provinces_of,
    region_bars,
    region_name,
    region_parts,
    round_bars,
    round_parts,
    rounds_by_region,
    rounds_of,
)
from dashboard.content.roles import outline_sources
from dashboard.core.dataset import ask, network, remembered, table
from dashboard.core.page_widths import column_width
from dashboard.core.palette import palette
from dashboard.core.translation import _, listed, number, own, speaking
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import chart, picture
from dashboard.ui.components.empty_state import say_nothing, without
from dashboard.ui.components.table import download, show_table
from dashboard.ui.errors import guarded
from dashboard.ui.viewport import on_phone, window_width

# Thailand's edges with room for labels in the Gulf and in Laos.
WINDOW: Bounds = (97.1, 5.3, 106.6, 20.7)
MARGIN_DEGREES = 0.25
LABEL_SHARE = 0.75
# The part of the page's width that the map has, and from how many pixels more it is laid out anew.
MAP_SHARE, ROOM_STEP = 5 / 11, 50
NARROW_ASPECT = 1.35
TOLERANCE_SHARE = 0.003
AROUND_TOLERANCE = 0.05


@guarded(True)
def for_thailand(view: View) -> bool:
    """Whether the filters leave the plan in sight; if not, say why and offer the way back."""
    if view.country in (None, THAILAND):
        return True
    name = table("countries").set_index("country_id").loc[view.country, own("name")]
    say_nothing(
        "plan",
        _("This plan is Thailand's alone, and the filter asks for {country}.", country=name),
        without(view, "country", "region", label=_("Show Thailand's plan")),
    )
    return False


def _bars(rows: pd.DataFrame, parts: pd.DataFrame, key: str, *, legend: bool = False) -> None:
    colours = palette(st.context.theme.type)
    figure = programme.part_bars(rows, parts, colours, narrow=on_phone(), legend=legend)
    chart(figure, key=key, alt=said.bars_alt(rows))


@guarded(None)
def rounds_picture(view: View) -> None:
    """How the plan grew round by round."""
    areas = areas_of(view)
    if areas.empty:
        why = _("No area of the plan lies in this region: {region}.", region=region_name(view))
        say_nothing("rounds", why, without(view, "region", label=_("Show all regions")))
        return
    rounds = rounds_of(areas)
    picture(
        said.rounds_title(rounds, region_name(view)),
        lambda: _bars(round_bars(rounds), round_parts(rounds), "rounds"),
        rounds,
        ["designated_on", "added", "areas", "provinces", "proposed", "later", "source"],
        key="rounds",
        unit=_("areas of Thailand's plan"),
        sources=rounds["source_id"].tolist(),
    )


@guarded(None)
def regions_picture(view: View) -> None:
    """The areas of each region, by round."""
    totals = ask(ascn_data.plan_regions, view.asof)
    tidy = rounds_by_region(areas_of(view), totals)
    picture(
        said.regions_title(totals),
        lambda: _bars(region_bars(totals), region_parts(tidy, totals), "plan-regions", legend=True),
        tidy,
        ["region", "designated_on", "added", "proposed", "later", "source"],
        key="plan-regions",
        unit=_("areas of Thailand's plan, from the first round to the last"),
        sources=most_cited(tidy, *most_cited(totals)[:1]),
    )


def label_points(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Where the label of each area stands: at its lon and lat where the file gives numbers inside
    the map, else at a point within the area. Columns: lon, lat (degrees).
    """
    within = shapes.geometry.representative_point()
    points = {"lon": within.x, "lat": within.y}
    if {"lon", "lat"} <= set(shapes):
        given = shapes[["lon", "lat"]].apply(pd.to_numeric, errors="coerce")
        inside = given["lon"].between(-180, 180) & given["lat"].between(-90, 90)
        points = {name: given[name].where(inside, points[name]) for name in points}
    return shapes[["geometry"]].assign(**points)


@remembered(8)
def outlines(tolerance: float) -> gpd.GeoDataFrame:
    """The provinces' shapes, as fine as a map of one size needs them, with a point to label."""
    shapes = network().boundary("thai_provinces")
    fine = shapes.geometry.simplify_coverage(tolerance)
    points = label_points(shapes)
    return points.set_geometry(fine.rename("geometry"))


def window_of(provinces: pd.DataFrame, *, narrow: bool) -> Bounds:
    """The part of the map that holds some provinces, and a column of labels at its right."""
    edges = outlines(0.03).loc[provinces["province_id"]].total_bounds
    west, south, east, north = (float(edge) for edge in edges)
    east += (east - west) * LABEL_SHARE
    # Labels need the whole height of a phone, where the width decides how large the map is.
    spare = (east - west) * NARROW_ASPECT - (north - south) if narrow else 0
    up = max(0, spare) / 2 + MARGIN_DEGREES
    return west - MARGIN_DEGREES, south - up, east + MARGIN_DEGREES, north + up


def _province_hover(row: pd.Series) -> str:
    told = f"{row[own('province')]}: {said.areas_said(row['areas'])}"
    if row["areas"]:
        told += f" ({listed(row['names'])})"
    if row["later_areas"]:
        told += ", " + _("{count} later", count=number(row["later_areas"]))
    return told


@remembered(32)
def province_figure(
    asof: str, region: str | None, lang: str, theme: str | None, narrow: bool, room: int
) -> go.Figure:
    """The map of one view; the slowest drawing of the page, so the last few are kept."""
    view = View(asof=asof, region=region, lang=lang)
    with speaking(lang):
        provinces = provinces_of(view)
        window = WINDOW
        if region:
            window = window_of(provinces[provinces["inside"]], narrow=narrow)
        hover = [_province_hover(row) for _i, row in provinces.iterrows()]
        rows = provinces.assign(label=provinces[own("province")], hover=hover)
        rows = rows.set_index("province_id").drop(columns="names")
        shapes = outlines(round((window[3] - window[1]) * TOLERANCE_SHARE, 3)).copy()
        if region:
            # What lies around the region is pale and told nothing of: it may be coarse.
            around = ~rows["inside"].reindex(shapes.index).to_numpy()
            shapes.loc[around, "geometry"] = outlines(AROUND_TOLERANCE).geometry[around]
        return programme_map.province_map(
            shapes.join(rows), marks_of(view), palette(theme), window=window,
            most=int(provinces["areas"].max()), zoomed=bool(region), narrow=narrow,
            room=room,
        )  # fmt: skip


@remembered(64)
def inside_of(provinces: pd.DataFrame) -> pd.DataFrame:
    """The provinces of the region, as the table shows them."""
    return provinces[provinces["inside"]].drop(columns=["names", "inside"])


@guarded(None)
def provinces_picture(view: View) -> None:
    """The map: provinces shaded by their areas, the proposed areas marked inside them."""
    provinces, areas = provinces_of(view), areas_of(view)
    inside = inside_of(provinces)
    theme = st.context.theme.type
    room = column_width(window_width(), MAP_SHARE) // ROOM_STEP * ROOM_STEP
    figure = province_figure(view.asof, view.region, view.lang, theme, on_phone(), room)
    picture(
        said.map_title(inside, region_name(view)),
        lambda: chart(figure, key="provinces", alt=said.map_alt(inside, marks_of(view))),
        inside,
        ["province", "region", "areas", "later_areas"],
        key="provinces",
        unit=_("areas of Thailand's plan"),
        sources=[*rounds_of(areas)["source_id"], *outline_sources()],
    )


@guarded(None)
def show_scope(view: View) -> None:
    """That charts count all areas where the proposed ones are chosen, which are some of them."""
    if view.status == "proposed":
        st.caption(_("The charts count all areas of the programme and mark the proposed ones."))


@remembered(64)
def listed_areas(view: View) -> pd.DataFrame:
    """The areas on record that are selected: of the region, and the proposed ones if chosen."""
    areas = areas_of(view)
    return areas[areas["is_proposed"]] if view.status == "proposed" else areas


@guarded(None)
def areas_table(view: View) -> None:
    """Every selected area of the plan on record, with its number, place and day."""
    areas, title = listed_areas(view), said.list_title
    if areas.empty:
        return
    if view.status == "proposed":
        title = said.proposed_title
    st.subheader(title(areas, view.asof), anchor="areas")
    show_table(
        areas,
        ["number", "area", "province", "region", "designated_on", "is_proposed", "later", "source"],
        key="rows-plan-areas",
    )
    download(areas, key="plan-areas", view=view)
