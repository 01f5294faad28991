"""Partners of the network and their programmes."""

from __future__ import annotations

import textwrap

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import ascn_data
from dashboard.charts.base import LABEL, escape, figure
from dashboard.content.citations import most_cited, plain, source_links
from dashboard.content.selection import network_note
from dashboard.core.dataset import ask, remembered
from dashboard.core.page_widths import NARROW
from dashboard.core.palette import Palette, palette
from dashboard.core.translation import _, day, n_, own, short_day, text
from dashboard.core.url_state import View
from dashboard.ui.components.chart_block import chart, picture
from dashboard.ui.errors import guarded
from dashboard.ui.viewport import window_width

NAME_LETTERS = 15
ROOM_FOR_EVERY_YEAR = 1200


@remembered(32)
def programme_rows(view: View) -> pd.DataFrame:
    """The programmes, and whether each began in a later year than the as-of day's.

    `later` is missing where the start year is not known.
    """
    rows = ask(ascn_data.partner_programmes)
    rows = rows.rename(columns={"name_en": "programme_en", "name_th": "programme_th"})
    return rows.assign(later=rows["year"] > int(view.asof[:4]))


def year_said(row: pd.Series) -> str:
    """The start year of a programme, or that it is not known."""
    if pd.isna(row["year"]):
        return _("start year unknown")
    return day(f"{int(row['year'])}-01-01", "year")


@remembered(16)
def partners_title(rows: pd.DataFrame) -> str:
    """How many programmes of how many partners, and of how many the start year is not known."""
    told = {
        "programmes": n_("{count} programme", "{count} programmes", len(rows)),
        "partners": n_("{count} partner", "{count} partners", rows["partner_id"].nunique()),
    }
    unknown = int(rows["year"].isna().sum())
    if not unknown:
        return _("{programmes} of {partners} on record", **told)
    return n_(
        "{programmes} of {partners} on record; the start year of {count} is unknown",
        "{programmes} of {partners} on record; the start years of {count} are unknown",
        unknown, **told,
    )  # fmt: skip


@remembered(16)
def partners_alt(rows: pd.DataFrame) -> str:
    """The start years of every partner's programmes."""
    parts = []
    for _key, own_rows in rows.groupby("partner_id", sort=False):
        years = [
            _("{year}, later", year=year_said(row)) if row["later"] is True else year_said(row)
            for _index, row in own_rows.iterrows()
        ]
        parts.append(f"{own_rows[own('partner')].iloc[0]}: {', '.join(years)}")
    return _("Start years of programmes by partner. {partners}.", partners="; ".join(parts))


@remembered(16)
def start_years(rows: pd.DataFrame, colours: Palette, *, window: int) -> go.Figure:
    """How many programmes each partner began in each year; unknown years in their own column.

    Takes the frame of `programme_rows`, and the width of the window in pixels. Marks of later
    years are hollow.
    """
    narrow = window < NARROW
    names = rows.drop_duplicates("partner_id").set_index("partner_id")[own("partner")]
    rank = {partner: at for at, partner in enumerate(names.index[::-1])}
    known = rows["year"].dropna()
    years = list(range(int(known.min()), int(known.max()) + 1)) if len(known) else []
    unknown = years[-1] + 2 if years else 0
    cells = rows.assign(
        x=rows["year"].fillna(unknown).astype(int), later=rows["later"].fillna(False).astype(bool)
    ).groupby(["partner_id", "x", "later"], sort=False)
    chart = figure(colours, 60 + (40 if narrow else 36) * len(names))
    counts = [len(cell) for _key, cell in cells]
    later = [key[2] for key, _cell in cells]
    accents = [colours.later if flag else colours.founding for flag in later]
    chart.add_scatter(
        x=[key[1] for key, _cell in cells],
        y=[rank[key[0]] for key, _cell in cells],
        mode="markers+text",
        marker={
            "size": 20,
            "color": [
                colours.paper if flag else accent
                for flag, accent in zip(later, accents, strict=True)
            ],
            "line": {"width": 2, "color": accents},
        },
        text=[str(count) for count in counts],
        textfont={"color": [colours.ink if flag else colours.paper for flag in later]},
        hovertext=[_cell_hover(cell) for _key, cell in cells],
        hoverinfo="text",
    )
    told = years[:: 2 if window < ROOM_FOR_EVERY_YEAR else 1]
    chart.update_xaxes(
        side="top", tickangle=0, range=[min([*years, 0][:1]) - 0.6, unknown + 0.9],
        tickvals=[*told, unknown],
        ticktext=[*(short_day(f"{year}-01-01", "year") for year in told), _("unknown")],
    )  # fmt: skip
    chart.update_yaxes(
        tickvals=list(rank.values()),
        ticktext=[_partner_name(names[partner], narrow) for partner in rank],
        tickfont={"color": colours.ink, "size": LABEL}, range=[-0.6, len(names) - 0.4],
    )  # fmt: skip
    return chart


def _partner_name(name: str, narrow: bool) -> str:
    lines = textwrap.wrap(name, NAME_LETTERS, break_long_words=False) if narrow else [name]
    return "<br>".join(map(escape, lines))


def _cell_hover(cell: pd.DataFrame) -> str:
    lines = [f"<b>{escape(year_said(cell.iloc[0]))}</b>", *map(escape, cell[own("programme")])]
    return "<br>".join(lines)


@guarded(None)
def partners_picture(view: View, rows: pd.DataFrame) -> None:
    """The start years of the programmes by partner."""
    colours = palette(st.context.theme.type)
    picture(
        partners_title(rows),
        lambda: chart(
            start_years(rows, colours, window=window_width()),
            key="partners",
            alt=partners_alt(rows),
        ),
        rows,
        ["partner", "programme", "year", "later", "detail", "note", "source"],
        key="partners",
        unit=_("programmes by start year"),
        sources=most_cited(rows),
        about=" ".join(
            filter(
                None,
                [
                    _(
                        "Numbers count programmes that sources name; the list is not complete."
                        " Hollow marks are of later years than the as-of day."
                    ),
                    plain(network_note(view)),
                ],
            )
        ),
    )


def programme_line(row: pd.Series) -> str:
    """One programme as Markdown: name, start year, what it is, what is not sure, source."""
    later = " *(" + _("later") + ")*" if row["later"] is True else ""
    told = " ".join(plain(text(row, word)) for word in ("detail", "note") if text(row, word))
    links = f"({source_links([row['source_id']])})"
    return (
        f"**{plain(text(row, 'programme'))}** · {year_said(row)}{later}"
        + (f" — {told}" if told else "")
        + f" {links}"
    )


@remembered(32)
def partner_entries(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Each partner: its id, its name with how many programmes, and these, as Markdown."""
    return [
        (
            str(partner),
            f"**{plain(own_rows[own('partner')].iloc[0])}** · "
            + n_("{count} programme", "{count} programmes", len(own_rows)),
            "\n\n".join(programme_line(row) for _index, row in own_rows.iterrows()),
        )
        for partner, own_rows in rows.groupby("partner_id", sort=False)
    ]


@guarded(None)
def show_programmes(rows: pd.DataFrame) -> None:
    """An entry for each partner, with its programmes."""
    for partner, label, told in partner_entries(rows):
        with st.expander(label, key=f"partner-{partner}"):
            st.markdown(told)


@guarded(None)
def show_partners(view: View) -> None:
    """The picture of all partners, and beside it an entry for each."""
    rows = programme_rows(view)
    if rows.empty:
        st.info(_("No programme of a partner is on record."))
        return
    left, right = st.columns([7, 6], gap="medium")
    with left:
        partners_picture(view, rows)
    with right:
        show_programmes(rows)
