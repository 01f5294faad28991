"""What shows a view or a chart elsewhere: the element that embeds it, its files, its rows."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import quote

import pandas as pd
import streamlit as st

from dashboard.content.pages import chart_of_section
from dashboard.core.translation import _
from dashboard.exports.chart.files import MAKERS
from dashboard.ui.own_edition import own_edition
from dashboard.ui.page_links import chart_address, chart_path

CHART_HEIGHT = 640


def embed_snippet(link: str, title: str, height: int) -> str:
    """The element with which another site shows what `link` leads to."""
    return (
        f'<iframe src="{escape(link)}" title="{escape(title)}" width="100%"'
        f' height="{height}" style="border:0" loading="lazy"></iframe>'
    )


def pandas_line(address: str, frame: pd.DataFrame) -> str:
    """The Python with which anyone reads the rows at `address`, which are those of `frame`."""
    dates = [name for name in frame if pd.api.types.is_datetime64_any_dtype(frame[name])]
    parsed = f", parse_dates={json.dumps(dates)}" if dates else ""
    return f"import pandas as pd; pd.read_csv({json.dumps(address)}{parsed})"


def show_embedding(key: str, title: str, frame: pd.DataFrame) -> None:
    """What to take away of the chart of the section with this `key`: its image, rows and element.

    Nothing for tables that a visitor uploaded, which have no address.
    """
    chart, place = chart_of_section(key)
    if not chart or own_edition() is not None:
        return
    chosen: dict[str, str | list[str]] = {"city": [place]} if place else {}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        # `copy_image.js` copies the image and says so; without it the image opens.
        st.link_button(
            _("Copy image"), chart_path(chart, "png", **chosen) + "#" + quote(_("Image copied")),
            icon=":material/image:", key=f"copy-image-{key}",
            help=_("The chart with its title, date and source, to paste into a document or slide"),
        )  # fmt: skip
        st.markdown(
            _(
                "Image: [PNG]({png}), [SVG]({svg}). Rows: [CSV]({csv}), [JSON]({json}),"
                " [XLSX]({xlsx}).",
                **{each: chart_address(chart, each, **chosen) for each in MAKERS},
            ),
            width="content",
        )
    st.markdown(_("**The same rows in Python**"))
    line = pandas_line(chart_address(chart, "csv", **chosen), frame)
    st.code(line, language="python", wrap_lines=True)
    st.markdown(_("**Embed this chart**"))
    snippet = embed_snippet(chart_address(chart, **chosen), title, CHART_HEIGHT)
    st.code(snippet, language=None, wrap_lines=True)
