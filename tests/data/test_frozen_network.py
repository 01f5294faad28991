"""A loaded network stays as it is, wherever it was loaded from."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pandas as pd
import pytest

import ascn_data
from ascn_data import DataError, Network
from ascn_data.network import DIRECTORY
from ascn_data.reading import read_table
from ascn_data.tables import Tables


@pytest.fixture
def own() -> Network:
    """A network of the test's own, so that a leak does not spoil the other tests."""
    return ascn_data.load(DIRECTORY)


def overwrite_cells(frame: pd.DataFrame) -> None:
    """Write over the first row."""
    frame.loc[frame.index[0], "name_en"] = "changed"


def overwrite_a_column(frame: pd.DataFrame) -> None:
    """Write over a whole column."""
    frame["name_en"] = "changed"


def add_a_column(frame: pd.DataFrame) -> None:
    """Add a column."""
    frame["changed"] = 1


def rename_columns(frame: pd.DataFrame) -> None:
    """Give every column another name."""
    frame.columns = [f"changed_{name}" for name in frame.columns]


def take_a_column_out(frame: pd.DataFrame) -> None:
    """Take a column out."""
    frame.pop("name_en")


CHANGES = [overwrite_cells, overwrite_a_column, add_a_column, rename_columns, take_a_column_out]


def test_changing_a_table_does_not_change_the_network(own: Network) -> None:
    before = own.places.copy()
    for change in CHANGES:
        change(own.places)
        change(own.table("places"))
        pd.testing.assert_frame_equal(own.places, before)


def test_changing_a_table_or_a_boundary_does_not_change_what_is_loaded_next(own: Network) -> None:
    place = own.places.loc[0, "name_en"]
    for table in own.tables.values():
        table.iloc[0] = table.iloc[1]
    shapes = own.boundaries["asean_countries"]
    shapes.loc[shapes.index[0], "geometry"] = None
    again = ascn_data.load(DIRECTORY)
    assert again.places.loc[0, "name_en"] == place
    assert again.boundaries["asean_countries"].geometry.notna().all()


def test_a_table_that_has_not_changed_is_not_checked_again(own: Network) -> None:
    table = own.contract.tables["places"]
    first, again = (read_table(DIRECTORY, table) for _time in range(2))
    assert first.frame is again.frame
    other = replace(table, fields=table.fields[::-1])
    assert list(read_table(DIRECTORY, other).frame) == list(first.frame)[::-1]


def test_changing_an_answer_does_not_change_the_next_one(own: Network) -> None:
    for question in (ascn_data.members, ascn_data.asean_countries, ascn_data.reach_by_area):
        before = question(own, ascn_data.ANNOUNCEMENT).copy()
        for change in CHANGES:
            change(question(own, ascn_data.ANNOUNCEMENT))
            pd.testing.assert_frame_equal(question(own, ascn_data.ANNOUNCEMENT), before)


def test_every_table_withstands_a_change_of_every_cell(own: Network) -> None:
    for name in own.tables:
        before = own.table(name).copy()
        frame = own.table(name)
        frame.iloc[:, :] = frame.iloc[::-1].to_numpy()
        pd.testing.assert_frame_equal(own.table(name), before)


def test_the_numbers_behind_a_column_cannot_be_written(own: Network) -> None:
    with pytest.raises(ValueError, match="read-only"):
        own.places["lat"].to_numpy()[0] = 0.0


def test_changing_a_boundary_does_not_change_the_network(own: Network) -> None:
    before = own.boundary("asean_countries").copy()
    areas = own.boundary("asean_countries")
    areas.loc["BRN", "geometry"] = None
    areas["name"] = "changed"
    assert own.boundary("asean_countries").equals(before)


def test_the_shapes_behind_a_boundary_cannot_be_written(own: Network) -> None:
    own.boundary("asean_countries").geometry.values[0] = None
    assert own.boundary("asean_countries").geometry.notna().all()


def test_the_mapping_of_tables_hands_out_copies_too(own: Network) -> None:
    overwrite_a_column(own.tables["places"])
    assert "changed" not in set(own.places["name_en"])


def test_no_table_can_be_put_in_or_taken_out(net: Network) -> None:
    with pytest.raises(TypeError):
        net.tables["places"] = pd.DataFrame()  # type: ignore[index]
    with pytest.raises(TypeError):
        del net.boundaries["asean_countries"]  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        net.tables = {}  # type: ignore[misc]


def test_every_table_of_the_contract_is_an_attribute(net: Network) -> None:
    assert net.tables.keys() == net.contract.tables.keys()
    for name in net.contract.tables:
        pd.testing.assert_frame_equal(getattr(net, name), net.table(name))


def test_completion_in_a_notebook_offers_every_table(net: Network) -> None:
    assert set(net.contract.tables) <= set(dir(net))


def test_an_unknown_table_is_an_attribute_error(net: Network) -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = net.nonsense  # type: ignore[attr-defined]


def test_the_tables_are_declared_for_editors_and_type_checkers(net: Network) -> None:
    declared = {name for name, said in vars(Tables).items() if isinstance(said, property)}
    assert declared == net.contract.tables.keys()
    assert all(getattr(Tables, name).__doc__ for name in declared)


def test_an_unknown_table_or_boundary_asked_for_by_name_is_a_key_error(net: Network) -> None:
    with pytest.raises(KeyError, match="nonsense"):
        net.table("nonsense")
    with pytest.raises(KeyError, match="nonsense"):
        net.boundary("nonsense")


def test_boundaries_are_in_degrees_and_indexed_by_id(net: Network) -> None:
    for name in net.contract.boundaries:
        areas = net.boundary(name)
        assert areas.crs == "EPSG:4326"
        assert areas.index.tolist() == areas["id"].tolist()
    assert set(net.boundary("asean_countries").index) == set(net.countries["country_id"])
    assert set(net.boundary("thai_provinces").index) == set(net.provinces["province_id"])


def test_the_tables_have_the_types_of_the_contract(net: Network) -> None:
    kinds = {
        "string": {"str"},
        "integer": {"int64", "Int64"},
        "number": {"float64"},
        "boolean": {"bool", "boolean"},
        "date": {"datetime64[s]"},
    }
    for table in net.contract.tables.values():
        frame = net.table(table.name)
        assert list(frame.columns) == [field.name for field in table.fields]
        for field in table.fields:
            assert str(frame[field.name].dtype) in kinds[field.type], (table.name, field.name)


def test_an_empty_cell_is_missing_and_never_zero(net: Network) -> None:
    unknown = net.places["area_km2"].isna()
    assert unknown.any()
    assert not (net.places["area_km2"] == 0).any()


@pytest.fixture
def smaller(edition) -> Path:
    """An edition without the latest member, Dili."""
    tables = ("memberships.csv", 1), ("readings.csv", 1), ("un_city_matches.csv", 1)
    for path, column in (*tables, ("places.csv", 0)):
        rows = edition.rows(path)
        edition.write_rows(path, [row for row in rows if row[column] != "dili"])
    rows = edition.rows("citations.csv")
    edition.write_rows("citations.csv", [row for row in rows if not row[1].startswith("dili")])
    return edition.directory


def test_an_edition_is_loaded_from_the_directory_asked_for(smaller: Path) -> None:
    net = ascn_data.load(smaller)
    assert net.directory == smaller.resolve()
    assert len(ascn_data.members(net, "2026-02-01")) == 37
    assert len(ascn_data.members(ascn_data.load(str(smaller)), "2026-02-01")) == 37


def test_else_from_ascn_data_dir(smaller: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASCN_DATA_DIR", str(smaller))
    assert ascn_data.load().directory == smaller.resolve()


def test_the_argument_wins_over_ascn_data_dir(
    smaller: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASCN_DATA_DIR", str(tmp_path / "nowhere"))
    assert ascn_data.load(smaller).directory == smaller.resolve()


@pytest.mark.parametrize("value", [None, ""])
def test_else_from_the_repository(
    quick_reading: None, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("ASCN_DATA_DIR", raising=False)
    if value is not None:
        monkeypatch.setenv("ASCN_DATA_DIR", value)
    assert ascn_data.load().directory == DIRECTORY.resolve()


def test_a_directory_that_does_not_exist_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        ascn_data.load(tmp_path / "nowhere")
    assert [problem.file for problem in caught.value.problems] == ["datapackage.json"]
