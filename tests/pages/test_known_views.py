"""What a page worked out for a view, it does not work out again for the next visitor of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core.dataset import Cached

Open = Callable[..., AppTest]
PAGES = sorted((Path(__file__).parents[2] / "pages").glob("*.py"))
VIEWS = [{}, {"region": "north"}, {"asof": "2026-02-01", "lang": "th"}]


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The functions that worked out an answer, or were asked about a frame of one call alone."""
    names: list[str] = []
    make = Cached.make_for

    def noted(self: Cached, *args: Any) -> Any:
        names.append(f"{self.make.__module__}.{self.make.__qualname__}")
        return make(self, *args)

    monkeypatch.setattr(Cached, "make_for", noted)
    return names


def remembers(open_page: Open, worked_out: list[str], page: str, **query: Any) -> None:
    open_page(page, **query)
    worked_out.clear()
    open_page(page, **query)
    assert worked_out == []


@pytest.mark.parametrize("view", VIEWS, ids=["whole", "north", "later"])
@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_view_seen_before_is_not_worked_out_again(
    open_page: Open, worked_out: list[str], page: Path, view: dict[str, str]
) -> None:
    remembers(open_page, worked_out, page.stem, **view)


@pytest.mark.parametrize(
    "places", [["chiang-mai"], ["lampang"], ["chiang-mai", "bangkok"]], ids=len
)
def test_places_seen_before_are_not_worked_out_again(
    open_page: Open, worked_out: list[str], places: list[str]
) -> None:
    remembers(open_page, worked_out, "city", city=places, region="north")
