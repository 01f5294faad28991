"""A picture: a finding as its title, the drawing, its source line, and the table behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.faults import guard
from dashboard.figures import CONFIG, enlarged
from dashboard.file_names import file_stem
from dashboard.session import current_view
from dashboard.sources import plain, source_line
from dashboard.tables import download, show_table
from dashboard.window import scale
from dashboard.words import _, day


def notes(frame: pd.DataFrame, columns: Sequence[str], *, key: str) -> None:
    """The table of the drawn data and its download, drawn when the reader opens it."""
    with st.expander(
        _("Table and download"), icon=":material/table:", key=f"table-{key}", on_change="rerun"
    ) as table:
        if table.open:
            show_table(frame, columns, key=f"rows-{key}")
            download(frame, key=key, view=current_view())


def picture(
    title: str,
    draw: Callable[[], None],
    frame: pd.DataFrame,
    columns: Sequence[str],
    *,
    key: str,
    unit: str,
    sources: Iterable[str],
    as_of: str | None = None,
    about: str = "",
) -> None:
    """Show one picture. `frame` is what `draw` drew; `columns` are those of its table.

    `title` is plain text, `about` is Markdown. Where the drawing fails, title, source line and
    table still stand.
    """
    with st.container(key=f"picture-{key}"):
        st.subheader(plain(title), anchor=key)
        if about:
            st.markdown(about)
        with guard(f"picture {key}"):
            draw()
        st.caption(source_line(sources, unit=unit, as_of=as_of or day(current_view().asof)))
        with guard(f"table {key}"):
            notes(frame, columns, key=key)


def chart(figure: go.Figure, *, key: str, alt: str, saved_as: str = "") -> None:
    """A plotly figure with its alt text; the mode bar saves it as PNG.

    Its file is called after the key of its picture, or `saved_as` a name without an ending.
    """
    name = saved_as or file_stem(key, current_view())
    config = {**CONFIG, "toImageButtonOptions": {"filename": name, "scale": 2}}
    drawn = figure if scale() == 1 else enlarged(figure, scale())
    st.plotly_chart(drawn, theme=None, config=config, key=f"chart-{key}", alt=alt)
