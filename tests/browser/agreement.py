"""What a page shows beside what `ascn_data` says of the same view: charts, maps, numbers, tables.

Each page gives pairs: what it is, what the page shows, what the data says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import pandas as pd

import ascn_data
from ascn_data import Network
from dashboard.core.url_state import View

SHOWN = Path(__file__).with_name("shown.js").read_text("utf-8")
EVER = "9999-12-31"
HOLLOW = "rgba(0,0,0,0)"

Shown = dict[str, Any]
Pairs = Iterator[tuple[str, Any, Any]]


class Said(NamedTuple):
    """The data and the view of which it is asked, in the reader's language."""

    net: Network
    view: View

    def names(self, rows: pd.DataFrame, word: str = "name") -> list[str]:
        """The names in rows, in order of the alphabet."""
        return sorted(rows[f"{word}_{self.view.lang}"])


def by_choice(shown: Shown, key: str) -> dict[str, list[dict[str, Any]]]:
    """The marks of a chart by what they choose."""
    found = defaultdict(list)
    for mark in shown["charts"][key]:
        if mark["choice"]:
            found[mark["choice"]].append(mark)
    return dict(found)


def strong(shown: Shown, before: Shown, key: str) -> set[str]:
    """What is not muted in a chart: all its marks look as before anything was chosen."""

    def looks(of: Shown) -> dict[str, set[tuple[Any, ...]]]:
        return {
            choice: {(each["colour"], each["edge"], each["opacity"]) for each in marks}
            for choice, marks in by_choice(of, key).items()
        }

    plain = looks(before)
    return {choice for choice, own in looks(shown).items() if own <= plain[choice]}


def chosen(shown: Shown, key: str, **wanted: Any) -> set[str]:
    """What a chart would not mute where some ids are chosen; nothing chosen mutes nothing."""
    asked = {name: value for name, value in wanted.items() if value}
    return {
        choice
        for choice in by_choice(shown, key)
        if all(dict(parse_qsl(choice)).get(name) == value for name, value in asked.items())
    }


def column(shown: Shown, key: str, at: int = 0) -> list[str]:
    """A column of a table, in order of the alphabet."""
    return sorted(row[at] for row in shown["tables"][key])


def steps(shown: Shown, said: Said) -> tuple[str, Any, Any]:
    """The marks of the growth chart."""
    rows = ascn_data.growth(said.net, said.view.asof, **said.view.where)
    drawn = [[mark["x"][:10], mark["y"]] for mark in shown["charts"]["growth"]]
    days = rows["counted_on"].dt.strftime("%Y-%m-%d")
    return "steps", drawn, [list(each) for each in zip(days, rows["members"], strict=True)]


def overview(shown: Shown, _before: Shown, said: Said) -> Pairs:
    """The first number, the map, the steps and the table of places."""
    view = said.view
    places = ascn_data.places(said.net, view.asof, **view.where)
    members = ascn_data.members(said.net, view.asof, **view.where)
    yield "members", shown["number"], str(len(members))
    yield "places on the map", shown["maps"]["places"], sorted(places["place_id"])
    yield "places in the table", column(shown, "places"), said.names(places)
    yield steps(shown, said)


def growth(shown: Shown, before: Shown, said: Said) -> Pairs:
    """The steps, the matrix with its table, and the membership record."""
    net, view = said.net, said.view
    rows = ascn_data.members_by_country(net, view.asof)
    drawn = {choice: [each["text"] for each in marks]
             for choice, marks in by_choice(shown, "matrix").items()}  # fmt: skip
    yield (
        "matrix",
        drawn,
        {
            f"country={country}": [str(count) if count else "–" for count in own["members"]]
            for country, own in rows.groupby("country_id")
        },
    )
    countries = {} if view.region else {"country": view.country}
    yield "matrix, strong", strong(shown, before, "matrix"), chosen(shown, "matrix", **countries)
    kept = ascn_data.members_by_country(net, view.asof, **view.where)
    yield "countries in the table", column(shown, "matrix", 1), said.names(kept, "country")
    record = ascn_data.filter_places(ascn_data.ledger(net), **view.where)
    yield "membership record", column(shown, "ledger"), said.names(record)
    yield steps(shown, said)


def reach(shown: Shown, before: Shown, said: Said) -> Pairs:
    """The bars of cities with their table, the map of regions, and the areas."""
    net, view = said.net, said.view
    series = net.role("series", "beside_places")
    rows = ascn_data.city_populations(net, view.asof, series, **view.where)
    known = rows[rows["population"].notna()]
    yield (
        "cities",
        {choice: mark["x"] for choice, (mark,) in by_choice(shown, "cities").items()},
        {
            f"city={place}": int(count)
            for place, count in zip(known["place_id"], known["population"], strict=True)
        },
    )
    wanted = {f"city={place}" for place in view.city} or chosen(shown, "cities")
    yield "cities, strong", strong(shown, before, "cities"), wanted
    yield "cities in the table", column(shown, "cities"), said.names(rows)
    where = {"country": view.region and view.country, "region": view.region}
    strong_regions = strong(shown, before, "choropleth")
    yield "regions, strong", strong_regions, chosen(shown, "choropleth", **where)
    counted = ascn_data.reach_by_region(net, view.asof, **view.where)
    yield "regions in the table", column(shown, "choropleth"), said.names(counted, "region")
    areas = ascn_data.reach_by_area(net, view.asof, **view.where)
    texts = {each["said"] for marks in by_choice(shown, "areas").values() for each in marks}
    drawn = {text.replace("<br>", " ").rpartition(": ")[0] for text in texts}
    yield "areas", sorted(drawn), said.names(areas)


def projects(shown: Shown, before: Shown, said: Said) -> Pairs:
    """Bars by focus area and by progress, the matrix of a report, and the list."""
    net, view = said.net, said.view
    cities = view.city or None
    year = int(view.report or 0)
    rows = ascn_data.project_totals(net, "focus_area", **view.where, city=cities)
    groups = {choice: sum(each["y"] for each in marks)
              for choice, marks in by_choice(shown, "groups").items()}  # fmt: skip
    wanted = rows.groupby("focus_area_id")["projects"].sum()
    yield "groups", groups, {f"focus={key}": int(count) for key, count in wanted.items()}
    yield (
        "groups, strong",
        strong(shown, before, "groups"),
        chosen(shown, "groups", focus=view.focus),
    )
    listed = ascn_data.projects(net, **view.where, city=cities, focus=view.focus)
    progress = {choice: sum(each["x"] for each in marks)
                for choice, marks in by_choice(shown, "progress").items()}  # fmt: skip
    yield (
        "progress",
        {key: count for key, count in progress.items() if count},
        {f"progress={key}": count for key, count in Counter(listed["progress"]).items()},
    )
    cells = {choice: int(mark["text"].strip("</b>"))
             for choice, (mark,) in filled(shown).items()}  # fmt: skip
    report = ascn_data.projects(net, year=year, **view.where)
    yield (
        "matrix",
        cells,
        {
            f"focus={focus}&city={city}": len(own)
            for (focus, city), own in report.groupby(["focus_area_id", "place_id"])
        },
    )
    yield "matrix, strong", strong(shown, before, "focus"), {
        choice for choice in chosen(shown, "focus", focus=view.focus)
        if not view.city or dict(parse_qsl(choice))["city"] in view.city
    }  # fmt: skip
    yield "list", column(shown, "projects", 1), sorted(listed["project"])


def filled(shown: Shown) -> dict[str, list[dict[str, Any]]]:
    """The filled squares of the matrix of projects, which have a number, by what they choose."""
    cells = by_choice(shown, "focus")
    return {choice: [each for each in marks if each["text"]] for choice, marks in cells.items()}


def thailand(shown: Shown, _before: Shown, said: Said) -> Pairs:
    """The rounds and regions of the national programme, its provinces, and its areas."""
    net, view = said.net, said.view
    every = ascn_data.plan_areas(net, EVER, region=view.region)
    every = every.sort_values(["designated_on", "number"])
    rounds = ascn_data.rounds_among(every.assign(later=every["designated_on"] > view.asof), "later")
    yield "rounds", {
        choice: (sum(each["x"] for each in marks), {each["colour"] == HOLLOW for each in marks})
        for choice, marks in by_choice(shown, "rounds").items()
    }, {
        f"asof={row.designated_on:%Y-%m-%d}": (row.areas, {row.later})
        for row in rounds.itertuples()
    }  # fmt: skip
    provinces = net.provinces
    if view.region:
        provinces = provinces[provinces["region_id"] == view.region]
    else:
        counted = ascn_data.plan_regions(net, view.asof)
        solid = {choice: sum(each["x"] for each in marks if each["colour"] != HOLLOW)
                 for choice, marks in by_choice(shown, "plan-regions").items()}  # fmt: skip
        yield "regions", {choice: count for choice, count in solid.items() if count}, {
            f"country=THA&region={row.region_id}": row.areas
            for row in counted.itertuples() if row.areas
        }  # fmt: skip
    shapes = {choice: [each["text"] for each in marks if each["x"] is None]
              for choice, marks in by_choice(shown, "provinces").items()}  # fmt: skip
    told = [text for texts in shapes.values() for text in texts]
    yield (
        "provinces by region",
        {key: len(texts) for key, texts in shapes.items()},
        {
            f"country=THA&region={region}": count
            for region, count in provinces["region_id"].value_counts().items()
        },
    )
    unnamed = [name for name in provinces[f"name_{view.lang}"]
               if not any(name in each for each in told)]  # fmt: skip
    yield "provinces without a shape", unnamed, []
    numbers = sorted(int(row[0]) for row in shown["tables"]["plan-areas"])
    yield "areas in the table", numbers, sorted(every["number"])


def partners(shown: Shown, before: Shown, said: Said) -> Pairs:
    """The programmes by partner and the events by kind, with their tables."""
    net, view = said.net, said.view
    rows = ascn_data.partner_programmes(net)
    counts = {choice: sorted(int(each["text"]) for each in marks)
              for choice, marks in by_choice(shown, "partners").items()}  # fmt: skip
    yield (
        "programmes",
        counts,
        {
            f"partner={partner}": sorted(own.groupby("year", dropna=False).size())
            for partner, own in rows.groupby("partner_id")
        },
    )
    yield (
        "programmes, strong",
        strong(shown, before, "partners"),
        chosen(shown, "partners", partner=view.partner),
    )
    kept = rows[rows["partner_id"] == view.partner] if view.partner else rows
    yield "partners in the table", column(shown, "partners"), said.names(kept, "partner")
    events = ascn_data.events(net)
    drawn = {choice: len(marks) for choice, marks in by_choice(shown, "timeline").items()}
    yield "events", drawn, {f"kind={kind}": n for kind, n in Counter(events["kind"]).items()}
    yield (
        "events, strong",
        strong(shown, before, "timeline"),
        chosen(shown, "timeline", kind=view.kind),
    )
    listed = ascn_data.events(net, kind=view.kind)
    yield "events in the table", column(shown, "timeline", 2), said.names(listed, "event")


PAGES: dict[str, Callable[[Shown, Shown, Said], Pairs]] = {
    "/": overview,
    "/growth": growth,
    "/reach": reach,
    "/projects": projects,
    "/thailand": thailand,
    "/partners": partners,
}
# The tables of each page that are behind a button, by the keys of their sections.
FOLDED = {
    "/": ("places",),
    "/growth": ("matrix",),
    "/reach": ("cities", "choropleth"),
    "/projects": (),
    "/thailand": (),
    "/partners": ("partners", "timeline"),
}
# Where the name of what a key holds stands: a table, and its column of ids.
NAMED = {
    "country": ("countries", "country_id"), "region": ("regions", "region_id"),
    "city": ("places", "place_id"), "focus": ("focus_areas", "focus_area_id"),
    "partner": ("partners", "partner_id"),
}  # fmt: skip


def name_of(net: Network, key: str, value: str, lang: str) -> str:
    """The name of what a key of the address holds, in a language."""
    table, column = NAMED[key]
    return str(getattr(net, table).set_index(column).loc[value, f"name_{lang}"])


def differences(page: str, shown: Shown, before: Shown, said: Said) -> list[tuple[str, Any, Any]]:
    """What a page shows and the data says, where they differ; or what it does not show yet."""
    try:
        pairs = list(PAGES[page](shown, before, said))
    except (KeyError, TypeError, ValueError) as gap:
        return [("not all is drawn", repr(gap), sorted([*shown["charts"], *shown["tables"]]))]
    return [(what, ours, theirs) for what, ours, theirs in pairs if ours != theirs]
