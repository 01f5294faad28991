"""The pictures of the one-page brief: drawings with their words apart, title and source line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd

import ascn_data
from ascn_data.reach import ANNOUNCED
from dashboard import map_icons, sentences
from dashboard.alphabet import sort_key
from dashboard.canvas import Canvas, Sheet
from dashboard.data import ask, table
from dashboard.filters import scope
from dashboard.place_rows import bounds_of, kind_name, marks, places_of
from dashboard.reach_rows import region_rows
from dashboard.sources import most_cited, year_of
from dashboard.theme import LIGHT
from dashboard.vector import growth_chart, range_chart
from dashboard.vector_map import map_chart, mark
from dashboard.view import View
from dashboard.words import _, day

# What the outlines and the points of the map were drawn from.
MAP_SOURCES = ("natural_earth", "geonames")
# The sheets of the drawings: text of 7 to 8 points where the template puts them.
MAP, CHART, KEY = Sheet(1600, 690, 27), Sheet(1200, 520, 29), Sheet(40, 40)


def announced_benefit() -> pd.Series:
    """The claim of how many people the proposed areas benefit."""
    return ask(ascn_data.claims).set_index("claim_id").loc[ANNOUNCED]


def publisher(source: pd.Series) -> str:
    """Who published a source, and in which year."""
    return f"{source['publisher']} {year_of(source['published_on'])}".rstrip()


def drawing(svg: str) -> dict[str, Any]:
    """A drawing of `vector` with its words apart: x, y (of the baseline), anchor, size, fill."""
    root = ET.fromstring(svg)
    words = []
    for element in [node for node in root if node.tag.endswith("text")]:
        root.remove(element)
        said = dict(element.attrib)
        words.append(
            {
                "text": element.text or "", "x": float(said["x"]), "y": float(said["y"]),
                "anchor": said.get("text-anchor", "start"), "fill": said["fill"],
                "size": float(said.get("font-size", root.attrib["font-size"])),
                "weight": int(said.get("font-weight", 400)),
            }
        )  # fmt: skip
    wide, high = map(float, root.attrib["viewBox"].split()[2:])
    return {"svg": ET.tostring(root, encoding="unicode"), "size": [wide, high], "words": words}


def _picture(
    title: str, svg: str, alt: str, unit: str, as_of: object, sources: Iterable[str], why: str = ""
) -> dict[str, Any]:
    """A picture as the template takes it; without `svg` it says `why`."""
    if not svg:
        return {"title": title, "svg": "", "why": why, "line": "", "sources": []}
    rows = table("sources").set_index("source_id")
    line = _(
        "Unit: {unit}. As of {day}. Source: {sources}.",
        unit=unit,
        day=day(as_of),
        sources="; ".join(dict.fromkeys(publisher(rows.loc[key]) for key in sources)),
    )
    return {"title": title, "alt": alt, "line": line, "sources": list(sources), **drawing(svg)}


def _key(kind: str) -> str:
    canvas = Canvas(LIGHT, KEY)
    mark(canvas, kind, KEY.width / 2, KEY.height / 2, map_icons.LIGHT, 26.0)
    return canvas.svg()


def _map_note(rows: pd.DataFrame, words: list[dict[str, Any]]) -> str:
    """How to read the map, and the places that it has no room to name."""
    said = "".join(word["text"] for word in words).replace(" ", "")
    unnamed = [name for name in rows["label"] if name.replace(" ", "") not in said]
    note = _("Where marks would cover each other, a line leads to the place.")
    if not unnamed:
        return note
    named = ", ".join(sorted(unnamed, key=sort_key))
    return note + " " + _("Without a name on the map: {names}.", names=named)


def map_part(view: View) -> dict[str, Any]:
    """The map with its legend."""
    places = places_of(view)
    title, rows = sentences.map_title(places), marks(places)
    if places.empty:
        return _picture(title, "", "", "", view.asof, [])
    drawn = map_chart(rows, LIGHT, map_icons.LIGHT, MAP, bounds=bounds_of(view, places))
    sources = [*most_cited(places)[:2], *MAP_SOURCES]
    part = _picture(title, drawn, sentences.map_alt(places), _("places"), view.asof, sources)
    counts = rows["kind"].value_counts()
    part["legend"] = [
        {"svg": _key(kind), "name": f"{kind_name(kind, places)} ({counts[kind]})"}
        for kind in map_icons.KINDS
        if kind in counts
    ]
    part["note"] = _map_note(rows, part["words"])
    return part


def growth_part(view: View) -> dict[str, Any]:
    """The steps of the network; where the founding is not one of them, the members by name."""
    steps = ask(ascn_data.growth, view.asof, **view.where)
    known = steps[~steps["later"]]
    members = ask(ascn_data.members, view.asof, **view.where)
    names = sentences.names(members, 40)
    drawn = len(steps) > 1 and members["founding"].any()
    return _picture(
        sentences.growth_title(steps, scope(view)),
        growth_chart(steps, LIGHT, CHART) if drawn else "",
        sentences.growth_alt(steps),
        _("member cities; dotted: later than the day shown")
        if len(known) < len(steps)
        else _("member cities"),
        view.asof,
        most_cited(known),
        names or _("No city of this country or region is a member."),
    )


def reach_part(view: View) -> dict[str, Any]:
    """The announced benefit beside the counted range, by region."""
    regions = ask(ascn_data.reach_by_region, view.asof, **view.where)
    why = _("Proposed areas are in Thailand alone, put forward in July 2023.")
    if regions.empty:
        return _picture(sentences.regions_title(regions), "", "", "", view.asof, [], why)
    rows = region_rows(view)
    rows = rows.assign(said=[sentences.span(row.low, row.high) for row in rows.itertuples()])
    return _picture(
        sentences.reach_title(ask(ascn_data.reach_range, view.asof, **view.where)),
        range_chart(rows, LIGHT, CHART),
        sentences.ranges_alt(rows),
        _("people; registered residents, each counted once"),
        regions["reference_date"].max(),
        [*most_cited(regions), announced_benefit()["source_id"]],
    )
