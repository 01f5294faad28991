"""What the address of a request asks for: its view, in the language of the address or browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.datastructures import Headers, QueryParams

from dashboard.core.dataset import choices
from dashboard.core.translation import LANGUAGES, spoken
from dashboard.core.url_state import KEYS, View, asked_of, read_query

DEFAULT = View()


def asked_view(scope: Mapping[str, Any]) -> View:
    """The view that an ASGI `scope` asks for; what is not known is left out, as on every page.

    Without a language in the address it is the browser's, if we have it. Raises DataError.
    """
    query = QueryParams(scope["query_string"])
    return read_request(query, base=View(lang=home_language(scope)))[0]


def read_request(
    query: QueryParams, keys: Sequence[str] = KEYS, base: View = DEFAULT
) -> tuple[View, dict[str, str]]:
    """The view that a query asks for by some of our keys, and what nobody knows in it.

    Raises DataError.
    """
    return read_query(asked_of(query.getlist, keys), choices(), base)


def named_language(scope: Mapping[str, Any]) -> str:
    """The language that the address names; empty if it names none of ours."""
    said = QueryParams(scope["query_string"]).get("lang", "")
    return said if said in LANGUAGES else ""


def home_language(scope: Mapping[str, Any]) -> str:
    """The language that the browser prefers, if we have it, else English."""
    return spoken(Headers(raw=scope["headers"]).get("accept-language", "").split(",")[0])
