"""The pictures of the one-page brief: drawings with their words apart, title and source line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd

import ascn_data
from dashboard.content.citations import most_cited, published_year
from dashboard.content.places import bounds_of, kind_name, labelled, places_of, thai_region
from dashboard.content.residents import region_rows
from dashboard.content.roles import map_sources
from dashboard.content.sections.growth import growth_section
from dashboard.content.sections.places import places_section
from dashboard.content.selection import counts_members, official_benefit
from dashboard.content.text import network_text
from dashboard.content.text.disclaimers import boundaries
from dashboard.core.collation import sort_key
from dashboard.core.dataset import ask, table
from dashboard.core.palette import LIGHT
from dashboard.core.translation import _, day
from dashboard.core.url_state import View
from dashboard.exports.slides.figures import focus_pairs, listed_pairs
from dashboard.exports.slides.projects import focus
from dashboard.exports.slides.slide import Slide, as_of
from dashboard.exports.slides.thailand import plan
from dashboard.exports.svg.canvas import Canvas, Sheet
from dashboard.exports.svg.charts import bar_chart, growth_chart, plan_chart, range_chart
from dashboard.exports.svg.map import map_chart, mark
from dashboard.maps import symbols
from dashboard.maps.projection import height_to_width

# The sheets of the drawings: text of 7 to 8 points where the template puts them.
MAP, CHART, KEY = Sheet(1600, 690, 27), Sheet(1060, 520, 29), Sheet(40, 40)
HALF = Sheet(800, 0, 27)
# The lowest and the highest map on half of the page, in parts of its width.
SHAPES = (0.8, 1.15)


def publisher(source: pd.Series) -> str:
    """Who published a source, and in which year."""
    return f"{source['publisher']} {published_year(source['published_on'])}".rstrip()


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
    title: str, svg: str, alt: str, unit: str, date: str, sources: Iterable[str]
) -> dict[str, Any]:
    """A picture as the template takes it, with the date of its numbers in words."""
    if not svg:
        return {"title": title, "svg": "", "line": "", "sources": []}
    return {
        "title": title, "alt": alt, "line": source_line(unit, date, sources),
        "sources": list(sources), **drawing(svg),
    }  # fmt: skip


def source_line(unit: str, date: str, sources: Iterable[str]) -> str:
    """Unit, date and sources of numbers."""
    rows = table("sources").set_index("source_id")
    return _(
        "Unit: {unit}. {date}. Source: {sources}.",
        unit=unit,
        date=date,
        sources="; ".join(dict.fromkeys(publisher(rows.loc[key]) for key in sources)),
    )


def _key(kind: str) -> str:
    canvas = Canvas(LIGHT, KEY)
    mark(canvas, kind, KEY.width / 2, KEY.height / 2, symbols.LIGHT, 26.0)
    return canvas.svg()


def _map_note(rows: pd.DataFrame, words: list[dict[str, Any]]) -> str:
    """How to read the map, what its boundaries mean, and the places it has no room to name."""
    said = "".join(word["text"] for word in words).replace(" ", "")
    unnamed = [name for name in rows["label"] if name.replace(" ", "") not in said]
    note = _("Crowded areas are enlarged in insets.") + " " + boundaries()
    if not unnamed:
        return note
    named = ", ".join(sorted(unnamed, key=sort_key))
    return note + " " + _("Not labelled on the map: {names}.", names=named)


def map_part(view: View, sheet: Sheet | None = None) -> dict[str, Any]:
    """The map with its legend, across the page or on a sheet of its own."""
    section = places_section(view, small=True)
    if section is None:
        return _picture("", "", "", "", "", [])
    places, rows = section.frame, labelled(section.frame)
    bounds = bounds_of(view, places)
    drawn = map_chart(
        rows, LIGHT, symbols.LIGHT, sheet or MAP, bounds=bounds, region=thai_region(view)
    )
    sources = [*section.sources, *map_sources(places)]
    part = _picture(section.title, drawn, section.alt, section.unit, as_of(view), sources)
    counts = rows["kind"].value_counts()
    part["legend"] = [
        {"svg": _key(kind), "name": f"{kind_name(kind, places)} ({counts[kind]})"}
        for kind in symbols.KINDS
        if kind in counts
    ]
    part["note"] = _map_note(rows, part["words"])
    return part


def half_sheet(view: View) -> Sheet:
    """The sheet of a map on half of the page, as high as what it shows."""
    bounds = bounds_of(view, places_of(view))
    shape = min(max(height_to_width(bounds), SHAPES[0]), SHAPES[1])
    return replace(HALF, height=float(round(HALF.width * shape)))


def growth_part(view: View) -> dict[str, Any]:
    """The steps of the network; without a drawing where there is one step alone."""
    section = growth_section(view)
    if section is None:
        return _picture("", "", "", "", "", [])
    steps = section.frame
    known = steps[~steps["later"]]
    drawn = len(steps) > 1 and bool(known["founding"].any())
    return _picture(
        section.title,
        growth_chart(steps, LIGHT, CHART) if drawn else "",
        section.alt,
        _("member cities (dotted: after the selected date)")
        if len(known) < len(steps)
        else _("member cities"),
        as_of(view),
        section.sources,
    )


def reach_part(view: View) -> dict[str, Any]:
    """The counted range by region, beside the official figure where all its areas are chosen."""
    regions = ask(ascn_data.reach_by_region, view.asof, **view.where)
    if regions.empty:
        return _picture("", "", "", "", "", [])
    rows = region_rows(view)
    rows = rows.assign(said=[network_text.span(row.low, row.high) for row in rows.itertuples()])
    claim = official_benefit(view)
    more = [str(claim["source_id"])] if claim is not None else []
    return _picture(
        network_text.reach_title(ask(ascn_data.reach_range, view.asof, **view.where)),
        range_chart(rows, LIGHT, CHART),
        network_text.ranges_alt(rows),
        _("people (registered residents, each counted once)"),
        _("As of {day}", day=network_text.period(regions["reference_date"])),
        most_cited(regions, *more) if "announced" in set(rows["role"]) else most_cited(regions),
    )


def slide_part(slide: Slide, unit: str) -> dict[str, Any]:
    """The picture of a slide of bars or columns."""
    if slide.empty or slide.frame is None:
        return _picture("", "", "", "", "", [])
    if slide.picture == "focus":
        pairs = focus_pairs(slide.frame)
        svg = bar_chart(pairs, LIGHT, CHART)
        alt = _("Bars. {listed}.", listed=listed_pairs(pairs))
    else:
        days = [day(each) for each in slide.frame["designated_on"]]
        pairs = list(zip(days, slide.frame["areas"], strict=True))
        svg = plan_chart(slide.frame, LIGHT, CHART)
        alt = _("Columns. {listed}.", listed=listed_pairs(pairs))
    return _picture(slide.title, svg, alt, unit, slide.date, slide.sources)


def pictures(view: View, most: int) -> list[dict[str, Any]]:
    """The charts that the selection has something to show in, `most` of them."""
    makers = []
    if view.status != "member":
        makers.append(lambda: reach_part(view))
    if counts_members(view):
        makers.append(lambda: growth_part(view))
    if view.status != "member" and view.filtered:
        makers.append(lambda: slide_part(plan(view), _("areas of the national programme")))
    if counts_members(view):
        makers.append(lambda: slide_part(focus(view), _("listed projects")))
    found: list[dict[str, Any]] = []
    for make in makers:
        if len(found) < most and (part := make())["svg"]:
            found.append(part)
    return found
