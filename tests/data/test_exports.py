"""The edition and its answers as files: workbook, points, package, description and citation."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import frictionless
import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from ascn_data.citing import cite, quote
from ascn_data.contract import FILE
from ascn_data.export import plain, sheet_names, to_csv, to_geojson, to_xlsx
from ascn_data.jsonld import dataset
from ascn_data.network import DIRECTORY
from ascn_data.package import package_files, readme, to_zip, workbook

# Tabs and line breaks, which spreadsheets pass over before `=`, are in no edition.
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x.example")')
WHERE = [
    {"as_of": "2023-07-28"},
    {"as_of": "2026-02-01"},
    {"as_of": "2023-07-28", "country": "THA", "status": "proposed"},
    {"as_of": "2023-07-28", "region": "north"},
    {"as_of": "2018-04-27"},
]
BASE = "https://ascn.example/app"


def opened(content: bytes) -> openpyxl.Workbook:
    """The workbook as another program sees it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def table_of(sheet) -> list[tuple[object, ...]]:
    """The rows of a sheet, header first, with dates as ISO text as `plain` writes them."""
    return [
        tuple(f"{value:%Y-%m-%d}" if isinstance(value, datetime) else value for value in row)
        for row in sheet.iter_rows(values_only=True)
    ]


def expected(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    """The rows that a sheet of `frame` must have."""
    return [tuple(frame.columns), *plain(frame).itertuples(index=False, name=None)]


@pytest.fixture(scope="module")
def book(net: Network) -> openpyxl.Workbook:
    """The workbook of the edition without a filter."""
    return opened(workbook(net, ANNOUNCEMENT))


@pytest.fixture
def sheet():
    """One sheet with a column of every type and something unknown in each that may be empty."""
    frame = pd.DataFrame(
        {
            "name": pd.Series(["a", None, "ที่"], dtype="str"),
            "maybe_whole": pd.array([-5, None, 1_152_473], dtype="Int64"),
            "measure": [-1.5, float("nan"), 22.56],
            "maybe_flag": pd.array([True, None, False], dtype="boolean"),
            "day": pd.to_datetime(["2023-07-28", None, "2018-04-28"]),
        }
    )
    return opened(to_xlsx({"frame": frame}, []))["frame"]


def test_every_table_of_the_edition_is_a_sheet_with_the_same_cells(
    net: Network, book: openpyxl.Workbook
) -> None:
    assert set(net.tables) < set(book.sheetnames)
    for name, frame in net.tables.items():
        assert table_of(book[name]) == expected(frame)


@pytest.mark.parametrize("where", WHERE, ids=str)
def test_the_sheet_after_the_readme_is_the_places_under_the_filters(
    net: Network, where: dict[str, str]
) -> None:
    written = opened(workbook(net, **where))
    assert table_of(written.worksheets[1]) == expected(ascn_data.places(net, **where))
    assert len(written.worksheets) == 2 + len(net.tables)


def test_the_readme_sheet_names_version_licence_filters_citation_and_every_sheet(
    net: Network,
) -> None:
    written = opened(workbook(net, "2026-02-01", country="THA", region="north", status="member"))
    assert written.sheetnames[0] == "README"
    cells = [cell for row in table_of(written["README"]) for cell in row]
    package = net.contract.descriptor
    for said in (package["title"], package["version"], package["licenses"][0]["name"], cite(net)):
        assert said in cells
    for said in ("2026-02-01", "THA", "north", "member", *written.sheetnames[1:]):
        assert said in cells


def test_a_sheet_has_a_bold_frozen_header_and_a_filter_over_all_rows(
    net: Network, book: openpyxl.Workbook
) -> None:
    for name, frame in net.tables.items():
        sheet = book[name]
        assert all(cell.font.bold for cell in sheet[1])
        assert not any(cell.font.bold for cell in sheet[2])
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.max_row == len(frame) + 1


def test_columns_are_as_wide_as_their_text_but_not_endless(book: openpyxl.Workbook) -> None:
    widths = book["places"].column_dimensions
    assert len(str(book["places"]["A1"].value)) < widths["A"].width < 60
    assert all(
        width.width <= 60
        for name in book.sheetnames[1:]
        for width in book[name].column_dimensions.values()
    )


def test_numbers_dates_and_yes_or_no_keep_their_type_in_a_workbook(sheet) -> None:
    first = [cell.value for cell in sheet[2]]
    assert first == ["a", -5, -1.5, True, datetime(2023, 7, 28)]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "n", "b", "d"]
    assert sheet["E2"].number_format == "yyyy-mm-dd"
    assert sheet["A4"].value == "ที่"


def test_the_unknown_is_an_empty_cell_in_a_workbook(sheet) -> None:
    assert [cell.value for cell in sheet[3]] == [None] * 5


def test_a_date_that_a_workbook_cannot_hold_is_text() -> None:
    days = pd.DataFrame({"day": pd.to_datetime(["1782-04-21", "1900-01-01"])})
    sheet = opened(to_xlsx({"days": days}, []))["days"]
    assert [sheet["A2"].value, sheet["A3"].value] == ["1782-04-21", datetime(1900, 1, 1)]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_of_a_workbook_is_a_formula(text: str) -> None:
    frame = pd.DataFrame({text: [text]})
    written = opened(to_xlsx({"frame": frame}, [(text, text)]))
    cells = [*written["README"][1], written["frame"]["A1"], written["frame"]["A2"]]
    harmless = "'" + text.replace("\r", "\n")
    assert [cell.value for cell in cells] == [harmless] * 4
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "2023-07-28", "12", "TRUE", " =1"])
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    cell = opened(to_xlsx({"frame": pd.DataFrame({"a": [text]})}, []))["frame"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_text_that_a_workbook_cannot_hold_is_left_out() -> None:
    frame = pd.DataFrame({"a": ["bell\x07", "x" * 40_000]})
    sheet = opened(to_xlsx({"frame": frame}, []))["frame"]
    assert sheet["A2"].value == "bell"
    assert sheet["A3"].value == "x" * 32_767


@pytest.fixture
def risky(edition) -> Network:
    """An edition in which the first places have a note that a spreadsheet would run."""
    for row, text in enumerate(FORMULAS, start=2):
        edition.set_cell("places.csv", row, "note_en", text)
    return ascn_data.load(edition.directory)


def test_formulas_in_an_edition_are_harmless_in_csv_and_workbook(risky: Network) -> None:
    harmless = ["'" + text.replace("\r", "\n") for text in FORMULAS]
    rows = pd.read_csv(io.StringIO(to_csv(risky.places)), dtype=str)
    assert rows["note_en"].tolist()[: len(FORMULAS)] == harmless
    written = opened(workbook(risky, "2026-02-01"))
    for sheet in (written.worksheets[1], written["places"]):
        cells = [cell for line in sheet.iter_rows() for cell in line]
        assert "f" not in {cell.data_type for cell in cells}
        assert set(harmless) <= {cell.value for cell in cells}


def test_points_leave_all_text_alone_as_json_runs_nothing(risky: Network) -> None:
    points = json.loads(to_geojson(risky, "2026-02-01"))["features"]
    assert set(FORMULAS) <= {point["properties"]["note_en"] for point in points}


def test_sheet_names_are_short_allowed_and_never_twice() -> None:
    names = ["a" * 40, "a" * 41, "x/y", "x:y", "X y", "README", "History", "", "'q'", "places"]
    sheets = sheet_names(names)
    assert list(sheets) == names
    assert len({sheet.casefold() for sheet in sheets.values()}) == len(names)
    assert all(0 < len(sheet) <= 31 for sheet in sheets.values())
    assert not any(set(sheet) & set("[]:*?/\\") for sheet in sheets.values())
    assert not {"readme", "history"} & {sheet.casefold() for sheet in sheets.values()}
    assert sheets["places"] == "places"


def test_a_workbook_of_frames_with_clashing_names_holds_them_all() -> None:
    frames = {name: pd.DataFrame({"a": [name]}) for name in ("x/y", "x:y", "README")}
    written = opened(to_xlsx(frames, []))
    assert [sheet["A2"].value for sheet in written.worksheets[1:]] == list(frames)


@pytest.mark.parametrize("where", WHERE, ids=str)
def test_points_are_the_places_under_the_filters(
    net: Network, tmp_path: Path, where: dict[str, str]
) -> None:
    frame = ascn_data.places(net, **where)
    file = tmp_path / "places.geojson"
    file.write_text(to_geojson(net, **where), "utf-8")
    points = gpd.read_file(file)
    assert len(points) == len(frame)
    if len(frame):
        assert points["place_id"].tolist() == frame["place_id"].tolist()
        assert points.geometry.x.tolist() == frame["lon"].tolist()
        assert points.geometry.y.tolist() == frame["lat"].tolist()
        assert points.crs == "EPSG:4326"


def test_a_point_has_the_columns_of_places_with_dates_as_text_and_unknown_as_null(
    net: Network,
) -> None:
    collection = json.loads(to_geojson(net, ANNOUNCEMENT))
    assert set(collection) == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    records = plain(ascn_data.places(net, ANNOUNCEMENT)).to_dict("records")
    assert [point["properties"] for point in collection["features"]] == records
    assert [point["id"] for point in collection["features"]] == [
        record["place_id"] for record in records
    ]
    assert {point["geometry"]["type"] for point in collection["features"]} == {"Point"}


@pytest.fixture(scope="module")
def unpacked(net: Network, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, taken out of its zip."""
    directory = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(io.BytesIO(to_zip(net))) as archive:
        assert archive.testzip() is None
        archive.extractall(directory)
    return directory


def test_frictionless_finds_the_unpacked_package_valid(unpacked: Path) -> None:
    report = frictionless.validate(str(unpacked / FILE))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])


def test_the_unpacked_package_loads_as_the_same_network(net: Network, unpacked: Path) -> None:
    again = ascn_data.load(unpacked)
    assert again.tables.keys() == net.tables.keys()
    for name, frame in net.tables.items():
        pd.testing.assert_frame_equal(again.table(name), frame)
    for name, areas in net.boundaries.items():
        assert again.boundary(name).equals(areas)


def test_the_package_is_the_editions_files_byte_for_byte_and_a_readme(net: Network) -> None:
    files = package_files(net)
    nodes = net.contract.descriptor["resources"]
    assert set(files) == {"README.txt", FILE, *(node["path"] for node in nodes)}
    for path in set(files) - {"README.txt"}:
        assert files[path] == (DIRECTORY / path).read_bytes()


def test_the_readme_of_the_package_names_each_part_with_its_licences(net: Network) -> None:
    lines = readme(net).splitlines()
    assert any(cite(net) in line for line in lines)
    for node in net.contract.descriptor["resources"]:
        (line,) = [line for line in lines if line.startswith(f"{node['path']}:")]
        assert all(licence["name"] in line for licence in node["licenses"])
        assert node.get("attribution", "") in line


@pytest.mark.parametrize(
    "write", [to_zip, lambda net: workbook(net, ANNOUNCEMENT)], ids=["to_zip", "workbook"]
)
def test_the_same_edition_gives_the_same_bytes_at_any_time(
    net: Network, monkeypatch: pytest.MonkeyPatch, write
) -> None:
    first = write(net)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: datetime(2033, 5, 18).timetuple())
    assert write(net) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_workbook_says_it_was_made_when_the_edition_was(
    net: Network, book: openpyxl.Workbook
) -> None:
    day = datetime.fromisoformat(net.contract.descriptor["created"]).replace(tzinfo=None)
    assert book.properties.created == book.properties.modified == day


def test_a_description_has_the_words_of_the_contract_in_both_languages(net: Network) -> None:
    package, described = net.contract.descriptor, dataset(net, BASE)
    assert described["@type"] == "Dataset"
    assert described["name"] == package["title"]
    assert described["alternateName"] == package["title_th"]
    assert package["description"] in described["description"]
    assert package["description_th"] in described["description"]
    assert described["version"] == package["version"]
    assert described["keywords"] == package["keywords"]
    assert described["license"] == [licence["path"] for licence in package["licenses"]]
    assert [who["name"] for who in described["creator"]] == [
        who["title"] for who in package["contributors"]
    ]
    assert described["citation"] == cite(net)
    assert json.loads(json.dumps(described)) == described


def test_a_description_covers_every_day_and_every_place(net: Network) -> None:
    described = dataset(net, BASE)
    first, last = described["temporalCoverage"].split("/")
    days = pd.concat([net.memberships["counted_on"], net.timeline["happened_on"]])
    assert pd.Timestamp(first) == days.min()
    assert pd.Timestamp(last) >= days.max()
    box = described["spatialCoverage"]["geo"]["box"]
    south, west, north, east = map(float, box.split())
    assert net.places["lat"].between(south, north).all()
    assert net.places["lon"].between(west, east).all()


@pytest.mark.parametrize("base", [BASE, f"{BASE}/"])
def test_a_description_names_a_download_for_every_table_and_the_whole(
    net: Network, base: str
) -> None:
    files = {
        part["contentUrl"]: part["encodingFormat"] for part in dataset(net, base)["distribution"]
    }
    tables = {f"{BASE}/data/{name}.csv" for name in net.tables}
    whole = {"places.geojson", FILE, "ascn.zip", "ascn.xlsx"}
    assert set(files) == tables | {f"{BASE}/data/{name}" for name in whole}
    assert {files[table] for table in tables} == {"text/csv"}
    assert files[f"{BASE}/data/places.geojson"] == "application/geo+json"


def test_a_description_leaves_out_what_the_contract_does_not_say(edition) -> None:
    silent = ("created", "version", "keywords", "contributors", "title_th", "licenses")
    edition.change_json(FILE, lambda package: [package.pop(word) for word in silent])
    described = dataset(ascn_data.load(edition.directory), BASE)
    assert not {"dateCreated", "version", "keywords", "creator", "license"} & set(described)
    assert "alternateName" not in described


def test_a_citation_names_authors_year_title_version_and_licence_on_one_line(
    net: Network,
) -> None:
    package, line = net.contract.descriptor, cite(net)
    said = (package["contributors"][0]["title"], package["created"][:4], package["title"])
    for part in (*said, package["version"], package["licenses"][0]["name"]):
        assert part in line
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda package: [package.pop(word) for word in ("created", "version", "contributors")],
        lambda package: package.update(created="soon", licenses="CC BY", contributors=[None]),
        lambda package: package.update(title="two\nlines", created=2026),
    ],
)
def test_an_edition_of_few_or_odd_words_is_written_in_every_format(edition, change) -> None:
    edition.change_json(FILE, change)
    changed = ascn_data.load(edition.directory)
    assert len(cite(changed).splitlines()) == 1
    assert "None" not in cite(changed)
    assert opened(workbook(changed, ANNOUNCEMENT)).sheetnames[0] == "README"
    assert dataset(changed, BASE)["@type"] == "Dataset"
    assert package_files(changed)[FILE] == edition.bytes(FILE)


def test_a_quoted_number_is_one_line_with_day_source_and_link() -> None:
    line = quote("Members", 29, date(2023, 7, 28), "ASEAN\nSecretariat", "https://x.example/?a=1")
    assert len(line.splitlines()) == 1
    for part in ("Members", "29", "2023-07-28", "ASEAN Secretariat", "https://x.example/?a=1"):
        assert part in line


@pytest.mark.parametrize(
    ("value", "written"),
    [(1_152_473, "1,152,473"), (22.56, "22.56"), ("1.15 ล้าน", "1.15 ล้าน"), ("2023", "2023")],
)
def test_a_quoted_number_is_exact_and_text_stays_as_it_is(
    value: int | float | str, written: str
) -> None:
    line = quote("label", value, "ณ 28 ก.ค. 2566", "source", "https://x.example")
    assert f" {written} " in line
    assert "ณ 28 ก.ค. 2566" in line


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\x85", "\v"])
def test_no_line_break_is_left_in_a_quotation(end: str) -> None:
    line = quote(f"a{end}b", f"1{end}2", f"c{end}d", f"e{end}f", f"https://x.example{end}")
    assert len(line.splitlines()) == 1
    assert not line.endswith(" ")
