"""The dashboard in a process of its own, asked over its addresses and its websocket; no browser."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from ascn_data.network import DIRECTORY

ROOT = Path(__file__).parents[2]
WAIT_SECONDS = 90
STEP_SECONDS = 0.1
FAULT = "the secret inside of the frame"


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


@dataclass
class Server:
    """A dashboard that shows `data`, an edition that a test may change."""

    data: Path
    log: Path
    root: Path = ROOT
    port: int = field(default_factory=free_port)

    def start(self, **settings: str) -> None:
        """Start with settings of ours, and wait until it is ready."""
        self.launch(**settings)
        until(self._ready, "the server is ready")

    def launch(self, **settings: str) -> None:
        """Start with settings of ours."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        command += ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        environment = {**os.environ, "ASCN_DATA_DIR": str(self.data), **settings}
        with self.log.open("wb") as errors:
            self.process = subprocess.Popen(
                command, cwd=self.root, env=environment, stdout=subprocess.DEVNULL, stderr=errors,
                start_new_session=True,
            )  # fmt: skip

    def _ready(self) -> bool:
        assert self.process.poll() is None, self.log.read_text("utf-8", "replace")
        try:
            return self.get("/ready")[0] == 200
        except OSError:
            return False

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of a path."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as asked:
            asked.request("GET", path, headers=headers)
            answer = asked.getresponse()
            body = answer.read()
            return answer.status, {key.lower(): value for key, value in answer.getheaders()}, body

    def health(self) -> dict[str, Any]:
        """What `/health` says, with its status code as `code`."""
        status, _headers, body = self.get("/health")
        return {**json.loads(body), "code": status}

    def events(self) -> list[dict[str, Any]]:
        """The log so far; each whole line of it must be JSON."""
        whole, _end, _begun = self.log.read_text("utf-8").rpartition("\n")
        return [json.loads(line) for line in whole.splitlines()]

    def kill(self) -> None:
        """Leave nothing running."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)


@dataclass
class Visitor:
    """Somebody who has a page open, without the browser around it."""

    socket: ClientConnection
    page: str
    hash: str = ""

    def look(self) -> list[str]:
        """Run the page; the texts of its elements."""
        asked = BackMsg()
        asked.rerun_script.page_name = "" if self.hash else self.page
        asked.rerun_script.page_script_hash = self.hash
        self.socket.send(asked.SerializeToString())
        texts: list[str] = []
        while True:
            message = ForwardMsg.FromString(self.socket.recv(WAIT_SECONDS, decode=False))
            match message.WhichOneof("type"):
                case "navigation":
                    self.hash = message.navigation.page_script_hash
                case "delta":
                    texts.append(str(message.delta.new_element))
                case "script_finished":
                    if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        return texts


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a copy of the data, quick to look for changes and to stop."""
    place = tmp_path_factory.mktemp("server")
    shutil.copytree(DIRECTORY, place / "data")
    made = Server(place / "data", place / "log")
    try:
        made.start(
            ASCN_RELOAD_SECONDS="0.2", ASCN_LOG="json", ASCN_DRAIN_SECONDS="1",
            ASCN_STOP_SECONDS="2",
        )  # fmt: skip
        yield made
    finally:
        made.kill()


@pytest.fixture
def visit_on() -> Iterator[Callable[[Server, str], Visitor]]:
    """Open a page of a server by its name."""
    opened: list[ClientConnection] = []

    def visitor(server: Server, page: str) -> Visitor:
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        socket = connect(
            address, subprotocols=[Subprotocol("streamlit")], max_size=None, proxy=None, legacy=True
        )
        opened.append(socket)
        return Visitor(socket, page)

    yield visitor
    for each in opened:
        each.close()


@pytest.fixture
def visit(server: Server, visit_on: Callable[[Server, str], Visitor]) -> Callable[[str], Visitor]:
    """Open a page by its name."""
    return partial(visit_on, server)


@pytest.fixture
def frameless(tmp_path: Path) -> Iterator[Server]:
    """A server whose code has a fault in the frame around all pages."""
    root = tmp_path / "project"
    for name in (".streamlit", "ascn_data", "dashboard", "locales", "pages"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "app.py", root)
    frame = root / "dashboard" / "ui" / "main.py"
    frame.write_text(f"{frame.read_text('utf-8')}\nraise RuntimeError({FAULT!r})\n", "utf-8")
    made = Server(DIRECTORY, tmp_path / "log", root)
    try:
        made.start(ASCN_LOG="json")
        yield made
    finally:
        made.kill()
