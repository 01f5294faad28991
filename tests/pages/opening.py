"""Open everything of the dataset that is shown, and tell what fails."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette

from dashboard.core.dataset import EDITIONS, choices, network
from dashboard.core.navigation import PAGES
from dashboard.core.url_state import View, read_query
from dashboard.web import html_head, warmup
from dashboard.web.routing import ROUTES
from tests.asgi import get
from tests.pages.conftest import opened

Query = dict[str, Any]


def apologies(name: str, query: dict[str, str]) -> Iterator[str]:
    """What a page says of faults."""
    at = opened(name, **query)
    yield from (element.value for element in [*at.error, *at.exception])


def addresses() -> Iterator[str]:
    """Every address that answers with something of the edition."""
    net = network()
    files = [*(table.path for table in net.contract.tables.values()),
             *net.contract.boundaries.values()]  # fmt: skip
    yield from (f"/data/{name}" for name in [*files, "ascn.zip", "ascn.xlsx", "datapackage.json"])
    yield from ("/data/points.json", "/data/places.geojson", "/sitemap.xml", "/robots.txt")
    yield from ("/present", "/present/notes", "/health", "/deck.pptx", "/brief.pdf")
    yield from ("/api", "/api/members", "/openapi.json", "/developers")
    if not net.timeline.empty:
        yield "/chart/timeline.svg"
    yield from (f"/preview/{page.name}.png" for page in PAGES)


def answers(app: Starlette, query: Query) -> Iterator[tuple[str, str]]:
    """The addresses that do not answer well."""
    for address in addresses():
        # Questions have parameters of their own.
        asked = {} if address.startswith("/api") else query
        try:
            code, _headers, _body = get(app, f"{address}?{urlencode(asked, doseq=True)}")
        except Exception:
            yield address, traceback.format_exc(limit=-3)
        else:
            if code >= 400:
                yield address, str(code)


def tried(what: str, make: Callable[[], Any]) -> Iterator[tuple[str, str]]:
    """The traceback of what cannot be made."""
    try:
        make()
    except Exception:
        yield what, traceback.format_exc(limit=-3)


def faults(query: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Everything of the dataset that fails in a view: what, and how.

    A page that apologises, or a part of it that does; an answer of 400 and more; an exception.
    """
    yield from tried("warm-up", lambda: warmup.fill(EDITIONS.current()))
    view, _unknown = read_query(query, choices(), View())
    for each in PAGES:
        yield from ((each.name, said) for said in apologies(each.name, query))
    yield from tried("head", lambda: html_head.data_script("http://127.0.0.1"))
    yield from answers(Starlette(routes=ROUTES), view.query("en"))
