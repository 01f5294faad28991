"""`datapackage.json` describes every table and column for people and for other programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import frictionless
import pytest

from ascn_data.contract import FILE, TYPES, read_contract
from ascn_data.network import DIRECTORY

CONTRACT = read_contract(DIRECTORY)
DESCRIPTOR = json.loads((DIRECTORY / FILE).read_text("utf-8"))
TABLES = [node for node in DESCRIPTOR["resources"] if "schema" in node]
THAI = re.compile(r"[\u0e00-\u0e7f]")


def test_frictionless_finds_the_package_valid() -> None:
    report = frictionless.validate(str(DIRECTORY / FILE))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:10]
    assert len(report.tasks) == len(DESCRIPTOR["resources"])


def test_every_file_of_the_edition_stands_in_the_contract() -> None:
    named = {node["path"] for node in DESCRIPTOR["resources"]}
    files = {
        path.relative_to(DIRECTORY).as_posix()
        for pattern in ("*.csv", "*.geojson")
        for path in Path(DIRECTORY).rglob(pattern)
    }
    assert named == files


@pytest.mark.parametrize("node", DESCRIPTOR["resources"], ids=lambda node: node["name"])
def test_every_resource_has_a_title_a_description_and_a_licence(node: dict) -> None:
    for word in ("title", "description"):
        assert node[word]
        assert THAI.search(node[f"{word}_th"])
    assert node["licenses"]


@pytest.mark.parametrize("node", TABLES, ids=lambda node: node["name"])
def test_every_column_has_a_title_and_a_description_in_english_and_thai(node: dict) -> None:
    for field in node["schema"]["fields"]:
        for word in ("title", "description"):
            assert field[word], field["name"]
            assert THAI.search(field[f"{word}_th"]), field["name"]
            assert not THAI.search(field[word]), field["name"]


@pytest.mark.parametrize("node", TABLES, ids=lambda node: node["name"])
def test_every_column_has_a_type_and_every_number_a_unit(node: dict) -> None:
    for field in node["schema"]["fields"]:
        assert field["type"] in TYPES, field["name"]
        assert bool(field.get("unit")) == (field["type"] in ("integer", "number")), field["name"]


@pytest.mark.parametrize("table", CONTRACT.tables.values(), ids=lambda table: table.name)
def test_every_table_has_a_key_of_required_columns_and_points_to_sources(table) -> None:
    assert table.key
    assert all(table.field(column).required for column in table.key)
    if table.name != "sources":
        assert ("source_id", "sources", "source_id") in {
            (key.column, key.table, key.target) for key in table.foreign_keys
        }


@pytest.mark.parametrize("table", CONTRACT.tables.values(), ids=lambda table: table.name)
def test_every_reference_leads_to_the_key_of_another_table(table) -> None:
    for key in table.foreign_keys:
        assert table.field(key.column).type == CONTRACT.tables[key.table].field(key.target).type
        assert CONTRACT.tables[key.table].key == (key.target,)


@pytest.mark.parametrize("table", CONTRACT.tables.values(), ids=lambda table: table.name)
def test_a_text_in_english_has_its_counterpart_in_thai(table) -> None:
    names = {field.name for field in table.fields}
    english = {name for name in names if name.endswith("_en")}
    assert {f"{name[:-3]}_th" for name in english} == {n for n in names if n.endswith("_th")}


def test_a_column_that_a_table_lacks_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="colour"):
        CONTRACT.tables["places"].field("colour")
