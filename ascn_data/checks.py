"""Rules that hold between tables: references, the ledger, and places on the globe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import geopandas as gpd
import pandas as pd
import shapely

from ascn_data.contract import FILE, Contract
from ascn_data.matching import among
from ascn_data.problems import Problem, Rule, shorten
from ascn_data.row_rules import broken_rules

Tables = Mapping[str, pd.DataFrame]
Shapes = Mapping[str, gpd.GeoDataFrame]

# The generalised coast lies up to 2.5 km inland of a harbour town; a degree is about 111 km.
TOLERANCE_DEGREES = 0.05


def find_problems(
    contract: Contract, tables: Tables, shapes: Shapes, whole: frozenset[str]
) -> list[Problem]:
    """Everything wrong between the tables as far as they could be read.

    `whole` names the tables of which every row was read: only there is a missing id known to be
    missing. A cell that could not be read is missing in its table.
    """
    complete = {name: tables[name] for name in whole}
    return [
        *_dangling_references(contract, tables, complete),
        *_dangling_citations(contract, tables, complete),
        *broken_rules(contract, tables, whole),
        *_roles_without_row(contract, complete),
        *_ledger(contract, complete),
        *_places_outside(contract, tables, complete, shapes),
        *_boundaries_without_row(contract, complete, shapes),
    ]


def _dangling_references(contract: Contract, tables: Tables, complete: Tables) -> Iterator[Problem]:
    for table in contract.tables.values():
        for key in table.foreign_keys:
            if table.name not in tables or key.table not in complete:
                continue
            values = tables[table.name][key.column].dropna()
            for line, value in values[~among(values, complete[key.table][key.target])].items():
                path = contract.tables[key.table].path
                rule = Rule("must be a {key} of {file}", key=key.target, file=path)
                yield Problem(table.path, int(str(line)), key.column, rule, shorten(value))


def _dangling_citations(contract: Contract, tables: Tables, complete: Tables) -> Iterator[Problem]:
    """Citations name a table and a row of it, which Table Schema cannot express."""
    citations = tables.get("citations")
    if citations is None:
        return
    path = contract.tables["citations"].path
    for name, rows in citations.groupby("table"):
        if name not in contract.tables:
            for line, value in rows["table"].items():
                rule = Rule("must be a table")
                yield Problem(path, int(str(line)), "table", rule, shorten(value))
        elif name in complete:
            (key, *_) = contract.tables[str(name)].key
            known = complete[str(name)][key]
            for line, value in rows.loc[~among(rows["row_id"], known), "row_id"].items():
                file = contract.tables[str(name)].path
                rule = Rule("must be a {key} of {file}", key=key, file=file)
                yield Problem(path, int(str(line)), "row_id", rule, shorten(value))


def _roles_without_row(contract: Contract, tables: Tables) -> Iterator[Problem]:
    for name in contract.tables.keys() & tables.keys():
        table = contract.tables[name]
        known = set(tables[name][table.key[0]])
        for role, row in table.roles.items():
            if row not in known:
                what = Rule("the role {role} must name a {key} of {file}", role=role,
                            key=table.key[0], file=table.path)  # fmt: skip
                yield Problem(FILE, 0, "", what, shorten(row))


def _ledger(contract: Contract, tables: Tables) -> Iterator[Problem]:
    if not {"memberships", "places"} <= tables.keys():
        return
    path = contract.tables["memberships"].path
    entries, places = tables["memberships"], tables["places"]
    silent = places[~among(places["place_id"], entries["place_id"])]
    for line, value in silent["place_id"].dropna().items():
        rule = Rule("the place needs an entry in {file}", file=path)
        yield Problem(contract.tables["places"].path, int(str(line)), "place_id", rule, value)
    joined = entries[entries["event"] == "joined"].groupby("place_id")["counted_on"].min()
    proposed = entries[entries["event"] == "proposed"]
    left = pd.to_datetime(proposed["place_id"].map(joined.to_dict()))
    late = proposed[proposed["counted_on"] > left]
    for line, row in late.iterrows():
        rule = Rule("must not be after the day on which the place joined")
        found = f"{row['counted_on']:%Y-%m-%d}"
        yield Problem(path, int(str(line)), "counted_on", rule, found)


def _places_outside(
    contract: Contract, tables: Tables, complete: Tables, shapes: Shapes
) -> Iterator[Problem]:
    """A swapped or mistyped coordinate lands in another country or region."""
    if "places" not in tables:
        return
    path, places = contract.tables["places"].path, tables["places"].dropna(subset=["lat", "lon"])
    points = gpd.GeoSeries(gpd.points_from_xy(places["lon"], places["lat"]), index=places.index)
    areas: dict[str, gpd.GeoSeries] = {}
    if "asean_countries" in shapes:
        areas["country_id"] = shapes["asean_countries"].geometry
    if "thai_provinces" in shapes and "provinces" in complete:
        region = _regions(complete)
        drawn = shapes["thai_provinces"][["geometry"]]
        areas["region_id"] = drawn.assign(by=drawn.index.map(region)).dissolve("by").geometry
    for column, geometry in areas.items():
        for value, inside in points.groupby(places[column]):
            if value not in geometry.index:
                continue
            area = geometry.loc[value]
            shapely.prepare(area)
            far = inside[~inside.dwithin(area, TOLERANCE_DEGREES)]
            for line, point in far.items():
                rule = Rule("the point must lie in the place's {column}", column=column)
                place = f"{point.y:g}, {point.x:g}"
                found = Rule("{point} is not in {area}", point=place, area=value)
                yield Problem(path, int(str(line)), "lat, lon", rule, found)


def _regions(tables: Tables) -> pd.Series:
    """The region of each province that has one."""
    rows = tables["provinces"].dropna(subset=["province_id", "region_id"])
    return rows.drop_duplicates("province_id").set_index("province_id")["region_id"]


def _boundaries_without_row(
    contract: Contract, tables: Tables, shapes: Shapes
) -> Iterator[Problem]:
    """A map area and its row carry the same ids, so that a colour never falls on nothing."""
    pairs = (
        ("asean_countries", "countries", "country_id"),
        ("thai_provinces", "provinces", "province_id"),
    )
    for shape, table, key in pairs:
        if shape not in shapes or table not in tables:
            continue
        drawn, listed = set(shapes[shape].index), set(tables[table][key].dropna())
        for value in sorted(drawn ^ listed):
            path = contract.boundaries[shape]
            rule = Rule("the ids must be those of {file}", file=contract.tables[table].path)
            yield Problem(path, 0, "id", rule, value)
    if "thai_provinces" in shapes and "provinces" in tables:
        path = contract.boundaries["thai_provinces"]
        region = _regions(tables).to_dict()
        for number, row in enumerate(shapes["thai_provinces"].to_dict("records"), start=1):
            if row["id"] in region and row.get("region_id") != region[row["id"]]:
                rule = Rule("must be the region of {file}", file=contract.tables["provinces"].path)
                yield Problem(path, number, "region_id", rule, shorten(row.get("region_id")))
