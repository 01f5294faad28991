"""Valid datasets that look nothing like ours: all that is shown or answered of one stands."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascn_data import DataError, load
from ascn_data.problems import Problem
from dashboard.core import dataset
from tests.pages.opening import faults
from tests.unusual import (
    NAMED,
    Change,
    Edition,
    all_joined,
    all_joined_later,
    all_projected,
    bare_contract,
    bare_outlines,
    emptied,
    empty_cells,
    header_only,
    huge_people,
    long_names,
    no_benefit,
    no_proposed,
    no_roles,
    one_claim,
    one_member,
    one_series,
    one_source,
    only_proposed,
    rename_ids,
    uncounted_area,
    without_thailand,
)

Opened = Callable[..., list[tuple[str, str]]]

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))
CHANGES = [
    *NAMED,
    *(
        emptied(node["name"])
        for node in Edition.shipped().contract["resources"]
        if node.get("mayBeEmpty")
    ),
]
VIEWS: list[dict[str, str]] = [
    {}, {"country": "THA", "lang": "th"}, {"country": "MYS"}, {"asof": "2018-04-28"},
    {"asof": "2026-01-31", "country": "THA", "region": "north", "status": "proposed"},
]  # fmt: skip


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Iterator[Opened]:
    """Open everything of a dataset in one view, and tell what fails."""

    def opened(directory: Path, **query: str) -> list[tuple[str, str]]:
        monkeypatch.setenv("ASCN_DATA_DIR", str(directory))
        dataset.EDITIONS.forget()
        caplog.clear()
        found = list(faults(query))
        logged = [each for each in caplog.records if each.levelname == "ERROR"]
        return [*found, *(("log", each.getMessage()) for each in logged)]

    yield opened
    dataset.EDITIONS.forget()


def refused(directory: Path) -> tuple[Problem, ...]:
    """What is wrong with a dataset; nothing with a valid one."""
    try:
        load(directory)
    except DataError as error:
        return tuple(error.problems)
    return ()


# Changes that do not hide one another share a dataset.
DATASETS: list[tuple[Change, ...]] = [
    (rename_ids, no_benefit, bare_outlines, long_names),
    (no_roles, one_series, one_claim, huge_people),
    (one_source, bare_contract, empty_cells),
    (all_joined_later, uncounted_area),
    (all_projected, no_proposed),
    *((change,) for change in (all_joined, only_proposed, one_member, without_thailand,
                               header_only)),
]  # fmt: skip


def test_every_change_is_tried() -> None:
    assert {change for changes in DATASETS for change in changes} == set(NAMED)


@pytest.mark.parametrize(
    "changes", DATASETS, ids=lambda changes: "+".join(each.__name__ for each in changes)
)
def test_everything_of_an_unusual_dataset_opens(
    opened: Opened, tmp_path: Path, changes: tuple[Change, ...]
) -> None:
    edition = Edition.shipped()
    for change in changes:
        change(edition)
    assert opened(edition.write(tmp_path)) == []


@settings(
    max_examples=EXAMPLES or 3,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
@given(
    changes=st.lists(st.sampled_from(CHANGES), min_size=2, max_size=4, unique=True),
    query=st.sampled_from(VIEWS),
)
def test_several_changes_at_once_are_shown_or_refused_with_a_reason(
    opened: Opened, tmp_path_factory: pytest.TempPathFactory, changes: list[Change],
    query: dict[str, str],
) -> None:  # fmt: skip
    edition = Edition.shipped()
    for change in changes:
        change(edition)
    directory = edition.write(tmp_path_factory.mktemp("edition"))
    if problems := refused(directory):
        assert all(problem.file and problem.rule for problem in problems)
    else:
        assert opened(directory, **query) == []
