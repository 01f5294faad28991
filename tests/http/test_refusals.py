"""What the server refuses, and what it tells browsers to refuse."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dashboard.core.url_state import KEYS
from dashboard.web.security import CLOSED, hashes

ROUTES = [
    "/", "/map", "/present", "/present/stage.js", "/_stcore/health", "/_stcore/metrics",
    "/data/places.csv", "/data/boundaries/thai_provinces.geojson", "/data/nothing.csv",
    "/static/js/nothing.js", "/media/nothing", "/..%2f",
]  # fmt: skip
EXECUTABLE = re.compile(rb"<script(?![^>]*\b(?:src=|application/ld\+json))[^>]*>")
SOCKET = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
}  # fmt: skip
# Percent signs that mean nothing, bytes that are no text, lone surrogates, and a lot of it.
GARBAGE = [
    "%", "%zz", "%%%", "%ff%fe", "%c3%28", "%ed%a0%80", "%00", "%0d%0aSet-Cookie:x=1", "%u0041",
    "%f4%90%80%80", "a" * 4_000, "%F0%9F%92%A9", "..%2f" * 50, "{0}", "%7b0%7d", "\xff",
]  # fmt: skip


@pytest.mark.parametrize("path", ROUTES)
def test_every_answer_has_the_headers_that_protect_a_reader(server: Any, path: str) -> None:
    _status, headers, _body = server.ask(path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert rules["default-src"] in ("'self'", "'none'")
    assert "frame-ancestors" in rules
    for careless in ("'unsafe-inline'", "'unsafe-eval'", "*", "data:", "blob:", "http"):
        # A page without a script allows none: what is not named falls back to the default.
        assert careless not in rules.get("script-src", rules["default-src"])


@pytest.mark.parametrize("path", ["/", "/map", "/sources"])
def test_a_page_may_run_its_own_scripts_and_no_other(server: Any, path: str) -> None:
    _status, headers, body = server.ask(path, Accept="text/html")
    inside = hashes(body)
    assert len(inside) == len(EXECUTABLE.findall(body)) > 1
    for each in inside:
        assert each in headers["content-security-policy"]
    # The tag is that of all bytes, scripts included: a page of before an upgrade has another one,
    # and nobody keeps old scripts under a new policy.
    for tag, status in ((headers["etag"], 304), ('"of-another-version"', 200)):
        assert server.ask(path, Accept="text/html", If_None_Match=tag)[0] == status


@pytest.mark.parametrize("door", CLOSED)
def test_what_no_page_needs_is_not_served(server: Any, door: str) -> None:
    for path in (f"/{door}", f"/{door}/x", f"/{door}/", f"//{door}", f"/{door}?families=x"):
        assert server.ask(path)[0] in (400, 404), path
    assert server.ask(f"/{door}/mcp", "POST", b"{}", Content_Type="application/json")[0] in (
        404, 405,
    )  # fmt: skip


def test_no_other_site_may_read_or_write(server: Any) -> None:
    _status, headers, _body = server.ask("/_stcore/health", Origin="https://evil.example")
    assert "access-control-allow-origin" not in headers
    token = re.search(r"_streamlit_xsrf=([^;]+)", headers["set-cookie"])
    assert token
    upload = "/_stcore/upload_file/session/file"
    assert server.ask(upload, "PUT", b"x")[0] == 403
    assert server.ask(upload, "PUT", b"x", Cookie=f"_streamlit_xsrf={token[1]}")[0] == 403
    assert server.ask(upload, "DELETE", X_Xsrftoken=token[1])[0] == 403
    both = {"Cookie": f"_streamlit_xsrf={token[1]}", "X_Xsrftoken": token[1]}
    assert server.ask(upload, "PUT", b"x", **both)[0] == 400  # there is no such session


def test_only_our_own_pages_open_a_socket(server: Any) -> None:
    assert server.ask("/_stcore/stream", **SOCKET)[0] == 101
    assert server.ask("/_stcore/stream", Origin=server.url, **SOCKET)[0] == 101
    for origin in (
        "https://evil.example",
        "http://localhost:1",
        "null",
        "",
        "http://[",
        f"{server.url}.evil",
    ):
        assert server.ask("/_stcore/stream", Origin=origin, **SOCKET)[0] == 403, origin


@pytest.mark.parametrize("text", GARBAGE, ids=lambda text: text[:12])
def test_garbage_in_an_address_is_answered_calmly(server: Any, text: str) -> None:
    query = "&".join(f"{key}={text}&{key}={text}" for key in KEYS)
    for path in (
        f"/map?{query}", f"/?{text}", f"/{text}", f"/data/{text}", f"/present?{query}",
        f"/data/places.geojson?country={text}", f"/present/{text}", f"/data/boundaries/{text}",
        f"/media/{text}", f"/static/{text}", f"/_stcore/bidi-components/{text}",
    ):  # fmt: skip
        status, headers, _body = server.ask(path)
        assert status in (200, 400, 404) or (status == 414 and len(path) > 1000), (status, path)
        assert "set-cookie" not in headers or "x=1" not in headers["set-cookie"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept_Language": "\xff\xfe;q=x,,;" * 50},
        {"If_None_Match": '"' * 500},
        {"Host": "\xff"},
        {"Host": ""},
        {"Cookie": "=;;=\xff" * 100},
        {"Range": "bytes=9-1,a-b"},
        {"Accept_Encoding": "gzip;q=nan"},
        {"X_Forwarded_For": "x" * 2_000, "X_Forwarded_Proto": "javascript"},
    ],
    ids=str,
)
def test_garbage_in_a_header_is_answered_calmly(server: Any, headers: dict[str, str]) -> None:
    for path in ("/sources", "/present?lang=xx", "/data/places.csv", "/_stcore/health"):
        assert server.ask(path, **headers)[0] < 500, path
