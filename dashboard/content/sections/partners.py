"""Partners of the network and their programmes: rows, sentences and the chart's description."""

from __future__ import annotations

import pandas as pd

import ascn_data
from dashboard.content.citations import most_cited, plain, source_links
from dashboard.content.sections.section import Section
from dashboard.content.selection import network_note
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _, day, localized, n_, text
from dashboard.core.url_state import View


@cached
def programme_rows(view: View) -> pd.DataFrame:
    """The programmes, and whether each began in a later year than the as-of day's.

    `later` is missing where the start year is not known.
    """
    rows = ask(ascn_data.partner_programmes)
    rows = rows.rename(columns={"name_en": "programme_en", "name_th": "programme_th"})
    return rows.assign(later=rows["year"] > view.year)


@cached
def chosen_programmes(view: View) -> pd.DataFrame:
    """The `programme_rows` of the partner chosen, or of all."""
    rows = programme_rows(view)
    return rows[rows["partner_id"] == view.partner] if view.partner else rows


def year_said(row: pd.Series) -> str:
    """The start year of a programme, or that it is not known."""
    if pd.isna(row["year"]):
        return _("start year unknown")
    return day(f"{int(row['year'])}-01-01", "year")


@cached
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


@cached
def partners_alt(rows: pd.DataFrame) -> str:
    """The start years of every partner's programmes."""
    parts = []
    for _key, own_rows in rows.groupby("partner_id", sort=False):
        years = [
            _("{year}, later", year=year_said(row)) if row["later"] is True else year_said(row)
            for _index, row in own_rows.iterrows()
        ]
        parts.append(f"{own_rows[localized('partner')].iloc[0]}: {', '.join(years)}")
    return _("Start years of programmes by partner. {partners}.", partners="; ".join(parts))


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


@cached
def partner_entries(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Each partner: its id, its name with how many programmes, and these, as Markdown."""
    return [
        (
            str(partner),
            f"**{plain(own_rows[localized('partner')].iloc[0])}** · "
            + n_("{count} programme", "{count} programmes", len(own_rows)),
            "\n\n".join(programme_line(row) for _index, row in own_rows.iterrows()),
        )
        for partner, own_rows in rows.groupby("partner_id", sort=False)
    ]


@cached
def partners_section(view: View) -> Section | None:
    """The start years of the programmes by partner; None where none is on record.

    The table holds the partner chosen; the chart shows the others too, to compare.
    """
    rows = programme_rows(view)
    if rows.empty:
        return None
    counted = _(
        "Numbers count programmes named in sources; the list is not complete."
        " Hollow symbols are after the selected date."
    )
    return Section(
        "partners",
        partners_title(rows),
        partners_alt(rows),
        rows,
        chosen_programmes(view),
        ("partner", "programme", "year", "later", "detail", "note", "source"),
        _("programmes by start year"),
        most_cited(rows),
        about=" ".join(filter(None, [counted, plain(network_note(view))])),
    )
