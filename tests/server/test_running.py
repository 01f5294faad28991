"""A server that goes on: new data without a restart, its health, its log, and its end."""

from __future__ import annotations

import http.client
import io
import shutil
import signal
import socket
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import streamlit
from websockets.exceptions import ConnectionClosed

from ascn_data.network import DIRECTORY
from tests.server.conftest import FAULT
from tests.serving import until

OLD, NEW, BROKEN = "Chiang Mai", "Xiang Mai", "name_of_nobody"


def write(server: Any, name: str, text: str) -> None:
    """Put a file in place as an editor does."""
    (server.data / name).write_text(text, "utf-8")


def test_a_visitor_gets_the_new_edition_and_never_a_broken_one(
    server: Any, visit: Callable[[str], Any]
) -> None:
    visitor = visit("city")
    places = (server.data / "places.csv").read_text("utf-8")
    assert any(OLD in text for text in visitor.look())
    first = server.health()
    tag = server.ask("/data/places.csv")[1]["etag"]
    assert OLD in server.ask("/page/city")[2].decode("utf-8")
    assert (first["status"], first["code"]) == ("ok", 200)

    write(server, "places.csv", places.replace(OLD, NEW))
    until(lambda: server.health()["edition"] != first["edition"], "the new edition is shown")
    texts = visitor.look()
    assert any(NEW in text for text in texts)
    assert not any(OLD in text for text in texts)
    _status, headers, body = server.ask("/data/places.csv")
    assert headers["etag"] != tag
    assert NEW in body.decode("utf-8")
    assert NEW in server.ask("/page/city")[2].decode("utf-8")

    write(server, "places.csv", places.replace("name_en", BROKEN))
    told = until(
        lambda: said if (said := server.health())["status"] == "degraded" else None,
        "the broken edition is noticed",
    )
    assert told["code"] == 200
    assert {problem["file"] for problem in told["trouble"]["first"]} == {"places.csv"}
    assert str(server.data) not in str(told)
    texts = visitor.look()
    assert any(NEW in text for text in texts)
    assert not any(BROKEN in text for text in texts), "that is not a visitor's business"
    with zipfile.ZipFile(io.BytesIO(server.ask("/data/ascn.zip")[2])) as package:
        assert NEW in package.read("places.csv").decode("utf-8")
    assert server.ask("/ready")[0] == 200

    shutil.copy(DIRECTORY / "places.csv", server.data / "places.csv")
    until(lambda: server.health()["status"] == "ok", "the mended edition is shown")
    assert server.health()["edition"]["hash"] == first["edition"]["hash"]
    assert any(OLD in text for text in visitor.look())


def test_a_request_can_be_found_in_the_log_but_not_who_asked_for_what(server: Any) -> None:
    path, asked = "/data/places.geojson", {"X-Request-ID": "from-the-proxy"}
    status, headers, _body = server.ask(f"{path}?country=VNM", **asked)
    assert (status, headers["x-request-id"]) == (200, "from-the-proxy")
    (event,) = until(
        lambda: [each for each in server.events() if each.get("request_id") == "from-the-proxy"],
        "the request is in the log",
    )
    assert (event["method"], event["path"], event["status"]) == ("GET", path, 200)
    assert event["milliseconds"] >= 0
    assert {"time", "level", "logger", "message"} <= event.keys()
    assert not any("VNM" in str(each) or "127.0.0.1" in str(each) for each in server.events())


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, '"}{"'])
def test_an_id_that_is_none_is_replaced(server: Any, given: str) -> None:
    _status, headers, _body = server.ask("/health", **{"X-Request-ID": given})
    assert headers["x-request-id"] != given
    assert headers["x-request-id"].isalnum()


def test_a_fault_in_the_frame_around_all_pages_is_met_calmly_too(
    frameless: Any, visit_on: Callable[[Any, str], Any]
) -> None:
    texts = visit_on(frameless, "growth").look()
    assert not any(
        trace in text for text in texts for trace in (FAULT, "Traceback", "RuntimeError")
    )
    (event,) = until(
        lambda: [each for each in frameless.events() if FAULT in each.get("traceback", "")],
        "the fault is in the log",
    )
    assert any(event["reference"] in text for text in texts), "the visitor can name it"


def biggest_file() -> str:
    """The address of the largest file that every server has."""
    static = Path(streamlit.__file__).parent / "static"
    found = max(static.rglob("*.js"), key=lambda path: path.stat().st_size)
    return "/" + found.relative_to(static).as_posix()


def test_it_stops_when_told_to_and_lets_answers_end(
    server: Any, visit: Callable[[str], Any]
) -> None:
    visitor = visit("sources")
    visitor.look()
    got: list[tuple[int, dict[str, str], bytes]] = []
    download = threading.Thread(target=lambda: got.append(server.ask("/data/ascn.zip")))
    with (
        closing(socket.socket()) as slow,
        closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as watch,
    ):
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.connect(("127.0.0.1", server.port))
        slow.sendall(f"GET {biggest_file()} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert slow.recv(64)
        download.start()
        server.process.send_signal(signal.SIGTERM)
        until(lambda: any(e["message"] == "stopping" for e in server.events()), "it has heard")
        watch.request("GET", "/ready")
        assert watch.getresponse().status == 503
        assert server.process.wait(30) == -signal.SIGTERM, "although somebody reads no further"
    download.join(30)
    ((status, headers, body),) = got
    assert (status, len(body)) == (200, int(headers["content-length"]))
    with pytest.raises(ConnectionClosed):
        visitor.look()
    assert server.events()[-1]["message"] == "stopped"
