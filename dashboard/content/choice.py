"""What a click on a mark of a chart or map chooses, in the words of an address."""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard.content.places import THAILAND


def choosing(**keys: str) -> str:
    """Keys of the view with their ids, as an address holds them; a key without an id goes."""
    return urlencode(keys)


def choosing_region(region_id: str) -> str:
    """`choosing` a Thai region, which brings its country along; nothing without a region."""
    return choosing(country=THAILAND, region=region_id) if region_id else ""
