"""Populations of the members, inside one source that the reader chooses."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

import ascn_data
from dashboard.content.citations import most_cited, plain, source_line
from dashboard.content.filters import filter_label, latest, scope
from dashboard.content.places import by_name, names_by_id
from dashboard.content.sections.city_populations import (
    about_series,
    cities_section,
    in_alphabetical_order,
    series_names,
    shown_series,
    unranked_title,
    with_figure,
)
from dashboard.content.selection import counts_members, first_day
from dashboard.content.text.sentences import scoped
from dashboard.content.text.weak_sources import is_weak
from dashboard.core.dataset import ask
from dashboard.core.translation import _, day
from dashboard.core.url_state import MAX_CITIES, View
from dashboard.ui.components.chart_block import show_chart
from dashboard.ui.components.empty_state import no_place, on_day, say_nothing, without
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.place_picker import lead_to_profiles
from dashboard.ui.components.table import show_table
from dashboard.ui.components.weak_source import show_marked
from dashboard.ui.errors import error_boundary
from dashboard.ui.session import adopt, bind
from dashboard.ui.viewport import scaled


def _no_population(view: View, series: str) -> None:
    """Why the members of the filters have no figure: they are later, or the series has none."""
    if ask(ascn_data.members, view.asof, **view.where).empty:
        no_place(view, "cities", status="member")
        return
    why = _(
        "The population source “{series}” has no figures for this selection: {filters}.",
        filters=plain(filter_label(replace(view, status=None))), series=plain(series),
    )  # fmt: skip
    say_nothing("figures", why, without(view, "country", "region"))


@error_boundary(None)
def show_cities(view: View) -> None:
    """Members' populations inside one series that the reader chooses; none without members."""
    if not counts_members(view):
        return
    series = ask(ascn_data.series_in_use, view.asof)
    if series.empty:
        why = _("No population source covers at least three members on {day}.", day=day(view.asof))
        say_nothing("series", why, on_day(first_day(View(asof=view.asof)) or latest()))
        return
    names = series_names(series)
    ids, chosen = list(names), shown_series(view, series)
    bind("series", chosen)
    st.selectbox(
        _("Population source"), ids, key="series", format_func=names.__getitem__, on_change=adopt,
        args=("series",), width=scaled(420),
        help=_("Each source has one definition. Figures from different sources cannot be"
               " compared."),
    )  # fmt: skip
    rows = ask(ascn_data.city_populations, view.asof, chosen, **view.where)
    if is_weak(with_figure(rows)["source_id"]):
        show_marked("", weak=True)
    if section := cities_section(view):
        show_chart(section, view, partial(choose_cities, view, section.frame))
        return
    if with_figure(rows).empty:
        _no_population(view, names[chosen])
    else:
        _unranked(view, rows, names[chosen], about_series(series, chosen, rows, view.asof))


@error_boundary(None)
def choose_cities(view: View, rows: pd.DataFrame) -> None:
    """The cities that stand out in the chart of `rows`, and the way to their profiles."""
    names = names_by_id(by_name(rows))
    chosen = [place for place in view.city if place in names]
    bind("city", chosen)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.multiselect(
            _("Highlight cities (up to {most})", most=MAX_CITIES), list(names), key="city",
            format_func=names.__getitem__, max_selections=MAX_CITIES, select_all=False,
            placeholder=_("Choose, or click a bar"), on_change=adopt, args=("city",),
            width=scaled(420),
            help=_("A click on a bar selects its city; hold Shift or Ctrl to add another. Click"
                   " again or press Escape to undo."),
        )  # fmt: skip
        if chosen:
            lead_to_profiles(chosen)


def _unranked(view: View, rows: pd.DataFrame, series: str, about: str) -> None:
    """Figures that do not compare: a table by name, and no bars, which rank by themselves."""
    known = in_alphabetical_order(rows)
    with st.container(key="picture-cities"):
        st.subheader(plain(scoped(scope(view), unranked_title(known, series))), anchor="cities")
        st.markdown(linked(about))
        show_table(
            known, ["name", "country", "region", "unit", "population", "source"], key="cities"
        )
        as_of = day(f"{rows['year'].iloc[0]}-12-31", "year")
        st.caption(source_line(most_cited(known), unit=_("people"), as_of=as_of))
