"""What a view is filtered by, in words, and the days it may hold for. Pure."""

from __future__ import annotations

from dataclasses import replace

import ascn_data
from ascn_data import ANNOUNCEMENT, to_day
from dashboard.core.collation import sort_key, sort_keys
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import _, label_day, localized, mark, n_
from dashboard.core.url_state import View

STATUS_NAMES = {"member": mark("Members"), "proposed": mark("Proposed areas")}


@cached
def steps() -> list[str]:
    """The days on which the network is known to have grown, as ISO dates in order."""
    days = ask(ascn_data.growth, ANNOUNCEMENT)["counted_on"]  # every step, whatever the day
    return list(days.dt.strftime("%Y-%m-%d"))


def latest() -> str:
    """The last day on which the network is known to have grown, or the announcement."""
    return max(steps(), default=ANNOUNCEMENT.isoformat())


@cached
def days_to_choose(view: View) -> list[str]:
    """`days_of_members`, and every other day that a mark of a chart stands for.

    These are the days on which the network or Thailand's national programme grew.
    """
    designated = table("thai_areas")["designated_on"].dt.strftime("%Y-%m-%d")
    return sorted({*days_of_members(view), *steps(), *designated})


@cached
def days_of_members(view: View) -> list[str]:
    """The announcement, every day on which the network grew, and the day now shown.

    The step on the eve of the announcement shows the same members and is left out.
    """
    announced = ANNOUNCEMENT.isoformat()
    eve = {max((day for day in steps() if day <= announced), default=announced)}
    return sorted({*steps(), view.asof} - eve | {announced, view.asof})


@cached
def day_label(iso: str) -> str:
    """A day of the list, with how many members the network had on it."""
    steps = ask(ascn_data.growth, ascn_data.ANNOUNCEMENT)  # every step, whatever the day
    known = steps.loc[steps["counted_on"] <= to_day(iso), "members"]
    count = int(known.max()) if len(known) else 0
    return label_day(iso) + " · " + n_("{count} member", "{count} members", count)


@cached
def names_of(name: str, key: str) -> dict[str, str]:
    """The names in a table by their id, in the order of the reader's alphabet."""
    return dict(table(name).set_index(key)[localized("name")].sort_values(key=sort_keys))


def filter_names(view: View) -> list[str]:
    """The country, region and status that are chosen, in the reader's words.

    A city state has the name of its only region, which is said once.
    """
    parts = []
    if view.country:
        parts.append(names_of("countries", "country_id")[view.country])
    if view.region and (region := names_of("regions", "region_id")[view.region]) not in parts:
        parts.append(region)
    if view.status:
        parts.append(_(STATUS_NAMES[view.status]))
    return parts


@cached
def filter_label(view: View) -> str:
    """What is filtered, in the reader's words; empty when nothing is."""
    return " · ".join(filter_names(view))


def scope(view: View) -> str:
    """The country and region that the numbers are narrowed to; empty for the whole network."""
    return filter_label(replace(view, status=None))


def scope_in_text(view: View) -> str:
    """`scope` as it stands in a sentence: Thailand, or Thailand (North)."""
    parts = filter_names(replace(view, status=None))
    if len(parts) < 2:
        return "".join(parts)
    return _("{country} ({region})", country=parts[0], region=parts[1])


@cached
def region_names(country: str | None) -> dict[str, str]:
    """The regions of a country by id; of all countries, each after the name of its country."""
    regions = table("regions")
    if country:
        regions = regions[regions["country_id"] == country]
    names = dict(regions.set_index("region_id")[localized("name")].sort_values(key=sort_keys))
    if country:
        return names
    countries = names_of("countries", "country_id")
    of = table("regions").set_index("region_id")["country_id"]
    names = {key: f"{countries[of[key]]}: {name}" for key, name in names.items()}
    return dict(sorted(names.items(), key=lambda item: sort_key(item[1])))


@cached
def country_options(view: View) -> dict[str, str]:
    """The countries by id, each with how many places it has on the selected date."""
    counts = _counts(view.asof, "country_id")
    names = names_of("countries", "country_id")
    return {key: _counted(name, counts, key) for key, name in names.items()}


@cached
def region_options(view: View) -> dict[str, str]:
    """`region_names` of the selected country, each with how many places it has on the date."""
    counts = _counts(view.asof, "region_id")
    return {key: _counted(name, counts, key) for key, name in region_names(view.country).items()}


@cached(translated=False)
def _counts(asof: str, column: str) -> dict[str, tuple[int, int]] | None:
    """Members and proposed areas on a day by an id; None before the first day that is known."""
    if asof < min(steps(), default=asof):
        return None
    rows = ask(ascn_data.places, asof)
    found = {status: rows.loc[rows["status"] == status, column].value_counts()
             for status in STATUS_NAMES}  # fmt: skip
    keys = set(table({"country_id": "countries", "region_id": "regions"}[column])[column])
    return {key: (int(found["member"].get(key, 0)), int(found["proposed"].get(key, 0)))
            for key in keys}  # fmt: skip


def _counted(name: str, counts: dict[str, tuple[int, int]] | None, key: str) -> str:
    if counts is None:
        return name
    members, proposed = counts[key]
    if proposed:
        return f"{name} ({members} + {proposed})"
    return f"{name} ({members})"
