"""The description of the HTTP interface as OpenAPI 3.1, from the tables that the routes use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from ascn_data import LEAST_COMPARED, QUESTIONS, Parameter, Question, __version__, known_ids
from dashboard.core.dataset import cached, choices, network
from dashboard.core.limits import OPTIONS
from dashboard.core.url_state import MAX_CITIES, MAX_VALUE, SEVERAL, View
from dashboard.exports.addresses import ADDRESSES, Address
from dashboard.exports.answers import CSV, ENDINGS, JSON, dataset_version, licence
from dashboard.exports.files import File, file_of

VERSION = "3.1.0"
PROBLEM = "application/problem+json"
REFUSALS = {
    "400": "An unknown parameter or value; the answer names the known ones.",
    "503": "The data is unavailable, or the server is busy; Retry-After says how long.",
}
Json = dict[str, Any]


def type_of(values: pd.Series) -> Json:
    """The schema of a cell of a column; empty where the column may hold anything."""
    kinds = pd.api.types
    if kinds.is_bool_dtype(values):
        return {"type": ["boolean", "null"]}
    if kinds.is_integer_dtype(values):
        return {"type": ["integer", "null"]}
    if kinds.is_numeric_dtype(values):
        return {"type": ["number", "null"]}
    if kinds.is_datetime64_any_dtype(values):
        return {"type": ["string", "null"], "format": "date"}
    return {"type": ["string", "null"]} if values.dtype == "str" else {}


def row_of(question: Question, shape: Json) -> Json:
    """The schema of a row of an answer; of any object where the dataset has no answer."""
    try:
        rows = question.answer(network(), **{**question.defaults, **shape})
    except ValueError:
        return {"type": "object"}
    columns = {str(name): type_of(rows[name]) for name in rows}
    return {"type": "object", "properties": columns, "required": list(columns)}


def answer_of(question: Question) -> Json:
    """The schema of an answer."""
    rows = [row_of(question, shape) for shape in question.shapes]
    return {
        "allOf": [{"$ref": "#/components/schemas/Answer"}],
        "type": "object",
        "required": ["rows"],
        "properties": {
            "rows": {"type": "array", "items": rows[0] if len(rows) == 1 else {"anyOf": rows}}
        },
    }


def enum_of(ids: Any) -> Json:
    """Ids as a list of values; where there are very many, any text."""
    known = sorted(set(ids))
    return {"enum": known} if len(known) <= OPTIONS else {}


def parameter_of(one: Parameter) -> Json:
    """A parameter of a question."""
    schema: Json
    match one.kind:
        case "day":
            schema = {"type": "string", "format": "date"}
        case "flag":
            schema = {"type": "boolean", "default": False}
        case "integer":
            schema = {"type": "integer"}
        case "choice":
            schema = {"type": "string", "enum": list(one.choices)}
        case _:
            ids = known_ids(network(), one.name).dropna()
            known = [int(each) if one.integer else str(each) for each in ids]
            schema = {"type": "integer" if one.integer else "string", **enum_of(known)}
    if one.default:
        schema["default"] = one.default
    told: Json = {"name": one.name, "in": "query", "description": one.about}
    if one.several:
        told["required"] = True
        schema = {"type": "array", "items": schema, "minItems": LEAST_COMPARED}
    return {**told, "schema": schema}


def key_of_view(key: str) -> Json:
    """A key of a view as a parameter."""
    default = getattr(View(), key)
    schema: Json = {"type": "string"}
    if key == "asof":
        schema["format"] = "date"
    elif key in (known := choices().known):
        schema |= enum_of(known[key])
    else:
        schema["maxLength"] = MAX_VALUE
    if key in SEVERAL:
        schema = {"type": "array", "items": schema, "maxItems": MAX_CITIES}
    elif default:
        schema["default"] = default
    return {"name": key, "in": "query", "schema": schema}


def responses(said: str, content: Json) -> Json:
    """The answers of an address."""
    problem = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    refusals: Json = {"400": {"description": REFUSALS["400"], "content": problem}}
    return {
        "200": {
            "description": said,
            "content": content,
            "headers": {"ETag": {"schema": {"type": "string"}}},
        },
        "304": {"description": "Unchanged since the ETag in If-None-Match."},
        **refusals,
        "503": {"description": REFUSALS["503"]},
    }


def paths_of_question(question: Question) -> Iterator[tuple[str, Json]]:
    """The addresses of a question: JSON, and each other ending."""
    parameters = [parameter_of(one) for one in question.parameters]
    name = question.name.replace("-", "_")
    for ending, kind in ENDINGS.items():
        whole = ending == "json"
        schema = {"$ref": f"#/components/schemas/{name}"} if whole else {"type": "string"}
        yield (
            f"/api/{question.name}" + ("" if whole else f".{ending}"),
            {
                "get": {
                    "operationId": name if whole else f"{name}_{ending}",
                    "summary": question.about,
                    "tags": ["Questions" if whole else "Questions as files"],
                    "parameters": parameters,
                    "responses": responses(question.about, {kind: {"schema": schema}}),
                }
            },
        )


def path_of_address(address: Address) -> Json:
    """An address that answers with a file about a view."""
    parameters = [
        {
            "name": name,
            "in": "path" if f"{{{name}}}" in address.path else "query",
            "required": f"{{{name}}}" in address.path,
            "schema": {"type": "string", "enum": list(values)},
        }
        for name, values in address.choices
    ]
    return {
        "get": {
            "operationId": "".join(c if c.isalnum() else "_" for c in address.path).strip("_"),
            "summary": address.about,
            "tags": ["Files"],
            "parameters": [*parameters, *map(key_of_view, address.keys)],
            "responses": responses(address.about, {address.kind: {"schema": {"type": "string"}}}),
        }
    }


def tables() -> Json:
    """The address of a table of the dataset."""
    named = {"name": "table", "in": "path", "required": True}
    return {
        "get": {
            "operationId": "table",
            "summary": "One table of the dataset, whole.",
            "tags": ["Files"],
            "parameters": [{**named, "schema": {"type": "string", **enum_of(network().tables)}}],
            "responses": responses("The table.", {CSV: {"schema": {"type": "string"}}}),
        }
    }


def schemas() -> Json:
    """What several answers hold."""
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    maybe = {"type": ["string", "null"]}
    source = {str(name): maybe for name in network().sources}
    error = {"parameter": text, "value": text, "known": texts, "expected": maybe}
    return {
        "Problem": {
            "type": "object",
            "description": "Problem Details (RFC 9457).",
            "required": ["title", "status", "detail", "errors"],
            "properties": {
                "title": text,
                "status": {"type": "integer"},
                "detail": text,
                "errors": {"type": "array", "items": {"type": "object", "properties": error}},
            },
        },
        "Answer": {
            "type": "object",
            "required": ["question", "dataset_version", "licence", "sources", "count", "rows"],
            "properties": {
                "question": text,
                "about": text,
                "parameters": {"type": "object", "description": "The values that were used."},
                "dataset_version": text,
                "licence": {"type": "object", "properties": {"name": text, "url": text}},
                "citation": text,
                "sources": {
                    "type": "array",
                    "description": "The sources that the rows name, each with its own licence.",
                    "items": {"type": "object", "properties": source},
                },
                "count": {"type": "integer"},
                "rows": {"type": "array", "items": {"type": "object"}},
            },
        },
        **{name.replace("-", "_"): answer_of(each) for name, each in QUESTIONS.items()},
    }


def document(base: str) -> Json:
    """The description; `base` is the address of the dashboard without a slash, or empty."""
    terms = licence()
    return {
        "openapi": VERSION,
        "info": {
            "title": "ASEAN Smart Cities Network: data",
            "version": __version__,
            "description": "The questions of the Python package ascn_data, and files about a view."
            f" Dataset version {dataset_version()}.",
            "license": {"name": terms["name"], "url": terms["url"]},
        },
        "servers": [{"url": base or "/"}],
        "paths": {
            **dict(item for each in QUESTIONS.values() for item in paths_of_question(each)),
            **{each.path: path_of_address(each) for each in ADDRESSES},
            "/data/{table}.csv": tables(),
        },
        "components": {"schemas": schemas()},
    }


@cached(translated=False)
def openapi_content(base: str) -> File:
    """The description as JSON."""
    return file_of(json.dumps(document(base), ensure_ascii=False).encode("utf-8"), JSON)
