"""What the server answers: headers, boundary files, and nothing else from its disk."""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

import pytest

from ascn_data import Network
from ascn_data.network import DIRECTORY

pytestmark = pytest.mark.browser

WANTED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
}


def get(server: Any, path: str) -> tuple[int, dict[str, str], bytes]:
    """Ask for a path exactly as it is written; nothing tidies it up on the way."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {key.lower(): value for key, value in answer.getheaders()}, body


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/map",
        "/_stcore/health",
        "/data/boundaries/thai_provinces.geojson",
        "/data/boundaries/atlantis.geojson",
    ],
)
def test_every_answer_has_the_security_headers(server: Any, path: str) -> None:
    _status, headers, _body = get(server, path)
    assert {key: headers.get(key) for key in WANTED} == WANTED
    assert "geolocation=()" in headers["permissions-policy"]


def test_boundary_files_are_served_as_they_are(server: Any, net: Network) -> None:
    for path in net.contract.boundaries.values():
        status, headers, body = get(server, f"/data/{path}")
        assert status == 200
        assert headers["content-type"].split(";")[0] == "application/geo+json"
        assert "max-age" in headers["cache-control"]
        assert body == (DIRECTORY / path).read_bytes()
        assert json.loads(body)["type"] == "FeatureCollection"


@pytest.mark.parametrize("name", ["atlantis", "README", "THAI_PROVINCES", "thai_provinces.geojson"])
def test_an_unknown_boundary_is_not_found(server: Any, name: str) -> None:
    status, _headers, _body = get(server, f"/data/boundaries/{name}.geojson")
    assert status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/data/boundaries/../places.csv",
        "/data/boundaries/..%2fplaces.csv",
        "/data/boundaries/..%2f..%2fpyproject.toml",
        "/data/boundaries/..%2f..%2fdata%2fboundaries%2fthai_provinces.geojson",
        "/data/boundaries/%2e%2e%2fdatapackage.json",
        "/data/boundaries/..%5c..%5cpyproject.toml",
        "/data/boundaries//etc/passwd",
        "/data/boundaries/%2fetc%2fpasswd",
        "/data/boundaries/thai_provinces.geojson%00.geojson",
        "/data/places.csv",
        "/data/datapackage.json",
        "/.streamlit/config.toml",
        "/app/static/../../pyproject.toml",
        "/../pyproject.toml",
    ],
)
def test_no_path_leads_to_another_file(server: Any, path: str) -> None:
    status, headers, body = get(server, path)
    page = headers.get("content-type", "").startswith("text/html") and b'<div id="root">' in body
    assert status in (400, 403, 404) or page, (status, body[:80])
    for inside in (b"place_id", b"[project]", b"root:", b"FeatureCollection", b"gatherUsage"):
        assert inside not in body
    if path.endswith(".geojson"):
        assert status in (400, 404)


def test_a_page_knows_where_its_server_is(server: Any) -> None:
    for path in ("/", "/map", "/reach"):
        _status, headers, body = get(server, path)
        assert headers["content-type"].startswith("text/html")
        assert int(headers.get("content-length", len(body))) == len(body)
        assert b"__streamlit" in body
