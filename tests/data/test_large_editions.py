"""Editions larger than the real one are valid, the same each time, and read with patience."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import ascn_data
from ascn_data import ANNOUNCEMENT, Network, cli
from bench.editions import main as editions
from bench.editions import make_edition
from bench.towns import invented

pytestmark = pytest.mark.slow

PLACES = 1000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, net: Network) -> Network:
    """An edition of a thousand places, loaded, which means that it is valid."""
    out = tmp_path_factory.mktemp("large")
    make_edition(net, PLACES, out)
    return ascn_data.load(out)


def test_an_edition_has_exactly_the_places_asked_for(large: Network) -> None:
    assert len(large.places) == PLACES
    assert len(large.memberships) == PLACES


def test_the_real_rows_are_all_still_there(large: Network, net: Network) -> None:
    for name, table in net.tables.items():
        assert large.table(name).head(len(table)).equals(table), name


def test_every_question_has_more_to_answer(large: Network, net: Network) -> None:
    for question in (
        ascn_data.ledger, ascn_data.joins, ascn_data.projects, ascn_data.priority_projects,
    ):  # fmt: skip
        assert len(question(large)) > len(question(net)), question.__name__
    for asked in (ascn_data.members, ascn_data.reach_by_area, ascn_data.growth):
        assert len(asked(large, ANNOUNCEMENT)) > len(asked(net, ANNOUNCEMENT)), asked.__name__
    people = ascn_data.city_populations(large, ANNOUNCEMENT, "un-cities")["population"]
    assert people.notna().sum() > PLACES / 2


def test_the_same_seed_makes_the_same_towns_and_another_makes_others(net: Network) -> None:
    assert invented(net, 200).equals(invented(net, 200))
    assert not invented(net, 200).equals(invented(net, 200, seed=2))


def test_an_edition_cannot_be_smaller_than_the_real_one(tmp_path: Path) -> None:
    result = CliRunner().invoke(editions, ["--places", "5", "--out", str(tmp_path / "small")])
    assert result.exit_code == 1
    assert "44" in result.output
    assert not (tmp_path / "small").exists()


def test_it_has_to_be_said_which_edition_to_write_and_where(tmp_path: Path) -> None:
    asked = [["--places", "99"], ["--out", str(tmp_path)]]
    asked += [["--places", "99", "--geonames", "--out", str(tmp_path)]]
    assert [CliRunner().invoke(editions, each).exit_code for each in asked] == [2, 2, 2]


def test_a_check_says_which_tables_it_has_read_only_when_that_takes_a_while(
    large: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["check", str(large.directory)]
    assert CliRunner().invoke(cli.main, command).stderr == ""
    monkeypatch.setattr(cli, "LARGE_BYTES", 1)
    result = CliRunner().invoke(cli.main, command)
    assert result.stderr.count("\n") == len(large.tables)
    assert result.stdout.count("\n") == 1
