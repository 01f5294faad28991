"""Where a place lies, as links to the pages of its region and its country."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.content.citations import plain
from dashboard.content.country_page import PAGE
from dashboard.core.translation import text
from dashboard.ui.page_links import page_named, query


def show_whereabouts(place: pd.Series) -> None:
    """The region and the country of a place, each a link."""
    country = str(place["country_id"])
    with st.container(horizontal=True, gap="small", key=f"whereabouts-{place['place_id']}"):
        for name, icon, region in (
            ("region", "map", [str(place["region_id"])]), ("country", "public", []),
        ):  # fmt: skip
            st.page_link(
                page_named(PAGE), label=plain(text(place, name)), width="content",
                icon=f":material/{icon}:",
                query_params=query(PAGE, country=country, region=region),
            )  # fmt: skip
