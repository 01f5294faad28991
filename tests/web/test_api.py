"""The questions of `ascn_data` by HTTP: the same rows, calm refusals, and a description of all."""

from __future__ import annotations

import io
import json
from typing import Any
from urllib.parse import urlencode

import aiopenapi3
import httpx2
import pandas as pd
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.applications import Starlette

import ascn_data
from ascn_data import QUESTIONS, Network, plain_values, to_csv
from dashboard.web.routes import api, data, documents
from tests.asgi import get, run

APP = Starlette(routes=[*api.ROUTES, *data.ROUTES, *documents.ROUTES])
BASE = "http://ascn.example"


# What a question cannot do without.
NEEDED: dict[str, Any] = {"comparable": {"city": ("phuket", "da-nang")}}


class InProcess(httpx2.AsyncClient):
    """A client whose requests go to the application without a server."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(transport=httpx2.ASGITransport(app=APP), **settings)


def asked(address: str) -> Any:
    """The JSON of an address that answers."""
    status, _headers, body = get(APP, address)
    assert status == 200, body
    return json.loads(body)


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_has_the_rows_that_python_gives(net: Network, name: str) -> None:
    question = QUESTIONS[name]
    for shape in question.shapes:
        given = {**NEEDED.get(name, {}), **shape}
        values = {**question.defaults, **given}
        rows = question.answer(net, **values)
        said = {key: str(value).lower() if isinstance(value, bool) else value
                for key, value in given.items() if value}  # fmt: skip
        query = urlencode(said, doseq=True)
        told = asked(f"/api/{name}?{query}")
        assert told["rows"] == json.loads(json.dumps(plain_values(rows).to_dict("records")))
        assert told["parameters"] == json.loads(json.dumps(values))
        assert get(APP, f"/api/{name}.csv?{query}")[2].decode() == to_csv(rows)


def test_an_answer_says_its_version_licence_and_sources(net: Network) -> None:
    status, headers, body = get(APP, "/api/members?as_of=2023-07-28")
    told = json.loads(body)
    assert (status, told["count"], len(told["rows"])) == (200, 29, 29)
    version = net.contract.descriptor["version"]
    assert told["dataset_version"] == headers["dataset-version"] == version
    assert told["licence"]["name"] == "CC-BY-4.0"
    assert f'<{told["licence"]["url"]}>; rel="license"' in headers["link"]
    assert {each["source_id"] for each in told["sources"]} == {
        row["source_id"] for row in told["rows"]
    }
    assert headers["access-control-allow-origin"] == "*"
    again = get(APP, "/api/members", If_None_Match=headers["etag"])
    assert (again[0], again[2]) == (304, b"")


def test_a_workbook_has_the_rows_and_their_sources() -> None:
    _status, headers, body = get(APP, "/api/reach.xlsx?by=region&as_of=2023-07-28")
    book = pd.read_excel(io.BytesIO(body), sheet_name=None)
    assert list(book) == ["README", "reach", "sources"]
    assert book["reach"]["areas"].sum() == 6
    assert "ascn_reach_2023-07-28_region.xlsx" in headers["content-disposition"]


@pytest.mark.parametrize(
    ("address", "status", "parameter", "said"),
    [
        ("/api/members?country=XYZ", 400, "country", "BRN"),
        ("/api/members?as_of=28.7.2023", 400, "as_of", "YYYY-MM-DD"),
        ("/api/members?asof=2023-07-28", 400, "asof", "as_of, country, region, status"),
        ("/api/projects?year=1999", 400, "year", "2022"),
        ("/api/plan?by=city", 400, "by", "province"),
        ("/api/programme?progress=yes", 400, "progress", "true"),
        ("/api/joined?second=soon", 400, "second", "YYYY-MM-DD"),
        ("/api/comparable?city=phuket&city=atlantis", 400, "city", "phuket"),
        ("/api/comparable?city=phuket&city=phuket", 400, "city", "2 or more different ids"),
        ("/api/towns", 404, "question", "members"),
        ("/api/members.xml", 404, "format", "csv"),
    ],
)
def test_a_refusal_names_what_is_known(
    address: str, status: int, parameter: str, said: str
) -> None:
    code, headers, body = get(APP, address)
    told = json.loads(body)
    assert (code, headers["content-type"]) == (status, "application/problem+json")
    assert told["errors"][0]["parameter"] == parameter
    assert said in told["detail"]


def test_two_days_and_two_places_are_compared_as_in_python(net: Network) -> None:
    told = asked("/api/joined?first=2023-07-28&second=2026-01-31&country=VNM")
    rows = ascn_data.joined_between(net, "2023-07-28", "2026-01-31", country="VNM")
    assert [row["place_id"] for row in told["rows"]] == rows["place_id"].tolist()
    book = get(APP, "/api/comparable.xlsx?city=phuket&city=da-nang")
    assert "ascn_comparable_phuket_da-nang.xlsx" in book[1]["content-disposition"]
    sheets = pd.read_excel(io.BytesIO(book[2]), sheet_name=None)
    pair = ascn_data.comparable_populations(net, ["phuket", "da-nang"])
    assert sheets["comparable"]["population"].tolist() == pair["population"].tolist()


def test_a_source_without_figures_is_answered_with_the_reason() -> None:
    code, headers, body = get(APP, "/api/populations?series=timor-leste-census")
    assert (code, headers["content-type"]) == (404, "application/problem+json")
    assert "timor-leste-census" in json.loads(body)["detail"]


def test_the_description_is_valid_and_names_every_question() -> None:
    told = asked("/openapi.json")
    OpenAPIV31SpecValidator(told).validate()
    assert {f"/api/{name}" for name in QUESTIONS} <= set(told["paths"])
    assert told["servers"] == [{"url": BASE}]
    index = asked("/api")
    assert [each["name"] for each in index["questions"]] == list(QUESTIONS)


def test_a_client_made_from_the_description_gets_the_29_members(net: Network) -> None:
    text = get(APP, "/openapi.json")[2].decode()

    async def members() -> Any:
        client = aiopenapi3.OpenAPI.loads(f"{BASE}/openapi.json", text, session_factory=InProcess)
        return await client._.members(parameters={"as_of": "2023-07-28"})

    found = run(members)
    assert [row.place_id for row in found.rows] == list(
        ascn_data.members(net, "2023-07-28")["place_id"]
    )
    assert len(found.rows) == 29
