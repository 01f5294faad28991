"""Pictures of citizen reach: counted ranges beside the announced number, and city populations."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import ascn_data
from dashboard import reach_charts, sentences
from dashboard.data import ask, first, network, remembered, table
from dashboard.emptiness import no_place, on_day, say_nothing, without
from dashboard.faults import guarded
from dashboard.filters import filter_label, latest
from dashboard.limits import BARS
from dashboard.pictures import chart, picture
from dashboard.reach_rows import area_rows, region_rows
from dashboard.roles import benefit_sources, key_of, outline_sources
from dashboard.selection import first_day
from dashboard.session import adopt, bind
from dashboard.sources import most_cited, plain
from dashboard.theme import Palette, palette
from dashboard.view import View
from dashboard.window import on_phone
from dashboard.words import _, day, n_, number, own, text

REGION_TOLERANCE_DEGREES = 0.05


@guarded(True)
def show_definition(view: View) -> bool:
    """What is counted and what is not; False when the filters leave no proposed area."""
    areas = ask(ascn_data.reach_by_area, view.asof, **view.where)
    if areas.empty:
        no_place(view, "reach", status="proposed")
        return False
    st.markdown(
        _(
            "**Counted**: registered residents of the area named as the smart city, at the last"
            " year-end on record before July 2023, each once; a range where the announcement does"
            " not say which unit it means. **Announced**: a claim of the minister without a"
            " published breakdown, so it is never split and never added."
        )
    )
    return True


def _ranges(rows: pd.DataFrame, key: str) -> None:
    colours = palette(st.context.theme.type)
    most = float(rows["high"].max())
    figure = reach_charts.ranges(rows, colours, most=most, narrow=on_phone())
    chart(figure, key=key, alt=sentences.ranges_alt(rows))


@guarded(None)
def areas_picture(view: View) -> None:
    """The six areas as ranges with the readings that make the range."""
    readings = ask(ascn_data.reach_readings, view.asof, **view.where)
    counted = ask(ascn_data.reach_range, view.asof, **view.where)
    picture(
        sentences.reach_title(counted),
        lambda: _ranges(area_rows(view), "areas"),
        readings,
        ["name", "region", "unit", "standing", "population", "reference_date", "source"],
        key="areas",
        unit=_("people; registered residents, each counted once"),
        as_of=day(readings["reference_date"].max()),
        sources=most_cited(readings, *benefit_sources()),
    )


@guarded(None)
def regions_picture(view: View) -> None:
    """Reach by region, beside the announced figure."""
    regions = ask(ascn_data.reach_by_region, view.asof, **view.where)
    picture(
        sentences.regions_title(regions),
        lambda: _ranges(region_rows(view), "regions"),
        regions,
        ["region", "areas", "low", "high", "reference_date", "source"],
        key="regions",
        unit=_("people; registered residents, each counted once"),
        as_of=day(regions["reference_date"].max()),
        sources=most_cited(regions, *benefit_sources()),
    )


@remembered(4)
def thai_regions() -> pd.DataFrame:
    """Thailand's six regions as areas with a label and a point to put it."""
    shapes = network().boundary("thai_provinces").dissolve("region_id")
    shapes["geometry"] = shapes.geometry.simplify_coverage(REGION_TOLERANCE_DEGREES)
    points = shapes.geometry.representative_point()
    names = table("regions").set_index("region_id")[own("name")]
    return shapes[["geometry"]].assign(label=names, lon=points.x, lat=points.y)


@remembered(64)
def region_figure(regions: pd.DataFrame, colours: Palette) -> go.Figure:
    """The map of Thailand's regions, shaded by what is counted in each."""
    return reach_charts.region_map(thai_regions(), regions, colours)


@remembered(64)
def region_alt(regions: pd.DataFrame) -> str:
    """The counts that the map shades."""
    pairs = "; ".join(
        f"{text(row, 'region')}: {sentences.span(row.low, row.high)}"
        for row in regions.itertuples()
    )
    return _(
        "Map of Thailand's regions. {pairs}. No proposed area in {rest} regions.",
        pairs=pairs, rest=len(thai_regions()) - len(regions),
    )  # fmt: skip


@guarded(None)
def choropleth_picture(view: View) -> None:
    """Thailand's regions, shaded by the residents counted in their proposed areas."""
    regions = ask(ascn_data.reach_by_region, view.asof, **view.where)
    colours = palette(st.context.theme.type)
    picture(
        n_(
            "{count} of Thailand's six regions has a proposed area",
            "{count} of Thailand's six regions have proposed areas",
            len(regions),
        ),
        lambda: chart(
            region_figure(regions, colours), key="choropleth", alt=region_alt(regions)
        ),
        regions,
        ["region", "areas", "low", "high", "source"],
        key="choropleth",
        unit=_("people; registered residents of the proposed areas"),
        as_of=day(regions["reference_date"].max()),
        sources=most_cited(regions, *outline_sources()),
    )  # fmt: skip


@remembered(128)
def with_figure(rows: pd.DataFrame) -> pd.DataFrame:
    """The places of which the series knows the population."""
    return rows[rows["population"].notna()]


def _no_population(view: View, series: str) -> None:
    """Why the members of the filters have no figure: they are later, or the series has none."""
    if ask(ascn_data.members, view.asof, **view.where).empty:
        no_place(view, "cities", status="member")
        return
    why = _(
        "No member of {filters} has a figure in the series “{series}”.",
        filters=plain(filter_label(replace(view, status=None))), series=plain(series),
    )  # fmt: skip
    say_nothing("figures", why, without(view, "country", "region"))


@guarded(None)
def cities_picture(view: View) -> None:
    """Members' populations inside one series that the reader chooses."""
    series = ask(ascn_data.series_in_use, view.asof)
    if series.empty:
        why = _("No series has figures for three members on {day}.", day=day(view.asof))
        say_nothing("series", why, on_day(first_day(View(asof=view.asof)) or latest()))
        return
    names = series_names(series)
    ids = list(names)
    beside = key_of("series", "beside_places")
    usual = beside if beside in ids else ids[0]
    chosen = str(view.series) if view.series in ids else usual
    bind("series", chosen)
    st.selectbox(
        _("Series"), ids, key="series", format_func=names.__getitem__, on_change=adopt,
        args=("series",), width=420,
        help=_("One source with one definition; figures of two series are never compared."),
    )  # fmt: skip
    rows = ask(ascn_data.city_populations, chosen, as_of=view.asof, **view.where)
    known = with_figure(rows)
    if known.empty:
        _no_population(view, names[chosen])
        return
    colours = palette(st.context.theme.type)
    picture(
        sentences.cities_title(known),
        lambda: chart(
            reach_charts.city_bars(first(known, BARS), colours),
            key="cities",
            alt=sentences.cities_alt(known),
        ),
        rows,
        ["name", "country", "region", "unit", "population", "year", "estimate_type", "source"],
        key="cities",
        unit=_("people"),
        as_of=day(f"{rows['year'].iloc[0]}-12-31", "year"),
        sources=most_cited(rows),
        about=about_series(series, chosen, rows),
    )


@remembered(64)
def series_names(series: pd.DataFrame) -> dict[str, str]:
    """The names of the series by their ids, in the order of the rows."""
    return dict(zip(series["series_id"], series[own("name")], strict=True))


@remembered(64)
def about_series(series: pd.DataFrame, series_id: str, rows: pd.DataFrame) -> str:
    """What one series counts, which of the cities have no figure in it, and what is not drawn.

    Takes the rows of `ascn_data.series_in_use` and of `ascn_data.city_populations`.
    """
    told = [plain(text(series.set_index("series_id").loc[series_id], "definition"))]
    known, unknown = with_figure(rows), rows[rows["population"].isna()]
    if len(unknown):
        names = plain(sentences.names(unknown, 40))
        told.append(_("No figure in this series: {names}.", names=names))
    if len(known) > BARS:
        drawn = _(
            "The {count} largest are drawn; the table has {all}.",
            count=number(BARS), all=number(len(known)),
        )  # fmt: skip
        told.append(drawn)
    return "\n\n".join(told)
