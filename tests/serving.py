"""The dashboard in a process of its own, as `make run` starts it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
WAIT_SECONDS = 90
STEP_SECONDS = 0.1
# Of our own settings none is taken over from whoever runs the tests.
OURS = "ASCN_"


def until(true: Callable[[], Any], what: str) -> Any:
    """What `true` says once it is true; fails the test when it never is."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        if said := true():
            return said
        time.sleep(STEP_SECONDS)
    pytest.fail(f"waited in vain until {what}")


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def interrupt(_signal: int, _frame: object) -> None:
    """End the run as Ctrl-C does, so that fixtures are torn down."""
    raise KeyboardInterrupt


@dataclass
class Server:
    """A dashboard on a port of its own; `settings` are environment variables."""

    log: Path
    root: Path = ROOT
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        """Its address without a path."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def data(self) -> Path:
        """The folder of the dataset that it shows, where the settings name one."""
        return Path(self.settings["ASCN_DATA_DIR"])

    def start(self, ready: str = "/ready") -> None:
        """Start, and wait until the path `ready` answers with 200."""
        self.launch()
        until(lambda: self._answers(ready), "the server is ready")

    def launch(self) -> None:
        """Start."""
        signal.signal(signal.SIGTERM, interrupt)  # whoever ends the tests ends the server too
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        command += ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        others = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
        with self.log.open("wb") as errors:
            self.process = subprocess.Popen(
                command, cwd=self.root, env={**others, **self.settings},
                stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True,
            )  # fmt: skip

    def _answers(self, path: str) -> bool:
        assert self.process.poll() is None, self.log.read_text("utf-8", "replace")
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def ask(
        self, path: str, method: str = "GET", body: bytes = b"", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask for a path exactly as it is written; nothing tidies it up on the way.

        Out: the status, the headers by their names in small letters, and the body.
        """
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=30)) as line:
            said = {"Host": f"127.0.0.1:{self.port}", "Connection": "close", **headers}
            said |= {"Content-Length": str(len(body))} if body else {}
            lines = [f"{name.replace('_', '-')}: {value}" for name, value in said.items()]
            head = "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""])
            line.sendall(head.encode("utf-8") + body)
            answer = http.client.HTTPResponse(line, method=method)
            answer.begin()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, found, b"" if answer.status == 101 else answer.read()

    def health(self) -> dict[str, Any]:
        """What `/health` says, with its status code as `code`."""
        status, _headers, body = self.ask("/health")
        return {**json.loads(body), "code": status}

    def events(self) -> list[dict[str, Any]]:
        """The log so far; each whole line of it must be JSON."""
        whole, _end, _begun = self.log.read_text("utf-8").rpartition("\n")
        return [json.loads(line) for line in whole.splitlines()]

    def stop(self) -> None:
        """Stop it as an operator does, and whatever it started."""
        if self.process.poll() is not None:
            return
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Leave nothing running."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
