"""The command line gives the same answers as Python, as table, CSV or JSON."""

from __future__ import annotations

import csv
import errno
import io
import json
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from ascn_data.cli import main
from ascn_data.export import to_csv, to_geojson, to_json, to_table
from ascn_data.network import DIRECTORY
from ascn_data.package import to_zip, workbook

pytestmark = pytest.mark.usefixtures("loaded_once")

ANSWERS: dict[str, Callable[[Network], pd.DataFrame]] = {
    "members": lambda net: ascn_data.members(net, ANNOUNCEMENT),
    "members --as-of 2026-02-01 --country THA": lambda net: ascn_data.members(
        net, "2026-02-01", country="THA"
    ),
    "members --status proposed --region north": lambda net: ascn_data.places(
        net, ANNOUNCEMENT, status="proposed", region="north"
    ),
    "growth": lambda net: ascn_data.growth(net, ANNOUNCEMENT),
    "growth --as-of 2026-02-01 --country IDN": lambda net: ascn_data.growth(
        net, "2026-02-01", country="IDN"
    ),
    "joined": lambda net: ascn_data.joined_between(
        net, ANNOUNCEMENT, ascn_data.joins(net)["counted_on"].max()
    ),
    "joined --first 2018-04-28 --second 2018-04-27 --country THA": lambda net: (
        ascn_data.joined_between(net, "2018-04-28", "2018-04-27", country="THA")
    ),
    "comparable --city phuket --city da-nang": lambda net: ascn_data.comparable_populations(
        net, ["phuket", "da-nang"]
    ),
    "reach": lambda net: ascn_data.reach_by_area(net, ANNOUNCEMENT),
    "reach --by region": lambda net: ascn_data.reach_by_region(net, ANNOUNCEMENT),
    "reach --region north": lambda net: ascn_data.reach_by_area(net, ANNOUNCEMENT, region="north"),
    "claims": ascn_data.claims,
    "countries --as-of 2026-02-01": lambda net: ascn_data.asean_countries(net, "2026-02-01"),
    "record": ascn_data.ledger,
    "areas": lambda net: ascn_data.proposed_areas(net, ANNOUNCEMENT),
    "events --kind meeting --as-of 2026-02-01": lambda net: ascn_data.events(
        net, "2026-02-01", kind="meeting"
    ),
    "partners --partner japan": lambda net: ascn_data.partner_programmes(net, partner="japan"),
    "projects": ascn_data.projects,
    "projects --year 2024 --country THA": lambda net: ascn_data.projects(
        net, year=2024, country="THA"
    ),
    "projects --by year": ascn_data.project_totals,
    "projects --by focus_area --country IDN": lambda net: ascn_data.project_totals(
        net, "focus_area", country="IDN"
    ),
    "projects --by country --year 2025": lambda net: ascn_data.project_totals(
        net, "country", year=2025
    ),
    "projects --by city --region north": lambda net: ascn_data.project_totals(
        net, "city", region="north"
    ),
    "projects --by progress": lambda net: ascn_data.project_totals(net, "progress"),
    "plan": lambda net: ascn_data.plan_rounds(net, ANNOUNCEMENT),
    "populations --country THA --as-of 2026-02-01": lambda net: ascn_data.city_populations(
        net, "2026-02-01", "un-cities", country="THA"
    ),
    "populations --series registration --year 2010": lambda net: ascn_data.city_populations(
        net, ANNOUNCEMENT, "registration", 2010
    ),
    "city-index": ascn_data.city_index,
    "city-index --city bangkok": lambda net: ascn_data.city_index(net, "bangkok"),
    "national --country IDN --as-of 2026-02-01": lambda net: ascn_data.national_programmes(
        net, "2026-02-01", country="IDN"
    ),
    "programme --as-of 2026-02-01": lambda net: ascn_data.programme_figures(net, "2026-02-01"),
    "programme --progress --as-of 2026-02-01": lambda net: ascn_data.programme_progress(
        net, "2026-02-01"
    ),
    "governance --as-of 2026-02-01": lambda net: ascn_data.governance(net, "2026-02-01"),
    "plan --by region --as-of 2021-12-31": lambda net: ascn_data.plan_regions(net, "2021-12-31"),
    "plan --by province --as-of 2026-02-01": lambda net: ascn_data.plan_provinces(
        net, "2026-02-01"
    ),
}
# What is said on standard error where no day is asked for.
TOLD = "As of 2023-07-28: --as-of names another day\n"
OF_A_DAY = {"members", "growth", "reach", "plan", "export"}
OF_A_DAY |= {"populations", "national", "programme", "governance", "countries", "areas", "events"}
# What a question cannot do without.
NEEDED = {"comparable": "--city phuket --city da-nang"}
COMMANDS = [f"{name} {NEEDED.get(name, '')}".strip() for name in ascn_data.QUESTIONS]
EXPORTED = ["csv", "xlsx", "geojson"]
every_answer = pytest.mark.parametrize("command", ANSWERS)


def run(command: str) -> Result:
    """Run one command line in this process."""
    return CliRunner().invoke(main, command.split())


@cache
def output_of(command: str) -> str:
    """What a command writes about the edition in the repository; it is asked only once."""
    result = run(command)
    assert result.exit_code == 0, result.output
    untold = command.split()[0] in OF_A_DAY and "--as-of" not in command
    assert result.stderr == (TOLD if untold else "")
    return result.stdout


def csv_of(command: str) -> list[dict[str, str]]:
    """The rows that a command writes as CSV."""
    text = output_of(f"{command} --format csv")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("day", "count"),
    [("2018-04-27", 0), ("2023-07-26", 26), ("2023-07-28", 29), ("2026-02-01", 38)],
)
def test_members_on_a_day_are_rows_of_csv(day: str, count: int) -> None:
    assert len(csv_of(f"members --as-of {day}")) == count


@every_answer
def test_csv_is_the_frame_that_python_gives(net: Network, command: str) -> None:
    assert output_of(f"{command} --format csv") == to_csv(ANSWERS[command](net))


@every_answer
def test_json_is_the_frame_that_python_gives(net: Network, command: str) -> None:
    assert json.loads(output_of(f"{command} --format json")) == json.loads(
        to_json(ANSWERS[command](net))
    )


@every_answer
def test_csv_and_json_agree_cell_by_cell(command: str) -> None:
    records = json.loads(output_of(f"{command} --format json"))
    texts = [
        {name: "" if value is None else str(value) for name, value in record.items()}
        for record in records
    ]
    assert texts
    assert csv_of(command) == texts


@every_answer
def test_the_table_has_a_line_for_every_row_and_shows_the_same_values(
    net: Network, command: str
) -> None:
    text = output_of(f"{command} --format table")
    title, *lines = text.splitlines()
    rows = csv_of(command)
    assert len(lines) == len(rows)
    columns = title.split()
    assert set(columns) <= set(rows[0])
    assert text.rstrip("\n") == to_table(ANSWERS[command](net)[columns])
    for line, row in zip(lines, rows, strict=True):
        assert row[columns[0]] in line


@every_answer
def test_the_table_is_the_default_format(command: str) -> None:
    assert output_of(command) == output_of(f"{command} --format table")


@pytest.mark.parametrize("command", ["members", "growth", "reach", "plan"])
def test_the_default_day_is_the_announcement(command: str) -> None:
    assert csv_of(command) == csv_of(f"{command} --as-of 2023-07-28")


@pytest.mark.parametrize("command", ["members", "reach", "reach --by region", "plan"])
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_day_before_everything_is_an_answer_without_rows(command: str, form: str) -> None:
    result = run(f"{command} --as-of 2018-01-01 --format {form}")
    assert result.exit_code == 0
    if form == "json":
        assert json.loads(result.stdout) == []
    if form == "csv":
        assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    "command", ["members", "growth", "reach", "projects", "export --format csv --out -"]
)
@pytest.mark.parametrize("country", ["XXX", "tha", "Thailand"])
def test_an_unknown_country_ends_with_2_and_lists_the_known_ids(
    net: Network, command: str, country: str
) -> None:
    result = run(f"{command} --country {country}")
    assert result.exit_code == 2
    assert not result.stdout
    assert country in result.stderr
    for known in net.countries["country_id"]:
        assert known in result.stderr


def test_an_unknown_region_ends_with_2_and_lists_the_known_ids(net: Network) -> None:
    result = run("members --region nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr
    for known in net.regions["region_id"]:
        assert known in result.stderr


@pytest.mark.parametrize(
    "command",
    [
        "members --as-of 2023-02-30",
        "members --as-of tomorrow",
        "members --format xml",
        "members --status guest",
        "reach --by country",
        "claims --country THA",
        "comparable",
        "comparable --city phuket --city phuket",
        "comparable --city phuket --city atlantis",
        "joined --second tomorrow",
        "projects --year 1999",
        "projects --year soon",
        "projects --by region",
        "projects --as-of 2023-07-28",
        "plan --by country",
        "plan --country THA",
        "export --format csv",
        "export --out places.csv",
        "export --format json --out -",
        "export --format csv --out - --status guest",
        "nonsense",
    ],
)
def test_what_the_command_line_does_not_know_ends_with_2(command: str) -> None:
    result = run(command)
    assert result.exit_code == 2
    assert not result.stdout
    assert result.stderr


def test_check_finds_the_edition_valid(net: Network) -> None:
    result = run(f"check {DIRECTORY}")
    assert result.exit_code == 0
    rows = sum(map(len, net.tables.values()))
    for fact in (str(DIRECTORY), "valid", f"{len(net.tables)} tables", f"{rows} rows"):
        assert fact in result.stdout


def test_check_without_a_directory_looks_at_the_edition_in_use(
    edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASCN_DATA_DIR", str(edition.directory))
    result = run("check")
    assert result.exit_code == 0
    assert str(edition.directory) in result.stdout


def test_python_m_ascn_data_check_ends_with_0() -> None:
    command = [sys.executable, "-m", "ascn_data", "check"]
    result = subprocess.run(
        command,
        cwd=DIRECTORY.parent,
        capture_output=True,
        encoding="utf-8",
        env={"PATH": "", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "valid" in result.stdout
    assert not result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_broken_edition_ends_with_1_and_names_the_problem_on_standard_error(
    edition, command: str
) -> None:
    edition.set_cell("partners.csv", 2, "name_en", "")
    result = run(f"{command} --data {edition.directory} --format csv")
    assert result.exit_code == 1
    assert not result.stdout
    assert "partners.csv, row 2, column name_en" in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_the_data_option_chooses_the_edition(edition, command: str) -> None:
    there = run(f"{command} --data {edition.directory} --format csv")
    assert there.exit_code == 0
    assert there.stdout == output_of(f"{command} --format csv")


def test_a_directory_without_an_edition_ends_with_1(tmp_path: Path) -> None:
    for command in (f"check {tmp_path}", f"members --data {tmp_path}"):
        result = run(command)
        assert result.exit_code == 1
        assert "datapackage.json" in result.output


@pytest.mark.parametrize("command", ["", "check", "export", *COMMANDS])
def test_every_command_explains_itself(command: str) -> None:
    result = run(f"{command} --help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def exported(directory: Path, form: str, *options: str) -> bytes:
    """What `export` writes to a file of its own, which is then alone in its directory."""
    out = directory / "out"
    result = CliRunner().invoke(main, ["export", "--format", form, "--out", str(out), *options])
    assert result.exit_code == 0, result.output
    assert not result.stdout
    assert list(directory.iterdir()) == [out]
    return out.read_bytes()


def refused(*options: str) -> Result:
    """An export that ends with an error of one line instead of a traceback."""
    result = CliRunner().invoke(main, ["export", *options])
    assert isinstance(result.exception, SystemExit)
    assert not result.stdout
    assert sum(line.startswith("Error: ") for line in result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr
    return result


@pytest.mark.parametrize(
    "where",
    [
        {},
        {"as_of": "2026-02-01"},
        {"as_of": "2018-01-01"},
        {"country": "THA", "status": "proposed"},
        {"region": "north", "status": "member"},
    ],
    ids=str,
)
@pytest.mark.parametrize("form", EXPORTED)
def test_an_exported_file_is_what_python_gives_under_the_same_filters(
    net: Network, tmp_path: Path, form: str, where: dict[str, str]
) -> None:
    options = [f"--{name.replace('_', '-')}={value}" for name, value in where.items()]
    on_a_day = {"as_of": ANNOUNCEMENT, **where}
    answers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: to_csv(ascn_data.places(net, **on_a_day)).encode("utf-8"),
        "xlsx": lambda: workbook(net, **on_a_day),
        "geojson": lambda: to_geojson(net, **on_a_day).encode("utf-8"),
    }
    assert exported(tmp_path, form, *options) == answers[form]()


def test_the_exported_package_is_the_edition(net: Network, tmp_path: Path) -> None:
    assert exported(tmp_path, "package") == to_zip(net)


@pytest.mark.parametrize(
    "filter_", ["--as-of=2023-07-28", "--country=THA", "--region=north", "--status=member"]
)
def test_a_package_with_a_filter_is_refused_and_nothing_is_written(
    tmp_path: Path, filter_: str
) -> None:
    result = refused("--format", "package", "--out", str(tmp_path / "out"), filter_)
    assert result.exit_code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", [*EXPORTED, "package"])
def test_an_export_to_standard_output_is_the_same_bytes(tmp_path: Path, form: str) -> None:
    result = CliRunner().invoke(main, ["export", "--format", form, "--out", "-"])
    assert result.exit_code == 0
    assert result.stdout_bytes == exported(tmp_path, form)


def test_the_data_option_chooses_the_edition_to_export(edition, tmp_path: Path) -> None:
    directory = tmp_path / "there"
    directory.mkdir()
    row = edition.row_of("places.csv", "place_id", "bangkok")
    edition.set_cell("places.csv", row, "note_en", "=1+1")
    content = exported(directory, "csv", "--data", str(edition.directory))
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    assert {row["place_id"]: row["note_en"] for row in rows}["bangkok"] == "'=1+1"


def test_an_export_replaces_a_file_and_keeps_its_mode(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("before")
    out.chmod(0o640)
    assert exported(tmp_path, "csv") != b"before"
    assert out.stat().st_mode & 0o777 == 0o640


def test_an_export_through_a_link_writes_the_file_it_leads_to(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    link.symlink_to(file)
    assert run(f"export --format csv --out {link}").exit_code == 0
    assert link.is_symlink()
    assert file.read_text("utf-8").startswith("entry_id,")


def test_an_export_to_a_directory_is_refused(tmp_path: Path) -> None:
    assert refused("--format", "csv", "--out", str(tmp_path)).exit_code == 2
    assert refused("--format", "csv", "--out", "").exit_code == 1
    assert not list(tmp_path.iterdir())


def test_an_export_to_where_nothing_can_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name in ("nowhere/out", "file/out", "x" * 300):
        result = refused("--format", "csv", "--out", str(tmp_path / name))
        assert result.exit_code in (1, 2)
        assert name[:40] in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_export_that_fails_halfway_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.write_text("before")

    def fails(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:10])
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", fails)
    result = refused("--format", "csv", "--out", str(out))
    assert result.exit_code == 1
    assert str(out) in result.stderr
    assert out.read_text() == "before"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_export_to_a_device_leaves_the_device_in_place() -> None:
    assert refused("--format", "csv", "--out", "/dev/full").exit_code == 1
    assert run("export --format csv --out /dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()
    assert Path("/dev/full").is_char_device()
