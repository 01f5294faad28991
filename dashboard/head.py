"""Elements that each served page gets in its head: where its server is, and what the data is."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from starlette.datastructures import Headers
from streamlit import get_option

from ascn_data.jsonld import dataset
from ascn_data.problems import DataError
from dashboard.data import network
from dashboard.links import PUBLIC_URL
from dashboard.window import WIDTH_COOKIE

HOST = re.compile(r"[A-Za-z0-9.\-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")
DATA_PAGE = "/sources"
log = logging.getLogger("ascn.server")


def elements(scope: Mapping[str, Any]) -> bytes:
    """Everything of ours in the head of the page that an ASGI `scope` asks for."""
    path = scope["path"].removeprefix(base_path().rstrip("/"))
    described = data_script(public_base(scope)) if path == DATA_PAGE else b""
    return base_script() + described


@cache
def base_path() -> str:
    """The path below which the dashboard is served, with a slash at both ends."""
    path = (get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}/" if path else "/"


def public_base(scope: Mapping[str, Any]) -> str:
    """The address of the dashboard as others reach it, without a slash at its end, or ``."""
    if said := os.environ.get(PUBLIC_URL):
        return said.rstrip("/")
    host = Headers(raw=scope["headers"]).get("host", "")
    return f"{scope['scheme']}://{host}{base_path().rstrip('/')}" if HOST.fullmatch(host) else ""


@lru_cache(maxsize=16)
def data_script(base: str) -> bytes:
    """The element that describes the data set to search engines (schema.org, JSON-LD)."""
    try:
        described = json.dumps(dataset(network(), base), ensure_ascii=False)
    except DataError as error:
        log.error("%s", error)
        return b""
    # A `<` inside could end the element.
    safe = described.replace("<", "\\u003c")
    return f'<script type="application/ld+json">{safe}</script>'.encode()


@cache
def base_script() -> bytes:
    """The element that names the server's address, below `server.baseUrlPath` if it is set."""
    script = (
        f"window.__streamlit={{BACKEND_BASE_URL:location.origin+{json.dumps(base_path())}}};"
        f"document.cookie='{WIDTH_COOKIE}='+innerWidth+';path=/;SameSite=Lax'"
    )
    return f"<script>{script}</script>".encode()
