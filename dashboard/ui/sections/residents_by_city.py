"""Populations of the members, inside one source that the reader chooses."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

import ascn_data
from dashboard.charts import residents
from dashboard.content import network_text
from dashboard.content.citations import most_cited, plain, source_line
from dashboard.content.filters import filter_label, latest, scope
from dashboard.content.places import by_name
from dashboard.content.programme_text import scoped
from dashboard.content.roles import key_of
from dashboard.content.selection import counts_members, first_day
from dashboard.core.dataset import ask, first, remembered
from dashboard.core.limits import BARS
from dashboard.core.palette import palette
from dashboard.core.translation import _, day, n_, number, own, text
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import chart, picture
from dashboard.ui.components.empty_state import no_place, on_day, say_nothing, without
from dashboard.ui.components.table import download, show_table
from dashboard.ui.errors import guarded
from dashboard.ui.session import adopt, bind
from dashboard.ui.viewport import on_phone, scaled


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
    """Members' populations inside one series that the reader chooses; none without members."""
    if not counts_members(view):
        return
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
        args=("series",), width=scaled(420),
        help=_("One source with one definition; figures of two series are never compared."),
    )  # fmt: skip
    rows = ask(ascn_data.city_populations, view.asof, chosen, **view.where)
    known = with_figure(rows)
    if known.empty:
        _no_population(view, names[chosen])
        return
    if chosen == key_of("series", "self_declared"):
        _unranked(view, rows, names[chosen], about_series(series, chosen, rows, view.asof))
        return
    colours = palette(st.context.theme.type)
    picture(
        scoped(scope(view), network_text.cities_title(known)),
        lambda: chart(
            residents.city_bars(first(known, BARS), colours, narrow=on_phone()),
            key="cities",
            alt=network_text.cities_alt(known),
        ),
        rows,
        ["name", "country", "region", "unit", "population", "year", "estimate_type", "source"],
        key="cities",
        unit=_("people"),
        as_of=day(f"{rows['year'].iloc[0]}-12-31", "year"),
        sources=most_cited(rows),
        about=about_series(series, chosen, rows, view.asof),
    )


@remembered(64)
def in_alphabetical_order(rows: pd.DataFrame) -> pd.DataFrame:
    """The places with a figure that must not be ranked, by their names."""
    return by_name(with_figure(rows))


def unranked_title(rows: pd.DataFrame, series: str) -> str:
    """How many cities gave a figure of their own in a source whose figures do not compare."""
    return n_(
        "{series}: {count} city", "{series}: {count} cities, in alphabetical order",
        len(rows), series=series,
    )  # fmt: skip


def _unranked(view: View, rows: pd.DataFrame, series: str, about: str) -> None:
    """Figures that do not compare: a table by name, and no bars, which rank by themselves."""
    known = in_alphabetical_order(rows)
    with st.container(key="picture-cities"):
        st.subheader(plain(scoped(scope(view), unranked_title(known, series))), anchor="cities")
        st.markdown(about)
        show_table(
            known, ["name", "country", "region", "unit", "population", "source"], key="rows-cities"
        )
        as_of = day(f"{rows['year'].iloc[0]}-12-31", "year")
        st.caption(source_line(most_cited(known), unit=_("people"), as_of=as_of))
        download(known, key="cities", view=view)


@remembered(64)
def series_names(series: pd.DataFrame) -> dict[str, str]:
    """The names of the series by their ids, in the order of the rows."""
    return dict(zip(series["series_id"], series[own("name")], strict=True))


@remembered(64)
def about_series(series: pd.DataFrame, series_id: str, rows: pd.DataFrame, asof: str) -> str:
    """What one series counts, which of the cities have no figure in it, and what is not drawn.

    It also says where the figures are later than the day `asof`.

    Takes the rows of `ascn_data.series_in_use` and of `ascn_data.city_populations`.
    """
    told = [plain(text(series.set_index("series_id").loc[series_id], "definition"))]
    known, unknown = with_figure(rows), rows[rows["population"].isna()]
    if int(rows["year"].iloc[0]) > int(asof[:4]):
        told.append(_("These figures are later than the selected date."))
    if len(unknown):
        names = plain(network_text.names(unknown, 40))
        told.append(_("No figure in this series: {names}.", names=names))
    if len(known) > BARS:
        drawn = _(
            "The {count} largest are drawn; the table has {all}.",
            count=number(BARS), all=number(len(known)),
        )  # fmt: skip
        told.append(drawn)
    return "\n\n".join(told)
