"""Two dates, two countries or up to three places side by side: what to compare, facts, chart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.content.citations import plain, source_links
from dashboard.content.comparison.cities import places_compared
from dashboard.content.comparison.dates import joined_of, joined_title
from dashboard.content.comparison.facts import Comparison, Fact
from dashboard.content.comparison.sides import dates_to_choose, sides_of
from dashboard.content.comparison.summary import KINDS, compared, comparison, note, title
from dashboard.content.filters import day_label, names_of
from dashboard.content.lists import JOINED
from dashboard.content.sections.compared import compared_section
from dashboard.content.text.weak_sources import weak_badge, why_weak
from dashboard.core.dataset import cached, table
from dashboard.core.translation import _, listed, mark, p_
from dashboard.core.url_state import (
    CITIES,
    COMPARISONS,
    COUNTRIES,
    DATES,
    FILTERS,
    View,
    place_address,
)
from dashboard.exports.comparison_table import comparison_frame, comparison_table
from dashboard.exports.markdown_table import markdown_table
from dashboard.ui.components.chart_block import show_chart
from dashboard.ui.components.empty_state import say_nothing, without
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.place_picker import find_beyond, some_places
from dashboard.ui.components.table import show_table, take_away
from dashboard.ui.errors import error_boundary
from dashboard.ui.page_links import page_named, place_base, query
from dashboard.ui.sections.place_page import names_to_choose
from dashboard.ui.sections.place_population import show_shared
from dashboard.ui.session import bind, change, change_unseen, current_view
from dashboard.ui.viewport import window

STYLE = Path(__file__).with_name("comparison.css")
# What the lists are called, of which each holds one side.
SIDES = {
    DATES: (mark("First date"), mark("Second date")),
    COUNTRIES: (mark("First country"), mark("Second country")),
    CITIES: (mark("First place"), mark("Second place"), mark("Third place (optional)")),
}
HELP = {
    DATES: mark("The first date is that of the whole dashboard."),
    COUNTRIES: mark("The first country is also the filter of the other pages."),
    CITIES: mark("Each place has a column of the table below."),
}


@error_boundary(None)
def show_comparison(view: View) -> None:
    """What stands side by side, chosen above, with its facts and the chart in common."""
    st.html(STYLE)
    _choose(view)
    facts = comparison(view, place_base())
    if facts is None:
        way = without(view, *FILTERS) if view.filtered else None
        say_nothing("comparison", plain(compared(view)), way)
        return
    _show_facts(view, facts)
    if view.compare == CITIES:
        places = places_compared(view)
        show_shared(view, places)
        _link_to_places(facts)
    elif section := compared_section(view):
        show_chart(section, view)
    if view.compare == DATES:
        _show_joined(view)


def _take_kind() -> None:
    """Take over what is compared; a date is nothing to compare a country with."""
    change(compare=st.session_state["compare"], against=None)


def _take(at: int) -> None:
    """Take over one side. The first date or country is that of the whole dashboard."""
    view, value = current_view(), st.session_state[f"side-{at}"]
    sides = list(sides_of(view))
    sides[at : at + 1] = [value] if value else []
    if view.compare == CITIES:
        change(city=tuple(sides))
    elif at:
        change(against=value)
    elif view.compare == COUNTRIES:
        change_unseen(country=value, against=sides[1])
    else:
        change(asof=value, against=sides[1])


@error_boundary(None)
def _choose(view: View) -> None:
    """What is compared, and a list for each side."""
    bind("compare", view.compare)
    st.segmented_control(
        _("Compare"), COMPARISONS, key="compare", required=True, on_change=_take_kind,
        format_func=lambda kind: _(KINDS[kind]), label_visibility="collapsed",
        help=_("What this page compares: two dates, two countries, or up to three places."),
    )  # fmt: skip
    names = _names(view)
    sides = sides_of(view)
    labels = SIDES[view.compare]
    for at, (column, label) in enumerate(
        zip(st.columns(len(labels), gap="medium"), labels, strict=True)
    ):
        own = sides[at] if at < len(sides) else None
        bind(f"side-{at}", own)
        with column:
            st.selectbox(
                _(label), [key for key in names if key == own or key not in sides],
                key=f"side-{at}", format_func=names.__getitem__, on_change=_take, args=(at,),
                index=None if at > 1 else 0, placeholder=_("Choose"), help=_(HELP[view.compare]),
            )  # fmt: skip


def _names(view: View) -> dict[str, str]:
    """What can stand on a side, by its id."""
    if view.compare == COUNTRIES:
        return names_of("countries", "country_id")
    if view.compare == DATES:
        return {iso: day_label(iso) for iso in dates_to_choose(view)}
    wanted = find_beyond(len(table("places")), "compared")
    return names_to_choose(some_places(table("places"), wanted, sides_of(view)))


def _show_facts(view: View, facts: Comparison) -> None:
    st.subheader(plain(title(view)), anchor="comparison")
    write: Callable[[Comparison, str], str] = as_list if window().narrow else as_table
    said = write(facts, place_base())
    with st.container(key="comparison"):
        st.markdown(said, help=why_weak() if weak_badge() in said else None)
    st.caption(linked(plain(note(view, facts))))
    take_away(
        "comparison", comparison_frame(facts), lambda: markdown_table(comparison_table(facts)),
        about_csv=_("**CSV**, as in the table"),
    )  # fmt: skip


def _sides(facts: Comparison, base: str) -> list[str]:
    """The names of the sides as Markdown; those of places lead to their pages."""
    if not facts.places:
        return [plain(name) for name in facts.names]
    return [
        f"[{plain(name)}]({place_address(base, key)})"
        for name, key in zip(facts.names, facts.places, strict=True)
    ]


def _difference(fact: Fact) -> str:
    said = plain(fact.difference.text)
    return f"**{said}**" if fact.difference.marked else said


@cached
def as_table(facts: Comparison, base: str) -> str:
    """The facts as a table in Markdown: a row for each, a column for each side."""
    more = [_("Source")] if facts.sourced else []
    head = [p_("table", "Fact"), *_sides(facts, base), _("Difference"), *more]
    rows = [
        [f"**{plain(fact.name)}**", *fact.cells, _difference(fact),
         *([source_links(fact.sources)] if more else [])]
        for fact in facts.facts
    ]  # fmt: skip
    return "\n".join(f"| {' | '.join(each)} |" for each in (head, ["---"] * len(head), *rows))


@cached
def as_list(facts: Comparison, base: str) -> str:
    """The facts as a list in Markdown, fact by fact, for a narrow window."""
    said, apart, source = [], _("Difference"), _("Source")
    for fact in facts.facts:
        sides = zip(_sides(facts, base), fact.cells, strict=True)
        lines = [f"- {name}: {cell}" for name, cell in sides]
        lines.append(f"- {apart}: {_difference(fact)}")
        if fact.sources:
            lines.append(f"- {source}: {source_links(fact.sources)}")
        said.append("\n".join([f"**{plain(fact.name)}**", "", *lines]))
    return "\n\n".join(said)


@error_boundary(None)
def _show_joined(view: View) -> None:
    rows: pd.DataFrame = joined_of(view)
    if rows.empty:
        return
    st.subheader(plain(joined_title()), anchor="joined")
    show_table(rows, JOINED, key="joined")


@error_boundary(None)
def _link_to_places(facts: Comparison) -> None:
    st.page_link(
        page_named("city"),
        label=_("Profiles of {names}", names=plain(listed(list(facts.names)))),
        icon=":material/location_city:",
        query_params=query("city", city=list(facts.places)),
    )
