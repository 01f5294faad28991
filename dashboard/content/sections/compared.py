"""The chart that two dates or two countries have in common."""

from __future__ import annotations

import ascn_data
from dashboard.content.citations import most_cited
from dashboard.content.comparison import countries, dates
from dashboard.content.comparison.cities import places_compared
from dashboard.content.comparison.sides import days_of, side_names
from dashboard.content.roles import member_sources
from dashboard.content.sections.growth import axis_of
from dashboard.content.sections.place_population import shared_section
from dashboard.content.sections.section import Section
from dashboard.content.selection import counts_members
from dashboard.content.text import network_text
from dashboard.content.text.sentences import one_text
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _, day, listed, on_day
from dashboard.core.url_state import CITIES, COUNTRIES, View


@cached
def compared_section(view: View) -> Section | None:
    """The chart in common of what stands side by side; None where there is nothing to draw."""
    if view.compare == CITIES:
        return shared_section(view, places_compared(view))
    return _of_countries(view) if view.compare == COUNTRIES else _of_dates(view)


def _of_dates(view: View) -> Section | None:
    """The steps of membership, with both dates marked."""
    days = days_of(view)
    steps = ask(ascn_data.growth, max(days), **view.where)
    if steps.empty or not counts_members(view):
        return None
    begins, _ends = axis_of(steps)
    marked = _("Marked dates: {days}.", days=listed([day(each) for each in sorted({*days})]))
    return Section(
        "compared",
        dates.title(view),
        one_text(network_text.growth_alt(steps), marked),
        steps,
        steps,
        ("counted_on", "joined", "members", "countries", "joined_names", "source"),
        _("member cities; the axis does not start at 0") if begins > 0 else _("member cities"),
        most_cited(steps),
        as_of=listed([on_day(each) for each in sorted({*days})]),
    )  # fmt: skip


def _of_countries(view: View) -> Section | None:
    """The members of both countries after each step."""
    rows = countries.members_over_time(view)
    if rows.empty:
        return None
    told = _(
        "Line chart of the member cities of {names} over time. {counts}.",
        names=listed(list(side_names(view))), counts=countries.title(view),
    )  # fmt: skip
    return Section(
        "compared",
        countries.title(view),
        told,
        rows,
        rows,
        ("counted_on", "country", "joined", "members", "later"),
        _("member cities"),
        member_sources(),
    )
