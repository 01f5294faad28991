"""One place: its figures, its neighbours, its sources, and how to find it by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pandas as pd
from pyproj import Geod

from ascn_data.claims import cited
from ascn_data.days import Day, to_day
from ascn_data.network import Network, once_a_network
from ascn_data.places import labels, members
from ascn_data.reach import SHOWN

STANDINGS = (*SHOWN, "context")
WGS84 = Geod(ellps="WGS84")
# The tables with rows about a place, by what such a row is called.
ABOUT = {
    "place": "places",
    "membership": "memberships",
    "plan_area": "thai_areas",
    "focus": "place_focus_areas",
    "priority_project": "priority_projects",
    "project": "projects",
    "reading": "readings",
    "un_city": "un_city_matches",
    "index_rank": "city_index_ranks",
}


def _place(net: Network, place_id: str) -> pd.Series:
    """The row of the table of places. Raises KeyError when there is none."""
    return net.places.set_index("place_id").loc[place_id]


def city_series(net: Network, place_id: str) -> pd.DataFrame:
    """Every population of every unit that is a reading of the place, in every series.

    Read growth only within one series, unit and estimate_type; never rank or add units. Columns:
    series_id, series_en/th, unit_id, unit_en/th, kind (of unit), standing (named, possible,
    alternative, context: see `readings`), year, reference_date (missing when not stated),
    population (people), estimate_type, rounded, note_en/th, source_id. Empty for a place without
    any figure. Raises KeyError for an unknown place.

    >>> figures = ascn_data.city_series(net, "phuket")
    >>> figures[["series_id", "standing", "year", "population"]].head(2)
           series_id standing  year  population
    0  declared-2018    named  2018      400000
    1   registration    named  2000      250596
    """
    _place(net, place_id)
    readings = net.readings[net.readings["place_id"] == place_id][["unit_id", "standing"]]
    units = net.units[["unit_id", "kind"]]
    rows = readings.merge(units, on="unit_id").merge(net.populations, on="unit_id")
    rows = rows.join(labels(net, "units", "unit_id", "unit"), on="unit_id")
    rows = rows.join(labels(net, "series", "series_id", "series"), on="series_id")
    rows["rank"] = rows["standing"].map(STANDINGS.index)
    rows = rows.sort_values(
        ["rank", "series_id", "unit_id", "year", "estimate_type"], ignore_index=True
    )
    return rows[
        ["series_id", "series_en", "series_th", "unit_id", "unit_en", "unit_th", "kind"]
        + ["standing", "year", "reference_date", "population", "estimate_type", "rounded"]
        + ["note_en", "note_th", "source_id"]
    ]


def densities(net: Network, place_id: str) -> pd.DataFrame:
    """People per square kilometre, only where population and area are of the same unit.

    UN cities have no area here. Columns: those of `city_series`, area_km2 (square kilometres),
    density (people per square kilometre). Empty where the unit of the area is not known or has no
    population. Raises KeyError for an unknown place.

    >>> ascn_data.densities(net, "semarang")[["year", "population", "density"]].round(1)
       year  population  density
    0  2010     1555984   4164.1
    1  2015     1698777   4546.2
    2  2020     1653524   4425.1
    """
    place = _place(net, place_id)
    rows = city_series(net, place_id)
    rows = rows[rows["unit_id"] == place["area_unit_id"]].reset_index(drop=True)
    return rows.assign(area_km2=place["area_km2"], density=rows["population"] / place["area_km2"])


def un_cities(net: Network, place_id: str) -> pd.DataFrame:
    """The cities of World Urbanization Prospects 2025 that belong to a place, the main one first.

    A UN city is a dense settlement without administrative borders. The editors of this dataset
    judged the matches. Columns: place_id, match_kind (same_name, part_of_place, contains_place,
    neighbour, other_part_of_place; none: the UN lists no city for the place, and the rest is
    missing), unit_id, unit_en/th, un_city_code, un_city_name, lat and lon (centroid, degrees,
    WGS 84), centroid_year (year of the outline it belongs to), distance_km (kilometres to the
    point of the place), note_en/th, source_id. Raises KeyError for an unknown place.

    >>> cities = ascn_data.un_cities(net, "rayong")
    >>> cities[["match_kind", "un_city_name", "distance_km"]]
                match_kind un_city_name  distance_km
    0        part_of_place       Rayong          1.3
    1  other_part_of_place  Map Ta Phut         12.2
    """
    _place(net, place_id)
    rows = net.un_city_matches
    rows = rows[rows["place_id"] == place_id].reset_index(drop=True)
    rows = rows.join(labels(net, "units", "unit_id", "unit"), on="unit_id")
    return rows[
        ["place_id", "match_kind", "unit_id", "unit_en", "unit_th", "un_city_code", "un_city_name"]
        + ["lat", "lon", "centroid_year", "distance_km", "note_en", "note_th", "source_id"]
    ]


@once_a_network
def _members_at_points(net: Network, day: pd.Timestamp) -> pd.DataFrame:
    """The members on a day, each with the source of its point."""
    found = members(net, day).drop(columns="source_id")
    return found.merge(net.places[["place_id", "source_id"]], on="place_id")


def nearest(net: Network, as_of: Day, place_id: str, count: int = 3) -> pd.DataFrame:
    """The `count` members on a day that lie nearest to a place, itself left out, nearest first.

    Columns: place_id, name_en/th, country_id, country_en/th, region_id, region_en/th, distance_km
    (kilometres on the WGS 84 ellipsoid between the points of the table of places, which mark a
    town or an office), source_id (of the point). Raises KeyError for an unknown place.

    >>> ascn_data.nearest(net, "2023-07-28", "phuket")[["place_id", "distance_km"]].round()
           place_id  distance_km
    0        rayong        615.0
    1  kuala-lumpur        639.0
    2      chonburi        668.0
    """
    place = _place(net, place_id)
    others = _members_at_points(net, to_day(as_of))
    others = others[others["place_id"] != place_id].reset_index(drop=True)
    _, _, metres = WGS84.inv(
        [place["lon"]] * len(others), [place["lat"]] * len(others), others["lon"], others["lat"]
    )
    others["distance_km"] = pd.Series(metres, index=others.index, dtype="float64") / 1000
    others = others.sort_values(["distance_km", "place_id"], ignore_index=True)
    return others.head(max(count, 0))[
        ["place_id", "name_en", "name_th", "country_id", "country_en", "country_th"]
        + ["region_id", "region_en", "region_th", "distance_km", "source_id"]
    ]


def _rows_behind(net: Network, place_id: str) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """What is said of a place: what it is, the table, and the rows of the table."""
    place = _place(net, place_id)
    for what, name in ABOUT.items():
        rows = net.table(name)
        yield what, name, rows[rows["place_id"] == place_id]
    ranks = net.city_index_ranks[net.city_index_ranks["place_id"] == place_id]
    editions = net.city_index_editions
    editions = editions[editions["edition"].isin(ranks["edition"])]
    yield "index_edition", "city_index_editions", editions
    readings = net.readings[net.readings["place_id"] == place_id]
    people = net.populations[net.populations["unit_id"].isin(readings["unit_id"])]
    yield "unit", "units", net.units[net.units["unit_id"].isin(readings["unit_id"])]
    yield "series", "series", net.series[net.series["series_id"].isin(people["series_id"])]
    yield "population", "populations", people
    yield "region", "regions", net.regions[net.regions["region_id"] == place["region_id"]]
    yield "country", "countries", net.countries[net.countries["country_id"] == place["country_id"]]


def city_sources(net: Network, place_id: str) -> pd.DataFrame:
    """Everything that what is said of a place rests on, further citations among it.

    Columns: source_id, what (place, membership, plan_area, focus, priority_project, project,
    reading, un_city, index_rank, index_edition, unit, series, population, region, country). Each
    source stands once for each `what`. Raises KeyError for an unknown place.

    >>> ascn_data.city_sources(net, "dili").head(3)
               source_id        what
    0  citypopulation_tl       place
    1           geonames       place
    2    asean_ascn_page  membership
    """
    found: list[tuple[str, str]] = []
    for what, name, rows in _rows_behind(net, place_id):
        (key, *_) = net.contract.tables[name].key
        further = cited(net, name)
        further = further[further["row_id"].isin(rows[key])]
        named = sorted({*rows["source_id"], *further["source_id"]})
        found += [(source, what) for source in named]
    return pd.DataFrame(found, columns=["source_id", "what"])


def fold_name(text: str) -> str:
    """`text` as it is compared: no case, no accents on Latin letters, no spaces around it.

    Other scripts keep their marks, which tell words apart.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not "\u0300" <= sign <= "\u036f").strip()


@once_a_network
def _folded_names(net: Network) -> pd.DataFrame:
    names = net.places[["name_en", "name_th", "name_local"]].fillna("")
    return pd.DataFrame({column: names[column].map(fold_name).astype("str") for column in names})


def _ranks(names: pd.DataFrame, wanted: str) -> pd.Series:
    """For each row 0 when a name is `wanted`, 1 when one starts with it, 2 inside, 3 not at all."""
    ranks = pd.Series(3, index=names.index)
    if not wanted:
        return ranks
    for column in names:
        name = names[column]
        ranks = ranks.clip(upper=3 - name.str.contains(wanted, regex=False).astype("int64"))
        ranks = ranks.clip(upper=3 - 2 * name.str.startswith(wanted).astype("int64"))
        ranks = ranks.clip(upper=3 - 3 * (name == wanted).astype("int64"))
    return ranks


def find_places(net: Network, text: str) -> pd.DataFrame:
    """Places whose English, Thai or local name contains `text`; a full match, then a start, first.

    Case, accents and surrounding spaces do not count. Empty text finds nothing. Columns: place_id,
    name_en/th, name_local, country_id, country_en/th, region_id, region_en/th, source_id.

    >>> ascn_data.find_places(net, "chi")["place_id"].tolist()
    ['chiang-mai', 'ho-chi-minh-city', 'kuching']
    """
    wanted = fold_name(text)

    rows = net.places.join(labels(net, "countries", "country_id", "country"), on="country_id")
    rows = rows.join(labels(net, "regions", "region_id", "region"), on="region_id")
    rows["rank"] = _ranks(_folded_names(net), wanted)
    rows = rows[rows["rank"] < 3].sort_values(["rank", "name_en"], ignore_index=True)
    return rows[
        ["place_id", "name_en", "name_th", "name_local", "country_id", "country_en", "country_th"]
        + ["region_id", "region_en", "region_th", "source_id"]
    ]
