"""Figures whose source is weak: which they are, and the badge that stands beside them."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.core.dataset import cached, table
from dashboard.core.translation import _

# The kinds of source that repeat a figure of somebody else.
WEAK = frozenset({"press", "secondary"})


@cached(translated=False)
def _weak_ids() -> frozenset[str]:
    rows = table("sources")
    return frozenset(rows.loc[rows["kind"].isin(WEAK), "source_id"])


def is_weak(source_ids: Iterable[str]) -> bool:
    """Whether figures of these sources include one of a weak source."""
    return not _weak_ids().isdisjoint(source_ids)


def weak_badge() -> str:
    """The badge as Markdown."""
    label = _("Weak source")
    return f":orange-badge[:material/warning: {label}]"


def why_weak() -> str:
    """What the badge means, in a sentence."""
    return _("This figure comes from the press or another secondary source, not from the office"
             " that counted it.")  # fmt: skip
