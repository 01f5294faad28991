"""Every country and Thai region, under every status, on every telling day."""

from __future__ import annotations

from functools import cache
from itertools import product

from dashboard.core.dataset import network
from dashboard.core.url_state import View

DAYS = (
    "2018-04-27", "2018-04-28", "2022-12-31", "2023-07-26", "2023-07-28", "2024-12-31",
    "2026-01-31",
)  # fmt: skip
STATUSES = (None, "member", "proposed")


@cache
def selections() -> list[View]:
    """Every country and Thai region, under every status, on every day."""
    net = network()
    where: list[dict[str, str]] = [{}]
    where += [{"country": key} for key in net.countries["country_id"]]
    thai = net.regions[net.regions["country_id"] == "THA"]
    where += [{"country": "THA", "region": key} for key in thai["region_id"]]
    # Day by day, as the data layer keeps what it worked out for the last few days.
    return [
        View(asof=day, status=status, **chosen)
        for day, chosen, status in product(DAYS, where, STATUSES)
    ]
