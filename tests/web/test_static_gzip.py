"""Streamlit's scripts are served compressed, once and for all, to those who can unpack them."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import Any

import pytest

from dashboard.web import static_gzip
from dashboard.web.static_gzip import CompressedScripts, files, packed
from tests.asgi import run

LARGEST = max(files(), key=lambda name: files()[name].stat().st_size)


@dataclass
class Answer:
    """What a reader gets."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


async def below(_scope: Any, _receive: Any, send: Any) -> None:
    """A server that has one answer for everything."""
    headers = [(b"cache-control", b"no-cache")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"below"})


def get(path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask the middleware over that server."""
    answer = Answer()

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {key.decode(): value.decode() for key, value in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    raw = [(key.replace("_", "-").lower().encode(), each.encode()) for key, each in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": raw}
    run(CompressedScripts(below), scope, None, send)
    return answer


def test_a_script_arrives_whole_and_much_smaller() -> None:
    answer = get(f"/{LARGEST}", Accept_Encoding="br, gzip")
    whole = files()[LARGEST].read_bytes()
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == whole
    assert int(answer.headers["content-length"]) < 0.4 * len(whole)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["vary"] == "Accept-Encoding"


def test_a_file_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    packed(LARGEST)
    monkeypatch.setattr(static_gzip.gzip, "compress", None)
    assert get(f"/{LARGEST}", Accept_Encoding="gzip").status == 200


def test_who_has_a_file_is_not_sent_it_again() -> None:
    tag = packed(LARGEST)[1]
    answer = get(f"/{LARGEST}", Accept_Encoding="gzip", If_None_Match=f'"other", {tag}')
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["etag"] == tag
    other = get(f"/{LARGEST}", Accept_Encoding="gzip", If_None_Match='"other"')
    assert other.status == 200


def test_only_the_length_is_told_to_who_asks_for_the_head() -> None:
    answer = get(f"/{LARGEST}", "HEAD", Accept_Encoding="gzip")
    assert answer.body == b""
    assert int(answer.headers["content-length"]) == len(packed(LARGEST)[0])


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept_Encoding": "identity"},
        {"Accept_Encoding": "br"},
        {"Accept_Encoding": "gzip;q=0"},
        {"Accept_Encoding": "gzip", "Range": "bytes=0-99"},
    ],
)
def test_others_get_what_streamlit_serves(headers: dict[str, str]) -> None:
    answer = get(f"/{LARGEST}", **headers)
    assert answer.body == b"below"
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path", ["/", "/map", "/static/js/nothing.js", "/static/../index.html", "/data/places.csv"]
)
def test_everything_else_is_passed_on(path: str) -> None:
    assert get(path, Accept_Encoding="gzip").body == b"below"


def test_fonts_and_pictures_are_left_as_they_are() -> None:
    assert not {name for name in files() if name.endswith((".woff2", ".png", ".html"))}
