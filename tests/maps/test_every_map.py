"""Every map that is drawn: symbols stand on their places, each place has its name once."""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from typing import Any, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree

import pandas as pd
import pytest
from pptx.util import Emu

from dashboard.content.places import Bounds, bounds_of, marks, places_of
from dashboard.content.sections.places import places_section
from dashboard.core.dataset import table
from dashboard.core.palette import LIGHT
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View
from dashboard.exports.pdf.figures import MAP
from dashboard.exports.pptx import map as deck_map
from dashboard.exports.pptx.template import PICTURE, blank_deck
from dashboard.exports.slides.figures import STAGE
from dashboard.exports.slides.members import on_the_map
from dashboard.exports.social_image import MAP as SOCIAL
from dashboard.exports.svg import map as svg_map
from dashboard.maps import deckgl, symbols
from dashboard.maps.geometry import Box, grown, overlap, shift
from dashboard.maps.layout import COVERED, MapLayout
from dashboard.maps.places import deck_of

DATES = ("2018-04-28", "2023-07-28", "2024-06-30", "2025-09-09", "2025-12-11", "2026-01-31")
FILTERS = (
    {"country": "MYS"}, {"country": "THA"}, {"country": "THA", "region": "north"},
    {"status": "proposed"},
)  # fmt: skip
VIEWS = [*(View(asof=asof) for asof in DATES), *(View(asof=DATES[-1], **each) for each in FILTERS)]
# The overview and the map at 1440x900 and 1920x1080, and a phone.
PAGES = ((700, 350), (860, 430), (700, 560), (860, 560), deckgl.PHONE)
SHEETS = {"slide": STAGE, "brief": MAP, "social": SOCIAL}
PIXEL = 1.0
SVG = "{http://www.w3.org/2000/svg}"


def name_of(view: View) -> str:
    """A view in a few letters."""
    return "-".join(filter(None, (view.asof[:7], view.country, view.region, view.status)))


class Map(NamedTuple):
    """A map of a view in a language: a page of a size, a sheet of SVG, or the deck."""

    view: View
    code: str
    medium: str
    size: Any = None

    def __str__(self) -> str:
        size = "x".join(map(str, self.size)) if self.medium == "page" else self.medium
        return "-".join((name_of(self.view), self.code, size))

    def layout(self, rows: pd.DataFrame, bounds: Bounds) -> MapLayout:
        """What stands where on it."""
        if self.medium == "page":
            return deckgl.layout_of(rows, bounds, self.size)
        if self.medium == "deck":
            return deck_map.layout_of(rows, bounds)
        return svg_map.layout_of(rows, SHEETS[self.medium], bounds)


MEDIA = (*(("page", size) for size in PAGES), *((name, None) for name in SHEETS), ("deck", None))


def every_map() -> list[Map]:
    """The tightest views on every map in both languages; the others on three maps each, in turn."""
    full = [VIEWS[1], VIEWS[5]]
    maps = [Map(view, code, *on) for view in full for code in LANGUAGES for on in MEDIA]
    turn = itertools.cycle(MEDIA)
    for n, view in enumerate(each for each in VIEWS if each not in full):
        maps += [Map(view, list(LANGUAGES)[n % 2], *next(turn)) for _time in range(3)]
    return maps


MAPS = every_map()
each_map = pytest.mark.parametrize("one", MAPS, ids=str)


def wanted(layout: MapLayout) -> dict[str, tuple[float, float]]:
    """Where the symbols of a layout stand on the sheet."""
    return {key: at for panel in layout.panels for key, at in panel.symbols.items()}


def notes(layout: MapLayout) -> dict[str, Box]:
    """The names of countries and the distances of scale bars, where the places leave room."""
    names = {name.text: name.box for name in layout.countries}
    return names | {f"bar {n}": bar.box for n, bar in enumerate(layout.scale_bars)}


def around(at: tuple[float, float], across: float) -> Box:
    """The box of a symbol."""
    return grown((*at, *at), across / 2)


def misplaced(layout: MapLayout, places: pd.DataFrame) -> list[str]:
    """Symbols and dots that do not stand on the projected point of their place."""
    where = places.set_index("place_id")[["lon", "lat"]]
    drawn = [(panel.projection, panel.symbols) for panel in layout.panels]
    drawn.append((layout.main.projection, layout.dots))
    return [
        key for projection, points in drawn for key, at in points.items()
        if max(abs(a - b) for a, b in zip(projection.pixels(*where.loc[key]), at, strict=True))
        > PIXEL
    ]  # fmt: skip


def faults(layout: MapLayout) -> list[str]:
    """Labels that overlap something, insets that cover something, symbols that cover another."""
    across = layout.style.symbol
    labels = {label.place_id: shift(label.box, *label.point) for label in layout.labels}
    insets = {key: inset.box for inset in layout.insets for key in inset.symbols}
    found = [
        f"{a} {b}" for a, b in itertools.combinations(labels, 2) if overlap(labels[a], labels[b])
    ]
    for panel in layout.panels:
        for key, at in panel.symbols.items():
            found += [f"{name} on the symbol of {key}" for name, box in labels.items()
                      if overlap(box, around(at, across))]  # fmt: skip
        for (a, p), (b, q) in itertools.combinations(panel.symbols.items(), 2):
            nearer = max(abs(p[0] - q[0]), abs(p[1] - q[1])) < across * (1 - COVERED) / 2**0.5
            found += [f"{a} covers {b}"] if nearer else []
    for inset in layout.insets:
        found += [f"an inset covers {key}" for key, at in layout.main.symbols.items()
                  if overlap(inset.box, around(at, across))]  # fmt: skip
        found += [f"{key} under an inset" for key, box in labels.items()
                  if insets.get(key) != inset.box and overlap(box, inset.box)]  # fmt: skip
        found += ["insets overlap" for other in layout.insets
                  if other is not inset and overlap(inset.box, other.box)]  # fmt: skip
    for name, box in notes(layout).items():
        found += [f"{name} on {key}" for key, other in (labels | notes(layout)).items()
                  if key != name and overlap(box, other)]  # fmt: skip
        found += [f"{name} on the symbol of {key}" for key, at in wanted(layout).items()
                  if overlap(box, around(at, across))]  # fmt: skip
    labels |= notes(layout)
    sheet = (0, 0, *layout.size)
    found += [f"{key} leaves the map" for key, box in labels.items()
              if box[0] < 0 or box[1] < 0 or box[2] > sheet[2] or box[3] > sheet[3]]  # fmt: skip
    return found


@each_map
def test_every_place_is_named_once_and_stands_where_it_is(one: Map) -> None:
    with use_language(one.code):
        places = places_of(one.view)
        rows, bounds = marks(places), bounds_of(one.view, places)
        layout = one.layout(rows, bounds)
    assert misplaced(layout, places) == []
    assert faults(layout) == []
    said = Counter(label.place_id for label in layout.labels)
    assert said == Counter(places["place_id"]), layout.unnamed
    names = rows.set_index("place_id")["label"].to_dict()
    assert {each.place_id: " ".join(each.lines) for each in layout.labels} == names


def test_every_date_on_record_is_looked_at() -> None:
    days = {f"{day:%Y-%m}" for day in pd.to_datetime(table("memberships")["counted_on"])}
    assert days == {date[:7] for date in DATES}


DRAWN = [
    Map(VIEWS[0], "th", "page", PAGES[1]), Map(VIEWS[1], "en", "page", PAGES[3]),
    Map(VIEWS[5], "th", "page", deckgl.PHONE), Map(VIEWS[6], "en", "page", PAGES[0]),
    Map(VIEWS[8], "th", "page", PAGES[2]), Map(VIEWS[1], "th", "slide"),
    Map(VIEWS[5], "en", "slide"), Map(VIEWS[7], "en", "brief"), Map(VIEWS[5], "th", "social"),
    Map(VIEWS[9], "th", "slide"), Map(VIEWS[1], "en", "deck"), Map(VIEWS[5], "th", "deck"),
    Map(VIEWS[8], "en", "deck"),
]  # fmt: skip


@pytest.mark.parametrize("one", DRAWN, ids=str)
def test_symbols_and_names_are_drawn_where_the_layout_has_them(one: Map) -> None:
    with use_language(one.code):
        places = places_of(one.view)
        rows, bounds = marks(places), bounds_of(one.view, places)
        layout = one.layout(rows, bounds)
        read = {"page": on_the_page, "deck": in_the_deck}.get(one.medium, on_the_sheet)
        symbols_drawn, names_drawn = read(one, rows, layout)
    stand = wanted(layout)
    assert symbols_drawn.keys() == stand.keys()
    for key, at in symbols_drawn.items():
        assert at == pytest.approx(stand[key], abs=PIXEL), key
    said = [line for label in layout.labels for line in label.lines]
    said += [note.text for note in (*layout.countries, *layout.scale_bars)]
    assert Counter(names_drawn) == Counter(said)


Drawn = tuple[dict[str, tuple[float, float]], list[str]]


def on_the_page(one: Map, rows: pd.DataFrame, layout: MapLayout) -> Drawn:
    """Symbols, and lines of names, of what deck.gl is told."""
    section = places_section(one.view)
    assert section is not None
    deck = json.loads(deck_of(section, one.view, one.size, symbols.LIGHT, 1.0).to_json())
    assert not any("getPixelOffset" in layer for layer in deck["layers"])
    layers = {layer["id"]: layer for layer in deck["layers"]}
    pixels = layout.main.projection.pixels
    true = rows.set_index("place_id")[["lon", "lat"]]
    dots = {row["place_id"]: row["at"] for row in layers["dots"]["data"]}
    assert dots.keys() == layout.dots.keys()
    for key, at in dots.items():
        assert at == pytest.approx(true.loc[key].tolist(), abs=1e-4)
    stand = {row["place_id"]: pixels(*row["at"]) for row in layers["places"]["data"]}
    for row in layers["labels"]["data"]:
        assert pixels(*row["at"]) == pytest.approx(stand[row["id"]], abs=PIXEL)
    atlases = [
        ElementTree.fromstring(unquote(layer["iconAtlas"].partition(",")[2]))
        for layer in deck["layers"] if layer["@@type"] == "IconLayer"
    ]  # fmt: skip
    return stand, [node.text or "" for atlas in atlases for node in atlas.iter(f"{SVG}text")]


def on_the_sheet(one: Map, rows: pd.DataFrame, layout: MapLayout) -> Drawn:
    """Symbols, and lines of names, of an SVG: each symbol is the nearest of its kind."""
    sheet, half = SHEETS[one.medium], layout.style.symbol / 2
    bounds = bounds_of(one.view, places_of(one.view))
    root = ElementTree.fromstring(
        svg_map.map_chart(rows, LIGHT, symbols.LIGHT, sheet, bounds=bounds)
    )
    found: dict[str, list[tuple[float, float]]] = {kind: [] for kind in symbols.KINDS}
    radius = half * 0.9
    for node in root:
        if node.tag == f"{SVG}circle" and float(node.get("r", "0")) == pytest.approx(
            radius, abs=0.01
        ):
            found["founding"].append((float(node.get("cx", "")), float(node.get("cy", ""))))
        elif symbols.LIGHT.joined_2023 == node.get("fill") and node.tag == f"{SVG}path":
            found["joined"].append(top_of(node, half * 1.15))
        elif symbols.LIGHT.proposed == node.get("stroke"):
            found["proposed"].append(top_of(node, half))
    kinds, stand = rows.set_index("place_id")["kind"], {}
    for key, at in wanted(layout).items():
        nearest = min(found[kinds[key]], key=lambda each: math.dist(each, at))
        found[kinds[key]].remove(nearest)
        stand[key] = nearest
    assert not any(found.values())
    return stand, [node.text or "" for node in root.iter(f"{SVG}text")]


def top_of(path: ElementTree.Element, above: float) -> tuple[float, float]:
    """The centre of a symbol whose path begins so far above it."""
    x, y = path.get("d", "")[1:].replace("L", "l").split("l")[0].split()
    return float(x), float(y) + above


def in_the_deck(one: Map, rows: pd.DataFrame, layout: MapLayout) -> Drawn:
    """Symbols, and lines of names, of the shapes of PowerPoint."""
    told = on_the_map(one.view)
    slide = blank_deck().slides.add_slide(blank_deck().slide_layouts[0])
    deck_map.draw_map(slide, told, one.view)
    (group,) = [shape for shape in slide.shapes if shape.shape_type == 6]
    ids = dict(zip(rows["label"], rows["place_id"], strict=True))
    stand, names = {}, []
    for shape in group.shapes:
        label, _colon, kind = shape.name.partition(": ")
        if kind:
            x = Emu(shape.left + shape.width // 2).inches - PICTURE[0]
            y = Emu(shape.top + shape.height // 2).inches - PICTURE[1]
            stand[ids[label]] = (x * deck_map.DPI, y * deck_map.DPI)
        if shape.has_text_frame:
            names += [line.text for line in shape.text_frame.paragraphs if line.text]
    return stand, names
