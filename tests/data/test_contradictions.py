"""What cannot be true together is named: file, row, column, rule and value.

All of it is done to one edition, which is checked once: no fault hides another.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ascn_data.contract import read_contract
from ascn_data.network import DIRECTORY
from ascn_data.problems import Problem
from tests.data.conftest import Edition

CONTRACT = read_contract(DIRECTORY)


@dataclass(frozen=True)
class Case:
    """What is changed in the row `key` of a table, or in a copy of it at the end of the table,
    and the problem that it must be: in which table and row (by a cell of it), at which column,
    with which words.
    """

    table: str
    key: str
    changes: dict[str, str]
    word: str
    column: str = ""
    copy: bool = False
    seen_in: tuple[str, str, str] | None = None
    value: str = ""

    def make(self, edition: Edition) -> int:
        """Make the change; the row in which the problem must be."""
        path = CONTRACT.tables[self.table].path
        rows = edition.rows(path)
        row = next(at for at, cells in enumerate(rows) if self.key in cells[:2])
        cells = dict(zip(rows[0], rows[row], strict=True)) | self.changes
        if self.copy:
            row = len(rows)
            rows.append([])
        rows[row] = list(cells.values())
        edition.write_rows(path, rows)
        if self.seen_in:
            table, column, value = self.seen_in
            return edition.row_of(CONTRACT.tables[table].path, column, value)
        return row + 1


CASES = {
    "a day that no calendar has": Case(
        "memberships", "bangkok-joined", {"stated_on": "2023-02-30"}, "the calendar has"
    ),
    "a month that no calendar has": Case(
        "sources", "bkkpost_2023", {"published_on": "2023-13"}, "the calendar has"
    ),
    "a Buddhist year": Case(
        "memberships", "chiang-mai-joined", {"counted_on": "2566-07-27"}, "at most 2030"
    ),
    "a Buddhist year alone": Case(
        "memberships", "sihanoukville-joined", {"stated_on": "2567"}, "at most 2030"
    ),
    "a day of the far future": Case(
        "memberships", "rayong-joined", {"stated_on": "2099-01-01"}, "at most 2030"
    ),
    "a source of the far future": Case(
        "sources", "thaiger_2023", {"published_on": "2099"}, "at most 2030"
    ),
    "a figure's day in another year": Case(
        "populations", "ban-pho-district", {"reference_date": "1999-12-31"}, "year as year (2000)"
    ),
    "proposed after it joined": Case(
        "memberships", "lampang-proposed",
        {"entry_id": "lampang-joined", "event": "joined", "counted_on": "2023-07-01"},
        "the place joined", column="counted_on", copy=True, value="2023-07-27",
        seen_in=("memberships", "entry_id", "lampang-proposed"),
    ),
    "joined before its country": Case(
        "memberships", "dili-joined", {"counted_on": "2025-12-31"}, "place_id.country_id"
    ),
    "not the last day of its month": Case(
        "memberships", "sumedang-joined", {"counted_on": "2024-06-29"}, "last day of its month"
    ),
    "a year where a day is said to be known": Case(
        "memberships", "kuching-joined", {"stated_on": "2018"}, "states: day"
    ),
    "an end before the beginning": Case(
        "timeline", "governance-workshop-2018", {"ended_on": "2018-05-21"}, "before happened_on"
    ),
    "a round of two days": Case(
        "thai_areas", "mae-moh-livable-city", {"designated_on": "2021-11-08"},
        "must be 2021-11-07, as in the first row of the same round",
    ),
    "a round of another year": Case(
        "thai_areas", "chiang-mai-university-smart-city", {"round": "2022"},
        "same year as round (2022)", column="designated_on", value="2021-11-07",
    ),
    "a unit in another country than its place": Case(
        "units", "banyuwangi-regency", {"country_id": "MYS"}, "MYS is not IDN", column="unit_id",
        seen_in=("readings", "unit_id", "banyuwangi-regency"), value="banyuwangi-regency",
    ),
    "a Thai unit without a province": Case(
        "units", "ban-pho-district", {"province_id": ""}, "where country_id = THA"
    ),
    "a Thai province abroad": Case(
        "units", "bandar-seri-begawan-municipality", {"province_id": "TH-50"}, "THA is not BRN"
    ),
    "a Thai area's place abroad": Case(
        "thai_areas", "chiang-mai-smart-old-town", {"place_id": "jakarta"}, "is not north"
    ),
    "a Thai area's place used twice": Case(
        "thai_areas", "lampang-smart-city",
        {"area_id": "again", "number": "99", "name_en": "Again", "name_th": "อีกครั้ง"},
        "already", column="place_id", copy=True, value="lampang",
    ),
    "a Thai area twice": Case(
        "thai_areas", "mae-moh-livable-city", {"area_id": "twice", "number": "98"}, "already",
        column="province_id, name_en", copy=True, value="Mae Moh Livable City",
    ),
    "a reading twice": Case(
        "readings", "kuching--kuching-agglomeration", {"reading_id": "kuching--again"}, "already",
        column="place_id, unit_id", copy=True, value="kuching, kuching-agglomeration",
    ),
    "a reading of another place": Case(
        "readings", "phnom-penh--phnom-penh-city", {"place_id": "battambang"},
        "must be battambang--phnom-penh-city", column="reading_id", value="phnom-penh--phnom-penh",
    ),
    "a region of another country": Case(
        "places", "phnom-penh", {"region_id": "mys-east-malaysia"}, "MYS is not KHM"
    ),
    "a source that confirms and disputes": Case(
        "citations", "ascn_meeting_number", {"role": "disputes"}, "already",
        column="table, row_id, source_id", copy=True, value="ascn_meeting_number",
    ),
    "two places alike": Case(
        "places", "bangkok",
        {"place_id": "bangkok-two", "name_en": "BANGKOK\u200b ", "geoname_id": ""}, "already",
        column="name_en, region_id, unit_label_en", copy=True, value="BANGKOK",
    ),
    "two focus areas alike": Case(
        "focus_areas", "civic-social", {"focus_area_id": "civic-two", "name_en": "Other"},
        "already", column="name_th", copy=True, value="พลเมืองและสังคม",
    ),
    "too many people": Case(
        "populations", "chiang-mai-province", {"population": "1770000000000"}, "at most 100000000"
    ),
    "a number beyond all counting": Case(
        "claims", "ascn_members_before", {"value": "1e308"}, "at most 1000000000"
    ),
    "too large an area": Case(
        "places", "jakarta", {"area_km2": "10000000"}, "at most 1000000"
    ),
    "a name that is a page": Case(
        "partners", "japan", {"name_en": "Japan " * 300}, "at most 120 characters",
        value="Japan Japan",
    ),
    "names in the wrong columns, English": Case(
        "partners", "australia", {"name_en": "ออสเตรเลีย", "name_th": "Australia"},
        "must be English", column="name_en", value="ออสเตรเลีย",
    ),
    "names in the wrong columns, Thai": Case(
        "partners", "republic-of-korea", {"name_th": "Korea"}, "must be Thai"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def found(lasting_edition: Edition) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """The row of each case, and everything that one check of all of them names."""
    rows = {name: case.make(lasting_edition) for name, case in CASES.items()}
    return rows, lasting_edition.problems()


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_true_is_named(
    found: tuple[dict[str, int], tuple[Problem, ...]], name: str
) -> None:
    case, (rows, problems) = CASES[name], found
    table = case.seen_in[0] if case.seen_in else case.table
    column = case.column or next(iter(case.changes))
    value = case.value or next(iter(case.changes.values()))
    here = [
        problem
        for problem in problems
        if (problem.file, problem.row) == (CONTRACT.tables[table].path, rows[name])
    ]
    assert any(
        problem.column == column and case.word in problem.rule and value in problem.value
        for problem in here
    ), here


def test_references_are_checked_beside_cells_that_do_not_pass(edition: Edition) -> None:
    """Every problem at once: a wrong cell in a table hides nothing else in it or of it."""
    edition.set_cell("places.csv", 2, "lat", "north")
    edition.set_cell("places.csv", 3, "source_id", "no-such-source")
    edition.set_cell("memberships.csv", 2, "counted_on", "soon")
    edition.set_cell("memberships.csv", 3, "place_id", "no-such-place")
    named = {(one.file, one.row, one.column) for one in edition.problems()}
    assert named >= {
        ("places.csv", 2, "lat"),
        ("places.csv", 3, "source_id"),
        ("memberships.csv", 2, "counted_on"),
        ("memberships.csv", 3, "place_id"),
    }


def test_a_row_that_cannot_be_read_makes_nothing_of_others_wrong(edition: Edition) -> None:
    rows = edition.rows("places.csv")
    rows[1].append("more")
    edition.write_rows("places.csv", rows)
    assert {(one.file, one.row) for one in edition.problems()} == {("places.csv", 2)}


def test_an_edition_with_a_contract_of_its_own_keeps_the_rules_too(edition: Edition) -> None:
    def loosen(document: dict) -> None:
        for resource in document["resources"]:
            resource.get("schema", {}).pop("rules", None)
            resource.get("schema", {}).pop("uniqueKeys", None)

    edition.change_json("datapackage.json", loosen)
    assert edition.problems() == ()
    edition.set_cell("timeline.csv", 3, "ended_on", "2018-05-21")
    assert [problem.column for problem in edition.problems()] == ["ended_on"]
