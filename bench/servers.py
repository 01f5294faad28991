"""Servers to measure: each a process of its own on 127.0.0.1, ended by its id."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
PEERS = ROOT / "bench" / "peers"
START_SECONDS = 90.0
MEGABYTE = 2**20


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _streamlit(script: str, *start: str) -> list[str]:
    return [
        *(start or ("-m", "streamlit")), "run", script, "--server.headless", "true",
        "--server.address", "127.0.0.1", "--server.port", "{port}",
    ]  # fmt: skip


# What each is started with, and the folder in which: that decides which config.toml counts.
KINDS: dict[str, tuple[list[str], Path]] = {
    "ours": (_streamlit("app.py"), ROOT),
    "empty": (_streamlit("empty.py", "plain.py"), PEERS),
    # With the dashboard's own settings, which are those of the folder: what nothing can go below.
    "floor": (_streamlit("bench/peers/empty.py"), ROOT),
    "empty_uvloop": (_streamlit("empty.py"), PEERS),
    "streamlit": (_streamlit("streamlit_page.py", "plain.py"), PEERS),
    "dash": (["dash_page.py", "{port}"], PEERS),
    "panel": (
        ["-m", "panel", "serve", "panel_page.py", "--port", "{port}", "--address", "127.0.0.1",
         "--allow-websocket-origin", "127.0.0.1:{port}"],
        PEERS,
    ),
}  # fmt: skip
FIRST_PATH = dict.fromkeys(KINDS, "/") | {"panel": "/panel_page"}


@dataclass
class Server:
    """A server of one kind; `with Server("ours") as server` starts and ends it."""

    kind: str
    port: int = field(default_factory=free_port)
    started: float = 0.0
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address, without a path."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Server:
        """Start it and wait until it answers; `started` is how many seconds that took."""
        arguments, folder = KINDS[self.kind]
        command = [sys.executable, *(each.format(port=self.port) for each in arguments)]
        # Hash seeds and settings of whoever measures must not differ between servers.
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("STREAMLIT_", "ASCN_"))}
        self._log = tempfile.TemporaryFile()
        start = time.perf_counter()
        self.process = subprocess.Popen(
            command, cwd=folder, env=kept, stdout=self._log, stderr=self._log
        )
        while time.perf_counter() - start < START_SECONDS and self.process.poll() is None:
            try:
                with urllib.request.urlopen(self.url + FIRST_PATH[self.kind], timeout=30):
                    self.started = time.perf_counter() - start
                    return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self._log.seek(0)
        said = self._log.read().decode("utf-8", "replace")[-2000:]
        self.__exit__()
        raise RuntimeError(f"{self.kind} did not start:\n{said}")

    def __exit__(self, *_error: object) -> None:
        """End the process that was started, and no other."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)

    @property
    def cpu_seconds(self) -> float:
        """Processor time used so far: on a busy machine it says more than the clock."""
        assert self.process is not None
        used = psutil.Process(self.process.pid).cpu_times()
        return float(used.user + used.system)

    @property
    def megabytes(self) -> float:
        """Memory in use (RSS)."""
        assert self.process is not None
        return float(psutil.Process(self.process.pid).memory_info().rss) / MEGABYTE
