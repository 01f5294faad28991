"""What the overview says beside its numbers: the way to the latest data, and its review."""

from __future__ import annotations

from dataclasses import replace

from ascn_data import package_made_on
from dashboard.content.citations import plain
from dashboard.content.filters import latest, names_of, scope
from dashboard.content.selection import counts_members, members_of
from dashboard.core.dataset import cached, network
from dashboard.core.translation import _, day, n_
from dashboard.core.url_state import View


@cached
def since_then(view: View) -> str:
    """The label of the button to the latest date: how many members are selected on it."""
    now = latest()
    told = {"month": day(now, "month"), "scope": plain(scope(view))}
    if not counts_members(view):
        return _("See the latest data ({month})", **told)
    count = len(members_of(replace(view, asof=now)))
    if scope(view):
        return n_(
            "See the latest for {scope}: {count} member ({month})",
            "See the latest for {scope}: {count} members ({month})",
            count, **told,
        )  # fmt: skip
    return n_(
        "See the latest: {count} member ({month})",
        "See the latest: {count} members ({month})",
        count, **told,
    )  # fmt: skip


@cached
def last_review() -> str:
    """When the data was last reviewed, and up to which day membership is known."""
    known = _("Membership is known up to {known}.", known=day(latest()))
    if (reviewed := package_made_on(network())) is None:
        return known
    return _(
        "Data reviewed on {reviewed}. Membership is known up to {known}.",
        reviewed=day(reviewed), known=day(latest()),
    )  # fmt: skip


def led_to_by_map() -> tuple[str, ...]:
    """The ids of the countries, whose names in the sentences of the overview are no links.

    Its map leads to them, and while the dates play, the words behind one more link would move.
    """
    return tuple(names_of("countries", "country_id"))
