"""What robots that run no script get for a link, and what a reader's browser makes of it."""

from __future__ import annotations

import gzip
import http.client
import re
import struct
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

import pytest

ROBOTS: dict[str, dict[str, str]] = {
    "anything": {"Accept": "*/*"},
    "anything compressed": {"Accept": "*/*", "Accept-Encoding": "gzip, deflate, br"},
    "a part": {"Accept": "*/*", "Range": "bytes=0-524287"},
    "html": {"Accept": "text/html,application/xhtml+xml"},
    "nothing said": {},
}


def get(server: Any, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    """Ask for a path with these headers and no others."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    for key, value in headers.items():
        connection.putheader(key, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {key.lower(): value for key, value in answer.getheaders()}, body


def content(page: str, name: str) -> str:
    """What a page says under a name in its head."""
    (found,) = re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)">', page)
    return unescape(found)


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_robot_sees_title_description_and_picture(server: Any, robot: str) -> None:
    status, headers, body = get(server, "/reach", ROBOTS[robot])
    assert status == 200
    assert int(headers["content-length"]) == len(body)
    assert "last-modified" not in headers, "that would be the day of Streamlit's file"
    assert "Accept-Language" in headers["vary"]
    packed = headers.get("content-encoding") == "gzip"
    page = (gzip.decompress(body) if packed else body).decode("utf-8")
    (title,) = re.findall("<title>(.*?)</title>", page)
    assert title.startswith("Citizen reach")
    assert content(page, "og:title").startswith(unescape(title))
    assert "1.58" in content(page, "description")
    picture = content(page, "og:image")
    assert picture.startswith(f"{server.url}/preview/reach.png")
    status, headers, png = get(server, picture.removeprefix(server.url), ROBOTS[robot])
    assert (status, headers["content-type"]) == (200, "image/png")
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    tag = {"If-None-Match": headers["etag"]}
    assert get(server, picture.removeprefix(server.url), tag)[0] == 304


def test_a_robot_sees_the_view_and_the_language_of_the_link(server: Any) -> None:
    hostile = quote('"><script>alert(1)</script>')
    path = f"/reach?region=north&lang=th&asof={hostile}"
    page = get(server, path, {"Accept": "*/*"})[2].decode("utf-8")
    assert '<html lang="th">' in page
    assert "alert(1)" not in page
    assert "733,000" in content(page, "description")
    assert content(page, "og:url") == f"{server.url}/reach?country=THA&region=north&lang=th"
    page = get(server, "/", {"Accept": "*/*", "Accept-Language": "th"})[2].decode("utf-8")
    assert '<html lang="th">' in page
    assert content(page, "og:locale") == "th_TH"


def test_a_page_is_sent_again_unless_one_has_its_very_words(server: Any) -> None:
    """Its file on disk may be the same; what it says depends on the reader and the data."""
    path = "/growth?asof=2019-03-04"
    since = {"If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT"}
    for _first_and_from_the_cache in range(2):
        status, headers, _body = get(server, path, since)
        assert status == 200
        assert get(server, path, {"If-None-Match": headers["etag"]})[0] == 304
        assert get(server, path, {"If-None-Match": '"of-another-version"'})[0] == 200


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/icon.svg", "image/svg+xml"), ("/robots.txt", "text/plain"),
     ("/sitemap.xml", "application/xml")],
)  # fmt: skip
def test_what_robots_look_for_is_there(server: Any, path: str, kind: str) -> None:
    status, headers, body = get(server, path, {})
    assert status == 200
    assert headers["content-type"].split(";")[0] == kind
    if kind.endswith("xml"):
        ET.fromstring(body)
    else:
        assert f"Sitemap: {server.url}/sitemap.xml" in body.decode().splitlines()


def test_a_picture_of_no_page_is_not_found(server: Any) -> None:
    assert get(server, "/preview/nothing.png", {})[0] == 404
