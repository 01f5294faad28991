"""One chart alone: a page to embed, a picture that says what it shows, and its rows."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from PIL import Image
from starlette.applications import Starlette

from dashboard.content.pages import (
    PAGE_OF_CHART,
    chart_of_section,
    describe,
    section_of_chart,
)
from dashboard.content.place_lists import population_lines
from dashboard.content.sections.caption import caption
from dashboard.content.text.place_text import panel_said, single_said
from dashboard.core.translation import on_day, use_language
from dashboard.core.url_state import View
from dashboard.ui.components.embed import pandas_line
from dashboard.web.routes import charts
from dashboard.web.security import hashes
from tests.asgi import get

APP = Starlette(routes=charts.ROUTES)
LATER = View(asof="2026-01-31", lang="th")
# The places for which charts of places are asked; only these share a source.
CITIES = {"where": ("hanoi",), "population": ("hanoi",), "place-projects": ("hanoi",),
          "shared": ("hanoi", "da-nang")}  # fmt: skip


def words_of(svg: bytes) -> str:
    """Every text of a drawing, in order, without spaces."""
    return re.sub(r"\s", "", "".join(ET.fromstring(svg).itertext()))


@pytest.mark.parametrize("key", PAGE_OF_CHART)
def test_a_picture_says_what_the_page_says_around_the_chart(key: str) -> None:
    view = replace(LATER, city=CITIES.get(key, ()))
    query = urlencode(view.query(), doseq=True)
    status, headers, body = get(APP, f"/chart/{key}.svg?{query}&lang=th")
    assert (status, headers["content-type"]) == (200, "image/svg+xml")
    with use_language("th"):
        section = section_of_chart(key, view)
        assert section is not None
        assert section.key in {each.key for each in describe(PAGE_OF_CHART[key], view).sections}
        assert chart_of_section(section.key)[0] == key
        told = caption(section, view, section.as_of or on_day(view.asof))
    said = words_of(body)
    for line in (told.title, section.alt, *told.lines):
        assert re.sub(r"\s", "", line) in said


def test_a_picture_is_a_png_of_the_same_shape() -> None:
    svg = ET.fromstring(get(APP, "/chart/growth.svg?lang=th")[2])
    status, headers, body = get(APP, "/chart/growth.png?lang=th")
    assert (status, headers["content-type"]) == (200, "image/png")
    picture = Image.open(io.BytesIO(body))
    assert picture.size == (2 * int(svg.attrib["width"]), 2 * int(svg.attrib["height"]))
    assert len(picture.convert("RGB").getcolors(maxcolors=1 << 20)) > 10
    dark = Image.open(io.BytesIO(get(APP, "/chart/growth.png?theme=dark")[2])).convert("RGB")
    assert max(dark.getpixel((1, 1))) < 64


def test_a_page_to_embed_runs_nothing_and_may_be_framed() -> None:
    status, headers, body = get(APP, "/chart/growth?country=THA&lang=en")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    policy = headers["content-security-policy"]
    assert "frame-ancestors" not in policy  # which the host adds, as for every page
    assert hashes(body) == []
    style = re.search(rb"<style>(.*?)</style>", body, re.DOTALL)
    assert style
    (allowed,) = hashes(b"<script>" + style[1] + b"</script>")
    assert policy == f"default-src 'none'; style-src {allowed}; img-src data:"
    text = body.decode()
    assert "http://ascn.example/growth?country=THA&amp;lang=en#growth" in text
    assert re.search(r"<h1>[^<]*Thailand", text)
    assert " style=" not in text


def test_the_rows_of_a_chart_are_those_below_it_on_its_page() -> None:
    section = section_of_chart("growth", View(asof="2026-01-31"))
    assert section is not None
    told = json.loads(get(APP, "/chart/growth.json?asof=2026-01-31")[2])
    assert [row["members"] for row in told["rows"]] == section.table["members"].to_list()
    assert told["rows"][-1]["members"] == 38
    lines = get(APP, "/chart/growth.csv?asof=2026-01-31")[2].decode().splitlines()
    assert len(lines) == told["count"] + 1
    _status, headers, _body = get(APP, "/chart/growth.xlsx?asof=2026-01-31")
    assert "ASCN_Growth_2026-01-31.xlsx" in headers["content-disposition"]


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/chart/sales.svg", 404, "growth"),
        ("/chart/growth.gif", 404, "png"),
        ("/chart/growth.svg?country=XYZ", 400, "THA"),
        ("/chart/projects.svg", 404, "focus"),
        ("/chart/growth?theme=blue", 400, "dark"),
        ("/chart/place-projects.png", 404, "a selection with something to show"),
        ("/chart/areas.png?country=MYS", 404, "a selection with something to show"),
    ],
)
def test_a_refusal_names_what_is_known(address: str, status: int, said: str) -> None:
    code, _headers, body = get(APP, address)
    assert code == status
    assert said in json.loads(body)["detail"]


def test_a_view_with_nothing_to_show_is_a_page_that_says_so() -> None:
    status, _headers, body = get(APP, "/chart/areas?country=MYS&lang=en")
    assert status == 200
    assert "<figure" not in body.decode()


def test_a_population_chart_says_every_figure_that_it_cannot_draw() -> None:
    view = View(city=("hanoi",), lang="en")
    with use_language("en"):
        section = section_of_chart("population", view)
        assert section is not None
        drawn, single, _between = population_lines(section.frame)
        told = [panel_said(rows)[0] for rows in drawn] + [single_said(row) for row in single]
    assert single
    said = words_of(get(APP, "/chart/population.svg?city=hanoi&lang=en")[2])
    assert [each for each in told if re.sub(r"\s", "", each) not in said] == []


class Answered(io.BytesIO):
    """What `urlopen` returns."""

    headers: ClassVar[dict[str, str]] = {}


@pytest.mark.parametrize(("key", "city"), [("growth", ()), ("timeline", ()), ("where", ("hanoi",))])
def test_the_line_of_python_gives_the_rows_of_the_chart(
    key: str, city: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def answered(request: Any, *_args: Any, **_values: Any) -> Answered:
        parts = urlsplit(request.full_url)
        return Answered(get(APP, f"{parts.path}?{parts.query}")[2])

    monkeypatch.setattr("urllib.request.urlopen", answered)
    view = View(asof="2026-01-31", city=city)
    section = section_of_chart(key, view)
    assert section is not None
    query = urlencode(view.query(), doseq=True)
    line = pandas_line(f"http://ascn.example/chart/{key}.csv?{query}", section.table)
    start, _semicolon, asked = line.partition("; ")
    names: dict[str, Any] = {}
    exec(start, names)
    rows = eval(asked, names)
    wanted = section.table
    assert list(rows.columns) == list(wanted.columns)
    assert len(rows) == len(wanted)
    for column in wanted:
        if pd.api.types.is_datetime64_any_dtype(wanted[column]):
            assert rows[column].tolist() == wanted[column].tolist()
