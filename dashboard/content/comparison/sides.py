"""What stands side by side in a view: what the reader chose, else what the data suggest."""

from __future__ import annotations

from collections.abc import Iterable

import ascn_data
from ascn_data import ANNOUNCEMENT, is_day
from dashboard.content.filters import days_to_choose, latest, names_of
from dashboard.content.places import places_of
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import label_day
from dashboard.core.url_state import CITIES, COUNTRIES, MAX_CITIES, View


def _some(ids: Iterable[str | None], count: int) -> tuple[str, ...]:
    """The first ids that differ."""
    return tuple(dict.fromkeys(str(each) for each in ids if each))[:count]


@cached
def days_of(view: View) -> tuple[str, str]:
    """The selected date, and the date chosen beside it: else the latest, else the announcement."""
    if view.against and is_day(view.against):
        return view.asof, view.against
    last = latest()
    return view.asof, ANNOUNCEMENT.isoformat() if view.asof == last else last


@cached
def countries_of(view: View) -> tuple[str, ...]:
    """The countries that are chosen, else those with most members on the date, two in all."""
    states = ask(ascn_data.asean_countries, view.asof)
    most = states.sort_values(["members", "name_en"], ascending=[False, True])["country_id"]
    against = view.against if view.against in set(table("countries")["country_id"]) else None
    first = view.country or next((each for each in most if each != against), None)
    return _some([first, against, *most, *table("countries")["country_id"]], 2)


@cached
def cities_of(view: View) -> tuple[str, ...]:
    """The places that are chosen. To one alone comes the nearest member; without any, the largest.

    The largest are those of the selection, in the source shown beside each place.
    """
    chosen = list(view.city)
    near = ask(ascn_data.nearest, view.asof, chosen[0])["place_id"] if len(chosen) == 1 else []
    rows = places_of(view)
    largest = rows.dropna(subset="population").sort_values("population", ascending=False)
    others = [*largest["place_id"], *rows["place_id"], *table("places")["place_id"]]
    return _some([*chosen, *near, *others], min(max(len(chosen), 2), MAX_CITIES))


@cached
def sides_of(view: View) -> tuple[str, ...]:
    """The ids or dates that stand side by side."""
    if view.compare == COUNTRIES:
        return countries_of(view)
    return cities_of(view) if view.compare == CITIES else days_of(view)


@cached
def side_names(view: View) -> tuple[str, ...]:
    """What stands side by side, by its name."""
    sides = sides_of(view)
    if view.compare == COUNTRIES:
        return tuple(names_of("countries", "country_id")[key] for key in sides)
    if view.compare == CITIES:
        return tuple(names_of("places", "place_id")[key] for key in sides)
    return tuple(map(label_day, sides))


@cached
def dates_to_choose(view: View) -> list[str]:
    """The dates of the toolbar and those that are compared."""
    return sorted({*days_to_choose(view), *days_of(view)})
