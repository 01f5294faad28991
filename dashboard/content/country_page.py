"""The page of one country: its rows, as far as the tables have them on the selected date."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

import ascn_data
from dashboard.content.citations import year_of
from dashboard.content.countries import programme_figures_of
from dashboard.content.governance import governance_rows
from dashboard.content.headline import Card, headline
from dashboard.content.places import THAILAND, by_name
from dashboard.content.project_lists import report_card
from dashboard.content.projects import report_totals
from dashboard.content.sections.partners import programme_rows
from dashboard.content.selection import counts_members
from dashboard.content.text.progress_text import figure_rows
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import _, localized
from dashboard.core.url_state import View

PAGE = "countries"


def is_country(page: str, view: View) -> bool:
    """Whether a page in a view is that of one country."""
    return page == PAGE and view.country is not None


def country_ids() -> list[str]:
    """The countries that have a page of their own, in the order of their table."""
    return [str(key) for key in table("countries")["country_id"]]


def alone(view: View) -> View:
    """The date, filters and language of a view, without what other pages narrow besides."""
    return replace(
        View(), asof=view.asof, country=view.country, region=view.region, status=view.status,
        lang=view.lang,
    )  # fmt: skip


@cached
def country_figures(view: View) -> tuple[Card, ...]:
    """The headline figures of a country, and the projects of the latest report by the day."""
    cards = headline(view)
    rows = report_totals(view).dropna(subset="projects")
    rows = rows[~rows["later"]]
    if counts_members(view) and len(rows):
        year = int(rows["report_year"].iloc[-1])
        label = _("Listed projects, report of {year}", year=year_of(year))
        cards.append(replace(report_card(view, year), label=label))
    return tuple(cards)


@cached
def places_by_region(view: View) -> pd.DataFrame:
    """The places of the selection by region, then by name: the columns of `ascn_data.places`."""
    places = by_name(ask(ascn_data.places, view.asof, status=view.status, **view.where))
    order = {name: at for at, name in enumerate(sorted_regions(places))}
    return places.sort_values(
        localized("region"), key=lambda names: names.map(order), kind="stable"
    )


def sorted_regions(places: pd.DataFrame) -> list[str]:
    """The names of the regions of some places in the order of the reader's alphabet."""
    names = places.drop_duplicates("region_id").assign(name_en=places["region_en"])
    return by_name(names.assign(name_th=places["region_th"]))[localized("region")].tolist()


@cached(translated=False)
def _best_figures() -> pd.DataFrame:
    """One figure of each place in each source: of the year that has figures of most places."""
    rows = ask(ascn_data.population_figures)
    best = {key: ask(ascn_data.best_year, key) for key in rows["series_id"].unique()}
    rows = rows[rows["year"] == rows["series_id"].map(best)]
    rows = rows.drop_duplicates(["series_id", "place_id"])
    series = table("series").rename(columns={"name_en": "series_en", "name_th": "series_th"})
    return rows.merge(series[["series_id", "series_en", "series_th"]], on="series_id")


@cached
def populations_of(view: View) -> pd.DataFrame:
    """The population of each place in each source that knows it, never summed across sources.

    One row for each place and source, by name of the place, with the figures that
    `ascn_data.city_populations` gives: the columns of `ascn_data.population_figures`, name_en/th,
    series_en/th, and `later`: whether the figure is of a later year than the selected date.
    """
    places = ask(ascn_data.places, view.asof, status=view.status, **view.where)
    rows = _best_figures().merge(places[["place_id", "name_en", "name_th"]], on="place_id")
    return by_name(rows.assign(later=rows["year"] > view.year))


@cached
def national_rows(view: View) -> pd.DataFrame:
    """The stated figures of the country's national programme by the day, as `stated`."""
    if view.country != THAILAND:
        return programme_figures_of(View(asof=view.asof, country=view.country))
    rows = figure_rows(view.asof)
    return rows.assign(programme=_("Thailand's national smart city programme"))


@cached
def offices_of(view: View) -> pd.DataFrame:
    """When the country chaired or led the network by the day, as `governance_rows`."""
    rows = governance_rows(view.asof)
    return rows[rows["country_id"] == view.country]


@cached
def partner_rows_of(view: View) -> pd.DataFrame:
    """The partner programmes whose description names the country or one of its places.

    The columns of `programme_rows`. Those for the whole network name no country and are left out.
    """
    places = table("places")
    places = places[places["country_id"] == view.country]
    names = [name.removesuffix(" City") for name in places["name_en"]]
    if view.region:
        names = [name for name, of in zip(names, places["region_id"], strict=True)
                 if of == view.region]  # fmt: skip
    else:
        countries = table("countries").set_index("country_id")
        names.append(str(countries.loc[str(view.country), "name_en"]))
    rows = programme_rows(view)
    said = rows["programme_en"] + " " + rows["detail_en"].fillna("")
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    return rows[said.str.contains(named)] if names else rows.head(0)
