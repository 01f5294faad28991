"""A visitor without a browser: speaks Streamlit's protocol, and keeps what a browser keeps.

It remembers the address, the widgets and their values, and the large messages that the server may
name by their hash from then on. Works with the Streamlit that is installed.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
OWN_KEY = re.compile(r"^\$\$ID-[0-9a-f]+-(.*?)(-\d+)?$")


class ProtocolError(Exception):
    """The server answered with something that a visitor would call broken."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the script as a visitor saw it: seconds, and bytes of the websocket.

    `wire` are the bytes that came over the network, `bytes` the same unpacked.
    """

    seconds: float
    wire: int
    bytes: int
    messages: int
    largest: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Widget:
    """A list to choose from: its id, and what it offers in the reader's words."""

    id: str
    options: list[str]
    fragment: str


class Counting(ClientConnection):
    """A connection that counts what comes over the network."""

    wire = 0

    def data_received(self, data: bytes) -> None:
        """Count, and go on."""
        self.wire += len(data)
        super().data_received(data)


@dataclass
class Visitor:
    """One session. `page` is the path of a page, empty for the first one."""

    url: str
    page: str = ""
    query: str = ""
    seconds: float = 60.0
    compression: str | None = "deflate"
    widgets: dict[str, Widget] = field(default_factory=dict)
    _socket: Counting | None = None
    _page_hash: str = ""
    _values: dict[str, WidgetState] = field(default_factory=dict)
    _kept: dict[str, int] = field(default_factory=dict)
    _runs: int = 0
    _kept_runs: int = 2  # for how many runs a browser keeps a large message, as the server says

    async def __aenter__(self) -> Visitor:
        """Connect; nothing is asked yet."""
        parts = urlsplit(self.url)
        socket = await connect(
            f"ws://{parts.netloc}{parts.path.rstrip('/')}/_stcore/stream",
            subprotocols=["streamlit", "bench"],  # type: ignore[list-item]
            max_size=None,
            compression=self.compression,
            open_timeout=self.seconds,
            ping_interval=None,
            proxy=None,
            create_connection=Counting,
        )
        assert isinstance(socket, Counting)
        self._socket = socket
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Leave."""
        if self._socket:
            await self._socket.close()

    async def load(self) -> Run:
        """Ask for the page."""
        return await self._run()

    async def choose(self, name: str, option: str) -> Run:
        """Choose what ends with `option` in the list called `name` (its key, else its label).

        The count in brackets behind a name need not be given.
        """
        widget = self.widgets.get(name)
        if widget is None:
            raise ProtocolError(f"no list {name!r} among {sorted(self.widgets)}")
        found = [
            each for each in widget.options
            if each.endswith(option) or each.partition(" (")[0].endswith(option)
        ]  # fmt: skip
        if not found:
            raise ProtocolError(f"{name!r} does not offer {option!r}: {widget.options}")
        self._values[widget.id] = WidgetState(id=widget.id, string_value=found[0])
        return await self._run(widget.fragment)

    async def _run(self, fragment: str = "") -> Run:
        assert self._socket is not None, "use `async with Visitor(...)`"
        start, before = time.perf_counter(), self._socket.wire
        await self._socket.send(self._request(fragment))
        size = count = 0
        kinds: dict[str, int] = {}
        while True:
            raw = await asyncio.wait_for(self._socket.recv(decode=False), self.seconds)
            message = ForwardMsg.FromString(raw)
            size, count = size + len(raw), count + 1
            kind = self._read(message)
            kinds[kind] = kinds.get(kind, 0) + len(raw)
            if kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                if message.script_finished not in DONE:
                    raise ProtocolError(f"the script ended with {message.script_finished}")
                break
        seconds = time.perf_counter() - start
        self._runs += 1
        self._kept = {key: n for key, n in self._kept.items() if self._runs - n <= self._kept_runs}
        return Run(seconds, self._socket.wire - before, size, count, kinds)

    def _request(self, fragment: str) -> bytes:
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = self.query
        state.page_script_hash = self._page_hash
        state.page_name = "" if self._page_hash else self.page
        state.fragment_id = fragment
        state.context_info.timezone = "Asia/Bangkok"
        state.context_info.timezone_offset = -420
        state.context_info.locale = "en-US"
        state.context_info.url = f"{self.url}/{self.page}"
        state.widget_states.widgets.extend(self._values.values())
        state.cached_message_hashes.extend(self._kept)
        return bytes(asked.SerializeToString())

    def _read(self, message: Any) -> str:
        """Take note of what the next request needs; return the kind of the message."""
        kind = str(message.WhichOneof("type"))
        if kind == "ref_hash":
            self._kept[message.ref_hash] = self._runs
        elif message.metadata.cacheable and message.hash:
            self._kept[message.hash] = self._runs
        if kind == "new_session":
            self._kept_runs = message.new_session.config.max_cached_message_age or self._kept_runs
            self._page_hash = message.new_session.page_script_hash or self._page_hash
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "page_not_found":
            raise ProtocolError(f"no page {self.page!r}")
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            return self._read_element(message.delta)
        return kind

    def _read_element(self, delta: Any) -> str:
        kind = str(delta.new_element.WhichOneof("type"))
        element = getattr(delta.new_element, kind)
        if kind == "exception":
            raise ProtocolError(f"{element.type}: {element.message}")
        if kind == "selectbox":
            key = OWN_KEY.match(element.id)
            name = key[1] if key and key[1] != "None" else element.label
            self.widgets[name] = Widget(element.id, list(element.options), delta.fragment_id)
            if element.set_value:
                value = WidgetState(id=element.id)
                if element.HasField("raw_value"):
                    value.string_value = element.raw_value
                self._values[element.id] = value
        return kind
