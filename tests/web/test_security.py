"""Headers, doors and settings, without a server."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse

from ascn_data.upload import MAX_BYTES
from dashboard.core import config
from dashboard.web import security
from dashboard.web.security import (
    POLICY,
    ClosedDoors,
    SecurityHeaders,
    frame_ancestors,
    hashes,
    hosts,
)
from tests.asgi import run

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def fresh_policy() -> Iterator[None]:
    """A setting of one test is not that of the next."""
    security.policy.cache_clear()
    yield
    security.policy.cache_clear()


def scope_of(kind: str = "http", scheme: str = "http", path: str = "/", **headers: str) -> dict:
    """What a server says of a request."""
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    return {
        "type": kind, "scheme": scheme, "path": path, "method": "GET", "headers": raw,
        "query_string": b"", "extensions": {"websocket.http.response": {}},
    }  # fmt: skip


def answer(app: Any, scope: dict) -> tuple[Any, dict[str, str]]:
    """Status and headers of an answer; for a socket what was done to it."""
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    run(app, scope, None, send)
    headers = {name.decode(): value.decode() for name, value in sent[0].get("headers", [])}
    return sent[0].get("status", sent[0]["type"]), headers


async def socket(scope: dict, receive: Any, send: Any) -> None:
    """An application that takes every socket."""
    await send({"type": "websocket.accept"})


async def broken(scope: dict, receive: Any, send: Any) -> None:
    """An application that fails."""
    raise ZeroDivisionError


async def page(scope: dict, receive: Any, send: Any) -> None:
    """An application that answers."""
    await PlainTextResponse("here")(scope, receive, send)


def test_a_page_with_a_policy_of_its_own_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(config.FRAME_ANCESTORS, "'self' https://example.org")
    strict = HTMLResponse("", headers={POLICY: "default-src 'none'"})
    _status, headers = answer(SecurityHeaders(strict), scope_of())
    wanted = "default-src 'none'; frame-ancestors 'self' https://example.org"
    assert headers[POLICY.lower()] == wanted
    _status, headers = answer(SecurityHeaders(page), scope_of())
    assert headers[POLICY.lower()].endswith("; frame-ancestors 'self' https://example.org")


def test_everybody_may_embed_unless_the_host_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(config.FRAME_ANCESTORS, raising=False)
    assert frame_ancestors() == "frame-ancestors *"
    monkeypatch.setenv(config.FRAME_ANCESTORS, "'none'")
    assert frame_ancestors() == "frame-ancestors 'none'"


@pytest.mark.parametrize("wrong", ["*; script-src *", "self,other", "https://a.example/ <b>", '"'])
def test_a_setting_cannot_bend_the_policy(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv(config.FRAME_ANCESTORS, wrong)
    with pytest.raises(ValueError, match=config.FRAME_ANCESTORS):
        frame_ancestors()


def test_a_failure_has_the_headers_too_and_goes_on_to_the_log() -> None:
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    with pytest.raises(ZeroDivisionError):
        run(SecurityHeaders(broken), scope_of(), None, send)
    assert sent[0]["status"] == 500
    assert b"x-content-type-options" in dict(sent[0]["headers"])


def test_windows_are_kept_apart_where_browsers_can() -> None:
    name = "cross-origin-opener-policy"
    assert answer(SecurityHeaders(page), scope_of(scheme="https"))[1][name] == "same-origin"
    assert name not in answer(SecurityHeaders(page), scope_of())[1]


def test_a_hash_is_that_of_the_text_between_the_tags() -> None:
    # The example of the Content Security Policy specification.
    wanted = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert hashes(b"<p><script>alert('Hello, world.');</script>") == [wanted]


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_host_may_be_named(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    app = page if kind == "http" else socket
    welcome = 200 if kind == "http" else "websocket.accept"
    names = ["dash.example.org", "a.b.example.org", "evil.example", "127.0.0.1:8501", "[::1]:8501"]

    def admitted() -> list[str]:
        guard = TrustedHostMiddleware(app, allowed_hosts=hosts(), www_redirect=False)
        return [name for name in names if answer(guard, scope_of(kind, host=name))[0] == welcome]

    monkeypatch.delenv(config.HOSTS, raising=False)
    assert admitted() == names
    monkeypatch.setenv(config.HOSTS, "dash.example.org, *.b.example.org")
    assert admitted() == [name for name in names if name != "evil.example"]


def test_sockets_belong_to_the_pages_of_their_host() -> None:
    def opened(**headers: str) -> bool:
        scope = scope_of("websocket", path="/_stcore/stream", **headers)
        return answer(ClosedDoors(socket), scope)[0] == "websocket.accept"

    assert opened(host="a.example")
    assert opened(host="A.example:8501", origin="http://a.example:8501")
    assert not opened(host="a.example", origin="https://b.example")
    assert not opened(host="a.example", origin="https://a.example:8501")
    assert not opened(host="a.example", origin="null")
    assert not opened(host="", origin="null")


def test_doors_are_closed_below_a_base_path_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "base_path", lambda: "/ascn/")
    for path, status in {
        "/ascn/_stcore/metrics": 404,
        "/ascn/_stcore/agent/mcp": 404,
        "/ascn/_stcore/health": 200,
        "/ascn/authors": 200,
    }.items():
        assert answer(ClosedDoors(page), scope_of(path=path))[0] == status


def test_uploads_are_as_large_as_the_desk_takes() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]
    assert config["maxUploadSize"] * 1024 * 1024 == MAX_BYTES
    assert config["enableCORS"] is config["enableXsrfProtection"] is True
