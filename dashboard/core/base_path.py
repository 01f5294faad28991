"""The path below which the dashboard is served.

It is `server.baseUrlPath` of Streamlit's configuration; the application sets it when it starts.
"""

from __future__ import annotations

_path = "/"


def set_base_path(path: str | None) -> None:
    """Serve below `path`, with or without slashes at its ends."""
    global _path
    inner = (path or "").strip("/")
    _path = f"/{inner}/" if inner else "/"


def base_path() -> str:
    """The path below which the dashboard is served, with a slash at both ends."""
    return _path
