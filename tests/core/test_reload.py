"""A new edition takes the place of the old one when it is whole and valid, and never before."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import ascn_data
from ascn_data.contract import FILE
from ascn_data.network import DIRECTORY, Network, load
from ascn_data.problems import DataError
from ascn_data.reading import UNREADABLE
from dashboard.core import dataset
from dashboard.core.reload import RETRY_SECONDS, Editions
from dashboard.core.translation import LANGUAGES, language, use_language

pytestmark = pytest.mark.slow

LOADED: dict[str, Network] = {}
PLACES, OUTLINES = "places.csv", "boundaries/thai_provinces.geojson"


def load_once(directory: Path) -> Network:
    """Load an edition, unless one with the same files was loaded by another test."""
    try:
        files = sorted(path for path in directory.rglob("*") if path.is_file())
        found = repr([(path.name, path.read_bytes()) for path in files]).encode()
    except OSError:
        return load(directory)
    key = hashlib.sha256(found).hexdigest()
    if key not in LOADED:
        LOADED[key] = load(directory)
    return LOADED[key]


@dataclass
class Desk:
    """A directory that somebody works on, the watch over it, and the time."""

    directory: Path
    now: float = 0.0
    loads: int = 0

    def __post_init__(self) -> None:
        self.editions = Editions(self.directory.resolve, load=self._load, clock=lambda: self.now)

    def _load(self, directory: Path) -> Network:
        self.loads += 1
        return load_once(directory)

    def file(self, name: str) -> Path:
        return self.directory / name

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a text in a file."""
        text = self.file(name).read_text("utf-8")
        assert old in text
        self.file(name).write_text(text.replace(old, new), "utf-8")

    def look(self, times: int = 2) -> list[bool]:
        """Look so often; whether each look brought a new edition."""
        return [self.editions.check() for _time in range(times)]

    def problems(self) -> list[str]:
        """What is wrong with the directory, as the operator reads it."""
        return [str(problem) for problem in self.editions.trouble.problems]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with the edition of the repository on show."""
    shutil.copytree(DIRECTORY, tmp_path / "data")
    made = Desk(tmp_path / "data")
    made.editions.current()
    return made


def half(path: Path) -> None:
    """Leave the first half of a file, as a copy in progress does."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def a_folder_instead(path: Path) -> None:
    """Make a file unreadable for anybody, whatever their rights."""
    path.unlink()
    path.mkdir()


def a_pipe_instead(path: Path) -> None:
    """Whoever reads it waits until somebody writes, which nobody does."""
    path.unlink()
    os.mkfifo(path)


def rename_column(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("name_en", "name", 1), "utf-8")


def not_json(path: Path) -> None:
    path.write_text("{", "utf-8")


BREAKAGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a half-written table": (PLACES, half),
    "a deleted table": (PLACES, Path.unlink),
    "a changed column": (PLACES, rename_column),
    "an unreadable table": (PLACES, a_folder_instead),
    "a pipe": (PLACES, a_pipe_instead),
    "a broken contract": (FILE, not_json),
    "no contract": (FILE, Path.unlink),
    "half a map": (OUTLINES, half),
    "the directory gone": ("", shutil.rmtree),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_the_last_good_edition_stays_until_the_directory_is_mended(
    desk: Desk, breakage: str, caplog: pytest.LogCaptureFixture
) -> None:
    name, spoil = BREAKAGES[breakage]
    good = desk.editions.current()
    spoil(desk.file(name))
    with caplog.at_level(logging.ERROR, logger="ascn.editions"):
        assert not any(desk.look())
    assert desk.editions.current() is good
    assert desk.problems()
    for problem in desk.problems():
        assert problem in caplog.text
        assert str(desk.directory) not in problem
    shutil.rmtree(desk.directory, ignore_errors=True)
    shutil.copytree(DIRECTORY, desk.directory)
    desk.look()
    assert desk.editions.trouble is None
    assert desk.editions.current() is good, "the same files are the same edition"


def test_a_changed_cell_makes_a_new_edition(desk: Desk) -> None:
    old = desk.editions.current()
    desk.replace(PLACES, "Chiang Mai", "Chiang Mai Old Town")
    assert desk.look(4) == [False, True, False, False]
    new = desk.editions.current()
    assert new.digest != old.digest
    assert "Chiang Mai Old Town" in set(new.net.places["name_en"])
    assert "Chiang Mai Old Town" not in set(old.net.places["name_en"])


def test_a_file_that_is_still_being_written_is_left_alone(desk: Desk) -> None:
    whole = desk.file(PLACES).read_text("utf-8").replace("Chiang Mai", "Chiang Mai Old Town")
    for share in (0.2, 0.5, 0.8):
        desk.file(PLACES).write_text(whole[: int(len(whole) * share)], "utf-8")
        assert desk.look(1) == [False]
        assert desk.editions.trouble is None
    desk.file(PLACES).write_text(whole, "utf-8")
    assert desk.look() == [False, True]


def test_files_of_others_in_the_directory_are_no_change(desk: Desk) -> None:
    for name in (".places.csv.swp", "notes.txt", "places.csv~"):
        desk.file(name).write_text("x")
    desk.look(3)
    assert desk.loads == 1


def test_what_was_refused_is_not_read_again_until_it_changes(desk: Desk) -> None:
    desk.replace("memberships.csv", "2018-04-28", "2018-04-31")
    desk.look()
    known = desk.editions.trouble
    desk.now += 10 * RETRY_SECONDS
    desk.look(5)
    assert desk.editions.trouble is known
    desk.replace("memberships.csv", "2018-04-31", "2018-04-30")
    assert desk.look() == [False, True]
    assert desk.editions.trouble is None


def test_a_fault_of_the_disk_is_tried_again_after_a_while(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = Path.read_bytes

    def faulty(path: Path) -> bytes:
        if path.name == "claims.csv":
            raise OSError(5, "Input/output error")
        return real(path)

    desk.replace(PLACES, "Chiang Mai", "Chiang Mai Old Town")
    caplog.set_level(logging.ERROR, logger="ascn.editions")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", faulty)
        desk.look()
        assert any(UNREADABLE in problem for problem in desk.problems())
        desk.now += RETRY_SECONDS
        desk.look()
        assert len(caplog.records) == 1, "the same report is logged once"
    assert desk.look(1) == [False]
    desk.now += RETRY_SECONDS
    assert desk.look(1) == [True]


def test_rights_given_back_are_a_change(desk: Desk) -> None:
    before = desk.editions.current()
    desk.file(PLACES).chmod(0o600)
    desk.look()
    assert desk.loads == 2
    assert desk.editions.current() is before


def test_a_link_that_moves_on_brings_the_edition_it_points_to(tmp_path: Path) -> None:
    for name in ("first", "second"):
        shutil.copytree(DIRECTORY, tmp_path / name)
    link = tmp_path / "current"
    link.symlink_to("first")
    desk = Desk(link)
    desk.editions.current()
    Desk(tmp_path / "second").replace(PLACES, "Chiang Mai", "Chiang Mai Old Town")
    (tmp_path / "next").symlink_to("second")
    (tmp_path / "next").replace(link)
    assert desk.look() == [False, True]


def test_an_edition_that_cannot_be_prepared_is_not_shown(desk: Desk) -> None:
    old = desk.editions.current()

    def fails(edition: object) -> None:
        raise RuntimeError("nobody knows why")

    desk.editions.prepare = fails
    desk.replace(PLACES, "Chiang Mai", "Chiang Mai Old Town")
    desk.look()
    assert desk.editions.current() is old
    assert desk.problems()


def test_without_any_good_edition_every_question_says_so_and_the_first_good_one_is_shown(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path / "data")
    for _time in range(2):
        with pytest.raises(DataError):
            desk.editions.current()
    desk.look(3)
    assert desk.loads == 1
    shutil.copytree(DIRECTORY, desk.directory)
    assert len(desk.editions.current().net.places) > 0
    assert desk.editions.trouble is None


@pytest.fixture
def shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose edition is the one of the dashboard."""
    monkeypatch.setattr(dataset, "EDITIONS", desk.editions)
    return desk


def names() -> set[str]:
    return set(dataset.table("places")["name_en"])


def test_a_run_sees_one_edition_from_start_to_end(shown: Desk) -> None:
    @dataset.cached
    def count(letters: str) -> int:
        return sum(name.startswith(letters) for name in names())

    with dataset.one_edition():
        before = names()
        later = dataset.held(names)
        shown.replace(PLACES, "Chiang Mai", "Xiang Mai")
        shown.look()
        assert names() == before
        assert count("X") == 0, "asked in the old edition, after the new one came"
        with dataset.one_edition():
            assert names() == before
    assert names() == before - {"Chiang Mai"} | {"Xiang Mai"}
    assert count("X") == 1, "and no answer of the old one is left"
    assert later() == before


def test_answers_are_worked_out_once_in_an_edition(shown: Desk) -> None:
    asked = []

    @dataset.cached
    def answer(what: str) -> int:
        asked.append(what)
        return len(asked)

    assert [answer("a"), answer("a"), answer("b")] == [1, 1, 2]
    assert answer(what="a") == 3, "as functools.lru_cache tells apart how it is asked"
    answer.cache_clear()
    assert answer("a") == 4
    shown.replace(PLACES, "Chiang Mai", "Xiang Mai")
    shown.look()
    assert answer("a") == 5


def test_only_what_speaks_has_an_answer_for_each_language() -> None:
    @dataset.cached
    def spoken() -> pd.DataFrame:
        return pd.DataFrame({"language": [language()]})

    for code in LANGUAGES:
        with use_language(code):
            assert spoken()["language"].tolist() == [code]
    with use_language("en"):
        english = dataset.ask(ascn_data.ledger)
    with use_language("th"):
        assert dataset.ask(ascn_data.ledger) is english


def test_answers_are_forgotten_before_they_take_too_much(
    shown: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASCN_MEMORY_MB", "1")
    shown.replace(PLACES, "Chiang Mai", "Xiang Mai")
    shown.look()

    made: list[float] = []

    @dataset.cached
    def rows(megabytes: float, number: int = 0) -> pd.DataFrame:
        made.append(megabytes)
        return pd.DataFrame({"filled": np.full(int(megabytes * 2**17), float(number))})

    rows(0.1)
    rows(0.1)
    assert made == [0.1]
    for number in range(20):
        answer = rows(0.3, number)
        assert len(answer)
        assert answer["filled"].iloc[0] == number
        assert dataset.edition().cache.bytes <= 2**20
    rows(0.1)
    assert made.count(0.1) == 2
    assert len(rows(5.0)) == 5 * 2**17, "what is too large to keep is handed out all the same"


def test_what_is_handed_out_stays_what_was_loaded(shown: Desk) -> None:
    from dashboard.exports.files import content

    before = content(FILE), content(OUTLINES), content("ascn.zip")
    for name in (FILE, OUTLINES):
        half(shown.file(name))
    shown.editions.current().cache.forget()
    shown.look()
    assert (content(FILE), content(OUTLINES), content("ascn.zip")) == before
