"""Somebody's own edition: refused, faulty, or valid with what it would change. Nothing is kept."""

from __future__ import annotations

import io
import itertools
import json
import re
import stat
import subprocess
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network, Problem, edition
from ascn_data.contract import FILE
from ascn_data.edition import CHANGES, COUNTS, MAX_ROWS, Report, added, check_upload
from ascn_data.network import DIRECTORY
from ascn_data.problems import problems_frame
from ascn_data.upload import MAX_BYTES, MAX_FILES, REASONS, Refused, read_upload

pytestmark = pytest.mark.slow

PLACES, LEDGER = "places.csv", "memberships.csv"
PROVINCES = "boundaries/thai_provinces.geojson"
NEW_PLACE = {
    "place_id": "nan",
    "name_en": "Nan",
    "name_th": "น่าน",
    "name_local": "น่าน",
    "country_id": "THA",
    "region_id": "north",
    "lat": "18.78",
    "lon": "100.78",
    "unit_label_en": "Town municipality",
    "unit_label_th": "เทศบาลเมือง",
    "unit_resolved": "true",
    "source_id": "geonames",
}
NEW_ENTRY = {
    "entry_id": "nan-joined",
    "place_id": "nan",
    "event": "joined",
    "counted_on": "2026-03-01",
    "counted_precision": "day",
    "stated_on": "2026-03-01",
    "stated_precision": "day",
    "basis_en": "An example.",
    "basis_th": "ตัวอย่าง",
    "source_id": "asean_ascn_page",
}
Content = bytes | str


def original(path: str) -> bytes:
    """A file of the edition in the repository."""
    return (DIRECTORY / path).read_bytes()


def table(path: str) -> pd.DataFrame:
    """A table of the edition in the repository, as text."""
    return pd.read_csv(DIRECTORY / path, dtype=str, keep_default_na=False)


def written(frame: pd.DataFrame) -> bytes:
    """A table as it is uploaded."""
    return frame.fillna("").to_csv(index=False, lineterminator="\n").encode()


def with_row(path: str, row: Mapping[str, str]) -> bytes:
    """A table of the edition with one more row."""
    return written(pd.concat([table(path), pd.DataFrame([row])]))


def with_cell(path: str, row: int, column: str, value: str) -> bytes:
    """A table of the edition with another cell; `row` is the line an editor sees."""
    frame = table(path)
    frame.loc[row - 2, column] = value
    return written(frame)


def without(path: str, column: str, value: str) -> bytes:
    """A table of the edition without the rows that hold `value`."""
    frame = table(path)
    assert (frame[column] == value).any()
    return written(frame[frame[column] != value])


def contract(change: Callable[[Any], object]) -> bytes:
    """The contract of the edition, changed."""
    document = json.loads(original(FILE))
    change(document)
    return json.dumps(document, ensure_ascii=False).encode()


def zipped(*entries: tuple[str | zipfile.ZipInfo, Content], method: int = 8) -> bytes:
    """A zip with these entries, deflated unless told."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content, method)
    return out.getvalue()


@cache
def shipped() -> Network:
    """The edition in the repository, whose contract says which files there are."""
    return ascn_data.load(DIRECTORY)


def refusal(*files: tuple[str, bytes]) -> Refused:
    """Why an upload is refused."""
    with pytest.raises(Refused) as caught:
        read_upload(shipped(), files)
    return caught.value


def refusal_of_zip(raw: bytes) -> Refused:
    """Why a zip is refused."""
    return refusal(("edition.zip", raw))


def changes_of(report: Report) -> list[tuple[str, ...]]:
    """The changes as rows; the report must have no problems."""
    assert report.problems == ()
    return list(report.changes.itertuples(index=False, name=None))


def counted(report: Report, question: str) -> tuple[int, int]:
    """A count before and after."""
    row = report.counts.set_index("question").loc[question]
    return int(row["before"]), int(row["after"])


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go, empty at first."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


# ---- what is uploaded -----------------------------------------------------------------------


def test_files_are_known_by_their_path_in_the_edition() -> None:
    names = (PLACES, PROVINCES, FILE)
    files = {name: original(name) for name in names}
    assert read_upload(shipped(), list(files.items())) == files


def test_a_boundary_file_may_stand_without_its_folder() -> None:
    assert set(read_upload(shipped(), [("thai_provinces.geojson", b"{}")])) == {PROVINCES}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("places (1).csv", PLACES),
        ("places(12).csv", PLACES),
        ("datapackage (2).json", FILE),
        ("thai_provinces (1).geojson", PROVINCES),
        ("boundaries/thai_provinces (1).geojson", PROVINCES),
    ],
)
def test_a_second_download_is_known_by_the_name_of_the_first(name: str, path: str) -> None:
    assert set(read_upload(shipped(), [(name, original(path))])) == {path}
    assert set(read_upload(shipped(), [("a.zip", zipped((name, original(path))))])) == {path}
    assert refusal((name, b"a"), (path, b"a")).reason == "file_twice"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("top", ["", "./", "my edition/", "ข้อมูล/"])
def test_a_zip_is_unpacked_and_a_folder_round_everything_taken_off(top: str, method: int) -> None:
    entries = [(top + PLACES, b"a"), (top + PROVINCES, b"b")]
    folders = [(top, b"")] if top else []
    found = read_upload(shipped(), [("Edition.ZIP", zipped(*folders, *entries, method=method))])
    assert found == {PLACES: b"a", PROVINCES: b"b"}


def test_the_folder_of_the_boundaries_is_not_taken_for_one_round_everything() -> None:
    assert set(read_upload(shipped(), [("a.zip", zipped((PROVINCES, b"b")))])) == {PROVINCES}


@pytest.mark.parametrize(
    "name",
    ["__MACOSX/d/._places.csv", "d/.DS_Store", "d/Thumbs.db", "d/desktop.ini", "d/._places.csv"]
    + ["d/README.md", "README.txt"],
)
def test_leftovers_and_the_texts_of_an_edition_are_passed_over(name: str) -> None:
    found = read_upload(shipped(), [("a.zip", zipped(("d/places.csv", b"a"), (name, b"x")))])
    assert found == {PLACES: b"a"}
    assert read_upload(shipped(), [(PLACES, b"a"), (name, b"x")]) == {PLACES: b"a"}


def test_the_whole_folder_of_the_edition_can_be_uploaded(net: Network) -> None:
    files = [path for path in DIRECTORY.rglob("*") if path.is_file()]
    entries = [(f"data/{path.relative_to(DIRECTORY).as_posix()}", path) for path in files]
    found = read_upload(net, [("data.zip", zipped(*((n, p.read_bytes()) for n, p in entries)))])
    assert len(found) == 1 + len(net.tables) + len(net.boundaries)
    assert changes_of(check_upload(net, found)) == []


def test_a_table_that_only_the_uploaded_contract_knows_is_read() -> None:
    own = contract(lambda doc: doc["resources"].append({"name": "own", "path": "own.csv"}))
    assert set(read_upload(shipped(), [("own.csv", b"a"), (FILE, own)])) == {"own.csv", FILE}
    assert refusal(("own.csv", b"a"), (FILE, b"{")).reason == "unknown_file"


# ---- what is refused ------------------------------------------------------------------------


def entry(name: str, kind: int = stat.S_IFREG) -> zipfile.ZipInfo:
    """An entry that says it is a link or something else."""
    info = zipfile.ZipInfo(name)
    info.external_attr = (kind | 0o777) << 16
    return info


def encrypted(name: str) -> bytes:
    """A zip that says that its one file is encrypted, at both places where it says so."""
    raw = bytearray(zipped((name, b"secret")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + place] |= 1
    return bytes(raw)


def raw_name(name: bytes) -> bytes:
    """A zip whose one entry has a name that `zipfile` would not write."""
    return zipped(("x" * len(name), b"a")).replace(b"x" * len(name), name)


REFUSED: dict[str, tuple[str, list[tuple[str, bytes]]]] = {
    "no file": ("nothing", []),
    "only leftovers": ("nothing", [(".DS_Store", b"x")]),
    "a zip of nothing": ("empty_zip", [("a.zip", zipped())]),
    "a zip of folders": ("empty_zip", [("a.zip", zipped(("d/", b"")))]),
    "a zip of leftovers": ("empty_zip", [("a.zip", zipped(("__MACOSX/x", b"x")))]),
    "a file over the limit": ("too_large", [(PLACES, bytes(MAX_BYTES + 1))]),
    "two files over it together": (
        "too_large",
        [(PLACES, bytes(MAX_BYTES // 2 + 1)), (LEDGER, bytes(MAX_BYTES // 2 + 1))],
    ),
    "too many files": ("too_many_files", [(f"{i}.csv", b"") for i in range(MAX_FILES + 1)]),
    "a zip of too many": (
        "too_many_files",
        [("a.zip", zipped(*((f"{i}.csv", b"") for i in range(MAX_FILES + 1))))],
    ),
    "zeros": ("zip_bomb", [("a.zip", zipped((PLACES, bytes(10_000_000))))]),
    "zeros in many files": (
        "zip_bomb",
        [("a.zip", zipped(*((f"{i}.csv", bytes(500_000)) for i in range(100))))],
    ),
    "a zip in a zip": ("nested_zip", [("a.zip", zipped(("b.zip", zipped((PLACES, b"a")))))]),
    "a zip named as a table": ("nested_zip", [("a.zip", zipped((PLACES, zipped((LEDGER, b"")))))]),
    "a zip and a table": ("zip_among_files", [("a.zip", zipped()), (PLACES, b"a")]),
    "two zips": ("zip_among_files", [("a.zip", zipped()), ("b.zip", zipped())]),
    "a link": ("special_file", [("a.zip", zipped((entry(PLACES, stat.S_IFLNK), "/etc/passwd")))]),
    "a device": ("special_file", [("a.zip", zipped((entry(PLACES, stat.S_IFCHR), "")))]),
    "an encrypted file": ("encrypted_zip", [("a.zip", encrypted(PLACES))]),
    "a packing that is not bounded": (
        "compression",
        [("a.zip", zipped((PLACES, b"a"), method=zipfile.ZIP_BZIP2))],
    ),
    "no zip": ("damaged_zip", [("a.zip", b"place_id,name_en\n")]),
    "half a zip": ("damaged_zip", [("a.zip", zipped((PLACES, original(PLACES)))[:-60])]),
    "a zip with a wrong byte": (
        "damaged_zip",
        [("a.zip", zipped((PLACES, b"abcdef"), method=0).replace(b"abcdef", b"abcdeF"))],
    ),
    "an unknown name": ("unknown_file", [("cities.csv", b"a")]),
    "an unknown name in a zip": ("unknown_file", [("a.zip", zipped(("places.xlsx", b"a")))]),
    "a table in two folders": ("unknown_file", [("a.zip", zipped(("a/b/places.csv", b"a")))]),
    "no name": ("unknown_file", [("", b"a")]),
    "a file twice": ("file_twice", [(PLACES, b"a"), (PLACES, b"a")]),
    "a boundary file with and without its folder": (
        "file_twice",
        [(PROVINCES, b"a"), ("thai_provinces.geojson", b"a")],
    ),
}


@pytest.mark.parametrize(("reason", "files"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_edition_is_refused(reason: str, files: list[tuple[str, bytes]]) -> None:
    assert refusal(*files).reason == reason


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_in_a_zip_twice_is_refused() -> None:
    assert refusal_of_zip(zipped((PLACES, b"a"), (PLACES, b"b"))).reason == "file_twice"


CLIMBING = [
    "../places.csv",
    "d/../../places.csv",
    "/etc/passwd",
    "C:places.csv",
    "C:/places.csv",
    "..\\places.csv",
    "boundaries\\thai_provinces.geojson",
    "places.csv\0.txt",
    "../.DS_Store",
]


@pytest.mark.parametrize("name", CLIMBING)
def test_a_path_that_climbs_out_is_refused(name: str) -> None:
    assert refusal((name, b"a")).reason == "unsafe_path"
    assert refusal_of_zip(raw_name(name.encode())).reason == "unsafe_path"


@pytest.mark.parametrize("name", CLIMBING)
def test_nothing_is_checked_at_a_path_that_climbs_out(net: Network, name: str) -> None:
    with pytest.raises(Refused) as caught:
        check_upload(net, {name: b"a"})
    assert caught.value.reason == "unsafe_path"


def test_every_reason_is_met_by_a_test() -> None:
    assert {reason for reason, _ in REFUSED.values()} | {"unsafe_path", "busy"} == set(REASONS)


def test_a_refusal_says_which_files_are_known() -> None:
    refused = refusal(("cities.csv", b"a"))
    assert refused.details["file"] == "cities.csv"
    assert {PLACES, PROVINCES, FILE} <= set(str(refused.details["known"]).split(", "))
    assert PLACES in str(refused)


@pytest.mark.parametrize(("reason", "files"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_can_be_said_in_any_language(reason: str, files: list[tuple[str, bytes]]) -> None:
    refused = refusal(*files)
    assert REASONS[reason].format(**refused.details) == str(refused)
    assert isinstance(refused, ValueError)
    words = set(re.findall(r"{(\w+)}", REASONS[reason]))
    assert words == set(refused.details)


def test_a_zip_is_measured_by_what_comes_out_of_it() -> None:
    raw = bytearray(zipped((PLACES, bytes(50_000_000))))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        raw[raw.index(mark) + place : raw.index(mark) + place + 4] = (4_000_000_000).to_bytes(
            4, "little"
        )
    assert refusal_of_zip(bytes(raw)).reason == "zip_bomb"


# ---- what a valid upload would change -------------------------------------------------------


def test_a_new_member_is_a_place_and_an_entry_of_the_ledger(net: Network) -> None:
    report = check_upload(
        net, {PLACES: with_row(PLACES, NEW_PLACE), LEDGER: with_row(LEDGER, NEW_ENTRY)}
    )
    assert changes_of(report) == [
        ("places", "nan", "added", "", "", "Nan"),
        ("memberships", "nan-joined", "added", "", "", "nan-joined"),
    ]
    assert added(report, "places").values.tolist() == [["nan", "Nan"]]
    assert added(report, "units").empty
    assert report.files == (LEDGER, PLACES)
    before, after = counted(report, "members_latest")
    assert (before, after) == (38, 39)
    assert counted(report, "members_announcement") == (29, 29)
    before, after = counted(report, "rows")
    assert after == before + 2


def test_the_same_files_change_nothing(net: Network) -> None:
    report = check_upload(net, {PLACES: original(PLACES), PROVINCES: original(PROVINCES)})
    assert changes_of(report) == []
    assert (report.counts["before"] == report.counts["after"]).all()


def test_the_counts_are_the_answers_to_the_questions(net: Network) -> None:
    report = check_upload(net, {PLACES: original(PLACES)})
    low, high = ascn_data.reach_range(net, ANNOUNCEMENT)
    latest = ascn_data.members(net, "2026-02-01")
    assert dict(zip(report.counts["question"], report.counts["before"], strict=True)) == {
        "members_latest": len(latest),
        "members_announcement": len(ascn_data.members(net, "2023-07-28")),
        "proposed_areas": len(ascn_data.places(net, ANNOUNCEMENT, status="proposed")),
        "countries": latest["country_id"].nunique(),
        "plan_areas": len(ascn_data.plan_areas(net, "2026-02-01")),
        "reach_low": low,
        "reach_high": high,
        "rows": sum(map(len, net.tables.values())),
    }


def test_a_changed_cell_is_named_with_what_it_was(net: Network) -> None:
    row = table(PLACES).index[table(PLACES)["place_id"] == "battambang"][0] + 2
    assert table(PLACES).loc[row - 2, "area_km2"] == "115"
    changed = with_cell(PLACES, row, "area_km2", "116.5")
    assert changes_of(check_upload(net, {PLACES: changed})) == [
        ("places", "battambang", "changed", "area_km2", "115", "116.5")
    ]


def test_the_unknown_is_empty_before_and_after(net: Network) -> None:
    emptied = with_cell(PLACES, 2, "area_km2", "")
    was = table(PLACES).loc[0, "area_km2"]
    report = check_upload(net, {PLACES: emptied})
    assert changes_of(report)[0][3:] == ("area_km2", was, "")


def test_another_way_of_writing_a_number_is_no_change(net: Network) -> None:
    row = table(PLACES).index[table(PLACES)["area_km2"] == "115"][0] + 2
    assert (
        changes_of(check_upload(net, {PLACES: with_cell(PLACES, row, "area_km2", "115.0")})) == []
    )


def test_rows_in_another_order_are_no_change(net: Network) -> None:
    assert changes_of(check_upload(net, {PLACES: written(table(PLACES)[::-1])})) == []


def test_a_removed_row_is_named_by_its_key(net: Network) -> None:
    frame = table("populations.csv")
    last = frame.iloc[-1]
    report = check_upload(net, {"populations.csv": written(frame.iloc[:-1])})
    key = ", ".join(last[["series_id", "unit_id", "year", "estimate_type"]])
    assert changes_of(report) == [("populations", key, "removed", "", key, "")]


def test_a_new_figure_of_a_proposed_area_changes_the_counted_reach(net: Network) -> None:
    readings = ascn_data.reach_readings(net, ANNOUNCEMENT)
    one = readings[readings["in_range"]].iloc[0]
    frame = table("populations.csv")
    place = frame.index[
        (frame["unit_id"] == one["unit_id"])
        & (frame["series_id"] == "registration")
        & (frame["population"] == str(one["population"]))
    ][0]
    changed = with_cell("populations.csv", place + 2, "population", str(one["population"] + 5000))
    report = check_upload(net, {"populations.csv": changed})
    assert len(changes_of(report)) == 1
    (low, new_low), (high, new_high) = (counted(report, f"reach_{end}") for end in ("low", "high"))
    assert 0 < (new_low - low) + (new_high - high) <= 10_000


def test_a_thai_text_with_a_byte_order_mark_is_read(net: Network) -> None:
    changed = b"\xef\xbb\xbf" + with_cell(PLACES, 2, "name_th", "บันดาร์ เซอรี")
    report = check_upload(net, {PLACES: changed})
    ((_, _, _, column, before, after),) = changes_of(report)
    assert (column, before, after) == ("name_th", table(PLACES).loc[0, "name_th"], "บันดาร์ เซอรี")


def test_a_moved_boundary_is_one_change_of_its_file(net: Network) -> None:
    document = json.loads(original("boundaries/context_land.geojson"))
    document["features"][0]["geometry"]["coordinates"].pop()
    path = "boundaries/context_land.geojson"
    report = check_upload(net, {path: json.dumps(document).encode()})
    assert changes_of(report) == [(path, "", "changed", "", "", "")]


def test_a_boundary_file_written_with_other_spaces_is_no_change(net: Network) -> None:
    spaced = json.dumps(json.loads(original(PROVINCES)), indent=1).encode()
    assert changes_of(check_upload(net, {PROVINCES: spaced})) == []


def test_a_new_column_of_the_contract_is_a_change_of_each_cell_in_it(net: Network) -> None:
    def more(document: Any) -> None:
        partners = next(node for node in document["resources"] if node["name"] == "partners")
        partners["schema"]["fields"].append({"name": "own", "type": "string"})

    frame = table("partners.csv").assign(own="")
    frame.loc[0, "own"] = "x"
    report = check_upload(net, {FILE: contract(more), "partners.csv": written(frame)})
    assert changes_of(report) == [
        (FILE, "", "changed", "", "", ""),
        ("partners", frame.loc[0, "partner_id"], "changed", "own", "", "x"),
    ]


# ---- what is wrong with an upload -----------------------------------------------------------

FAULTS: dict[str, tuple[dict[str, Callable[[], bytes]], Problem]] = {
    "a wrong value": (
        {PLACES: lambda: with_cell(PLACES, 3, "lat", "north")},
        Problem(PLACES, 3, "lat", "must be a number", "north"),
    ),
    "no value": (
        {PLACES: lambda: with_cell(PLACES, 4, "name_th", "")},
        Problem(PLACES, 4, "name_th", "a value is required"),
    ),
    "a key twice": (
        {LEDGER: lambda: original(LEDGER) + original(LEDGER).splitlines()[1] + b"\n"},
        Problem(LEDGER, 46, "entry_id", "the key appears twice", "bandar-seri-begawan-joined"),
    ),
    "a missing column": (
        {PLACES: lambda: written(table(PLACES).drop(columns="lon"))},
        Problem(PLACES, 1, "lon", "the column is missing"),
    ),
    "an unknown column": (
        {PLACES: lambda: written(table(PLACES).assign(mayor="x"))},
        Problem(PLACES, 1, "mayor", "the column is not in the data schema", "mayor"),
    ),
    "a place without an entry": (
        {PLACES: lambda: with_row(PLACES, NEW_PLACE)},
        Problem(PLACES, 46, "place_id", f"the place needs an entry in {LEDGER}", "nan"),
    ),
    "an entry without a place": (
        {LEDGER: lambda: with_row(LEDGER, NEW_ENTRY)},
        Problem(LEDGER, 46, "place_id", f"must be a place_id of {PLACES}", "nan"),
    ),
    "a row that others refer to": (
        {"countries.csv": lambda: without("countries.csv", "country_id", "SGP")},
        Problem("boundaries/asean_countries.geojson", 0, "id", "the ids must be those of ", "SGP"),
    ),
    "text in another encoding": (
        {PLACES: lambda: original(PLACES).decode().encode("utf-16")},
        Problem(PLACES, 1, "", "the file must be encoded as UTF-8", r"b'\xff\xfe"),
    ),
    "nothing": ({PLACES: lambda: b""}, Problem(PLACES, 0, "", "the file is empty")),
    "a zip": ({PLACES: lambda: zipped((PLACES, b"a"))}, Problem(PLACES, 1, "", "the file must be")),
    "no boundaries": (
        {PROVINCES: lambda: b"{}"},
        Problem(PROVINCES, 0, "", "not readable as GeoJSON", "'features'"),
    ),
    "no contract": ({FILE: lambda: b"{"}, Problem(FILE, 0, "", "the data schema cannot be read")),
    "a contract without a table": (
        {FILE: lambda: contract(lambda doc: doc["resources"].pop(0))},
        Problem(FILE, 0, "", ""),
    ),
    "a contract that leads out": (
        {FILE: lambda: contract(lambda doc: doc["resources"][0].update(path="../sources.csv"))},
        Problem(FILE, 0, "", "the path '../sources.csv' must name a file"),
    ),
    "a contract with a limit beyond all numbers": (
        {
            FILE: lambda: contract(
                lambda doc: doc["resources"][5]["schema"]["fields"][6].update(
                    type="number", constraints={"maximum": 10**400}
                )
            )
        },
        Problem(FILE, 0, "", ""),
    ),
}


@pytest.mark.parametrize(("files", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_and_nothing_is_left(
    net: Network, temporary: Path, files: dict[str, Callable[[], bytes]], fault: Problem
) -> None:
    report = check_upload(net, {path: content() for path, content in files.items()})
    assert any(
        (one.file, one.row, one.column) == (fault.file, fault.row, fault.column)
        and fault.rule in one.rule
        and fault.value in one.value
        for one in report.problems
    ), report.problems
    assert list(report.changes.columns) == CHANGES
    assert list(report.counts.columns) == COUNTS
    assert report.changes.empty
    assert report.counts.empty
    assert list(temporary.iterdir()) == []


def test_the_problems_are_a_frame_with_one_row_each(net: Network) -> None:
    broken = with_cell(PLACES, 3, "lat", "north")
    report = check_upload(net, {PLACES: broken})
    frame = problems_frame(report.problems)
    assert frame.to_dict("records") == [problem.as_dict() for problem in report.problems]
    assert list(problems_frame([]).columns) == list(frame.columns)
    assert list(problems_frame([]).dtypes) == list(frame.dtypes)


def test_the_empty_frames_have_the_types_of_full_ones(net: Network) -> None:
    full = check_upload(net, {PLACES: with_cell(PLACES, 2, "area_km2", "")})
    empty = check_upload(net, {PLACES: b""})
    assert list(full.changes.dtypes) == list(empty.changes.dtypes)
    assert list(full.counts.dtypes) == list(empty.counts.dtypes)


def test_a_name_that_no_disk_takes_is_a_problem(net: Network, temporary: Path) -> None:
    report = check_upload(net, {f"{'a' * 300}.csv": b"a"})
    assert [problem.file for problem in report.problems] == [FILE]
    assert list(temporary.iterdir()) == []


# ---- what is left as it was -----------------------------------------------------------------


def test_the_network_and_its_files_stay_as_they_are(net: Network, temporary: Path) -> None:
    files = [path for path in DIRECTORY.rglob("*") if path.is_file()]
    texts = {path: path.read_bytes() for path in files}
    frames = {name: frame.copy() for name, frame in net.tables.items()}
    check_upload(net, {PLACES: with_row(PLACES, NEW_PLACE), LEDGER: with_row(LEDGER, NEW_ENTRY)})
    assert list(temporary.iterdir()) == []
    assert {path: path.read_bytes() for path in files} == texts
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(net.table(name), frame)


def test_a_report_keeps_its_parts(net: Network) -> None:
    report = check_upload(net, {PLACES: b""})
    with pytest.raises(AttributeError):
        report.problems = ()  # type: ignore[misc]


# ---- what is made to take long --------------------------------------------------------------


def slow_pattern() -> dict[str, bytes]:
    """A pattern that takes ages to see that a name does not match it."""

    def slow(document: Any) -> None:
        places = next(node for node in document["resources"] if node["name"] == "places")
        field = next(one for one in places["schema"]["fields"] if one["name"] == "note_en")
        field["constraints"] = {"pattern": "((.|.)*)*\0"}

    return {FILE: contract(slow)}


def slow_area() -> dict[str, bytes]:
    """An area of long lines side by side, each of which must be compared with all others."""
    corners = [
        [100 * (number % 2) + number * 1e-4, 80 * (number % 2) - number * 1e-6]
        for number in range(200_000)
    ]
    ring = [*corners, [150, -80], corners[0]]
    document = json.loads(original("boundaries/context_land.geojson"))
    document["features"][0]["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    return {"boundaries/context_land.geojson": json.dumps(document).encode()}


@pytest.mark.parametrize("upload", [slow_pattern, slow_area])
def test_an_endless_check_is_given_up(
    net: Network, temporary: Path, monkeypatch: pytest.MonkeyPatch, upload: Callable[[], Any]
) -> None:
    files = upload()
    monkeypatch.setattr(edition, "MAX_SECONDS", 3)
    started = time.monotonic()
    report = check_upload(net, files)
    assert time.monotonic() - started < 20
    assert [(problem.file, problem.row) for problem in report.problems] == [(*files, 0)]
    assert "3 seconds" in report.problems[0].rule
    assert list(temporary.iterdir()) == []


class Queue(threading.BoundedSemaphore):
    """The one place for a check, which tells when all six have come to it."""

    def __init__(self) -> None:
        super().__init__(edition._ONE_AT_A_TIME._initial_value)  # type: ignore[attr-defined]
        self.came, self.all_came = itertools.count(1), threading.Event()

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
        if next(self.came) == 6:
            self.all_came.set()
        return super().acquire(blocking, timeout)


def test_six_contracts_at_once_are_checked_one_after_the_other(
    net: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue, running, seen = Queue(), [], []

    def run(*args: Any, **values: Any) -> subprocess.CompletedProcess[bytes]:
        running.append(None)
        assert queue.all_came.wait(timeout=60)
        seen.append(len(running))
        running.pop()
        return subprocess.CompletedProcess(args, 0)

    monkeypatch.setattr(edition, "_ONE_AT_A_TIME", queue)
    monkeypatch.setattr(edition.subprocess, "run", run)
    upload = {FILE: original(FILE)}
    threads = [threading.Thread(target=check_upload, args=(net, upload)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert seen == [1] * 6


def test_an_upload_that_waits_too_long_is_told_so(
    net: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edition, "WAIT_SECONDS", 0.01)
    with edition._ONE_AT_A_TIME, pytest.raises(Refused) as caught:
        check_upload(net, {PLACES: b""})
    assert caught.value.reason == "busy"
    assert check_upload(net, {PLACES: b""}).problems


HEADER = original(PLACES).splitlines()[0] + b"\n"
HEAVY: dict[str, Callable[[], bytes]] = {
    "one column of quotes": lambda: b"a\n" + b'"""""""\n' * (MAX_BYTES // 8 - 1),
    "quotes alone": lambda: b'"' * MAX_BYTES,
    "a million short rows": lambda: HEADER + b"a,b\n" * 1_000_000,
    "one giant cell": lambda: HEADER + b"x" * (MAX_BYTES - len(HEADER)),
    "100,000 columns": lambda: ",".join(f"c{number}" for number in range(100_000)).encode(),
    "rows of empty cells": lambda: HEADER + (b"," * 17 + b"\n") * (MAX_BYTES // 18 - 20),
}


@pytest.mark.parametrize("content", HEAVY.values(), ids=HEAVY)
def test_a_heavy_table_is_answered_in_seconds_with_a_list_to_read(
    net: Network, content: Callable[[], bytes]
) -> None:
    files = read_upload(net, [(PLACES, content())])
    started = time.monotonic()
    report = check_upload(net, files)
    assert time.monotonic() - started < 30
    assert {problem.file for problem in report.problems} == {PLACES}
    assert len(report.problems) < 3000


def test_a_table_of_too_many_rows_says_how_many_there_may_be(net: Network) -> None:
    row = b"," * HEADER.count(b",") + b"\n"
    report = check_upload(net, {PLACES: HEADER + row * (MAX_ROWS + 1)})
    limit = [problem for problem in report.problems if str(MAX_ROWS) in problem.rule]
    assert [(problem.file, problem.row) for problem in limit] == [(PLACES, MAX_ROWS + 2)]


def test_an_upload_is_read_by_the_contract_of_its_network(
    net: Network, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ASCN_DATA_DIR", str(tmp_path / "elsewhere"))
    assert read_upload(net, [(PLACES, b"a")]) == {PLACES: b"a"}
