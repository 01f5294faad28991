"""The page for developers: every address with its parameters, and what it answers."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.datastructures import QueryParams

from dashboard.core.translation import LANGUAGES, use_language
from dashboard.web.routes import api, charts, data, developers, documents
from dashboard.web.security import hashes
from dashboard.web.try_out import items, tried
from tests.asgi import get

APP = Starlette(
    routes=[*developers.ROUTES, *api.ROUTES, *charts.ROUTES, *data.ROUTES, *documents.ROUTES]
)
BASE = "http://ascn.example"


def shown(query: str) -> tuple[str, str, str]:
    """The page, the address on it, and the answer below it; that is empty where it is no text."""
    status, headers, body = get(APP, f"/developers?{query}")
    assert status == 200
    assert "script-src 'self'" in headers["content-security-policy"]
    assert hashes(body) == []
    text = body.decode()
    address = re.search(r"<code>(http[^<]*)</code>", text)
    answer = re.search(r"<pre[^>]*>(.*?)</pre>", text, re.DOTALL)
    assert address
    return text, html.unescape(address[1]), html.unescape(answer[1]) if answer else ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_choice_leads_to_an_address_that_the_page_describes(lang: str) -> None:
    with use_language(lang):
        offered = [value for _group, options in items() for value, _text in options]
    assert {"members", "chart/growth", "/deck.pptx"} <= set(offered)
    for item in offered:
        page, address, _answer = shown(urlencode({"try": item, "lang": lang}))
        with use_language(lang):
            asked = tried(QueryParams({"try": item, "lang": lang}))
        assert address == asked.address(BASE, asked.endings[0])
        for field in asked.fields:
            assert f'name="{field.name}"' in page, item


@pytest.mark.parametrize("form", ["", "csv"])
def test_the_answer_is_what_the_address_gives(form: str) -> None:
    query = {"try": "reach", "by": "region", "as_of": "2023-07-28", "format": form, "country": ""}
    _page, address, answer = shown(urlencode(query))
    ending = f".{form}" if form else ""
    assert address == f"{BASE}/api/reach{ending}?as_of=2023-07-28&by=region"
    body = get(APP, address.removeprefix(BASE))[2].decode()
    assert answer.startswith(body[:200])
    assert len(answer) > 200 or answer == body


def test_several_places_are_chosen_one_by_one() -> None:
    page, address, answer = shown("try=comparable&city=phuket&city=da-nang&city=")
    assert address == f"{BASE}/api/comparable?city=phuket&city=da-nang"
    assert page.count('name="city"') == 3
    assert page.count('value="da-nang" selected') == 1
    assert '"question": "comparable"' in answer


def test_a_value_that_is_unknown_is_told_in_place_of_the_answer() -> None:
    _page, _address, answer = shown("try=populations&year=soon&as_of=2023-07-28")
    assert "year" in answer
    assert "a whole number" in answer
    text, _address, _answer = shown("try=%3Cscript%3E&as_of=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in text


def test_the_description_and_the_page_offer_the_same_addresses() -> None:
    told = json.loads(get(APP, "/openapi.json")[2])
    offered = [value for _group, options in items() for value, _text in options]
    for item in offered:
        asked = tried(QueryParams({"try": item}))
        for ending in asked.endings:
            path = asked.address("", ending).partition("?")[0]
            named = re.sub(r"/chart/[a-z-]+", "/chart/{chart}", path)
            assert named in told["paths"], item
            of_it = {each["name"] for each in told["paths"][named]["get"]["parameters"]}
            assert {field.name for field in asked.fields} <= of_it
