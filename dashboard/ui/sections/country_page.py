"""The page of one country, or of a region of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts.drawings import GROUPS_SHARE
from dashboard.content.citations import plain, source_links
from dashboard.content.country_lists import REGIONS, country_listings
from dashboard.content.country_page import PAGE, alone, country_figures
from dashboard.content.directory import SHAPES, Block, Entry
from dashboard.content.listing import Listing, source_ids
from dashboard.content.pages import describe
from dashboard.content.places import THAILAND, kind_of
from dashboard.content.sections.section import Section
from dashboard.core.dataset import cached, table
from dashboard.core.translation import _, n_, short_day, text
from dashboard.core.url_state import View
from dashboard.maps.places import SMALL_SHARE
from dashboard.ui.components.chart_block import show_chart
from dashboard.ui.components.heading import show_heading
from dashboard.ui.components.listing import show_listing
from dashboard.ui.components.metric_cards import made, show_cards
from dashboard.ui.components.repeat import repeated
from dashboard.ui.errors import error_boundary
from dashboard.ui.page_links import page_named, query
from dashboard.ui.sections.directory import show_blocks
from dashboard.ui.sections.growth import show_steps
from dashboard.ui.sections.places_map import show_places_map


@error_boundary(None)
def show_country(view: View) -> None:
    """What the tables have of the country or region that the view has chosen."""
    view = alone(view)
    told = {each.key: each for each in country_listings(view)}
    drawn = {each.key: each for each in describe(PAGE, view).sections}
    cards = country_figures(view)
    show_cards(map(made, cards))
    left, right = st.columns([SMALL_SHARE, 1 - SMALL_SHARE], gap="medium")
    with left:
        show_places_map(view, small=True)
    with right:
        show_steps(view, small=True)
    if REGIONS in told:
        show_regions(told[REGIONS])
    _show(told, "ledger")
    show_projects(drawn, view)
    _show(told, "country-projects")
    if "cities" in drawn:
        show_one(drawn["cities"], view)
    _show(told, "populations")
    _show(told, "national")
    if view.country == THAILAND:
        _lead("thailand", _("Thailand: target and progress"), "flag")
    _show(told, "country-partners")
    _lead("partners", _("All partners and their programmes"), "handshake")
    _show(told, "country-role")
    show_sources(source_ids(drawn.values(), cards, told.values()))


def _show(told: dict[str, Listing], key: str) -> None:
    if key in told:
        show_part(told[key])


@error_boundary(None)
def show_part(told: Listing) -> None:
    """A part without a chart."""
    show_listing(told)


@error_boundary(None)
def show_one(section: Section, view: View) -> None:
    """A chart across the page."""
    show_chart(section, view)


def show_projects(drawn: dict[str, Section], view: View) -> None:
    """The listed projects by focus area and by progress, and the way to their list."""
    if "groups" not in drawn:
        return
    left, right = st.columns([GROUPS_SHARE, 1 - GROUPS_SHARE], gap="medium")
    with left:
        show_one(drawn["groups"], view)
    with right:
        show_one(drawn["progress"], view)
    _lead("projects", _("All listed projects"), "construction")


def _lead(page: str, label: str, icon: str) -> None:
    """A link to another page in the same view."""
    st.page_link(page_named(page), label=label, icon=f":material/{icon}:", query_params=query(page))


@cached
def by_region(places: pd.DataFrame) -> list[Block]:
    """Each region with its places."""
    found = []
    for region, rows in places.groupby("region_id", sort=False):
        entries = [
            Entry(str(row["place_id"]), _entry(row), SHAPES[kind_of(row)])
            for _i, row in rows.iterrows()
        ]
        found.append(Block(str(region), text(rows.iloc[0], "region"), entries))
    return found


def _entry(row: pd.Series) -> str:
    since = short_day(row["counted_on"], row["counted_precision"])
    if row["status"] == "proposed":
        return _("{name}, proposed {month}", name=text(row, "name"), month=since)
    return _("{name}, since {month}", name=text(row, "name"), month=since)


@error_boundary(None)
def show_regions(told: Listing) -> None:
    """The regions with their places, each a link."""
    st.subheader(plain(told.title), anchor=told.key)
    show_blocks(
        {each.area_id: each for each in by_region(told.frame)},
        lambda each: query(PAGE, region=each.area_id), ":material/map:",
    )  # fmt: skip


@error_boundary(None)
def show_sources(ids: Sequence[str]) -> None:
    """The sources of the page, and where to read them."""
    repeated(partial(_draw_sources, ids), "page-sources", tuple(ids))


def _draw_sources(ids: Sequence[str]) -> None:
    titles = table("sources").set_index("source_id")["title"]
    show_heading(
        n_("This page uses {count} source", "This page uses {count} sources", len(ids)),
        "\n".join(f"- {source_links([key])} – {plain(titles[key])}" for key in ids),
        anchor="page-sources",
    )
