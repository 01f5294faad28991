"""Two replicas behind nginx, with the configuration of deploy/, and the loss of one of them."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import WAIT_MS
from tests.serving import ROOT, Server, free_port

CONFIGURED = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
# Started by root, nginx would give its workers to a user who may not see the folder of a test.
AROUND = """
user root;
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    log_format replica '$upstream_addr $request_uri';
    access_log {folder}/access.log replica;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {inner}
}}
"""
CONNECTED = """() => document.querySelector('[data-testid="stApp"]')
  ?.dataset.testConnectionState === 'CONNECTED'"""


def status_of(url: str) -> int:
    """The status of the answer; 0 where nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code
    except OSError:
        return 0


class Behind:
    """Two replicas that share a secret, and nginx before them; a `server` to open tabs on.

    `data` names the folder that each of them shows; without it, both show that of the repository.
    """

    def __init__(self, folder: Path, *data: Path | None) -> None:
        self.replicas = []
        for name, shown in zip("ab", data or (None, None), strict=True):
            settings = {"STREAMLIT_SERVER_COOKIE_SECRET": "the same for both"}
            if shown:
                settings["ASCN_DATA_DIR"] = str(shown)
            self.replicas.append(Server(folder / f"{name}.log", settings=settings))
        self.port = free_port()
        self.log, self.errors = folder / "access.log", folder / "error.log"
        inner = CONFIGURED.replace("listen 80;", f"listen 127.0.0.1:{self.port};")
        inner = inner.replace("/var/cache/nginx/ascn", str(folder / "cache"))
        for port, replica in zip((8501, 8502), self.replicas, strict=True):
            assert f"server 127.0.0.1:{port} " in inner
            inner = inner.replace(f"server 127.0.0.1:{port} ", f"server 127.0.0.1:{replica.port} ")
        self.file = folder / "nginx.conf"
        self.file.write_text(AROUND.format(folder=folder, inner=inner), "utf-8")
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        """The address of nginx."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start all three, and wait until they answer."""
        nginx = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
        assert nginx, "No nginx: install Debian's package nginx-light."
        for replica in self.replicas:
            replica.start("/_stcore/health")  # one without data is never ready
        self.process = subprocess.Popen([nginx, "-c", self.file, "-e", self.errors])
        end = time.monotonic() + 20
        while status_of(f"{self.url}/_stcore/health") != 200:
            assert time.monotonic() < end, self.errors.read_text("utf-8")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop whatever still runs."""
        if self.process:
            self.process.terminate()
            self.process.wait(10)
        for replica in self.replicas:
            replica.stop()

    def replica_of(self, path: str) -> Server:
        """The replica that answered the latest request for a path."""
        upstream = self.upstream_of(path)
        return next(one for one in self.replicas if upstream.endswith(f":{one.port}"))

    def upstream_of(self, path: str) -> str:
        """Who answered the latest request for a path, ``-`` for the cache; empty before any."""
        # A request that a lost replica left unanswered names both, the one that answered last.
        asked = [line.rsplit(" ", 1) for line in self.log.read_text("utf-8").splitlines()]
        return next((who for who, what in reversed(asked) if path in what), "")


@contextmanager
def running(folder: Path, *data: Path | None) -> Iterator[Behind]:
    """Two replicas behind nginx, until the block ends."""
    both = Behind(folder, *data)
    try:
        both.start()
        yield both
    finally:
        both.stop()


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    """Two replicas behind nginx that show the data of the repository."""
    with running(tmp_path_factory.mktemp("behind")) as both:
        yield both


def test_scripts_are_kept_by_nginx_and_files_come_through(behind: Behind) -> None:
    with urllib.request.urlopen(f"{behind.url}/growth", timeout=10) as answer:
        html = answer.read().decode("utf-8")
        cookie, known_as = answer.headers["Set-Cookie"], answer.headers["X-Request-ID"]
    key = cookie.partition(";")[0].removeprefix("ascn_replica=")
    assert len(key) == 32
    assert key.startswith(known_as), "the log of the replica has the id that nginx gave"
    assert key != known_as, "and not the cookie"
    script = re.findall(r'="([^"]*/static/js/[^"]*)"', html)[0]
    # nginx files an answer away, and writes its log, a moment after the last byte has left.
    tried_until = time.monotonic() + WAIT_MS / 1000
    while behind.upstream_of("/static/js/") != "-":
        assert time.monotonic() < tried_until, "no answer came from the cache"
        assert status_of(f"{behind.url}/{script.lstrip('./')}") == 200
    assert status_of(f"{behind.url}/data/places.csv") == 200


def ask(url: str, **headers: str) -> tuple[Any, bytes]:
    """The headers and the bytes of an answer."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    with urllib.request.urlopen(urllib.request.Request(url, headers=said), timeout=60) as answer:
        return answer.headers, answer.read()


def test_documents_are_kept_by_nginx_for_each_language_and_encoding(behind: Behind) -> None:
    url = f"{behind.url}/page/growth"
    headers, english = ask(url)
    assert (headers["X-Cache"], headers["Set-Cookie"]) == ("MISS", None)
    assert headers["Content-Encoding"] is None
    kept, again = ask(url, Accept_Language="en-GB,th;q=0.9")
    assert kept["X-Cache"] == "MISS", "another language comes first than with no language at all"
    kept, again = ask(url, Accept_Language="en;q=0.5")
    assert (kept["X-Cache"], again) == ("HIT", english)
    assert kept["X-Request-ID"] != headers["X-Request-ID"]
    for name in ("ETag", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options"):
        assert kept[name] == headers[name], name
    thai, said = ask(url, Accept_Language="th-TH,en", Accept_Encoding="br, gzip;q=0.8")
    assert thai["X-Cache"] == "MISS"
    assert b'lang="th"' in gzip.decompress(said)
    for encoding in ("gzip", "gzip, deflate, br, zstd"):
        kept, again = ask(url, Accept_Language="th", Accept_Encoding=encoding)
        assert (kept["X-Cache"], again) == ("HIT", said)
    assert ask(url, Accept_Language="th", Accept_Encoding="gzip;q=0")[0]["X-Cache"] == "MISS"


def test_no_request_takes_the_replicas_out(behind: Behind) -> None:
    for path in ("/" + "a" * 5000 + "/", "/map/" + "%2f" * 1000 + "/", "/?" + "a" * 7000):
        for _again in range(4):
            assert status_of(behind.url + path) in (200, 404, 414), path[:20]
    assert [status_of(f"{behind.url}/ready") for _again in range(8)] == [200] * 8


def test_a_flood_from_one_address_is_refused_and_the_pages_stay(behind: Behind) -> None:
    found = [status_of(f"{behind.url}/data/countries.csv") for _again in range(200)]
    assert set(found) == {200, 429}
    assert status_of(f"{behind.url}/") == 200


def test_a_visitor_of_a_lost_replica_comes_back_to_the_same_view(
    open_tab: Any, behind: Behind
) -> None:
    tab = open_tab(behind)
    page = tab.open("/growth?country=THA")
    mine = behind.replica_of("/growth")
    # A session survives its reruns: each goes to the replica that knows it.
    tab.choose("asof", "31 members")
    tab.wait_for_query({"asof": "2024-06-30", "country": "THA"})
    heading = page.get_by_test_id("stHeading").nth(1).inner_text()
    page.reload()
    tab.settle()
    assert behind.replica_of("/growth") is mine

    lost = time.monotonic()
    os.killpg(mine.process.pid, signal.SIGKILL)
    while behind.replica_of("/_stcore/host-config") is mine:
        assert time.monotonic() < lost + WAIT_MS / 1000, "the page asked no other replica"
        page.wait_for_timeout(50)
    page.wait_for_function(CONNECTED, timeout=WAIT_MS)
    tab.settle()
    print(f"back after {time.monotonic() - lost:.1f} s")
    assert page.get_by_test_id("stHeading").nth(1).inner_text() == heading
    assert "31 members" in tab.value("asof")
    # And it works on. Streamlit runs nothing when it connects again, so the first choice meets a
    # session that knows of no choice yet, and is lost; from then on all is as before.
    tab.choose("asof", "35 members")
    page.wait_for_timeout(3000)
    tab.choose("asof", "28 July 2023")
    tab.wait_for_query({"country": "THA"})
    page.reload()
    tab.settle()
    assert behind.replica_of("/growth") is not mine


@pytest.mark.parametrize("broken", [1, 2])
def test_a_replica_without_data_is_left_out_where_another_has_some(
    open_tab: Any, tmp_path: Path, broken: int
) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    with running(tmp_path, *[nothing] * broken, *[None] * (2 - broken)) as both:
        asked = [status_of(f"{both.url}/data/countries.csv") for _again in range(8)]
        assert asked == [200 if broken == 1 else 503] * 8
        page = open_tab(both).page
        page.goto(both.url)
        if broken == 1:
            page.locator("#root .card").first.wait_for()
        else:
            page.get_by_test_id("stAlert").first.wait_for()
