"""A section on a page: a finding as its title, the drawing, its source line and its table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.base import CONFIG, Chart, enlarged, sourced
from dashboard.charts.drawings import DRAWINGS
from dashboard.content.citations import plain, source_line
from dashboard.content.file_names import file_stem
from dashboard.content.sections.caption import Caption, caption
from dashboard.content.sections.section import Section
from dashboard.content.text.disclaimers import MAPS, boundaries
from dashboard.core.palette import palette
from dashboard.core.translation import _, on_day
from dashboard.core.url_state import View
from dashboard.ui.components.embed import show_embedding
from dashboard.ui.components.heading import show_heading
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.repeat import repeated
from dashboard.ui.components.table import show_table
from dashboard.ui.errors import boundary
from dashboard.ui.page_links import reader
from dashboard.ui.session import current_view
from dashboard.ui.viewport import scale, window

_caption: ContextVar[Callable[[], Caption]] = ContextVar("caption")


@contextmanager
def _captioned(make: Callable[[], Caption]) -> Iterator[None]:
    """Inside the block every chart is one of the section whose caption this makes."""
    token = _caption.set(make)
    try:
        yield
    finally:
        _caption.reset(token)


def notes(frame: pd.DataFrame, columns: Sequence[str], *, key: str, title: str = "") -> None:
    """The table of the drawn data and what to take away, drawn when the reader opens it.

    A chart with a `title` can be embedded under it.
    """
    with st.expander(
        _("Table and download"), icon=":material/table:", key=f"table-{key}", on_change="rerun"
    ) as table:
        if table.open:
            show_table(frame, columns, key=key)
            if title:
                show_embedding(key, title, frame)


def show_section(section: Section, draw: Callable[[], None]) -> None:
    """Show a section: its title, what `draw` draws, its source line and its table.

    Where the drawing fails, title, source line and table still stand.
    """
    view = current_view()
    as_of = section.as_of or on_day(view.asof)
    with st.container(key=f"picture-{section.key}"):
        repeated(partial(_say_above, section), "above", section, *reader())
        with (
            boundary(f"chart {section.key}"),
            _captioned(partial(caption, section, view, as_of)),
        ):
            draw()
        repeated(partial(_say_below, section, as_of), "below", section, as_of)
        with boundary(f"table {section.key}"):
            notes(section.table, section.columns, key=section.key, title=section.title)


def _say_above(section: Section) -> None:
    show_heading(plain(section.title), linked(section.about), anchor=section.key)


def _say_below(section: Section, as_of: str) -> None:
    told = [source_line(section.sources, unit=section.unit, as_of=as_of)]
    if section.key in MAPS:
        told.append(boundaries())
    st.caption("\n\n".join(told))


def show_chart(section: Section, view: View, below: Callable[[], None] | None = None) -> None:
    """Show a section with the chart of its key, and what `below` draws close below the chart."""

    def draw() -> None:
        repeated(
            partial(_draw_chart, section, view), "chart", section, view, current_view(), window(),
            scale(),
        )  # fmt: skip
        if below:
            below()

    show_section(section, draw)


def _draw_chart(section: Section, view: View) -> None:
    drawn = DRAWINGS[section.key](section, view, window())
    chart(drawn, key=section.key, alt=section.alt)


def chart(figure: Chart, *, key: str, alt: str, saved_as: str = "", detail: str = "") -> None:
    """A plotly figure of a picture with its alt text; the mode bar saves it as PNG.

    A mark that is pointed at says unit, date and sources below its value.

    Its file is called after the key of its picture, or `saved_as` a name without an ending. It
    says what stands around the picture (`saved_chart.js`), and `detail`, which tells apart the
    charts of one picture.
    """
    told = _caption.get()()
    saved: dict[str, Any] = {
        "filename": saved_as or file_stem(key, current_view()),
        "scale": 2,
        "caption": {
            "title": told.title,
            "lines": [*filter(None, [detail]), *told.lines],
            "paper": palette(st.context.theme.type).paper,
            "scale": scale(),
        },
    }
    config = {**CONFIG, "toImageButtonOptions": saved}
    exact = sourced(figure, told.source)
    drawn = exact if scale() == 1 else enlarged(exact, scale())
    st.plotly_chart(drawn, theme=None, config=config, key=f"chart-{key}", alt=alt)
