"""What the server answers: headers, boundary files, and nothing else from its disk."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from typing import Any

import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from ascn_data.export import to_csv
from ascn_data.network import DIRECTORY

WANTED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
}


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
    _status, headers, _body = server.ask(path)
    assert {key: headers.get(key) for key in WANTED} == WANTED
    assert "geolocation=()" in headers["permissions-policy"]


def test_boundary_files_are_served_as_they_are(server: Any, net: Network) -> None:
    for path in net.contract.boundaries.values():
        status, headers, body = server.ask(f"/data/{path}")
        assert status == 200
        assert headers["content-type"].split(";")[0] == "application/geo+json"
        assert "max-age" in headers["cache-control"]
        assert body == (DIRECTORY / path).read_bytes()
        assert json.loads(body)["type"] == "FeatureCollection"


@pytest.mark.parametrize("name", ["atlantis", "README", "THAI_PROVINCES", "thai_provinces.geojson"])
def test_an_unknown_boundary_is_not_found(server: Any, name: str) -> None:
    status, _headers, _body = server.ask(f"/data/boundaries/{name}.geojson")
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
        "/data/..%2fplaces.csv",
        "/data/%2e%2e%2fpyproject.toml",
        "/data/..%252fpyproject.toml",
        "/data/%252e%252e%252fpyproject.toml",
        "/data/..%c0%afpyproject.toml",
        "/data/places.csv%00",
        "/data/PLACES.csv",
        "/data//places.csv",
        "/data/./places.csv",
        "/data/boundaries/%5c%5chost%5cshare.geojson",
        "/data/C:%5cWindows%5cwin.ini",
        "/present/..%2fstage.py",
        "/present/%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/data/nothing.csv",
        "/.streamlit/config.toml",
        "/app/static/../../pyproject.toml",
        "/../pyproject.toml",
    ],
)
def test_no_path_leads_to_another_file(server: Any, path: str) -> None:
    status, headers, body = server.ask(path)
    page = headers.get("content-type", "").startswith("text/html") and b'<div id="root">' in body
    assert status in (400, 403, 404) or page, (status, body[:80])
    for inside in (b"place_id", b"[project]", b"root:", b"FeatureCollection", b"gatherUsage"):
        assert inside not in body
    if path.endswith(".geojson"):
        assert status in (400, 404)


def test_a_page_knows_where_its_server_is(server: Any) -> None:
    for path in ("/", "/map", "/reach"):
        _status, headers, body = server.ask(path)
        assert headers["content-type"].startswith("text/html")
        assert int(headers.get("content-length", len(body))) == len(body)
        assert b"__streamlit" in body


def test_every_table_stays_at_its_address(server: Any, net: Network) -> None:
    for name, frame in net.tables.items():
        status, headers, body = server.ask(f"/data/{name}.csv")
        assert (status, headers["content-type"]) == (200, "text/csv; charset=utf-8")
        assert body.decode("utf-8") == to_csv(frame)


def test_the_whole_package_stays_at_its_address(server: Any) -> None:
    status, headers, body = server.ask("/data/ascn.zip")
    assert (status, headers["content-type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        held = package.read("datapackage.json")
    status, headers, body = server.ask("/data/datapackage.json")
    assert (status, headers["content-type"]) == (200, "application/json")
    assert body == held == (DIRECTORY / "datapackage.json").read_bytes()
    status, headers, body = server.ask("/data/ascn.xlsx")
    assert status == 200
    assert headers["content-type"].endswith("spreadsheetml.sheet")


def test_places_take_the_filters_of_the_pages(server: Any, net: Network) -> None:
    status, headers, body = server.ask("/data/places.geojson?country=THA&region=north")
    assert (status, headers["content-type"]) == (200, "application/geo+json")
    found = {feature["id"] for feature in json.loads(body)["features"]}
    assert found == set(
        ascn_data.places(net, ANNOUNCEMENT, country="THA", region="north")["place_id"]
    )
    status, _headers, body = server.ask("/data/places.geojson?country=XYZ")
    assert status == 400
    assert b"XYZ" in body


def test_a_file_one_has_already_is_not_sent_again(server: Any) -> None:
    for path in ("/data/places.csv", "/data/places.geojson", "/data/ascn.zip"):
        _status, headers, _body = server.ask(path)
        tag = headers["etag"]
        assert server.ask(path)[1]["etag"] == tag
        status, again, body = server.ask(path, If_None_Match=f'"other", {tag}')
        assert (status, body, again["etag"]) == (304, b"", tag)
        assert server.ask(path, If_None_Match='"other"')[0] == 200


def test_files_are_compressed_for_those_who_can_read_it(server: Any) -> None:
    for path in ("/data/places.csv", "/data/boundaries/thai_provinces.geojson"):
        _status, headers, packed = server.ask(path, Accept_Encoding="gzip")
        assert headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed) == server.ask(path)[2]


def described(body: bytes) -> Any:
    """The data set that a page describes to search engines; None if it does not."""
    found = re.search(rb'<script type="application/ld\+json">(.*?)</script>', body, re.DOTALL)
    return json.loads(found[1]) if found else None


def test_the_sources_page_describes_the_data_to_search_engines(server: Any) -> None:
    _status, _headers, body = server.ask("/sources", Accept="text/html")
    data = described(body)
    assert data["@type"] == "Dataset"
    for each in data["distribution"]:
        path = each["contentUrl"].removeprefix(server.url)
        status, headers, _body = server.ask(path)
        assert status == 200, path
        assert headers["content-type"].split(";")[0] == each["encodingFormat"]
    assert described(server.ask("/map", Accept="text/html")[2]) is None


def test_a_hostile_host_is_not_repeated(server: Any) -> None:
    _status, _headers, body = server.ask("/sources", Host='evil.example"></script><script>x')
    assert b"evil.example" not in body
