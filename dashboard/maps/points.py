"""The places of a view as points of a large map, which the browser fetches by their address."""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard.core.base_path import base_path
from dashboard.core.url_state import PLACE_KEYS, View

POINT_KEYS = (*PLACE_KEYS, "lang")


def points_address(view: View) -> str:
    """The address of the points on this server."""
    asked = {key: getattr(view, key) for key in POINT_KEYS if getattr(view, key)}
    return f"{base_path()}data/points.json?" + urlencode(asked)
