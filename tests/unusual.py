"""Valid editions of the data that look nothing like the one in this repository.

An `Edition` is the whole of it in memory; a change takes one and alters it. `write` gives it back
as files in which every reference leads somewhere, as the rules of the data ask.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ascn_data.network import DIRECTORY

Row = dict[str, str]


@dataclass
class Edition:
    """Contract, tables (rows of text by column) and boundary files of an edition."""

    contract: dict[str, Any]
    tables: dict[str, list[Row]]
    shapes: dict[str, Any]

    @classmethod
    def shipped(cls) -> Edition:
        """The edition in the repository."""
        contract = json.loads((DIRECTORY / "datapackage.json").read_text("utf-8"))
        tables, shapes = {}, {}
        for node in contract["resources"]:
            path = DIRECTORY / node["path"]
            if "schema" in node:
                with path.open(encoding="utf-8", newline="") as file:
                    tables[node["name"]] = list(csv.DictReader(file))
            else:
                shapes[node["name"]] = json.loads(path.read_text("utf-8"))
        return cls(contract, tables, shapes)

    def resource(self, name: str) -> dict[str, Any]:
        """The resource of the contract called `name`."""
        return next(node for node in self.contract["resources"] if node["name"] == name)

    def columns(self, name: str) -> list[str]:
        """The columns of a table, in order."""
        return [field["name"] for field in self.resource(name)["schema"]["fields"]]

    def most(self, name: str, column: str) -> str:
        """The largest number that a column may hold."""
        fields = self.resource(name)["schema"]["fields"]
        return str(next(f["constraints"]["maximum"] for f in fields if f["name"] == column))

    def keep(self, name: str, wanted: Callable[[Row], bool]) -> None:
        """Leave out the rows of a table that are not wanted."""
        self.tables[name] = [row for row in self.tables[name] if wanted(row)]

    def has_numbers_as_ids(self, name: str) -> bool:
        """Whether the rows of a table are known by a number, as years are."""
        schema = self.resource(name)["schema"]
        types = {field["name"]: field["type"] for field in schema["fields"]}
        return types.get(str(schema["primaryKey"])) == "integer"

    def links(self, name: str) -> list[tuple[str, str, str, bool]]:
        """Column, table and column referred to, and whether a row needs it, for each reference."""
        schema = self.resource(name)["schema"]
        needs = {field["name"]: field.get("constraints", {}).get("required", False)
                 for field in schema["fields"]}  # fmt: skip
        return [
            (key["fields"], key["reference"]["resource"], key["reference"]["fields"],
             needs[key["fields"]])
            for key in schema.get("foreignKeys", [])
        ]  # fmt: skip

    def prune(self) -> None:
        """Leave out rows that refer to nothing, and places without an entry, until none is left."""
        while self._pruned():
            pass
        for node in self.contract["resources"]:
            rows = self.tables.get(node["name"])
            if rows is not None and "roles" in node:
                known = {row[node["schema"]["primaryKey"]] for row in rows}
                node["roles"] = {k: v for k, v in node["roles"].items() if v in known}

    def _pruned(self) -> bool:
        before = sum(map(len, self.tables.values()))
        for name in self.tables:
            for column, table, target, needed in self.links(name):
                known = {row[target] for row in self.tables[table]}
                if needed:
                    self.keep(name, lambda row, c=column, k=known: row[c] in k)
                else:
                    for row in self.tables[name]:
                        row[column] = row[column] if row[column] in known else ""
        listed = {row["place_id"] for row in self.tables["memberships"]}
        self.keep("places", lambda row: row["place_id"] in listed)
        keys = {}
        for name, rows in self.tables.items():
            key = self.resource(name)["schema"]["primaryKey"]
            keys[name] = {row[key] for row in rows} if isinstance(key, str) else set()
        self.keep("citations", lambda row: row["row_id"] in keys[row["table"]])
        return sum(map(len, self.tables.values())) < before

    def write(self, directory: Path) -> Path:
        """Write it as files."""
        self.prune()
        (directory / "boundaries").mkdir()
        (directory / "datapackage.json").write_text(json.dumps(self.contract), "utf-8")
        for name, rows in self.tables.items():
            path = directory / self.resource(name)["path"]
            with path.open("w", encoding="utf-8", newline="") as file:
                out = csv.DictWriter(file, self.columns(name), lineterminator="\n")
                out.writeheader()
                out.writerows(rows)
        for name, shape in self.shapes.items():
            (directory / self.resource(name)["path"]).write_text(json.dumps(shape), "utf-8")
        return directory


Change = Callable[[Edition], None]
# Ids of countries and provinces are codes of a standard, which the boundary files use too.
STANDARD = {"countries", "provinces"}


def rename_ids(edition: Edition) -> None:
    """Give every row another id, and let all that refers to it follow."""
    for node in edition.contract["resources"]:
        for role, row in node.get("roles", {}).items():
            node["roles"][role] = f"x-{row}"
    named = {}
    numbered = {name for name in edition.tables if edition.has_numbers_as_ids(name)}
    for name, rows in edition.tables.items():
        key = edition.resource(name)["schema"]["primaryKey"]
        moved = {link[0] for link in edition.links(name) if link[1] not in STANDARD | numbered}
        if isinstance(key, str) and name not in STANDARD | numbered:
            moved.add(key)
            named[name] = True
        for row in rows:
            row.update({column: f"x-{row[column]}" for column in moved if row[column]})
    for row in edition.tables["readings"]:
        row["reading_id"] = f"{row['place_id']}--{row['unit_id']}"
    for row in edition.tables["citations"]:
        row["row_id"] = f"x-{row['row_id']}" if row["table"] in named else row["row_id"]
    for feature in edition.shapes["thai_provinces"]["features"]:
        feature["properties"]["region_id"] = f"x-{feature['properties']['region_id']}"


def all_joined_later(edition: Edition) -> None:
    """Nobody is a member when the pages open: on the day of the announcement."""
    late = {row["country_id"] for row in edition.tables["countries"]
            if row["asean_counted_on"] > "2024-03-31"}  # fmt: skip
    edition.keep("places", lambda row: row["country_id"] not in late)
    for row in edition.tables["memberships"]:
        row |= {"counted_on": "2024-03-31", "counted_precision": "day",
                "stated_on": "2024-03-31", "stated_precision": "day"}  # fmt: skip


def no_benefit(edition: Edition) -> None:
    """Nobody announced how many people benefit."""
    edition.keep("claims", lambda row: row["claim_id"] != "proposed_benefit")


def no_roles(edition: Edition) -> None:
    """The contract names no row for anything."""
    for node in edition.contract["resources"]:
        node.pop("roles", None)


def bare_outlines(edition: Edition) -> None:
    """Boundary files with nothing but what the rules ask for."""
    for shape in edition.shapes.values():
        for feature in shape["features"]:
            known = feature["properties"]
            feature["properties"] = {k: known[k] for k in ("id", "region_id") if k in known}


def one_series(edition: Edition) -> None:
    """One population source, which is none that the pages ask for."""
    edition.keep("series", lambda row: row["series_id"] == "thai-census")


def one_claim(edition: Edition) -> None:
    """One announced number."""
    edition.tables["claims"] = edition.tables["claims"][:1]


def one_source(edition: Edition) -> None:
    """Everything rests on one document."""
    only, *_others = edition.tables["sources"]
    edition.tables["sources"] = [only]
    for rows in edition.tables.values():
        for row in rows:
            if "source_id" in row:
                row["source_id"] = only["source_id"]
    edition.tables["citations"] = []


def only_proposed(edition: Edition) -> None:
    """Areas are proposed, and no city is a member."""
    edition.keep("memberships", lambda row: row["event"] == "proposed")


def no_proposed(edition: Edition) -> None:
    """No area is proposed."""
    edition.keep("memberships", lambda row: row["event"] != "proposed")


def uncounted_area(edition: Edition) -> None:
    """A proposed area of which no population is known."""
    units = {row["unit_id"] for row in edition.tables["readings"] if row["place_id"] == "lampang"}
    edition.keep("populations", lambda row: row["unit_id"] not in units)


def one_member(edition: Edition) -> None:
    """A network of one city."""
    edition.tables["memberships"] = edition.tables["memberships"][:1]


def all_joined(edition: Edition) -> None:
    """Every proposed area has become a member on one later day."""
    for row in edition.tables["memberships"]:
        if row["event"] == "proposed":
            joined = {**row, "entry_id": f"{row['entry_id']}-joined", "event": "joined",
                      "counted_on": "2024-01-15", "stated_on": "2024-01-15"}  # fmt: skip
            edition.tables["memberships"] = [*edition.tables["memberships"], joined]


def all_projected(edition: Edition) -> None:
    """Every population is a projection."""
    for row in edition.tables["populations"]:
        row["estimate_type"] = "projection"


def huge_people(edition: Edition) -> None:
    """Populations as large as the contract allows."""
    for row in edition.tables["populations"]:
        row["population"] = edition.most("populations", "population")
    for row in edition.tables["claims"]:
        if row["unit"] == "people":
            row["value"] = edition.most("claims", "value")


def long_names(edition: Edition) -> None:
    """Every name and note is as long as the contract allows, in words of usual length."""
    for name, rows in edition.tables.items():
        schema = edition.resource(name)["schema"]
        fixed = {schema["primaryKey"]} if isinstance(schema["primaryKey"], str) else set()
        fixed |= {link[0] for link in edition.links(name)} | {"url", "name_local"}
        for field in schema["fields"]:
            rules = field.get("constraints", {})
            if field["name"] in fixed or "maxLength" not in rules or {"pattern", "enum"} & {*rules}:
                continue
            for row in rows:
                if text := row[field["name"]]:
                    whole = f"{text} " * (rules["maxLength"] // (len(text) + 1))
                    row[field["name"]] = whole.strip() or text


def without_thailand(edition: Edition) -> None:
    """No place and no area of the country whose plan a page is about."""
    edition.keep("places", lambda row: row["country_id"] != "THA")
    edition.tables["thai_areas"] = []


def bare_contract(edition: Edition) -> None:
    """A contract that says nothing but how the tables are built."""
    words = {"resources", "profile", "name"}
    for word in set(edition.contract) - words:
        del edition.contract[word]
    for node in edition.contract["resources"]:
        for word in ("title", "title_th", "description", "description_th", "licenses", "sources"):
            node.pop(word, None)


def empty_cells(edition: Edition) -> None:
    """Whatever may be unknown is, but the provinces of Thai units and what a rule asks for."""
    for name, rows in edition.tables.items():
        resource = edition.resource(name)
        fields = resource["schema"]["fields"]
        free = {f["name"] for f in fields if not f.get("constraints", {}).get("required")}
        needed = {"province_id"} if name == "units" else set()
        needed |= {rule["column"] for rule in resource["schema"].get("rules", ())
                   if rule["rule"] == "required"}  # fmt: skip
        for row in rows:
            row.update(dict.fromkeys(free - needed, ""))


def header_only(edition: Edition) -> None:
    """Every table that may be empty is."""
    for node in edition.contract["resources"]:
        if node.get("mayBeEmpty"):
            edition.tables[node["name"]] = []


def emptied(name: str) -> Change:
    """A change that leaves one table with a header alone."""

    def change(edition: Edition) -> None:
        edition.tables[name] = []

    change.__name__ = f"empty_{name}"
    return change


NAMED: tuple[Change, ...] = (
    rename_ids, all_joined_later, no_benefit, no_roles, bare_outlines, one_series, one_claim,
    one_source, only_proposed, no_proposed, uncounted_area, one_member, all_joined, all_projected,
    huge_people, long_names, without_thailand, bare_contract, empty_cells, header_only,
)  # fmt: skip
