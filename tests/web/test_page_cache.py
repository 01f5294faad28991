"""Whole pages are sent again from the cache: the same bytes and headers, to whom they are due."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.core.dataset import EDITIONS, edition
from dashboard.web.health import PROCESS
from dashboard.web.page_cache import PageCache
from dashboard.web.request_log import Requests
from dashboard.web.security import SecurityHeaders
from tests.asgi import get

HOST = "ascn.example"


@pytest.fixture
def asked() -> list[str]:
    """The addresses that reached the application behind the cache."""
    return []


@pytest.fixture
def app(asked: list[str]) -> Iterator[Starlette]:
    """An application that says who asked for what, with a tag unless `tagless` is asked for."""
    edition()

    async def answer(request: Request) -> Response:
        asked.append(str(request.url))
        headers = {} if "tagless" in asked[-1] else {"ETag": '"known"'}
        said = f"{request.url} {request.headers.get('accept-language')}"
        return Response(said, 200, {**headers, "Cache-Control": "public"}, "text/html")

    yield Starlette(
        routes=[Route("/page/growth", answer), Route("/growth", answer), Route("/data/x", answer)],
        middleware=[
            Middleware(PageCache), Middleware(SecurityHeaders), Middleware(Requests),
            Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "other.example"]),
        ],
    )  # fmt: skip
    edition().cache.forget(lambda key: isinstance(key, tuple) and key[0] is PageCache)


@pytest.mark.parametrize("path", ["/page/growth?asof=2026-01-31", "/growth"])
def test_a_page_is_made_once_and_sent_again_with_all_its_headers(
    app: Starlette, asked: list[str], path: str
) -> None:
    first, second = get(app, path), get(app, path)
    assert len(asked) == 1
    assert first[2] == second[2]
    ids = [headers.pop("x-request-id") for _status, headers, _body in (first, second)]
    assert first[:2] == second[:2]
    assert "content-security-policy" in second[1]
    assert len(set(ids)) == 2, "each request has an id of its own"
    assert get(app, path, x_request_id="mine")[1]["x-request-id"] == "mine"


def test_whoever_would_be_answered_otherwise_is(app: Starlette, asked: list[str]) -> None:
    path = "/page/growth"
    said = {
        get(app, path, **headers)[2]
        for headers in ({}, {"accept_language": "th"}, {"Host": "other.example"})
    } | {get(app, path + "?lang=th")[2]}
    assert len(said) == 4
    get(app, path, accept_encoding="gzip")
    assert len(asked) == 5


def test_a_host_that_is_refused_stays_refused(app: Starlette) -> None:
    get(app, "/growth")
    for _again in range(2):
        assert get(app, "/growth", Host="evil.example")[0] == 400


def test_whoever_has_a_page_is_told_so_without_its_bytes(app: Starlette, asked: list[str]) -> None:
    for _first_and_from_the_cache in range(2):
        status, headers, body = get(app, "/growth", if_none_match='W/"known"')
        assert (status, body, headers["etag"]) == (304, b"", '"known"')
        assert not {"content-length", "content-type"} & {*headers}
    assert len(asked) == 1
    assert get(app, "/growth", if_none_match='"another"')[0] == 200


@pytest.mark.parametrize("path", ["/growth?tagless=1", "/data/x", "/growth?x=" + "y" * 600])
def test_what_is_no_whole_page_is_made_each_time(
    app: Starlette, asked: list[str], path: str
) -> None:
    get(app, path)
    get(app, path)
    assert len(asked) == 2


def test_a_new_dataset_has_new_pages_and_a_server_that_stops_sends_none(
    app: Starlette, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    get(app, "/growth")
    shown = EDITIONS.shown
    assert shown is not None
    shown.cache.forget()
    get(app, "/growth")
    assert len(asked) == 2, "the pages are kept with their dataset"
    monkeypatch.setattr(PROCESS, "stopping", True)
    get(app, "/growth")
    assert len(asked) == 3
