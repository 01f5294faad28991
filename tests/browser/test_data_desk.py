"""The data desk in a real browser: files out, files in, a number to paste."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pytest
from frictionless import validate
from playwright.sync_api import expect

import ascn_data
from ascn_data import Network
from ascn_data.network import DIRECTORY


def take(tab: Any, ending: str, folder: Path) -> Path:
    """Press a download and keep the file."""
    button = tab.page.locator(f"[class*='st-key-take-{ending}-']").get_by_role("button")
    download = tab.download(button)
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def test_the_package_is_whole_and_valid(tab: Any, tmp_path: Path) -> None:
    tab.open("/sources")
    with zipfile.ZipFile(take(tab, "zip", tmp_path)) as package:
        package.extractall(tmp_path / "edition")
    assert validate(str(tmp_path / "edition" / "datapackage.json")).valid
    ascn_data.load(tmp_path / "edition")


def test_workbook_and_geojson_have_the_rows_on_screen(
    tab: Any, net: Network, tmp_path: Path
) -> None:
    tab.open("/sources?country=THA&region=north&asof=2026-01-31")
    wanted = ascn_data.places(net, "2026-01-31", country="THA", region="north")["place_id"]
    places = gpd.read_file(take(tab, "geojson", tmp_path))
    assert set(places["place_id"]) == set(wanted)
    book = openpyxl.load_workbook(take(tab, "xlsx", tmp_path), read_only=True)
    rows = list(book.worksheets[1].values)
    column = rows[0].index("place_id")
    assert [row[column] for row in rows[1:]] == wanted.tolist()


def changed_city(name: str) -> bytes:
    """The table of places with one English name changed."""
    with (DIRECTORY / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index("name_en")] = name
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def drop(tab: Any, name: str, content: bytes) -> int:
    """Drop one file on the desk; how many tables the page has more than before."""
    before = tab.page.get_by_test_id("stDataFrame").count()
    tab.page.locator(".st-key-edition input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    tab.page.locator("[data-testid='stAlert']").first.wait_for()
    tab.settle()
    return tab.page.get_by_test_id("stDataFrame").count() - before


def test_a_changed_table_shows_what_would_change(tab: Any) -> None:
    tab.open("/sources")
    counts_and_changes = drop(tab, "places.csv", changed_city("Elsewhere"))
    assert tab.page.get_by_test_id("stAlertContentSuccess").count() == 1
    assert counts_and_changes == 2
    tab.open("/map")
    assert "Elsewhere" not in tab.page.get_by_test_id("stMain").inner_text()


def test_valid_files_are_viewed_on_all_pages_until_the_reader_ends_it(tab: Any) -> None:
    tab.open("/sources")
    drop(tab, "places (1).csv", changed_city("Elsewhere"))
    main = tab.page.get_by_test_id("stMain")
    tab.page.locator(".st-key-view-own").get_by_role("button").click()
    tab.page.locator(".st-key-own-edition").wait_for()
    report = tab.download(tab.page.locator("[class*='st-key-report-csv']").get_by_role("button"))
    assert "Elsewhere" in report.path().read_text("utf-8-sig")
    tab.page.get_by_test_id("stTopNavLink").filter(has_text="Cities").first.click()
    tab.settle()
    expect(main).to_contain_text("Elsewhere")
    expect(tab.page.locator(".st-key-own-edition")).to_have_count(1)
    tab.page.locator(".st-key-end-own").get_by_role("button").click()
    expect(main).not_to_contain_text("Elsewhere")
    expect(tab.page.locator(".st-key-own-edition")).to_have_count(0)
    assert tab.complaints == []


def test_a_broken_table_shows_every_problem(tab: Any) -> None:
    tab.open("/sources")
    problems = drop(tab, "places.csv", changed_city(""))
    assert tab.page.get_by_test_id("stAlertContentError").count() == 1
    assert problems == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("holiday.csv", b"a,b\n1,2\n"), ("places.zip", b"PK\x03\x04 no zip")],
)
def test_what_is_no_edition_is_refused(tab: Any, name: str, content: bytes) -> None:
    tab.open("/sources")
    assert drop(tab, name, content) == 0
    assert tab.page.get_by_test_id("stAlertContentError").count() == 1
    assert tab.complaints == []
