"""How many page documents a second a server sends, and nginx before it.

Clients keep their connections. They run in a process of their own, which gives way to the server.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.servers import ROOT, free_port

PAGE = "/page/overview"
CONNECTIONS = 16
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
# The configuration of `deploy/` as it is, but for its limits: here one address asks for everything.
DEPLOYED = ROOT / "deploy" / "nginx.conf"
LIMIT = re.compile(r"^ *limit_(req|conn) .*;$", re.MULTILINE)
NGINX = """
daemon off; worker_processes 1; pid {folder}/pid; error_log stderr crit;
events {{ worker_connections 1024; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  keepalive_requests 1000000;
  {inner}
}}
"""
PLAIN = "location = /plain.html {{ root {folder}/files; }}"


async def _ask(port: int, path: str, end: float) -> int:
    """Ask for one address again and again on one connection; how many answers came."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n"
    ).encode()
    count = 0
    try:
        while time.perf_counter() < end:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = LENGTH.search(head)
            if not head.startswith(b"HTTP/1.1 200") or length is None:
                raise RuntimeError(f"{path}: {head.splitlines()[0]!r}")
            await reader.readexactly(int(length[1]))
            count += 1
    finally:
        writer.close()
    return count


async def _rate(port: int, path: str, seconds: float) -> float:
    end = time.perf_counter() + seconds
    counts = await asyncio.gather(*(_ask(port, path, end) for _each in range(CONNECTIONS)))
    return sum(counts) / seconds


def rate(port: int, path: str, seconds: float) -> float:
    """Answers a second from an address, asked by a process that gives way to others."""
    made = subprocess.run(
        [sys.executable, "-m", "bench.documents", str(port), path, str(seconds)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=seconds + 60,
    )  # fmt: skip
    return float(json.loads(made.stdout))


@contextmanager
def nginx(behind: int, body: bytes) -> Iterator[int]:
    """Run nginx before a server, and with a plain file of the same size; its port."""
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        folder.chmod(0o755)
        (folder / "files" / "plain.html").write_bytes(body)
        config = folder / "nginx.conf"
        inner = LIMIT.sub("", DEPLOYED.read_text("utf-8"))
        for said, here in (
            ("listen 80;", f"listen 127.0.0.1:{port}; {PLAIN.format(folder=folder)}"),
            ("/var/cache/nginx/", f"{folder}/cache-"),
            ("server 127.0.0.1:8501 ", f"server 127.0.0.1:{behind} "),
            ("server 127.0.0.1:8502 max_fails=0;", ""),
        ):
            inner = inner.replace(said, here)
        config.write_text(NGINX.format(folder=folder, inner=inner), "utf-8")
        process = subprocess.Popen(["nginx", "-c", config, "-p", folder])
        try:
            for _try in range(100):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/plain.html", timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield port
        finally:
            process.terminate()
            process.wait(10)


def documents(port: int, seconds: float) -> dict[str, float]:
    """Documents a second from a server, through nginx, and plain files of that size; bytes.

    Without nginx on this machine its two numbers are left out.
    """
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}{PAGE}", headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        body = answer.read()
    found = {"bytes": float(len(body)), "own": rate(port, PAGE, seconds)}
    if shutil.which("nginx"):
        with nginx(port, body) as before:
            found["nginx"] = rate(before, PAGE, seconds)
            found["plain"] = rate(before, "/plain.html", seconds)
    return found


if __name__ == "__main__":
    os.nice(10)
    print(json.dumps(asyncio.run(_rate(int(sys.argv[1]), sys.argv[2], float(sys.argv[3])))))
