"""A fault in a boundary file is named: file, feature, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ascn_data.boundaries import read_boundaries
from ascn_data.contract import read_contract
from ascn_data.network import DIRECTORY

FILES = tuple(read_contract(DIRECTORY).boundaries.values())
PROVINCES = "boundaries/thai_provinces.geojson"
SMALLEST = "boundaries/context_land.geojson"
COUNTRIES = "boundaries/asean_countries.geojson"
NAN = float("nan")

Change = Callable[[Any], Any]


def ring(*points: tuple[float, float]) -> dict[str, Any]:
    """A polygon of one ring."""
    return {"type": "Polygon", "coordinates": [[*map(list, points), list(points[0])]]}


def geometry(shape: object) -> Change:
    """Give the first feature another geometry."""
    return lambda document: document["features"][0].__setitem__("geometry", shape)


def without(key: str) -> Change:
    """Take a part of the first feature away."""
    return lambda document: document["features"][0].pop(key)


OPEN = {"type": "Polygon", "coordinates": [[[100, 13], [101, 13], [101, 14], [100, 14]]]}
FEATURE_FAULTS: dict[str, tuple[Change, str]] = {
    "self-crossing": (geometry(ring((100, 13), (101, 14), (101, 13), (100, 14))), "valid"),
    "longitude off the globe": (geometry(ring((100, 13), (181, 13), (101, 14))), "longitude"),
    "latitude off the globe": (geometry(ring((100, 13), (101, 13), (101, 91))), "latitude"),
    "not a number": (geometry(ring((100, 13), (101, 13), (101, NAN), (100, 14))), "valid"),
    "infinite": (geometry(ring((100, 13), (101, 13), (101, float("inf")))), "finite"),
    "text for a coordinate": (geometry(ring(("a", "b"), (1, 2), (3, 4))), "geometry"),
    "not closed": (geometry(OPEN), "must end"),
    "not closed in one of two": (
        geometry({"type": "MultiPolygon", "coordinates": [
            ring((0, 0), (1, 0), (1, 1))["coordinates"], OPEN["coordinates"],
        ]}), "must end",
    ),
    "across the antimeridian": (geometry(ring((179, 0), (-179, 0), (-179, 1), (179, 1))), "-180"),
    "properties as a list": (
        lambda document: document["features"][0].__setitem__("properties", [["id", "CTX"]]), "id",
    ),
    "null geometry": (geometry(None), "geometry"),
    "text for a geometry": (geometry("POINT (1 1)"), "geometry"),
    "no coordinates": (geometry({"type": "Polygon", "coordinates": []}), "empty"),
    "two points": (geometry({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}), "geometry"),
    "a point": (geometry({"type": "Point", "coordinates": [100, 13]}), "Polygon"),
    "a line": (geometry({"type": "LineString", "coordinates": [[1, 1], [2, 2]]}), "Polygon"),
    "unknown geometry": (geometry({"type": "Blob", "coordinates": [1, 1]}), "geometry"),
    "missing geometry": (without("geometry"), "geometry"),
    "missing properties": (without("properties"), "id"),
    "missing id": (lambda document: document["features"][0]["properties"].pop("id"), "id"),
    "null feature": (lambda document: document["features"].__setitem__(0, None), "id"),
}  # fmt: skip
FILE_FAULTS = {
    "not JSON": ("{", "GeoJSON"),
    "a table": ("id,name\nTHA,Thailand\n", "GeoJSON"),
    "a list": ("[]", "GeoJSON"),
    "nothing in it": ("", "empty"),
    "no features": ('{"type": "FeatureCollection"}', "GeoJSON"),
    "an empty collection": ('{"type": "FeatureCollection", "features": []}', "feature"),
    "features that are no list": ('{"type": "FeatureCollection", "features": {"a": 1}}', "feature"),
    "a topology": ('{"type": "Topology", "objects": {}, "features": []}', "FeatureCollection"),
    "one feature": ('{"type": "Feature", "features": []}', "FeatureCollection"),
    "nested too deep": ("[" * 100_000, "GeoJSON"),
    "an endless number": ('{"features": ' + "1" * 6000 + "}", "GeoJSON"),
}
every_file = pytest.mark.parametrize("path", FILES)


@pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning")
@pytest.mark.parametrize("fault", FEATURE_FAULTS)
def test_a_broken_feature_is_named_by_its_number(edition, fault: str) -> None:
    change, word = FEATURE_FAULTS[fault]
    edition.change_json(SMALLEST, change)
    frame, problems = read_boundaries(edition.directory, SMALLEST)
    assert frame is None
    (problem,) = problems
    assert (problem.file, problem.row, problem.column) == (SMALLEST, 1, "geometry")
    assert word in problem.rule


@pytest.mark.parametrize("fault", FILE_FAULTS)
def test_a_broken_file_is_named(edition, fault: str) -> None:
    text, word = FILE_FAULTS[fault]
    edition.write(SMALLEST, text)
    frame, problems = read_boundaries(edition.directory, SMALLEST)
    assert frame is None
    (problem,) = problems
    assert (problem.file, problem.row) == (SMALLEST, 0)
    assert word in problem.rule


@pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning")
@pytest.mark.parametrize("fault", ["self-crossing", "longitude off the globe", "not a number"])
def test_check_names_a_broken_shape_in_every_boundary_file_at_once(edition, fault: str) -> None:
    for path in FILES:
        edition.change_json(path, FEATURE_FAULTS[fault][0])
    result = edition.check()
    assert result.exit_code == 1
    for path in FILES:
        assert f"{path}, row 1, column geometry: " in result.output


def test_check_names_a_missing_boundary_file(edition) -> None:
    edition.remove(PROVINCES)
    result = edition.check()
    assert result.exit_code == 1
    assert f"{PROVINCES}: " in result.output
    assert "missing" in result.output


def test_check_names_a_boundary_file_in_another_encoding(edition) -> None:
    edition.write_bytes(PROVINCES, edition.bytes(PROVINCES).decode("utf-8").encode("utf-16"))
    result = edition.check()
    assert result.exit_code == 1
    assert f"{PROVINCES}, row 1: " in result.output
    assert "UTF-8" in result.output


@every_file
def test_an_id_that_stands_twice_is_named(edition, path: str) -> None:
    edition.change_json(path, lambda document: document["features"].append(document["features"][0]))
    frame, problems = read_boundaries(edition.directory, path)
    assert frame is None
    (problem,) = problems
    assert (problem.file, problem.column) == (path, "id")
    assert "unique" in problem.rule
    assert problem.value in {"BRN", "TH-10", "CTX"}


@pytest.mark.parametrize(
    ("path", "table", "missing"),
    [(COUNTRIES, "countries.csv", "BRN"), (PROVINCES, "provinces.csv", "TH-10")],
)
def test_an_unknown_id_and_the_one_it_stands_for_are_named(
    edition, path: str, table: str, missing: str
) -> None:
    edition.change_json(
        path, lambda document: document["features"][0]["properties"].__setitem__("id", "XX")
    )
    problems = [problem for problem in edition.problems() if problem.file == path]
    assert {problem.value for problem in problems} == {"XX", missing}
    assert all(table in problem.rule and problem.column == "id" for problem in problems)
    assert edition.check().exit_code == 1


@pytest.mark.parametrize(("path", "gone"), [(COUNTRIES, "VNM"), (PROVINCES, "TH-96")])
def test_a_row_without_an_area_is_named(edition, path: str, gone: str) -> None:
    def leave_out(document: Any) -> None:
        kept = [one for one in document["features"] if one["properties"]["id"] != gone]
        document["features"][:] = kept

    edition.change_json(path, leave_out)
    assert gone in {problem.value for problem in edition.problems() if problem.file == path}


def test_every_broken_feature_of_a_file_is_named(edition) -> None:
    def break_two(document: Any) -> None:
        for number in (2, 5):
            document["features"][number]["geometry"] = None

    edition.change_json(COUNTRIES, break_two)
    assert [problem.row for problem in edition.problems()] == [3, 6]


def test_a_byte_order_mark_before_the_json_is_accepted(edition) -> None:
    for path in FILES:
        edition.write(path, "\ufeff" + edition.bytes(path).decode("utf-8"))
    assert edition.problems() == ()


@pytest.mark.parametrize("region", ["nowhere", "south", None, ["north"]], ids=repr)
def test_a_province_drawn_in_another_region_than_its_row_is_named(edition, region: object) -> None:
    edition.change_json(
        PROVINCES,
        lambda document: document["features"][0]["properties"].__setitem__("region_id", region),
    )
    problems = edition.problems()
    assert problems
    assert {problem.file for problem in problems} == {PROVINCES}
