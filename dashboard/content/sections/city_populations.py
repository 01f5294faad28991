"""Populations of the members, inside one source."""

from __future__ import annotations

import pandas as pd

import ascn_data
from dashboard.content.citations import most_cited, plain
from dashboard.content.filters import scope
from dashboard.content.places import by_name
from dashboard.content.roles import key_of
from dashboard.content.sections.section import Section
from dashboard.content.selection import counts_members
from dashboard.content.text import network_text
from dashboard.content.text.sentences import scoped
from dashboard.core.dataset import ask, cached, first
from dashboard.core.limits import BARS
from dashboard.core.translation import _, day, localized, n_, number, text
from dashboard.core.url_state import View


@cached
def with_figure(rows: pd.DataFrame) -> pd.DataFrame:
    """The places of which the series knows the population."""
    return rows[rows["population"].notna()]


@cached
def in_alphabetical_order(rows: pd.DataFrame) -> pd.DataFrame:
    """The places with a figure that must not be ranked, by their names."""
    return by_name(with_figure(rows))


def unranked_title(rows: pd.DataFrame, series: str) -> str:
    """How many cities gave a figure of their own in a source whose figures do not compare."""
    return n_(
        "{series}: {count} city", "{series}: {count} cities, in alphabetical order",
        len(rows), series=series,
    )  # fmt: skip


@cached
def series_names(series: pd.DataFrame) -> dict[str, str]:
    """The names of the series by their ids, in the order of the rows."""
    return dict(zip(series["series_id"], series[localized("name")], strict=True))


@cached
def about_series(series: pd.DataFrame, series_id: str, rows: pd.DataFrame, asof: str) -> str:
    """What one series counts, which of the cities have no figure in it, and what is not drawn.

    It also says where the figures are later than the day `asof`.

    Takes the rows of `ascn_data.series_in_use` and of `ascn_data.city_populations`.
    """
    told = [plain(text(series.set_index("series_id").loc[series_id], "definition"))]
    known, unknown = with_figure(rows), rows[rows["population"].isna()]
    if int(rows["year"].iloc[0]) > int(asof[:4]):
        told.append(_("These figures are from after the selected date."))
    if len(unknown):
        names = plain(network_text.names(unknown, 40))
        told.append(_("No figure in this source: {names}.", names=names))
    if len(known) > BARS:
        drawn = _(
            "The chart shows the {count} largest; the table has {all}.",
            count=number(BARS), all=number(len(known)),
        )  # fmt: skip
        told.append(drawn)
    return "\n\n".join(told)


def shown_series(view: View, series: pd.DataFrame) -> str:
    """The series of the view, else the one shown with each place, else the first."""
    ids = series["series_id"].tolist()
    beside = key_of("series", "beside_places")
    usual = beside if beside in ids else ids[0]
    return str(view.series) if view.series in ids else str(usual)


@cached
def cities_section(view: View) -> Section | None:
    """Members' populations inside the series of the view; None where none can be ranked."""
    series = ask(ascn_data.series_in_use, view.asof)
    if series.empty or not counts_members(view):
        return None
    chosen = shown_series(view, series)
    rows = ask(ascn_data.city_populations, view.asof, chosen, **view.where)
    known = with_figure(rows)
    if known.empty or chosen == key_of("series", "self_declared"):
        return None
    return Section(
        "cities",
        scoped(scope(view), network_text.cities_title(known)),
        network_text.cities_alt(known),
        first(known, BARS),
        rows,
        ("name", "country", "region", "unit", "population", "year", "estimate_type", "source"),
        _("people"),
        most_cited(rows),
        as_of=day(f"{rows['year'].iloc[0]}-12-31", "year"),
        about=about_series(series, chosen, rows, view.asof),
    )
