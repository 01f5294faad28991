"""How connections end: the peer reads the last response before its connection is closed."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

# How long a peer that goes on sending is listened to, in vain.
LINGER_SECONDS = 2.0


class Lingering:
    """A transport whose `close` says that all is said, and waits for the peer to close too.

    A socket that is closed with bytes unread resets the connection, and the peer may lose the
    response that it has not read yet: the refusal of a request that is too long, for one.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self.raw, self._loop = transport, loop
        self.ending, self.lingers = False, transport.can_write_eof()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)

    def is_closing(self) -> bool:
        """Whether nothing more will be written."""
        return self.ending or self.raw.is_closing()

    def close(self) -> None:
        """Send what is written and the end; close when the peer has, or after a while."""
        if self.ending and self.lingers:
            return
        if not self.lingers or self.raw.is_closing():
            self.raw.close()
            return
        self.ending = True
        self.raw.write_eof()
        self.raw.resume_reading()
        self._loop.call_later(LINGER_SECONDS, self.raw.close)


class LingeringProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 over a `Lingering` transport."""

    transport: Any

    def connection_made(self, transport: Any) -> None:
        """Begin."""
        super().connection_made(Lingering(transport, self.loop))  # type: ignore[arg-type]

    def data_received(self, data: bytes) -> None:
        """Take bytes of requests; nobody answers any that come after the last response."""
        if not self.transport.ending:
            super().data_received(data)

    def handle_websocket_upgrade(self, event: Any) -> None:
        """Hand the connection over as it is: a socket has a closing handshake of its own."""
        self.transport = self.transport.raw
        super().handle_websocket_upgrade(event)

    def shutdown(self) -> None:
        """The server ends: close at once whatever is idle or comes to its end."""
        self.transport.lingers = False
        if self.transport.ending:
            self.transport.raw.close()
        super().shutdown()


def linger(config: Config) -> None:
    """Let the connections of a server end so, those that are accepted from now on."""
    if getattr(config, "http_protocol_class", None) is H11Protocol:
        config.http_protocol_class = LingeringProtocol
