"""Thailand's programme on the page: its provinces on a map, its rounds and its regions."""

from __future__ import annotations

import streamlit as st

from dashboard.content.places import THAILAND
from dashboard.content.programme import (
    listed_areas,
    region_name,
)
from dashboard.content.sections.programme import provinces_section, regions_section, rounds_section
from dashboard.content.text import programme_text as said
from dashboard.core.dataset import table
from dashboard.core.translation import _, localized
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import show_chart
from dashboard.ui.components.empty_state import say_nothing, without
from dashboard.ui.components.table import show_table
from dashboard.ui.errors import error_boundary


@error_boundary(True)
def for_thailand(view: View) -> bool:
    """Whether the filters leave the plan in sight; if not, say why and offer the way back."""
    if view.country in (None, THAILAND):
        return True
    name = table("countries").set_index("country_id").loc[view.country, localized("name")]
    say_nothing(
        "plan",
        _(
            "This programme covers Thailand only; the country filter is set to {country}.",
            country=name,
        ),
        without(view, "country", "region", label=_("Show Thailand's national programme")),
    )
    return False


@error_boundary(None)
def show_rounds(view: View) -> None:
    """How the plan grew round by round."""
    section = rounds_section(view)
    if section is None:
        why = _(
            "The national programme has no areas in this region: {region}.",
            region=region_name(view),
        )
        say_nothing("rounds", why, without(view, "region", label=_("Show all regions")))
        return
    show_chart(section, view)


@error_boundary(None)
def show_regions(view: View) -> None:
    """The areas of each region, by round."""
    show_chart(regions_section(view), view)


@error_boundary(None)
def show_provinces(view: View) -> None:
    """The map: provinces shaded by their areas, the proposed areas marked inside them."""
    show_chart(provinces_section(view), view)


@error_boundary(None)
def show_scope(view: View) -> None:
    """That charts count all areas where the proposed ones are chosen, which are some of them."""
    if view.status == "proposed":
        st.caption(_("The charts count all areas of the programme and mark the proposed ones."))


@error_boundary(None)
def areas_table(view: View) -> None:
    """Every selected area of the plan on record, with its number, place and day."""
    areas = listed_areas(view)
    if areas.empty:
        return
    title = said.list_title(areas, view.asof, proposed=view.status == "proposed")
    st.subheader(title, anchor="areas")
    show_table(
        areas,
        ["number", "area", "province", "region", "designated_on", "is_proposed", "later", "note",
         "source"],
        key="plan-areas",
    )  # fmt: skip
