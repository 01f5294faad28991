"""A session may look at its own uploaded tables: it alone, and in bounded memory."""

from __future__ import annotations

import csv
import io
import json

import pytest

from ascn_data import Network
from ascn_data.edition import Report, check_upload
from ascn_data.network import DIRECTORY
from dashboard.core import dataset
from dashboard.core.limits import MARKS
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.ui import own_edition
from dashboard.ui.components.check_report import report_csv, report_json
from dashboard.ui.own_edition import ANSWER_BYTES, MOST, Checked, Desk, can_be_shown, edition_of


@pytest.fixture(scope="module")
def renamed(net: Network) -> Report:
    """The report of a valid upload in which a city has another name."""
    places = (DIRECTORY / "places.csv").read_text("utf-8")
    changed = places.replace(",Chiang Mai,", ",Xiang Mai,", 1)
    return check_upload(net, {"places.csv": changed.encode()})


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An empty desk, at which this test is the session `mine`."""
    made = Desk()
    monkeypatch.setattr(own_edition, "DESK", made)
    monkeypatch.setattr(own_edition, "session_id", lambda: "mine")
    monkeypatch.setattr(dataset, "_of_session", own_edition.own_edition)
    return made


def names() -> set[str]:
    """The places that a page of this session shows."""
    return set(dataset.table("places")["name_en"])


def test_a_session_that_views_its_own_files_sees_them_and_no_other_does(
    desk: Desk, renamed: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert renamed.net is not None
    mine = Checked(["a"], renamed)
    desk.put("mine", mine)
    assert "Chiang Mai" in names(), "checked is not yet viewed"
    mine.shown = edition_of(renamed.net)
    assert "Xiang Mai" in names()
    assert "Chiang Mai" not in names()
    assert mine.shown.cache.most == ANSWER_BYTES
    with monkeypatch.context() as patch:
        patch.setattr(own_edition, "session_id", lambda: "other")
        assert "Chiang Mai" in names()
    desk.drop("mine")
    assert "Chiang Mai" in names()


def test_no_more_sessions_than_there_is_room_for_keep_their_files(
    desk: Desk, renamed: Report
) -> None:
    for number in range(MOST):
        desk.put(f"session-{number}", Checked([], renamed))
    assert desk.get("session-0") is not None, "and it was used just now"
    desk.put("next", Checked([], renamed))
    kept = [number for number in range(MOST) if desk.get(f"session-{number}")]
    assert kept == [0, *range(2, MOST)]


def test_what_a_session_that_is_over_had_is_dropped(
    desk: Desk, renamed: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put("over", Checked([], renamed))
    monkeypatch.setattr(own_edition, "has_ended", lambda session: session == "over")
    desk.put("mine", Checked([], renamed))
    assert desk.get("over") is None
    assert desk.get("mine") is not None


def test_files_of_which_the_maps_would_show_others_are_not_viewed(
    net: Network, renamed: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert renamed.net is not None
    assert can_be_shown(renamed.net, renamed)
    path = next(iter(net.contract.boundaries.values()))
    outlines = check_upload(net, {path: (DIRECTORY / path).read_bytes()})
    assert outlines.net is not None
    assert not can_be_shown(outlines.net, outlines)
    assert len(net.places) <= MARKS
    monkeypatch.setattr(own_edition, "MARKS", len(net.places) - 1)
    assert not can_be_shown(renamed.net, renamed)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_report_of_faults_has_every_problem_in_the_readers_language(
    net: Network, code: str
) -> None:
    header, *rows = (DIRECTORY / "memberships.csv").read_text("utf-8").splitlines()
    broken = "\n".join([header, *(row.replace(",joined,20", ",joined,30", 1) for row in rows)])
    report = check_upload(net, {"memberships.csv": broken.encode()})
    assert len(report.problems) > 20
    with use_language(code):
        table, whole = report_csv(report), json.loads(report_json(report))
    read = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert table.startswith(b"\xef\xbb\xbf")
    assert len(read) == len(whole["problems"]) == len(report.problems)
    assert not whole["valid"]
    in_english = [problem["rule"] == str(problem["rule"].encode("ascii", "ignore"), "ascii")
                  for problem in whole["problems"]]  # fmt: skip
    assert all(in_english) == (code == "en")


def test_the_report_of_valid_files_has_what_would_change(renamed: Report) -> None:
    whole = json.loads(report_json(renamed))
    assert whole["valid"]
    assert whole["files"] == ["places.csv"]
    assert {change["after"] for change in whole["changes"]} == {"Xiang Mai"}
    assert {one["question"] for one in whole["counts"]} >= {"members_latest", "countries"}
    (row,) = csv.DictReader(io.StringIO(report_csv(renamed).decode("utf-8-sig")))
    assert (row["before"], row["after"]) == ("Chiang Mai", "Xiang Mai")
