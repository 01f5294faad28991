"""The comparison of a view: its facts, and its opening."""

from __future__ import annotations

from dataclasses import replace

from dashboard.content.comparison import countries, dates
from dashboard.content.comparison.cities import compared_cities
from dashboard.content.comparison.facts import Comparison
from dashboard.content.comparison.sides import cities_of, side_names, sides_of
from dashboard.content.text.place_summary import chosen_or_all
from dashboard.content.text.sentences import one_text
from dashboard.core.translation import _, listed, mark
from dashboard.core.url_state import CITIES, COUNTRIES, DATES, View

# What can be compared, in words.
KINDS = {DATES: mark("Dates"), COUNTRIES: mark("Countries"), CITIES: mark("Cities")}


def comparison(view: View, base: str = "") -> Comparison | None:
    """The facts of what stands side by side; None where the selection has nothing to compare.

    After `base`, as of `place_base`, names of places are links to their pages.
    """
    if len(sides_of(view)) < 2:
        return None
    if view.compare == CITIES:
        return compared_cities(view)
    if view.compare == COUNTRIES:
        return countries.compared_countries(view, base)
    found = dates.compared_dates(view)
    return found if found.facts else None


def compared(view: View) -> str:
    """How the sides compare, in a sentence or two of plain text."""
    if len(sides_of(view)) < 2:
        return _("There is nothing to compare in this dataset.")
    if view.compare == CITIES:
        return chosen_or_all(replace(view, city=cities_of(view)))
    return countries.summary(view) if view.compare == COUNTRIES else dates.summary(view)


def title(view: View) -> str:
    """What stands above the facts."""
    return _("{names} compared", names=listed(list(side_names(view))))


def note(view: View, compared: Comparison) -> str:
    """How to read the column of differences, and which filters do not apply."""
    apart = (
        _("Differences are the highest value minus the lowest.")
        if len(compared.names) > 2
        else _("Differences are the second value minus the first.")
    )
    kept = _(
        "Populations are subtracted only inside one source and one year; “not comparable” marks"
        " figures of different sources, years or definitions."
    )
    others = countries.filters_note(view) if view.compare == COUNTRIES else ""
    return one_text(apart, "" if view.compare == DATES else kept, others)
