"""What a change of the filter sends to a browser: what has changed, and little else.

Seconds depend on the machine and are measured by `make bench`; bytes do not.
"""

from __future__ import annotations

from typing import Any

import pytest

from bench.protocol import ProtocolError, Run, Visitor
from dashboard.core.navigation import NAMED
from tests.asgi import run

MOST_BYTES = 15_000
# The outlines of the provinces are part of the chart, and those of a region are drawn larger.
# Partners has no filter of its own: another day marks other events as later, all over the page, and
# others as in office. Countries is the page of a country with all its tables, which a region makes
# anew. Maps hold the ground that answers to a click, and lists of projects the rows of a region.
LARGER = {
    "thailand": 30_000, "partners": 25_000, "countries": 33_000, "overview": 19_000, "map": 16_500,
    "projects": 17_000,
}  # fmt: skip


def visit(url: str, page: str, *regions: str) -> tuple[Run, list[Run]]:
    """Open a page and choose regions of Thailand in turn."""

    async def go() -> tuple[Run, list[Run]]:
        async with Visitor(url, "" if page == "overview" else page) as visitor:
            first = await visitor.load()
            if "country" in visitor.widgets:
                await visitor.choose("country", "Thailand")
                return first, [await visitor.choose("region", region) for region in regions]
            # No filter changes anything on this page: here it is the day.
            days = visitor.widgets["asof"].options
            return first, [await visitor.choose("asof", days[at]) for at in (0, -1)]

    return run(go)


@pytest.mark.parametrize("name", NAMED)
def test_a_filter_sends_little(server: Any, name: str) -> None:
    first, answers = visit(server.url, name, "North", "Central")
    most = LARGER.get(name, MOST_BYTES)
    assert first.messages > 10
    assert len(answers) == 2
    assert all(0 < answer.wire < most for answer in answers), [each.wire for each in answers]


def test_what_has_not_changed_is_not_sent_again(server: Any) -> None:
    first, answers = visit(server.url, "sources", "North", "South", "North")
    assert len(answers) == 3
    # An answer of no bytes is none, and a page of none would make every answer too large.
    assert all(0 < answer.bytes < first.bytes / 3 for answer in answers)


def test_the_client_notices_what_a_visitor_would_call_broken(server: Any) -> None:
    with pytest.raises(ProtocolError, match="atlantis"):
        visit(server.url, "atlantis")
    with pytest.raises(ProtocolError, match="Atlantis"):
        visit(server.url, "map", "Atlantis")
