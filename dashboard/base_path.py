"""Where the dashboard is served: `server.baseUrlPath` of Streamlit's configuration."""

from __future__ import annotations

from functools import cache

from streamlit import get_option


@cache
def base_path() -> str:
    """The path below which the dashboard is served, with a slash at both ends."""
    path = (get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}/" if path else "/"
