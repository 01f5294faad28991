"""Addresses that are too long: refused, and the refusal arrives."""

from __future__ import annotations

import http.client
import socket
import time
from contextlib import closing
from typing import Any

import pytest

from dashboard.web.connections import LINGER_SECONDS

# What h11 takes as the head of a request.
MOST_HEAD = 64 * 1024


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/" + "a" * 900, 404),
        ("/map?" + "a" * 7000, 200),
        ("/" + "a" * 5000 + "/", 414),
        ("/data/" + "a" * 2000, 414),
        ("/map?" + "a" * 9000, 414),
        ("/present/?" + "a" * 9000, 414),
    ],
    ids=lambda each: each[:8] if isinstance(each, str) else str(each),
)
def test_an_endless_address_is_refused(server: Any, path: str, code: int) -> None:
    status, headers, body = server.ask(path)
    assert status == code
    assert sum(map(len, headers.values())) < 4096, "a proxy refuses an answer with a larger head"
    if code == 414:
        assert len(body) < 100
        assert headers["content-security-policy"]


def refusal(server: Any, head: bytes) -> tuple[int, bytes]:
    """What the server says to a request while it is still being sent."""
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=30)) as line:
        line.sendall(head)
        answer = http.client.HTTPResponse(line)
        answer.begin()
        return answer.status, answer.read()


@pytest.mark.parametrize("length", [MOST_HEAD + 1000, 4 * MOST_HEAD, 1_000_000])
def test_who_sends_too_much_reads_the_refusal_and_no_reset(server: Any, length: int) -> None:
    head = b"GET /?" + b"a" * length + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    for _time in range(5):
        status, body = refusal(server, head)
        assert status in (400, 414)
        assert body


def test_nobody_is_listened_to_for_ever(server: Any) -> None:
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=30)) as line:
        line.settimeout(10 * LINGER_SECONDS)
        line.sendall(b"nonsense\r\n\r\n")
        said = b""
        while part := line.recv(65536):
            said += part
        assert said.startswith(b"HTTP/1.1 400")
        end = time.monotonic() + 10 * LINGER_SECONDS
        while not refuses(line):
            assert time.monotonic() < end


def refuses(line: socket.socket) -> bool:
    """Whether the other side takes no more bytes."""
    try:
        line.sendall(b"x" * 65536)
    except OSError:
        return True
    return False
