"""Slides, brief and workbook of a view come from addresses that any server can answer."""

from __future__ import annotations

import io
import json
from urllib.parse import quote

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader
from starlette.applications import Starlette

import ascn_data
from ascn_data import Network
from dashboard.core.translation import use_language
from dashboard.core.url_state import View
from dashboard.exports.slides.lines import tied
from dashboard.exports.slides.story import story
from dashboard.web.routes import data, documents
from tests.asgi import get

APP = Starlette(routes=[*documents.ROUTES, *data.ROUTES])


def test_the_slides_of_an_address_are_those_of_its_view() -> None:
    status, headers, body = get(APP, "/deck.pptx?asof=2026-01-31&country=THA&region=north&lang=th")
    view = View(asof="2026-01-31", country="THA", region="north", lang="th")
    assert status == 200
    with use_language("th"):
        told = [tied(slide.title) for slide in story(view)]
    slides = Presentation(io.BytesIO(body)).slides
    assert [slide.shapes.title.text_frame.text for slide in slides] == told
    named = quote("ASCN_สไลด์_2026-01-31_ไทย_ภาคเหนือ.pptx")
    assert headers["content-disposition"] == f"attachment; filename*=UTF-8''{named}"
    tag = headers["etag"]
    again = get(APP, "/deck.pptx?lang=th&region=north&asof=2026-01-31", If_None_Match=tag)
    assert (again[0], again[2]) == (304, b"")


def test_the_brief_of_an_address_names_the_page_that_it_was_taken_from() -> None:
    status, headers, body = get(APP, "/brief.pdf?country=THA&page=reach&lang=en")
    assert (status, headers["content-type"]) == (200, "application/pdf")
    (page,) = PdfReader(io.BytesIO(body)).pages
    assert "ascn.example/reach?country=THA" in page.extract_text().replace("\n", "")


def test_the_workbook_begins_with_the_places_of_the_view(net: Network) -> None:
    _status, _headers, body = get(APP, "/data/ascn.xlsx?country=MYS&asof=2026-01-31")
    rows = list(openpyxl.load_workbook(io.BytesIO(body), read_only=True).worksheets[1].values)
    at = rows[0].index("place_id")
    assert [row[at] for row in rows[1:]] == list(
        ascn_data.places(net, "2026-01-31", country="MYS")["place_id"]
    )


@pytest.mark.parametrize(
    ("address", "parameter", "said"),
    [
        ("/deck.pptx?country=XYZ", "country", "THA"),
        ("/brief.pdf?asof=yesterday", "asof", "YYYY-MM-DD"),
        ("/brief.pdf?page=home", "page", "reach"),
        ("/data/ascn.xlsx?status=friend", "status", "proposed"),
        ("/data/places.geojson?country=MYS&region=north", "region", "a region of the country"),
    ],
)
def test_a_refusal_names_the_values_that_are_known(address: str, parameter: str, said: str) -> None:
    status, headers, body = get(APP, address)
    assert (status, headers["content-type"]) == (400, "application/problem+json")
    problem = json.loads(body)
    assert [each["parameter"] for each in problem["errors"]] == [parameter]
    assert said in problem["detail"]
