"""No number stands alone: every headline leads to its claim, or to the table it is counted in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from ascn_data import Network
from tests.pages.cards import cards
from tests.pages.folds import folds

Open = Callable[..., AppTest]

PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py"))
# How many headlines a page has, whatever is chosen; the others have none.
HEADLINES = {"projects": 4}
# Those of these pages follow the country or the city.
OF_A_CHOICE = {
    "overview": {None: 5, "VNM": 1}, "countries": {"VNM": 2}, "thailand": {None: 4, "VNM": 0},
    "projects": {"lampang": 0},
}  # fmt: skip
VIEWS: list[dict[str, str]] = [{}, {"asof": "2026-01-31"}, {"country": "VNM"}, {"city": "lampang"}]


def boxes(block: Any) -> Iterator[Any]:
    """Every block below `block`, the innermost last."""
    yield block
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from boxes(child)


def inside(block: Any, kind: str) -> list[Any]:
    """Elements of a kind anywhere inside a block."""
    return [
        child
        for box in boxes(block)
        for child in box.children.values()
        if getattr(child, "type", "") == kind
    ]


def grounds(at: AppTest, number: Any) -> dict[str, list[str]]:
    """The query of the link in the smallest box around a headline that has a link."""
    around = [box for box in boxes(at.main) if number in inside(box, "metric")]
    for box in reversed(around):
        if links := inside(box, "page_link"):
            assert len(inside(box, "metric")) == 1, "one link for several numbers"
            assert links[0].proto.page == "sources"
            return parse_qs(links[0].proto.query_string)
    return {}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("query", VIEWS, ids=str)
def test_every_headline_says_what_it_rests_on(
    look: Open, net: Network, page: str, query: dict[str, str]
) -> None:
    at = look(page, **query)
    known = OF_A_CHOICE.get(page, {})
    chosen = query.get("country", query.get("city"))
    expected = known.get(chosen, known.get(None, HEADLINES.get(page, 0)))
    shown = [(number.label, grounds(at, number)) for number in at.metric]
    for card in cards(at):
        assert card.page == "sources"
        assert card.value in card.line
        shown.append((card.label, card.asked))
    assert len(shown) == expected
    for label, asked in shown:
        claim, table = asked.get("claim", [""])[-1], asked.get("table", [""])[-1]
        assert claim in set(net.claims["claim_id"]) or table in net.tables, label


def test_a_claim_that_a_headline_names_comes_first_and_open(look: Open) -> None:
    first, *others = folds(look("sources", claim="proposed_benefit"))
    assert first.key == "proposed_benefit"
    assert first.open
    assert not any(each.open for each in others)


def test_a_table_that_a_headline_names_is_in_the_dictionary(look: Open, net: Network) -> None:
    for name in ("projects", "places"):
        at = look("sources", table=name)
        assert at.selectbox(key="table").value == name
