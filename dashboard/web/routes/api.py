"""The questions of `ascn_data` at addresses: `/api/members?as_of=2023-07-28`, `/openapi.json`.

Every question and parameter comes from the table `QUESTIONS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ascn_data import LEAST_COMPARED, QUESTIONS, Parameter, Question, is_day, known_ids
from dashboard.core.dataset import cached, network
from dashboard.exports.answers import (
    ENDINGS,
    answer_content,
    dataset_version,
    index_content,
    licence,
)
from dashboard.exports.openapi import openapi_content
from dashboard.web.html_head import public_base
from dashboard.web.responses import Fault, answer, made, refused, require_dataset, unanswered
from dashboard.web.workers import FILE_WORKERS

FLAGS = {"false": False, "true": True}
MOST_DIGITS = 4


def read_value(parameter: Parameter, text: str) -> Any:
    """The value of a parameter as an address says it. Raises ValueError for any other."""
    if parameter.kind == "flag" and text in FLAGS:
        return FLAGS[text]
    if parameter.kind == "day" and is_day(text):
        return text
    if parameter.kind == "choice" and text in parameter.choices:
        return text
    if parameter.kind == "integer" and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    if parameter.kind == "id" and text in ids_of(parameter.name):
        return int(text) if parameter.integer else text
    raise ValueError(text)


@cached(translated=False)
def ids_of(name: str) -> tuple[str, ...]:
    """The ids that a parameter knows, as text in order."""
    return tuple(sorted(set(known_ids(network(), name).astype(str))))


def known_of(parameter: Parameter) -> tuple[tuple[str, ...], str]:
    """The values that a parameter may have; where they cannot be listed, what they are."""
    match parameter.kind:
        case "day":
            return (), "a day as YYYY-MM-DD"
        case "integer":
            return (), f"a whole number of at most {MOST_DIGITS} digits"
        case "flag":
            return tuple(FLAGS), ""
        case "choice":
            return parameter.choices, ""
    return ids_of(parameter.name), ""


def read_values(question: Question, query: QueryParams) -> tuple[dict[str, Any], list[Fault]]:
    """The values that an address asks a question with, and the faults in it. Raises DataError."""
    named = {each.name: each for each in question.parameters}
    values, faults = question.defaults, []
    for key, text in query.multi_items():
        if key not in named:
            faults.append(Fault(key, text, tuple(named), is_name=True))
            continue
        try:
            value = read_value(named[key], text)
        except ValueError:
            faults.append(Fault(key, text, *known_of(named[key])))
            continue
        values[key] = (*values[key], value) if named[key].several else value
    if not faults:
        faults += [too_few(each, values[each.name]) for each in question.parameters
                   if each.several and len(set(values[each.name])) < LEAST_COMPARED]  # fmt: skip
    return values, faults


def too_few(parameter: Parameter, given: tuple[Any, ...]) -> Fault:
    """The fault of a parameter that is given less often than its question needs."""
    expected = f"{LEAST_COMPARED} or more different ids, each as {parameter.name}=…"
    return Fault(parameter.name, ", ".join(map(str, given)), ids_of(parameter.name), expected)


def headers_of(base: str) -> Mapping[str, str]:
    """What every answer says besides: the version of the data, its licence, the description."""
    links = f'<{licence()["url"]}>; rel="license", <{base}/openapi.json>; rel="service-desc"'
    return {
        "Dataset-Version": dataset_version(),
        "Link": links,
        "Access-Control-Expose-Headers": "Dataset-Version, ETag, Link",
    }


async def one_question(request: Request) -> Response:
    """The answer to a question, as JSON or as the ending of the address says."""
    await require_dataset()
    name, _dot, ending = request.path_params["name"].partition(".")
    question, ending = QUESTIONS.get(name), ending or "json"
    if question is None or ending not in ENDINGS:
        known = tuple(QUESTIONS) if question is None else tuple(ENDINGS)
        asked = name if question is None else ending
        return refused([Fault("question" if question is None else "format", asked, known)], 404)
    values, faults = read_values(question, request.query_params)
    if faults:
        return refused(faults)
    try:
        file = await made(FILE_WORKERS, answer_content, name, ending, tuple(values.items()))
    except ValueError as error:  # a source of populations without figures, or without a default
        return unanswered(str(error))
    return answer(request, file, headers_of(public_base(request.scope)))


async def index(request: Request) -> Response:
    """All questions."""
    await require_dataset()
    file = await made(FILE_WORKERS, index_content)
    return answer(request, file, headers_of(public_base(request.scope)))


async def description(request: Request) -> Response:
    """The description of all addresses as an OpenAPI document."""
    await require_dataset()
    return answer(request, await made(FILE_WORKERS, openapi_content, public_base(request.scope)))


ROUTES = [
    Route("/api", index),
    Route("/api/{name}", one_question),
    Route("/openapi.json", description),
]
