"""The guide is offered once, to those who come without a link of ours, and never insists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.components.help_dialog import POINTS

Open = Callable[..., AppTest]
Run = Callable[[AppTest], AppTest]

ROOT = Path(__file__).parents[2]
OFFER = {"guide-newcomer", "close-newcomer"}


def buttons(at: AppTest) -> set[str]:
    """The keys of the buttons on the page."""
    return {str(button.key) for button in at.button}


def test_a_newcomer_is_offered_the_guide_once(open_page: Open, run: Run) -> None:
    at = open_page("overview")
    assert buttons(at) >= OFFER
    at.button(key="close-newcomer").click()
    run(at)
    assert not buttons(at) & OFFER
    at.switch_page(str(ROOT / "pages" / "growth.py"))
    run(at)
    at.switch_page(str(ROOT / "pages" / "overview.py"))
    run(at)
    assert not buttons(at) & OFFER


@pytest.mark.parametrize("query", [{"country": "THA"}, {"lang": "th"}, {"utm": "x"}], ids=str)
def test_who_comes_by_a_link_is_offered_nothing(open_page: Open, query: dict[str, str]) -> None:
    assert not buttons(open_page("overview", **query)) & OFFER


def test_the_guide_can_be_read_from_every_page(open_page: Open, run: Run) -> None:
    for page in ("overview", "partners"):
        at = open_page(page)
        at.button(key="guide").click()
        run(at)
        said = "\n".join(element.value for element in at.markdown)
        assert all(heading in said for _icon, heading, _said in POINTS)
        assert not buttons(at) & OFFER
