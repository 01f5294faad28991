"""What an operator relies on: health, readiness, the log, calm answers, settings on record."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

import pytest

from ascn_data.problems import DataError, Problem
from dashboard.core import config
from dashboard.core.dataset import EDITIONS, edition
from dashboard.core.reload import Editions
from dashboard.core.translation import LANGUAGES
from dashboard.web import log_config
from dashboard.web.health import Process, health, readiness
from dashboard.web.request_log import Requests
from dashboard.web.workers import Busy
from tests.asgi import run

ROOT = Path(__file__).parents[2]
SECRET = "the secret inside of the server"


@pytest.fixture
def nothing(tmp_path: Path) -> Editions:
    """A server that has never found an edition."""
    editions = Editions(lambda: tmp_path / "nowhere")
    with pytest.raises(DataError):
        editions.current()
    return editions


def test_a_server_without_an_edition_is_down_and_says_why(nothing: Editions) -> None:
    told, code = health(nothing, Process(warm=True))
    assert (told["status"], code) == ("down", 503)
    assert told["trouble"]["first"][0]["file"] == "datapackage.json"
    assert "nowhere" not in json.dumps(told)
    assert readiness(nothing, Process(warm=True))[1] == 503


def test_health_names_the_edition_but_no_cell_of_a_broken_one() -> None:
    shown = edition()
    told, code = health(EDITIONS, Process())
    assert (told["status"], code) == ("ok", 200)
    assert told["edition"]["hash"] == shown.digest
    assert told["edition"]["version"] == shown.version
    broken = Editions(lambda: ROOT)
    broken.shown = shown
    broken._refuse((Problem("places.csv", 3, "lat", "must be a number", SECRET),), ())
    told, code = health(broken, Process())
    assert (told["status"], code) == ("degraded", 200)
    assert told["trouble"]["first"] == [
        {"file": "places.csv", "row": 3, "column": "lat", "rule": "must be a number"}
    ]


def test_visitors_are_sent_after_the_warm_up_and_before_the_end() -> None:
    edition()
    codes = [
        readiness(EDITIONS, process)[1]
        for process in (Process(), Process(warm=True), Process(warm=True, stopping=True))
    ]
    assert codes == [503, 200, 503]


def ask(error: Exception | None, *, begun: bool = False, **headers: str) -> list[dict[str, Any]]:
    """The messages of an answer that fails with `error`, before or after it has begun."""
    sent: list[dict[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if begun or error is None:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        if error:
            raise error
        await send({"type": "http.response.body", "body": b"fine"})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    raw = [
        (key.replace("_", "-").encode(), value.encode("latin-1")) for key, value in headers.items()
    ]
    scope = {"type": "http", "method": "GET", "path": "/data/x\ny.csv", "headers": raw}
    run(Requests(app), scope, None, send)
    return sent


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_route_that_fails_answers_calmly_with_the_id_that_is_in_the_log(
    code: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="ascn.requests")
    start, body = ask(RuntimeError(SECRET), x_request_id="abc-123", accept_language=f"{code}-XX")
    assert start["status"] == 500
    assert (b"x-request-id", b"abc-123") in start["headers"]
    said = body["body"].decode("utf-8")
    assert "abc-123" in said
    assert SECRET not in said
    failed, answered = caplog.records
    assert "abc-123" in failed.getMessage()
    assert failed.exc_info is not None
    assert answered.status == 500  # type: ignore[attr-defined]
    assert "\n" not in answered.path  # type: ignore[attr-defined]


def test_an_edition_that_is_missing_is_no_fault_of_the_server() -> None:
    start, _body = ask(DataError([Problem("places.csv", 0, "", SECRET)]))
    assert start["status"] == 503
    assert b"retry-after" in dict(start["headers"])
    assert SECRET.encode() not in _body["body"]


def test_a_queue_that_is_full_asks_to_come_back(caplog: pytest.LogCaptureFixture) -> None:
    start, _body = ask(Busy())
    assert start["status"] == 503
    assert int(dict(start["headers"])[b"retry-after"]) > 0
    assert not any(record.exc_info for record in caplog.records)


def test_an_answer_that_has_begun_is_broken_off() -> None:
    with pytest.raises(RuntimeError):
        ask(RuntimeError(SECRET), begun=True)


def record(message: str, **more: object) -> logging.LogRecord:
    made = logging.LogRecord("ascn.tests", logging.ERROR, "", 0, message, None, None)
    made.__dict__.update(more)
    return made


def test_a_record_is_one_line_of_json_with_its_traceback() -> None:
    try:
        raise RuntimeError("เชียงใหม่\nand more")
    except RuntimeError:
        told = record("failed\nbadly", status=500, exc_info=sys.exc_info())
    token = log_config.request_id.set("abc")
    line = log_config.JsonLines().format(told)
    log_config.request_id.reset(token)
    assert "\n" not in line
    said = json.loads(line)
    assert (said["level"], said["logger"], said["status"]) == ("error", "ascn.tests", 500)
    assert said["message"] == "failed\nbadly"
    assert said["request_id"] == "abc"
    assert "เชียงใหม่" in said["traceback"]
    assert said["time"].endswith("+00:00")


def test_a_line_for_people_says_what_else_is_known() -> None:
    line = log_config.TextLines().format(record("answered", status=200, path="/data/places.csv"))
    assert "answered" in line
    assert "status=200" in line
    assert "path=/data/places.csv" in line


@pytest.mark.parametrize(
    ("name", "good", "wrong"),
    [
        (config.RELOAD_SECONDS, ["", "0", "0.5"], ["-1", "soon", "nan", "inf", "1e9"]),
        (config.DRAIN_SECONDS, ["", "8"], ["8s"]),
        (config.STOP_SECONDS, ["", "5"], ["-0.1"]),
        (config.MEMORY_MB, ["", "0", "800"], ["2GB", "1e300"]),
        (config.LOG, ["", "text", "json"], ["JSON", "xml"]),
        (config.OPERATOR, ["", "0", "1"], ["yes", "2"]),
        (
            config.FRAME_ANCESTORS,
            ["", "*", "'none'", "'self' https://example.org https:", "https://*.example.org:8443"],
            ["example.org; script-src *", "'self','none'", "'none' https://a.example", "<b>"],
        ),
        (
            config.HOSTS,
            ["", "*", "dash.example.org, *.example.org", "localhost", "[::1]", "10.0.0.1"],
            ["https://example.org", "a.example b.example", "exa*mple.org", "a.example:8501"],
        ),
        (
            config.PUBLIC_URL,
            ["", "https://example.org", "http://localhost:8501/ascn/"],
            [
                "example.org",
                "ftp://example.org",
                "https://",
                "https://a.example/?x=1",
                "https://a b",
            ]
            + ["https://a.example:port/", 'https://a.example/"><script>'],
        ),
    ],
)
def test_a_setting_that_is_wrong_is_named_and_a_right_one_is_not(
    monkeypatch: pytest.MonkeyPatch, name: str, good: list[str], wrong: list[str]
) -> None:
    for said in good:
        monkeypatch.setenv(name, said)
        assert config.problems() == [], said
    for said in wrong:
        monkeypatch.setenv(name, said)
        (told,) = config.problems()
        assert name in told
        with pytest.raises(SystemExit, match=name):
            config.require_valid()


def test_a_misspelt_setting_is_named_and_the_variables_of_others_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASCN_DASHBOARD_SERVICE_HOST", "10.0.0.1")
    monkeypatch.setenv("ASCN_DASHBOARD_PORT", "tcp://10.0.0.1:80")
    assert config.problems() == []
    monkeypatch.setenv("ASCN_FRAME_ANCESTOR", "'none'")
    (told,) = config.problems()
    assert config.FRAME_ANCESTORS in told
