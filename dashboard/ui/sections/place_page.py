"""The page of one place, or of two or three side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import streamlit as st

from ascn_data import TEXT_LANGUAGES, filter_places
from dashboard.content.citations import plain
from dashboard.content.filters import filter_label, names_of
from dashboard.content.place_lists import all_sources, source_list
from dashboard.content.places import by_name
from dashboard.content.sections.chosen_places import most_projects, neighbours
from dashboard.content.selection import first_day
from dashboard.content.text.place_facts import facts, name_of, place_of
from dashboard.content.text.weak_sources import weak_badge, why_weak
from dashboard.core.dataset import cached, table
from dashboard.core.translation import _, day, listed, localized, n_, number, text
from dashboard.core.url_state import CITIES, MAX_CITIES, View
from dashboard.ui.components.chart_block import notes
from dashboard.ui.components.empty_state import on_day, say_nothing
from dashboard.ui.components.heading import show_heading
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.place_picker import find_beyond, some_places
from dashboard.ui.components.whereabouts import show_whereabouts
from dashboard.ui.errors import error_boundary
from dashboard.ui.page_links import page_named, query
from dashboard.ui.sections.directory import find_in_list, show_directory
from dashboard.ui.sections.place_map import show_projects, show_where
from dashboard.ui.sections.place_population import show_population, show_shared
from dashboard.ui.sections.place_programme import show_plan
from dashboard.ui.session import adopt, bind
from dashboard.ui.viewport import window

STYLE = Path(__file__).with_name("place_page.css")
Cell = Callable[[pd.Series], None]


def both_names(row: pd.Series) -> str:
    """The name in the reader's language, then in the others, so that typing finds any of them."""
    others = (row[f"name_{code}"] for code in TEXT_LANGUAGES)
    return " · ".join(dict.fromkeys([row[localized("name")], *others]))


@cached
def names_to_choose(places: pd.DataFrame) -> dict[str, str]:
    """The names of places by their ids, in every language, in the order of the reader's."""
    return {str(row["place_id"]): both_names(row) for _i, row in by_name(places).iterrows()}


@error_boundary(None)
def _choose(view: View) -> None:
    wanted = find_beyond(len(table("places")), "choose")
    names = names_to_choose(some_places(table("places"), wanted, view.city))
    bind("city", list(view.city))
    st.multiselect(
        _("Places (up to {most})", most=MAX_CITIES),
        list(names),
        key="city",
        format_func=names.__getitem__,
        max_selections=MAX_CITIES,
        select_all=False,  # it would stand first, and Enter would choose it
        placeholder=_("Choose, or type an English or Thai name"),
        help=_("Select one place for its profile, or up to three to compare."),
        on_change=adopt,
        args=("city",),
    )


@error_boundary(None)
def show_page(view: View) -> None:
    """The places that the reader chooses, or the directory as long as there are none."""
    st.html(STYLE)
    if view.city:
        left, right = st.columns(2, gap="medium", vertical_alignment="bottom")
        with left:
            _choose(view)
        with right:
            compare_with(view)
        show_places(view)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        _choose(view)
    with right:
        wanted = find_in_list()
    show_directory(view, wanted)


@error_boundary(None)
def compare_with(view: View) -> None:
    """The way to the places in aligned rows: of one, with another that the reader chooses."""
    names = names_to_choose(some_places(table("places"), "", view.city))
    if len(view.city) > 1:
        st.page_link(
            page_named("compare"), icon=":material/compare_arrows:",
            label=_("Compare {names} in rows", names=plain(listed(_short(view.city)))),
            query_params=query("compare", compare=CITIES, city=list(view.city)),
        )  # fmt: skip
        return
    chosen = st.selectbox(
        _("Compare with…"), [key for key in names if key not in view.city], index=None,
        key="compare-with", format_func=names.__getitem__, placeholder=_("Choose"),
        help=_("Shows both places in aligned rows, with their differences."),
    )  # fmt: skip
    if chosen:
        asked = query("compare", compare=CITIES, city=[*view.city, chosen])
        st.switch_page(page_named("compare"), query_params=asked)


def _short(places: tuple[str, ...]) -> list[str]:
    """The names of places in the reader's language."""
    names = names_of("places", "place_id")
    return [names[key] for key in places]


def beside(places: tuple[pd.Series, ...], *cells: Cell) -> None:
    """Draw every cell for every place: rows of columns, or on a phone place after place."""
    if window().narrow:
        for place in places:
            for cell in cells:
                cell(place)
        return
    for cell in cells:
        for column, place in zip(st.columns(len(places), gap="medium"), places, strict=True):
            with column:
                cell(place)


@error_boundary(None)
def show_places(view: View) -> None:
    """One place as a page, or two or three beside each other, row by row."""
    places = tuple(place_of(view, place_id) for place_id in view.city)
    _say_outside(view, places)
    most = most_projects(places)

    def work(place: pd.Series) -> None:
        show_projects(view, place, most)

    if len(places) == 1:
        _alone(view, places[0])
        left, right = st.columns(2, gap="large")
        with left:
            work(places[0])
        with right:
            show_plan(places[0])
    else:
        names = [name for name, _said in facts(places[0], view)]
        beside(places, _head_with_links, *(_fact(view, at) for at in range(len(names))))
        show_where(view, places)
        beside(places, lambda place: show_nearest(view, place))
        show_shared(view, places)
        beside(places, work, show_plan)
    show_sources(places)


def _alone(view: View, place: pd.Series) -> None:
    left, right = st.columns([6, 7], gap="large")
    with left:
        _head(place)
        said = "\n".join(f"- **{name}:** {linked(fact)}" for name, fact in facts(place, view))
        st.markdown(said, help=_why_weak(said))
        show_nearest(view, place)
    with right:
        show_where(view, (place,))
    show_population(view, place)


@error_boundary(None)
def _say_outside(view: View, places: tuple[pd.Series, ...]) -> None:
    if outside := names_outside(view, places):
        st.caption(
            _(
                "Shown although outside the selected filters ({filters}): {names}.",
                filters=plain(filter_label(view)), names=outside,
            )
        )  # fmt: skip


@cached
def names_outside(view: View, places: tuple[pd.Series, ...]) -> str:
    """The names of the places that the filters leave out, as Markdown; empty if there is none."""
    inside = filter_places(pd.DataFrame(places), **view.where, status=view.status)
    outside = [row for row in places if row["place_id"] not in set(inside["place_id"])]
    return listed([name_of(row) for row in outside]) if outside else ""


def _head(place: pd.Series) -> None:
    st.header(name_of(place), anchor=place["place_id"])
    st.caption(f"{plain(text(place, 'region'))}, {plain(text(place, 'country'))}")


def _head_with_links(place: pd.Series) -> None:
    """The name of one of several places, for which the page has no breadcrumbs."""
    st.header(name_of(place), anchor=place["place_id"])
    show_whereabouts(place)


def _why_weak(said: str) -> str | None:
    """The help of a text with the badge of a weak source."""
    return why_weak() if weak_badge() in said else None


def _fact(view: View, at: int) -> Cell:
    def show(place: pd.Series) -> None:
        name, said = facts(place, view)[at]
        st.markdown(f"**{name}**  \n{linked(said)}", help=_why_weak(said))

    return show


@error_boundary(None)
def show_nearest(view: View, place: pd.Series) -> None:
    """The nearest members with their distance; each leads to its page."""
    near = neighbours(view, place)
    st.markdown(_("**Nearest members to {name}**", name=name_of(place)))
    if near.empty:
        first = first_day(View(asof=view.asof, status="member"))
        why = _("The network had no other member on {day}.", day=day(view.asof))
        say_nothing(f"near-{place['place_id']}", why, on_day(first) if first else None)
        return
    with st.container(gap=None, key=f"links-{place['place_id']}"):
        for place_id, label in distances(near):
            st.page_link(
                page_named("city"), label=label, icon=":material/near_me:",
                query_params=query("city", city=[place_id]),
            )  # fmt: skip


@cached
def distances(near: pd.DataFrame) -> list[tuple[str, str]]:
    """The id of each place, and its name with how far away it is, as Markdown."""
    return [
        (
            str(row["place_id"]),
            plain(
                _(
                    "{name}, {country}: {distance} km",
                    name=text(row, "name"), country=text(row, "country"),
                    distance=number(row["distance_km"]),
                )
            ),
        )
        for _i, row in near.iterrows()
    ]  # fmt: skip


@error_boundary(None)
def show_sources(places: tuple[pd.Series, ...]) -> None:
    """The sources of the page, what each is used for, and where to read it."""
    every = all_sources(places)
    lines = source_list(every)
    show_heading(
        n_("This page uses {count} source", "This page uses {count} sources", len(lines)),
        "\n".join(lines),
        anchor="page-sources",
    )
    notes(
        every, ["name", "publisher", "title", "used_for", "published_on", "url"], key="city-sources"
    )
