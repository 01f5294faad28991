"""What the address of a request asks for: its view, in the language of the address or browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import Headers, QueryParams

from dashboard.core.dataset import choices
from dashboard.core.translation import LANGUAGES, spoken
from dashboard.core.url_state import KEYS, View, read_query


def asked_view(scope: Mapping[str, Any]) -> View:
    """The view that an ASGI `scope` asks for; what is not known is left out, as on every page.

    Without a language in the address it is the browser's, if we have it. Raises DataError.
    """
    query = QueryParams(scope["query_string"])
    asked = {key: query.getlist(key) for key in query if key in KEYS}
    return read_query(asked, choices(), View(lang=home_language(scope)))[0]


def named_language(scope: Mapping[str, Any]) -> str:
    """The language that the address names; empty if it names none of ours."""
    said = QueryParams(scope["query_string"]).get("lang", "")
    return said if said in LANGUAGES else ""


def home_language(scope: Mapping[str, Any]) -> str:
    """The language that the browser prefers, if we have it, else English."""
    return spoken(Headers(raw=scope["headers"]).get("accept-language", "").split(",")[0])
