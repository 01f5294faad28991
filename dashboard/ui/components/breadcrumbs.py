"""The way from all countries down to what the page shows, above its title."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from dashboard.content.breadcrumbs import Crumb
from dashboard.core.url_state import View
from dashboard.exports.html.breadcrumbs import breadcrumb_nav
from dashboard.ui.session import home_language


def show_breadcrumbs(page: str, view: View) -> None:
    """The landmark of links; `page_links.js` lets them lead on without loading the page anew."""
    home = home_language()

    def address(crumb: Crumb) -> str:
        asked = urlencode(crumb.view.query(home, crumb.page), doseq=True)
        return crumb.page + (f"?{asked}" if asked else "")

    if nav := breadcrumb_nav(page, view, address):
        st.html(nav)
