"""What this dashboard is not: two sentences, each in one place."""

from __future__ import annotations

from dashboard.core.translation import _

# The keys of the sections that are maps.
MAPS = frozenset({"places", "where", "provinces", "choropleth"})


def not_official() -> str:
    """That no authority publishes the dashboard."""
    return _("Not an official publication of ASEAN or any government.")


def boundaries() -> str:
    """What the boundaries on a map mean, for a line under it."""
    return _("Boundaries are generalised and imply no opinion on the status of any territory.")
