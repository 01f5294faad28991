"""The dashboard in a process of its own, asked over its addresses and its websocket; no browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from ascn_data.network import DIRECTORY
from tests.serving import ROOT, WAIT_SECONDS, Server

FAULT = "the secret inside of the frame"


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
    settings = {
        "ASCN_DATA_DIR": str(place / "data"), "ASCN_RELOAD_SECONDS": "0.2", "ASCN_LOG": "json",
        "ASCN_DRAIN_SECONDS": "1", "ASCN_STOP_SECONDS": "2",
    }  # fmt: skip
    made = Server(place / "log", settings=settings)
    try:
        made.start()
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
    made = Server(tmp_path / "log", root, {"ASCN_DATA_DIR": str(DIRECTORY), "ASCN_LOG": "json"})
    try:
        made.start()
        yield made
    finally:
        made.kill()
