"""What a page worked out for a view, it does not work out again for the next visitor of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.answers import Asked
from dashboard.data import Remembered, edition

Open = Callable[..., AppTest]
PAGES = sorted((Path(__file__).parents[2] / "pages").glob("*.py"))
VIEWS = [{}, {"region": "north"}, {"asof": "2026-02-01", "lang": "th"}]


def worked_out() -> dict[str, int]:
    """How often each remembered function has worked out an answer."""
    return {
        f"{asked.make.__module__}.{asked.make.__qualname__}": known.cache_info().misses
        for asked, known in edition().memory.items()
    }


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The functions that were asked what nothing is remembered of: about a frame of one call."""
    names: list[str] = []
    call = Remembered.__call__

    def noted(self: Remembered, *args: Any, **values: Any) -> Any:
        try:
            Asked(args, values)
        except TypeError:
            names.append(f"{self.make.__module__}.{self.make.__qualname__}")
        return call(self, *args, **values)

    monkeypatch.setattr(Remembered, "__call__", noted)
    return names


def remembers(open_page: Open, forgotten: list[str], page: str, **query: Any) -> None:
    open_page(page, **query)
    known = worked_out()
    forgotten.clear()
    open_page(page, **query)
    assert worked_out() == known
    assert forgotten == []


@pytest.mark.parametrize("view", VIEWS, ids=["whole", "north", "later"])
@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_view_seen_before_is_not_worked_out_again(
    open_page: Open, forgotten: list[str], page: Path, view: dict[str, str]
) -> None:
    remembers(open_page, forgotten, page.stem, **view)


@pytest.mark.parametrize(
    "places", [["chiang-mai"], ["lampang"], ["chiang-mai", "bangkok"]], ids=len
)
def test_places_seen_before_are_not_worked_out_again(
    open_page: Open, forgotten: list[str], places: list[str]
) -> None:
    remembers(open_page, forgotten, "city", city=places, region="north")
