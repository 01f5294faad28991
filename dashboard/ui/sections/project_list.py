"""Listed projects in words: filters, headline, the list to search, the priorities of 2018."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.content.citations import plain, source_line, year_of
from dashboard.content.headline import Card
from dashboard.content.programme import LAST_DAY
from dashboard.content.project_lists import (
    ALL,
    city_names,
    focus_options,
    priorities,
    progress_options,
    report_card,
    reports_said,
)
from dashboard.content.projects import found, part, report_totals
from dashboard.content.text.project_text import nothing_found
from dashboard.content.text.statements import statements_told
from dashboard.core.dataset import cached, first
from dashboard.core.limits import OPTIONS
from dashboard.core.translation import _, n_, text
from dashboard.core.url_state import MAX_CITIES, MAX_VALUE, View, place_address
from dashboard.ui.components.empty_state import say_nothing, without
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.metric_cards import show_cards
from dashboard.ui.components.repeat import repeated
from dashboard.ui.components.table import download, say_beyond, show_table
from dashboard.ui.errors import error_boundary
from dashboard.ui.page_links import place_base
from dashboard.ui.session import adopt, bind, change
from dashboard.ui.viewport import scaled


def _choose(key: str) -> None:
    change(**{key: st.session_state[key] or None})


@error_boundary(None)
def choose(view: View) -> None:
    """The filters of this page: focus area and progress."""
    for key, label, options, told in (
        (
            "focus", _("Focus area"), focus_options(),
            _("Figures and lists on this page show the selected focus area only; charts mute the"
              " others. A click on a bar of the chart selects its focus area too."),
        ),
        (
            "progress", _("Progress"), progress_options(),
            _("Shows projects with the selected progress. Not every report states it. A click on a"
              " bar of the chart selects its progress too."),
        ),
    ):  # fmt: skip
        bind(key, getattr(view, key) or ALL)
        st.pills(
            label, list(options), key=key, format_func=options.__getitem__, required=True,
            on_change=_choose, args=(key,), help=told,
        )  # fmt: skip


@error_boundary(True)
def something_listed(view: View) -> bool:
    """Whether any report lists a project of the view; if not, say why and offer the way back."""
    if view.status == "proposed":
        why = _(
            "The monitoring reports list projects of member cities, not of areas proposed"
            " by Thailand."
        )
        keys = ["status"]
    elif found(view, "").empty:
        why = _("No monitoring report lists a project for {part}.", part=plain(part(view)))
        keys = ["country", "region", "city", "focus", "progress"]
    else:
        return True
    say_nothing("projects", why, without(view, *keys, label=_("Show all listed projects")))
    return False


def headline(view: View) -> list[Callable[[], Card]]:
    """A card for each report, to be made."""
    return [partial(report_card, view, year) for year in report_totals(view)["report_year"]]


@error_boundary(None)
def show_reports(view: View) -> None:
    """The headline, and the rules that every number on the page follows."""
    show_cards(headline(view))
    told = linked(statements_told("project-reports", LAST_DAY))
    st.caption("\n\n".join(filter(None, [reports_said(view), told])))


@error_boundary(None)
def show_priorities(view: View) -> None:
    """The priority projects of 2018 by country, each city a link to its page."""
    rows = priorities(view)
    if rows.empty:
        chosen = plain(part(replace(view, progress=None)))
        why = _("No 2018 priority project matches {part}.", part=chosen)
        say_nothing("priorities", why, without(view, "country", "region", "city", "focus"))
        return
    st.subheader(
        n_("{count} priority project of 2018", "{count} priority projects of 2018", len(rows)),
        anchor="priorities",
    )
    st.caption(
        _("Priorities of the founding cities. Outcomes are not recorded.")
        + " "
        + source_line(rows["source_id"], unit=_("projects"), as_of=year_of("2018"))
    )
    shown = first(rows, OPTIONS)
    repeated(partial(_draw_priorities, shown), "priorities", shown, place_base())
    say_beyond(len(rows), OPTIONS)
    download(rows, key="priorities")


def _draw_priorities(rows: pd.DataFrame) -> None:
    columns = st.columns(2 if len(rows) > 12 else 1, gap="medium")
    half = len(rows) / len(columns)
    done = 0
    for label, count, told in countries(rows, place_base()):
        with (
            columns[min(int(done / half), len(columns) - 1)],
            st.expander(label, expanded=len(columns) == 1),
        ):
            st.markdown(told)
        done += count


@cached
def countries(rows: pd.DataFrame, base: str) -> list[tuple[str, int, str]]:
    """Priority projects by country: a heading, how many, and a paragraph each, as Markdown.

    `base` is where the names of cities lead (`place_base`).
    """
    return [
        (
            f"**{plain(text(own_rows.iloc[0], 'country'))}** · "
            + n_("{count} project", "{count} projects", len(own_rows)),
            len(own_rows),
            "\n\n".join(_priority(row, base) for row in own_rows.to_dict("records")),
        )
        for _country, own_rows in rows.groupby("country_id", sort=False)
    ]


def _priority(row: dict[str, Any], base: str) -> str:
    city = f"[{plain(text(row, 'name'))}]({place_address(base, row['place_id'])})"
    head = f"**{plain(row['project'])}** · {city} · {plain(text(row, 'focus_area'))}"
    return f"{head}\\\n{plain(text(row, 'description'))}"


def _search() -> None:
    change(find=found_words(st.session_state["search"]))


def found_words(typed: str) -> str | None:
    """What is searched for, as the address holds it; None when nothing is."""
    kept = "".join(sign for sign in typed if sign.isprintable())[:MAX_VALUE].strip()
    return kept or None


@error_boundary(None)
def lead_to_list(view: View) -> None:
    """Where a search stands in the address: the way down to what it finds."""
    if view.find:
        told = _("Results for “{text}” are in the list below", text=plain(view.find))
        st.markdown(f":material/search: [{told}](#list)")


def _choose_cities(view: View) -> None:
    """The cities whose projects the page shows: what a click on one chooses, for the keyboard."""
    names = city_names(view)
    bind("city", list(view.city))
    st.multiselect(
        _("Cities (up to {most})", most=MAX_CITIES), list(names), key="city",
        format_func=names.__getitem__, max_selections=MAX_CITIES, select_all=False,
        placeholder=_("Choose, or click a city in a chart"), on_change=adopt, args=("city",),
        width=scaled(420),
        help=_("Figures and lists on this page show the selected cities only. A click on a city in"
               " a chart selects it too; hold Shift or Ctrl to add another. Click again or press"
               " Escape to undo."),
    )  # fmt: skip


@error_boundary(None)
def show_list(view: View) -> None:
    """All listed projects of the view, searched by name of project or city."""
    st.subheader(_("All listed projects"), anchor="list")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        bind("search", view.find or "")
        st.text_input(
            _("Search by project or city"), key="search", max_chars=MAX_VALUE, on_change=_search,
            icon=":material/search:", placeholder=_("such as water, or Hanoi"), width=scaled(420),
            help=_("The table below shows projects whose name or city contains these words."),
        )  # fmt: skip
        _choose_cities(view)
    rows = found(view, view.find or "")
    if rows.empty:
        why = plain(nothing_found(view.find or "", part(view)))
        say_nothing("search", why, without(view, "find", label=_("Clear the search")))
        return
    st.caption(_("A project may appear in several reports."))
    show_table(
        rows,
        ["name", "project", "country", "focus_area", "progress", "report_year", "later", "source"],
        key="projects",
    )
