"""What a served page shows before its scripts have run, and what it is without that."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit.file_util import get_static_dir

from dashboard.core.dataset import EDITIONS, edition
from dashboard.core.navigation import NAMED, PAGES
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.exports.html import document
from dashboard.web import warmup
from dashboard.web.first_paint import NOTHING, paint
from dashboard.web.middleware import PageHead
from tests.asgi import get, run

SHIPPED = (Path(get_static_dir()) / "index.html").read_text("utf-8")


@pytest.fixture
def app() -> Iterator[Starlette]:
    """Streamlit's page at every address, inside the middleware."""
    edition()
    paint.cache_clear()
    served = Starlette(routes=[Route("/{page:path}", lambda _request: HTMLResponse(SHIPPED))])
    served.add_middleware(PageHead)
    yield served
    paint.cache_clear()


def shown(app: Starlette, address: str, **headers: str) -> str:
    """The page at an address."""
    return get(app, address, **headers)[2].decode("utf-8")


def test_a_page_holds_its_document_in_the_language_of_the_reader(app: Starlette) -> None:
    page = shown(app, "/countries?asof=2026-01-31", accept_language="th")
    with use_language("th"):
        assert f"<h1>{NAMED['countries'].heading}</h1>" in page.split('<div id="first-paint">')[1]
    assert page.count("<noscript>") == 1


def breaks(*_args: object) -> None:
    """Stand in for a drawing."""
    raise ZeroDivisionError("a drawing failed")


def test_a_document_that_cannot_be_made_takes_nothing_else_with_it(
    app: Starlette, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(document, "drawings_of", breaks)
    with caplog.at_level(logging.ERROR, "ascn"):
        pages = [shown(app, "/growth?asof=2026-01-31") for _again in range(3)]
    assert len(set(pages)) == 1
    assert '<div id="first-paint">' not in pages[0]
    assert "<title>Growth" in pages[0]
    assert 'name="description"' in pages[0]
    assert 'property="og:image"' in pages[0]
    assert '<script type="module"' in pages[0], "the live page starts as Streamlit's does"
    assert '<noscript><a href="/page/growth?asof=2026-01-31">' in pages[0]
    assert [each.exc_info is not None for each in caplog.records] == [True], "told once"


def test_a_server_that_has_little_to_do_makes_the_documents_of_all_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert {(name, view.lang) for name, view, _new in warmup.opened()} == {
        (page.name, lang) for page in PAGES for lang in LANGUAGES
    }
    monkeypatch.setattr(warmup, "PAGES", [NAMED["countries"], NAMED["city"]])
    opened = list(warmup.opened())[1:3]
    paint.cache_clear()

    async def a_while() -> None:
        task = asyncio.create_task(warmup.keep_documents(EDITIONS))
        while any(paint.peek(*each) is None for each in opened):
            await asyncio.sleep(0.05)
        task.cancel()

    run(a_while)
    assert NOTHING not in [paint.peek(*each) for each in opened]
