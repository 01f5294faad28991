"""Open everything of one edition after another; run in a process of its own, as editions need.

Reads lines of JSON: a directory and the query of a view. Answers each with a line: the faults, as
a list of what failed and how. A fault is a page that apologises, a part of it that does, an
answer of 500 and more, an error in the log, or an exception.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from ascn_data.problems import DataError  # noqa: E402
from dashboard import head, health, previews, robots, routes, stage, warm  # noqa: E402
from dashboard.brief import make_brief  # noqa: E402
from dashboard.data import EDITIONS, choices, network  # noqa: E402
from dashboard.deck import make_deck  # noqa: E402
from dashboard.site import PAGES  # noqa: E402
from dashboard.view import View, read_query  # noqa: E402
from dashboard.words import speaking  # noqa: E402

Query = dict[str, Any]


class Errors(logging.Handler):
    """What is logged as an error, with its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []
        self.setFormatter(logging.Formatter("%(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.found.append(self.format(record))


def page(name: str, query: Query) -> Iterator[str]:
    """The apologies of a page."""
    at = AppTest.from_file(ROOT / "dashboard" / "shell.py", default_timeout=120)
    at.switch_page(str(ROOT / "pages" / f"{name}.py"))
    for key, value in query.items():
        at.query_params[key] = value
    with speaking(query.get("lang", "en")):
        at.run()
    yield from (element.value for element in [*at.error, *at.exception])


def addresses() -> Iterator[str]:
    """Every address that answers with something of the edition."""
    net = network()
    files = [*(table.path for table in net.contract.tables.values()),
             *net.contract.boundaries.values()]  # fmt: skip
    yield from (f"/data/{name}" for name in [*files, "ascn.zip", "ascn.xlsx", "datapackage.json"])
    yield from ("/data/points.json", "/data/places.geojson", "/sitemap.xml", "/robots.txt")
    yield from ("/present", "/present/notes", "/health")
    yield from (f"/preview/{page.name}.png" for page in PAGES)


def status_of(app: Starlette, path: str, query: Query) -> int:
    """The status of the answer to a GET. Raises what the application raises."""
    said: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            said.append(message["status"])

    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "scheme": "http",
        "query_string": urlencode(query, doseq=True).encode(), "root_path": "",
        "headers": [(b"host", b"127.0.0.1")], "server": ("127.0.0.1", 80), "http_version": "1.1",
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    return said[0]


def answers(app: Starlette, query: Query) -> Iterator[tuple[str, str]]:
    """The addresses that do not answer well."""
    for address in addresses():
        try:
            code = status_of(app, address, query)
        except Exception:
            yield address, traceback.format_exc()
        else:
            if code >= 400:
                yield address, str(code)


def tried(what: str, make: Callable[[], Any]) -> Iterator[tuple[str, str]]:
    """The traceback of what cannot be made."""
    try:
        make()
    except Exception:
        yield what, traceback.format_exc()


def faults(directory: str, query: Query, errors: Errors) -> Iterator[tuple[str, str]]:
    """Everything that fails in one edition; a refused one fails in nothing."""
    os.environ["ASCN_DATA_DIR"] = directory
    EDITIONS.forget()
    errors.found.clear()
    try:
        network()
    except DataError as refused:
        yield "refused", str(refused)
        return
    yield from tried("warm-up", lambda: warm.fill(EDITIONS.current()))
    routed = [*health.ROUTES, *routes.ROUTES, *stage.ROUTES, *previews.ROUTES, *robots.ROUTES]
    app = Starlette(routes=routed)
    known = {key: value for key, value in query.items() if value}
    for asked in ({}, {**known, "lang": "th"}):
        view, _unknown = read_query(asked, choices(), View())
        for each in PAGES:
            yield from (
                (f"{each.name} {asked}", told) for told in page(each.name, view.query("en"))
            )
        yield from tried(f"deck {asked}", lambda view=view: make_deck(view))
        yield from tried(f"brief {asked}", lambda view=view: make_brief(view, "http://x/"))
        yield from answers(app, view.query("en"))
    yield from tried("head", lambda: head.data_script("http://127.0.0.1"))
    yield from (("log", told) for told in errors.found)


def main() -> None:
    """Answer until the input ends."""
    errors = Errors()
    logging.getLogger("ascn").addHandler(errors)
    logging.getLogger("ascn").propagate = False
    logging.getLogger("streamlit").setLevel(logging.CRITICAL)
    out, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        asked = json.loads(line)
        found = list(faults(asked["directory"], asked["query"], errors))
        print(json.dumps(found), file=out, flush=True)


if __name__ == "__main__":
    main()
