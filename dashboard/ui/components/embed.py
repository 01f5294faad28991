"""What shows a view or a chart elsewhere: the element that embeds it, its files, its rows."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.content.pages import PAGE_OF_CHART
from dashboard.core.translation import _
from dashboard.exports.chart.files import MAKERS
from dashboard.ui.own_edition import own_edition
from dashboard.ui.page_links import chart_address

CHART_HEIGHT = 640


def embed_snippet(link: str, title: str, height: int) -> str:
    """The element with which another site shows what `link` leads to."""
    return (
        f'<iframe src="{escape(link)}" title="{escape(title)}" width="100%"'
        f' height="{height}" style="border:0" loading="lazy"></iframe>'
    )


def show_embedding(key: str, title: str) -> None:
    """The addresses of a chart; none for tables that a visitor uploaded, which have no address."""
    if key not in PAGE_OF_CHART or own_edition() is not None:
        return
    st.markdown(_("**Embed this chart**"))
    snippet = embed_snippet(chart_address(key), title, CHART_HEIGHT)
    st.code(snippet, language=None, wrap_lines=True)
    st.markdown(
        _(
            "Addresses of the image: [SVG]({svg}), [PNG]({png}). Of its rows: [CSV]({csv}),"
            " [JSON]({json}), [XLSX]({xlsx}).",
            **{each: chart_address(key, each) for each in MAKERS},
        )
    )
    st.code(f'pd.read_csv("{chart_address(key, "csv")}")', language="python", wrap_lines=True)
